"""A shape that is wrong is refused with a sentence, not passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policykb import anchors
from policykb.errors import AssetError
from policykb.validate import Engine, validate_graph
from policykb.validate.shapes import read_shape, read_shapes

if TYPE_CHECKING:
    from pathlib import Path

GOOD = (anchors.SHAPES / "measures_are_numbered_without_gap.ttl").read_text("utf-8")
NAME = "measures_are_numbered_without_gap"
SLIPS = [
    ("sh:minCount 1", "sh:minCoutn 1", "no such term: .*minCoutn"),
    ("sh:path pkb:ordinal ;\n    sh:minCount", "sh:path pkb:ordinel ;\n    sh:minCount", "no such term: .*ordinel"),
    ("sh:targetClass pkb:Measure", "sh:targetClass pkb:Meassure", "no such term: .*Meassure"),
    ("    sh:targetClass pkb:Measure ;\n", "", "looks at nothing"),
    (f"<{NAME}> a sh:NodeShape", "<measures> a sh:NodeShape", "no node shape"),
    ("pkb:findingKind pkb:EncodingDefect", "pkb:findingKind pkb:PlanGap", "profile differ"),
    ('#: profile  = "encoding"', '#: profile  = "quality"', "profile differ"),
    ('#: profile  = "encoding"', '#: profile  = "strict"', "no such profile"),
    ('#: severity = "error"', '#: severity = "info"', "severity"),
    ('#: severity = "error"', '#: severity = "grave"', "no such profile or severity"),
    ("    sh:minInclusive 1 ;\n    sh:severity sh:Violation ;", "    sh:minInclusive 1 ;", "severity"),
    ('#: code     = "C02"\n', "", "header keys missing or unknown: code"),
    ('#: code     = "C02"\n', '#: code = "C02"\n#: colour = "red"\n', "header keys missing or unknown: colour"),
    (f'#: id       = "{NAME}"', '#: id       = "measures"', "its id is measures"),
    (' , "The ordinal is not exactly one positive whole number"@en', "", "one message in Chinese and one in English"),
    ('"序号不是恰好一个正整数"@zh , ', '"序号不是恰好一个正整数" , ', "one message in Chinese and one in English"),
    (f"<{NAME}#sequence> .", "<elsewhere#sequence> .", "a property shape must be one of"),
    ("SELECT DISTINCT $this ?value", "SELECT $this ?value", "SELECT DISTINCT"),
    ("?before a pkb:Measure", "SERVICE <https://example.org/> { ?before a pkb:Measure }", "SERVICE has no place"),
    ("?before a pkb:Measure", "# a remark\n minus { ?x ?y ?z } ?before a pkb:Measure", "MINUS has no place"),
    ("?before a pkb:Measure", "{ SELECT ?z { ?z a ?y } } ?before a pkb:Measure", "query within a query"),
    ("$this pkb:ordinal ?value ; pkb:inPlan", "$this pkb:ordinal ?value ; pkb:inPlan+", "path of any length"),
    ("FILTER (?number = ?value - 1)", "FILTER (?number = ?value - )", "syntax error"),
    ("pkb:ordinal ?number .", "pkbb:ordinal ?number .", "syntax error"),
    ("sh:maxCount 1 ;", "sh:maxCount 1 ,,", "not Turtle"),
    ("    sh:path pkb:ordinal ;\n    sh:severity", '    sh:sparql [ sh:select "SELECT DISTINCT $this { $this a pkb:Goal }" ] ;\n    sh:path pkb:ordinal ;\n    sh:severity', "two queries"),
]  # fmt: skip


def write(folder: Path, text: str) -> Path:
    path = folder / f"{NAME}.ttl"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("right", "wrong", "sentence"), SLIPS)
def test_a_slip_is_refused(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    assert GOOD.count(right) >= 1
    path = write(tmp_path, GOOD.replace(right, wrong, 1))

    with pytest.raises(AssetError, match=sentence) as refused:
        read_shape(path)

    assert refused.value.where.endswith(f"{NAME}.ttl")


def test_a_word_in_quotes_or_in_a_name_is_no_keyword(tmp_path: Path) -> None:
    mended = GOOD.replace("FILTER (?same != $this)", 'FILTER (?same != $this && "MINUS" != "") # SERVICE')

    assert read_shape(write(tmp_path, mended)).id == NAME


def test_the_good_shape_is_read(tmp_path: Path) -> None:
    shape = read_shapes(write(tmp_path, GOOD).parent).shapes[0]

    assert shape.targets == (("targetClass", "https://w3id.org/policykb/def#Measure"),)
    assert shape.message(f"https://w3id.org/policykb/shape/{NAME}#ordinal")[0] == "序号不是恰好一个正整数"


@pytest.mark.parametrize("engine", Engine)
def test_an_engine_that_refuses_a_shape_says_so(engine: Engine) -> None:
    shapes = b"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:x#> .
      :s a sh:NodeShape ; sh:targetClass :C ; sh:sparql [ sh:select "SELECT $this WHERE { $this :" ] ."""

    with pytest.raises(AssetError, match="refuses the shapes"):
        validate_graph(b"<urn:x#a> a <urn:x#C> .", shapes, engine)


@pytest.mark.parametrize("engine", Engine)
def test_shapes_are_never_taken_for_the_name_of_a_file(engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)

    with pytest.raises(Exception, match=r"not Turtle|refuses the shapes"):
        validate_graph(b"<urn:x#a> a <urn:x#C> .", str(path).encode(), engine)
