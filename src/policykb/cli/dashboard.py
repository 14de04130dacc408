"""``policykb dashboard``: one page that a leader reads in one minute."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

SCHEMES = ("states", "guangyuan-lights", "cangnan-lights")
PAGE = "policykb-dashboard.html"


@click.command(
    "dashboard",
    help=say(
        "一分钟看板：五句话、三张图、一张待决事项清单；可以是全区、一个单位或一个市县的。",
        "A page read in one minute: five lines, three charts, what needs a decision; of the region, a body or a place.",
    ),
    epilog=say(
        "例：policykb dashboard ningxia-2022 --body 林草局 --scheme guangyuan-lights -o 看板.html",
        "Example: policykb dashboard ningxia-2022 --body org/nx-lcj --scheme guangyuan-lights -o page.html",
    ),
)
@options.plan_argument
@click.option("--body", default="", metavar="NAME", help=say("一个责任单位", "one body"))
@click.option("--region", default="", metavar="NAME", help=say("一个市、县（区）", "one city or county"))
@click.option(
    "--scheme",
    default="states",
    show_default=True,
    metavar="|".join(SCHEMES),
    help=say("亮灯方案", "the scheme of lights"),
)
@options.out(PAGE)
@options.as_of
@options.lang
@options.quiet
def command(  # noqa: PLR0913 - one parameter an option
    *, plan: str, body: str, region: str, scheme: str, out: str, as_of: str | None, lang: str, quiet: bool
) -> None:
    """Writes the page and says where it lies."""
    from policykb.pipeline.dashboards import Whose, make_dashboard  # noqa: PLC0415 - the engines load when needed
    from policykb.pipeline.knowledge import open_plan  # noqa: PLC0415

    knowledge = open_plan(plan, as_of=as_of)
    options.emit(make_dashboard(knowledge, Whose(body, region), scheme=scheme, lang=lang), out)
    if out != "-":
        options.hint(say(f"看板：{out}", f"dashboard: {out}"), quiet=quiet)
