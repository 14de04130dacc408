"""``policykb report``: from the plan to its reports, the main job."""

from __future__ import annotations

from pathlib import Path

import click

from policykb.cli import options
from policykb.cli.language import say


@click.command(
    "report",
    help=say(
        "从规划到责任落实报告：写出网页、台账和数据文件。",
        "From the plan to its accountability report: pages, ledger and data files.",
    ),
    epilog=say(
        "例：policykb report ningxia-2022 --as-of 2026-11-22 -o 报告",
        "Example: policykb report ningxia-2022 --as-of 2026-11-22 -o out",
    ),
)
@options.plan_argument
@options.out("policykb-report")
@options.as_of
@options.lang
@options.quiet
@options.verbose
def command(*, plan: str, out: str, as_of: str | None, lang: str, quiet: bool, verbose: int) -> None:  # noqa: ARG001
    """Writes the reports of a plan and says where they lie."""
    from policykb.gate.characters import lines  # noqa: PLC0415 - only the commands that write need it
    from policykb.gate.write import make_folder, write_all  # noqa: PLC0415
    from policykb.pipeline.knowledge import open_plan  # noqa: PLC0415 - the engines load when they are needed
    from policykb.pipeline.reporting import make_reports, summary_lines  # noqa: PLC0415

    knowledge = open_plan(plan, as_of=as_of)
    made = make_reports(knowledge, lang)
    folder = Path(out)
    make_folder(folder)
    write_all({folder / name: data for name, data in made.files.items()})
    for line in summary_lines(knowledge, made, folder, lang):
        click.echo(lines(line))
    _ = quiet
