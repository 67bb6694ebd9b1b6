"""JSON with one record a line: small, quick to write, and a change of one record is a change of one line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def as_text(whole: Mapping[str, Any]) -> str:
    """An object as text: each of its values on a line of its own, and of a list of objects each of these."""
    parts = ",\n".join(f"{_compact(name)}: {_value(value)}" for name, value in whole.items())
    return f"{{\n{parts}\n}}\n"


def _value(value: object) -> str:
    if not isinstance(value, list) or not any(isinstance(each, dict) for each in value):
        return _compact(value)
    return "[\n" + ",\n".join(map(_compact, value)) + "\n]"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
