from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykb.draft import Action, Deadline, Draft, Measure, Review, Sentence, Target, from_json, to_json
from policykb.errors import InputError
from policykb.span import Span
from policykb.vocab import Comparator, Confidence, Force, Precision, ReviewState, SentenceState, TargetKind

DEADLINE = Deadline(
    date="2025-12-31", stated="到 2025 年", precision=Precision.YEAR, span=Span(3, 11), inherited=True
)
DRAFT = Draft(
    plan="x",
    text_sha256="00",
    text_length=40,
    title="方案",
    measures=(
        Measure(id="m01", span=Span(0, 40), ordinal=1, number="（一）", title="题", title_span=Span(3, 4)),
    ),
    actions=(
        Action(
            id="m01/a01",
            span=Span(4, 9),
            verb="推进",
            object="改造",
            force=Force.PROMOTE,
            marker="推进",
            confidence=Confidence.LIKELY,
            doubt="读法存疑",
            review=Review(ReviewState.CORRECTED, "某人", "2026-11-23", "改"),
        ),
    ),
    targets=(
        Target(
            id="m01/t1",
            span=Span(11, 20),
            indicator="forest-cover",
            subject="森林覆盖率",
            kind=TargetKind.LEVEL,
            comparator=Comparator.AT_LEAST,
            marker="达到",
            value="20",
            unit="percent",
            deadline=DEADLINE,
        ),
    ),
    sentences=(Sentence(1, Span(0, 40), 1, SentenceState.ENCODED),),
)


def test_a_draft_comes_back_as_it_went() -> None:
    assert from_json(to_json(DRAFT)) == DRAFT


def test_each_claim_has_its_own_line() -> None:
    lines = to_json(DRAFT).splitlines()

    assert 1 == sum('"m01/a01"' in line for line in lines)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"schema": 2}, "schema 1"),
        ({"surprise": 1}, "surprise"),
        ({"text_length": "40"}, "no int"),
        ({"text_length": True}, "no int"),
        ({"measures": [{"id": "m01"}]}, "missing"),
        ({"sentences": [{"index": 1, "span": [3, 3], "measure": 1, "state": "encoded"}]}, "no text between"),
        ({"sentences": [{"index": 1, "span": [3, 4], "measure": 1, "state": "half"}]}, "half"),
    ],
)
def test_what_is_no_draft_is_refused_in_one_sentence(change: dict[str, object], told: str) -> None:
    plain = json.loads(to_json(DRAFT)) | change

    with pytest.raises(InputError, match=told):
        from_json(json.dumps(plain))


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(InputError, match="stands twice"):
        from_json('{"schema": 1, "schema": 1}')


@given(st.integers(-3, 50), st.integers(-3, 50))
def test_a_span_holds_text_or_is_refused(start: int, end: int) -> None:
    if 0 <= start < end:
        assert end - start == len(Span(start, end))
    else:
        with pytest.raises(ValueError, match="no text between"):
            Span(start, end)
