"""The words of one line of Markdown, each at its place, without the marks in it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.originals.web.markup import entity

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

_SPECIAL = re.compile(r"\\[!-/:-@\[-`{-~]|!?\[|\]|\*+|_+|~~|`+|<|&")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>]{1,500}>")
_TARGET = re.compile(
    r"\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,1000})?(?:[ \t]+[\"'(][^\"')]{0,500}[\"')])?\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,200})\]")


@dataclass(slots=True)
class Token:
    """A piece of a line: where it stands, and the words that are left of it."""

    start: int
    text: str
    mark: str = ""


class Inline:
    """Reads lines; ``names`` are those of links defined elsewhere, ``left_out`` counts what is not read."""

    def __init__(self, names: frozenset[str], left_out: Counter[str]) -> None:
        self._names, self._left_out = names, left_out

    def tokens(self, line: str) -> list[Token]:
        """The words of a line."""
        found = list(_tokens(line))
        self._links(found, line)
        self._emphasis(found, line)
        return [token for token in found if token.text]

    def _links(self, found: list[Token], line: str) -> None:
        """Takes away brackets and targets of links, and pictures whole."""
        opened: list[int] = []
        skip_to = 0
        for index, token in enumerate(found):
            if token.start < skip_to:
                kept = token.text[max(0, skip_to - token.start) :] if not token.mark else ""
                token.start, token.text, token.mark = max(token.start, skip_to), kept, ""
                continue
            if token.mark in {"[", "!["}:
                opened.append(index)
            elif token.mark == "]" and opened:
                first = opened.pop()
                end = self._target(line, token.start + 1)
                if end == 0:
                    continue
                skip_to = end
                found[first].text = token.text = ""
                if found[first].mark == "![":
                    self._left_out["pictures"] += 1
                    for inner in found[first:index]:
                        inner.text = ""

    def _target(self, line: str, at: int) -> int:
        """Where a link's target ends that starts here, or 0."""
        if match := _TARGET.match(line, at):
            return match.end()
        match = _REFERENCE.match(line, at)
        return match.end() if match and match.group(1).lower() in self._names else 0

    def _emphasis(self, found: list[Token], line: str) -> None:
        """Takes away pairs of marks that set words off, and words that are struck out."""
        opened: defaultdict[str, list[int]] = defaultdict(list)
        for index, token in enumerate(found):
            sign = token.mark[:1]
            if sign not in {"*", "_", "~"} or not token.text:
                continue
            before = line[token.start - 1 : token.start]
            after = line[token.start + len(token.mark) : token.start + len(token.mark) + 1]
            if sign == "_" and before.isalnum() and after.isalnum() and (before + after).isascii():
                continue
            if before.strip() and opened[sign]:
                self._pair(found, opened[sign], index, sign)
            elif after.strip():
                opened[sign].append(index)

    def _pair(self, found: list[Token], opened: list[int], index: int, sign: str) -> None:
        first = opened.pop()
        count = min(len(found[first].text), len(found[index].text))
        found[first].text = found[first].text[count:]
        found[index].text = found[index].text[count:]
        if sign == "~":
            struck = found[first + 1 : index]
            self._left_out["struck"] += sum(len(token.text) for token in struck)
            for token in struck:
                token.text = ""


def _tokens(line: str) -> Iterator[Token]:
    """The line in pieces: words, marks, and what an escape, a tag or an entity stands for."""
    at = 0
    last_comment = line.rfind("-->")
    for match in _SPECIAL.finditer(line):
        if match.start() < at:
            continue
        if at < match.start():
            yield Token(at, line[at : match.start()])
        at = match.end()
        text = match.group()
        if text[0] == "\\":
            yield Token(match.start() + 1, text[1])
        elif text[0] == "`":
            end = _code(line, text, at)
            if end:
                yield Token(at, line[at : end - len(text)])
                at = end
            else:
                yield Token(match.start(), text)
        elif text == "<":
            token, at = _angle(line, match.start(), last_comment)
            yield token
        elif text == "&":
            said, length = entity(line, match.start())
            at = match.start() + max(length, 1)
            yield Token(match.start(), said or "&")
        else:
            yield Token(match.start(), text, text)
    if at < len(line):
        yield Token(at, line[at:])


def _code(line: str, mark: str, at: int) -> int:
    """Where a stretch of code ends, marks included, or 0."""
    end = line.find(mark, at)
    return end + len(mark) if end >= 0 and line[end + len(mark) : end + len(mark) + 1] != "`" else 0


def _angle(line: str, at: int, last_comment: int) -> tuple[Token, int]:
    """What an angle bracket begins: an address, a tag or comment that is not shown, a line break, or nothing."""
    if line.startswith("<!--", at) and at < last_comment:
        return Token(at, ""), line.index("-->", at) + len("-->")
    if match := _AUTOLINK.match(line, at):
        return Token(at + 1, match.group()[1:-1]), match.end()
    if match := _TAG.match(line, at):
        is_break = match.group()[1:3].lower() == "br"
        return Token(at, "\n" if is_break else "", "br" if is_break else ""), match.end()
    return Token(at, "<"), at + 1
