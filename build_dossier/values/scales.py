"""The closed vocabularies, each with the words that a reader sees.

A member's value is what an author writes; `words` is what a page shows.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from build_dossier.language.speaking import in_digits, pgettext


class Scale(StrEnum):
    """A closed vocabulary: `Member = "what an author writes", "what a reader sees"`."""

    source_words: str
    """The words in English, which is how catalogues know them, under the name of the vocabulary as context."""

    def __new__(cls, value: str, words: str = "") -> Self:
        """Make a member of the written value and its words (the value with spaces, if none are given)."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.source_words = words or value.replace("-", " ")
        return member

    @property
    def words(self) -> str:
        """The words in the language spoken."""
        return in_digits(pgettext(type(self).__name__, self.source_words))


class Reliability(Scale):
    """Admiralty scale for a source (NATO AJP-2.1): F says that it cannot be judged, not that it is bad."""

    A = "A", "completely reliable"
    B = "B", "usually reliable"
    C = "C", "fairly reliable"
    D = "D", "not usually reliable"
    E = "E", "unreliable"
    F = "F", "reliability cannot be judged"


class Credibility(Scale):
    """Admiralty scale for a piece of information (NATO AJP-2.1): 6 says that it cannot be judged."""

    CONFIRMED = "1", "confirmed by other sources"
    PROBABLY_TRUE = "2", "probably true"
    POSSIBLY_TRUE = "3", "possibly true"
    DOUBTFUL = "4", "doubtful"
    IMPROBABLE = "5", "improbable"
    CANNOT_BE_JUDGED = "6", "truth cannot be judged"


class Likelihood(Scale):
    """The seven bands of ICD 203 (2015), from least to most likely."""

    ALMOST_NO_CHANCE = "almost-no-chance", "almost no chance (1–5%)"
    VERY_UNLIKELY = "very-unlikely", "very unlikely (5–20%)"
    UNLIKELY = "unlikely", "unlikely (20–45%)"
    ROUGHLY_EVEN = "roughly-even-chance", "roughly even chance (45–55%)"
    LIKELY = "likely", "likely (55–80%)"
    VERY_LIKELY = "very-likely", "very likely (80–95%)"
    ALMOST_CERTAIN = "almost-certain", "almost certain (95–99%)"


class Confidence(Scale):
    """How well a judgement is founded (ICD 203)."""

    LOW = "low", "low confidence"
    MODERATE = "moderate", "moderate confidence"
    HIGH = "high", "high confidence"


class Marking(Scale):
    """Handling by the Traffic Light Protocol 2.0 (FIRST)."""

    RED = "TLP:RED"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    AMBER = "TLP:AMBER"
    GREEN = "TLP:GREEN"
    CLEAR = "TLP:CLEAR"


class Rank(Scale):
    """Which of several records readers should go by."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Stance(Scale):
    """Where a party stands on an issue's proposition."""

    SUPPORTS = "supports", "For"
    CONDITIONAL = "conditional", "Conditional"
    MIXED = "mixed", "Mixed"
    NEUTRAL = "neutral", "Neutral"
    OPPOSES = "opposes", "Against"
    DECLINED = "declined", "Declined to say"
    UNKNOWN = "unknown", "Not known"

    @property
    def symbol(self) -> str:
        """A sign that says the stance without colour."""
        return _STANCE_SYMBOLS[self]


_STANCE_SYMBOLS = {
    Stance.SUPPORTS: "●",
    Stance.CONDITIONAL: "◇",
    Stance.MIXED: "◐",
    Stance.NEUTRAL: "○",
    Stance.OPPOSES: "✕",
    Stance.DECLINED: "⊘",
    Stance.UNKNOWN: "?",
}


class Basis(Scale):
    """From what a position is known."""

    STATEMENT = "statement", "a statement"
    FILING = "filing", "a filing"
    DECISION = "decision", "a decision"
    CONDUCT = "conduct", "conduct"
    INFERRED = "inferred", "inferred by us"


class EvidenceRole(Scale):
    """What a record does for a position."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context", "gives context"


class Directness(Scale):
    """Whether the evidence is the party's own act or word, or somebody's account of it."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class ReplyRelation(Scale):
    """What a position does to the one that it replies to."""

    SUPPORTS = "supports"
    REBUTS = "rebuts"
    UNDERCUTS = "undercuts"
    QUALIFIES = "qualifies"
    CONCEDES = "concedes"


class PartyKind(Scale):
    """What sort of party it is."""

    PERSON = "person"
    COMPANY = "company"
    PLATFORM = "platform"
    GOVERNMENT = "government"
    TRADE_ASSOCIATION = "trade-association"
    MEDIA = "media"
    COALITION = "coalition"
    ANONYMOUS = "anonymous", "anonymous speaker"


class RelationType(Scale):
    """How one party is related to another."""

    OWNS = "owns"
    OPERATES = "operates"
    MEMBER_OF = "member-of", "is a member of"
    REGULATES = "regulates"
    REPRESENTS = "represents"
    COMPETES_WITH = "competes-with", "competes with"


class Medium(Scale):
    """By what means the words were said."""

    INTERVIEW = "interview", "in an interview"
    LETTER = "letter", "in a letter"
    EMAIL = "email", "in an email"
    STATEMENT = "statement", "in a statement"
    FILING = "filing", "in a filing"
    REPORT = "report", "in a report"
    SPEECH = "speech", "in a speech"
    SOCIAL = "social", "on social media"


class Extent(Scale):
    """How much of what was said the quotation gives."""

    FULL = "full", "the full text"
    EXCERPT = "excerpt", "an excerpt"
    PHRASE = "phrase", "a phrase"


class TranslationMethod(Scale):
    """Who or what translated."""

    OFFICIAL = "official", "official translation"
    HUMAN = "human", "translated by a person"
    MACHINE = "machine", "machine translation"


class Comparator(Scale):
    """How a figure stands to the true number, in its claimant's words."""

    EXACTLY = "exactly"
    ABOUT = "about", "about"
    MORE_THAN = "more-than", "more than"
    AT_LEAST = "at-least", "at least"
    LESS_THAN = "less-than", "less than"
    AT_MOST = "at-most", "at most"


class FigureBasis(Scale):
    """How a figure came about."""

    SELF_REPORTED = "self-reported", "self-reported"
    OFFICIAL = "official", "official statistics"
    SURVEY = "survey", "a survey"
    ESTIMATE = "estimate", "an estimate"
    UNKNOWN = "unknown", "basis not stated"


class FigureStatus(Scale):
    """Whether a figure is contested."""

    UNDISPUTED = "undisputed"
    DISPUTED = "disputed"
    UNVERIFIABLE = "unverifiable"
    CORRECTED = "corrected"


class Check(Scale):
    """The checks whose weight a dossier may set. A mismatch is always an error."""

    NEVER_VERIFIED = "never-verified"
    NO_CATALOGUE = "no-catalogue"
    NO_TRANSLATION = "no-translation"
    NOTHING_TO_CHECK = "nothing-to-check"
    SOURCE_CHANGED = "source-changed"
    VALUE_DIFFERS = "value-differs"
    WORDS_CHANGED = "words-changed"


class Digits(Scale):
    """The digits that numbers and dates are written with: CLDR's name of the numbering system."""

    LATN = "latn", "0 1 2 3"
    ARAB = "arab", "٠ ١ ٢ ٣"
    ARABEXT = "arabext", "۰ ۱ ۲ ۳"
    DEVA = "deva", "० १ २ ३"
    BENG = "beng", "০ ১ ২ ৩"


class Weight(Scale):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


class SourceType(Scale):
    """The item types of CSL 1.0.2; a finer word, as "Press release", goes into a source's `genre`."""

    ARTICLE = "article"
    ARTICLE_JOURNAL = "article-journal", "journal article"
    ARTICLE_MAGAZINE = "article-magazine", "magazine article"
    ARTICLE_NEWSPAPER = "article-newspaper", "news article"
    BILL = "bill"
    BOOK = "book"
    BROADCAST = "broadcast"
    CHAPTER = "chapter"
    CLASSIC = "classic"
    COLLECTION = "collection"
    DATASET = "dataset"
    DOCUMENT = "document"
    ENTRY = "entry"
    ENTRY_DICTIONARY = "entry-dictionary", "dictionary entry"
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia", "encyclopedia entry"
    EVENT = "event"
    FIGURE = "figure"
    GRAPHIC = "graphic"
    HEARING = "hearing"
    INTERVIEW = "interview"
    LEGAL_CASE = "legal_case", "legal case"
    LEGISLATION = "legislation"
    MANUSCRIPT = "manuscript"
    MAP = "map"
    MOTION_PICTURE = "motion_picture", "film"
    MUSICAL_SCORE = "musical_score", "musical score"
    PAMPHLET = "pamphlet"
    PAPER_CONFERENCE = "paper-conference", "conference paper"
    PATENT = "patent"
    PERFORMANCE = "performance"
    PERIODICAL = "periodical"
    PERSONAL_COMMUNICATION = "personal_communication", "letter or email"
    POST = "post", "online post"
    POST_WEBLOG = "post-weblog", "blog post"
    REGULATION = "regulation"
    REPORT = "report"
    REVIEW = "review"
    REVIEW_BOOK = "review-book", "book review"
    SOFTWARE = "software"
    SONG = "song", "audio recording"
    SPEECH = "speech"
    STANDARD = "standard"
    THESIS = "thesis"
    TREATY = "treaty"
    WEBPAGE = "webpage", "web page"
