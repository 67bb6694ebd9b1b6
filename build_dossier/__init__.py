"""A briefing dossier in YAML, checked to the word and printed as a site."""

__version__ = "0.1.0"
