"""The page to decide in: text and claims side by side, every claim linked to its words, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from jixiang import DRAFT, TEXT

from page_tree import Page, parse
from policykb.draft.claims import Review
from policykb.review import review_page
from policykb.review.kinds import every_claim
from policykb.vocab import ReviewState, SentenceState


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request: pytest.FixtureRequest) -> Page:
    return parse(review_page(DRAFT, TEXT, request.param))


@pytest.fixture(scope="module")
def data() -> str:
    return review_page(DRAFT, TEXT, "zh").decode("utf-8")


def test_every_claim_and_every_unread_sentence_has_a_card(page: Page) -> None:
    unread = {f"s{one.index:03}" for one in DRAFT.sentences if one.state is SentenceState.UNENCODED}
    cards = [card.attributes["data-id"] for card in page.find("li", class_="card")]

    assert sorted(every_claim(DRAFT).keys() | unread) == sorted(cards)


def test_the_cards_stand_in_text_order_with_details_below_what_they_belong_to(page: Page) -> None:
    cards = [card.attributes["data-id"] for card in page.find("li", class_="card")]

    assert [
        "g2025",
        "g2025/t1",
        "m01",
        "m01/a01",
        "m01/a01/n1",
        "m01/a02",
        "m01/t1",
        "m01/t2",
        "m01/r1",
        "b01",
        "m01/r2",
        "m01/r3",
        "m01/p1",
        "m02",
        "m02/a01",
        "m02/d1",
        "m02/a02",
        "m02/a02/c1",
        "m02/a02/n1",
        "m02/a03",
        "m02/a04",
        "m02/r1",
        "m02/r2",
        "s008",
    ] == cards


def test_every_link_of_the_text_leads_to_a_card_and_back(page: Page) -> None:
    ids = page.ids()
    links = {link.attributes["href"] for link in page.find("a") if link.attributes.get("href", "#") != "#"}

    assert len(ids) == len(set(ids))
    assert set() == {link for link in links if link[1:] not in ids}
    assert {f"c-{card.attributes['id'][2:]}" for card in page.find("li", class_="card")} <= set(ids)


def test_the_text_is_all_there_and_in_order(page: Page) -> None:
    shown = "".join(block.text(without=frozenset({"sup"})) for block in page.find("div", class_="text"))

    assert re.sub(r"\s", "", TEXT) == re.sub(r"[\s⏎]", "", shown)


def test_marks_cover_exactly_the_words_of_their_claims(page: Page) -> None:
    for name, (_, claim) in every_claim(DRAFT).items():
        key = name.replace("/", "-")
        bits = [bit for bit in page.find("a") if key in bit.attributes.get("data-e", "").split()]
        words = "".join(bit.text() for bit in bits)
        quote = claim.span.quote(TEXT) if name[0] != "m" or "/" in name else words

        assert re.sub(r"\s", "", quote) == re.sub(r"\s", "", words), name


def test_kind_and_confidence_are_told_without_colour(page: Page) -> None:
    unsure = next(bit for bit in page.find("a", class_="c-unsure"))
    card = page.by_id("c-m01-r1")

    assert "k-agency" in unsure.attributes["class"]
    assert "○" in card.text()
    assert "◐" in page.by_id("c-m01-a02").text()


def test_without_a_script_there_is_nothing_to_press(page: Page) -> None:
    assert all("hidden" in block.attributes for block in page.find("div", class_="act"))
    assert "hidden" in page.by_id("decide").attributes
    assert page.find("noscript")


def test_the_keys_are_explained(page: Page) -> None:
    told = {key.text() for key in page.by_id("help").find("kbd")}

    assert {"j", "k", "a", "r", "u", "e", "z", "/", "?", "Esc"} == told


def test_only_our_own_style_and_script_may_run(data: str) -> None:
    policy = next(iter(re.findall(r'Content-Security-Policy" content="([^"]+)"', data)))
    told = set(re.findall(r"'sha256-([^']+)'", policy.replace("&#39;", "'")))
    bodies = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", data, re.DOTALL)
    hashes = {base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies}

    assert 3 == len(bodies)
    assert hashes == told
    assert policy.startswith("default-src")
    assert "unsafe" not in policy


def test_nothing_comes_from_outside(data: str) -> None:
    assert [] == re.findall(r'(?:src|href)="(?!#)[^"]*"', data)
    assert "http" not in data.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_what_a_plan_says_is_never_markup() -> None:
    words = TEXT.replace("有序发展光伏", "<b>\"'&")
    digest = hashlib.sha256(words.encode()).hexdigest()
    hostile = replace(DRAFT, title='"><script>alert(1)</script>', text_sha256=digest)
    data = review_page(hostile, words, "zh").decode("utf-8")

    assert "<script>alert" not in data
    assert "<b>" not in data
    assert "&lt;b&gt;&#34;&#39;&amp;" in data


def test_a_decided_claim_says_who_decided(data: str) -> None:

    review = Review(state=ReviewState.ACCEPTED, by="王五", on="2026-11-21")
    decided = replace(DRAFT, measures=(replace(DRAFT.measures[0], review=review), DRAFT.measures[1]))
    card = parse(review_page(decided, TEXT, "zh")).by_id("c-m01")

    assert "已接受 王五 2026-11-21" in card.text()
    assert "" == card.attributes["data-open"]
    assert "王五" not in data


def test_the_same_draft_gives_the_same_page(data: str) -> None:
    assert data == review_page(DRAFT, TEXT, "zh").decode("utf-8")
