"""What the booklets ask of the store beside the report's facts: duties of every basis, states by published figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.asking import Reader
from policykb.report.booklet.values import Charge, Published

if TYPE_CHECKING:
    from policykb.report.booklet.values import Matter


def read_charges(matter: Matter, lang: str) -> tuple[tuple[Charge, ...], dict[str, Published]]:
    """Every duty of the plan, each once, and how its targets stand."""
    reader = Reader(matter.store, matter.plan, lang)
    charges: dict[str, Charge] = {}
    for row in reader.rows("duties_in_full"):
        duty = reader.element(row["duty"])
        charges.setdefault(
            duty,
            Charge(
                id=duty,
                element=reader.element(row["element"]),
                bearer=row.short("bearer") if row["bearer"] else "",
                name=row["name"],
                role=row.slug("role"),
                basis=row.slug("basis"),
                position=row.number("position"),
                rule=row.slug("rule"),
                words=row["words"],
                span=row.span(),
            ),
        )
    states = {
        reader.element(row["target"]): Published(row.slug("state"), row["reason"])
        for row in reader.rows("target_states")
        if row["lang"] in {"", lang}
    }
    return tuple(charges.values()), states
