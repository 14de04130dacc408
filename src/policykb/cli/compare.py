"""``policykb compare``: a plan against the national plan and the documents around it, or against another plan."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

FORMS = ("table", "html", "json", "csv", "tsv", "jsonl", "xlsx", "md")


@click.command(
    "compare",
    help=say(
        "规划对照上位文件：逐条目、目标、指标、禁令和任务给出结论；几个规划一起给出对照表。",
        "A plan against the documents above it: a verdict per section, objective, figure, prohibition and task; several plans give a matrix.",
    ),
    epilog=say(
        "例：policykb compare ningxia-2022 -f csv -o 差距.csv",
        "Example: policykb compare ningxia-2022 -f csv -o gaps.csv",
    ),
)
@click.argument("plans", nargs=-1, metavar="PLAN…")
@click.option(
    "--with",
    "reference",
    default="national-2022",
    show_default=True,
    metavar="REFERENCE",
    help=say(
        "对照什么：国家方案，或另一个规划", "what to hold it against: the national plan, or another plan"
    ),
)
@click.option(
    "--earlier",
    default="",
    metavar="PLAN",
    help=say(
        "本规划的上一版：看有没有自行降低或推迟目标",
        "the plan's own earlier version: did it lower or put off a target",
    ),
)
@click.option(
    "--excel",
    is_flag=True,
    help=say("CSV 加字节序标记并防公式", "CSV with byte-order mark and formula guard"),
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
    reference: str,
    earlier: str,
    excel: bool,
    fail_on: str,
    out: str,
    form: str | None,
    as_of: str | None,
    lang: str,
    quiet: bool,  # noqa: ARG001
    verbose: int,  # noqa: ARG001
) -> int:
    """Prints the verdicts; exits with 1 when one is at or above ``--fail-on``."""
    form = options.form_for(form, out, FORMS)
    from policykb.pipeline.comparing import Against, comparisons  # noqa: PLC0415 - the comparison loads when it is needed

    against = Against(reference, earlier, form, lang, fail_on, excel)
    done = comparisons(plans or (options.DEFAULT_PLAN,), against, as_of=as_of)
    if done.answer:  # where no plan could be read, an older answer stays as it is
        options.emit(done.answer, out)
    for err in done.refused:
        options.complain(err, lang)
    return done.code
