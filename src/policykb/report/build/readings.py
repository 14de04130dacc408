"""What a person decided and what rules derive: readings and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.report.page import anchor
from policykb.report.views import DecisionRow, RuleRow

if TYPE_CHECKING:
    from policykb.infer import Rule
    from policykb.report.facts import Decision, Facts
    from policykb.report.words import Words


def decisions(facts: Facts, words: Words) -> tuple[DecisionRow, ...]:
    """Every reading that was decided, in text order."""
    return tuple(_decision(words, decision) for decision in facts.decisions)


def _decision(words: Words, decision: Decision) -> DecisionRow:
    return DecisionRow(
        anchor=f"decision-{anchor(decision.id)}",
        title=decision.title,
        question=decision.question,
        decision=decision.decision,
        alternative=decision.alternative,
        by=decision.by,
        on=words.date(decision.on),
        words=decision.words,
        href=f"#t-decision-{anchor(decision.id)}",
    )


def rules(facts: Facts, words: Words, known: tuple[Rule, ...]) -> tuple[RuleRow, ...]:
    """The rules that ran, those that derived most first."""
    rows = [
        RuleRow(
            anchor=f"rule-{anchor(rule.id)}",
            id=rule.id,
            title=rule.title_en if words.lang == "en" else rule.title_zh,
            statement=rule.statement(words.lang, {}),
            source=rule.source,
            facts=facts.derivations.get(rule.id, 0),
        )
        for rule in known
    ]
    return tuple(sorted(rows, key=lambda row: (-row.facts, row.id)))
