"""Every word of the site's own is asked for in the language of the dossier.

The pages are made in a language that writes each message of the code in fullwidth letters (ａｂｃ), with the dates and
names of Greek; the texts of the data are in fullwidth letters, too. A plain letter that a reader then sees is a word
that no catalogue can translate.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from gettext import NullTranslations
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin
from xml.etree import ElementTree

import pytest
from babel import Locale
from mkdocs.utils.meta import get_data
from pydantic.fields import FieldInfo
from selectolax.lexbor import LexborHTMLParser, LexborNode

from build_dossier import messages
from build_dossier.dossier import Dossier
from build_dossier.editions.compare import History, history
from build_dossier.editions.edition import Edition, Entry
from build_dossier.evidence.holding import hold
from build_dossier.evidence.lock import FILE as LOCK
from build_dossier.evidence.lock import read_lock
from build_dossier.language.speaking import ENGLISH, Language, speaking
from build_dossier.load.reading import read
from build_dossier.making.product import ASIDE, Product
from build_dossier.pipeline import first_context, site_of
from build_dossier.products import products
from build_dossier.reads.watching import watched_dossier
from build_dossier.records.base import Part
from build_dossier.records.fields import Text
from build_dossier.records.kinds import Key
from build_dossier.render.pages import Asset, Page
from build_dossier.values import codes
from build_dossier.views import limits
from build_dossier.views.snapshot import snapshot
from tests.large import Size, write
from tests.projects import FIRST, case
from tests.shown import folded, html_of

# --- a language that no reader takes for English

_WIDE = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in string.ascii_letters})
# What a message has beside words: what is put in, tags, the address and the attributes of Markdown's links and blocks.
_NO_WORDS = re.compile(r"(\{[^}]*\}|<[^>]*>|\]\([^)]*\)|&#?\w+;)")


def wide(message: str) -> str:
    """A message or text in fullwidth letters: 'Said by {party}' is 'Ｓａｉｄ ｂｙ {party}'."""
    return "".join(part if _NO_WORDS.fullmatch(part) else part.translate(_WIDE) for part in _NO_WORDS.split(message))


class _Wide(NullTranslations):
    """Every message in fullwidth letters; `asked` are those that were asked for, with their context."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str | None, str]] = set()

    def gettext(self, message: str) -> str:
        return self._told(None, message, message)

    def pgettext(self, context: str, message: str) -> str:
        return self._told(context, message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._told(None, msgid1, msgid1 if n == 1 else msgid2)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self._told(context, msgid1, msgid1 if n == 1 else msgid2)

    def _told(self, context: str | None, message: str, form: str) -> str:
        self.asked.add((context, message))
        return wide(form)


@dataclass(frozen=True)
class _Odd(Language):
    """Its words are in fullwidth letters, CLDR's are Greek, its digits Arabic."""

    wide: _Wide = field(default_factory=_Wide)

    @cached_property
    def words_in(self) -> str:
        return "el"

    @cached_property
    def translations(self) -> NullTranslations:
        return self.wide

    @cached_property
    def locale(self) -> Locale:
        return Locale("el")


# --- data without a plain letter in any text


def _is_text(field: FieldInfo) -> bool:
    """Whether a field holds free text, or several: no id, code, date or address."""
    return _texts(Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation)


def _texts(annotation: object) -> bool:
    if get_origin(annotation) is Annotated:
        return annotation == Text
    return any(_texts(each) for each in get_args(annotation))


def _widened(value: object) -> object:
    match value:
        case str():
            return value if codes.is_currency(value) else wide(value)
        case tuple():
            return tuple(_widened(each) for each in value)
        case dict():
            return {_widened(key): _widened(each) for key, each in value.items()}
        case _:
            return value


def _inner(value: object) -> object:
    match value:
        case Part():
            return _of_part(value)
        case tuple():
            return tuple(_inner(each) for each in value)
        case _:
            return value


def _of_part(part: Part) -> Part:
    fields = type(part).model_fields
    return part.model_copy(
        update={name: (_widened if _is_text(field) else _inner)(getattr(part, name)) for name, field in fields.items()}
    )


def _without_letters(dossier: Dossier) -> Dossier:
    records: Any = {key: _of_part(record) for key, record in dossier.records.items()}
    about: Any = _of_part(dossier.about)
    return replace(dossier, about=about, records=records)


def _past(present: Edition) -> History:
    """Two editions before this one, so that every sort of change befell some records."""
    entries = {key: replace(entry, title=wide(entry.title)) for key, entry in present.entries.items()}
    now = replace(present, title=wide(present.title), entries=entries)
    return history([_earlier(now, "2018-01-31", 0), _earlier(now, "2018-01-31-2", 1)], now)


def _earlier(now: Edition, name: str, start: int) -> Edition:
    """An edition that lacks a fifth of the records, has one more, and in which the others were not what they are."""
    gone = Entry(Key("term", "gone"), wide("Gone"), (), {})
    entries = {gone.key: gone}
    for number, (key, entry) in enumerate(now.entries.items(), start):
        fields = dict(entry.fields)
        match number % 5:
            case 0:
                continue
            case 1:
                fields["rank"] = "deprecated"
            case 2:
                fields.pop("rank", None)
            case 3:
                fields |= {"verdict": "not-checked"} if "verdict" in fields else {"note": "#1"}
            case _:
                fields = {}
        entries[key] = replace(entry, fields=fields)
    return replace(now, name=name, note=wide("What came in."), entries=entries)


# --- what a reader sees of it

_SHOWN_ATTRIBUTES = {"title", "aria-label", "alt", "data-label", "data-credit"}
_FOR_SCRIPTS = ".d-filter-words"
"""Elements whose `data-` attributes are words that a script says."""
# What is the same in every language: markings, grades, records' and files' names, addresses, checksums, numbers of
# registers, currencies' codes.
_SAME = re.compile(
    r"TLP:[A-Z+]+|^[A-F]$|^[A-F](?=: )|\b[a-z]+:[a-z0-9-]+|[\w.-]+\.(?:json|jsonld|csv|zip|sqlite|yml|txt|bib|ris)\b"
    r"|https?://\S+|\b[0-9a-f]{4}…[0-9a-f]{4}\b|\b10\.\d{4,}/\S+|\bISBN\b|\bDOI\b|\([A-Z]{3}\)"
    r"|\b(?:Chicago|APA|BibTeX|RIS|CSL-JSON)\b"
)


def _said_on(page: Page) -> Iterator[str]:
    """Every text of a page that somebody reads or hears."""
    _, meta = get_data(page.text)
    yield from (html.unescape(meta["title"]), html.unescape(meta["description"]))
    tree = _tree(page.text)
    # What a style of citing writes is its own; a title of a heading's link is the theme's.
    for unread in tree.css("code, pre, svg, script, .d-citation, .d-bibliography, a.headerlink"):
        unread.decompose()
    assert tree.body is not None
    for node in tree.body.traverse(include_text=True):
        yield from (node.text(),) if node.tag == "-text" else _attributes(node)


def _tree(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<body>{html_of(get_data(text)[0])}</body>")


def _attributes(node: LexborNode) -> Iterator[str]:
    for_scripts = node.css_matches(_FOR_SCRIPTS)
    for name, value in node.attributes.items():
        if value and (name in _SHOWN_ATTRIBUTES or (for_scripts and name.startswith("data-"))):
            yield value.replace("{shown}", "")


def _in_feed(page: Page) -> Iterator[str]:
    """Every text of an Atom feed."""
    for element in ElementTree.fromstring(page.text).iter():  # noqa: S314 -- we have just made it
        tag = element.tag.rpartition("}")[2]
        if tag in {"title", "subtitle", "summary"}:
            yield element.text or ""
        elif tag == "content":
            yield LexborHTMLParser(element.text or "").text(separator="\n")


def _in_script(asset: Asset) -> Iterator[str]:
    """Every text that a script was given, without the names of what it puts in."""
    found = re.search(r"const WORDS = (\{.*\})", asset.content.decode())
    for name, words in json.loads(found[1]).items() if found else ():
        for form in words.values() if isinstance(words, dict) else (words,):
            yield re.sub(r"\{\w+\}", "", form if name != "locale" else "")


def _texts_of(file: Page | Asset) -> Iterator[str]:
    match file.path.rpartition(".")[2], file:
        case "md", Page():
            return _said_on(file)
        case "xml", Page():
            return _in_feed(file)
        case "js", Asset():
            return _in_script(file)
        case _:
            return iter(())


def _made(data: Path, language: Language) -> list[Page | Asset]:
    """All that is made of a dossier, the texts of its data in fullwidth letters."""
    dossier = read(data, "data").dossier
    assert dossier is not None
    lock, _ = read_lock(data / LOCK, LOCK)
    evidence, odd = hold(dossier, lock)[0], _without_letters(dossier)
    with speaking(language):
        watched = watched_dossier(odd)
        site = site_of(first_context(watched, evidence, _past(snapshot(odd, evidence))), watched, evidence)
        return list(_followed(products(site)))


def _followed(recipes: Iterable[Product]) -> Iterator[Page | Asset]:
    """What products make, step by step, the later ones of the pieces that were made before."""
    pieces = _Pieces({})
    for product in sorted(recipes, key=lambda each: each.step):
        for file in product.make(pieces) if product.step else product.make():
            if file.path.startswith(ASIDE):
                folder = file.path.removeprefix(ASIDE).rpartition("/")[0]
                pieces.found.setdefault(folder, []).append(file.content)
            yield file


@dataclass(frozen=True)
class _Pieces:
    """As `Parts` of a build from nothing, in memory."""

    found: dict[str, list[bytes]]

    def __call__(self, folder: str) -> Iterator[bytes]:
        """The pieces in a folder."""
        return iter(self.found.get(folder, ()))

    def each(self, folder: str) -> list[tuple[str, Callable[[], bytes]]]:
        """The same with the SHA-256 of each."""
        return [(sha256(piece).hexdigest(), partial(bytes, piece)) for piece in self.found.get(folder, ())]

    def before(self, path: str) -> bytes | None:
        """What a file held the last time: nothing was built before."""
        return None


@cache
def _known() -> set[tuple[str | None, str]]:
    """The messages of the catalogues, with their context."""
    catalog = messages.template()
    return {(each.context, each.id if isinstance(each.id, str) else each.id[0]) for each in catalog if each.id}


def _untranslatable(files: Iterable[Page | Asset]) -> list[str]:
    """The texts with a plain letter, each once, with one of the files that say it."""
    found: dict[str, str] = {}
    for file in files:
        for text in _texts_of(file):
            if re.search("[A-Za-z]", folded(_SAME.sub("", folded(text)))):
                found.setdefault(folded(text), file.path)
    return [f"{path}: {text}" for text, path in found.items()]


DATA = {name: case(name) for name in ("small", "minimal", "withheld", "languages")} | {"first": FIRST}


@pytest.mark.parametrize("name", DATA)
def test_every_word_of_a_dossier_can_be_said_in_another_language(name: str) -> None:
    language = _Odd("el", "arab")
    assert _untranslatable(_made(DATA[name], language)) == []
    assert language.wide.asked - _known() == set()


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier all of whose lists run over several pages."""
    few = {"ENTRIES": 6, "EVENTS": 8, "MATRIX_ROWS": 4, "MATRIX_CELLS": 4, "SHOWN": 2, "GAPS": 3, "NAMES": 1}
    for name, number in few.items():
        monkeypatch.setattr(limits, name, number)
    size = Size(parties=12, positions=30, events=24, quotes=16, statistics=16, terms=2, years=10, speakers=4)
    return write(tmp_path / "data", size)


def test_every_word_of_long_lists_can_be_said_in_another_language(long: Path) -> None:
    """Of their further pages, and of the way through these."""
    language = _Odd("el", "arab")
    files = _made(long, language)
    further = {"timeline/2016-part-1.md", "gaps/not-checked.md", "parties/page/2.md", "parties/p1/quotations.md"}
    assert further <= {file.path for file in files}
    assert _untranslatable(files) == []
    assert language.wide.asked - _known() == set()


def test_addresses_are_the_same_in_every_language(long: Path) -> None:
    """Of the pages, and of the places within them: a link outlives a change of language."""
    english, other = ({file.path: file for file in _made(long, language)} for language in (ENGLISH, _Odd("el", "arab")))
    assert list(other) == list(english)
    trees = {path: _tree(page.text) for path, page in other.items() if path.endswith(".md") and isinstance(page, Page)}
    ids = {path: {node.id for node in tree.css("[id]")} for path, tree in trees.items()}
    lost = []
    for path, tree in trees.items():
        links = [str(link.attributes["href"]) for link in tree.css("a[href]:not(.headerlink)")]
        assert links == [
            link.attributes["href"] for link in _tree(str(english[path].content, "utf-8")).css("a:not(.headerlink)")
        ]
        for link in links:
            page, _, anchor = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), page)) if page else path
            lost += [f"{path}: {link}"] if anchor and target in ids and anchor not in ids[target] else []
    assert lost == []


def test_a_word_that_is_not_asked_for_is_found() -> None:
    page = '---\ntitle: ａ\ndescription: ａ\n---\n\nＢｙ: her, TLP:CLEAR <a href="#x" title="edit">§</a> `id`\n'
    assert _untranslatable([Page("a.md", page)]) == ["a.md: Ｂｙ: her, TLP:CLEAR", "a.md: edit"]
