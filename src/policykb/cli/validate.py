"""``policykb validate``: what is wrong with a plan, or with our encoding of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policykb.cli import options
from policykb.cli.language import say
from policykb.errors import UsageError

FORMS = ("table", "json", "sarif", "junit", "github", "html", "docx", "ttl")
_SUFFIXES = {"xml": "junit", "htm": "html"}


@click.command(
    "validate",
    help=say(
        "检查规划：缺什么、在哪里、为什么要紧、怎么改、可以写什么；规划的缺口、与上位规划的差距和程序自己的疑点分开列出，并说明检查了多少。",
        "Checks plans: what is missing, where, why it matters, what to do and which words to add; the plan's gaps, its gaps "
        "against the plans above and our own doubts apart, and how much was checked.",
    ),
    epilog=say(
        "例：policykb validate 征求意见稿.docx -f docx -o 带批注.docx",
        "Example: policykb validate draft.docx -f docx -o draft-with-comments.docx",
    ),
)
@click.argument("plans", nargs=-1, metavar="PLAN…")
@click.option(
    "--profile",
    default=None,
    metavar="encoding,quality,national,dl",
    help=say(
        "检查哪些方面（默认：规划目录 encoding,quality；原始文件 quality,national）",
        "which profiles (default: encoding,quality for a plan folder; quality,national for a document)",
    ),
)
@click.option(
    "--engine",
    type=click.Choice(["fast", "pyshacl"]),
    default="fast",
    help=say(
        "SHACL 引擎（pyshacl 为参照，需数分钟）", "SHACL engine (pyshacl is the reference and takes minutes)"
    ),
)
@click.option(
    "--allow-empty", is_flag=True, help=say("什么都没查到也算通过", "pass even when nothing was checked")
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help=say(
        "每项检查列出几处（0 为全部；仅表格）", "how many findings of a check to list (0: all; tables only)"
    ),
)
@click.option(
    "--baseline",
    default="",
    metavar="FILE",
    help=say(
        "先前用 -f json 写下的结果：已知的不计入，已消除的告知",
        "an earlier run's -f json: what it found is known and does not fail; what is gone is told",
    ),
)
@click.option(
    "--waivers",
    default="",
    metavar="FILE",
    help=say(
        "豁免清单（TOML；每条须有理由、责任人和到期日）；规划目录的 waivers.toml 自动读取",
        "waivers (TOML; each with reason, owner and last day); a plan folder's own waivers.toml is read anyway",
    ),
)
@click.option(
    "--shapes",
    default="",
    metavar="FILE",
    help=say(
        "另加自己的检查（本机的 SHACL 文件，Turtle；不得引用别的文件）",
        "your own checks as well (a local SHACL file in Turtle; it may not import others)",
    ),
)
@options.fail_on
@options.out()
@options.formats(*FORMS)
@options.as_of
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    plans: tuple[str, ...],
    profile: str | None,
    engine: str,
    fail_on: str,
    out: str,
    form: str | None,
    as_of: str | None,
    lang: str,
    allow_empty: bool,
    limit: int,
    baseline: str,
    waivers: str,
    shapes: str,
    quiet: bool,
    verbose: int,  # noqa: ARG001
) -> int:
    """Prints the findings; exits with 1 when one that counts is at or above ``--fail-on``."""
    form = form or _SUFFIXES.get(Path(out).suffix[1:].lower()) or options.form_for(None, out, FORMS)
    _refuse_word_on_a_terminal(form, out)
    from policykb.pipeline.checking import (  # noqa: PLC0415 - the engines load when they are needed
        Check,
        checked,
        own_shapes,
    )

    check = Check(
        profiles=None if profile is None else tuple(part for part in profile.split(",") if part),
        engine=engine,
        fail_on=fail_on,
        form=form,
        lang=lang,
        allow_empty=allow_empty,
        limit=limit,
        baseline=baseline,
        waivers=waivers,
        own=own_shapes(shapes) if shapes else None,
    )
    done = checked(plans or (options.DEFAULT_PLAN,), check, as_of=as_of)
    if form == "table" and isinstance(done.answer, str):
        answer: str | bytes = done.answer + done.verdicts
    else:
        answer = done.answer
        options.hint(done.verdicts.rstrip(), quiet=not done.verdicts)
    if answer:  # where no plan could be read, an older answer stays as it is
        options.emit(answer, out)
    for err in done.refused:
        options.complain(err, lang)
    for knowledge in done.known:
        options.tell_unreviewed(knowledge, quiet=quiet)
    return done.code


def _refuse_word_on_a_terminal(form: str, out: str) -> None:
    if form == "docx" and out == "-" and sys.stdout.isatty():
        raise UsageError(
            "a Word file is nothing for a terminal",
            where="--format docx",
            hint="name a file: -o commented.docx",
            zh="Word 文件不能显示在终端；请用 -o 带批注.docx 写到文件",
        )
