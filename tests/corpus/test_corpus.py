from __future__ import annotations

import re
from dataclasses import replace

import pytest
from labelled import UNITS, Fragment, fragments, is_date, unit
from scoring import bare, score
from tallies import Score, Tally, total

from policykb import anchors
from policykb.draft.claims import Deadline, Draft, Measure, Provision, Responsibility, Sentence, Target
from policykb.extract import extract
from policykb.span import Span
from policykb.text import PlanText
from policykb.vocab import (
    Comparator,
    ConditionKind,
    Confidence,
    Force,
    Precision,
    Role,
    SentenceState,
    TargetKind,
)

OPEN = fragments("open")
HELD_OUT = fragments("held_out")
ALL = (*OPEN, *HELD_OUT)
NAMED = pytest.mark.parametrize("fragment", ALL, ids=lambda fragment: f"{fragment.part}-{fragment.id}")

FORMS = {
    "numbering": "chapter_item arabic article chapter_section heading_break word_auto restart_skip run_in",
    "responsibility": (
        "joint lead_support lead_unit unit_separators department and_others subject first_leads local_governments below "
        "brackets bare_line chapter_head after_stop several deadline_inside table table_ditto table_merged broken_names "
        "prefix alias districts"
    ),
    "target": (
        "reach floor_ceiling fall points baseline yearly cumulative double zero universal basic about strive respectively "
        "two_years range stepped units glyphs words per_division deadline_sentence deadline_leadin deadline_heading "
        "deadline_column deadline_year_end deadline_period deadline_within deadline_carried"
    ),
    "not_target": "past fine subsidy scope score issue_date document_number",
    "force": "lexicon words conditions",
}
EVERY_FORM = {f"{group}/{name}" for group, names in FORMS.items() for name in names.split()}
LABELS = {
    "measure": {"ordinal", "title"},
    "responsibility": {"measure", "name", "role", "group", "element"},
    "target": {"quote", "value", "value_max", "comparator", "unit", "deadline", "kind", "baseline_year"},
    "not_target": {"quote", "why"},
    "force": {"quote", "force"},
    "condition": {"quote", "kind"},
    "due": {"quote", "deadline"},
}
# Units that plans write and the vocabulary does not have.
UNKNOWN_UNITS = {"克标准煤/千瓦时", "盏", "天", "摄氏度", "万立方米/日"}
# What the open part came to when last measured, less two hundredths; it only rises.
FLOORS = {"responsibilities": 0.64, "targets": 0.67, "forces": 0.88}


def values(kind: str, field: str) -> set[str]:
    """What the labels of all fragments have in a field."""
    return {row[field] for fragment in ALL for row in fragment.rows(kind) if row.get(field)}


# The labels are sound.


def test_both_parts_have_enough_fragments_and_a_quarter_is_held_out() -> None:
    assert len(OPEN) >= 60
    assert len(ALL) >= 80
    assert len(HELD_OUT) * 4 >= len(ALL)


def test_every_form_is_exercised_in_the_open_and_two_thirds_again_held_out() -> None:
    shown = {form for fragment in OPEN for form in fragment.forms}
    again = {form for fragment in HELD_OUT for form in fragment.forms}

    assert EVERY_FORM == shown
    assert again <= EVERY_FORM
    assert len(again) * 3 >= len(EVERY_FORM) * 2


def test_no_two_fragments_have_one_name_or_one_text() -> None:
    assert len(ALL) == len({fragment.id for fragment in ALL})
    assert len(ALL) == len({fragment.text for fragment in ALL})


def test_no_item_of_one_part_stands_in_the_other() -> None:
    def sentences(part: tuple[Fragment, ...]) -> set[str]:
        return {said for fragment in part for said in re.split(r"[。\n]", fragment.text) if len(said) > 12}

    assert set() == sentences(OPEN) & sentences(HELD_OUT)


@NAMED
def test_labels_have_known_fields(fragment: Fragment) -> None:
    assert set(fragment.labels) <= set(LABELS)
    assert fragment.labels
    for kind, rows in fragment.labels.items():
        for row in rows:
            assert set(row) <= LABELS[kind]


@NAMED
def test_each_quote_stands_in_the_text_once(fragment: Fragment) -> None:
    quotes = [row["quote"] for kind in LABELS for row in fragment.rows(kind) if "quote" in row]
    quotes += [row["element"] for row in fragment.rows("responsibility") if "element" in row]

    assert [] == [quote for quote in quotes if fragment.text.count(quote) != 1]


@NAMED
def test_each_name_stands_in_the_text(fragment: Fragment) -> None:
    text = re.sub(r"\s", "", fragment.text)

    assert [] == [row["name"] for row in fragment.rows("responsibility") if row["name"] not in text]


@NAMED
def test_each_title_stands_in_the_text_and_ordinals_have_no_gap(fragment: Fragment) -> None:
    rows = fragment.rows("measure")

    assert [] == [row["title"] for row in rows if row["title"] not in fragment.text]
    assert list(range(1, len(rows) + 1)) == [row["ordinal"] for row in rows]


@NAMED
def test_a_target_has_all_of_a_number_or_none_of_it(fragment: Fragment) -> None:
    for row in fragment.rows("target"):
        assert ("value" in row) == ("comparator" in row) == ("unit" in row)
        assert ("value" in row) == (row["kind"] not in {"universal", "match", "qualitative"})


@NAMED
def test_an_invented_plan_says_so_and_a_real_one_is_the_plan(fragment: Fragment) -> None:
    plan = re.sub(r"\s", "", (anchors.PLANS / "ningxia-2022" / "source.txt").read_text("utf-8"))
    said = [re.sub(r"\s", "", sentence) for sentence in re.split(r"[。；\n]", fragment.text)]

    assert fragment.invented == ("（虚构）" in fragment.text)
    assert fragment.invented == any(sentence not in plan for sentence in said)


def test_labels_use_the_closed_lists() -> None:
    assert values("responsibility", "role") <= set(Role)
    assert values("target", "comparator") <= set(Comparator)
    assert values("target", "kind") <= set(TargetKind)
    assert values("force", "force") == set(Force)
    assert values("condition", "kind") == set(ConditionKind)


def test_deadlines_are_days_of_the_calendar() -> None:
    assert [] == [day for kind in ("target", "due") for day in values(kind, "deadline") if not is_date(day)]


def test_units_are_in_the_vocabulary_or_known_to_be_missing() -> None:
    assert values("target", "unit") - set(UNITS) <= UNKNOWN_UNITS
    assert ("percent", "wan-mu", "盏/平方米") == (unit("%"), unit("万亩"), unit("盏/平方米"))


# The scorer counts right.


def empty(fragment: Fragment) -> Draft:
    text = PlanText.from_bytes(fragment.text.encode())
    return Draft("x", text.sha256, len(text.content), "")


@NAMED
def test_an_empty_draft_finds_nothing_and_makes_nothing_up(fragment: Fragment) -> None:
    found = score(fragment, empty(fragment))
    numbers = [row for row in fragment.rows("target") if row["kind"] != "qualitative"]

    assert Tally(0, 0, len(fragment.rows("responsibility"))) == found["responsibilities"]
    assert Tally(0, 0, len(numbers)) == found["targets"]
    assert Tally(0, 0, 1) == found["partition"]


SMALL = Fragment(
    "small",
    "open",
    invented=True,
    forms=(),
    text="（一）造林。到2025年，覆盖率达到18%。（市林业\n局牵头，各县人民政府负责落实，补贴5%）",
    labels={
        "responsibility": [
            {"measure": 1, "name": "市林业局", "role": "lead"},
            {"measure": 1, "name": "各县人民政府", "role": "implement", "group": True},
        ],
        "target": [
            {
                "quote": "覆盖率达到18%",
                "value": "18",
                "comparator": ">=",
                "unit": "百分比",
                "deadline": "2025-12-31",
                "kind": "level",
            }
        ],
        "not_target": [{"quote": "补贴5%", "why": "subsidy"}],
    },
)


def at(quote: str) -> Span:
    return SMALL.place(quote)


BODY = Responsibility(
    id="m01/r1",
    span=at("市林业\n局"),
    element="m01",
    agency="",
    name_as_stated="市林业\n局",
    role=Role.LEAD,
    position=1,
    bracket=at("（市林业\n局牵头，各县人民政府负责落实，补贴5%）"),
)
AIM = Target(
    id="m01/t1",
    span=at("覆盖率达到18%"),
    indicator="",
    subject="",
    kind=TargetKind.LEVEL,
    comparator=Comparator.AT_LEAST,
    marker="达到",
    value="18.0",
    unit="percent",
    deadline=Deadline(date="2025-12-31", stated="到2025年", precision=Precision.YEAR, span=at("到2025年")),
)
RIGHT = replace(
    empty(SMALL),
    measures=(
        Measure(
            id="m01", span=at("（一）造林。"), ordinal=1, number="（一）", title="造林", title_span=at("造林")
        ),
    ),
    responsibilities=(BODY,),
    provisions=(
        Provision(
            id="m01/p1",
            span=at("各县人民政府负责落实"),
            within="small",
            levels=("county",),
            assignees=(),
            qualifier="",
            role=Role.IMPLEMENT,
        ),
    ),
    targets=(AIM,),
    sentences=(Sentence(1, Span(0, len(SMALL.text)), 1, SentenceState.ENCODED),),
)


def test_a_right_draft_has_every_label_and_nothing_more() -> None:
    found = score(SMALL, RIGHT)

    assert () == found.faults
    assert (Tally(2), Tally(1), Tally(1)) == (found["responsibilities"], found["targets"], found["partition"])
    assert (Tally(2), Tally(1)) == (found["certain responsibilities"], found["certain targets"])


@pytest.mark.parametrize(
    "wrong",
    [
        replace(BODY, role=Role.JOINT),
        replace(BODY, element="m02"),
        replace(BODY, name_as_stated="市林业局各县"),
    ],
    ids=["role", "measure", "name"],
)
def test_a_responsibility_is_wrong_in_its_role_measure_or_name(wrong: Responsibility) -> None:
    found = score(SMALL, replace(RIGHT, responsibilities=(wrong,)))

    assert Tally(1, 1, 1) == found["responsibilities"]
    assert Tally(1, 1) == found["certain responsibilities"]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(AIM, value="19"),
        replace(AIM, value_max="20"),
        replace(AIM, comparator=Comparator.EQUAL),
        replace(AIM, unit="per-mille"),
        replace(AIM, deadline=None),
        replace(AIM, span=at("造林")),
    ],
    ids=["value", "value_max", "comparator", "unit", "deadline", "place"],
)
def test_a_target_is_wrong_in_any_part_of_it(wrong: Target) -> None:
    found = score(SMALL, replace(RIGHT, targets=(wrong,)))

    assert Tally(0, 1, 1) == found["targets"]
    assert Tally(0, 1) == found["certain targets"]


def test_what_is_no_target_or_is_said_twice_is_spurious() -> None:
    fee = replace(AIM, id="m01/t2", span=at("补贴5%"), value="5", confidence=Confidence.UNSURE)
    found = score(SMALL, replace(RIGHT, targets=(AIM, replace(AIM, id="m01/t3"), fee)))

    assert (Tally(1, 2), Tally(1, 1)) == (found["targets"], found["certain targets"])
    assert "small: targets: spurious 补贴5% (subsidy)" in found.faults


def test_a_ditto_mark_is_the_body_it_points_at() -> None:
    above = replace(BODY, id="m01/r2", agency="ly", element="m02")
    ditto = replace(BODY, agency="ly", name_as_stated="同上")
    found = score(SMALL, replace(RIGHT, responsibilities=(above, ditto)))

    assert Tally(2, 1) == found["responsibilities"]
    assert Tally(1, 1, 1) == score(SMALL, replace(RIGHT, responsibilities=(ditto,)))["responsibilities"]


def test_lost_words_break_the_partition() -> None:
    sentences = (Sentence(1, Span(0, len(SMALL.text) - 1), 1, SentenceState.ENCODED),)

    assert Tally(0, 0, 1) == score(SMALL, replace(RIGHT, sentences=sentences))["partition"]


def test_a_name_goes_by_its_words_without_blanks_and_region() -> None:
    assert ["发展改革委", "市场监管局", "市场监管局", "水利局"] == [
        bare(name) for name in ("自治区发展改革委", "市市场监管局", "市场监管局", "县水\n利局")
    ]


def test_precision_recall_and_f1_are_what_they_are_said_to_be() -> None:
    tally = Tally(hit=6, spurious=2, missed=6)

    assert (0.75, 0.5, 0.6) == (tally.precision, tally.recall, pytest.approx(tally.f1))
    assert (1.0, 1.0, 1.0) == (Tally().precision, Tally().recall, Tally().f1)
    assert 0.0 == Tally(spurious=1).f1


# The extractor reads the open part at least as well as before.


@pytest.fixture(scope="module")
def read() -> Score:
    return total(score(f, extract(PlanText.from_bytes(f.text.encode()), f.id)) for f in OPEN)


@pytest.mark.parametrize(("kind", "floor"), sorted(FLOORS.items()))
def test_the_open_part_is_read_no_worse_than_before(read: Score, kind: str, floor: float) -> None:
    assert floor <= read[kind].f1


def test_the_sentences_of_every_open_text_are_the_whole_of_it(read: Score) -> None:
    assert Tally(len(OPEN), 0, 0) == read["partition"]
