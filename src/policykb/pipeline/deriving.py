"""What the rules derive, in the forms other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb import vocab
from policykb.errors import UsageError
from policykb.infer import Rule, load_rules
from policykb.pipeline.knowledge import check_date, open_plan

if TYPE_CHECKING:
    from policykb.pipeline.knowledge import Knowledge


def derived(
    plan: str, *, rule: str | None, form: str, as_of: str | None
) -> tuple[bytes, tuple[tuple[str, int], ...], Knowledge]:
    """The derived graphs (``trig``, ``ttl`` or ``nq``), how many statements each rule gave, and of what."""
    wanted = {chosen.id for chosen in rules_named(rule)}
    knowledge = open_plan(plan, as_of=as_of)
    prefix = vocab.graph_iri(knowledge.plan, "inferred") + "/"
    graphs = [
        g for g in knowledge.store.graphs() if g.startswith(prefix) and g.removeprefix(prefix) in wanted
    ]
    counts = tuple((g.removeprefix(prefix), sum(1 for _ in knowledge.store.quads(g))) for g in graphs)
    match form:
        case "ttl":
            return knowledge.store.turtle(graphs, vocab.PREFIXES), counts, knowledge
        case "nq":
            return knowledge.store.nquads(graphs), counts, knowledge
        case _:
            return knowledge.store.trig(graphs, vocab.PREFIXES), counts, knowledge


def rules_named(rule: str | None) -> tuple[Rule, ...]:
    """All rules, or the one of this id.

    Raises:
        UsageError: there is no such rule.
    """
    rules = load_rules()
    if rule is None:
        return rules
    found = tuple(r for r in rules if r.id == rule)
    if not found:
        raise UsageError(
            f"no rule is called {rule}",
            where="--rule",
            hint="policykb infer --list names them",
            zh=f"没有名为 {rule} 的规则；policykb infer --list 列出全部",
        )
    return found


def rule_list(lang: str) -> str:
    """The rules, a line each: id, and what it says."""
    rows = [(r.id, r.statement(lang)) for r in load_rules()]
    width = max(len(name) for name, _ in rows)
    return "".join(f"{name:<{width}}  {words}\n" for name, words in rows)


def rules_as_shacl(rule: str | None, as_of: str | None) -> str:
    """The rules as SHACL-AF ``sh:SPARQLRule`` in Turtle, for any SHACL engine."""
    from policykb.infer.shacl_export import as_shacl  # noqa: PLC0415 - wanted by this form alone

    return as_shacl(rules_named(rule), as_of=check_date(as_of))
