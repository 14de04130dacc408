"""One run over a small plan: what is found, what it rests on, and when silence says nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from two_measures import PLAN, TEXT, TYPE, shipped

from policykb import vocab
from policykb.errors import UsageError
from policykb.quads import Quad, en, integer, zh
from policykb.store import Store
from policykb.validate import Validation, run
from policykb.vocab import PKB, Category, Severity

SOURCE = vocab.graph_iri(PLAN, "source")
M01, M02 = (vocab.plan_iri(PLAN, name) for name in ("m01", "m02"))


def ids(validation: Validation) -> list[str]:
    return [finding.id for finding in validation.findings]


def seen(validation: Validation, shape: str) -> tuple[int, int, int]:
    check = next(check for check in validation.checked if check.shape.id == shape)
    return check.focus, check.members, check.found


def test_a_plan_encoded_well_has_gaps_only(small: Store) -> None:
    found = run(small, PLAN)

    assert ids(found) == ["measure_is_quantified@m01", "measure_has_a_deadline@m01"]
    assert (found.count(Category.ENCODING_DEFECT), found.count(Category.PLAN_GAP)) == (0, 2)
    assert found.worst() is Severity.INFO
    assert seen(found, "measure_is_quantified") == (2, 2, 1)


def test_both_engines_say_the_same_of_a_whole_plan(small: Store) -> None:
    small.add([Quad(M02, PKB.ordinal, integer(3), SOURCE), Quad(M02, PKB.statedIn, M01, SOURCE)])

    fast, reference = (run(small, PLAN, engine=engine) for engine in ("shifty", "pyshacl"))

    assert reference.findings == fast.findings
    assert reference.checked == fast.checked
    assert len(fast.findings) > 3


def test_a_finding_quotes_the_words_at_their_place(small: Store) -> None:
    finding = run(small, PLAN).findings[0]

    (quote,) = finding.quotes

    assert TEXT[16:58] == quote.text == quote.span.quote(TEXT)
    assert finding.heading == "（一）严格准入"
    assert (finding.category, finding.severity, finding.code) == (Category.PLAN_GAP, Severity.INFO, "Q01")
    assert finding.message("zh") == "该措施没有定量目标"
    assert finding.message("en") == "The measure has no quantitative target"


def test_a_message_names_the_value_in_its_language(small: Store) -> None:
    target = vocab.plan_iri(PLAN, "m02/t1")
    small.add([Quad(target, PKB.statedUnit, vocab.thing("unit/wan-mu"), SOURCE)])

    finding = next(f for f in run(small, PLAN).findings if f.id == "unit_measures_its_indicator.fits@m02/t1")

    assert finding.message_zh == "单位万亩与指标不同量纲"
    assert finding.message_en.startswith("The unit Ten thousand mu does not measure")
    assert (finding.value, finding.path) == ("unit/wan-mu", "pkb:statedUnit")


def test_two_values_that_one_part_refuses_are_two_findings(small: Store) -> None:
    small.add([Quad(M02, PKB.ordinal, integer(value), SOURCE) for value in (7, 9)])

    found = [
        name for name in ids(run(small, PLAN)) if name.startswith("measures_are_numbered_without_gap.seq")
    ]

    sequence = "measures_are_numbered_without_gap.sequence@m02"
    assert found == [sequence, f"{sequence}~2"]


def test_the_profile_chooses_the_shapes(small: Store) -> None:
    small.add([Quad(M01, PKB.ordinal, integer(9), SOURCE)])

    gaps, defects = (run(small, PLAN, profiles=(profile,)) for profile in ("quality", "encoding"))

    assert {finding.category for finding in gaps.findings} == {Category.PLAN_GAP}
    assert {finding.category for finding in defects.findings} == {Category.ENCODING_DEFECT}
    assert {check.shape.profile for check in gaps.checked} == {"quality"}


def test_an_unknown_profile_is_refused(small: Store) -> None:
    with pytest.raises(UsageError, match="no profile thorough"):
        run(small, PLAN, profiles=("thorough",))


def test_nothing_in_the_store_is_no_success() -> None:
    found = run(Store(), PLAN)

    assert found.vacuous
    assert found.elements == 0


def test_shipped_knowledge_alone_is_no_plan() -> None:
    found = run(shipped(Store()), PLAN)

    assert found.vacuous
    assert seen(found, "agency_has_one_class")[0] > 20


def test_a_small_plan_is_looked_at(small: Store) -> None:
    found = run(small, PLAN)

    assert not found.vacuous
    assert found.elements == 9  # 2 measures, 1 goal, 1 action, 2 targets, 3 responsibilities


def test_a_misspelt_class_is_told_and_hides_nothing() -> None:
    store = shipped(Store())
    store.add(
        [
            Quad(M01, TYPE, vocab.DEF + "Meassure", SOURCE),
            Quad(M01, vocab.DEF + "ordinel", integer(1), SOURCE),
        ]
    )

    found = run(store, PLAN)

    assert found.vacuous
    assert ids(found) == ["vocabulary_is_closed@m01", "vocabulary_is_closed@m01~2"]
    assert [finding.message_zh for finding in found.findings] == [
        "词项def#Meassure没有登记",
        "词项def#ordinel没有登记",
    ]


def test_an_element_in_a_graph_that_is_not_read_is_counted(small: Store) -> None:
    stray = Quad(vocab.plan_iri(PLAN, "m03"), TYPE, PKB.Measure, vocab.graph_iri(PLAN, "sauce"))
    small.add([stray])

    assert seen(run(small, PLAN), "measure_is_quantified") == (2, 3, 1)


def test_another_plan_in_the_store_is_left_alone(small: Store) -> None:
    before = run(small, PLAN)
    other = vocab.plan_iri("other", "m01")
    small.add([Quad(other, TYPE, PKB.Measure, vocab.graph_iri("other", "source"))])

    assert run(small, PLAN) == before


def test_a_derived_duty_among_what_the_text_says_is_a_defect(small: Store) -> None:
    duty = vocab.plan_iri(PLAN, "m01/r-default-640100")
    said = [(TYPE, PKB.DefaultResponsibility.value), (PKB.derivedByRule.value, vocab.thing("rule/any"))]
    small.add(Quad(duty, predicate, value, SOURCE) for predicate, value in said)

    found = run(small, PLAN)

    (finding,) = (f for f in found.findings if f.shape == "derived_stays_in_its_graph")
    assert finding.message_zh == "推导结果放在了graph/small/source图"
    assert (finding.code, finding.severity) == ("C12", Severity.ERROR)
    assert seen(found, "derived_stays_in_its_graph") == (1, 1, 1)


def test_a_derived_duty_in_its_rules_graph_is_none(small: Store) -> None:
    graph = vocab.graph_iri(PLAN, "inferred", "any")
    small.add([Quad(vocab.plan_iri(PLAN, "m01/r-default"), TYPE, PKB.DefaultResponsibility, graph)])

    assert seen(run(small, PLAN), "derived_stays_in_its_graph") == (1, 1, 0)


def test_a_third_language_and_a_second_name_are_told_apart(small: Store) -> None:
    label = vocab.PREFIXES["rdfs"] + "label"
    small.add([Quad(M01, label, zh("准入"), SOURCE), Quad(M02, label, en("Transport"), SOURCE)])

    assert ids(run(small, PLAN, profiles=("encoding",))) == ["element_is_named_in_both_languages.zh@m01"]


def test_the_fast_engine_leaves_rdflib_alone() -> None:
    program = (
        "import sys; from policykb.store import Store; from policykb.validate import json_text, run\n"
        "from policykb.validate.remarks import Examination, Subject\n"
        "json_text([Examination(Subject('none'), run(Store(), 'none'))], as_of='2026-11-22')\n"
        "print(sorted({'rdflib', 'pyshacl', 'owlready2', 'networkx'} & set(sys.modules)))"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert said.stdout == "[]\n"
