"""``policykb progress``: take in what bodies report, round by round, and show who changed what."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

FORMS = ("table", "csv", "tsv", "json", "jsonl", "md", "xlsx")


@click.group(
    "progress",
    help=say(
        "进展填报：导入填好的台账，逐行核对，只追加不覆盖；查看谁在何时改了什么。",
        "Progress reports: take in a filled-in ledger row by row, never overwriting; show who changed what and when.",
    ),
    epilog=say(
        "例：policykb progress import 台账.xlsx 我的规划 --round 2026Q3 --body 自治区水利厅",
        "Example: policykb progress import ledger.xlsx my-plan --round 2026Q3 --body org/nx-slt",
    ),
)
def command() -> None:
    """Holds the two steps."""


@command.command(
    "import",
    help=say(
        "导入填好的 ledger.xlsx；外单位的行、倒填日期、无单位的数、公式、找不到的佐证材料逐格指出。",
        "Takes in a filled-in ledger.xlsx; foreign rows, backdated entries, numbers without a unit, formulas and missing "
        "evidence are told cell by cell.",
    ),
)
@click.argument("ledger", metavar="LEDGER.xlsx")
@click.argument("folder", metavar="PLAN-FOLDER")
@click.option("--round", "round_", required=True, metavar="2026Q3", help=say("轮次", "the reporting round"))
@click.option("--body", default=None, metavar="NAME", help=say("填报单位", "the body that reports"))
@options.as_of
@options.lang
@options.quiet
def import_(  # noqa: PLR0913 - one parameter an option
    *, ledger: str, folder: str, round_: str, body: str | None, as_of: str | None, lang: str, quiet: bool
) -> int:
    """Takes in the rows that stand; exits with 1 when one does not, or claims completion without proof."""
    from policykb.pipeline.progressing import imported  # noqa: PLC0415 - the engines load when they are needed

    done = imported(ledger, folder, round_=round_, body=body, as_of=as_of)
    for problem in done.problems:
        options.hint(f"{problem.cell} {problem.row}: {problem.said.said(lang)}", quiet=False)
    for entry in done.unproven:
        told = say(
            f"{entry.cell} {entry.row}：报“已完成”，但没有佐证材料或未经他人审核，不算完成",
            f"{entry.cell} {entry.row}: reported as done without evidence or a second person's check; it does not count",
        )
        options.hint(told, quiet=False)
    options.hint(
        say(
            f"{round_}：收入 {len(done.taken)} 行，退回 {len({p.row for p in done.problems})} 行",
            f"{round_}: {len(done.taken)} rows taken in, {len({p.row for p in done.problems})} sent back",
        ),
        quiet=quiet,
    )
    return done.code


@command.command("show", help=say("谁在何时改了什么", "who changed what, and when"))
@click.argument("folder", metavar="PLAN-FOLDER")
@click.option("--row", default=None, metavar="ID", help=say("只看一行", "one row only"))
@options.out()
@options.formats(*FORMS)
@options.lang
def show(*, folder: str, row: str | None, out: str, form: str | None, lang: str) -> None:
    """Prints the changes, report by report."""
    from policykb.pipeline.progressing import told  # noqa: PLC0415 - the engines load when they are needed

    options.emit(told(folder, row=row, form=options.form_for(form, out, FORMS), lang=lang), out)
