"""A plan opened and examined for its author: the file, the program's reading of it, waivers and an earlier run."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from policykb.gate.characters import place
from policykb.gate.files import read_bytes
from policykb.pipeline.knowledge import Knowledge, check_date, open_plan
from policykb.pipeline.source import find, shipped_plans
from policykb.store import Store
from policykb.validate.advice import Facts, advice
from policykb.validate.baseline import Baseline, read_baseline
from policykb.validate.reading import Reading
from policykb.validate.remarks import Examination, Judgement, Subject, examined, idle
from policykb.validate.waivers import Waiver, read_waivers
from policykb.vocab import graph_iri

if TYPE_CHECKING:
    from policykb.pipeline.source import Source
    from policykb.validate.findings import Validation

WAIVERS = "waivers.toml"
"""The file of waivers that a plan folder may hold."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller brings: an earlier run's findings, waivers for every plan, and whether one plan alone is examined."""

    baseline: Baseline | None = None
    waivers: tuple[Waiver, ...] = ()
    alone: bool = True

    @classmethod
    def read(cls, baseline: str, waivers: str, *, alone: bool) -> Given:
        """The files named; "" names none.

        Raises:
            InputError: one cannot be read, or is not what it should be.
        """
        return cls(
            read_baseline(read_bytes(baseline), where=baseline) if baseline else None,
            read_waivers(read_bytes(waivers), where=waivers) if waivers else (),
            alone,
        )


class Bench:
    """Where plans are opened one after the other: what is shipped is loaded once for all that nobody has reviewed."""

    def __init__(self, as_of: str | None) -> None:
        self.as_of = check_date(as_of)
        self._store: Store | None = None

    def open(self, plan: str) -> Knowledge:
        """All that is known of a plan; what an earlier one of this bench left in the common store is gone by then.

        A document that nobody has reviewed is taken for the whole of its plan, so that what it lacks can be told. It is
        not kept for a later run: the next draft is another document.
        """
        source = find(plan)
        if source.draft is not None or source.meta_path is not None:
            return open_plan(plan, as_of=self.as_of)
        from policykb.pipeline.building import add_plan, load_shipped  # noqa: PLC0415 - reviewed plans come from the cache

        if self._store is None:
            self._store = Store()
            load_shipped(self._store)
        knowledge = Knowledge(source, self.as_of, self._store)
        knowledge.meta = replace(knowledge.meta, encoding_complete=True)
        add_plan(knowledge)
        return knowledge

    def clear(self, knowledge: Knowledge) -> None:
        """Forgets what the common store holds of the plan."""
        if self._store is None:
            return
        own = graph_iri(knowledge.plan, "")
        for graph in self._store.graphs():
            if graph.startswith(own):
                self._store.drop(graph)


def is_raw(source: Source) -> bool:
    """Whether the draft is made anew from the text each time, so that the places in it move when the text does."""
    return source.draft is None


def examine(named: str, knowledge: Knowledge, validation: Validation, given: Given) -> Examination:
    """A plan's findings as its author is told them; ``named`` is what the caller called the plan."""
    reading = Reading.of(knowledge.draft, reviewed=knowledge.reviewed)
    known = None if given.baseline is None else given.baseline.of(knowledge.plan, alone=given.alone)
    own = _own_waivers(knowledge.source)
    facts = Facts.of(knowledge.store, knowledge.plan, validation.findings)
    examination = examined(
        _subject(named, knowledge),
        validation,
        reading,
        Judgement(knowledge.as_of, (*given.waivers, *own), known),
        lambda finding, shape: advice(finding, shape, facts),
    )
    return replace(examination, notes=(*examination.notes, *idle(own, (examination,))))


def _own_waivers(source: Source) -> tuple[Waiver, ...]:
    path = source.meta_path.parent / WAIVERS if source.meta_path else None
    return read_waivers(read_bytes(path), where=path) if path and path.is_file() else ()


def _subject(named: str, knowledge: Knowledge) -> Subject:
    source = knowledge.source
    return Subject(
        plan=knowledge.plan,
        name=place(named),
        uri=_address(named, source),
        sha256=hashlib.sha256(source.text).hexdigest(),
        original=source.original(),
    )


def _address(named: str, source: Source) -> str:
    """The file seen from here, for other programs; one that lies elsewhere goes by its name alone."""
    if named in shipped_plans():
        return f"{named}/source.txt"
    if named == "-":
        return "stdin"
    path = Path(source.where)
    try:
        near = path.resolve().relative_to(Path.cwd().resolve())
    except ValueError:
        near = Path(path.name) if path.is_absolute() else path
    return quote(os.fsencode(near.as_posix()))
