"""Lines in the log of a run, where a host takes some of them for commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from build_dossier.problems.lines import in_utf8, one_line


def plain(text: str) -> str:
    """A line that no host takes for a command: GitHub reads '::…' at its beginning, and '##[…]' anywhere.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    flat = one_line(in_utf8(text)).replace("##[", "## [")
    return f"› {flat}" if flat.lstrip().startswith("::") else flat


@contextmanager
def no_commands(environment: Mapping[str, str]) -> Iterator[None]:
    """Have the host take nothing for a command that is printed meanwhile, by whatever program."""
    if environment.get("GITHUB_ACTIONS") != "true":
        yield
        return
    token = token_hex(16)
    print(f"::stop-commands::{token}", flush=True)  # noqa: T201 -- the host reads standard output
    try:
        yield
    finally:
        print(f"::{token}::", flush=True)  # noqa: T201


def add_to_summary(environment: Mapping[str, str], markdown: str) -> None:
    """Put Markdown onto the page that the host shows for a run, where it has one."""
    path = environment.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{markdown}\n")
