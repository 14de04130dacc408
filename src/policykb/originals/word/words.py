"""The words of a Word paragraph as a reader sees them, each with the element it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml.etree import _Element

from policykb.originals.word.account import Met
from policykb.originals.word.names import SPACE, attribute, find, is_on, short, value
from policykb.originals.word.symbols import UNKNOWN, symbol

if TYPE_CHECKING:
    from policykb.originals.word.account import Account
    from policykb.originals.word.styles import Styles

_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_THROUGH = frozenset(
    {
        "w:hyperlink",
        "w:smartTag",
        "w:customXml",
        "w:fldSimple",
        "w:ins",
        "w:moveTo",
        "w:bdo",
        "w:dir",
        "w:sdtContent",
    }
)
_GONE = {"w:del": Met.DELETED, "w:moveFrom": Met.MOVED}
_FORMULAS = frozenset({"m:oMath", "m:oMathPara"})
_PICTURES = frozenset({"a:blip", "v:imagedata"})
_DRAWINGS = frozenset({"w:drawing", "w:pict", "w:object"})
_NOTES = frozenset({"w:footnoteReference", "w:endnoteReference"})
_BLANKS = str.maketrans("\t\n\r", "   ")


@dataclass(frozen=True, slots=True)
class Shown:
    """Characters that a reader sees, the element that holds them, and where in its own text they start."""

    text: str
    element: _Element
    at: int = 0


@dataclass(slots=True)
class Found:
    """What a paragraph holds: its words, its text boxes, and whether it stands in a table of contents."""

    shown: list[Shown] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    in_contents: bool = False


@dataclass(slots=True)
class _Field:
    code: str = ""
    is_code: bool = True


class Words:
    """Reads the paragraphs of a document in order, for a field may run over several."""

    def __init__(self, styles: Styles, account: Account) -> None:
        self._styles, self._account = styles, account
        self._fields: list[_Field] = []
        self._found = Found()
        self._hides = False

    def of(self, paragraph: _Element, style_id: str) -> Found:
        """What one paragraph holds."""
        self._found = Found(in_contents=any(field.code.startswith("TOC") for field in self._fields))
        self._hides = bool(self._styles.hides(style_id))
        self._inside(paragraph)
        # A field's code does not run over paragraphs: one that is never closed must not swallow the rest.
        self._fields = [opened for opened in self._fields if not opened.is_code]
        return self._found

    def _inside(self, element: _Element) -> None:
        for child in element:
            name = short(child)
            if name == "w:r":
                self._run(child)
            elif name in _THROUGH:
                before = len(self._found.shown)
                self._inside(child)
                if name == "w:ins":
                    added = sum(len(shown.text) for shown in self._found.shown[before:])
                    self._account.add(Met.INSERTED, added)
            elif name in _GONE:
                self._account.add(_GONE[name], _length(child))
            elif name == "w:sdt":
                self._control(child)
            elif name == "mc:AlternateContent":
                self._inside(chosen(child))
            elif name in _FORMULAS:
                self._formula(child)

    def _control(self, element: _Element) -> None:
        if is_on(find(element, "w:sdtPr"), "w:showingPlcHdr"):
            self._account.add(Met.PROMPT)
        elif (content := find(element, "w:sdtContent")) is not None:
            self._inside(content)

    def _formula(self, element: _Element) -> None:
        self._account.add(Met.FORMULA)
        for child in element.iter():
            if short(child) == "m:t" and child.text:
                self._found.shown.append(Shown(child.text.translate(_BLANKS), child))

    def _run(self, run: _Element) -> None:
        properties = find(run, "w:rPr")
        hidden = is_on(properties, "w:vanish") if properties is not None else None
        if hidden is None and properties is not None:
            hidden = self._styles.hides(value(properties, "w:rStyle"))
        self._parts(run, hidden=self._hides if hidden is None else hidden)

    def _parts(self, run: _Element, *, hidden: bool) -> None:
        for part in run:
            name = short(part)
            if name == "w:fldChar":
                self._field(part)
            elif name == "w:instrText":
                self._code(part.text or "")
            elif name == "mc:AlternateContent":
                self._parts(chosen(part), hidden=hidden)
            elif any(opened.is_code for opened in self._fields):
                continue
            elif name in {"w:t", "w:sym"} or name in _SIGNS:
                self._sign(part, name, hidden=hidden)
            elif name == "w:ruby":
                self._inside(base if (base := find(part, "w:rubyBase")) is not None else part)
            elif name in _NOTES:
                self._account.add(Met.NOTE)
            elif name in _DRAWINGS:
                self._drawing(part)

    def _sign(self, part: _Element, name: str, *, hidden: bool) -> None:
        """A sign or a piece of text."""
        at = 0
        if name == "w:t":
            text, at = _text(part)
        elif name == "w:sym":
            text = symbol(attribute(part, "font"), attribute(part, "char"))
            self._account.add(Met.SYMBOL, int(text == UNKNOWN))
        else:
            text = _SIGNS[name]
        if hidden:
            self._account.add(Met.HIDDEN, len(text.strip()))
        elif text:
            self._found.shown.append(Shown(text, part, at))

    def _field(self, part: _Element) -> None:
        match attribute(part, "fldCharType"):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].is_code = False
                self._found.in_contents |= self._fields[-1].code.startswith("TOC")
            case "end" if self._fields:
                self._account.add(Met.FIELD, int(self._fields.pop().code.startswith(("AUTONUM", "LISTNUM"))))

    def _code(self, text: str) -> None:
        if self._fields:
            self._fields[-1].code = (self._fields[-1].code + text).lstrip()[:20].upper()

    def _drawing(self, element: _Element) -> None:
        """The text boxes and pictures of a drawing, each once."""
        is_object = short(element) == "w:object"
        self._account.add(Met.OBJECT, int(is_object))
        waiting = [element]
        while waiting:
            part = waiting.pop()
            name = short(part)
            if name == "w:txbxContent":
                self._account.add(Met.BOX)
                self._found.boxes.append(part)
            elif name == "mc:AlternateContent":
                waiting.append(chosen(part))
            else:
                self._account.add(Met.PICTURE, int(name in _PICTURES and not is_object))
                waiting.extend(reversed(part))


def chosen(element: _Element) -> _Element:
    """The one branch of an alternative that is read: the newer form, else the one for old programs."""
    branches = (child for child in element if short(child) in {"mc:Choice", "mc:Fallback"} and len(child))
    branch = next(branches, None)
    return element.makeelement("none") if branch is None else branch


def _text(part: _Element) -> tuple[str, int]:
    """An element's own words without the blanks that Word does not show, and where they start."""
    text = part.text or ""
    at = 0
    if part.get(SPACE) != "preserve":
        kept = text.lstrip(" \t\n\r")
        at = len(text) - len(kept)
        text = kept.rstrip(" \t\n\r")
    return text.translate(_BLANKS), at


def _length(element: _Element) -> int:
    return sum(len(part.text or "") for part in element.iter() if short(part) in {"w:t", "w:delText"})
