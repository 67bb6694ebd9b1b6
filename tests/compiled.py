"""The templates of themes, compiled once in a process: MkDocs compiles them at each build, half a second long."""

from __future__ import annotations

from types import CodeType

import jinja2
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

_get_env = Theme.get_env


class _Compiled(jinja2.BytecodeCache):
    """What templates were compiled to, by their names and their text."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what there is."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        assert bucket.code
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def _with_compiled(theme: Theme) -> jinja2.Environment:
    made = _get_env(theme)
    made.bytecode_cache = _COMPILED
    return made


def keep_compiled() -> None:
    """From now on, in this process and in those that are forked from it."""
    Theme.get_env = _with_compiled  # type: ignore[method-assign, assignment]
