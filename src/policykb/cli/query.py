"""``policykb query``: a shipped question, or one's own SPARQL."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

FORMS = ("table", "csv", "tsv", "json", "jsonl", "md", "xlsx")


@click.command(
    "query",
    help=say(
        "提问：内置问题的名字，或自己的 .rq 文件。",
        "Ask: the name of a shipped question, or a .rq file of your own.",
    ),
    epilog=say(
        "例：policykb query what_must_agency_do -p agency=生态环境厅",
        "Example: policykb query what_must_agency_do -p agency=生态环境厅",
    ),
)
@click.argument("name", metavar="NAME|FILE.rq", required=False)
@options.plan_argument
@click.option("-p", "--param", "params", multiple=True, metavar="key=value", help=say("参数", "a parameter"))
@click.option(
    "--list",
    "listing",
    is_flag=True,
    help=say("列出问题、参数和列", "list questions, parameters and columns"),
)
@options.out()
@options.formats(*FORMS)
@click.option(
    "--excel",
    is_flag=True,
    help=say("CSV 加字节序标记并防公式", "CSV with byte-order mark and formula guard"),
)
@options.as_of
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    name: str | None,
    plan: str,
    params: tuple[str, ...],
    out: str,
    form: str | None,
    as_of: str | None,
    lang: str,
    listing: bool,
    excel: bool,
    quiet: bool,
    verbose: int,  # noqa: ARG001
) -> None:
    """Prints the answer."""
    form = options.form_for(form, out, FORMS)
    from policykb.pipeline import asking  # noqa: PLC0415 - the engines load when they are needed

    if listing:
        options.emit(asking.question_list(lang, form), out)
        return
    if name is None:
        raise click.UsageError(
            say("给出问题的名字（policykb query --list 列出）", "name a question (policykb query --list)")
        )
    answer, hints = asking.answered(name, plan, params=params, form=form, as_of=as_of, lang=lang, excel=excel)
    options.emit(answer, out)
    for words in hints:
        options.hint(words, quiet=quiet)
