"""The bodies that booklets are for: departments, cities, counties, committees, and names nobody recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.gate.write import slug
from policykb.report.booklet.values import LEVELS, Owner

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policykb.report.booklet.values import Charge
    from policykb.report.facts import Body, Facts
    from policykb.report.words import Sentence, Words


def owners(facts: Facts, words: Words, charges: Iterable[Charge]) -> tuple[Owner, ...]:
    """Everybody who has a duty: departments in official order, then places by code, then names without a body."""
    given = list(charges)
    known = sorted({charge.bearer for charge in given if charge.bearer})
    nameless = sorted({charge.name for charge in given if not charge.bearer})
    found = [_owner(facts, words, body) for body in known]
    found.sort(key=lambda owner: _order(facts, owner))
    return (*found, *(_unrecognised(words, name) for name in nameless))


def key(charge: Charge) -> tuple[str, str]:
    """Whose a duty is: the body's id, or the name where the body is unknown."""
    return (charge.bearer, "") if charge.bearer else ("", charge.name)


def owner_key(owner: Owner) -> tuple[str, str]:
    """The same of an owner."""
    return (owner.id, "") if owner.id else ("", owner.name)


def level_of(body: Body) -> str:
    """Which kind of body, as a person would choose it."""
    if body.kind == "LocalGovernment":
        return "city" if body.level == "prefecture" else "county"
    return "committee" if body.kind == "AdministrativeCommittee" else "department"


def _owner(facts: Facts, words: Words, body_id: str) -> Owner:
    body = facts.bodies.get(body_id)
    if body is None:
        name = facts.name(body_id)
        return Owner(body_id, name, facts.name_zh(body_id), name, "", "department", _file(body_id))
    local = level_of(body) != "department"
    return Owner(
        id=body.id,
        name=body.name,
        name_zh=body.name_zh,
        short=body.short,
        kind=facts.name(f"def#{body.kind}"),
        level=level_of(body),
        file=_file(body.id),
        succeeded=_succeeded(facts, words, body),
        signed="" if local else _signed(facts, words, body),
    )


def _file(body_id: str) -> str:
    return slug(body_id.rpartition("/")[2])


def _unrecognised(words: Words, name: str) -> Owner:
    file = f"name-{slug(name)}"
    return Owner("", name, name, name, words("booklet.unrecognised"), "department", file)


def _order(facts: Facts, owner: Owner) -> tuple[int, int, str, str]:
    body = facts.bodies.get(owner.id)
    rank = LEVELS.index(owner.level)
    if body is None:
        return rank, 10**6, "", owner.id
    return rank, 0 if owner.level != "department" else body.order, body.code, body.id


def _signed(facts: Facts, words: Words, body: Body) -> str:
    if not facts.document.issuers:
        return ""
    return words("agencies.signed" if body.id in facts.document.issuers else "agencies.unsigned")


def _succeeded(facts: Facts, words: Words, body: Body) -> Sentence:
    found = facts.successors.get(body.id)
    if found is None:
        return ()
    known = "agencies.succeeded" if found.confirmed else "agencies.succeeded_unconfirmed"
    return words.sentence(known, name=facts.name(found.body), since=words.date(found.since))
