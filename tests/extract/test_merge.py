from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from policykb import anchors
from policykb.draft.claims import Review
from policykb.errors import InputError
from policykb.extract import extract
from policykb.extract.merge import merge
from policykb.span import Span
from policykb.text import PlanText
from policykb.vocab import Confidence, Force, ReviewState, Role, SentenceState

if TYPE_CHECKING:
    from policykb.draft.claims import Claim, Draft, Sentence
    from policykb.extract.merge import Merged

OLD = """某区方案

一、主要措施

（一）强化管控。推进甲项目，加快建设乙平台。到2025年，丙达到20%。（自治区水利厅、财政厅按职责分工负责）

（二）加强准入。制定《丁导则》，推进戊工作。（自治区财政厅按职责分工负责）
"""
INSERTED = OLD.replace("（一）", "（一）先行一步。推进新的工作。（自治区商务厅负责）\n\n（二）", 1).replace(
    "（二）加强", "（三）加强"
)
ACCEPTED = Review(state=ReviewState.ACCEPTED, by="某人", on="2024-05-01")
CORRECTED = Review(state=ReviewState.CORRECTED, by="某人", on="2024-05-01", note="读错了")
ADDED = Review(state=ReviewState.ADDED, by="某人", on="2024-05-01")


def _draft(text: str) -> Draft:
    return extract(PlanText.from_bytes(text.encode("utf-8")), "x")


def _merged(new: str, reviewed: Draft, *, old: str = OLD) -> Merged:
    return merge(_draft(new), reviewed, text=new, reviewed_text=old)


def _with(draft: Draft, kind: str, name: str, **changes: Any) -> Draft:  # a review of one claim
    claims: tuple[Claim, ...] = getattr(draft, kind)
    assert any(claim.id == name for claim in claims)
    changed: dict[str, Any] = {
        kind: tuple(replace(claim, **changes) if claim.id == name else claim for claim in claims)
    }
    return replace(draft, **changed)


def _quote(text: str, claim: Claim | Sentence) -> str:
    return claim.span.quote(text)


def _acts(merged: Merged, text: str) -> list[tuple[str, str, ReviewState]]:
    return [(a.id, a.span.quote(text), a.review.state) for a in merged.draft.actions]


def test_without_decisions_the_fresh_draft_stands() -> None:
    merged = _merged(OLD, _draft(OLD))

    assert (_draft(OLD), ()) == (merged.draft, merged.lost)


def test_merging_twice_changes_nothing_more() -> None:
    reviewed = _with(_draft(OLD), "actions", "m01/a02", force=Force.COMMIT, review=CORRECTED)
    once = _merged(OLD, reviewed).draft

    assert once == merge(_draft(OLD), once, text=OLD, reviewed_text=OLD).draft


def test_a_correction_wins_over_what_is_read_anew() -> None:
    reviewed = _with(_draft(OLD), "actions", "m01/a02", force=Force.COMMIT, review=CORRECTED)
    action = _merged(OLD, reviewed).draft.actions[1]

    assert ("m01/a02", Force.COMMIT, CORRECTED) == (action.id, action.force, action.review)


def test_an_old_reading_that_nobody_decided_on_does_not() -> None:
    reviewed = _with(_draft(OLD), "actions", "m01/a02", force=Force.COMMIT)

    assert _draft(OLD) == _merged(OLD, reviewed).draft


def test_a_decision_moves_with_its_words() -> None:
    reviewed = _with(_draft(OLD), "actions", "m01/a02", force=Force.COMMIT, review=CORRECTED)
    merged = _merged(INSERTED, reviewed)
    (action,) = [action for action in merged.draft.actions if action.review == CORRECTED]

    assert ("m02/a02", "加快建设乙平台", Force.COMMIT) == (
        action.id,
        action.span.quote(INSERTED),
        action.force,
    )
    assert action.marker_span
    assert action.marker == action.marker_span.quote(INSERTED)
    assert () == merged.lost


def test_a_decision_about_words_that_are_gone_is_given_back() -> None:
    reviewed = _with(_draft(OLD), "actions", "m01/a02", review=ACCEPTED)
    new = OLD.replace("加快建设乙平台", "加快建设庚中心")
    merged = _merged(new, reviewed)

    assert ["m01/a02"] == [claim.id for claim in merged.lost]
    assert ("m01/a02", "加快建设庚中心", ReviewState.PROPOSED) == _acts(merged, new)[1]


def test_words_that_stand_in_two_places_are_told_apart_by_their_surroundings() -> None:
    reviewed = _draft(OLD)
    for name in ("m01/r2", "m02/r1"):
        reviewed = _with(reviewed, "responsibilities", name, review=ACCEPTED, role=Role.LEAD)
    merged = _merged(INSERTED, reviewed)

    assert [("m02/r2", "财政厅"), ("m03/r1", "自治区财政厅")] == [
        (stated.id, stated.name_as_stated)
        for stated in merged.draft.responsibilities
        if stated.role is Role.LEAD
    ]
    assert ["m02", "m03"] == [s.element for s in merged.draft.responsibilities if s.role is Role.LEAD]


def test_words_that_cannot_be_told_apart_are_given_back() -> None:
    reviewed = _with(_draft(OLD), "actions", "m01/a01", review=ACCEPTED)
    new = "新" + OLD.replace("推进甲项目，加快建设乙平台", "推进甲项目；推进甲项目")
    merged = _merged(new, reviewed)

    assert ["m01/a01"] == [claim.id for claim in merged.lost]
    assert {ReviewState.PROPOSED} == {state for *_, state in _acts(merged, new)}


def test_words_at_their_own_place_need_no_surroundings() -> None:
    old = OLD.replace("推进戊工作", "推进甲项目")
    reviewed = _with(_draft(old), "actions", "m01/a01", review=ACCEPTED)
    new = old.replace("强化管控。", "放宽管控。").replace("乙平台", "庚中心")
    merged = _merged(new, reviewed, old=old)

    assert () == merged.lost
    assert ("m01/a01", "推进甲项目", ReviewState.ACCEPTED) == _acts(merged, new)[0]


def test_a_split_replaces_what_it_was_split_from() -> None:
    draft = _draft(OLD)
    whole = draft.actions[0]
    first = replace(whole, span=Span(whole.span.start, whole.span.start + 3), review=CORRECTED)
    second = replace(whole, id="m01/a09", span=Span(whole.span.start + 3, whole.span.end), review=ADDED)
    reviewed = replace(draft, actions=(first, second, *draft.actions[1:]))

    assert [
        ("m01/a01", "推进甲", ReviewState.CORRECTED),
        ("m01/a02", "项目", ReviewState.ADDED),
        ("m01/a03", "加快建设乙平台", ReviewState.PROPOSED),
        ("m02/a01", "制定《丁导则》", ReviewState.PROPOSED),
        ("m02/a02", "推进戊工作", ReviewState.PROPOSED),
    ] == _acts(_merged(OLD, reviewed), OLD)


def test_what_refers_to_a_claim_follows_its_new_number() -> None:
    draft = _draft(OLD)
    action = draft.actions[0]
    added = replace(
        action, id="m02/a00", span=Span(OLD.index("加强准入"), OLD.index("加强准入") + 2), review=ADDED
    )
    merged = _merged(OLD, replace(draft, actions=(*draft.actions, added)))
    (document,) = merged.draft.documents

    assert {"m02/a02"} == {a.id for a in merged.draft.actions if a.span.quote(OLD) == "制定《丁导则》"}
    assert ("m02/d1", "m02/a02") == (document.id, document.of)


def test_a_decided_document_follows_its_action() -> None:
    reviewed = _with(_draft(OLD), "documents", "m02/d1", title="丁导则（试行）", review=CORRECTED)
    (document,) = _merged(INSERTED, reviewed).draft.documents

    assert ("m03/d1", "m03/a01", "丁导则（试行）") == (document.id, document.of, document.title)


def test_a_target_beside_a_decided_one_at_the_same_place_stays() -> None:
    text = OLD.replace("丙达到20%", "丙率、己率达到90%以上")
    draft = _draft(text)
    assert 2 == len(draft.targets)
    assert 1 == len({target.span for target in draft.targets})
    reviewed = _with(draft, "targets", "m01/t2", value="95", review=CORRECTED)
    merged = _merged(text, reviewed, old=text)

    assert [("m01/t1", "90"), ("m01/t2", "95")] == [(t.id, t.value) for t in merged.draft.targets]


def test_a_deadline_moves_with_its_target() -> None:
    reviewed = _with(_draft(OLD), "targets", "m01/t1", review=ACCEPTED)
    (target,) = _merged(INSERTED, reviewed).draft.targets
    assert target.deadline

    assert ("m02/t1", ACCEPTED) == (target.id, target.review)
    assert target.deadline.stated == target.deadline.span.quote(INSERTED)


def test_a_measure_keeps_its_english_title() -> None:
    reviewed = _with(_draft(OLD), "measures", "m02", title_en="Admission", review=CORRECTED)
    measure = _merged(INSERTED, reviewed).draft.measures[2]

    assert ("m03", "加强准入", "Admission") == (measure.id, measure.title, measure.title_en)


def test_a_measure_whose_title_is_gone_is_given_back() -> None:
    reviewed = _with(_draft(OLD), "measures", "m02", title_en="Admission", review=CORRECTED)

    assert ["m02"] == [c.id for c in _merged(OLD.replace("加强准入", "放宽准入"), reviewed).lost]


def test_an_added_claim_encodes_its_sentence() -> None:
    text = OLD.replace("，推进戊工作", "。戊己庚")
    draft = _draft(text)
    at = Span(text.index("戊己庚"), text.index("戊己庚") + 3)
    added = replace(draft.actions[0], id="m02/a09", span=at, review=ADDED)
    merged = _merged(text, replace(draft, actions=(*draft.actions, added)), old=text)

    assert ["戊己庚。"] == [_quote(text, s) for s in draft.sentences if s.state is SentenceState.UNENCODED]
    assert [] == [s for s in merged.draft.sentences if s.state is SentenceState.UNENCODED]


def test_a_clause_that_a_person_reads_as_a_target_is_no_action_anew() -> None:
    draft = _draft(OLD)
    action = draft.actions[2]
    target = replace(draft.targets[0], id="m02/t1", span=action.span, deadline=None, review=ADDED)
    merged = _merged(OLD, replace(draft, targets=(*draft.targets, target)))

    assert ["m01/t1", "m02/t1"] == [found.id for found in merged.draft.targets]
    assert ["推进甲项目", "加快建设乙平台", "推进戊工作"] == [_quote(OLD, a) for a in merged.draft.actions]
    assert ["m02/t1"] == [document.of for document in merged.draft.documents]


def test_the_text_of_the_reviewed_draft_is_needed_when_it_is_another() -> None:
    reviewed = _with(_draft(OLD), "actions", "m01/a01", review=ACCEPTED)

    assert merge(_draft(OLD), reviewed, OLD) == merge(_draft(OLD), reviewed, OLD, OLD)
    with pytest.raises(InputError, match="another text"):
        merge(_draft(INSERTED), reviewed, INSERTED)
    with pytest.raises(InputError, match="another text"):
        merge(_draft(INSERTED), reviewed, INSERTED, OLD + "。")


@pytest.mark.parametrize(
    "kind", ["actions", "targets", "responsibilities", "conditions", "mentions", "documents"]
)
def test_a_plan_accepted_whole_is_kept_whole(kind: str) -> None:
    text = PlanText.read(anchors.PLANS / "ningxia-2022" / "source.txt")
    fresh = extract(text, "ningxia-2022")
    changed: dict[str, Any] = {
        kind: tuple(
            replace(claim, review=ACCEPTED, confidence=Confidence.CERTAIN) for claim in getattr(fresh, kind)
        )
    }
    reviewed = replace(fresh, **changed)
    moved = "前言。\n" + text.content
    again = merge(
        extract(PlanText.from_bytes(moved.encode("utf-8")), "ningxia-2022"),
        reviewed,
        text=moved,
        reviewed_text=text.content,
    )

    assert () == again.lost
    assert [(c.id, c.span.quote(text.content)) for c in getattr(reviewed, kind)] == [
        (c.id, c.span.quote(moved)) for c in getattr(again.draft, kind)
    ]
    assert {ACCEPTED} == {claim.review for claim in getattr(again.draft, kind)}
