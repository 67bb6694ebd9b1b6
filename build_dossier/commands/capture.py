"""`dossier capture`: a source's text into the captures folder, and what the source says of itself into its record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from build_dossier.capture import CaptureError
from build_dossier.capture.exchange import Exchange, Network
from build_dossier.capture.extract import Extract, Reading, extract, media_type_of
from build_dossier.capture.fetch import Limits, fetch
from build_dossier.capture.keep import put, warc
from build_dossier.commands.sources import (
    Outcome,
    Written,
    WrongUseError,
    from_here,
    with_fields,
    written_source,
)
from build_dossier.evidence.lock import FILE, SourceLock, read_lock
from build_dossier.project import Project


@dataclass(frozen=True, slots=True)
class Wish:
    """What to capture, and how."""

    on: date
    """Today."""
    url: str = ""
    """Where to fetch it, if not at the source's `url`."""
    file: Path | None = None
    """A file to read instead of fetching."""
    replace: bool = False
    """Put the text in the place of another that was captured before."""
    whole: bool = False
    """Take everything on a page, not only the article."""
    encoding: str = ""
    """The character encoding, where the source does not say it or is wrong."""
    limits: Limits = field(default_factory=Limits)
    network: Network = field(default_factory=Network)


class Taken(NamedTuple):
    """What is to be captured, and how it came over the network, if it did."""

    extract: Extract
    exchanges: tuple[Exchange, ...] = ()


class Change(NamedTuple):
    """What a capture writes: the files, and which fields of the source are set in one of them."""

    text: Path
    page: Path
    files: dict[Path, bytes]
    fields: dict[str, str]


def run(project: Project, id: str, folder: Path, wish: Wish) -> Outcome:
    """Capture the source of this id into the folder, and set the fields of its record that are empty.

    Exit code 1 where it could not be captured, 2 where there is nothing to do so with; then nothing is written.
    """
    try:
        taken = _taken(written_source(project, id), wish)
        # the data are read again: fetching takes time, in which the author may have gone on
        source = written_source(project, id)
        verified = read_lock(project.lock, FILE)[0].sources.get(id)
        change = _change(source, folder, wish, taken, verified)
        put(change.files)
    except WrongUseError as error:
        return Outcome(failed=(f"{error}.",), exit_code=2)
    except CaptureError as error:
        return Outcome(failed=(f"{error}.", "Nothing was written."), exit_code=1)
    return Outcome(tuple(_said(source, change, taken.extract)))


def _taken(source: Written, wish: Wish) -> Taken:
    how = Reading(wish.on, wish.whole, wish.encoding, wish.limits.seconds)
    if wish.file is not None:
        if wish.url:
            raise WrongUseError("--url and --file are two places to take the text from: give one")
        content = _content(wish.file, wish.limits.size)
        return Taken(extract(content, media_type_of(wish.file.name), "", how))
    url = wish.url or source.text("url")
    if not url:
        raise WrongUseError(f"the source '{source.id}' has no `url`: give --url or --file")
    page = fetch(url, wish.limits, wish.network)
    try:
        return Taken(extract(page.content, page.media_type, page.charset, how), page.exchanges)
    except CaptureError as error:
        raise CaptureError(f"{page.url}: {error}") from None


def _content(file: Path, largest: int) -> bytes:
    try:
        if not file.is_file():
            raise WrongUseError(f"{from_here(file)} is no file")
        if file.stat().st_size > largest:
            raise CaptureError(f"{from_here(file)} is larger than {largest / 1_000_000:g} MB")
        return file.read_bytes()
    except OSError as error:
        raise WrongUseError(f"{from_here(file)} cannot be read: {error.strerror}") from None


def _change(source: Written, folder: Path, wish: Wish, taken: Taken, verified: SourceLock | None) -> Change:
    """What is to be written. Raises CaptureError and WrongUseError where something stands against it."""
    name = source.text("capture") or f"{source.id}.txt"
    text = folder / name
    page = text.with_suffix(".warc")
    if not text.resolve().is_relative_to(folder.resolve()):
        raise WrongUseError(f"the source's `capture`, '{name}', leads out of the captures folder")
    raw = taken.extract.text.encode("utf-8", "replace")
    before = _before(text)
    if not wish.replace:
        _refuse_to_replace(source, text, raw, before, verified)
    files = {} if raw == before else {text: raw}
    if taken.exchanges and (files or not page.exists()):
        files[page] = warc(taken.exchanges, wish.on)
    known = _known(wish, taken.extract, name)
    fields = {field: value for field, value in known.items() if value and not source.text(field)}
    if fields:
        files[source.file] = with_fields(source, fields)
    return Change(text, page, files, fields)


def _before(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CaptureError(f"{from_here(path)} cannot be read: {error.strerror}") from None


def _refuse_to_replace(
    source: Written, path: Path, raw: bytes, before: bytes | None, verified: SourceLock | None
) -> None:
    then = "--replace puts the new text in its place; run 'dossier verify' afterwards"
    if verified and verified.sha256 != sha256(raw).hexdigest():
        raise CaptureError(f"the records were verified against another text of '{source.id}'. {then}")
    if before not in (None, raw):
        raise CaptureError(f"{from_here(path)} holds another text. {then}")


def _known(wish: Wish, found: Extract, name: str) -> dict[str, str]:
    return {
        "title": found.title,
        "publisher": found.publisher,
        "published": found.published,
        "accessed": wish.on.isoformat(),
        "url": wish.url,
        "capture": name,
    }


def _said(source: Written, change: Change, found: Extract) -> list[str]:
    is_new = change.text in change.files
    what = f"written: {len(found.text):,} characters" if is_new else "holds this text already"
    said = [f"{from_here(change.text)} {what}."]
    if change.page in change.files:
        said.append(f"{from_here(change.page)} written: the page as it was fetched.")
    if change.fields:
        listed = ", ".join(f"{field}: {value}" for field, value in change.fields.items())
        said.append(f"{from_here(source.file)}: set {listed}.")
    said += [f"Note: {note}." for note in found.notes]
    if is_new and "accessed" not in change.fields:
        said.append(f"Note: `accessed` stays {source.text('accessed')}: change it if that is no longer so.")
    if source.text("uncapturable"):
        said.append("Note: the source is marked `uncapturable`, so nothing is checked against it: delete that.")
    return [*said, "Next: read the text, then run 'dossier verify'."]
