"""``policykb observations``: a table of published figures to fill in, and a filled one taken into a plan's folder."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

TABLES, FORMS = ("xlsx", "csv"), ("table", "csv", "json")


@click.group(
    "observations",
    help=say(
        "公布的数值：填表模板，导入规划目录。",
        "Published figures: a table to fill in, and taking it into a plan folder.",
    ),
    epilog=say(
        "例：policykb observations template -o 公布值.xlsx",
        "Example: policykb observations template -o obs.xlsx",
    ),
)
def command() -> None:
    """Holds the two verbs."""


@command.command(
    "template",
    help=say("给出空表，列名固定，另有填写说明。", "An empty table with fixed columns and what each holds."),
    epilog=say(
        "例：policykb observations template -o 公布值.xlsx",
        "Example: policykb observations template -o obs.xlsx",
    ),
)
@options.out()
@options.formats(*TABLES)
@options.lang
def template(*, out: str, form: str | None, lang: str) -> None:
    """Writes the empty table."""
    from policykb.pipeline import observing  # noqa: PLC0415 - the writers load when they are needed

    options.emit(observing.template(options.form_for(form, out, TABLES), lang), out)


@command.command(
    "import",
    help=say(
        "把填好的表（CSV 或 XLSX）加入规划目录的 observations.csv；只增不改，冲突逐格列出。",
        "Adds a filled table (CSV or XLSX) to a plan folder's observations.csv; nothing is overwritten, conflicts are told by cell.",
    ),
    epilog=say(
        "例：policykb observations import 公布值.xlsx --plan 我的规划",
        "Example: policykb observations import obs.xlsx --plan my-plan",
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--plan",
    required=True,
    metavar="FOLDER",
    help=say("规划目录（随程序附带的不可写）", "a plan folder, none that ships"),
)
@options.formats(*FORMS)
@options.lang
@options.quiet
def take_in(*, file: str, plan: str, form: str | None, lang: str, quiet: bool) -> int:
    """Takes the table in and says what became of each row; exits with 1 when one was in conflict."""
    from policykb.pipeline import observing  # noqa: PLC0415 - the readers load when they are needed

    found = observing.imported(file, plan, form=form or FORMS[0], lang=lang)
    for warning in found.warnings:
        options.hint(warning.said(lang), quiet=quiet)
    for error in found.refused:
        options.complain(error, lang)
    if found.refused:
        options.hint(say("表中有误，一行都没有加入", "the table has faults; nothing was added"), quiet=quiet)
    else:
        options.emit(found.answer, "-")
    return found.code
