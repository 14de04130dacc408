"""``policykb init``: a plan folder from a document, ready for review and report."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say
from policykb.errors import UsageError


@click.command(
    "init",
    help=say(
        "从一份文件建立规划目录：元数据、原文、原件、草稿和审定用的工作簿、网页；不知道的写明未知，不覆盖已有的规划。",
        "Makes a plan folder from a document: metadata, text, the file itself, a draft, and a workbook and a page to review "
        "it in. What is not known is marked so; nothing is replaced.",
    ),
    epilog=say(
        "例：policykb init 方案.docx -o yunling --title 云岭省减污降碳方案 --region 云岭省",
        "Example: policykb init plan.docx -o yunling --region Yunling",
    ),
)
@click.argument("document", metavar="DOCUMENT")
@click.option(
    "-o",
    "--out",
    required=True,
    metavar="FOLDER",
    help=say("规划目录（新建）", "the plan's folder, a new one"),
)
@click.option(
    "--id",
    "name",
    default="",
    metavar="ID",
    help=say(
        "规划编号（默认取自目录名或文件名）", "the plan's id (default: from the folder's or the file's name)"
    ),
)
@click.option("--title", default="", help=say("标题（默认取自原文）", "title (default: from the text)"))
@click.option(
    "--region",
    default="",
    help=say("地区，名称或编号（region/640000）", "region, by name or id (region/640000)"),
)
@click.option("--number", default="", help=say("文号", "document number"))
@click.option("--issued-on", default="", metavar="YYYY-MM-DD", help=say("印发日期", "day of issue"))
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    document: str,
    out: str,
    name: str,
    title: str,
    region: str,
    number: str,
    issued_on: str,
    lang: str,
    quiet: bool,
    verbose: int,  # noqa: ARG001 - taken by the group
) -> None:
    """Writes the folder and says what is next."""
    from policykb.gate.characters import lines  # noqa: PLC0415 - the engines load when they are needed
    from policykb.gate.write import make_folder, write_all  # noqa: PLC0415
    from policykb.pipeline.starting import Known, started  # noqa: PLC0415

    if out == "-":
        raise UsageError(
            "a plan needs a folder",
            where="-o",
            hint="name a new folder with -o",
            zh="规划要有自己的目录；请用 -o 写明一个新目录",
        )
    made = started(document, out, Known(name, title, region, number, issued_on), lang=lang)
    make_folder(out)
    write_all(made.files)
    for line in made.words:
        click.echo(lines(line))
    _ = quiet
