"""The command line: one thin file a verb. Each is imported only when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from policykb.cli.language import chosen, say
from policykb.errors import PolicyKBError, sentence
from policykb.gate.characters import lines, visible

VERBS = (
    "report",
    "dashboard",
    "booklet",
    "query",
    "explain",
    "validate",
    "compare",
    "diff",
    "whatif",
    "infer",
    "export",
    "observations",
    "progress",
    "init",
    "extract",
    "review",
    "doctor",
)
_LONGEST = 4000
"""An error is one line, however long the name that it repeats."""
INTERRUPTED, READER_GONE, OUR_FAULT = 130, 141, 4


class Verbs(click.Group):
    """Finds a verb's command in the module of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The verbs, the main job first."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a verb, or none."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"policykb.cli.{cmd_name}").command
        return command


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "读懂政府规划：谁、何时、做什么、多严格；每个结论都能回到原文的一句话。",
        "Reads a plan of government: who must do what, by when and how strictly; every statement leads back to a sentence.",
    ),
    epilog=say("例：policykb report", "Example: policykb report"),
)
@click.version_option(package_name="policykb", message="policykb %(version)s")
def policykb() -> None:
    """Holds the verbs."""


def main(argv: list[str] | None = None) -> NoReturn:
    """Runs a command and ends with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def run(argv: list[str]) -> int:
    """A command's exit code, once it has spoken."""
    try:
        code = policykb.main(args=argv, prog_name="policykb", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as err:
        told = say("用法不对：", "wrong usage: ") + " ".join(err.format_message().split())
        click.echo(lines(f"policykb: {told}") + say("（--help 看用法）", " (--help tells how)"), err=True)
        return err.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except PolicyKBError as err:
        click.echo(visible(f"policykb: {sentence(err, chosen(argv))}", longest=_LONGEST), err=True)
        return err.exit_code
    except Exception as err:
        if "-vv" in argv:
            raise
        click.echo(
            say(
                f"policykb: 程序自身出错：{err!a}（加 -vv 看详情）",
                f"policykb: our own fault: {err!a} (-vv shows more)",
            ),
            err=True,
        )
        return OUR_FAULT
    return code if isinstance(code, int) else 0
