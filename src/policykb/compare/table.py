"""A comparison as text for a terminal: what was lowered first, then chapter by chapter, then counts and score."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from policykb.ask import render
from policykb.compare.coverage import joined
from policykb.compare.figures import unit_name
from policykb.compare.record import verdict_name
from policykb.phrase import Phrase
from policykb.vocab import Confirmed, RequirementKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.compare.values import Figure, PlanComparison
    from policykb.draft.requirements import Requirement

_HEADINGS = {
    "zh": ("条目", "要求", "结论", "本方案", "理由"),
    "en": ("section", "requirement", "verdict", "in the plan", "reason"),
}
_LIMITS = (7, 30, 14, 12, 48)
_LONGEST = 96
_SILENT = ((Verdict.UNDETERMINED,), (Verdict.NOT_APPLICABLE,), (Verdict.ABSENT,))
_KINDS = list(RequirementKind)
_T = TypeVar("_T")
_SIGNS = {"percent": "%", "per-mille": "‰"}
_KIND_NAMES = {
    RequirementKind.SECTION: Phrase("条目", "sections"),
    RequirementKind.OBJECTIVE: Phrase("主要目标", "objectives"),
    RequirementKind.INDICATOR: Phrase("指标", "indicators"),
    RequirementKind.PROHIBITION: Phrase("禁限事项", "prohibitions"),
    RequirementKind.TASK: Phrase("任务", "tasks"),
}
_WORDS = {
    "lowered": Phrase("自行减压（低于或晚于本地区此前的目标）", "Lowered by the region itself"),
    "none_lowered": Phrase(
        "自行减压：与所收本地区此前文件相比，没有降低或推迟的目标", "Lowered by the region itself: nothing"
    ),
    "conflicts": Phrase("上位文件互相矛盾", "Documents above that disagree"),
    "around": Phrase("其他上位和相邻文件的指标", "Figures of the other documents above and beside"),
    "own": Phrase("本地自有", "The region's own"),
    "unread": Phrase("未证实", "unconfirmed"),
}


def table_text(comparison: PlanComparison, lang: str) -> str:
    """The comparison, the score last."""
    return "\n".join(_Table(comparison, lang).lines()) + "\n"


def matrix_text(comparisons: Sequence[PlanComparison], lang: str) -> bytes:
    """Requirements against plans: the verdict of each, with a star where the national side was never read."""
    order: dict[str, Requirement] = {}
    cells: list[dict[str, str]] = []
    for comparison in comparisons:
        column: dict[str, list[Verdict]] = {}
        for asked, verdicts in _verdicts(comparison):
            order.setdefault(asked.id, asked)
            column.setdefault(asked.id, []).extend(verdicts)
        cells.append({name: _joined(tuple(dict.fromkeys(found)), lang) for name, found in column.items()})
    names = ("section", "requirement", *(comparison.plan for comparison in comparisons))
    headings = (*_HEADINGS[lang][:2], *(comparison.plan for comparison in comparisons))
    rows = [
        (
            _section(asked, lang),
            _title(asked, lang) + "*" * _unread(asked),
            *(column.get(asked.id) for column in cells),
        )
        for asked in sorted(order.values(), key=_order)
    ]
    note = Phrase(
        "* 未证实：国家一方凭记忆，未在来源中读到", "* unconfirmed: the national side is from memory"
    )
    scores = "\n".join(f"{c.plan}: {score_line(c, lang)}" for c in comparisons)
    limits = (*_LIMITS[:2], *(18 for _ in comparisons))
    table = render(names, rows, "table", headings=headings, limits=limits)
    return table + f"\n{note.said(lang)}\n{scores}\n".encode()


def score_line(comparison: PlanComparison, lang: str) -> str:
    """The score with its denominator and what it leaves out."""
    score = comparison.score
    share = f"{score.points / score.of:.1%}" if score.of else "–"
    return Phrase(
        f"得分 {score.points:g}/{score.of:g}（{share}；任一权重变动{score.swing:.0%}时为{score.low:.1%}—{score.high:.1%}）；"
        f"计分{score.judged}项；不计分：不可比{score.not_comparable}、无法判定{score.undetermined}、"
        f"不适用{score.not_applicable}、未证实{score.unconfirmed}、全国或流域平均{score.averages}",
        f"score {score.points:g}/{score.of:g} ({share}; {score.low:.1%}–{score.high:.1%} when any one weight moves by "
        f"{score.swing:.0%}); {score.judged} judged; left out: {score.not_comparable} not comparable, {score.undetermined} "
        f"undetermined, {score.not_applicable} not applicable, {score.unconfirmed} unconfirmed, {score.averages} averages",
    ).said(lang)


class _Table:
    """Writes one comparison in one language."""

    def __init__(self, comparison: PlanComparison, lang: str) -> None:
        self._comparison, self._lang = comparison, lang

    def lines(self) -> Iterator[str]:
        """The text, line by line."""
        comparison = self._comparison
        day = Phrase(f"截至 {comparison.as_of}", f"as of {comparison.as_of}").said(self._lang)
        yield f"{comparison.title.said(self._lang)} · {comparison.plan} × {comparison.against} · {day}"
        yield from (f"  {note.said(self._lang)}" for note in comparison.notes)
        yield ""
        yield from self._lowered()
        yield from self._chapters()
        yield from self._conflicts()
        yield from self._own()
        yield self._counts()
        yield score_line(comparison, self._lang)

    def _lowered(self) -> Iterator[str]:
        if not self._comparison.weakenings:
            if self._comparison.priors:
                yield _WORDS["none_lowered"].said(self._lang)
                yield ""
            return
        yield f"▼ {_WORDS['lowered'].said(self._lang)} {len(self._comparison.weakenings)}"
        for weakening in self._comparison.weakenings:
            verdicts = _joined(weakening.verdicts, self._lang)
            yield f"  {weakening.target or '–'}  {verdicts}  {weakening.reason.said(self._lang)}"
        yield ""

    def _chapters(self) -> Iterator[str]:
        entries = sorted(self._entries(), key=lambda entry: _order(entry[0]))
        around = _WORDS["around"].said(self._lang)
        for chapter, some in groupby(entries, key=lambda entry: entry[0].chapter or around):
            shown = [(asked, verdicts, row) for asked, verdicts, row in some]
            told = [row for asked, verdicts, row in shown if asked.section or verdicts not in _SILENT]
            yield chapter
            if told:
                headings = _HEADINGS[self._lang]
                yield (
                    render(_HEADINGS["en"], told, "table", headings=headings, limits=_LIMITS)
                    .decode()
                    .rstrip()
                )
            if left := len(shown) - len(told):
                yield _left_out(left).said(self._lang)
            yield ""

    def _entries(self) -> Iterator[tuple[Requirement, tuple[Verdict, ...], tuple[str, ...]]]:
        for coverage in self._comparison.coverages:
            answers = _mark("、", ", ", self._lang).join(match.element for match in coverage.matches)
            yield self._entry(coverage.requirement, (coverage.verdict,), answers, coverage.justification)
        for verdict in self._comparison.indicators:
            if verdict.requirement is not None:
                said = f"{verdict.target} {self._figure(verdict.regional)}".strip()
                yield self._entry(verdict.requirement, verdict.verdicts, said, joined(verdict.reasons))

    def _entry(
        self, asked: Requirement, verdicts: tuple[Verdict, ...], said: str, reason: Phrase
    ) -> tuple[Requirement, tuple[Verdict, ...], tuple[str, ...]]:
        unread = f" {_WORDS['unread'].said(self._lang)}" if _unread(asked) else ""
        title = "· " * (asked.kind is not RequirementKind.SECTION) + _title(asked, self._lang)
        row = (
            _section(asked, self._lang),
            title,
            _joined(verdicts, self._lang) + unread,
            said,
            self._short(reason),
        )
        return asked, verdicts, row

    def _short(self, reason: Phrase) -> str:
        """A reason's beginning: a terminal is no place for a whole argument."""
        words, longest = reason.said(self._lang), _LONGEST * _mark(1, 2, self._lang)
        return words if len(words) <= longest else words[:longest] + "…"

    def _figure(self, figure: Figure | None) -> str:
        if figure is None or not figure.value:
            return ""
        sign = _SIGNS.get(figure.unit)
        return (
            f"{figure.value}{sign}" if sign else f"{figure.value} {unit_name(figure.unit).said(self._lang)}"
        )

    def _conflicts(self) -> Iterator[str]:
        if self._comparison.conflicts:
            yield f"≠ {_WORDS['conflicts'].said(self._lang)}"
            yield from (f"  {conflict.reason.said(self._lang)}" for conflict in self._comparison.conflicts)
            yield ""

    def _own(self) -> Iterator[str]:
        if self._comparison.additions:
            yield f"＋ {_WORDS['own'].said(self._lang)} {len(self._comparison.additions)}"
            yield from (
                f"  {one.element}  {one.title.said(self._lang)}" for one in self._comparison.additions
            )
            yield ""

    def _counts(self) -> str:
        """How often each verdict fell, kind by kind."""
        comma, colon = _mark("、", ", ", self._lang), _mark("：", ": ", self._lang)
        lines = []
        for kind in RequirementKind:
            found = [v for asked, v in _verdicts(self._comparison) if asked.kind is kind]
            counts = Counter(_joined(verdicts, self._lang) for verdicts in found)
            told = comma.join(
                f"{word} {n}" for word, n in sorted(counts.items(), key=lambda p: (-p[1], p[0]))
            )
            if told:
                lines.append(f"{_KIND_NAMES[kind].said(self._lang)} {len(found)}{colon}{told}")
        return "\n".join(lines)


def _verdicts(comparison: PlanComparison) -> Iterator[tuple[Requirement, tuple[Verdict, ...]]]:
    for coverage in comparison.coverages:
        yield coverage.requirement, (coverage.verdict,)
    for verdict in comparison.indicators:
        if verdict.requirement is not None:
            yield verdict.requirement, verdict.verdicts


def _joined(verdicts: tuple[Verdict, ...], lang: str) -> str:
    return _mark("＋", " + ", lang).join(verdict_name(verdict).said(lang) for verdict in verdicts)


def _order(asked: Requirement) -> tuple[bool, int, int, str]:
    return (not asked.section, asked.section, _KINDS.index(asked.kind), asked.id)


def _section(asked: Requirement, lang: str) -> str:
    return str(asked.section or "") if lang == "en" else asked.section_label


def _title(asked: Requirement, lang: str) -> str:
    return asked.title_en if lang == "en" else asked.title_zh


def _unread(asked: Requirement) -> bool:
    return asked.confirmed is Confirmed.MEMORY


def _mark(zh: _T, en: _T, lang: str) -> _T:
    return en if lang == "en" else zh


def _left_out(count: int) -> Phrase:
    return Phrase(
        f"  另有{count}项不适用，或本方案没有提到、也不必重复（-f csv 列出全部）",
        f"  {count} more do not apply, or are not taken up here and need not be (-f csv lists all)",
    )
