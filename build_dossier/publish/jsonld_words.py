"""The words of schema.org (version 29) for what our fixed lists tell apart."""

from __future__ import annotations

PARTIES = {
    "person": "Person",
    "company": "Organization",
    "platform": "Organization",
    "government": "GovernmentOrganization",
    "trade-association": "Organization",
    "media": "NewsMediaOrganization",
    "coalition": "Organization",
    "anonymous": "Thing",
}
"""By kind of party. Whether an anonymous speaker is one person, several or an organisation is not known."""

REACTIONS = {"supports": "AgreeAction", "opposes": "DisagreeAction"}
"""By stance; any other one is a `ReactAction`."""

SOURCES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "collection": "Collection",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "musical_score": "SheetMusic",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "review": "Review",
    "review-book": "Review",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""By type of source; any other one is a `CreativeWork`."""
