"""Questions and their answers, in the forms people and programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.ask import answer, question, questions, render
from policykb.errors import UsageError
from policykb.pipeline.knowledge import open_plan

if TYPE_CHECKING:
    from policykb.ask import Answer
    from policykb.pipeline.knowledge import Knowledge


def answered(  # noqa: PLR0913 - one parameter an option
    name: str,
    plan: str,
    *,
    params: tuple[str, ...],
    form: str,
    as_of: str | None,
    lang: str,
    excel: bool,
) -> tuple[bytes, tuple[str, ...]]:
    """The answer rendered, and what should be said beside it."""
    given = dict(_pair(param) for param in params)
    knowledge = open_plan(plan, as_of=as_of)
    found = (
        _own(name, knowledge, given, lang) if name.endswith(".rq") else _shipped(name, knowledge, given, lang)
    )
    data = render(found.names, found.rows, form, headings=found.headings(lang), excel=excel)
    return data, (*found.warnings, *_beside(knowledge, len(found.rows), lang))


def question_list(lang: str, form: str) -> bytes:
    """Every shipped question: its name, its words, its parameters and its columns."""
    rows = [
        (
            q.id,
            q.question(lang),
            "、".join(_parameter(p.name, p.kind.value, p.default) for p in q.parameters),
            "、".join(column.name for column in q.columns),
        )
        for q in questions()
    ]
    headings = (
        ("name", "question", "parameters", "columns") if lang == "en" else ("名称", "问题", "参数", "列")
    )
    return render(("name", "question", "parameters", "columns"), rows, form, headings=headings)


def _parameter(name: str, kind: str, default: str) -> str:
    return f"{name}:{kind}" + (f"={default}" if default else "")


def _shipped(name: str, knowledge: Knowledge, given: dict[str, str], lang: str) -> Answer:
    chosen = question(name)
    if any(p.name == "as_of" for p in chosen.parameters):
        given.setdefault("as_of", knowledge.as_of)
    return answer(knowledge.store, chosen, given, knowledge.plan, lang=lang)


def _own(name: str, knowledge: Knowledge, given: dict[str, str], lang: str) -> Answer:
    from policykb.ask.foreign import answer_file  # noqa: PLC0415 - only a query from outside needs a worker

    return answer_file(knowledge.store, name, given, knowledge.plan, lang=lang)


def _pair(param: str) -> tuple[str, str]:
    key, sign, value = param.partition("=")
    if not sign or not key:
        raise UsageError(
            f"{param!r} is no key=value",
            where="-p",
            hint="write it like -p agency=生态环境厅",
            zh=f"“{param}”不是 key=value；如 -p agency=生态环境厅",
        )
    return key, value


def _beside(knowledge: Knowledge, count: int, lang: str) -> tuple[str, ...]:
    unreviewed = not knowledge.reviewed
    if lang == "en":
        return (f"{count} rows · {knowledge.plan} · as of {knowledge.as_of}" + " · unreviewed" * unreviewed,)
    return (f"{count} 行 · {knowledge.plan} · 截至 {knowledge.as_of}" + " · 未经审定" * unreviewed,)
