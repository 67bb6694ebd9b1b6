"""The types of fields: each reads the author's text and says, in its own code, what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from build_dossier.problems import did_you_mean, quoted
from build_dossier.values import codes, scales
from build_dossier.values.edtf import Edtf, parse_edtf
from build_dossier.values.numbers import parse_number, plain

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_LONGEST_ID = 100
_LONGEST_LIST = 10
# `index` is the page of the kind itself; the others are no file names on Windows.
_RESERVED = {"index", "con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}


def refuse(code: str, message: str, *hints: str) -> PydanticCustomError:
    """A validation error that carries one of our codes; braces in the texts are taken as they are."""
    return PydanticCustomError(code, "{message}", {"message": message, "hints": hints})


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that names other records: of which kinds (singular), and whether as `kind:id`.

    The kind 'self' stands for the kind of the record that holds the field.
    """

    kinds: tuple[str, ...]
    typed: bool = False


# Those of ASCII and Latin-1, without the tab and the line's end.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _text(value: object, *, what: str = "a text", hint: str = "write it on one line, or after '|'") -> str:
    if not isinstance(value, str):
        raise refuse("wrong-type", f"{what} is expected here, not {shape(value)}", hint)
    if found := _CONTROL.search(value):
        code = ord(found.group())
        raise refuse("control-character", f"the text holds the control character U+{code:04X}", "delete it")
    stripped = value.strip()
    if not stripped:
        raise refuse("empty-text", "there is no text here", "write it, or leave the field out")
    return stripped


def shape(value: object) -> str:
    """What a value is, in an author's words."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "a single value"


def _id(value: str) -> str:
    if value in _RESERVED:
        raise refuse("bad-id", f"the id '{value}' is reserved", "add a word to it")
    if len(value) > _LONGEST_ID:
        raise refuse("bad-id", f"the id has {len(value)} characters; the limit is {_LONGEST_ID}", "shorten it")
    if SLUG.fullmatch(value):
        return value
    mended = slug_of(value)
    hints = (f"did you mean '{mended}'?",) if mended else ()
    raise refuse("bad-id", f"{quoted(value)} is not an id: a–z, 0–9 and single hyphens only", *hints)


def slug_of(text: str) -> str:
    """The id that comes nearest to a text: 'Mary Jones' → 'mary-jones'; '' where nothing of it can stand."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters[:_LONGEST_ID]).strip("-")


_DATE_HINT = "write it as 2016, 2016-10, 2016-10-21, 2016-07~ (about) or 2015-09/2016-08"


def _date(value: object) -> Edtf:
    text = _text(value, what="a date", hint="put a set of dates in quotation marks: '[2008,2011]'")
    try:
        date = parse_edtf(text)
    except ValueError as error:
        raise refuse("bad-date", f"{quoted(text)} is not a date: {error}", _DATE_HINT) from None
    if date.form == "interval":
        start, end = date.points
        if start and end and end.latest < start.earliest:
            turned = f"did you mean '{end.text}/{start.text}'?"
            raise refuse("interval-order", f"the period '{date}' ends before it starts", turned)
    return date


_FACTORS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_FIGURE = re.compile(
    r"(?P<sign>[-−]?)(?P<digits>\d{1,3}([,' \u00a0]\d{3})+|\d+)(?P<rest>\.\d+)?\s*(?P<unit>%|[^\W\d_]*)"
)


def _number(value: object) -> Decimal:
    text = _text(value, what="a number", hint="write digits, with a point for the fraction")
    try:
        return parse_number(text)
    except ValueError:
        raise refuse("bad-number", f"{quoted(text)} is not a number", *_number_hints(text)) from None


def _number_hints(text: str) -> tuple[str, ...]:
    """How to write a figure that stands as in print: '1,000', '98%', '380 million'."""
    figure = _FIGURE.fullmatch(text)
    if not figure:
        return ("write digits, with a point for the fraction: 380000000, 0.98",)
    sign, digits, rest, unit = figure.group("sign", "digits", "rest", "unit")
    bare = Decimal(("-" if sign else "") + re.sub(r"\D", "", digits) + (rest or ""))
    if unit.lower() in _FACTORS:
        meant = plain(bare.scaleb(_FACTORS[unit.lower()]))
        return (f"did you mean {meant}? '{text}' belongs in an appearance's `as_printed`",)
    near = f"did you mean {plain(bare)}?"
    return (near, f"{quoted(unit)} belongs in `unit`") if unit else (near,)


def _language(value: str) -> str:
    if codes.is_language(value):
        return value
    hyphens = value.replace("_", "-")
    near = (f"did you mean '{hyphens}'?",) if codes.is_language(hyphens) else ()
    raise refuse(
        "bad-language",
        f"{quoted(value)} is not a language tag",
        *near,
        "write a BCP 47 tag: en, fr-CA, zh-Hans",
    )


# What authors, and tools that read YAML 1.1, write for a country.
_ALSO_COUNTRIES = {"uk": "GB", "usa": "US", "false": "NO"}


def _country(value: str) -> str:
    if value in codes.countries():
        return value
    low = value.lower()
    meant = {code for code in codes.countries() if low in (code.lower(), codes.country_name(code).lower())}
    near = tuple(f"did you mean '{code}'?" for code in sorted(meant) or filter(None, [_ALSO_COUNTRIES.get(low)]))
    raise refuse(
        "bad-country",
        f"{quoted(value)} is not a country",
        *near,
        "write an ISO 3166-1 alpha-2 code: US, CN, NO",
    )


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        well_formed = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        well_formed = False
    if well_formed and not re.search(r"[\s<>\"\\^`{|}]", value):
        return value
    raise refuse(
        "bad-url",
        f"{quoted(value)} is not a web address",
        "write it whole, with https:// in front and without spaces",
    )


def _edit_url(value: str) -> str:
    _url(value.replace("{path}", "x").replace("{line}", "1"))
    if "{path}" in value:
        return value
    raise refuse(
        "bad-url",
        f"{quoted(value)} does not say where the file's path goes",
        "write {path}, and {line} for the line: https://host.example/project/edit/main/{path}#L{line}",
    )


ScaleT = TypeVar("ScaleT", bound=scales.Scale)


def _choice(scale: type[ScaleT], prefix: str = "", hints: dict[str, str] | None = None) -> BeforeValidator:
    members = {str(member.value): member for member in scale}
    known = list(members)

    def read(value: object) -> ScaleT:
        if type(value) is str and value in members:
            return members[value]
        if isinstance(value, scale):
            return value
        text = _text(value)
        for spelling in (text, prefix + text):
            if spelling in known:
                return scale(spelling)
        special = (hints or {}).get(text.removeprefix(prefix))
        near = (special,) if special else did_you_mean(text, known)
        all_known = f"one of: {', '.join(known)}"
        told = near if near and len(known) > _LONGEST_LIST else (*near, all_known)
        raise refuse("unknown-value", f"{quoted(text)} is none of the values that can stand here", *told)

    return BeforeValidator(read)


def _typed(value: object) -> object:
    """Refuses `quote: an-id`, which YAML reads as a mapping, with the right spelling."""
    if isinstance(value, dict) and len(value) == 1:
        ((kind, name),) = value.items()
        if isinstance(name, str):
            meant = f"write it without the space: {kind}:{name}"
            raise refuse("wrong-type", "a `kind:id` is expected here, not a mapping", meant)
    return value


Text = Annotated[str, BeforeValidator(_text)]
"""A text that is not empty, without blank space around it."""

Id = Annotated[str, BeforeValidator(_text), AfterValidator(_id)]
Language = Annotated[str, BeforeValidator(_text), AfterValidator(_language)]
Country = Annotated[str, BeforeValidator(_text), AfterValidator(_country)]
Url = Annotated[str, BeforeValidator(_text), AfterValidator(_url)]
EditUrl = Annotated[str, BeforeValidator(_text), AfterValidator(_edit_url)]
Date = Annotated[Edtf, PlainValidator(_date), PlainSerializer(str), WithJsonSchema({"type": "string"})]
Number = Annotated[
    Decimal, PlainValidator(_number), PlainSerializer(plain), WithJsonSchema({"type": ["number", "string"]})
]

_TLP_HINTS = {"WHITE": "TLP 2.0 calls it TLP:CLEAR", "AMBER-STRICT": "TLP 2.0 writes it TLP:AMBER+STRICT"}
Marking = Annotated[scales.Marking, _choice(scales.Marking, "TLP:", _TLP_HINTS)]
Rank = Annotated[scales.Rank, _choice(scales.Rank)]
Reliability = Annotated[scales.Reliability, _choice(scales.Reliability)]
Credibility = Annotated[scales.Credibility, _choice(scales.Credibility)]
Likelihood = Annotated[scales.Likelihood, _choice(scales.Likelihood)]
Confidence = Annotated[scales.Confidence, _choice(scales.Confidence)]
Stance = Annotated[
    scales.Stance, _choice(scales.Stance, hints={"for": "write 'supports'", "against": "write 'opposes'"})
]
Basis = Annotated[scales.Basis, _choice(scales.Basis)]
EvidenceRole = Annotated[scales.EvidenceRole, _choice(scales.EvidenceRole)]
Directness = Annotated[scales.Directness, _choice(scales.Directness)]
ReplyRelation = Annotated[scales.ReplyRelation, _choice(scales.ReplyRelation)]
PartyKind = Annotated[scales.PartyKind, _choice(scales.PartyKind)]
RelationType = Annotated[scales.RelationType, _choice(scales.RelationType)]
Medium = Annotated[scales.Medium, _choice(scales.Medium)]
Extent = Annotated[scales.Extent, _choice(scales.Extent)]
TranslationMethod = Annotated[scales.TranslationMethod, _choice(scales.TranslationMethod)]
Comparator = Annotated[scales.Comparator, _choice(scales.Comparator)]
FigureBasis = Annotated[scales.FigureBasis, _choice(scales.FigureBasis)]
FigureStatus = Annotated[scales.FigureStatus, _choice(scales.FigureStatus)]
SourceType = Annotated[scales.SourceType, _choice(scales.SourceType)]

Digits = Annotated[scales.Digits, _choice(scales.Digits)]
Check = Annotated[scales.Check, _choice(scales.Check)]
Weight = Annotated[scales.Weight, _choice(scales.Weight)]

SourceId = Annotated[Text, Ref(("source",))]
PartyId = Annotated[Text, Ref(("party",))]
IssueId = Annotated[Text, Ref(("issue",))]
PositionId = Annotated[Text, Ref(("position",))]
StatisticId = Annotated[Text, Ref(("statistic",))]
OwnKindId = Annotated[Text, Ref(("self",))]
_TypedId = Annotated[Text, BeforeValidator(_typed)]
Relayer = Annotated[_TypedId, Ref(("source", "party"), typed=True)]
"""`source:id` or `party:id`: who passed something on."""
Evidence = Annotated[_TypedId, Ref(("quote", "statistic", "event", "source"), typed=True)]
Anything = Annotated[
    _TypedId,
    Ref(("source", "party", "issue", "position", "statistic", "quote", "event", "term"), typed=True),
]
