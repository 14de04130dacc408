"""A validation as GitHub workflow commands, which mark the lines of a file in a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from policykb.validate import said
from policykb.validate.regions import lines
from policykb.validate.sarif import sentence
from policykb.vocab import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.validate.remarks import Examination, Remark

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_DATA | {":": "%3A", ",": "%2C"}


def annotations_text(examinations: Sequence[Examination], lang: str) -> str:
    """One command a line; nothing that a plan says can begin a line or end a property."""
    return "".join(f"{line}\n" for examination in examinations for line in _commands(examination, lang))


def _commands(examination: Examination, lang: str) -> Iterator[str]:
    file = {"file": unquote(examination.subject.uri)} if examination.subject.uri else {}
    if examination.validation.vacuous:
        yield _command("error", file, said.NOTHING_CHECKED.said(lang))
    for remark in examination.remarks:
        yield _command(*_marked(examination, remark, lang), sentence(remark, lang))
    for known in examination.fixed:
        yield _command("notice", file | {"title": said.FIXED.said(lang)}, said.gone(known, lang))
    for note in examination.notes:
        yield _command("warning", file, note.said(lang))
    if words := said.reading(examination, lang):
        yield _command("notice", file, words)


def _marked(examination: Examination, remark: Remark, lang: str) -> tuple[str, dict[str, str]]:
    subject = examination.subject
    properties = {"file": unquote(subject.uri)} if subject.uri else {}
    if (held := lines(subject.original, remark.spot)) is not None:
        properties |= {"line": str(held.start_line), "endLine": str(held.end_line)}
        if held.start_line == held.end_line:  # columns of different lines are refused
            properties |= {"col": str(held.start_column), "endColumn": str(held.end_column - 1)}
    title = said.title(remark.shape, lang)
    settled = (
        said.WAIVED
        if remark.waiver
        else said.KNOWN
        if remark.known
        else said.DOUBT
        if remark.doubt.zh
        else None
    )
    if settled is not None:
        return "notice", properties | {"title": f"{remark.shape.code} {title} – {settled.said(lang)}"}
    return _COMMANDS[remark.finding.severity], properties | {"title": f"{remark.shape.code} {title}"}


def _command(name: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{key}={_escaped(value, _IN_PROPERTY)}" for key, value in properties.items())
    return f"::{name}{' ' + given if given else ''}::{_escaped(message, _IN_DATA)}"


def _escaped(words: str, characters: dict[str, str]) -> str:
    return "".join(characters.get(char, char) for char in said.safe(words))
