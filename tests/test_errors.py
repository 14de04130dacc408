"""Every error that a person can meet is said in Chinese and in English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from policykb import anchors, errors
from policykb.cli import run
from policykb.errors import PolicyKBError

CODE = Path(anchors.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CLASSES = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, PolicyKBError)
}
GOALS = "一、工作目标\n\n到2025年，森林覆盖率达到20%。\n"
# Where an AssetError may be in English alone: it is about files we ship, which only their author can break.
EXAMPLES = {"observe/columns.py"}
"""Their English gives examples of what stands in a Chinese table."""
FOR_AUTHORS = {
    "extract/units.py": "the vocabulary of units",
    "infer/rule.py": "a rule's header and what its query may say",
    "infer/runner.py": "rules that feed each other without end",
    "infer/strata.py": "rules that have no order",
    "infer/syntax.py": "the language of rules",
    "infer/tokens.py": "the language of rules",
    "report/words.py": "the words of the report",
    "validate/engines.py": "shapes that an engine refuses",
    "validate/grammar.py": "the language of shapes",
    "validate/shapes.py": "a shape's header",
}


def calls(names: set[str]) -> list[tuple[str, ast.Call]]:
    """Every place in the program that makes one of these things, by the file it stands in."""
    return [
        (path.relative_to(CODE).as_posix(), node)
        for path in sorted(CODE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]


def is_for_authors(name: str, call: ast.Call) -> bool:
    return name in FOR_AUTHORS and ast.unparse(call.func) == "AssetError"


def chinese(call: ast.Call) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == "zh"), None)


def is_written(value: ast.expr) -> bool:
    """Whether the words stand on the spot, and do not come from elsewhere."""
    return isinstance(value, ast.Constant | ast.JoinedStr | ast.BinOp)


def words(value: ast.expr) -> str:
    """What of an argument is written out, the values put into it aside."""
    return "".join(str(part.value) for part in ast.walk(value) if isinstance(part, ast.Constant))


def is_chinese(value: ast.expr) -> bool:
    """Whether an argument is written in Chinese, or made of parts that are."""
    return CHINESE.search(words(value)) is not None or ".zh" in ast.unparse(value)


def test_every_error_has_its_chinese_sentence() -> None:
    made = calls(CLASSES)
    silent = [
        f"{name}:{call.lineno}"
        for name, call in made
        if chinese(call) is None and not is_for_authors(name, call)
    ]

    assert [] == silent
    assert len(made) > 100


def test_what_is_called_chinese_is_chinese() -> None:
    written = [
        (f"{name}:{call.lineno}", value)
        for name, call in calls(CLASSES)
        if (value := chinese(call)) is not None and is_written(value)
    ]

    assert [] == [place for place, value in written if not is_chinese(value)]
    assert len(written) > 50


def test_a_phrase_is_chinese_first_and_english_second() -> None:
    pairs = [
        (f"{name}:{call.lineno}", *call.args)
        for name, call in calls({"Phrase"})
        if len(call.args) == 2 and all(map(is_written, call.args))
    ]
    wrong = [
        place
        for place, zh, en in pairs
        if any(map(str.isalpha, words(zh) + words(en))) and place.partition(":")[0] not in EXAMPLES
        if CHINESE.search(words(en)) or (words(zh) != words(en) and not is_chinese(zh))
    ]

    assert [] == wrong
    assert len(pairs) > 50


def test_no_exception_outlives_its_reason() -> None:
    english_only = {
        name for name, call in calls(CLASSES) if chinese(call) is None and is_for_authors(name, call)
    }

    assert set(FOR_AUTHORS) == english_only


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Files and places that cannot be used, by what is wrong with them."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "goals.txt").write_bytes(GOALS.encode())
    (tmp_path / "cut.txt").write_bytes("宁夏回族自治区减污降碳".encode()[:-1])
    (tmp_path / "neither.txt").write_bytes(b"caf\xe9 au lait")
    (tmp_path / "bell.txt").write_bytes("一、工作目标\x07".encode())
    (tmp_path / "pdf.txt").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "page.txt").write_bytes(b"<!DOCTYPE html><html></html>")
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "plan.toml").write_bytes(b"id = ")
    (tmp_path / "folder" / "source.txt").write_bytes(GOALS.encode())
    for name, text in {
        "empty.rq": " ",
        "none.rq": "what is the target",
        "update.rq": "DELETE WHERE { ?s ?p ?o }",
        "service.rq": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?x ?p ?o } }",
        "deep.rq": "SELECT * WHERE " + "{" * 60 + "}" * 60,
        "syntax.rq": "SELECT ?x WHERE { ?x ",
        "header.rq": "#: colour = 'red'\nSELECT * WHERE { ?s ?p ?o }",
        "whereless.rq": "DESCRIBE $plan",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


FAILURES = (
    ["extract", "{}/missing.txt"],
    ["extract", "{}/empty.txt"],
    ["extract", "{}/cut.txt"],
    ["extract", "{}/neither.txt"],
    ["extract", "{}/bell.txt"],
    ["extract", "{}/pdf.txt"],
    ["extract", "{}/page.txt"],
    ["extract", "{}/plan.pdf"],
    ["extract", "{}/empty.txt", "{}/cut.txt"],
    ["extract", "{}/goals.txt", "-o", "{}/empty.txt"],
    ["report", "{}/folder"],
    ["report", "{}"],
    ["report", "no-such-plan"],
    ["export", "ningxia-2022", "targets", "-o", "{}/folder"],
    ["export", "ningxia-2022", "targets", "-o", "{}/nowhere/targets.csv"],
    ["export", "ningxia-2022", "targets", "--basis", "guessed"],
    ["validate", "--profile", "no_such_profile"],
    ["infer", "--rule", "no_such_rule"],
    ["explain", "m99"],
    ["query", "no_such_question"],
    ["query", "what_must_agency_do"],
    ["query", "what_must_agency_do", "--as-of", "2025-13-40"],
    ["query", "{}/missing.rq"],
    ["query", "{}/empty.rq"],
    ["query", "{}/none.rq"],
    ["query", "{}/update.rq"],
    ["query", "{}/service.rq"],
    ["query", "{}/deep.rq"],
    ["query", "{}/syntax.rq"],
    ["query", "{}/header.rq"],
    ["query", "{}/whereless.rq"],
)


@pytest.mark.parametrize("argv", FAILURES, ids=" ".join)
def test_a_failure_is_told_in_one_line_in_the_language_asked_for(
    argv: list[str], broken: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told = {}
    for lang in ("zh", "en"):
        code = run([*(word.format(broken) for word in argv), "--lang", lang])
        told[lang] = capfd.readouterr().err.replace(str(broken), "").strip()

        assert code in {2, 3, 5, 6}

    assert [1, 1] == [len(words.splitlines()) for words in told.values()]
    assert CHINESE.search(told["zh"])
    assert CHINESE.search(told["en"]) is None


def test_a_limit_is_told_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], broken: Path
) -> None:
    monkeypatch.setenv("POLICYKB_MAX_QUERY_DEPTH", "7")

    assert 5 == run(["query", str(broken / "deep.rq"), "--lang", "zh"])
    assert "括号嵌套 60 层；上限为 7，可用环境变量 POLICYKB_MAX_QUERY_DEPTH 调高" in capfd.readouterr().err


@pytest.mark.parametrize(("lang", "words"), [("zh", "按 GB18030 读取"), ("en", "read as GB18030")])
def test_a_guessed_encoding_is_told_in_the_language_asked_for(
    lang: str, words: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_bytes(GOALS.encode("gb18030"))

    assert 0 == run(["extract", str(plan), "--lang", lang])
    assert words in capfd.readouterr().err
