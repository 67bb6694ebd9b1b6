"""Who is on which side, or on what: names behind each stance, in a few rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_dossier.language.speaking import ngettext
from build_dossier.values.scales import Stance
from build_dossier.views import limits
from build_dossier.views.common import Link, Sign, sign_of_stance

# For, then in between, then against.
ORDER = (
    Stance.SUPPORTS,
    Stance.CONDITIONAL,
    Stance.MIXED,
    Stance.NEUTRAL,
    Stance.OPPOSES,
    Stance.DECLINED,
    Stance.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Side:
    """A stance and the names behind it, each leading to its position; `more` is 'and 12 more', or ''."""

    stance: Sign
    names: tuple[Link, ...]
    more: str


def sides(held: Iterable[tuple[Stance, Link]]) -> tuple[Side, ...]:
    """Names by their stance."""
    by_stance: dict[Stance, list[Link]] = {}
    for stance, name in held:
        by_stance.setdefault(stance, []).append(name)
    return tuple(_side(stance, by_stance[stance]) for stance in ORDER if stance in by_stance)


def _side(stance: Stance, names: list[Link]) -> Side:
    rest = len(names) - limits.NAMES
    if rest < 2:  # 'and one more' takes the room of that one
        return Side(sign_of_stance(stance), tuple(names), "")
    return Side(
        sign_of_stance(stance), tuple(names[: limits.NAMES]), ngettext("and {number} more", "and {number} more", rest)
    )
