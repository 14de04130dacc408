"""Whatever the bytes, out come statements or our own error."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykb.errors import InputError, LimitError
from policykb.gate import rdf_task
from policykb.gate.rdf import SUFFIXES

BASE = "https://w3id.org/policykb/plan/x/"
HOSTILE = st.text(st.sampled_from(list("<>\"'{}[]()\\.;,#@:_ \n\tab1\u202e\x00é/^-")), max_size=60)


@settings(max_examples=300)
@given(HOSTILE, st.sampled_from(SUFFIXES))
def test_any_text_gives_statements_or_our_own_error(text: str, suffix: str) -> None:
    header = json.dumps({"suffix": suffix, "where": "up", "base": BASE}).encode()
    try:
        answer = rdf_task.run(header + b"\n" + text.encode())
    except (InputError, LimitError) as err:
        assert str(err).isprintable()  # noqa: PT017 - both ends are allowed, and both are checked
    else:
        assert all(3 == len(json.loads(line)) for line in answer.splitlines())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_hostile_value_never_adds_a_statement(text: str) -> None:
    document = json.dumps(
        {"@id": "a", "http://e/p": {"@value": text, "@type": "http://e/t> .\n<x> <y> <z> .\n"}}
    )
    with pytest.raises(InputError):
        rdf_task.run(
            json.dumps({"suffix": ".jsonld", "where": "up", "base": BASE}).encode()
            + b"\n"
            + document.encode()
        )
