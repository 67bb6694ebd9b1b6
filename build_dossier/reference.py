"""The guide's reference, made from the record types and codes: `python -m build_dossier.reference [FOLDER]`.

What a field is for is the docstring under it; the example of a kind is the starter's longest record.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from build_dossier.problems import CODES
from build_dossier.records import fields
from build_dossier.records.base import Part, Record
from build_dossier.records.dossier import DossierRecord
from build_dossier.records.kinds import KINDS
from build_dossier.values.scales import Scale

_MARK = "<!-- Written by `python -m build_dossier.reference`: edits here are lost. -->\n\n"
_RECORDS = """# Records: every kind and every field

Records of a kind stand as a list in `data/<kinds>.yml`, or spread over files below `data/<kinds>/`. A field
marked ● is needed; any other may be left out, and what is left out counts as not stated. How dates, numbers
and references are written is told in [Values](values.md). The examples are from what `dossier init` writes.
"""
_PROBLEMS = """# Problems: every code, its meaning and its cure

`dossier check` prints the place, the code in brackets, what is wrong, and how to mend it. An error keeps the
pages from being written; a warning does not.

| Code | Meaning | Cure |
| --- | --- | --- |
"""
_TYPES: dict[object, str] = {
    fields.Text: "text",
    fields.Id: "[id](values.md#ids)",
    fields.Date: "[date](values.md#dates) (EDTF)",
    fields.Language: "[language](values.md#languages) (BCP 47)",
    fields.Country: "[country](values.md#countries) (ISO 3166-1)",
    fields.Url: "web address (URL)",
    fields.Number: "[number](values.md#numbers)",
}


def records() -> str:
    """The page on the kinds of record, their fields, and the values that these can take."""
    places: dict[str, type[Part]] = {"dossier": DossierRecord, **{kind.plural: kind.model for kind in KINDS}}
    parts = dict.fromkeys(part for model in places.values() for part in _within(model, Part))
    scales = dict.fromkeys(scale for model in (*places.values(), *parts) for scale in _within(model, Scale))
    page = f"{_MARK}{_RECORDS}{_section('## Every record', Record)}"
    page += "".join(_section(f"## `data/{name}.yml`", model) + _example(name) for name, model in places.items())
    page += "\n## Parts of records\n" + "".join(_section(f"### {part.__name__}", part) for part in parts)
    return f"{page}\n## Values of fixed lists\n{''.join(_vocabulary(scale) for scale in scales)}"


def problems() -> str:
    """The page on the codes that a problem can carry, by name."""
    rows = (f"| `{name}` | {code.meaning} | {code.cure} |\n" for name, code in sorted(CODES.items()))
    return f"{_MARK}{_PROBLEMS}{''.join(rows)}"


def _section(heading: str, model: type[Part]) -> str:
    page = f"\n{heading}\n\n{model.__doc__}\n\n| Field | | Type | What it is |\n| --- | --- | --- | --- |\n"
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        if model is Record or not issubclass(model, Record) or name not in Record.model_fields:
            needed = "●" if field.is_required() else ""
            written, about = field.alias or name, field.description or ""
            page += f"| `{written}` | {needed} | {_type(hints[name])} | {about} |\n"
    return page


def _example(name: str) -> str:
    text = files("build_dossier.starter").joinpath(f"files/data/{name}.yml").read_text("utf-8")
    shown = text if name == "dossier" else max(text.split("\n\n"), key=len)
    return f"\n```yaml\n{shown.strip()}\n```\n"


def _vocabulary(scale: type[Scale]) -> str:
    rows = "".join(f"| `{each.value}` | {each.words} |\n" for each in scale)
    return f"\n### {scale.__name__}\n\n{scale.__doc__}\n\n| Written | Shown as |\n| --- | --- |\n{rows}"


def _type(annotation: object) -> str:
    """A field's type in an author's words."""
    if annotation in _TYPES:
        return _TYPES[annotation]
    base, *marks = get_args(annotation) or (annotation,)
    for ref in (mark for mark in marks if isinstance(mark, fields.Ref)):
        kinds = "any kind" if len(ref.kinds) == len(KINDS) else ", ".join(ref.kinds)
        return f"`kind:id` ({kinds})" if ref.typed else f"id ({kinds.replace('self', 'same kind')})"
    if get_origin(annotation) is dict:
        return f"mapping: {_type(base)} → {_type(marks[0])}"
    if get_origin(annotation) is tuple:
        return f"list: {_type(base)}"
    return f"[{base.__name__}](#{base.__name__.lower()})" if isinstance(base, type) else _type(base)


def _within(model: type[Part], wanted: type) -> Iterator[Any]:
    """The types of a sort that stand in a model's fields, in their order."""
    hints = get_type_hints(model, include_extras=True)
    return (leaf for name in model.model_fields for leaf in _leaves(hints[name]) if issubclass(leaf, wanted))


def _leaves(annotation: object) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for argument in get_args(annotation):
        yield from _leaves(argument)


if __name__ == "__main__":
    folder = Path(*sys.argv[1:2] or ["docs/guide"])
    (folder / "records.md").write_text(records(), "utf-8")
    (folder / "problems.md").write_text(problems(), "utf-8")
