"""Questions and their answers, in the forms people and programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb.ask import FOR_PEOPLE, Kind, answer, question, questions, render, spoken, width, word, words
from policykb.errors import UsageError
from policykb.pipeline.knowledge import open_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.ask import Answer, Parameter, Question
    from policykb.pipeline.knowledge import Knowledge

_WIDTH, _SHORT = 100, 8
_LISTED = ("name", "question", "parameters", "columns")
_HEADINGS = {"zh": ("名称", "问题", "参数", "列"), "en": _LISTED}


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
    rows = spoken(found, lang) if form in FOR_PEOPLE else found.rows
    data = render(found.names, rows, form, headings=found.headings(lang), excel=excel)
    none = () if found.rows else (_none(name, given, lang),)
    return data, (*found.warnings, *none, _beside(knowledge, len(found.rows), lang))


def question_list(lang: str, form: str) -> bytes:
    """Every shipped question: its name, its words, its parameters and, but in a table, its columns."""
    if form == "table":
        return _short_list(lang)
    comma = ", " if lang == "en" else "、"
    rows = [
        (
            q.id,
            q.question(lang),
            comma.join(f"{p.name}:{p.kind.value}" + f"={p.default}" * bool(p.default) for p in q.parameters),
            comma.join(column.name for column in q.columns),
        )
        for q in questions()
    ]
    return render(_LISTED, rows, form, headings=_HEADINGS[lang])


def _short_list(lang: str) -> bytes:
    """The questions as a table for a terminal, under those who ask them most."""
    rows = list(_grouped(lang))
    names, _, parameters = (max(width(row[column]) for row in rows) for column in range(3))
    limits = (names, _WIDTH - names - parameters - 4, parameters)
    return render(_LISTED[:3], rows, "table", headings=_HEADINGS[lang][:3], limits=limits)


def _grouped(lang: str) -> Iterator[tuple[str, str, str]]:
    groups: dict[str, list[Question]] = {persona: [] for persona in words()["persona"]}
    for asked in questions():
        groups.setdefault(asked.persona[0] if asked.persona else "", []).append(asked)
    for persona, members in groups.items():
        yield (f"── {word('persona', persona, lang)}", "", "")
        for q in members:
            yield (q.id, q.question(lang), ", ".join(map(_parameter, q.parameters)))


def _parameter(parameter: Parameter) -> str:
    """A parameter's name and its default, if that is short."""
    default = parameter.default
    short = parameter.kind is not Kind.TEXT and width(default) <= _SHORT
    return parameter.name + f"={default if short else '…'}" * bool(default)


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


def _none(name: str, given: dict[str, str], lang: str) -> str:
    """That nothing was found, for which parameters, and what else to ask."""
    shown = ", ".join(f"{key}={value}" for key, value in given.items() if key != "as_of")
    advice = "" if name.endswith(".rq") else question(name).none(lang)
    if lang == "en":
        advice = advice or ("try other words or another name" if shown else "")
        return "nothing in the plan answers this" + f" ({shown})" * bool(shown) + f": {advice}" * bool(advice)
    advice = advice or ("换个说法或换个名称再试" if shown else "")
    return "规划中没有符合的内容" + f"（{shown}）" * bool(shown) + f"：{advice}" * bool(advice)


def _beside(knowledge: Knowledge, count: int, lang: str) -> str:
    unreviewed = not knowledge.reviewed
    if lang == "en":
        rows = "1 row" if count == 1 else f"{count} rows"
        return f"{rows} · {knowledge.plan} · as of {knowledge.as_of}" + " · unreviewed" * unreviewed
    return f"{count} 行 · {knowledge.plan} · 截至 {knowledge.as_of}" + " · 未经审定" * unreviewed
