"""Values for a rule's variables: checked terms in a ``VALUES`` block, never text put into a query."""

from __future__ import annotations

import re
from datetime import date as calendar
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.errors import UsageError
from policykb.infer.rule import DATE, PLAN
from policykb.quads import Term, date, integer, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policykb.infer.rule import Rule

_AS_OF = "as_of"


def bindings(
    rule: Rule, *, plan: str = "", as_of: str = "", parameters: Mapping[str, int | str] | None = None
) -> dict[str, Term]:
    """The terms for a rule's parameters and, if a plan is given, for the plan.

    Raises:
        UsageError: a date is none, a number is none, or a date is needed and not given.
    """
    given = {_AS_OF: as_of, **(parameters or {})}
    bound: dict[str, Term] = {PLAN: vocab.plan_iri(plan)} if plan else {}
    for name, default in rule.params.items():
        bound[name] = _value(name, given.get(name, default), default)
    return {name: bound[name] for name in sorted(bound) if name in rule.query.where.variables}


def check_names(rules: Iterable[Rule], parameters: Mapping[str, int | str] | None) -> None:
    """Refuses a parameter that no rule has."""
    known = {name for rule in rules for name in rule.params}
    for name in parameters or {}:
        if name not in known:
            raise UsageError(
                f"no rule has a parameter {name}",
                hint=f"the rules know {', '.join(sorted(known))}",
                zh=f"规则没有名为 {name} 的参数；可用的有：{'、'.join(sorted(known))}",
            )


def values(bound: Mapping[str, Term], names: Iterable[str] | None = None) -> str:
    """``VALUES`` lines for the variables bound, or for those named."""
    wanted = bound.keys() if names is None else bound.keys() & set(names)
    return "".join(f"VALUES ?{name} {{ {written(bound[name])} }}\n" for name in sorted(wanted))


def _value(name: str, value: int | str, default: int | str) -> Term:
    if default == DATE:
        try:
            return date(calendar.fromisoformat(str(value)).isoformat())
        except ValueError as err:
            raise UsageError(
                f"{name} is no date: {value!r}",
                hint="write it as 2025-12-31",
                zh=f"{name} 不是日期：“{value}”；请写成 YYYY-MM-DD，如 2025-12-31",
            ) from err
    if not re.fullmatch(r"[0-9]{1,9}", str(value)):
        raise UsageError(f"{name} is no whole number: {value!r}", zh=f"{name} 不是整数：“{value}”")
    return integer(int(value))
