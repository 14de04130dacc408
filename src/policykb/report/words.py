"""The pages' own words, Chinese and English, and sentences whose numbers are links."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from policykb import anchors, assets
from policykb.errors import AssetError

SLOT = re.compile(r"\{(?P<name>\w+)(?:\|(?P<one>[^|}]*)\|(?P<many>[^}]*))?\}")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Piece(NamedTuple):
    """Some words of a sentence, a link when ``href`` is not empty."""

    text: str
    href: str = ""


Sentence = tuple[Piece, ...]


class Link(NamedTuple):
    """What goes into a slot: a number or words, and where it leads."""

    value: object
    href: str = ""


@cache
def _table() -> dict[str, dict[str, str]]:
    table = assets.table(anchors.TEMPLATES / "words.toml")
    return {f"{section}.{key}": words for section, keys in table.items() for key, words in keys.items()}


def keys() -> frozenset[str]:
    """Every key that has words."""
    return frozenset(_table())


class Words:
    """The words of one language; an unknown key is an error, never a gap on the page."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **slots: object) -> str:
        """The words of a key, its slots filled."""
        return "".join(piece.text for piece in self.sentence(key, **slots))

    def sentence(self, key: str, **slots: object) -> Sentence:
        """The words of a key as pieces; a ``Link`` in a slot stays a link.

        ``{n|measure|measures}`` is the slot's value followed by the word that fits its number.
        """
        template, pieces, end = self.template(key), [], 0
        for match in SLOT.finditer(template):
            pieces.append(Piece(template[end : match.start()]))
            pieces.extend(_filled(match, slots, key))
            end = match.end()
        pieces.append(Piece(template[end:]))
        return tuple(piece for piece in pieces if piece.text)

    def has(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in _table()

    def date(self, iso: str) -> str:
        """A day as the language writes it; nothing for nothing."""
        if not iso:
            return ""
        day = dt.date.fromisoformat(iso)
        if self.lang == "en":
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return f"{day.year}年{day.month}月{day.day}日"

    def listing(self, names: list[str]) -> str:
        """Names one after the other."""
        return ("、" if self.lang == "zh" else "; ").join(names)

    def template(self, key: str) -> str:
        """The words of a key before its slots are filled."""
        try:
            return _table()[key][self.lang]
        except KeyError as err:
            raise AssetError(f"no words for {key} in {self.lang}", where="words.toml") from err


def _filled(match: re.Match[str], slots: dict[str, object], key: str) -> tuple[Piece, ...]:
    try:
        slot = slots[match["name"]]
    except KeyError as err:
        raise AssetError(f"nothing for the slot {match['name']}", where=key) from err
    if isinstance(slot, tuple) and not isinstance(slot, Link):
        return tuple(slot)
    link = slot if isinstance(slot, Link) else Link(slot)
    text = str(link.value)
    words = (Piece(text, link.href),)
    if match["one"] is None:
        return words
    return (*words, Piece(" " + (match["one"] if text == "1" else match["many"])))
