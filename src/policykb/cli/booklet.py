"""``policykb booklet``: each body's tasks as pages, Word, calendar and workbook; and whom to remind of what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykb.cli import options
from policykb.cli.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVELS = ("department", "city", "county", "committee")
FORMS = ("all", "html", "docx", "ics", "xlsx", "csv", "json", "md", "table")
REMINDERS = ("csv", "html", "xlsx", "json", "md", "table")
FOLDER = "policykb-booklets"
_MOST_DAYS = 3660


@click.command(
    "booklet",
    help=say(
        "任务书：每个责任单位一份网页、Word（GB/T 9704 版式）、日历和填报表；加 --reminders 出提醒清单（CSV 或网页）。",
        "Task booklets: a page, a Word file (layout of GB/T 9704), a calendar and a workbook for each body; "
        "--reminders gives the list of whom to remind of what (CSV or a page).",
    ),
    epilog=say(
        "例：policykb booklet ningxia-2022 --body 水利厅 -o 任务书   ·   policykb booklet --reminders -o 提醒.html",
        "Example: policykb booklet ningxia-2022 --body 水利厅 -o out   ·   policykb booklet --reminders -o reminders.html",
    ),
)
@options.plan_argument
@click.option(
    "--body",
    "bodies",
    multiple=True,
    metavar="NAME",
    help=say("只要这些单位（可多次）", "these bodies only (may be repeated)"),
)
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default=None,
    help=say(
        "只要这一层：部门、地级市、县（市、区）、管委会",
        "this level only: departments, cities, counties, committees",
    ),
)
@click.option(
    "--reminders",
    is_flag=True,
    help=say(
        "出提醒清单，而不是任务书；不选单位时，随整项落实的市、县（区）和管委会合为一组",
        "the reminder list, not the booklets; unless bodies are chosen, those that only have a whole measure share a row",
    ),
)
@click.option(
    "--within",
    type=click.IntRange(0, _MOST_DAYS),
    default=90,
    show_default=True,
    metavar="DAYS",
    help=say("提醒多少天内到期的（配合 --reminders）", "remind of what is due within so many days"),
)
@click.option(
    "-o",
    "--out",
    metavar="PATH",
    default=None,
    help=say(
        f"任务书写到哪个文件夹（默认 {FOLDER}）；提醒清单写到哪个文件（默认 - 即标准输出）",
        f"the booklets' folder (default {FOLDER}), or the reminder list's file (default -, standard output)",
    ),
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMS),
    default=None,
    help=say(
        "格式：任务书 all、html、docx、ics、xlsx；提醒清单 csv、html、xlsx、json、md、table",
        "format: booklets all, html, docx, ics, xlsx; reminders csv, html, xlsx, json, md, table",
    ),
)
@options.as_of
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    plan: str,
    bodies: tuple[str, ...],
    level: str | None,
    reminders: bool,
    within: int,
    out: str | None,
    form: str | None,
    as_of: str | None,
    lang: str,
    quiet: bool,
    verbose: int,  # noqa: ARG001
) -> None:
    """Writes the booklets and says where they lie, or prints the reminder list."""
    from policykb.gate.characters import lines  # noqa: PLC0415 - only the commands that write need it
    from policykb.pipeline.booklets import Choice, make_booklets, make_reminders  # noqa: PLC0415 - the engines load when they are needed

    choice = Choice(bodies, level or "")
    if reminders:
        where = out or "-"
        form = options.form_for(form, where, REMINDERS)
        answer, knowledge = make_reminders(plan, choice, days=within, form=form, as_of=as_of, lang=lang)
        options.emit(answer, where)
        options.tell_unreviewed(knowledge, quiet=quiet)
        return
    made, knowledge = make_booklets(plan, choice, form=form or "all", as_of=as_of, lang=lang)
    folder = Path(out or FOLDER)
    _write(folder, made.files)
    page = lines(str(folder / "index.html"))
    click.echo(
        say(
            f"{made.bodies} 个单位，{made.duties} 处责任，已到期待证据 {made.waiting} 条，截至 {knowledge.as_of}："
            f"{page}",
            f"{made.bodies} bodies, {made.duties} duties, {made.waiting} rows past and waiting for evidence, as of "
            f"{knowledge.as_of}: {folder / 'index.html'}",
        )
    )
    options.tell_unreviewed(knowledge, quiet=quiet)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    from policykb.gate.write import make_folder, write_all  # noqa: PLC0415 - a list of reminders writes no folder

    make_folder(folder)
    write_all({folder / name: data for name, data in files.items()})
