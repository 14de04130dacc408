"""What the name of a body tells: whose it is, what its field is, what sort of body it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from policykb import assets
from policykb.extract.predicates import alternation
from policykb.vocab import BodyKind

_SHORTEST, _LONGEST = 2, 40
_CERTAIN_SUFFIX = 3
"""A word for a sort of body that is as long as this is no part of another word."""
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9０-９·、（）()“”《》〇]+")
_TAIL = re.compile(r"[（(][^（）()]{1,30}[）)]$")
_BLANK = re.compile(r"\s+")
# A name with one of these inside is of a part of that body.
_PLACE = re.compile(
    "[\u4e00-\u9fff]{2,9}(?:自治区|特别行政区|自治州|自治县|自治旗|省|市|州|盟|县|旗|新区|地区|区)|[\u4e00-\u9fff][县州]"
)
_OF_ANOTHER = re.compile("[局厅委]")


@dataclass(frozen=True, slots=True)
class Shape:
    """A name taken apart; ``front`` is the government it belongs to, as written, ``field`` its field's full name.

    ``clear`` is false when the words may be something else than a body.
    """

    words: str
    front: str
    field: str
    suffix: str
    kind: BodyKind
    central: bool
    clear: bool

    @property
    def key(self) -> str:
        """What two names of one body have in common, beside the government in front."""
        if self.field and self.suffix in _lexicon()["main_suffixes"]:
            return self.field
        return self.words if self.central else self.words.removeprefix(self.front)


_LONGEST_OFFICE = 10


@lru_cache(maxsize=8192)
def shape_of(name: str) -> Shape | None:
    """The name taken apart; None for words that end in no word for a body."""
    words = _BLANK.sub("", name)
    plain = _TAIL.sub("", words)
    if not _SHORTEST <= len(plain) <= _LONGEST or not _HAN.fullmatch(plain) or plain.endswith(_not_bodies()):
        return None
    if plain in _lexicon()["whole"]:
        return _whole(words, plain)
    fitting = [(suffix, kind) for suffix, kind in _suffixes() if plain.endswith(suffix) and plain != suffix]
    if not fitting:
        return None
    readings = [_reading(words, plain[: -len(suffix)], suffix, kind) for suffix, kind in fitting]
    known = [reading for reading in readings if reading.field]
    return max(known, key=lambda reading: len(reading.field)) if known else readings[-1]


def is_field(name: str) -> bool:
    """Whether the words are a field of work with nothing behind it, as in 发展改革、住建等部门."""
    return bool(field_of(name))


def field_of(name: str) -> str:
    """The field that the words name with nothing behind it; empty when they name none."""
    return _field(_BLANK.sub("", name))[1]


def generic(front: str) -> bool:
    """Whether the words in front name a kind of government and no place."""
    return front in _lexicon()["own_fronts"]


def body_prefix(words: str) -> int:
    """How long the name of a body is with which the words start; 0 when they start with none."""
    for match in _ends().finditer(words, 0, min(len(words), _LONGEST)):
        shape = shape_of(words[: match.end()])
        if shape and shape.clear and not _goes_on(words, match.end()):
            return match.end()
    return 0


def english(shape: Shape) -> str:
    """A name in English, as far as its parts have one: Municipal Ecology and Environment Bureau; else empty."""
    table = _lexicon()["english"]
    end = next((word for suffix, word in table["ends"].items() if shape.words.endswith(suffix)), "")
    field = str(_lexicon()["fields"].get(shape.field, {}).get("en", ""))
    front = table["fronts"].get(shape.front, "")
    if not end or not (field or (front and shape.kind is BodyKind.GOVERNMENT)):
        return ""
    return " ".join(filter(None, (front, field, end)))


def field_like(field: str) -> str:
    """The field that a field is nearest to: 自然资源 of 自然资源和规划."""
    return str(_lexicon()["fields"].get(field, {}).get("like", field))


@cache
def _lexicon() -> dict[str, Any]:
    return assets.lexicon("bodies")


@cache
def _not_bodies() -> tuple[str, ...]:
    return tuple(_lexicon()["not_bodies"])


@cache
def _suffixes() -> tuple[tuple[str, BodyKind], ...]:
    """The words that end names, the shortest first."""
    pairs = {word: BodyKind(row["kind"]) for row in _lexicon()["suffix"] for word in row["words"]}
    return tuple(sorted(pairs.items(), key=lambda pair: (len(pair[0]), pair[0])))


@cache
def _ends() -> re.Pattern[str]:
    return alternation(tuple(word for word, _ in _suffixes()))


@cache
def _fields() -> dict[str, str]:
    """Every way to write a field, with its full name."""
    known: dict[str, str] = {}
    for name, row in _lexicon()["fields"].items():
        known |= dict.fromkeys((name, *row["short"]), name)
    return known


def _goes_on(words: str, at: int) -> bool:
    """Whether what looks complete is only the front of a longer name: 市委 of 市委宣传部."""
    if words[:at] not in _lexicon()["whole"]:
        return False
    found = _ends().search(words, at, at + _LONGEST_OFFICE)
    shape = shape_of(words[: found.end()]) if found else None
    return bool(shape and shape.clear)


def _whole(words: str, plain: str) -> Shape:
    front, field, central = _field(plain.rstrip("局委办"))
    kind = BodyKind.GOVERNMENT if plain.endswith("政府") else BodyKind.DEPARTMENT if field else BodyKind.OTHER
    suffix = plain[-1] if field else ""
    return Shape(words, front or _own_front(plain), field, suffix, kind, central, clear=True)


def _reading(words: str, core: str, suffix: str, kind: BodyKind) -> Shape:
    front, field, central = _field(core)
    if not field and kind is BodyKind.COMMITTEE:
        front, field, central = _field(core + "管理")
    if field and kind in {BodyKind.COMMITTEE, BodyKind.OTHER}:
        kind = BodyKind.DEPARTMENT if kind is BodyKind.COMMITTEE else kind
    front = front or _own_front(core)
    central = central or core.startswith(tuple(_lexicon()["central_fronts"]))
    if central and (field or kind is BodyKind.DEPARTMENT):
        kind = BodyKind.CENTRAL
    strong = len(suffix) >= _CERTAIN_SUFFIX or suffix in _lexicon()["strong_suffixes"]
    doubtful = any(stop in core for stop in _lexicon()["stops"])
    clear = bool(field) or (not doubtful and (strong or bool(front)))
    return Shape(words, front, field, suffix, kind, central, clear)


def _own_front(core: str) -> str:
    """The government in front, where no field tells where it ends."""
    if core.startswith("市场"):
        return ""
    found = [core[: at + len(level)] for level in _lexicon()["levels"] if (at := core.find(level)) >= 0]
    return min((front for front in found if _is_front(front)), key=len, default="")


def _is_front(words: str) -> bool:
    """Whether the words can be a government's short name: a kind of government, or a place of one."""
    if not words or generic(words):
        return True
    return bool(_PLACE.fullmatch(words)) and not any(stop in words for stop in _lexicon()["stops"])


def _field(core: str) -> tuple[str, str, bool]:
    """The government in front of a field, the field's full name, and whether the centre manages it."""
    fields = _fields()
    cuts = [0, *sorted({at + len(level) for level in _lexicon()["levels"] if (at := core.find(level)) >= 0})]
    for cut in cuts:
        rest = core[cut:]
        if not _is_front(core[:cut]):
            continue
        for front in ("", *_lexicon()["fronts"]):
            name = fields.get(rest.removeprefix(front)) if rest.startswith(front) else None
            if name:
                return core[:cut], name, bool(_lexicon()["fields"][name].get("central"))
    return _central(core)


def _central(core: str) -> tuple[str, str, bool]:
    """As above, for a body of the centre, whose field may stand before the place: 国家税务总局松岭省税务, 人民银行银川中心."""
    anywhere = core.startswith(tuple(_lexicon()["central_fronts"]))
    for written, name in _central_fields():
        last = core.endswith(written) and not _OF_ANOTHER.search(core)
        if core.startswith(written) or last or (anywhere and written in core):
            return "", name, True
    return "", "", False


@cache
def _central_fields() -> tuple[tuple[str, str], ...]:
    rows = _lexicon()["fields"]
    pairs = [(written, name) for written, name in _fields().items() if rows[name].get("central")]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))
