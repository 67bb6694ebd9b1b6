"""Why no site can be built."""

from __future__ import annotations


class BadConfigError(Exception):
    """`mkdocs.yml` cannot be read; the text says why."""


class BrokenSiteError(Exception):
    """MkDocs found what must not be published; the text says what."""
