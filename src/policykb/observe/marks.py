"""What a person marks in the figures: series, breaks, corrections and sums, from ``observations.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.draft.reference_fields import Checker, absent, misfit
from policykb.draft.requirements import FactSource
from policykb.observe.figures import Correction, Observation, Series, SeriesBreak
from policykb.observe.periods import is_period, last_day
from policykb.observe.things import measures, thing
from policykb.vocab import Comparability, Confirmed, FigureKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TABLES = {"series", "break", "correction", "sum"}
_SERIES = {"indicator", "region", "series", "comparability"}
_REASONS = {"reason_zh", "reason_en"}
_DEFINITIONS = {"definition_zh", "definition_en"}
_BREAK = {"indicator", "region", "earlier", "later", "confirmed"} | _REASONS
_CORRECTION = {"id", "observation", "printed", "corrected", "decided_on", "by"} | _REASONS
_SUM = {"id", "parts", "period", "note_zh", "note_en"}
_SUMMED = "推算"


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one folder; ``sums`` are the tables as they stand."""

    series: tuple[Series, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sums: tuple[Mapping[str, Any], ...] = ()


def read_marks(path: Path) -> Marks:
    """The marks in a file; none when there is no such file.

    Raises:
        InputError: a key is missing or unknown, or a value is not what may stand there.
    """
    if not path.exists():
        return Marks()
    table, check = assets.table(path), Checker(path)
    check.keys(table, known=_TABLES, needed=set(), of=path.name)
    rows = {name: check.rows(table.get(name, []), name) for name in _TABLES}
    return Marks(
        tuple(_series(row, check) for row in rows["series"]),
        tuple(_break(row, check) for row in rows["break"]),
        tuple(_correction(row, check) for row in check.unique(rows["correction"], "id")),
        tuple(_checked_sum(row, check) for row in check.unique(rows["sum"], "id")),
    )


def corrected(observation: Observation, corrections: Iterable[Correction], path: Path) -> Observation:
    """The observation with the unit that its source meant; what the source prints is kept beside it.

    Raises:
        InputError: the correction is of another print than the table has.
    """
    for one in corrections:
        if one.observation != observation.id:
            continue
        if thing("unit", one.printed) != observation.unit:
            raise misfit("printed", one.printed, one.id, path, [observation.unit])
        unit = thing("unit", one.corrected) or ""
        if not measures(unit, observation.indicator):
            raise misfit("corrected", one.corrected, one.id, path)
        return replace(observation, unit=unit, unit_as_printed=one.printed, correction=one.id)
    return observation


def summed(row: Mapping[str, Any], observations: Mapping[str, Observation], path: Path) -> Observation:
    """The sum of some observations as one, which says that it is a sum; known once its last part is.

    Raises:
        InputError: a part is not there, has no number, or is in another unit.
    """
    name = str(row["id"])
    if unknown := [part for part in row["parts"] if part not in observations]:
        raise misfit("parts", unknown[0], name, path)
    parts = [observations[part] for part in row["parts"]]
    first = parts[0]
    for part in parts:
        if not part.value or (part.unit, part.region) != (first.unit, first.region):
            raise misfit("parts", part.id, name, path)
    said = " + ".join(part.value for part in parts)
    return Observation(
        id=f"sum-{name}",
        indicator=first.indicator,
        indicator_as_stated=first.indicator_as_stated,
        region=first.region,
        period=row["period"],
        published_on=max(last_day(part.known_from) for part in parts),
        value=f"{sum(Decimal(part.value) for part in parts):f}",
        unit=first.unit,
        value_text=f"{said}（{_SUMMED}，未公布）",
        kind=FigureKind.SUM,
        series=first.series,
        definition=first.definition,
        dataset=f"sum-{name}",
        source=FactSource(title="；".join(part.source.title for part in parts), quality=first.source.quality),
        confirmed=Confirmed.MEMORY,
        note=row["note_zh"],
        parts=tuple(part.id for part in parts),
    )


def _series(row: Mapping[str, Any], check: Checker) -> Series:
    name = f"{row.get('indicator', '')} {row.get('series', '')}".strip()
    check.keys(
        row, known=_SERIES | _REASONS | _DEFINITIONS, needed=(_SERIES - {"series"}) | _REASONS, of=name
    )
    words = {key: check.text(row, key, name) for key in sorted(_REASONS | _DEFINITIONS) if key in row}
    comparability = check.word(row["comparability"], Comparability, "comparability", name)
    id_ = check.text(row, "series", name) if "series" in row else ""
    return Series(**_what(row, name, check), id=id_, comparability=comparability, **words)


def _break(row: Mapping[str, Any], check: Checker) -> SeriesBreak:
    name = f"{row.get('indicator', '')} {row.get('later', '')}".strip()
    check.keys(row, known=_BREAK, needed=_BREAK, of=name)
    words = {key: check.text(row, key, name) for key in ("earlier", "later", *sorted(_REASONS))}
    confirmed = check.word(row["confirmed"], Confirmed, "confirmed", name)
    return SeriesBreak(**_what(row, name, check), **words, confirmed=confirmed)


def _correction(row: Mapping[str, Any], check: Checker) -> Correction:
    name = str(row["id"])
    check.slug(name, "id", name)
    check.keys(row, known=_CORRECTION, needed=_CORRECTION, of=name)
    check.day(row["decided_on"], name)
    for key in ("printed", "corrected"):
        if thing("unit", check.text(row, key, name)) is None:
            raise misfit(key, row[key], name, check.path)
    return Correction(**{key: check.text(row, key, name) for key in sorted(_CORRECTION)})


def _checked_sum(row: Mapping[str, Any], check: Checker) -> Mapping[str, Any]:
    name = str(row["id"])
    check.slug(name, "id", name)
    check.keys(row, known=_SUM, needed=_SUM, of=name)
    if not isinstance(row["parts"], list) or len(row["parts"]) < 2:  # noqa: PLR2004 - one part is no sum
        raise absent("parts", name, check.path)
    if not is_period(check.text(row, "period", name)):
        raise misfit("period", row["period"], name, check.path, ["2025"])
    for key in ("note_zh", "note_en"):
        check.text(row, key, name)
    return row


def _what(row: Mapping[str, Any], name: str, check: Checker) -> dict[str, str]:
    """The indicator and the area of a mark, as slugs."""
    found = {}
    for key in ("indicator", "region"):
        if (slug := thing(key, check.text(row, key, name))) is None:
            raise misfit(key, row[key], name, check.path)
        found[key] = slug
    return found
