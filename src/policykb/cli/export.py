"""``policykb export``: tables for machines and spreadsheets."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

TABLES = (
    "measures",
    "responsibilities",
    "targets",
    "actions",
    "places",
    "documents",
    "coverage",
    "findings",
    "gaps",
    "status",
    "derived",
)

FORMS = ("csv", "tsv", "json", "jsonl", "xlsx", "ttl")


@click.command(
    "export",
    help=say(
        "把一张表交给别的程序：一行一个事实，列名固定。",
        "One table for other programs: a fact a row, fixed columns.",
    ),
    epilog=say(
        "例：policykb export ningxia-2022 targets --excel -o 指标.csv",
        "Example: policykb export ningxia-2022 targets --excel -o targets.csv",
    ),
)
@click.argument("plan")
@click.argument("what", type=click.Choice(TABLES))
@click.option(
    "--excel",
    is_flag=True,
    help=say("CSV 加字节序标记并防公式", "CSV with byte-order mark and formula guard"),
)
@click.option(
    "--basis",
    default=None,
    metavar="stated,default,…",
    help=say("只要这些依据的责任", "only duties on these bases"),
)
@options.out()
@options.formats(*FORMS)
@options.as_of
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    plan: str,
    what: str,
    basis: str | None,
    out: str,
    form: str | None,
    as_of: str | None,
    lang: str,
    excel: bool,
    quiet: bool,
    verbose: int,  # noqa: ARG001
) -> None:
    """Prints a table of a plan."""
    form = options.form_for(form, out, FORMS)
    from policykb.pipeline.exporting import exported  # noqa: PLC0415 - the engines load when they are needed

    bases = tuple(basis.split(",")) if basis else ()
    answer, knowledge = exported(plan, what, form=form, as_of=as_of, lang=lang, bases=bases, excel=excel)
    options.emit(answer, out)
    options.tell_unreviewed(knowledge, quiet=quiet)
