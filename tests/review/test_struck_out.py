"""What a person struck out is not read in again, and nothing else goes with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from policykb.draft import from_json, to_json
from policykb.draft.claims import Rejected, Review, Sentence
from policykb.errors import InputError
from policykb.extract import extract
from policykb.extract.merge import merge
from policykb.span import Span
from policykb.text import PlanText
from policykb.vocab import ReviewState, SentenceState

if TYPE_CHECKING:
    from policykb.draft import Claim, Draft

OLD = """某区方案（虚构）

一、主要措施

（一）强化管控。推进甲项目，加快建设乙平台。到2025年，丙率、己率达到90%以上。（区水利局、财政局按职责分工负责）

（二）加强准入。制定《丁导则》，推进戊工作。（区财政局按职责分工负责）
"""
REJECTED = Review(state=ReviewState.REJECTED, by="张三", on="2026-11-20", note="不是")


def draft_of(text: str) -> Draft:
    return extract(PlanText.from_bytes(text.encode("utf-8")), "x")


def without(draft: Draft, **held: Any) -> Draft:
    """The draft after one claim of it was struck out."""
    (kind, claim), *_ = held.items()
    plural = {"responsibility": "responsibilities", "body": "bodies"}.get(kind, f"{kind}s")
    rest: dict[str, Any] = {plural: tuple(one for one in getattr(draft, plural) if one is not claim)}
    return replace(draft, **rest, rejected=(*draft.rejected, Rejected(**held, review=REJECTED)))


def quotes(claims: tuple[Claim, ...], text: str) -> list[str]:
    return [claim.span.quote(text) for claim in claims]


def test_an_action_that_was_struck_out_is_not_read_in_again() -> None:
    draft = draft_of(OLD)
    merged = merge(draft_of(OLD), without(draft, action=draft.actions[0]), OLD)

    assert quotes(draft.actions[1:], OLD) == quotes(merged.draft.actions, OLD)
    assert [(draft.actions[0], REJECTED)] == [(one.held, one.review) for one in merged.draft.rejected]
    assert () == merged.lost


def test_of_two_targets_at_one_place_the_other_stays() -> None:
    draft = draft_of(OLD)
    first, second = draft.targets
    assert first.span == second.span
    merged = merge(draft_of(OLD), without(draft, target=first), OLD).draft

    assert [second.subject] == [one.subject for one in merged.targets]


def test_a_measure_that_was_struck_out_takes_all_of_it_along() -> None:
    draft = draft_of(OLD)
    merged = merge(draft_of(OLD), without(draft, measure=draft.measures[1]), OLD).draft

    assert ["m01"] == [one.id for one in merged.measures]
    assert [] == [
        one.id
        for one in (*merged.actions, *merged.responsibilities, *merged.documents)
        if one.id.startswith("m02")
    ]
    assert draft.measures[1] == merged.rejected[0].held


def test_a_proposed_body_that_was_struck_out_is_not_proposed_again_unless_somebody_is_named_by_it() -> None:
    draft = draft_of(OLD)
    body = draft.bodies[0]
    (duty,) = (one for one in draft.responsibilities if one.span == body.span)
    without_body = without(draft, body=body)
    merged = merge(draft_of(OLD), without(without_body, responsibility=duty), OLD).draft

    assert body.name not in [one.name for one in merged.bodies]
    assert len(draft.bodies) - 1 == len(merged.bodies)
    assert draft.bodies == merge(draft_of(OLD), without_body, OLD).draft.bodies


def test_what_was_struck_out_moves_with_its_words() -> None:
    draft = draft_of(OLD)
    new = "前言。\n\n" + OLD
    merged = merge(draft_of(new), without(draft, responsibility=draft.responsibilities[1]), new, OLD).draft

    assert ["财政局"] == quotes(tuple(one.held for one in merged.rejected), new)  # type: ignore[arg-type]  # claims, all of them
    assert "财政局" not in [one.name_as_stated for one in merged.responsibilities if one.element == "m01"]
    assert merged == merge(draft_of(new), merged, new).draft


def test_a_rejection_whose_words_are_gone_is_given_back() -> None:
    draft = draft_of(OLD)
    new = OLD.replace("推进甲项目", "推进庚项目")
    merged = merge(draft_of(new), without(draft, action=draft.actions[0]), new, OLD)

    assert () == merged.draft.rejected
    assert [(draft.actions[0].span, REJECTED)] == [(one.span, one.review) for one in merged.lost]  # type: ignore[union-attr]  # an action
    assert "推进庚项目" in quotes(merged.draft.actions, new)


def test_a_sentence_whose_only_claim_was_struck_out_is_settled() -> None:
    text = OLD.replace("，推进戊工作", "。推进戊工作")
    draft = draft_of(text)
    action = next(one for one in draft.actions if one.span.quote(text) == "推进戊工作")
    merged = merge(draft_of(text), without(draft, action=action), text).draft
    sentence = next(one for one in merged.sentences if one.span.holds(action.span))

    assert (SentenceState.SKIPPED, "reviewed") == (sentence.state, sentence.reason)


def test_rejections_outlive_the_disk() -> None:
    draft = without(draft_of(OLD), action=draft_of(OLD).actions[0])

    assert draft == from_json(to_json(draft))


@pytest.mark.parametrize(
    "record",
    [
        Rejected(),
        Rejected(sentence=Sentence(1, Span(0, 9999), 0, SentenceState.UNENCODED)),
        Rejected(
            sentence=Sentence(1, Span(0, 2), 0, SentenceState.UNENCODED), action=draft_of(OLD).actions[0]
        ),
        Rejected(action=replace(draft_of(OLD).actions[0], id="m01/a01> <x")),
        Rejected(action=replace(draft_of(OLD).actions[0], span=Span(0, 9999))),
    ],
    ids=["nothing", "beyond the text", "two at once", "a hostile id", "a claim beyond the text"],
)
def test_a_rejection_that_cannot_be_is_refused(record: Rejected) -> None:
    with pytest.raises(InputError, match="cannot stand here"):
        from_json(to_json(replace(draft_of(OLD), rejected=(record,))))


def test_a_claim_that_is_there_cannot_be_rejected() -> None:
    draft = draft_of(OLD)
    first = replace(draft.actions[0], review=REJECTED)

    with pytest.raises(InputError, match=r"review\.state = rejected"):
        from_json(to_json(replace(draft, actions=(first, *draft.actions[1:]))))
