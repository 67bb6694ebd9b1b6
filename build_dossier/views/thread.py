"""The argument on an issue, move by move: who answered whom, and what was left unanswered."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.dossier import key_of
from build_dossier.language.speaking import gettext, pgettext
from build_dossier.records.event import Event
from build_dossier.records.issue import Issue
from build_dossier.records.kinds import Key
from build_dossier.records.position import Position, PositionEvidence
from build_dossier.records.quote import Quote
from build_dossier.records.statistic import Statistic
from build_dossier.values.scales import Basis, Rank, Stance
from build_dossier.views.amounts import amount
from build_dossier.views.common import (
    Context,
    DateView,
    Link,
    Sign,
    date_view,
    moment_view,
    sign_of_stance,
)
from build_dossier.views.conflicts import in_order
from build_dossier.views.words import excerpt, quoted, sentence


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """What a move rests on, in a few words."""

    link: Link
    kind: str
    role: str
    directness: str
    verdict: Sign | None


@dataclass(frozen=True, slots=True)
class Move:
    """One position in the thread; `depth` counts the replies above it."""

    depth: int
    anchor: str
    label: str
    reply_note: str
    also_answers: tuple[Link, ...]
    party: Link
    stance: Sign
    date: DateView
    statement: str
    condition: str
    known_from: str
    """'a filing; probably true': the basis and how credible it is; '' where neither is stated."""
    evidence: tuple[EvidenceLine, ...]
    status: str
    """'unanswered' for a charge that nobody answered, 'last word' for the end of an exchange, or ''."""
    note: str
    rank: str
    deprecated_because: str
    right_of_reply: str
    edit: str
    """The address at which the position can be edited; '' where the dossier names none."""


def thread(context: Context, issue: Issue) -> tuple[Move, ...]:
    """The moves on an issue in reading order: each followed by the replies to it, oldest first."""
    named = context.dossier.naming(key_of(issue), "position", "issue")
    positions = in_order(tuple(each for each in named if isinstance(each, Position)))
    here = {position.id for position in positions}
    replies: dict[str, list[Position]] = {}
    roots = []
    for position in positions:
        parents = [reply.to for reply in position.replies if reply.to in here]
        if parents:
            replies.setdefault(parents[0], []).append(position)
        else:
            roots.append(position)
    return tuple(move for root in roots for move in _moves(context, root, replies, "", 0))


def _moves(
    context: Context, position: Position, replies: dict[str, list[Position]], parent: str, depth: int
) -> list[Move]:
    moves = [_move(context, position, parent, depth)]
    for reply in replies.get(position.id, ()):
        moves.extend(_moves(context, reply, replies, position.id, depth + 1))
    return moves


def _move(context: Context, position: Position, parent: str, depth: int) -> Move:
    key = key_of(position)
    reply = next((each for each in position.replies if each.to == parent), None)
    also = [each for each in position.replies if each.to != parent]
    return Move(
        depth,
        f"position-{position.id}",
        sentence(reply.relation.words if reply else pgettext("move", "claim")),
        (reply.note or "") if reply else "",
        tuple(context.to(Key("position", each.to), _name(context, each.to)) for each in also),
        context.to_party(position.party),
        sign_of_stance(position.stance),
        moment_view(position.start),
        position.statement or "",
        position.condition or "",
        _known_from(position),
        tuple(_evidence_line(context, each) for each in position.evidence),
        _status(context, position, key, depth),
        position.note or "",
        position.rank.value,
        position.deprecated_because or "",
        _right_of_reply(position),
        context.edit(key),
    )


def _name(context: Context, id: str) -> str:
    position = context.dossier.get(Position, id)
    party, date = context.to_party(position.party).text, moment_view(position.start).words
    return pgettext("position", "{party}, {date}", party=party, date=date)


def _known_from(position: Position) -> str:
    basis = position.basis.words if position.basis else gettext("basis not stated")
    if position.credibility:
        return gettext("{basis}; {credibility}", basis=basis, credibility=position.credibility.words)
    return basis if position.basis else ""


_SAYS_NOTHING = (Stance.UNKNOWN, Stance.DECLINED, Stance.NEUTRAL)


def is_unanswered(context: Context, position: Position) -> bool:
    """Whether it opened an exchange in which nobody replied, and holds something that one could reply to.

    A decision is no charge: it may stand without a reply.
    """
    if position.basis is Basis.DECISION:
        return False
    if position.replies or position.stance in _SAYS_NOTHING or position.rank is Rank.DEPRECATED:
        return False
    return not any(context.dossier.keys_naming(key_of(position), "position", "replies.to"))


def _status(context: Context, position: Position, key: Key, depth: int) -> str:
    if is_unanswered(context, position):
        return "unanswered"
    answered = any(context.dossier.keys_naming(key, "position", "replies.to"))
    return "last word" if depth and not answered else ""


def _evidence_line(context: Context, evidence: PositionEvidence) -> EvidenceLine:
    key = Key.parse(evidence.ref)
    record = context.dossier.records[key]
    verdict: Sign | None = None
    text = ""
    if isinstance(record, Quote):
        text = quoted(excerpt(record.text, 70))
    elif isinstance(record, Statistic):
        text = pgettext("figure", "{amount}, {label}", amount=amount(record), label=record.label)
    elif isinstance(record, Event):
        text = pgettext("event", "{title}, {date}", title=record.title, date=date_view(record.date).words)
    if isinstance(record, Quote | Statistic):
        verdict = context.verdict(record)
    return EvidenceLine(
        context.to(key, text),
        key.kind,
        evidence.role.words,
        evidence.directness.words if evidence.directness else "",
        verdict,
    )


def _right_of_reply(position: Position) -> str:
    right = position.right_of_reply
    if right is None:
        return ""
    asked = date_view(right.asked).words
    if right.answered:
        return gettext("asked {date}, answered {reply}", date=asked, reply=date_view(right.answered).words)
    if right.declined:
        return gettext("asked {date}, declined {reply}", date=asked, reply=date_view(right.declined).words)
    return gettext("asked {date}, no answer yet", date=asked)
