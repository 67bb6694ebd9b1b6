"""What counts as one origin: several articles that relay one report are one source, not several."""

from __future__ import annotations

from collections.abc import Iterable

from build_dossier.dossier import Dossier
from build_dossier.records.appearance import Appearance
from build_dossier.records.kinds import Key
from build_dossier.records.source import Source


def origin_of(dossier: Dossier, appearance: Appearance) -> Key:
    """Where an appearance comes from, as far back as the data go.

    The innermost of those who passed it on; where nobody is named, the source itself, or what it relays if
    that is one thing only. A source that takes its matter from several is its own origin, because nobody
    knows from which of them this came.
    """
    return first_hand(dossier, Key.parse(appearance.via[-1]) if appearance.via else Key("source", appearance.source))


def first_hand(dossier: Dossier, key: Key) -> Key:
    """A source or party, followed through sources that relay exactly one other."""
    seen = {key}
    while key.kind == "source":
        relays = dossier.get(Source, key.id).relays
        if len(relays) != 1 or Key.parse(relays[0]) in seen:
            break
        key = Key.parse(relays[0])
        seen.add(key)
    return key


def origins(dossier: Dossier, appearances: Iterable[Appearance]) -> tuple[Key, ...]:
    """The different origins of several appearances, in their order."""
    return tuple(dict.fromkeys(origin_of(dossier, appearance) for appearance in appearances))
