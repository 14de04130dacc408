from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from policykb import anchors
from policykb.span import Span
from policykb.text import PlanText, Unbroken, display

SOURCE = anchors.PLANS / "ningxia-2022" / "source.txt"
BROKEN = st.text(alphabet="甲乙 \n\t，a", min_size=1, max_size=40)


def test_a_plan_is_read_untouched() -> None:
    data = SOURCE.read_bytes()
    text = PlanText.read(SOURCE)

    assert (data.decode("utf-8"), hashlib.sha256(data).hexdigest(), ()) == (
        text.content,
        text.sha256,
        text.warnings,
    )


def test_a_guessed_encoding_is_told_to_the_reader() -> None:
    text = PlanText.from_bytes("到2025年，森林覆盖率达到20%。".encode("gb18030"))

    assert "到2025年，森林覆盖率达到20%。" == text.content
    assert ["GB18030" in warning.zh and "GB18030" in warning.en for warning in text.warnings] == [True]


def test_a_quote_over_a_page_break_is_shown_as_one_line() -> None:
    assert display("加快银川市、\n\n吴忠市") == "加快银川市、吴忠市"


def test_latin_words_stay_apart_when_their_line_break_goes() -> None:
    assert display("carbon\ndioxide 减排") == "carbon dioxide 减排"


def test_nothing_is_shown_of_nothing() -> None:
    assert [display(""), display("\n \n")] == ["", ""]


def test_a_word_over_a_page_break_is_one_word_and_knows_its_place() -> None:
    text = "加大再生\n\n水、煤矿疏干水综合利用"
    unbroken = Unbroken.of(text, Span(0, len(text)))
    at = unbroken.words.index("再生水")

    assert (Span(2, 7), "再生\n\n水") == (
        unbroken.span(at, at + 3),
        unbroken.span(at, at + 3).quote(text),
    )


@given(BROKEN)
def test_every_word_is_where_it_says(text: str) -> None:
    unbroken = Unbroken.of(text, Span(0, len(text)))

    assert unbroken.words == "".join(text[at] for at in unbroken.places)
    assert list(unbroken.places) == sorted(set(unbroken.places))


@given(BROKEN)
def test_only_blanks_are_left_out(text: str) -> None:
    unbroken = Unbroken.of(text, Span(0, len(text)))
    left_out = "".join(char for at, char in enumerate(text) if at not in set(unbroken.places))

    assert "" == left_out.strip()
    assert "\n" not in unbroken.words
