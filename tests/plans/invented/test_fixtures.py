"""The invented plans hold together: texts, expectations, earlier version and Word files."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policykb.anchors import ONTOLOGY
from policykb.vocab import Comparator, Force, Role, TargetKind, Verdict

HERE = Path(__file__).parent
SLUGS = ("beiyuan", "dongwan", "yunling")
TABLES = ("objective", "prohibition", "task")
REQUIREMENTS = tomllib.loads((ONTOLOGY / "plans/national-2022/requirements.toml").read_text("utf-8"))[
    "requirement"
]
FACTS = {one["fact"]: one for one in REQUIREMENTS}
WEAKNESSES = {
    *("no_responsibility", "no_lead", "no_number", "no_deadline", "no_baseline", "strive_only", "only_soft"),
    *("target_without_responsibility", "milestone_without_number", "softened_ban", "inconsistent_target"),
    *("lowered_target", "moved_deadline", "lowered_force", "truncated", "announced_chapter_missing"),
    *("heading_trap", "definition_shift"),
}
CHANGES = {
    *("target_lowered", "deadline_moved", "agency_dropped", "force_lowered", "measure_dropped"),
    *("measure_added", "title_changed", "issue_changed", "renumbered"),
}


@cache
def load(slug: str, name: str = "expected.toml") -> dict[str, Any]:
    return tomllib.loads((HERE / slug / name).read_text("utf-8"))


def text_of(slug: str) -> str:
    return (HERE / slug / load(slug)["source"]).read_text("utf-8")


def claims(slug: str) -> list[dict[str, Any]]:
    return [
        item
        for table in load(slug).values()
        if isinstance(table, list)
        for item in table
        if isinstance(item, dict)
    ]


def quotes(item: dict[str, Any]) -> list[str]:
    return [quote for quote in (item.get("quote"), item.get("other_quote"), *item.get("quotes", ())) if quote]


def parts(text: str, starts: list[str]) -> list[str]:
    """The goals, then the measures, then (if any) the table, by the lines that the measures start with."""
    places = [text.index(start) for start in starts]
    table = text.find("\n附表")
    ends = [*places, table if table > 0 else len(text), len(text)]
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@cache
def regions(slug: str) -> list[str]:
    starts = [re.escape(one["number"]) + r"\s?" + re.escape(one["title"]) for one in load(slug)["measures"]]
    text = text_of(slug)
    return parts(text, [match.group() for start in starts if (match := re.search(start, text))])


def home(slug: str, item: dict[str, Any]) -> str:
    if "table_row" in item:
        return next(line for line in text_of(slug).split("\n") if line.startswith(f"{item['table_row']}\t"))
    return regions(slug)[item["measure"]]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_quote_stands_exactly_once_in_its_text(slug: str) -> None:
    text = text_of(slug)
    found = {quote: text.count(quote) for item in claims(slug) for quote in quotes(item)}

    assert len(found) > 30
    assert dict.fromkeys(found, 1) == found


@pytest.mark.parametrize("slug", SLUGS)
def test_every_claim_with_a_measure_quotes_that_measure(slug: str) -> None:
    strays = [
        item
        for item in claims(slug)
        if ("measure" in item or "table_row" in item) and item.get("quote", "") not in home(slug, item)
    ]

    assert [] == strays


@pytest.mark.parametrize("slug", SLUGS)
def test_plans_are_of_the_promised_size_and_say_that_they_are_invented(slug: str) -> None:
    text, measures = text_of(slug), load(slug)["measures"]

    assert "（虚构）" in text.split("\n", maxsplit=1)[0]
    assert "（虚构）" in load(slug, "facts.toml")["title_zh"]
    assert 2500 <= len("".join(text.split())) <= 6000
    assert 8 <= len(measures) <= 20
    assert list(range(1, len(measures) + 1)) == [one["ordinal"] for one in measures]
    assert len(measures) + 1 == len([part for part in regions(slug) if part and "附表" not in part])


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_known_beside_the_text_names_its_place_in_it(slug: str) -> None:
    facts = load(slug, "facts.toml")

    assert load(slug)["source"] == facts["source"]
    assert 1 == text_of(slug).count(facts["title_zh"])
    assert "scope_quote" not in facts or text_of(slug).count(facts["scope_quote"]) == 1


def test_the_earlier_version_says_that_it_is_invented() -> None:
    assert "（虚构）" in (HERE / "dongwan/earlier.txt").read_text("utf-8").split("\n", maxsplit=1)[0]


@pytest.mark.parametrize("slug", SLUGS)
def test_each_national_section_has_one_verdict(slug: str) -> None:
    sections = load(slug)["section"]
    verdicts = {Verdict.COVERED, Verdict.PARTLY, Verdict.ABSENT, Verdict.UNDETERMINED}
    flags = {one["section"]: one["confirmed"] for one in REQUIREMENTS if one["kind"] == "section"}
    known = range(1, len(load(slug)["measures"]) + 1)

    assert list(range(4, 30)) == [one["national"] for one in sections]
    assert [flags[one["national"]] for one in sections] == [one["confirmed"] for one in sections]
    for one in sections:
        named = {*one["measures"], *one.get("not_measures", ()), *one.get("also_measures", ())}

        assert {one["verdict"], *one.get("also", ())} <= verdicts, one
        assert bool(one["measures"]) == (one["verdict"] in {"covered", "partly"}), one
        assert named <= set(known), one
        assert one["why"], one


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("table", ["indicator", *TABLES])
def test_every_comparison_names_known_facts_and_their_flag(slug: str, table: str) -> None:
    seen = set()
    for one in load(slug)[table]:
        asked = one["requirement"] if isinstance(one["requirement"], list) else [one["requirement"]]
        accepted = {*one["verdicts"], *one.get("also", ())}

        assert {one["confirmed"]} == {FACTS[fact]["confirmed"] for fact in asked}, one
        assert {table} == {FACTS[fact]["kind"] for fact in asked}, one
        assert one["verdicts"], one
        assert accepted | set(one.get("never", ())) <= set(Verdict), one
        assert not accepted & set(one.get("never", ())), one
        assert one["quote"] or set(one["verdicts"]) <= {"absent", "not_applicable", "undetermined"}, one
        assert not seen & {(fact, one["quote"]) for fact in asked}, one
        seen |= {(fact, one["quote"]) for fact in asked}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_compared_indicator_is_a_target_of_the_plan(slug: str) -> None:
    stated = {one["quote"] for one in load(slug)["target"]}

    assert set() == {one["quote"] for one in load(slug)["indicator"] if one["quote"]} - stated


def plain(quote: str) -> str:
    text = unicodedata.normalize("NFKC", quote).replace("百分之十五", "15%").replace("翻一番", "100%")
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_target_is_in_the_words_it_quotes(slug: str) -> None:
    for one in load(slug)["target"]:
        where = home(slug, one)

        assert one["kind"] in set(TargetKind), one
        assert one["force"] in set(Force), one
        assert {*filter(None, [one.get("comparator")]), *one.get("also_comparators", ())} <= set(
            Comparator
        ), one
        assert ("comparator" in one) == (one["kind"] != "universal"), one
        assert "value" not in one or f"{one['value']}{plain(one['unit'])}" in plain(one["quote"]), one
        assert one.get("deadline_stated", "") in where or "同上" in where, one
        assert (
            one.get("deadline", "")[:4] in one.get("deadline_stated", "")
            or "十四五" in one["deadline_stated"]
        ), one
        assert str(one.get("baseline_year", "")) in one["quote"], one
        assert one.get("scope", "") in where, one
        assert not set(one["indicator"]) - set(where), one


@pytest.mark.parametrize("slug", SLUGS)
def test_every_number_of_the_plan_is_a_target_or_said_to_be_none(slug: str) -> None:
    rest = text_of(slug)
    for quote in sorted(
        {one["quote"] for table in ("target", "not_target") for one in load(slug)[table]}, key=len
    )[::-1]:
        rest = rest.replace(quote, "")
    rest = re.sub(r"20\d\d年(年底|9月底)?前?|(?m:^\d+\. )|（\d）|(?m:^\d\t)", "", rest)

    assert [] == re.findall(r".{0,12}[\d%].{0,12}|百分之.{0,8}|翻.番", rest)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_body_is_named_in_its_measure(slug: str) -> None:
    duties = load(slug)["responsibility"]

    assert len(duties) >= 10
    for one in duties:
        where = regions(slug)[one.get("measure", -1)]  # a merged cell is named in the row above

        assert one["name"] in where, one
        assert {one["role"], *one.get("also", ())} <= set(Role), one


@pytest.mark.parametrize("slug", SLUGS)
def test_every_weakness_is_of_a_known_kind(slug: str) -> None:
    expected = load(slug)

    assert {one["kind"] for one in expected["weakness"]} <= WEAKNESSES
    assert set(expected["complete"]) <= WEAKNESSES


@pytest.mark.parametrize("slug", SLUGS)
def test_measures_without_a_number_are_those_without_a_target(slug: str) -> None:
    expected = load(slug)
    with_target = {one.get("measure", 0) for one in expected["target"] if not one.get("optional")}
    silent = {one["measure"] for one in expected["weakness"] if one["kind"] == "no_number"}

    assert {one["ordinal"] for one in expected["measures"]} - with_target == silent


@pytest.mark.parametrize("slug", SLUGS)
def test_measures_without_a_deadline_say_no_year(slug: str) -> None:
    silent = {one["measure"] for one in load(slug)["weakness"] if one["kind"] == "no_deadline"}
    dated = {
        number
        for number, part in enumerate(regions(slug))
        if re.search(r"20\d\d年|十[四五]五”", part.split("\n本方案")[0])
    }

    assert set(range(1, len(load(slug)["measures"]) + 1)) - dated == silent


@pytest.mark.parametrize("slug", SLUGS)
def test_measures_without_a_lead_have_no_such_word(slug: str) -> None:
    kinds = ("no_lead", "no_responsibility")
    silent = {one["measure"] for one in load(slug)["weakness"] if one["kind"] in kinds}
    led = {
        number
        for number, part in enumerate(regions(slug))
        if number and "附表" not in part and "牵头" in part
    }

    assert set(range(1, len(load(slug)["measures"]) + 1)) - led == silent


def test_nothing_but_the_listed_changes_lies_between_the_two_versions() -> None:
    expected = load("dongwan", "expected_diff.toml")
    old, new = ((HERE / "dongwan" / expected[side]).read_text("utf-8") for side in ("old", "new"))
    for change in expected["change"]:
        assert change["kind"] in CHANGES, change
        assert "old_quote" not in change or old.count(change["old_quote"]) == 1, change
        assert "new_quote" not in change or new.count(change["new_quote"]) == 1, change
        if {"old_quote", "new_quote"} <= set(change):
            old = old.replace(change["old_quote"], change["new_quote"])
    titles = [f"{one['number']} {one['title']}" for one in load("dongwan")["measures"]]
    dropped, added = (
        re.search(rf"{start}\n.*?(?=第.章)", text, re.DOTALL)
        for start, text in (("14. 深化区域.*?", old), (titles[15], new))
    )

    assert dropped
    assert added
    assert new.replace(added.group(), "") == old.replace(dropped.group(), "")


def test_every_measure_of_either_version_is_paired_dropped_or_added() -> None:
    expected = load("dongwan", "expected_diff.toml")
    old, new = ([pair[side] for pair in expected["pairs"]] for side in ("old", "new"))
    dropped = [one["old_measure"] for one in expected["change"] if one["kind"] == "measure_dropped"]
    added = [one["new_measure"] for one in expected["change"] if one["kind"] == "measure_added"]

    assert list(range(1, 18)) == sorted(old + dropped)
    assert list(range(1, 18)) == sorted(new + added)
