"""What stands behind the word PLAN on a command line."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from policykb import anchors, assets
from policykb.errors import InputError, UsageError
from policykb.gate.files import read_bytes

if TYPE_CHECKING:
    from policykb.draft import Draft
    from policykb.draft.folder import Decision, Meta
    from policykb.text import PlanText

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
DOCUMENTS = {".txt", ".md", ".text", "-"}


@dataclass(frozen=True, slots=True)
class Source:
    """A plan's files, read but not yet understood; a raw document has no reviewed draft."""

    id: str
    text: bytes
    where: str
    meta_path: Path | None = None
    draft: bytes | None = None
    decisions_path: Path | None = None

    def digest(self) -> str:
        """A hash of everything the plan's knowledge depends on."""
        paths = [path for path in (self.meta_path, self.decisions_path) if path and path.exists()]
        parts = [self.id.encode(), self.text, self.draft or b"", *(path.read_bytes() for path in paths)]
        return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()

    def read_text(self) -> PlanText:
        """The plan's own words."""
        from policykb.text import PlanText  # noqa: PLC0415 - an answer from the cache needs no draft

        return PlanText.from_bytes(self.text, where=self.where)

    def read_draft(self) -> Draft:
        """The reviewed draft, or one extracted on the fly."""
        from policykb.draft import from_json  # noqa: PLC0415 - an answer from the cache needs no draft

        text = self.read_text()
        if self.draft is None:
            from policykb.extract import extract  # noqa: PLC0415 - an answer from the cache needs no draft

            return extract(text, self.id)
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

    def read_meta(self) -> Meta:
        """The plan's metadata, or just what its text tells."""
        from policykb.draft.folder import Meta, read_meta  # noqa: PLC0415 - an answer from the cache needs no draft

        if self.meta_path is not None:
            return read_meta(self.meta_path)
        title = self.read_draft().title or self.id
        return Meta(id=self.id, title_zh=title, title_en=title)

    def read_decisions(self) -> tuple[Decision, ...]:
        """The decisions on how to read it."""
        from policykb.draft.folder import read_decisions  # noqa: PLC0415 - an answer from the cache needs no draft

        return read_decisions(self.decisions_path) if self.decisions_path else ()


def shipped_plans() -> tuple[str, ...]:
    """The ids of the plans that come with the program."""
    return tuple(sorted(path.parent.name for path in anchors.PLANS.glob("*/plan.toml")))


def find(plan: str) -> Source:
    """The files behind a shipped plan's id, a plan folder, or a raw document.

    Raises:
        UsageError: no such shipped plan and no such path.
        InputError: the path cannot be read as a plan.
    """
    if plan in shipped_plans():
        return _folder(anchors.PLANS / plan)
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
    return _document(plan)


def _folder(folder: Path) -> Source:
    meta, source, draft = (folder / name for name in ("plan.toml", "source.txt", "draft.json"))
    if not meta.is_file() or not source.is_file():
        raise InputError(
            "not a plan folder: it needs plan.toml and source.txt",
            where=folder,
            zh="不是规划目录：需要 plan.toml 和 source.txt",
        )
    return Source(
        id=_id_of(meta),
        text=read_bytes(source),
        where=str(source),
        meta_path=meta,
        draft=read_bytes(draft) if draft.exists() else None,
        decisions_path=folder / "curation.toml",
    )


def _id_of(meta: Path) -> str:
    """The plan's own id: a place in IRIs, so plain letters, digits and hyphens."""
    name = str(assets.table(meta).get("id", ""))
    if not _ID.fullmatch(name):
        raise InputError(
            f"{name!a} is no plan id",
            where=meta,
            hint="use small letters, digits and hyphens, such as ningxia-2022",
            zh="规划编号只能用小写字母、数字和连字符，如 ningxia-2022",
        )
    return name


def _document(plan: str) -> Source:
    suffix = "-" if plan == "-" else Path(plan).suffix.lower()
    if suffix not in DOCUMENTS:
        raise UsageError(
            f"files that end in {suffix or 'nothing'} are not read as plans",
            where=plan,
            hint=f"give a plan folder or a text ({', '.join(sorted(DOCUMENTS))})",
            zh=f"不能把 {suffix or '无后缀'} 文件当作规划读取；请给规划目录或文本文件",
        )
    return Source(id=slug_of(plan), text=read_bytes(plan), where=plan)


def slug_of(plan: str) -> str:
    """An ASCII id for a document, from its file name; what ASCII cannot say is told apart by a hash."""
    stem = "stdin" if plan == "-" else Path(plan).stem
    kept = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:40].strip("-")
    if kept == stem.lower():
        return kept
    mark = hashlib.sha256(stem.encode()).hexdigest()[:8]
    return f"{kept}-{mark}" if kept else f"plan-{mark}"
