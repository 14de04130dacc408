"""An explanation as text for a terminal and as JSON for a program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policykb import vocab
from policykb.explain.proof import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.explain.proof import Proof
    from policykb.explain.why import Explanation

_LONGEST = 90
_ORIGINS = {
    Origin.TEXT: ("原文", "text"),
    Origin.RULE: ("规则", "rule"),
    Origin.DECISION: ("人工决定", "decision"),
    Origin.VOCABULARY: ("词表", "vocabulary"),
    Origin.FIGURE: ("数值", "figure"),
    Origin.COMPARISON: ("比对", "comparison"),
    Origin.ABOVE: ("上位文件", "document above"),
}


def as_text(explanation: Explanation, lang: str) -> str:
    """The explanation as an indented tree, ending with its date."""
    lines = [explanation.question.said(lang), explanation.answer.said(lang), ""]
    for proof in explanation.proofs:
        lines += [*_tree(proof, explanation, lang, ("", "")), ""]
    for obstacle in explanation.obstacles:
        lines.append(f"✗ {obstacle.title.said(lang)}" + (f" ({obstacle.rule})" if obstacle.rule else ""))
        lines.append(f"  {obstacle.missing.said(lang)}")
    lines.append(("截至 " if lang == "zh" else "as of ") + explanation.as_of)
    return "\n".join(lines) + "\n"


def as_json(explanation: Explanation) -> str:
    """The explanation with both languages, and the same keys for every step."""
    return (
        json.dumps(
            {
                "schemaVersion": 1,
                "plan": explanation.plan,
                "asOf": explanation.as_of,
                "question": explanation.question._asdict(),
                "answer": explanation.answer._asdict(),
                "holds": explanation.holds,
                "proofs": [_plain(proof) for proof in explanation.proofs],
                "obstacles": [
                    {
                        "rule": o.rule,
                        "title": o.title._asdict(),
                        "missing": o.missing._asdict(),
                    }
                    for o in explanation.obstacles
                ],
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _tree(proof: Proof, asked: Explanation, lang: str, margins: tuple[str, str]) -> Iterator[str]:
    first, rest = margins
    kind = _ORIGINS[proof.origin][lang == "en"]
    yield f"{first}[{kind}] {proof.holds.said(lang)}"
    if proof.rule is not None:
        words = proof.rule.statement(lang, {"as_of": asked.as_of})
        named = f" ({proof.rule.id}): " if lang == "en" else f"（{proof.rule.id}）："
        yield f"{rest}   ⇐ {_title(proof.rule, lang)}{named}{words}"
    for quote in proof.quotes:
        yield f"{rest}   “{_shortened(quote.text)}” [{quote.start}, {quote.end})"
    for note in proof.notes:
        yield f"{rest}   · {note.said(lang)}"
    for premise in proof.premises:
        last = premise is proof.premises[-1]
        below = (rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))
        yield from _tree(premise, asked, lang, below)


def _shortened(words: str) -> str:
    """A long quote's beginning and end: a terminal is no place for a whole paragraph."""
    return words if len(words) <= _LONGEST else f"{words[:40]}……{words[-30:]}"


def _title(rule: Any, lang: str) -> str:  # noqa: ANN401 - a Rule, imported for types only
    title: str = rule.title_en if lang == "en" else rule.title_zh
    return title


def _plain(proof: Proof) -> dict[str, Any]:
    return {
        "id": vocab.short(proof.iri),
        "holds": proof.holds._asdict(),
        "origin": proof.origin.value,
        "rule": proof.rule.id if proof.rule else None,
        "quotes": [{"text": q.text, "start": q.start, "end": q.end} for q in proof.quotes],
        "notes": [note._asdict() for note in proof.notes],
        "premises": [_plain(premise) for premise in proof.premises],
    }
