"""Options that mean the same everywhere, and the two ways an answer leaves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykb.cli.language import LANGUAGES, chosen, say
from policykb.errors import sentence
from policykb.gate.characters import lines, visible
from policykb.gate.write import atomic_write, stdout_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from policykb.errors import PolicyKBError
    from policykb.pipeline.knowledge import Knowledge

DEFAULT_PLAN = "ningxia-2022"
SEVERITIES = ("error", "warning", "info", "none")

plan_argument = click.argument("plan", default=DEFAULT_PLAN, required=False)
as_of = click.option(
    "--as-of",
    metavar="YYYY-MM-DD",
    default=None,
    help=say("截至日期（默认今天）", "the day the answer is given for (default: today)"),
)
lang = click.option(
    "--lang", type=click.Choice(LANGUAGES), default=chosen, show_default=False, help=say("语言", "language")
)
quiet = click.option("-q", "--quiet", is_flag=True, help=say("不输出进度和提示", "no progress, no hints"))
verbose = click.option(
    "-v", "--verbose", count=True, help=say("多说（-vv 显示出错详情）", "say more (-vv: traces)")
)


def out(default: str = "-") -> Callable[[click.decorators.FC], click.decorators.FC]:
    """``-o``: a file, or ``-`` for standard output."""
    return click.option(
        "-o",
        "--out",
        metavar="PATH",
        default=default,
        help=say(
            f"写到哪里（- 为标准输出；默认 {default}）", f"where to (- is standard output; default {default})"
        ),
    )


def formats(*names: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """``-f``: one of the forms an answer can take; not given, the output's name decides, else it is the first."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(names),
        default=None,
        help=say(
            f"格式（默认看 -o 的后缀，否则 {names[0]}）", f"format (default: as -o ends, else {names[0]})"
        ),
    )


fail_on = click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="error",
    help=say("发现达到该级别即以 1 退出", "exit with 1 when something at or above this is found"),
)


def emit(answer: str | bytes, where: str) -> None:
    """Hands the answer over: to standard output, or whole into a file."""
    data = answer.encode("utf-8") if isinstance(answer, str) else answer
    if where == "-":
        stdout_bytes(data)
    else:
        atomic_write(Path(where), data)


def hint(words: str, *, quiet: bool) -> None:
    """A word on the side, never part of the answer."""
    if not quiet:
        click.echo(lines(words), err=True)


def complain(error: PolicyKBError, lang: str) -> None:
    """One line on an input that could not be used, beside the answer on the others."""
    click.echo(visible(f"policykb: {sentence(error, lang)}", longest=4000), err=True)


def tell_unreviewed(knowledge: Knowledge, *, quiet: bool) -> None:
    """Says so when nobody has reviewed the reading of the plan."""
    if not knowledge.reviewed:
        hint(
            say(
                f"{knowledge.plan}：程序的读法，未经审定",
                f"{knowledge.plan}: the program's own reading, unreviewed",
            ),
            quiet=quiet,
        )


def form_for(form: str | None, where: str, forms: tuple[str, ...]) -> str:
    """The form asked for, else the one that the output's name ends in, else the first."""
    suffix = Path(where).suffix[1:].lower()
    return form or (suffix if suffix in forms else forms[0])
