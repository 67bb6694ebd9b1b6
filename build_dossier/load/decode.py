"""Documents into drafts: each record with its nodes, its type where it is sound, its problems where not."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from build_dossier.load.files import Document
from build_dossier.load.items import Item
from build_dossier.load.nodes import Items, Mapping, Node, Plain, Scalar, is_null, place, plain, stands
from build_dossier.problems import Location, Problem, did_you_mean, nearest, quoted
from build_dossier.records import dossier
from build_dossier.records.base import Finding, Part, Record, common_rules
from build_dossier.records.fields import shape
from build_dossier.records.kinds import BY_PLURAL, Kind
from build_dossier.records.references import Named, attribute


@dataclass(frozen=True)
class Draft:
    """A record as written: where, and its typed value when all its fields are sound."""

    kind: Kind | None
    """None for the dossier itself."""
    path: str
    line: int
    column: int
    id: str
    """The id as written, '' where there is none."""
    digest: str
    """The SHA-256 of the text that it was read from: of its lines alone, where the file is a list in block style."""
    value: Part | None
    read: Callable[[], Mapping] = field(repr=False, compare=False)
    """Reads the tree, which is needed only to say where a field stands."""
    names: Named | None = field(default=None, repr=False, compare=False)
    """What the record names, where that is known from before."""

    @cached_property
    def node(self) -> Mapping:
        """The record as a tree whose nodes know their places."""
        return self.read()

    @property
    def name(self) -> str:
        """What to call it in a problem: "quote 'duggan-opaque'"."""
        if self.kind is None:
            return "the dossier"
        return f"{self.kind.name} {quoted(self.id)}" if self.id else f"a {self.kind.name} without an id"

    def location(self, *path: str | int, key: bool = False) -> Location:
        """Where a field of it stands."""
        if not path:
            return Location(self.path, self.line, self.column)
        return Location(self.path, *place(self.node, path, key=key))


def decode(documents: list[Document]) -> tuple[list[Draft], list[Problem]]:
    """The drafts of all documents, in order, and what is wrong within each of them."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for document in documents:
        items = _records(document)
        if items is None:
            records, others = parts(document)
            problems.extend(_not_a_record(document, node) for node in others)
            found = (_of_node(document, node) for node in records)
        else:
            found = (_of_item(document, item) for item in items)
        for draft, wrong in found:
            drafts.append(draft)
            problems.extend(wrong)
    return drafts, problems


def holds_others(document: Document) -> bool:
    """Whether anything stands in the place of a record without being one."""
    return _records(document) is None and bool(parts(document)[1])


def _records(document: Document) -> Sequence[Item] | None:
    """The items of a document, where each of them is a record; else one has to look at its tree."""
    items = document.items
    if items is None:
        return None
    known = _model(document).model_fields
    are_records = all(item.record or (isinstance(item.value, dict) and _is_record(item.value, known)) for item in items)
    return items if are_records else None


def _is_record(value: dict[str, Plain], fields: Container[str]) -> bool:
    return not value or any(name in fields or not isinstance(one, dict | list) for name, one in value.items())


def parts(document: Document) -> tuple[list[Mapping], list[Node]]:
    """The records of a document, and what stands in the place of a record without being one."""
    root = document.root
    if root is None or is_null(root):
        return [], []
    nodes = root.nodes if isinstance(root, Items) and document.kind else (root,)
    known = _model(document).model_fields
    records: list[Mapping] = []
    others: list[Node] = []
    for node in nodes:
        if isinstance(node, Mapping) and not _holds_records(node, known):
            records.append(node)
        else:
            others.append(node)
    return records, others


def _holds_records(node: Mapping, fields: Container[str]) -> bool:
    """Whether it is a mapping around records, `sources: [...]` or `an-id: {...}`, instead of one."""
    return bool(node.entries) and not any(
        name in fields or isinstance(value, Scalar) for name, (_, value) in node.entries.items()
    )


def _not_a_record(document: Document, node: Node) -> Problem:
    location = Location(document.path, node.line, node.column)
    if not document.kind:
        hint = "write one mapping, with `title`, `question` and so on"
    elif isinstance(node, Mapping):
        hint = f"write the {document.kind} as a list, without a key above them: `- id: …`"
    else:
        hint = f"the file holds a list of {document.kind}; a record is a mapping: `- id: …`"
    what = "a mapping of other things" if isinstance(node, Mapping) else shape(plain(node))
    return Problem(location, "wrong-type", f"a record is expected here, not {what}", (hint,))


def _model(document: Document) -> type[Part]:
    kind = BY_PLURAL.get(document.kind)
    return kind.model if kind else dossier.DossierRecord


def _of_item(document: Document, item: Item) -> tuple[Draft, list[Problem]]:
    place = (document.path, item.piece.line, item.column)
    read = partial(item.node, document.path)
    if item.record:
        kind, record = BY_PLURAL[document.kind], item.record
        return Draft(kind, *place, record.id, item.piece.digest, record, read, item.names), []
    return _draft(document, place, item.value, item.piece.digest, read)


def _of_node(document: Document, node: Mapping) -> tuple[Draft, list[Problem]]:
    return _draft(document, (document.path, node.line, node.column), plain(node), document.digest, lambda: node)


def _draft(
    document: Document, place: tuple[str, int, int], written: Plain, digest: str, read: Callable[[], Mapping]
) -> tuple[Draft, list[Problem]]:
    kind = BY_PLURAL.get(document.kind)
    model = _model(document)
    id = written.get("id") if isinstance(written, dict) else None
    known = (kind, *place, id.strip() if isinstance(id, str) else "", digest)
    try:
        value = model.model_validate(written)
    except ValidationError as error:
        unread = Draft(*known, None, read)
        return unread, list(_problems(unread, model, error))
    draft = Draft(*known, value, read)
    return draft, [_from_finding(draft, finding) for finding in findings(kind, value)]


def findings(kind: Kind | None, value: Part) -> Iterator[Finding]:
    """What the rules of its kind (None for the dossier itself) find in a sound record."""
    if kind is None:
        assert isinstance(value, dossier.DossierRecord)  # noqa: S101 -- only the dossier has no kind
        yield from dossier.rules(value)
        return
    assert isinstance(value, Record)  # noqa: S101 -- a kind's model is a Record
    yield from common_rules(value)
    yield from kind.rules(value)


def _from_finding(draft: Draft, finding: Finding) -> Problem:
    return Problem(
        draft.location(*finding.path),
        finding.code,
        f"{draft.name}: {finding.message}",
        finding.hints,
        finding.severity,
    )


def _problems(draft: Draft, model: type[Part], error: ValidationError) -> Iterator[Problem]:
    details = error.errors(include_url=False)
    misnamed = {
        (*one["loc"][:-1], nearest(str(one["loc"][-1]), _field_names(model, one["loc"][:-1])))
        for one in details
        if one["type"] == "extra_forbidden"
    }
    for one in details:
        # a field whose name is misspelt is told once, as unknown, not as missing too; a list whose items
        # are unsound is not short
        is_misspelt = one["type"] == "missing" and one["loc"] in misnamed
        if not is_misspelt and not (one["type"] == "too_short" and one["input"]):
            yield _problem(draft, model, one)


def _problem(draft: Draft, model: type[Part], error: ErrorDetails) -> Problem:
    path, kind_of_error = error["loc"], error["type"]
    if kind_of_error == "missing":
        return _missing_field(draft, path)
    if kind_of_error == "extra_forbidden":
        return _unknown_field(draft, model, path)
    location, field = draft.location(*path), _in_words(path)
    if kind_of_error == "too_short":
        hint = "it needs one item at least"
        return Problem(location, "empty-text", f"{draft.name}: {field} is an empty list", (hint,))
    context = error.get("ctx", {})
    if "message" in context:
        hints = tuple(str(hint) for hint in context.get("hints", ()))
        return Problem(location, kind_of_error, f"{draft.name}: {field}: {context['message']}", hints)
    expected, hint = _EXPECTED.get(kind_of_error, ("another value", error["msg"]))
    message = f"{draft.name}: {field}: {expected} is expected here, not {shape(error['input'])}"
    return Problem(location, "wrong-type", message, (hint,))


def _in_words(path: tuple[str | int, ...]) -> str:
    """A field as authors know it: `source` in `appearances`, or item 2 of `issues`."""
    *before, last = path
    names = [step for step in before if isinstance(step, str)]
    if last == _KEY:
        return f"a name in `{before[0]}`"
    if isinstance(last, int):
        return f"item {last + 1} of `{names[-1]}`"
    return f"`{last}` in `{names[-1]}`" if names else f"`{last}`"


def _missing_field(draft: Draft, path: tuple[str | int, ...]) -> Problem:
    location, field = draft.location(*path), str(path[-1])
    message = f"{draft.name} has no {_in_words(path)}"
    if stands(draft.node, path):
        hint = f"`{field}` stands there, but it is empty"
    elif field == "marking":
        hint = "write `marking: TLP:CLEAR` if everything in it may be published"
    else:
        hint = f"add `{field}:`"
    return Problem(location, "missing-field", message, (hint,))


def _unknown_field(draft: Draft, model: type[Part], path: tuple[str | int, ...]) -> Problem:
    known = _field_names(model, path[:-1])
    hints = did_you_mean(str(path[-1]), known) or (f"the fields here are: {', '.join(known)}",)
    message = f"{draft.name}: there is no field {_in_words(path)}"
    return Problem(draft.location(*path, key=True), "unknown-field", message, hints)


# What pydantic puts last in the place of an error in the name, not in the value, of an entry.
_KEY = "[key]"

_A_LIST = ("a list", "write it as a list: [one, two], or one '- ' line each")
_A_MAPPING = ("a mapping", "write it as `name: value` lines, indented")
_EXPECTED = {
    "tuple_type": _A_LIST,
    "model_type": _A_MAPPING,
    "dict_type": _A_MAPPING,
}


_COMMON = Record.model_fields.keys() - {"id"}


def _field_names(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The names of the fields that may stand at a path, which leads to a mapping of fields."""
    at = model
    for step in path:
        if isinstance(step, str):
            at = next(_models_in(at.model_fields[attribute(at, step)].annotation))
    # what every record may carry comes last
    fields = sorted(at.model_fields.items(), key=lambda one: one[0] in _COMMON)
    return [field.alias or name for name, field in fields]


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
