"""Options that mean the same everywhere, and the two ways an answer leaves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykb.cli.language import LANGUAGES, chosen, say
from policykb.gate.write import atomic_write, stdout_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """``-f``: one of the forms an answer can take, the first the default."""
    return click.option(
        "-f", "--format", "form", type=click.Choice(names), default=names[0], help=say("格式", "format")
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
        click.echo(words, err=True)
