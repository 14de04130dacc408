"""XML and JSON bring traps of their own: entities, contexts from elsewhere, keys that get lost."""

from __future__ import annotations

import pytest

from policykb.errors import PolicyKBError
from policykb.gate.rdf import read_upload
from policykb.quads import XSD, Literal, Quad

BASE = "https://w3id.org/policykb/plan/x/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = f'<r:RDF xmlns:r="{RDF}" xmlns:e="http://e/">%s</r:RDF>'


def read(data: str | bytes, suffix: str = ".ttl") -> list[Quad]:
    raw = data if isinstance(data, bytes) else data.encode()
    return read_upload(raw, suffix=suffix, where="up" + suffix, base=BASE)


def refused(data: str | bytes, suffix: str = ".ttl") -> PolicyKBError:
    with pytest.raises(PolicyKBError) as caught:
        read(data, suffix)
    assert "up" + suffix in caught.value.where
    return caught.value


def test_markup_in_rdf_xml_is_refused() -> None:
    body = '<r:Description r:about="a"><e:p r:parseType="Literal"><b/></e:p></r:Description>'

    assert "rdf:XMLLiteral" in refused(XML % body, ".rdf").problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "doctype",
    ["<!DOCTYPE r>", '<!DOCTYPE r [<!ENTITY a "b">]>', '<!DOCTYPE r SYSTEM "http://127.0.0.1/x.dtd">'],
)
def test_a_doctype_is_refused_in_every_encoding(doctype: str, encoding: str) -> None:
    found = refused((doctype + XML % "").encode(encoding), ".rdf")

    assert found.code in {"E_DOCTYPE", "E_SYNTAX"}
    assert found.code == "E_DOCTYPE" or encoding == "utf-16-le"


def test_entity_expansion_ends_at_once() -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))

    assert "E_DOCTYPE" == refused(f'<!DOCTYPE r [<!ENTITY a0 "x">{levels}]>' + XML % "&a11;", ".rdf").code


@pytest.mark.parametrize("name", ["gbk", "iso-8859-1", "utf-16"])
def test_xml_that_names_another_encoding_is_refused(name: str) -> None:
    assert "E_ENCODING" == refused(f'<?xml version="1.0" encoding="{name}"?>' + XML % "", ".rdf").code


@pytest.mark.parametrize(
    "context",
    [
        '"http://127.0.0.1/c"',
        '"c.jsonld"',
        '"file:///etc/passwd"',
        '[{"p": "http://e/p"}, "http://127.0.0.1/c"]',
        '{"@import": "http://127.0.0.1/c"}',
        '{"p": {"@id": "http://e/p", "@context": "http://127.0.0.1/c"}}',
        '{"p": {"@id": "http://e/p", "@context": [{"@import": "c"}]}}',
    ],
)
@pytest.mark.parametrize("key", ["@context", "\\u0040context"])
def test_contexts_from_elsewhere_are_refused(context: str, key: str) -> None:
    assert "E_REMOTE_CONTEXT" == refused(f'{{"{key}": {context}, "@id": "a", "p": "x"}}', ".jsonld").code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"@id": "a", "@id": "b", "http://e/p": "x"}', "E_SYNTAX"),
        ('{"@id": "a", "http://e/p": NaN}', "E_SYNTAX"),
        ('{"@id": "a", "http://e/p": "x"', "E_SYNTAX"),
        ('{"@id": "a", "http://e/p": 5.10}', "E_VALUE"),
        ('{"@id": "a", "http://e/p": 1e3}', "E_VALUE"),
        ('{"@id": "a", "title": "lost", "http://e/p": "x"}', "E_IRI"),
        ('{"@id": "http://e/a b", "http://e/p": "x"}', "E_IRI"),
    ],
)
def test_what_json_ld_would_drop_or_rewrite_is_refused(text: str, code: str) -> None:
    assert code == refused(text, ".jsonld").code


def test_a_key_that_the_context_sets_to_nothing_may_be_dropped() -> None:
    text = '{"@context": {"note": null, "p": "http://e/p"}, "@id": "a", "note": "x", "p": 5}'

    assert [Quad(BASE + "a", "http://e/p", Literal("5", XSD + "integer"))] == read(text, ".jsonld")
