"""Who is meant by the names of one plan: bodies of the vocabulary, or bodies that are proposed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from policykb import assets
from policykb.draft.claims import ProposedBody
from policykb.extract.body_names import english, field_like, field_of, generic, shape_of
from policykb.extract.name_lists import Named
from policykb.vocab import PKB, BodyKind, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_NAMED_PLACE = re.compile(
    "^(?:中共|关于印发|关于|印发|《)?([\u4e00-\u9fff]{2,8}?(?:自治区|自治州|省|市|州|盟|县|旗|区))"
)
_LEVELS = ("自治区", "自治州", "省", "市", "州", "盟", "县", "旗", "区")
_NO_PLACE = ("城市", "市区", "园区", "地区", "社区", "灌区", "工业园区", "开发区")


@dataclass(frozen=True, slots=True)
class Meant:
    """The body that a name means; ``departmental`` when a list's prefix reaches it."""

    slug: str
    departmental: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Whose plan a text is: whether the vocabulary's region is meant, its own place, and its level."""

    home: bool
    place: str
    level: str


@dataclass(slots=True)
class Register:
    """The bodies of one plan; what the vocabulary lacks is proposed, once for all the names of a body."""

    plan: str
    setting: Setting
    proposed: dict[tuple[str, str], _Proposal] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, names: Iterable[Named]) -> None:
        """Enters the bodies of some names, which come in text order."""
        for name in names:
            if known_body(name, self.setting) is None:
                key = _key(name, self.setting)
                self.proposed.setdefault(key, _Proposal(name)).forms[name.words] += 1

    def meant(self, name: Named) -> Meant:
        """The body that a name means."""
        if known := known_body(name, self.setting):
            return known
        body = self.ids[_key(name, self.setting)]
        shape = shape_of(name.words)
        departmental = bool(shape and shape.kind is BodyKind.DEPARTMENT and not shape.central)
        return Meant(body_slug(self.plan, body), departmental)

    def bodies(self) -> tuple[ProposedBody, ...]:
        """The proposed bodies in the order in which the text names them first."""
        return tuple(
            _body(self.ids[key], proposal, of_plan=key[0] == self.setting.level != "")
            for key, proposal in self.proposed.items()
        )

    def close(self) -> None:
        """Numbers the bodies in the order in which the text names them first."""
        ordered = sorted(self.proposed.items(), key=lambda pair: (pair[1].first.span, pair[0]))
        self.proposed = dict(ordered)
        self.ids = {key: f"b{number:02}" for number, key in enumerate(self.proposed, 1)}


@dataclass(slots=True)
class _Proposal:
    first: Named
    forms: Counter[str] = field(default_factory=Counter)


def body_slug(plan: str, name: str) -> str:
    """The short IRI of a plan's proposed body, from its id in the draft."""
    return f"org/{plan}-{name}"


def setting_of(text: str, title: str, names: Sequence[Named], region: str = "") -> Setting:
    """Whose plan a text is.

    Args:
        text: the whole plan.
        title: its title.
        names: the names in its tags.
        region: the slug of its region, where somebody has said it.
    """
    found = _NAMED_PLACE.match(title)
    place = found.group(1) if found and not found.group(1).endswith(_NO_PLACE) else ""
    fronts = Counter(
        shape.front for name in names if (shape := shape_of(name.words)) and generic(shape.front)
    )
    levels = sorted(fronts, key=lambda front: (-fronts[front], front))
    level = levels[0] if levels else next((level for level in _LEVELS if place.endswith(level)), "")
    return Setting(_is_home(text, title, region), place, level)


def known_body(name: Named, setting: Setting) -> Meant | None:
    """The vocabulary's body of a name: by its own full name anywhere, by a department's name in its region's plans."""
    words = _plain(name.words)
    if setting.home:
        elided = bool(name.front) and generic(name.front)
        bodies = _bodies().get(name.front + words, ()) if elided else _bodies().get(words, ())
        if elided and not bodies:
            bodies = tuple(body for body in _bodies().get(words, ()) if not body.departmental)
        if setting.level not in {"", "自治区"} and not elided and not words.startswith("自治区"):
            bodies = tuple(body for body in bodies if words in _full_names())
        if len(bodies) == 1:
            return bodies[0]
    bodies = _bodies().get(words, ()) if words in _full_names() else ()
    return bodies[0] if len(bodies) == 1 else None


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _is_home(text: str, title: str, region: str) -> bool:
    """Whether a plan is of the region whose bodies the vocabulary knows, or of a place in it."""
    home: str = assets.lexicon("bodies")["home"]
    others: list[str] = assets.lexicon("bodies")["provinces"]
    if region:
        return region == home or region in _within_home()
    named = [province for province in others if province in title]
    if named:
        return named[0] == others[0]
    if any(place in title for place in _home_places()):
        return True
    counts = {province: text.count(province) for province in others}
    own = counts.pop(others[0]) + sum(text.count(place) for place in _home_places())
    return own > 0 and own >= max(counts.values())


@cache
def _within_home() -> frozenset[str]:
    return frozenset(concept.slug for concept in assets.concepts("regions"))


@cache
def _home_places() -> tuple[str, ...]:
    """The full names of the places in the vocabulary's region."""
    return tuple(sorted({concept.names[0] for concept in assets.concepts("regions") if concept.names}))


@cache
def _bodies() -> dict[str, tuple[Meant, ...]]:
    """Every name of every body of the vocabulary, with the bodies that bear it."""
    found: dict[str, tuple[Meant, ...]] = {}
    for concept in assets.concepts("agencies"):
        if concept.slug.startswith("org/"):
            body = Meant(concept.slug, PKB.RegionalDepartment in concept.types)
            for name in concept.names:
                found[name] = (*found.get(name, ()), body)
    return found


@cache
def _full_names() -> frozenset[str]:
    """The names that say themselves whose body it is: they hold the region's or a place's name."""
    places = [name for concept in assets.concepts("regions") for name in concept.names]
    places += ["宁东"]
    return frozenset(name for name in _bodies() if any(place in name for place in places if len(place) > 1))


def _key(name: Named, setting: Setting) -> tuple[str, str]:
    """What the names of one body have in common: the government, and the field or the name behind it."""
    words = _plain(name.words)
    shape = shape_of(words)
    if shape is None:
        known = field_of(words)
        return (_government(name.front or setting.level, setting), known) if known else ("", words)
    front = shape.front or ("" if shape.central else name.front)
    if not front and shape.field and shape.kind is not BodyKind.CENTRAL:
        front = setting.level
    return _government(front, setting), shape.key


def _government(front: str, setting: Setting) -> str:
    """A government by its level when it is the plan's own, else by its name."""
    if setting.place and front.endswith(setting.place):
        return next(level for level in _LEVELS if setting.place.endswith(level))
    return front


def _body(name: str, proposal: _Proposal, *, of_plan: bool) -> ProposedBody:
    forms = sorted(proposal.forms, key=lambda form: (-len(form), form))
    first = proposal.first
    shape = shape_of(forms[0])
    field_name = shape.field if shape else field_of(forms[0])
    nearest = _nearest(field_name)
    doubts = () if shape and shape.clear else ("unclear",)
    return ProposedBody(
        id=name,
        span=first.span,
        confidence=Confidence.LIKELY if doubts or first.doubts else Confidence.CERTAIN,
        doubt=_doubt("unclear") if doubts else "",
        name=_plain(forms[0]),
        name_en=english(shape) if shape else "",
        aliases=tuple(dict.fromkeys(_plain(form) for form in forms[1:])),
        kind=shape.kind if shape else BodyKind.DEPARTMENT if field_name else BodyKind.OTHER,
        nearest=nearest,
        why=_why(field_name, central=bool(shape and shape.central)) if nearest else "",
        of_plan=of_plan,
    )


def _doubt(name: str) -> str:
    return str(assets.lexicon("responsibility")["doubts"][name])


def _why(field_name: str, *, central: bool) -> str:
    words = assets.lexicon("bodies")["why"]["central" if central else "field"]
    return str(words).format(field=field_name)


def _nearest(field_name: str) -> str:
    """The vocabulary's body of the same field, or of the field most like it."""
    return _by_field().get(field_name) or _by_field().get(field_like(field_name), "") if field_name else ""


@cache
def _by_field() -> dict[str, str]:
    fields: dict[str, str] = {}
    for concept in assets.concepts("agencies"):
        if not {PKB.RegionalDepartment, PKB.CentralVerticalAgency} & set(concept.types):
            continue
        for name in concept.names:
            shape = shape_of(name)
            if shape and shape.field:
                fields.setdefault(shape.field, concept.slug)
    return fields
