"""Which parts of a plan are its measures: the level at which its tags stand, or that carries its content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykb.extract.headings import Heading, heading_of
from policykb.extract.marks import ASIDE, ROW
from policykb.extract.tags import Tag, tags_in
from policykb.extract.tree import Tree
from policykb.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.extract.tree import Node

_POINTS = frozenset(
    {"arabic_paren", "arabic_paren_glyph", "arabic_close", "circled", "latin", "roman", "han_close"}
)
_SUBSTANTIAL = 50
_MANY = 2


@dataclass(slots=True)
class Parts:
    """What is known of each part of a tree: its own tags, its heading, whether tags stand beneath it."""

    text: str
    tree: Tree
    tags: dict[int, tuple[Tag, ...]] = field(default_factory=dict)
    headings: dict[int, Heading] = field(default_factory=dict)
    tagged: dict[int, int] = field(default_factory=dict)
    """How many tags a part holds, those beneath it included."""
    split: dict[int, bool] = field(default_factory=dict)

    def of(self, node: Node) -> tuple[Tag, ...]:
        """A part's own tags."""
        return self.tags[id(node)]

    def heading(self, node: Node) -> Heading:
        """A part's heading."""
        return self.headings[id(node)]

    def words(self, node: Node) -> str:
        """A part's heading in one line."""
        return self.headings[id(node)].words(self.text)


def parts_of(text: str, tree: Tree) -> Parts:
    """The tags and headings of all parts, and which of them only hold measures."""
    parts = Parts(text, tree)
    nodes = [node for node in tree.root.walk() if node is not tree.root]
    for node in nodes:
        own = (
            []
            if node.mark.style in {ROW, ASIDE}
            else [tag for piece in node.pieces(text) for tag in tags_in(text, piece)]
        )
        parts.tags[id(node)] = tuple(own)
        parts.headings[id(node)] = heading_of(text, node, own, tree.full)
    for node in reversed(nodes):
        below = sum(parts.tagged[id(child)] for child in node.children)
        parts.tagged[id(node)] = len(parts.of(node)) + below + int(bool(node.row and node.row.duties))
    votes: Counter[tuple[int, bool]] = Counter()
    for node in nodes:
        if (vote := _by_tags(parts, node)) is not None:
            votes[node.rank, vote] += 1
    for node in nodes:
        parts.split[id(node)] = _splits(parts, node, votes)
    return parts


def beneath(node: Node) -> list[Node]:
    """The parts right beneath one, without words beside the plan."""
    return [child for child in node.children if child.mark.style != ASIDE]


def _items(parts: Parts, node: Node) -> list[Node]:
    """The parts right beneath one that say more than who is responsible: 3.责任单位：市水利局 is none."""
    return [child for child in beneath(node) if not _is_tag(parts, child)]


def _is_tag(parts: Parts, node: Node) -> bool:
    """Whether a part is a tag from its first word to its last."""
    own = parts.of(node)
    if not own or node.children:
        return False
    rest = parts.text[node.mark.words : own[0].span.start] + parts.text[own[-1].span.end : node.end]
    return not rest.strip("。；;： \n\r\t\u3000")


def _splits(parts: Parts, node: Node, votes: Counter[tuple[int, bool]]) -> bool:
    """Whether a part is a chapter of measures rather than a measure."""
    children = _items(parts, node)
    if not children:
        return False
    if any(child.mark.style == ROW for child in children):
        return True
    own = _by_tags(parts, node)
    if own is not None:
        return own
    for_split, for_keep = votes[node.rank, True], votes[node.rank, False]
    if for_split != for_keep:
        return for_split > for_keep
    return _by_content(parts, node, children)


def _by_tags(parts: Parts, node: Node) -> bool | None:
    """What the tags say: they stand in the parts beneath, or close the whole; None when they do not tell."""
    children = _items(parts, node)
    tagged = [child for child in children if parts.tagged[id(child)]]
    if not children or not parts.tagged[id(node)]:
        return None
    if not tagged and len(children) < len(beneath(node)):
        return False
    if not tagged:
        return True if node.depth == 0 else None if _headed(parts, children) else False
    if len(tagged) >= _MANY:
        return True
    if len(children) >= _MANY and tagged[0] is children[-1] and parts.tagged[id(node)] == 1:
        return False if _closes(parts, tagged[0]) and not _deep(parts, node) else None
    return True if len(children) == 1 and node.depth == 0 else None


def _deep(parts: Parts, node: Node) -> bool:
    """Whether a part is a chapter by its place and its parts are long enough to be measures."""
    return node.depth == 0 and _by_content(parts, node, beneath(node))


def _closes(parts: Parts, node: Node) -> bool:
    """Whether the tag of a part is its last word."""
    last = max(tag.span.end for below in node.walk() for tag in parts.of(below))
    return not parts.text[last : node.end].strip("。； \n\r\t\u3000")


def _by_content(parts: Parts, node: Node, children: Sequence[Node]) -> bool:
    """What headings and lengths say, where no tag does."""
    points = all(child.mark.style in _POINTS for child in children)
    if node.depth == 0 and not points:
        return True
    has_body = any(parts.text[piece.start : piece.end].strip() for piece in _content(parts, node))
    if points and has_body:
        return False
    mean = sum(child.end - child.mark.start for child in children) / len(children)
    return _headed(parts, children) or (mean >= _SUBSTANTIAL and not has_body)


def _content(parts: Parts, node: Node) -> list[Span]:
    """A part's own words behind its heading."""
    end = parts.heading(node).end
    pieces = [Span(max(piece.start, end), piece.end) for piece in node.pieces(parts.text) if piece.end > end]
    return [piece for piece in pieces if parts.text[piece.start : piece.end].strip("。 \n\r\t\u3000")]


def _headed(parts: Parts, children: Sequence[Node]) -> bool:
    """Whether most parts have a heading and a content of their own."""
    headed = [child for child in children if (own := parts.heading(child)).title and not own.shared]
    return len(headed) * _MANY > len(children)


def chosen(parts: Parts, node: Node) -> Iterator[Node]:
    """The measures that a part is or holds, in text order."""
    if not parts.split[id(node)]:
        yield node
        return
    for child in beneath(node):
        yield from chosen(parts, child)
