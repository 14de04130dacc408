"""A rule's solutions, and the triples that each of them rests on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policykb.infer.binding import values
from policykb.infer.rule import PLAN, variables
from policykb.infer.syntax import Pattern, Var
from policykb.quads import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from policykb.infer.rule import Rule
    from policykb.infer.syntax import Count, Group, Slot
    from policykb.quads import Term
    from policykb.store import Store

Row = tuple["Term | None", ...]
Triple = tuple[str, str, "Term"]


def rows(
    store: Store, rule: Rule, group: Group, columns: Iterable[str], bound: Mapping[str, Term], extra: str = ""
) -> tuple[Row, ...]:
    """The solutions of a group of a rule, as the columns named."""
    names = " ".join(f"?{name}" for name in columns)
    given = values({name: bound[name] for name in bound if name != PLAN}, group.variables)
    if PLAN in bound and PLAN in group.variables:
        # A filter, not a block of values: joined with one, the engine goes through the whole plan for every rule.
        extra += f"FILTER(?{PLAN} = {written(bound[PLAN])})\n"
    return store.select(
        f"{rule.query.prologue}SELECT DISTINCT {names} WHERE {{\n{given}{group.text}\n{extra}}}"
    ).rows


def getter(slot: Slot, columns: tuple[str, ...]) -> Callable[[Row], Term | None]:
    """Reads a slot's value out of a row."""
    if isinstance(slot, Var):
        at = columns.index(slot.name)
        return lambda row: row[at]
    return lambda _row: slot


class Counted:
    """The triples that went into each group of a counting sub-select, found by the group's keys."""

    def __init__(self, store: Store, rule: Rule, count: Count, bound: Mapping[str, Term]) -> None:
        self._keys = count.keys
        self._found: dict[Row, dict[Triple, None]] = defaultdict(dict)
        group = count.group
        columns = tuple(sorted({*count.keys, *variables(group.patterns)} | inner_keys(group)))
        read = premise_reader(store, rule, group, columns, bound)
        key = [columns.index(name) for name in count.keys]
        for row in rows(store, rule, group, columns, bound):
            self._found[tuple(row[at] for at in key)].update(dict.fromkeys(read(row)))

    def of(self, row: Row, columns: tuple[str, ...]) -> Iterable[Triple]:
        """The triples counted for the group that a row of the outer query stands on."""
        return self._found.get(tuple(row[columns.index(name)] for name in self._keys), {})


def inner_keys(group: Group) -> set[str]:
    """The variables by which a group's sub-selects are tied to it."""
    return {name for count in group.counts for name in count.keys}


def premise_reader(
    store: Store, rule: Rule, group: Group, columns: tuple[str, ...], bound: Mapping[str, Term]
) -> Callable[[Row], list[Triple]]:
    """Reads, out of a row of a group's solutions, every triple that the solution rests on."""
    patterns = [instance_of(pattern, columns) for pattern in group.patterns]
    counted = [Counted(store, rule, count, bound) for count in group.counts]

    def read(row: Row) -> list[Triple]:
        found = [triple for make in patterns if (triple := make(row))]
        for each in counted:
            found.extend(each.of(row, columns))
        return found

    return read


def instance_of(pattern: Pattern, columns: tuple[str, ...]) -> Callable[[Row], Triple | None]:
    """Makes a pattern's triple out of a row; none when a variable is unbound."""
    subject, value = getter(pattern.subject, columns), getter(pattern.object, columns)
    predicate = pattern.predicate

    def make(row: Row) -> Triple | None:
        about, what = subject(row), value(row)
        return None if about is None or what is None else (str(about), predicate, what)

    return make
