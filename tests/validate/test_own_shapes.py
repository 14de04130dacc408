"""A user's own shapes: standard SHACL beside ours, and a shape that is itself wrong is refused by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from two_measures import PLAN

from policykb.cli import run as policykb
from policykb.errors import AssetError, LimitError
from policykb.validate import Engine, run
from policykb.validate.own_shapes import read_own
from policykb.vocab import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from policykb.store import Store

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix pkb: <https://w3id.org/policykb/def#> .
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
GOOD = (
    HEAD
    + '''
ex:prefixes sh:declare [ sh:prefix "pkb" ; sh:namespace "https://w3id.org/policykb/def#" ] .
ex:Busy a sh:NodeShape ;
    sh:targetClass pkb:Measure ;
    sh:name "每项措施有举措"@zh , "A measure has actions"@en ;
    sh:property [ sh:path [ sh:inversePath pkb:partOf ] ; sh:minCount 4 ; sh:severity sh:Warning ; sh:message "举措少"@zh ] ;
    sh:sparql [ sh:prefixes ex:prefixes ; sh:message "没有举措"@zh ; sh:select """
        SELECT $this WHERE { $this a pkb:Measure . FILTER NOT EXISTS { ?a a pkb:Action ; pkb:partOf $this } }""" ] .
'''
)


def read(text: str) -> object:
    return read_own(text.encode(), where="own.ttl")


# Of the small plan's measure 1 an action, two bodies and a sentence are parts; of measure 2 a target, a body and a sentence,
# fewer than four, and no action.
@pytest.mark.parametrize("engine", list(Engine))
def test_it_looks_at_the_plan_beside_ours_with_its_own_words(small: Store, engine: Engine) -> None:
    own = read_own(GOOD.encode(), where="own.ttl")

    found = run(small, PLAN, profiles=("quality",), engine=engine, own=own)

    told = [(f.id, f.message_zh, f.severity) for f in found.findings if f.code == "U01"]
    assert [
        ("own1-Busy@m02", "没有举措", Severity.ERROR),
        ("own1-Busy.property-1@m02", "举措少", Severity.WARNING),
    ] == told
    assert (2, 2, 2) == next((c.focus, c.members, c.found) for c in found.checked if c.shape.code == "U01")
    assert ("quality", "own") == found.profiles


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sh:minCount 4", 'sh:minCount "drei"', "sh:minCount"),
        ("sh:minCount 4", "sh:minCount 3.5", "sh:minCount"),
        ("sh:minCount 4", "sh:minCoutn 3", "sh:minCoutn"),
        ("sh:minCount 4", 'sh:pattern "[a-"', "sh:pattern"),
        ("sh:minCount 4", "sh:in pkb:Measure", "sh:in"),
        ("sh:minCount 4", 'sh:class "pkb:Measure"', "sh:class"),
        ("sh:severity sh:Warning", "sh:severity pkb:Measure", "sh:severity"),
        ("sh:path [ sh:inversePath pkb:partOf ] ;", "", "sh:path"),
        ("SELECT $this", "SELECT $this WHERE { $this a pkb:Measure ", "sh:select"),
        ("$this", "?it", "$this"),
        ("$this a pkb:Measure .", "SERVICE <http://example.org/> { $this a ?x } .", "SERVICE"),
        ("sh:targetClass pkb:Measure ;", "sh:targetClass pkb:Measure ; sh:js [ ] ;", "sh:js"),
        (
            "sh:targetClass pkb:Measure ;",
            "sh:targetClass pkb:Measure ; owl:imports ex:other ;",
            "owl:imports",
        ),
    ],
    ids=lambda value: value[:28],
)
def test_a_shape_that_is_wrong_is_refused_by_its_name(old: str, new: str, told: str) -> None:
    assert GOOD.count(old) >= 1

    with pytest.raises(AssetError) as refused:
        read(GOOD.replace(old, new))

    assert refused.value.where.startswith("own.ttl: http://example.org/Busy")
    assert told in refused.value.zh
    assert 3 == refused.value.exit_code


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD, "sh:target"),
        (HEAD + "ex:S a sh:NodeShape ; sh:targetClass pkb:Measure .", "什么也不检查"),
        (HEAD + "[] a sh:NodeShape ; sh:targetClass pkb:Measure ; sh:nodeKind sh:IRI .", "没有名称"),
        (
            HEAD
            + "<https://w3id.org/policykb/shape/x> a sh:NodeShape ; sh:targetClass pkb:Measure ; sh:nodeKind sh:IRI .",
            "内置",
        ),
        (HEAD + "ex:S a sh:NodeShape", "Turtle"),
        ("不是形状", "Turtle"),
    ],
    ids=["none", "idle", "nameless", "ours", "cut", "words"],
)
def test_a_file_of_no_use_is_refused(text: str, told: str) -> None:
    with pytest.raises(AssetError) as refused:
        read(text)

    assert told in refused.value.zh


def test_a_file_that_is_nested_too_deep_is_refused_before_it_is_read() -> None:
    with pytest.raises(LimitError):
        read(HEAD + "ex:S sh:node " + "[ sh:node " * 3000)


def test_the_command_line_takes_the_file_and_names_a_wrong_shape(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.ttl").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.ttl").write_text(GOOD.replace("sh:minCount 4", "sh:minCoutn 3"), encoding="utf-8")
    asked = ["validate", "ningxia-2022", "--profile", "quality", "--lang", "zh", "--shapes"]

    good = policykb([*asked, str(tmp_path / "own.ttl"), "--fail-on", "none"])
    out = capfd.readouterr().out
    bad = policykb([*asked, str(tmp_path / "bad.ttl")])

    assert (0, 3) == (good, bad)
    assert "U01 21" in out
    streams = capfd.readouterr()
    assert "bad.ttl: http://example.org/Busy" in streams.err
    assert ("", 1) == (streams.out, len(streams.err.strip().splitlines()))
