"""What is to be supposed, as a person writes it: on the command line or in a TOML file."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from policykb.errors import InputError, UsageError
from policykb.gate.characters import place, visible
from policykb.gate.decode import decode_rdf
from policykb.gate.toml import read_toml
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST = 200
"""So many suppositions at once are no longer a question but another plan."""
_LEAD = ":lead"


class Wish(StrEnum):
    """What can be supposed; the value is the key in a file, and with hyphens the option.

    They are supposed in this order: a body that is added stands behind those that are left.
    """

    MOVE = "move"
    DROP_OWNER = "drop_owner"
    OWNER = "owner"
    TARGET = "target"
    WITHOUT_RULE = "without_rule"

    @property
    def option(self) -> str:
        """The option of the command line."""
        return f"--{self.value.replace('_', '-')}"


_EXAMPLES = {
    Wish.MOVE: "m13/t3=2024-12-31",
    Wish.OWNER: "m06=自治区公安厅:lead",
    Wish.DROP_OWNER: "m04=自治区商务厅",
    Wish.TARGET: "m09/t1=22",
    Wish.WITHOUT_RULE: "duty_falls_to_local_governments",
}
_WRITTEN = Phrase(
    '每项写作一串文字，如 move = ["m13/t3=2024-12-31"]',
    'each key is a list of words, such as move = ["m13/t3=2024-12-31"]',
)


class Wished(NamedTuple):
    """One thing to suppose: on which element, and what of it; ``lead`` where a body is to lead."""

    wish: Wish
    element: str
    value: str
    lead: bool = False


def wished(given: Mapping[Wish, Iterable[str]]) -> tuple[Wished, ...]:
    """What the words ask to suppose, each once.

    Raises:
        UsageError: one is not written as it should be, or there is none, or there are far too many.
    """
    found = tuple(dict.fromkeys(_one(wish, words) for wish in Wish for words in given.get(wish, ())))
    if not found:
        raise UsageError(
            "nothing is supposed",
            hint=f"such as {Wish.MOVE.option} {_EXAMPLES[Wish.MOVE]}",
            zh=f"没有给出任何设想；如 {Wish.MOVE.option} {_EXAMPLES[Wish.MOVE]}",
        )
    if len(found) > MOST:
        raise UsageError(
            f"{len(found)} things are supposed at once",
            hint=f"at most {MOST}",
            zh=f"一次设想了{len(found)}处；最多{MOST}处",
        )
    _refuse_twice(found)
    return found


def read_overlay(data: bytes, *, where: object) -> dict[Wish, tuple[str, ...]]:
    """The same words from a TOML file.

    Raises:
        InputError: it is no TOML, or has another key or something else than words.
    """
    text = decode_rdf(data, where=where)
    try:
        table = read_toml(text, where=where)
    except InputError as err:  # what is wrong is told with what may stand there
        raise _bad(where, Phrase(err.zh, err.problem)) from err
    if odd := sorted(table.keys() - set(Wish)):
        raise _bad(where, Phrase(f"没有“{visible(odd[0])}”这一项", f"there is no key {visible(odd[0])}"))
    for key, value in table.items():
        if not isinstance(value, list) or not all(isinstance(words, str) for words in value):
            raise _bad(where, Phrase(f"{key} 要写成一串文字", f"{key} is to be a list of words"))
    return {Wish(key): tuple(value) for key, value in table.items()}


def _one(wish: Wish, words: str) -> Wished:
    if wish is Wish.WITHOUT_RULE:
        return Wished(wish, "", words.strip())
    element, sign, value = (part.strip() for part in words.partition("="))
    lead = wish is Wish.OWNER and value.endswith(_LEAD)
    value = value.removesuffix(_LEAD).strip() if lead else value
    if not (element and sign and value):
        shown = visible(words, longest=60)
        raise UsageError(
            f"{shown!r} does not say what is to be supposed",
            where=wish.option,
            hint=f"write it as {_EXAMPLES[wish]}",
            zh=f"“{shown}”没有写全设想；请写成 {_EXAMPLES[wish]}",
        )
    return Wished(wish, element, value, lead)


def _refuse_twice(found: tuple[Wished, ...]) -> None:
    """One date and one value for each element: of two, neither could be believed."""
    seen: set[tuple[Wish, str]] = set()
    for one in found:
        if one.wish not in {Wish.MOVE, Wish.TARGET}:
            continue
        if (one.wish, one.element) in seen:
            shown = visible(one.element, longest=60)
            raise UsageError(
                f"{shown} is supposed twice",
                where=one.wish.option,
                hint="suppose one value for it",
                zh=f"对 {shown} 设想了两次；请只给一个",
            )
        seen.add((one.wish, one.element))


def _bad(where: object, problem: Phrase) -> InputError:
    return InputError(
        problem.en, where=place(where), hint=_WRITTEN.en, code="E_OVERLAY", zh=f"{problem.zh}；{_WRITTEN.zh}"
    )
