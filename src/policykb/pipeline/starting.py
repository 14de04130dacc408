"""A new plan folder: the text, what is known of the plan, its first draft, and the files to review it in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from policykb import assets
from policykb.draft.soundness import check_day
from policykb.errors import InputError, OutputError, UsageError
from policykb.extract import extract
from policykb.gate.files import read_bytes
from policykb.phrase import Phrase
from policykb.pipeline.source import PLAN_ID, find, slug_of
from policykb.review import review_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.draft import Draft

META, DECISIONS = "plan.toml", "curation.toml"
_LONGEST_TITLE = 80
_UNKNOWN = "未知，请查明后填写，不要猜 / unknown: fill in what you have found, do not guess"


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of a plan; "" is not known."""

    id: str = ""
    title: str = ""
    region: str = ""
    number: str = ""
    issued_on: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """The files of a new plan folder, and what to say about it."""

    files: dict[Path, bytes]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the metadata: a key, its value, and where that comes from; no value is written as a comment."""

    key: str
    value: str
    note: str = ""

    def __str__(self) -> str:
        value = json.dumps(self.value, ensure_ascii=False).replace("\x7f", "\\u007f")
        note = f"  # {self.note}" if self.note else ""
        return (
            f"{self.key} = {value}{note}" if self.value else f'# {self.key} = ""  # {self.note or _UNKNOWN}'
        )


def started(document: str, folder: str, known: Known, *, lang: str) -> Started:
    """A plan folder made from a document: ready for review and report, nothing in it invented.

    Raises:
        UsageError: an id, a day or a region that is none.
        InputError: the document cannot be read, or is a plan already.
        OutputError: the folder holds a plan already.
    """
    home = Path(folder)
    _refuse_plan(document)
    name = known.id or (home.name if PLAN_ID.fullmatch(home.name) else slug_of(document))
    _check(known, name)
    text = find(document).read_text()
    region = _region(known.region)
    draft = extract(text, name, region.slug if region else "")
    title, _ = _title(known, draft, text.content)
    made = {home / file: data for file, data in review_files(draft, text.content, lang, title).items()}
    made[home / META] = ("\n".join(_meta(known, name, draft, text.content)) + "\n").encode("utf-8")
    made[home / DECISIONS] = _EXAMPLE.encode("utf-8")
    if document != "-":
        suffix = PurePath(document).suffix.lower() or ".txt"
        made[home / f"original{suffix}"] = read_bytes(document)
    _refuse_overwriting(home, made)
    doubts = (doubt.said(lang) for doubt in text.warnings)
    return Started(made, (*doubts, *_told(draft, home, known, lang)))


def _refuse_plan(document: str) -> None:
    if document != "-" and Path(document).is_dir():
        raise InputError(
            "this is a folder, not a document",
            where=document,
            hint="name the file that the plan came in",
            zh="这是文件夹，不是文件；请给出规划的原始文件",
        )


def _check(known: Known, name: str) -> None:
    if not PLAN_ID.fullmatch(name):
        raise UsageError(
            f"{name!a} is no plan id",
            where="--id",
            hint="use small letters, digits and hyphens, such as ningxia-2022",
            zh="规划编号只能用小写字母、数字和连字符，如 ningxia-2022",
        )
    try:
        check_day(known.issued_on, "--issued-on")
    except InputError as err:
        raise UsageError(
            "this is no day",
            where="--issued-on",
            hint="write it as YYYY-MM-DD, such as 2023-03-20",
            zh="不是日期；请写成 YYYY-MM-DD，如 2023-03-20",
        ) from err
    if known.region.startswith("region/") and not _region(known.region):
        raise UsageError(
            f"the vocabulary has no region {known.region!a}",
            where="--region",
            hint="give the region's name; one that is not in the vocabulary is kept as a name",
            zh="词表中没有这个地区编号；请直接写地区名称，词表没有的按名称记下",
        )


def _region(said: str) -> assets.Concept | None:
    """The region of the vocabulary by its short IRI or one of its names."""
    for name in ("regions", "provinces"):
        for region in assets.concepts(name):
            if region.slug.startswith("region/") and said and said in (region.slug, *region.names):
                return region
    return None


def _refuse_overwriting(home: Path, made: dict[Path, bytes]) -> None:
    there = sorted(path.name for path in made if path.exists())
    there += sorted(path.name for path in home.glob("original.*") if path not in made)
    if there:
        raise OutputError(
            f"the folder holds a plan already ({', '.join(there)})",
            where=home,
            hint="name a new folder; to read a new text into this plan use policykb extract",
            zh=f"目录里已有规划文件（{'、'.join(there)}）；请换一个新目录，更新文本请用 policykb extract",
        )


def _meta(known: Known, name: str, draft: Draft, text: str) -> Iterator[str]:
    """The lines of ``plan.toml``: what is known with where it comes from, what is not as a comment."""
    region = _region(known.region)
    title, note = _title(known, draft, text)
    yield "# 规划的元数据。带井号而没有值的行是未知项：查明后去掉井号、填上，不要猜。"
    yield "# The plan's metadata. Lines behind a # without a value are unknown: fill them in once you have found out."
    yield str(_Line("id", name))
    yield str(_Line("title_zh", title or name, note))
    yield str(_Line("title_en", ""))
    yield str(
        _Line(
            "region",
            region.slug if region else "",
            ""
            if region
            else "词表中的地区编号，如 region/640000；词表没有的地区不填 / the region in the vocabulary",
        )
    )
    yield str(_Line("region_zh", region.names[-1] if region else known.region))
    yield str(_Line("region_en", region.label_en if region else ""))
    yield "# 全文都已编码、未读句都已处理之后，才改为 true。/ true only once all of the text is encoded."
    yield "encoding_complete = false"
    yield ""
    yield "[notice]"
    yield str(_Line("number", known.number))
    yield str(_Line("issued_on", known.issued_on))
    yield str(
        _Line(
            "confirmed",
            _confirmed(known, text),
            "文号见于原文 / the number stands in the text"
            if _confirmed(known, text)
            else "亲自核对过出处的填 seen / seen, once the source was read",
        )
    )
    yield str(_Line("source", ""))


def _title(known: Known, draft: Draft, text: str) -> tuple[str, str]:
    """The plan's title, and where it comes from."""
    if known.title:
        return known.title, ""
    if draft.title:
        return draft.title, "取自原文 / from the text"
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if first and len(first) <= _LONGEST_TITLE:
        return first, "取自原文第一行，请核对 / the text's first line: check it"
    return "", "未知，先用编号代替，请填写 / unknown: the id stands in for it"


def _confirmed(known: Known, text: str) -> str:
    """Whether the number was seen: it was when the text itself gives it."""
    return "seen" if known.number and known.number in text else ""


def _told(draft: Draft, home: Path, known: Known, lang: str) -> Iterator[str]:
    missing = [
        option
        for option, value in (
            ("--title", known.title or draft.title),
            ("--region", known.region),
            ("--number", known.number),
            ("--issued-on", known.issued_on),
        )
        if not value
    ]
    counts = (len(draft.measures), len(draft.actions), len(draft.targets), len(draft.responsibilities))
    yield Phrase(
        "{}：措施 {}、举措 {}、目标 {}、责任 {}".format(draft.plan, *counts),
        "{}: {} measures, {} actions, {} targets, {} responsibilities".format(draft.plan, *counts),
    ).said(lang)
    if missing:
        yield Phrase(
            f"{META} 中尚缺：{'、'.join(missing)}（在文件里补上即可）",
            f"not known yet: {', '.join(missing)}; fill them in in {META}",
        ).said(lang)
    yield Phrase(
        f"审定：{home}/review.xlsx 或 review.html，然后 policykb review {home}",
        f"review: {home}/review.xlsx or review.html, then policykb review {home}",
    ).said(lang)
    yield Phrase(f"报告：policykb report {home}", f"report: policykb report {home}").said(lang)


_EXAMPLE = """\
# 对原文读法的决定，注明日期和决定人。每条都是编者的决定，不是原文所说。照下面的样子写，去掉井号。
# Dated decisions on how the text is read: each is the editors', not the text's. Write them like this, without the #.
#
# [[decision]]
# id = "strive-governs-the-share-only"
# decided_on = "2026-11-23"
# by = "决定人 / who decided"
# label_zh = "“力争”只管前一个目标"
# label_en = "“力争” governs the first target only"
# question_zh = "“力争”是否及于后一分句？"
# question_en = "Does “力争” reach the second clause?"
# decision_zh = "不及于。"
# decision_en = "It does not."
# alternative_zh = "及于后一分句，则后者也是力争。"
# alternative_en = "It does, and the second target is a best effort too."
# quote = "原文中只出现一次的一段 / words that stand exactly once in the text"
# affects = ["m03/t1"]
#
# 事后明确的牵头单位，连同所依据的决定 / a lead that was settled later, with the decision it rests on:
#
# [[lead]]
# decision = "strive-governs-the-share-only"
# measure = "m04"
# agency = "org/nx-sthjt"
"""
