"""A document to its draft and the files to review it in, keeping what people have decided about an earlier one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from policykb.draft import Draft, from_json, to_json
from policykb.draft.folder import read_meta
from policykb.errors import InputError, PolicyKBError
from policykb.extract import extract
from policykb.extract.merge import merge
from policykb.gate.decode import decode_rdf
from policykb.gate.files import read_bytes
from policykb.phrase import Phrase
from policykb.pipeline.source import find, plan_id
from policykb.review import BOOK, DRAFT, LOG, TEXT, gone_lines, returned, review_files
from policykb.review.rows import id_of, shown
from policykb.text import PlanText
from policykb.vocab import Confidence, SentenceState

if TYPE_CHECKING:
    from policykb.draft import Claim, Sentence
    from policykb.pipeline.source import Source

_NEXT = Phrase(
    "审定：{} 或同目录的网页，然后 policykb review {}",
    "review: {} or the page beside it, then policykb review {}",
)
_SHOWN = 60
"""How much of words that are gone a line shows."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A draft as JSON, the files to write, and a few words on what needs a person."""

    id: str
    draft: str
    words: tuple[str, ...]
    files: dict[Path, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A draft that people may have decided on, and the text it is about."""

    draft: Draft
    text: PlanText


def extracted(document: str, *, folder: Path | None, lang: str) -> Extracted:
    """What a document says; decisions on an earlier draft stay where their words still stand.

    Args:
        document: a text, a file, or a plan folder.
        folder: a plan's own folder, or one that gets a folder for each plan; none to write nothing.
        lang: the language of the workbook and the page.

    Raises:
        InputError: the document cannot be read, or the folder's workbook holds decisions that were not brought back.
    """
    source = find(document)
    home = folder and plan_folder(folder, source.id)
    name = _name(home) or source.id if home else source.id
    text = source.read_text()
    draft = extract(text, name, (_region(home) if home else "") or source.region())
    earlier = _earlier(source, folder, home)
    lost: tuple[Claim | Sentence, ...] = ()
    if earlier is not None:
        if home is not None:
            _refuse_pending(home, earlier)
        draft, lost = merge(draft, earlier.draft, text.content, earlier.text.content)
    doubts = (doubt.said(lang) for doubt in text.warnings)
    words = (*doubts, *_counts(draft, lang), *_lost(lost, earlier, lang))
    if home is not None:
        words += (_NEXT.said(lang).format(home / BOOK, home),)
    files = {} if home is None else _files(home, draft, text, lang) | _original(home, document)
    if home is not None and earlier is not None and lost:
        files[home / LOG] = logged(home, gone_lines(lost, draft, earlier.text.content))
    return Extracted(name, to_json(draft), words, files)


def _original(home: Path, document: str) -> dict[Path, bytes]:
    """The file that a new text came in, for a folder that keeps the one of the old text."""
    if not any(home.glob("original.*")) or not Path(document).is_file():
        return {}
    return {home / f"original{Path(document).suffix.lower()}": read_bytes(document)}


def plan_folder(folder: Path, name: str) -> Path:
    """Where a plan's files go: the folder itself when it is a plan's already, else one of the plan's name in it."""
    return folder if is_plan_folder(folder) else folder / name


def is_plan_folder(folder: Path) -> bool:
    """Whether a folder is one plan's own."""
    return any((folder / name).is_file() for name in ("plan.toml", DRAFT))


def logged(home: Path, lines: str) -> bytes:
    """The folder's log with lines added; what stands there is never changed."""
    path = home / LOG
    before = read_bytes(path) if path.is_file() and path.stat().st_size else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    return before + lines.encode("utf-8")


def read_draft(path: Path) -> Draft:
    """The draft in a file."""
    return from_json(decode_rdf(read_bytes(path), where=path), where=path)


def _region(home: Path) -> str:
    """The region of a folder's plan; empty where no metadata say so."""
    meta = home / "plan.toml"
    return read_meta(meta).region if meta.is_file() else ""


def plan_title(home: Path) -> str:
    """What the plan of a folder is called; empty where no metadata say so."""
    meta = home / "plan.toml"
    return read_meta(meta).title_zh if meta.is_file() else ""


def _name(home: Path) -> str:
    """The id of the plan whose folder it is; empty for a new one."""
    if (home / "plan.toml").is_file():
        return plan_id(home / "plan.toml")
    return read_draft(home / DRAFT).plan if (home / DRAFT).is_file() else ""


def _files(home: Path, draft: Draft, text: PlanText, lang: str) -> dict[Path, bytes]:
    files = review_files(draft, text.content, lang, plan_title(home))
    return {home / name: data for name, data in files.items()}


def _earlier(source: Source, folder: Path | None, home: Path | None) -> _Earlier | None:
    """The draft in the plan's folder, else the one that lies beside the document."""
    places = [(home / DRAFT, home / TEXT)] if home else []
    if folder is not None:  # where version 0.1 put them
        places.append((folder / f"{source.id}.draft.json", folder / f"{source.id}.source.txt"))
    for kept, text in places:
        if kept.is_file():
            return _Earlier(read_draft(kept), PlanText.from_bytes(read_bytes(text), where=text))
    if source.draft is not None:
        draft = from_json(decode_rdf(source.draft, where=source.where), where=source.where)
        return _Earlier(draft, source.read_text())
    return None


def _refuse_pending(home: Path, earlier: _Earlier) -> None:
    """Refuses to replace a workbook that somebody has filled in and nobody brought back."""
    book = home / BOOK
    if not book.is_file():
        return
    try:
        found = returned(
            read_bytes(book), earlier.draft, earlier.text.content, where=str(book), today="2000-01-01"
        )
        pending = len(found.entries) + len(found.faults)
    except PolicyKBError:
        pending = 1  # what cannot be read may be somebody's work all the same
    if pending:
        raise InputError(
            "the workbook holds decisions that were not brought back; it would be replaced",
            where=book,
            hint=f"run policykb review {home} first, or move the workbook away",
            code="E_PENDING",
            zh=f"工作簿里有没收回的审定，重新抽取会把它覆盖；请先运行 policykb review {home}，或把工作簿移走",
        )


def _counts(draft: Draft, lang: str) -> tuple[str, ...]:
    claims = [*draft.actions, *draft.targets, *draft.responsibilities]
    doubtful = sum(claim.confidence is not Confidence.CERTAIN for claim in claims)
    unread = sum(sentence.state is SentenceState.UNENCODED for sentence in draft.sentences)
    if lang == "en":
        return (
            (
                f"{draft.plan}: {len(draft.measures)} measures, {len(draft.actions)} actions, {len(draft.targets)} targets, "
                f"{len(draft.responsibilities)} responsibilities; {doubtful} need a look, {unread} sentences unread"
            ),
        )
    return (
        (
            f"{draft.plan}：措施 {len(draft.measures)}、举措 {len(draft.actions)}、目标 {len(draft.targets)}、"
            f"责任 {len(draft.responsibilities)}；待人工核看 {doubtful}，未编码句 {unread}"
        ),
    )


def _lost(lost: tuple[Claim | Sentence, ...], earlier: _Earlier | None, lang: str) -> tuple[str, ...]:
    if earlier is None:
        return ()
    said = Phrase("{}：曾有审定，但原句已不在：{}", "{}: decided before, but these words are gone: {}").said(
        lang
    )
    text = earlier.text.content
    return tuple(said.format(id_of(one), shown(one.span.quote(text))[:_SHOWN]) for one in lost)
