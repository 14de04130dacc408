"""What the fields of requirements and their documents may hold; whatever cannot stand is refused with its place."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from policykb import assets, vocab
from policykb.errors import InputError
from policykb.vocab import RequirementKind, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from enum import StrEnum
    from pathlib import Path

    from policykb.draft.requirements import Requirement

QUALITIES = (
    *("official", "official_repost", "national_media", "trade_media"),
    *("mirror", "spun", "table_no_url", "memory"),
)
LEVELS = ("national", "province", "city")
FIRST_YEAR, LAST_YEAR = 1990, 2060
_ID = re.compile(r"s[0-9]{2}|n[0-9]{3}|[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)*")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_REGIONS = ("regions", "provinces")
_LONGEST = 4000
_Word = TypeVar("_Word", bound="StrEnum")


class Checker:
    """Checks the fields of one file; each fault names the file, the entry and the field."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, value: object, name: str) -> list[dict[str, Any]]:
        """A list of tables."""
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise misfit(name, value, name, self.path)
        return value

    def keys(
        self, row: Mapping[str, Any], *, known: AbstractSet[str], needed: AbstractSet[str], of: str
    ) -> None:
        """Only known keys, and all that are needed."""
        for key in sorted(needed - row.keys()):
            raise absent(key, of, self.path)
        for key in sorted(row.keys() - known):
            raise InputError(
                f"{of[:40]!a} has an unknown key: {key[:40]!a}",
                where=self.path,
                hint=f"known keys: {', '.join(sorted(known))}",
                zh=f"“{of[:40]}”有不认识的字段“{key[:40]}”；可用字段：{'、'.join(sorted(known))}",
            )

    def unique(self, rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
        """The rows, no two with the same value of a key that each has."""
        seen: set[str] = set()
        for row in rows:
            if key not in row:
                raise absent(key, str(next(iter(row.values()), "")), self.path)
            name = self.text(row, key, key)
            if name in seen:
                raise InputError(
                    f"{key} {name[:40]!a} is there twice",
                    where=self.path,
                    hint="give each its own",
                    zh=f"{key} “{name[:40]}”重复；每项须各不相同",
                )
            seen.add(name)
        return rows

    def text(self, row: Mapping[str, Any], key: str, name: str) -> str:
        """Words, of a bearable length."""
        value = row[key]
        if not isinstance(value, str) or len(value) > _LONGEST:
            raise misfit(key, value, name, self.path)
        return value

    def word(self, value: object, words: type[_Word], key: str, name: str) -> _Word:
        """One of a closed list."""
        try:
            return words(str(value))
        except ValueError as err:
            raise misfit(key, value, name, self.path, [word.value for word in words]) from err

    def number(self, value: object, key: str, name: str) -> int:
        """A section's ordinal, or a year that plans may speak of."""
        least, most = (1, 200) if key == "section" else (FIRST_YEAR, LAST_YEAR)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise misfit(key, value, name, self.path, [f"{least}–{most}"])
        return value

    def member(self, value: object, known: AbstractSet[str], key: str, name: str) -> None:
        """One of those that are there."""
        if not isinstance(value, str) or value not in known:
            raise misfit(key, value, name, self.path)

    def slug(self, value: object, key: str, name: str) -> None:
        """A short name of a thing."""
        if not isinstance(value, str) or not _SLUG.fullmatch(value):
            raise misfit(key, value, name, self.path)

    def requirement_id(self, name: str) -> None:
        """A requirement's id: s04 for a section, n047 for what stands in one, or words with hyphens."""
        if not _ID.fullmatch(name):
            raise misfit("id", name, name, self.path, ["s04", "n047"])

    def quality(self, row: Mapping[str, Any], name: str) -> None:
        """One of the known qualities of sources."""
        if row["quality"] not in QUALITIES:
            raise misfit("quality", row["quality"], name, self.path, QUALITIES)

    def level(self, value: object, name: str) -> None:
        """One of the levels of those who issue documents."""
        if value not in LEVELS:
            raise misfit("level", value, name, self.path, LEVELS)

    def url(self, value: object, name: str) -> None:
        """An address of the web, or none."""
        if value == "":
            return
        if not isinstance(value, str) or not value.isascii() or re.search(r"[\s<>\"'`{}|\\^]", value):
            raise misfit("url", value, name, self.path, ["https://…"])
        try:
            parts = urlsplit(value)
        except ValueError as err:
            raise misfit("url", value, name, self.path, ["https://…"]) from err
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise misfit("url", value, name, self.path, ["https://…"])

    def day(self, value: object, name: str) -> None:
        """A day, or none."""
        try:
            sound = value == "" or dt.date.fromisoformat(str(value)).isoformat() == value
        except ValueError:
            sound = False
        if not sound:
            raise misfit("day", value, name, self.path, ["2022-06-10"])

    def section(self, made: Requirement) -> None:
        """A section has its ordinal and its label."""
        if made.kind is RequirementKind.SECTION and not (made.section and made.section_label):
            raise absent("section, section_label", made.id, self.path)

    def scope(self, made: Requirement) -> None:
        """A known scope, and a known region where one is named."""
        self.member(made.scope, _slugs("scopes"), "scope", made.id)
        if made.region:
            self.member(made.region, frozenset().union(*map(_slugs, _REGIONS)), "region", made.id)

    def figure(self, made: Requirement) -> None:
        """A figure is complete and in a unit that measures its indicator; what is no figure has none."""
        parts = (made.indicator, made.target_kind, made.comparator, made.value, made.unit, made.year)
        if made.kind is not RequirementKind.INDICATOR:
            if any((made.indicator, made.value, made.unit, made.comparator)):
                raise misfit("kind", made.kind.value, made.id, self.path, [RequirementKind.INDICATOR.value])
            return
        if not all(parts):
            raise absent("indicator, target_kind, comparator, value, unit, year", made.id, self.path)
        if (made.target_kind is TargetKind.RELATIVE_CHANGE) != bool(made.baseline_year):
            raise misfit("baseline_year", made.baseline_year, made.id, self.path)
        if made.baseline_year and made.year and made.baseline_year >= made.year:
            raise misfit("baseline_year", made.baseline_year, made.id, self.path, [f"< {made.year}"])
        if not _NUMBER.fullmatch(made.value):
            raise misfit("value", made.value, made.id, self.path, ["13.5"])
        self.member(f"indicator/{made.indicator}", _slugs("indicators"), "indicator", made.id)
        self.member(f"unit/{made.unit}", _slugs("units"), "unit", made.id)
        if _measures("indicators", f"indicator/{made.indicator}") != _measures("units", f"unit/{made.unit}"):
            raise misfit("unit", made.unit, made.id, self.path)


def absent(key: str, name: str, where: object) -> InputError:
    """Something that has to be there is not."""
    return InputError(
        f"{name[:60]!a} lacks {key}", where=where, hint="supply it", zh=f"“{name[:60]}”缺少 {key}；请补上"
    )


def misfit(key: str, value: object, name: str, where: object, known: Iterable[str] = ()) -> InputError:
    """A value that cannot stand in its field."""
    shown, may = ascii(value)[:60], list(known)
    return InputError(
        f"{name[:60]!a}: {key} cannot be {shown}",
        where=where,
        hint=f"such as {', '.join(may)}" if may else "correct it",
        zh=f"“{name[:60]}”的 {key} 不能是 {shown}；" + (f"可用：{'、'.join(may)}" if may else "请更正"),
    )


def _slugs(name: str) -> frozenset[str]:
    return frozenset(c.slug for c in assets.concepts(name) if not c.slug.startswith("scheme/"))


def _measures(name: str, slug: str) -> str:
    """The unit that an indicator or a unit comes to."""
    return next((c.one(vocab.PKB.canonicalUnit) for c in assets.concepts(name) if c.slug == slug), "")
