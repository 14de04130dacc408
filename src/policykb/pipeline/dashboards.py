"""From a plan's knowledge to a page that is read in one minute: of the region, of a body, of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.ask import Kind, named
from policykb.errors import UsageError
from policykb.gate.characters import visible
from policykb.gate.files import read_bytes
from policykb.pipeline.progressing import HISTORY
from policykb.progress import latest, read_history
from policykb.quads import Literal
from policykb.report import dashboard_page
from policykb.report.booklet import Matter
from policykb.schemes import lights_named
from policykb.vocab import PKB

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policykb.pipeline.knowledge import Knowledge
    from policykb.progress import Entry


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose page it is: a body by name, or a place by name; neither is the whole plan."""

    body: str = ""
    region: str = ""


def make_dashboard(knowledge: Knowledge, whose: Whose, *, scheme: str, lang: str) -> bytes:
    """The page.

    Raises:
        UsageError: the body, the place or the scheme is unknown, or both a body and a place are given.
    """
    lights = lights_named(scheme)
    if whose.body and whose.region:
        raise UsageError(
            "a page is of a body or of a place, not of both",
            where="--body --region",
            hint="give one of them",
            zh="--body 与 --region 只能给一个",
        )
    matter = Matter(knowledge.store, knowledge.plan, knowledge.as_of, knowledge.reviewed, _reports(knowledge))
    return dashboard_page(matter, lights, _body(knowledge, whose), lang)


def _body(knowledge: Knowledge, whose: Whose) -> str:
    if whose.body:
        return vocab.short(named(knowledge.store, knowledge.plan, Kind.AGENCY, whose.body))
    if not whose.region:
        return ""
    region = named(knowledge.store, knowledge.plan, Kind.REGION, whose.region)
    if region == _jurisdiction(knowledge):
        return ""
    rows = knowledge.store.select(
        f"SELECT ?body WHERE {{ ?body a <{PKB.LocalGovernment}> ; <{PKB.jurisdiction}> <{region}> }} ORDER BY ?body"
    ).rows
    if not rows:
        shown = visible(whose.region, longest=60)
        raise UsageError(
            f"no government of {shown!a} is known in this plan",
            where="--region",
            hint="name a city or county of the plan's own region",
            zh=f"本规划中没有“{shown}”的人民政府；请写本规划辖区内的市、县（区）",
        )
    return vocab.short(str(rows[0][0]))


def _jurisdiction(knowledge: Knowledge) -> str:
    plan = vocab.plan_iri(knowledge.plan)
    rows = knowledge.store.select(f"SELECT ?area WHERE {{ <{plan}> <{PKB.jurisdiction}> ?area }}").rows
    found = rows[0][0] if rows else ""
    return found.value if isinstance(found, Literal) else str(found or "")


def _reports(knowledge: Knowledge) -> Mapping[tuple[str, str], Entry]:
    """The last report of each row and body by the day; none where no plan folder keeps any."""
    meta = knowledge.source.meta_path
    path = meta.parent / HISTORY if meta else None
    if path is None or not path.is_file() or not path.stat().st_size:
        return {}
    return latest(read_history(read_bytes(path).decode("utf-8"), where=path), as_of=knowledge.as_of)
