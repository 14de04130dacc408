"""What stands behind the word PLAN on a command line."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from policykb import anchors, assets
from policykb.errors import InputError, UsageError
from policykb.gate.files import read_bytes

if TYPE_CHECKING:
    from policykb.draft import Draft
    from policykb.draft.folder import Decision, Meta
    from policykb.observe import Figures
    from policykb.originals import Original
    from policykb.text import PlanText

PLAN_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_DRAFT = ".json"
FIGURE_FILES = ("observations.csv", "planned_values.csv", "observations.toml")


@dataclass(frozen=True, slots=True)
class Source:
    """A plan's files, read but not yet understood; a raw document has no reviewed draft.

    ``text`` holds the bytes of the file that the plan's words stand in, whatever its kind, and ``where`` names it.
    """

    id: str
    text: bytes
    where: str
    meta_path: Path | None = None
    draft: bytes | None = None
    decisions_path: Path | None = None

    def digest(self) -> str:
        """A hash of everything the plan's knowledge depends on."""
        given = (self.meta_path, self.decisions_path, *self.figure_paths)
        paths = [path for path in given if path and path.exists()]
        kind = PurePath(self.where).suffix.lower().encode()
        parts = [self.id.encode(), kind, self.text, self.draft or b"", *(path.read_bytes() for path in paths)]
        return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()

    def original(self) -> Original:
        """The file as it was received, its text, and the way from one to the other; read once."""
        return _original(self.text, self.where)

    def read_text(self) -> PlanText:
        """The plan's own words."""
        return self.original().text

    def read_draft(self) -> Draft:
        """The reviewed draft, or one extracted on the fly."""
        from policykb.draft import from_json  # noqa: PLC0415 - an answer from the cache needs no draft

        text = self.read_text()
        if self.draft is None:
            from policykb.extract import extract  # noqa: PLC0415 - an answer from the cache needs no draft

            return extract(text, self.id, self.region())
        draft = from_json(self.draft.decode("utf-8"), where=self.where)
        if draft.plan != self.id:
            raise InputError(
                f"the draft is of plan {draft.plan}, the folder of plan {self.id}",
                where=self.where,
                hint="give both the same id",
                zh=f"草稿属于规划 {draft.plan}，目录属于规划 {self.id}；两处编号须一致",
            )
        if draft.text_sha256 != text.sha256:
            raise InputError(
                "the draft was made from another text than the one beside it",
                where=self.where,
                hint="extract the text again; the review is kept where its sentences still stand",
                zh="草稿所依据的文本与目录中的原文不一致；请重新抽取，原句未变的审定会保留",
            )
        return draft

    def region(self) -> str:
        """The slug of the plan's region, where its metadata say it."""
        return self.read_meta().region if self.meta_path else ""

    def read_meta(self, draft: Draft | None = None) -> Meta:
        """The plan's metadata, or just what its text tells; a draft that is at hand is not made again."""
        from policykb.draft.folder import Meta, read_meta  # noqa: PLC0415 - an answer from the cache needs no draft

        if self.meta_path is not None:
            return read_meta(self.meta_path)
        title = (draft or self.read_draft()).title or self.id
        return Meta(id=self.id, title_zh=title, title_en=title)

    @property
    def figure_paths(self) -> tuple[Path, ...]:
        """Where a plan folder records figures beside the plan; none for a raw document."""
        if self.meta_path is None:
            return ()
        return tuple(self.meta_path.parent / name for name in FIGURE_FILES)

    def read_figures(self) -> Figures:
        """The figures recorded beside the plan: published, planned, and the marks on them."""
        from policykb.observe import Figures, read_figures  # noqa: PLC0415 - an answer from the cache needs no figures

        return read_figures(self.meta_path.parent) if self.meta_path else Figures()

    def read_decisions(self) -> tuple[Decision, ...]:
        """The decisions on how to read it."""
        from policykb.draft.folder import read_decisions  # noqa: PLC0415 - an answer from the cache needs no draft

        return read_decisions(self.decisions_path) if self.decisions_path else ()


def shipped_plans() -> tuple[str, ...]:
    """The ids of the plans that come with the program; one whose text was never read is only a reference."""
    return tuple(sorted(path.parent.name for path in anchors.PLANS.glob("*/source.txt")))


def shipped_references() -> tuple[str, ...]:
    """The ids of the documents above that plans can be held against."""
    return tuple(sorted(path.parent.name for path in anchors.PLANS.glob("*/requirements.toml")))


def find(plan: str) -> Source:
    """The files behind a shipped plan's id, a plan folder, or a raw document.

    Raises:
        UsageError: no such shipped plan and no such path.
        InputError: the path cannot be read as a plan.
    """
    if plan in shipped_plans():
        return _folder(anchors.PLANS / plan)
    if plan in shipped_references():
        raise InputError(
            "of this document only single facts are known, not its text",
            where=plan,
            hint=f"hold a plan against it: policykb compare PLAN --with {plan}",
            zh=f"只收录了该文件的若干事实，没有其全文；请用它来对照规划：policykb compare 规划 --with {plan}",
        )
    path = Path(plan)
    if plan != "-" and not path.exists():
        near = get_close_matches(plan, shipped_plans(), n=1)
        raise InputError(
            f"no plan of this name ships with the program, and there is no such file: {plan}",
            hint=f"did you mean {near[0]}?" if near else f"shipped plans: {', '.join(shipped_plans())}",
            zh=f"没有名为“{plan}”的内置规划，也没有这个文件；内置规划：{'、'.join(shipped_plans())}",
        )
    if path.is_dir():
        return _folder(path)
    return _reviewed(path) if path.suffix.lower() == _DRAFT else _document(plan)


@lru_cache(maxsize=4)
def _original(data: bytes, where: str) -> Original:
    from policykb.originals import read_original  # noqa: PLC0415 - an answer from the cache needs no text

    return read_original(data, where)


def _folder(folder: Path) -> Source:
    meta, source, draft = (folder / name for name in ("plan.toml", "source.txt", "draft.json"))
    if not meta.is_file() or not source.is_file():
        raise InputError(
            "not a plan folder: it needs plan.toml and source.txt",
            where=folder,
            zh="不是规划目录：需要 plan.toml 和 source.txt",
        )
    return Source(
        id=plan_id(meta),
        text=read_bytes(source),
        where=str(source),
        meta_path=meta,
        draft=read_bytes(draft) if draft.exists() else None,
        decisions_path=folder / "curation.toml",
    )


def plan_id(meta: Path) -> str:
    """The plan's own id: a place in IRIs, so plain letters, digits and hyphens."""
    return _sound(str(assets.table(meta).get("id", "")), meta)


def _sound(name: str, where: Path) -> str:
    if not PLAN_ID.fullmatch(name):
        raise InputError(
            f"{name!a} is no plan id",
            where=where,
            hint="use small letters, digits and hyphens, such as ningxia-2022",
            zh="规划编号只能用小写字母、数字和连字符，如 ningxia-2022",
        )
    return name


def _reviewed(path: Path) -> Source:
    """A draft on its own, with the text and the metadata that lie beside it."""
    from policykb.draft import from_json  # noqa: PLC0415 - an answer from the cache needs no draft
    from policykb.gate.decode import decode_rdf  # noqa: PLC0415 - an answer from the cache needs no draft

    data = read_bytes(path)
    plan = _sound(from_json(decode_rdf(data, where=path), where=path).plan, path)
    names = (f"{path.stem.removesuffix('.draft')}.source.txt", f"{plan}.source.txt", "source.txt")
    text = next((path.with_name(name) for name in names if path.with_name(name).is_file()), None)
    if text is None:
        raise InputError(
            "the text that the draft was made from is not beside it",
            where=path,
            hint=f"put it there as {plan}.source.txt or source.txt",
            zh=f"草稿旁边没有它所依据的原文；请放入 {plan}.source.txt 或 source.txt",
        )
    meta = path.with_name("plan.toml")
    has_meta = meta.is_file() and plan_id(meta) == plan
    return Source(
        id=plan,
        text=read_bytes(text),
        where=str(text),
        meta_path=meta if has_meta else None,
        draft=data,
        decisions_path=path.with_name("curation.toml") if has_meta else None,
    )


def _document(plan: str) -> Source:
    from policykb.originals.kinds import REFUSED, SUFFIXES  # noqa: PLC0415 - a shipped plan needs no kinds

    suffix = "" if plan == "-" else Path(plan).suffix.lower()
    if plan != "-" and suffix not in SUFFIXES and suffix not in REFUSED:
        raise UsageError(
            f"files that end in {suffix or 'nothing'} are not read as plans",
            where=plan,
            hint=f"give a plan folder or a document ({', '.join(sorted(SUFFIXES))})",
            zh=f"不能把 {suffix or '无后缀'} 文件当作规划读取；请给规划目录或文档（{'、'.join(sorted(SUFFIXES))}）",
        )
    return Source(id=slug_of(plan), text=read_bytes(plan), where=plan)


def slug_of(plan: str) -> str:
    """An ASCII id for a document, from its file name; what ASCII cannot say, or a shipped plan is called, is told apart by a hash."""
    stem = "stdin" if plan == "-" else Path(plan).stem
    kept = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:40].strip("-")
    if kept == stem.lower() and kept not in (*shipped_plans(), *shipped_references()):
        return kept
    mark = hashlib.sha256(stem.encode()).hexdigest()[:8]
    return f"{kept}-{mark}" if kept else f"plan-{mark}"
