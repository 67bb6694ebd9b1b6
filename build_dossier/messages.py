"""The catalogues, brought in step with the code: `python -m build_dossier.messages [FOLDER]`.

Finds every message in the modules and templates, the words of closed vocabularies and what tables hold, and writes each
`language/locales/*.po` anew: new messages are empty, those that are gone are dropped, nothing is guessed. Without a
change of the code the files stay as they are.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from build_dossier.editions.compare import What
from build_dossier.evidence.verdicts import Verdict
from build_dossier.publish import tables
from build_dossier.values import scales

PACKAGE = Path(__file__).parent
LOCALES = PACKAGE / "language" / "locales"

_METHODS = [
    ("**/templates/**.j2", "jinja2"),
    ("**/print/**.j2", "jinja2"),
    ("**/theme/**.html", "jinja2"),
    ("**.py", "python"),
]
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "pgettext": ((1, "c"), 2),
    "ngettext": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
}
# Of a header only what reading needs: the rest tells when and by whom a tool was run.
_PASSING = re.compile(
    r'^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|'
    r"MIME-Version|Generated-By):.*\n",
    re.MULTILINE,
)


def template() -> Catalog:
    """Every message of the site, in the order of the files that hold it; each once, with the names of its files."""
    catalog = Catalog(fuzzy=False)
    found = extract_from_dir(
        PACKAGE, _METHODS, keywords=_KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for name, _, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalog.add(message, locations=[(name, 1)], auto_comments=comments, context=context)
    for context, words in vocabulary():
        catalog.add(words, locations=[("values/scales.py", 1)], context=context)
    for meaning in tables.meanings():
        catalog.add(meaning, locations=[("publish/tables.py", 1)], context="what a table holds")
    return catalog


def vocabulary() -> Iterator[tuple[str, str]]:
    """The words of each closed vocabulary that readers see, with its name as context."""
    known: set[type[scales.Scale]] = {Verdict, *scales.Scale.__subclasses__()}
    unseen: set[type[scales.Scale]] = {What, scales.Digits, scales.Check, scales.Marking, scales.Weight}
    for scale in sorted(known - unseen, key=lambda scale: scale.__name__):
        for member in scale:
            yield scale.__name__, member.source_words


def updated(text: bytes, name: str, messages: Catalog) -> bytes:
    """A catalogue's file in step with the messages."""
    locale = Locale.parse(name, sep="-")
    catalog = read_po(BytesIO(text), locale=locale) if text else Catalog(locale=locale, fuzzy=False)
    catalog.update(messages, no_fuzzy_matching=True)
    catalog.header_comment = f"# The site's own words in {locale.english_name}. Written by build_dossier.messages."
    catalog.fuzzy = False
    written = BytesIO()
    write_po(written, catalog, width=0, ignore_obsolete=True, include_lineno=False)
    return _PASSING.sub("", written.getvalue().decode()).encode()


def main(folder: Path = LOCALES) -> None:
    """Write each catalogue of a folder anew."""
    messages = template()
    for path in sorted(folder.glob("*.po")):
        text = updated(path.read_bytes(), path.stem, messages)
        path.write_bytes(text)
        whole = read_po(BytesIO(text))
        missing = [message for message in whole if message.id and not _told(message.string)]
        sys.stdout.write(f"{path.name}: {len(whole)} messages, {len(missing)} without words\n")


def _told(words: object) -> bool:
    return all(words) if isinstance(words, (tuple, list)) else bool(words)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
