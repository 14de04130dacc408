"""The words of lists of bodies: what comes before a name and behind it, labels, roles, classes of governments, rules."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.extract.predicates import alternation
from policykb.vocab import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLANKS = re.compile(r"\s+")
_GIVEN = {"lead", "joint", "support", "supervise"}
_MARKS = {"逗号": "，", "，": "，", "分号": "；", "；": "；", "顿号": "、"}


@cache
def lexicon() -> dict[str, Any]:
    """How texts say who does what."""
    return assets.lexicon("responsibility")


def labels_in(words: str) -> Iterator[re.Match[str]]:
    """The labels that stand in some words: 责任单位：."""
    return _labels().finditer(words)


def label_at(words: str, start: int, end: int) -> re.Match[str] | None:
    """The label that stands just there; the name of its group is what it says."""
    return _label().match(words, start, end)


def is_label(words: str) -> bool:
    """Whether the words are a label and no more: 责任单位 of 【责任单位】."""
    plain = BLANKS.sub("", words) + "："
    found = _label().match(plain)
    return found is not None and found.end() == len(plain)


def label_role(words: str) -> Role | None:
    """The role that a label gives to the names behind it."""
    found = _label().match(BLANKS.sub("", words) + "：")
    label = str(found.lastgroup) if found else ""
    return Role.IMPLEMENT if label == "carry" else role_named(label)


def role_named(label: str) -> Role | None:
    """The role of a kind of label."""
    return Role(label) if label in _GIVEN else None


def group_at(words: str, at: int = 0) -> int:
    """How far a class of governments reaches that is named here: 各市、县（区）人民政府; 0 when none is."""
    found = _group().match(words, at)
    return found.end() if found else 0


def groups_in(words: str) -> Iterator[re.Match[str]]:
    """The classes of governments that are named in some words."""
    return _group().finditer(words)


def is_vague(words: str) -> bool:
    """Whether the words name nobody in particular: 有关部门."""
    return _vague().match(BLANKS.sub("", words)) is not None


def rules_in(words: str) -> Iterator[re.Match[str]]:
    """Where some words say which of a list's names lead."""
    return _rules().finditer(words)


def leading_mark(rule: str) -> str:
    """The mark before which a rule has the leading bodies stand; empty where the first named leads."""
    found = _before_mark().search(rule)
    return _MARKS[found["mark"]] if found else ""


def ending(words: str, start: int, end: int) -> tuple[int, Role | None, bool]:
    """Where the names end, the role that the words after them give, and whether they only carry out."""
    for length in range(min(_longest_ending(), end - start), 0, -1):
        if found := _endings().get(words[end - length : end]):
            return _without_adverbs(words, start, end - length), found[0], found[1]
    return end, None, False


def _without_adverbs(words: str, start: int, end: int) -> int:
    """Where names end before 按职责, 结合实际 and the like."""
    while adverb := next((word for word in _adverbs() if words.endswith(word, start, end)), ""):
        end -= len(adverb)
    return end


def role_of(word: str) -> Role | None:
    """The role that a word behind names gives."""
    found = _endings().get(word)
    return found[0] if found else None


def without_filler(words: str, start: int, end: int) -> tuple[int, bool]:
    """Where a name ends before 等部门 and the like, and whether there is such a word."""
    found = _filler().search(words[max(start, end - _LONGEST_FILLER) : end])
    if not found:
        return end, False
    return end - len(found.group()), True


_LONGEST_FILLER = 24


def opens_provision(words: str) -> bool:
    """Whether a clause makes duties for a whole class of bodies instead of naming them."""
    table = lexicon()["provision"]
    return words.startswith(tuple(table["opens"])) and any(sign in words for sign in table["signs"])


@cache
def provision_words() -> tuple[str, ...]:
    """The words with which such a clause says what the bodies do."""
    return tuple(word for words in lexicon()["provision"]["roles"].values() for word in words)


@cache
def separators() -> re.Pattern[str]:
    """The marks between names."""
    return re.compile("[" + re.escape("".join(lexicon()["name_separators"])) + "。]")


@cache
def joints() -> re.Pattern[str]:
    """和 and the like."""
    return alternation(tuple(lexicon()["joints"]))


@cache
def leaders() -> re.Pattern[str]:
    """由 and the like, which stand before names."""
    return alternation(tuple(lexicon()["leaders"]))


@cache
def middle() -> re.Pattern[str]:
    """Words that give a role to the names before them with other names behind: 甲牵头乙配合."""
    words = ["负责牵头", "牵头负责", "牵头组织", "牵头", "负责", "配合", "参与", *lexicon()["joining"]]
    return alternation(tuple(words))


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(lexicon()["vague"])


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(lexicon()["filler"])


@cache
def _before_mark() -> re.Pattern[str]:
    return re.compile(lexicon()["before_mark"])


@cache
def _rules() -> re.Pattern[str]:
    patterns = [*lexicon()["first_leads"], re.sub(r"\?P<\w+>", "?:", lexicon()["before_mark"])]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def _endings() -> dict[str, tuple[Role, bool]]:
    table: dict[str, tuple[Role, bool]] = {}
    for role, ends in lexicon()["roles"].items():
        table |= dict.fromkeys(ends, (Role.IMPLEMENT if role == "carry" else Role(role), role == "carry"))
    return table


@cache
def _adverbs() -> tuple[str, ...]:
    return tuple(sorted(lexicon()["adverbs"], key=lambda word: (-len(word), word)))


@cache
def _longest_ending() -> int:
    return max(map(len, _endings()))


@cache
def _group() -> re.Pattern[str]:
    known = lexicon()
    patterns = "|".join(f"(?:{pattern})" for pattern in known["groups"])
    written = {
        "M": known["group_kinds"],
        "K": known["group_kind"],
        "G": known["group_bodies"],
        "E": known["group_ends"],
    }
    return re.compile(re.sub("[MKGE]", lambda found: written[found.group()], patterns))


@cache
def _label() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{role}>{full}|{bare})" for role, full, bare in _label_parts()))


@cache
def _labels() -> re.Pattern[str]:
    """A label wherever one may start: with 单位 or the like anywhere, else behind a mark."""
    full = "|".join(full for _, full, _ in _label_parts())
    bare = "|".join(bare for _, _, bare in _label_parts())
    return re.compile(rf"(?:{full})|(?:^|(?<=[、，,；;。：:\s（(【〔\[［）)】〕\]］]))(?:{bare})")


@cache
def _label_parts() -> tuple[tuple[str, str, str], ...]:
    """Patterns of each sort of label: one that stands anywhere, and one that needs a mark before it."""
    nouns = _any(lexicon()["label_nouns"]["bodies"])
    colon = r"[*_]{0,2}\s{0,3}[】〕］\])）]?\s{0,3}[：:][*_]{0,2}"
    name = r"(?=[省市县区州盟旗自各国][\u4e00-\u9fff])"
    parts = []
    for role, words in lexicon()["labels"].items():
        bare = f"(?:{_any(words)}){colon}"
        full = f"(?:{_any(words)})(?:{nouns})(?:{colon}|(?:为|是|[ \t\u3000]{{1,4}}){name})"
        parts.append((role, bare if role in {"due", "person", "other"} else full, bare))
    return tuple(parts)


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
