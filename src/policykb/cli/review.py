"""``policykb review``: what people decided on a draft, brought back from the workbook or the page."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say


@click.command(
    "review",
    help=say(
        "把审定工作簿（review.xlsx）或网页给出的审定结果收回草稿，记下谁在何时定了什么；有错按单元格列出，草稿不动。",
        "Takes the decisions of a workbook (review.xlsx) or of the page into the draft and records who decided what and "
        "when; errors are listed by cell, and then the draft stays as it is.",
    ),
    epilog=say(
        "例：policykb review 草稿/yunling/review.xlsx", "Example: policykb review drafts/yunling/review.xlsx"
    ),
)
@click.argument("file", metavar="FILE")
@click.argument("folder", metavar="[FOLDER]", default="", required=False)
@click.option(
    "--partial",
    is_flag=True,
    help=say("有错时，没有错的各行照收", "take the sound rows when others are faulty"),
)
@click.option(
    "--on",
    metavar="YYYY-MM-DD",
    default=None,
    help=say("没写日期的各行的日期（默认今天）", "the day of rows without a date (default: today)"),
)
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    file: str,
    folder: str,
    partial: bool,
    on: str | None,
    lang: str,
    quiet: bool,
    verbose: int,  # noqa: ARG001 - taken by the group
) -> int:
    """Brings decisions back, all or none."""
    from policykb.gate.characters import lines  # noqa: PLC0415 - the engines load when they are needed
    from policykb.gate.write import write_all  # noqa: PLC0415
    from policykb.pipeline.reviewing import reviewed  # noqa: PLC0415

    made = reviewed(file, folder, lang=lang, partial=partial, on=on)
    write_all(made.files)
    for line in made.answer:
        click.echo(lines(line))
    for line in made.remarks:
        options.hint(line, quiet=quiet)
    return made.code
