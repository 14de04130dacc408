"""Lights: what is known gets one, what is not known stays grey under every scheme."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal

import pytest

from policykb import anchors, assets
from policykb.errors import AssetError, UsageError
from policykb.phrase import Phrase
from policykb.schemes import Case, Light, Named, Rule, deductions, light, light_schemes, lights_named
from policykb.schemes.reading import _lights, read_schemes
from policykb.vocab import TargetState

SCHEMES = [scheme.id for scheme in light_schemes()]
KNOWN = {"achieved", "missed", "on_track", "behind", "proven", "late"}
PATH = anchors.ONTOLOGY / "schemes" / "lights.toml"


def test_the_named_schemes_are_shipped() -> None:
    assert ["states", "guangyuan-lights", "cangnan-lights"] == SCHEMES


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("state", sorted(set(Named) - KNOWN))
@pytest.mark.parametrize("days", [None, -400, 0, 400])
@pytest.mark.parametrize("rank", [None, 1])
def test_what_is_not_known_is_grey_under_every_scheme(
    name: str, state: Named, days: int | None, rank: int | None
) -> None:
    assert Light.GREY is light(lights_named(name), Case(state, days, rank)).light


@pytest.mark.parametrize("name", SCHEMES)
def test_a_claim_without_evidence_is_grey_and_one_with_evidence_is_not(name: str) -> None:
    scheme = lights_named(name)

    assert Light.GREY is light(scheme, Case(Named.CLAIMED)).light
    assert light(scheme, Case(Named.PROVEN)).light in {Light.GREEN, Light.BLUE}


def test_a_scheme_made_by_hand_cannot_colour_what_is_not_known_either() -> None:
    paints = Rule(frozenset(Named), Light.RED, Phrase("一律红", "all red"))
    scheme = replace(lights_named("states"), rules=(paints,))

    assert KNOWN == {state for state in Named if light(scheme, Case(state)).light is Light.RED}
    assert "佐证" in light(scheme, Case(Named.CLAIMED)).why.zh


def test_every_state_of_a_target_can_be_asked_about() -> None:
    assert {str(state) for state in TargetState} <= {str(state) for state in Named}


@pytest.mark.parametrize(
    ("name", "state", "rank", "expected"),
    [
        ("guangyuan-lights", "on_track", None, "blue"),
        ("guangyuan-lights", "behind", None, "yellow"),
        ("guangyuan-lights", "missed", None, "red"),
        ("cangnan-lights", "on_track", None, "green"),
        ("cangnan-lights", "behind", None, "yellow"),
        ("cangnan-lights", "behind", 4, "yellow"),
        ("cangnan-lights", "behind", 3, "red"),
        ("cangnan-lights", "missed", None, "yellow"),
        ("cangnan-lights", "achieved", 1, "green"),
        ("states", "missed", None, "red"),
    ],
)
def test_a_light_is_the_one_its_source_gives(name: str, state: str, rank: int | None, expected: str) -> None:
    assert expected == light(lights_named(name), Case(Named(state), None, rank)).light


def test_a_light_names_the_rule_that_gave_it() -> None:
    lit = light(lights_named("guangyuan-lights"), Case(Named.BEHIND))

    assert 2 == lit.rule
    assert "可补救" in lit.why.zh


def test_two_yellow_cards_cost_a_point_and_each_red_light_two() -> None:
    yellow, red, blue = Light.YELLOW, Light.RED, Light.BLUE
    scheme = lights_named("guangyuan-lights")
    cost = [each.points for each in deductions(scheme, [yellow] * 5 + [red] * 2 + [blue])]
    spared = [each.points for each in deductions(scheme, [yellow])]

    assert [Decimal(2), Decimal(4)] == cost
    assert [Decimal(0), Decimal(0)] == spared


def test_an_unknown_scheme_is_told_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="guangyuan-lights") as caught:
        lights_named("nobody's")

    assert "没有名为" in caught.value.zh


@pytest.mark.parametrize(
    ("states", "colour"), [(["no_data"], "red"), (["claimed"], "green"), (["missed"], "green")]
)
def test_a_scheme_that_would_colour_the_unknown_is_refused(states: list[str], colour: str) -> None:
    table = deepcopy(assets.table(PATH))
    table["scheme"][0]["rule"].insert(
        0, {"states": states, "light": colour, "why_zh": "乱涂", "why_en": "painting"}
    )

    with pytest.raises(AssetError, match="cannot be"):
        read_schemes(PATH, table, _lights)


def test_every_scheme_says_where_it_is_from() -> None:
    lacking = [s.id for s in light_schemes() if not s.origin.source or not s.origin.note.zh]
    unread = [s.id for s in light_schemes() if s.origin.confirmed == "seen" and not s.origin.url]

    assert ([], []) == (lacking, unread)
