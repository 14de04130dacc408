"""The report's own tools: words, links, charts, the network, states."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import report_plan
from jinja2 import UndefinedError
from report_made import small_files

from page_tree import parse
from policykb import anchors, vocab
from policykb.errors import AssetError
from policykb.explain import explain_duty
from policykb.report import charts, proof_page
from policykb.report.build.coverage import percent
from policykb.report.build.rows import state_of
from policykb.report.network import shared_duties
from policykb.report.page import anchor, environment, link
from policykb.report.words import SLOT, Link, Piece, Words, keys
from policykb.vocab import ConditionKind, DocumentAct, Force, MentionKind, SentenceState


def test_a_sentence_keeps_its_links_apart() -> None:
    said = Words("zh").sentence("summary.leads_stated", n=Link(3, "#there"))

    assert (Piece("写明牵头单位的有 "), Piece("3", "#there"), Piece(" 处。")) == said


def test_english_counts_one_and_many() -> None:
    words = Words("en")

    assert "A lead is stated 1 time." == words("summary.leads_stated", n=1)
    assert "A lead is stated 2 times." == words("summary.leads_stated", n=2)


def test_missing_words_and_missing_values_are_errors() -> None:
    with pytest.raises(AssetError, match="no words for"):
        Words("zh")("page.no_such_key")
    with pytest.raises(AssetError, match="nothing for the slot n"):
        Words("zh")("summary.leads_stated")


def test_every_key_that_a_template_names_has_words() -> None:
    named = {
        key
        for path in sorted(anchors.TEMPLATES.rglob("*.j2"))
        for key in re.findall(r"""w\('([\w.]+)'(?! ~)""", path.read_text("utf-8"))
    }

    assert len(named) > 100
    assert set() == named - keys()


def test_every_member_of_a_closed_list_has_words() -> None:
    named = {f"force.{force}" for force in Force} | {f"sentence.{state}" for state in SentenceState}
    named |= {f"detail.mention_{kind}" for kind in MentionKind}
    named |= {f"detail.condition_{kind}" for kind in ConditionKind}
    named |= {f"detail.document_{act}" for act in DocumentAct}

    assert set() == named - keys()


def test_every_word_is_there_in_both_languages() -> None:
    one_sided = [key for key in sorted(keys()) for lang in ("zh", "en") if not Words(lang).template(key)]
    slots = {key: [set(SLOT.findall(Words(lang).template(key))) for lang in ("zh", "en")] for key in keys()}
    names = {key: [{name for name, _, _ in found} for found in both] for key, both in slots.items()}

    assert [] == one_sided
    assert [] == [key for key, (zh, en) in sorted(names.items()) if zh != en]


def test_a_template_that_misses_a_value_fails() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_templates_escape_what_they_are_given() -> None:
    shown = environment().from_string("{{ words }}").render(words=report_plan.HOSTILE)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" == shown


def test_no_template_marks_anything_as_safe() -> None:
    marked = [
        path.name
        for path in anchors.TEMPLATES.rglob("*.j2")
        if "|safe" in path.read_text("utf-8").replace(" ", "")
    ]

    assert [] == marked


@pytest.mark.parametrize(
    "href", ["https://a.example/b?c=d", "mailto:a@b.example", "#m03-a04", "gap.html#no-lead", "ledger.xlsx"]
)
def test_a_link_of_a_known_kind_stays(href: str) -> None:
    assert href == link(href)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//a.example", "https://a b", "file:///etc", "#1'x"]
)
def test_a_link_of_any_other_kind_is_dropped(href: str) -> None:
    assert "" == link(href)


def test_an_anchor_is_the_id_without_slashes() -> None:
    assert "m03-a04-c1" == anchor("m03/a04/c1")


@pytest.mark.parametrize(
    ("deadline", "state"),
    [
        ("", "unreported"),
        ("2026-11-21", "due_unreported"),
        ("2026-11-22", "due_soon"),
        ("2027-02-20", "due_soon"),
        ("2027-02-21", "unreported"),
    ],
)
def test_a_state_without_data_is_a_matter_of_days(deadline: str, state: str) -> None:
    assert state == state_of(deadline, "2026-11-22")


def test_a_share_is_whole_only_when_it_is() -> None:
    assert ("0%", "100%", "99.9%", "0.1%", "12.5%") == (
        percent(0, 3),
        percent(3, 3),
        percent(9999, 10000),
        percent(1, 10000),
        percent(1, 8),
    )


def test_a_full_bar_fills_the_width() -> None:
    legend = (charts.Key("a", "A"), charts.Key("b", "B"))
    drawn = charts.bars([charts.Row("x", (1, 3)), charts.Row("y", (2, 0))], legend, full=True)
    lengths = [round(sum(part.width for part in row.segments)) for row in drawn.rows]

    assert 1 == len(set(lengths))
    assert [["1", "3"], ["2"]] == [[part.value for part in row.segments] for row in drawn.rows]


def test_a_day_stands_inside_its_year() -> None:
    drawn = charts.timeline([("x", [("2025-12-31", 2, "due")])], (2022, 2026), ("2026-11-22", "now"))
    dot = drawn.dots[0]

    assert drawn.edges[3] < dot.x < drawn.edges[4]
    assert drawn.now is not None
    assert drawn.edges[4] < drawn.now.x < drawn.edges[5]


def test_the_network_knows_who_is_busy_and_who_hangs_on_one_measure() -> None:
    network = shared_duties({"m1": ["a", "b"], "m2": ["a", "c"], "m3": ["a", "c", "d"]})
    nodes = {node.body: node for node in network.nodes}
    pairs = {(edge.one, edge.other): edge.shared for edge in network.edges}

    assert "a" == network.nodes[0].body
    assert (3, 3, True) == (nodes["a"].measures, nodes["a"].partners, nodes["a"].cuts)
    assert {("a", "b"): 1, ("a", "c"): 2, ("a", "d"): 1, ("c", "d"): 1} == pairs
    assert {"m1": ("b",), "m3": ("d",)} == network.only_link


def test_a_network_of_nobody_is_empty() -> None:
    assert ((), ()) == (shared_duties({}).nodes, shared_duties({}).edges)


def test_a_proof_names_the_rule_and_quotes_the_clause() -> None:
    store = report_plan.material().store
    element, body = vocab.plan_iri(report_plan.PLAN, "m02"), vocab.thing("org/gov-640200")
    found = explain_duty(store, report_plan.PLAN, body, element, report_plan.AS_OF)
    page = parse(proof_page(found, "zh"))

    assert (
        "以下均需各市、县（区）人民政府及宁东管委会相关部门落实，不再列出"
        in page.find("blockquote")[0].text()
    )
    assert "duty_falls_to_local_governments" in page.text()


_AGAIN = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
import report_plan
from policykb.report import render
for name, data in sorted(render(report_plan.material(), "zh").items()):
    print(name, hashlib.sha256(data).hexdigest())
"""


def test_another_process_makes_the_same_bytes() -> None:
    here = str(Path(__file__).parent)
    settings = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    again = subprocess.run(
        [sys.executable, "-c", _AGAIN, here], env=settings, capture_output=True, text=True, check=True
    )
    mine = {name: hashlib.sha256(data).hexdigest() for name, data in small_files("zh").items()}

    assert mine == dict(line.split() for line in again.stdout.splitlines())
