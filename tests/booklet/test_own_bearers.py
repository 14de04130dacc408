"""An action with bodies of its own is theirs; the measure's other bodies do not get it."""

from __future__ import annotations

import hashlib

import pytest
from hostile_plan import known

from policykb.draft import Action, Draft, Measure, Responsibility
from policykb.draft.folder import Meta
from policykb.report.booklet import Booklet, shelf
from policykb.span import Span
from policykb.vocab import Force, Role

TEXT = "（一）做好工作。建成平台，由水利厅负责。开展治理。（自治区生态环境厅、自治区水利厅负责）"
_HEAD = {"ordinal": 1, "number": "（一）", "title": "做好工作", "title_span": Span(3, 7)}


def _place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _duty(number: int, element: str, agency: str, name: str, position: int) -> Responsibility:
    return Responsibility(
        id=f"m01/r{number}",
        span=_place(name),
        element=element,
        agency=agency,
        name_as_stated=name,
        role=Role.JOINT,
        position=position,
        bracket=_place(name),
    )


@pytest.fixture(scope="module")
def booklets() -> dict[str, Booklet]:
    draft = Draft(
        plan="own",
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        text_length=len(TEXT),
        title="",
        measures=(Measure(id="m01", span=Span(0, len(TEXT)), **_HEAD),),
        actions=tuple(
            Action(
                id=f"m01/a0{at}",
                span=_place(words),
                verb=words[:2],
                object=words[2:],
                force=Force.PROMOTE,
                marker="",
            )
            for at, words in enumerate(("建成平台", "开展治理"), 1)
        ),
        responsibilities=(
            _duty(1, "m01/a01", "org/nx-slt", "水利厅", 1),
            _duty(2, "m01", "org/nx-sthjt", "自治区生态环境厅", 1),
            _duty(3, "m01", "org/nx-slt", "自治区水利厅", 2),
        ),
    )
    made = shelf(
        known(Meta(id="own", title_zh="自有责任（虚构）", title_en="Own (invented)"), TEXT, draft), "zh"
    )
    return {booklet.owner.id: booklet for booklet in made.booklets}


def test_the_measures_other_body_does_not_get_the_row(booklets: dict[str, Booklet]) -> None:
    assert ["m01/a02"] == [task.id for task in booklets["org/nx-sthjt"].tasks]


def test_its_own_body_has_it_as_stated(booklets: dict[str, Booklet]) -> None:
    own, passed = booklets["org/nx-slt"].tasks

    assert ("m01/a01", ["stated"]) == (own.id, [charge.basis for charge in own.charges])
    assert ("m01/a02", ["inherited"]) == (passed.id, [charge.basis for charge in passed.charges])
