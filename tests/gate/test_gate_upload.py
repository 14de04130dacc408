"""An RDF file from outside is read as statements of its own, or refused with the place and the way out."""

from __future__ import annotations

import codecs
import json

import pytest

from policykb.errors import InputError, PolicyKBError
from policykb.gate.rdf import SUFFIXES, read_shipped, read_upload
from policykb.gate.statements import check_subjects
from policykb.quads import XSD, Literal, Quad

BASE = "https://w3id.org/policykb/plan/x/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
HEAD = "@prefix e: <http://e/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
XML = f'<r:RDF xmlns:r="{RDF}" xmlns:e="http://e/">%s</r:RDF>'


def read(data: str | bytes, suffix: str = ".ttl") -> list[Quad]:
    raw = data if isinstance(data, bytes) else data.encode()
    return read_upload(raw, suffix=suffix, where="up" + suffix, base=BASE)


def refused(data: str | bytes, suffix: str = ".ttl") -> PolicyKBError:
    with pytest.raises(PolicyKBError) as caught:
        read(data, suffix)
    assert "up" + suffix in caught.value.where
    return caught.value


SAME = {
    ".ttl": f'<a> <http://e/p> "5.10"^^<{XSD}decimal> ; <http://e/q> "二"@zh .',
    ".trig": f'<a> <http://e/p> "5.10"^^<{XSD}decimal> ; <http://e/q> "二"@zh .',
    ".nt": f'<{BASE}a> <http://e/p> "5.10"^^<{XSD}decimal> .\n<{BASE}a> <http://e/q> "二"@zh .\n',
    ".nq": f'<{BASE}a> <http://e/q> "二"@zh .\n<{BASE}a> <http://e/p> "5.10"^^<{XSD}decimal> .\n',
    ".rdf": XML
    % f'<r:Description r:about="a"><e:p r:datatype="{XSD}decimal">5.10</e:p><e:q xml:lang="zh">二</e:q></r:Description>',
    ".jsonld": json.dumps(
        {
            "@context": {"p": {"@id": "http://e/p", "@type": XSD + "decimal"}, "q": "http://e/q"},
            "@id": "a",
            "p": "5.10",
            "q": {"@value": "二", "@language": "zh"},
        }
    ),
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["plain", "marked"])
def test_each_format_gives_the_same_statements(suffix: str, mark: bytes) -> None:
    expected = [
        Quad(BASE + "a", "http://e/p", Literal("5.10", XSD + "decimal")),
        Quad(BASE + "a", "http://e/q", Literal("二", lang="zh")),
    ]

    assert expected == read(mark + SAME[suffix].encode(), suffix)


@pytest.mark.parametrize("form", ["05.10", "007", "+1", "1e3"])
def test_numbers_keep_their_written_form(form: str) -> None:
    [quad] = read(f"<a> <b> {form} .")

    assert isinstance(quad.object, Literal)
    assert form == quad.object.value


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig"])
def test_a_file_without_statements_is_read_as_such(suffix: str) -> None:
    assert [] == read("# nothing\n", suffix)


@pytest.mark.parametrize("suffix", [".owl", ".n3", ".txt", "", ".TTL"])
def test_another_ending_is_no_rdf_format(suffix: str) -> None:
    with pytest.raises(InputError, match="no RDF format"):
        read("", suffix)


def test_blank_nodes_get_names_that_do_not_depend_on_labels_or_order() -> None:
    one = read("_:a <http://e/p> _:b . _:b <http://e/q> 1, 2 .")
    other = read("_:x <http://e/q> 2, 1 .\n\n_:y <http://e/p> _:x .")

    assert one == other
    assert all(quad.subject.startswith(BASE + "genid/") for quad in one)
    assert 2 == len({quad.subject for quad in one})


def test_blank_nodes_of_two_files_are_never_the_same() -> None:
    one, other = read("_:a <http://e/p> 1 ."), read("_:a <http://e/p> 2 .")

    assert one[0].subject != other[0].subject


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        ("<http://e/g> { <a> <b> <c> }", ".trig"),
        ("GRAPH <https://w3id.org/policykb/graph/ontology> { <a> <b> <c> }", ".trig"),
        ("<http://e/a> <http://e/b> <http://e/c> <http://e/g> .", ".nq"),
        ('{"@id": "http://e/g", "@graph": [{"@id": "a", "http://e/p": "x"}]}', ".jsonld"),
    ],
)
def test_named_graphs_are_refused(data: str, suffix: str) -> None:
    assert "E_FORBIDDEN_GRAPH" == refused(data, suffix).code


@pytest.mark.parametrize(
    ("statement", "term"),
    [
        ("e:A a owl:Class .", "owl#Class"),
        ("<> owl:imports <http://127.0.0.1/> .", "owl#imports"),
        ("e:a owl:sameAs e:b .", "owl#sameAs"),
        ("e:S sh:targetNode e:a .", "shacl#targetNode"),
        ("e:a e:b sh:Violation .", "shacl#Violation"),
        ('e:a e:b "x"^^owl:real .', "owl#real"),
        ("e:A <http://www.w3.org/2000/01/rdf-schema#subClassOf> e:B .", "rdf-schema#subClassOf"),
        ("e:A <http://www.w3.org/2000/01/rdf-schema#subPropertyOf> e:B .", "rdf-schema#subPropertyOf"),
        ("e:A <http://www.w3.org/2000/01/rdf-schema#domain> e:B .", "rdf-schema#domain"),
        ("e:A <http://www.w3.org/2000/01/rdf-schema#range> e:B .", "rdf-schema#range"),
        ("e:A <http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module> 'os' .",
         "owlready_ontology"),
    ],
)  # fmt: skip
def test_words_of_the_ontology_are_refused_with_their_line(statement: str, term: str) -> None:
    found = refused(HEAD + "e:x e:y 'first' .\n" + statement)

    assert "E_FORBIDDEN_TERM" == found.code
    assert term in found.problem
    assert ("up.ttl", True, True) == (found.where, "(line 3)" in found.problem, "（第3行）" in found.zh)


@pytest.mark.parametrize("suffix", [".rdf", ".jsonld"])
def test_words_of_the_ontology_are_refused_in_every_format(suffix: str) -> None:
    about = {
        ".rdf": XML % '<Class xmlns="http://www.w3.org/2002/07/owl#" r:about="a"/>',
        ".jsonld": '{"@id": "a", "@type": "http://www.w3.org/2002/07/owl#Class"}',
    }

    assert "E_FORBIDDEN_TERM" == refused(about[suffix], suffix).code


def test_labels_comments_and_our_own_terms_are_welcome() -> None:
    text = """@prefix pkb: <https://w3id.org/policykb/def#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <m01> a pkb:Measure ; rdfs:label "措施"@zh ; rdfs:comment "owl:Class sh:NodeShape"@en ; rdfs:seeAlso <http://e/owl#Class> ."""

    assert 4 == len(read(text))


@pytest.mark.parametrize("name", ["HTML", "XMLLiteral"])
def test_markup_is_refused(name: str) -> None:
    assert f"rdf:{name}" in refused(f'<a> <b> "<i>x</i>"^^<{RDF}{name}> .').problem


def test_a_value_meets_its_limit() -> None:
    [quad] = read('<a> <b> "' + "字" * 21_845 + '" .')

    assert isinstance(quad.object, Literal)
    assert 65_535 == len(quad.object.value.encode())
    assert "E_LITERAL_SIZE" == refused('<a> <b> "' + "字" * 21_846 + '" .').code


def test_a_line_meets_its_limit() -> None:
    assert [] == read("#" + "x" * (1024 * 1024 - 1))
    assert "line 2 is longer than 1024 KB" == refused("\n#" + "x" * (1024 * 1024)).problem


def test_a_file_meets_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYKB_MAX_FILE_MB", "1")
    found = refused("#" * (1024 * 1024 + 1))

    assert (5, "E_SIZE", True) == (found.exit_code, found.code, "POLICYKB_MAX_FILE_MB" in found.hint)


NESTED = {
    ".ttl": lambda n: "<a> <b> " + "[ <b> " * n + "1" + "]" * n + " .",
    ".trig": lambda n: "<a> <b> " + "(" * n + "1" + ")" * n + " .",
    ".jsonld": lambda n: '{"http://e/p": ' * n + '"x"' + "}" * n,
    ".rdf": lambda n: XML % ("<e:A><e:p>" * ((n - 1) // 2) + "</e:p></e:A>" * ((n - 1) // 2)),
}


@pytest.mark.parametrize("suffix", sorted(NESTED))
def test_nesting_meets_its_limit(suffix: str) -> None:
    assert [] != read(NESTED[suffix](99), suffix)

    found = refused(NESTED[suffix](103), suffix)
    assert (5, "E_TOO_DEEP") == (found.exit_code, found.code)
    assert "POLICYKB_MAX_DEPTH" in found.hint


def test_brackets_in_texts_names_and_comments_do_not_nest() -> None:
    many = "([{" * 200
    text = f"""<a{"(" * 200}> <b> "{many}" , '{many}', \"\"\"{many}" \"\"\", '''{many}' ''', "\\"{many}" . # {many}
    @prefix e: <http://e/> . e:\\(\\( e:b e:c ."""

    assert 5 == len(read(text))  # the first two values are the same one, written in two ways
    assert 1 == len(read('{"@id": "a", "http://e/p": "' + many + '\\"' + many + '"}', ".jsonld"))


@pytest.mark.parametrize(
    "text",
    [
        "<a> <b> <<( <a> <b> <c> )>> .",
        "<< <a> <b> <c> >> <d> <e> .",
        "<a> <b> <c> {| <d> <e> |} .",
        '<a> <b> "x"@en--ltr .',
    ],
)
def test_what_a_statement_cannot_hold_is_refused(text: str) -> None:
    assert "E_FORMAT" == refused(text).code


@pytest.mark.parametrize(
    "text",
    [
        '<a> <b> "\u0001" .',
        '<a> <b> "\\u0000" .',
        '<a> <b> "\\u202E" .',
        "<a> <b> <http://e/\u200e> .",
        "<a> <b> <http://e/\\u202E> .",
    ],
    ids=ascii,
)
def test_control_characters_are_refused_written_or_escaped(text: str) -> None:
    found = refused(text)

    assert "E_CONTROL_CHAR" == found.code
    assert str(found).isprintable()


@pytest.mark.parametrize(
    ("data", "suffix", "hint"),
    [
        (XML % "", ".ttl", "RDF/XML; name it .rdf"),
        ("<html></html>", ".ttl", "a web page"),
        ('{"@id": "a"}', ".ttl", "JSON; name it .jsonld"),
        ("@prefix e: <http://e/> . e:a e:b e:c .", ".nt", "Turtle; name it .ttl"),
        ("<a> <b> .", ".ttl", "correct the file at this place"),
    ],
)
def test_a_syntax_error_says_what_the_file_looks_like(data: str, suffix: str, hint: str) -> None:
    found = refused(data, suffix)

    assert ("E_SYNTAX", 3) == (found.code, found.exit_code)
    assert hint in found.hint
    assert "line 1" in found.problem


def test_a_syntax_error_cannot_steer_the_terminal() -> None:
    assert str(refused("<a> <b> \\\\e[2J" + "x" * 2000 + " .")).isprintable()


def test_a_file_under_a_false_name_is_called_what_it_is() -> None:
    assert "a Word document" in refused(b"PK\x03\x04 word/document.xml").problem


def test_a_graph_made_to_take_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYKB_MAX_READ_SECONDS", "1")
    monkeypatch.setenv("POLICYKB_MAX_MEMORY_MB", "400")
    ring = "\n".join(f"_:b{i} <http://e/p> _:b{j} ." for i in range(13) for j in range(13) if i != j)
    found = refused(ring)

    # Whichever is met first on this machine, and the hint that belongs to it.
    variables = {"E_TIME": "POLICYKB_MAX_READ_SECONDS", "E_MEMORY": "POLICYKB_MAX_MEMORY_MB"}
    assert 5 == found.exit_code
    assert variables[found.code] in found.hint


def test_a_plan_speaks_only_of_what_lies_under_it() -> None:
    under = "https://w3id.org/policykb/plan/x"
    check_subjects(read("<m01> <http://e/p> [ <http://e/q> 1 ] . <https://w3id.org/policykb/plan/x> <http://e/p> 1 ."),
                   under=under, where="up.ttl")  # fmt: skip

    for subject in ("https://w3id.org/policykb/org/nx-sthjt", "https://w3id.org/policykb/plan/xy"):
        with pytest.raises(InputError, match="not part of this plan"):
            check_subjects(read(f"<{subject}> <http://e/p> 1 ."), under=under, where="up.ttl")


def test_shipped_turtle_keeps_its_blank_nodes_and_forms() -> None:
    quads = list(read_shipped(b"<http://e/a> <http://e/b> [ <http://e/c> 05.10 ] .", where="x"))

    assert {True} == {
        any(term.startswith("_:") for term in quad[:3:2] if isinstance(term, str)) for quad in quads
    }
    assert Literal("05.10", XSD + "decimal") in {quad.object for quad in quads}
