"""A process that does one thing with foreign bytes and can be killed: engines meet them in here only.

The parent writes the payload to its standard input and reads one line and a body from its standard output: ``ok``, or
``error`` with the problem as JSON. Once the payload is read, the process can open no file and no connection.
"""

from __future__ import annotations

import importlib
import json
import math
import os
import signal
import subprocess
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from policykb.errors import InputError, LimitError, PolicyKBError, UsageError
from policykb.gate import limits
from policykb.gate.characters import visible

TASKS = {
    "rdf": "policykb.gate.rdf_task",
    "query": "policykb.gate.query_task",
    "pdf": "policykb.gate.pdf_task",
    "sheets": "policykb.gate.sheets_task",
}
_ERRORS: dict[str, type[PolicyKBError]] = {
    kind.__name__: kind for kind in (PolicyKBError, UsageError, InputError, LimitError)
}
_BOOT = "import sys; sys.path += sys.argv[4:]; from policykb.gate.worker import main; main()"
_STARTUP_SECONDS = 5.0
_MB = 1024 * 1024
_KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "ctypes.",
    "urllib.",
)


def run(task_name: str, payload: bytes, *, seconds: float, memory_mb: int) -> bytes:
    """What the task gives back for the payload, from a process of its own.

    Raises the task's own ``PolicyKBError``, or a ``LimitError`` with the code ``E_TIME``, ``E_QUERY_TIMEOUT``,
    ``E_MEMORY`` or ``E_TOO_DEEP`` when the process had to end.
    """
    command = [sys.executable, "-I", "-c", _BOOT, task_name, str(seconds), str(memory_mb), *_folders()]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own words
            command,
            input=payload,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds + _STARTUP_SECONDS,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_long(seconds, "E_TIME") from None
    except OSError as err:
        zh = f"无法启动读取进程（{err.strerror}）"
        raise PolicyKBError(f"cannot start a reading process ({err.strerror})", zh=zh) from err
    if done.returncode != 0:
        raise _ended(-done.returncode, seconds, memory_mb)
    return _answer(done.stdout)


def start_clock(seconds: float) -> None:
    """End this process in so many seconds, even while native code runs."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def main() -> None:
    """Run the task named on the command line over standard input."""
    task_name, seconds, memory_mb = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    try:
        _lower_limits(seconds, memory_mb)
        task = importlib.import_module(TASKS[task_name])
        payload = sys.stdin.buffer.read()
        shut_the_doors()
        verdict, body = b"ok", bytes(task.run(payload))
    except PolicyKBError as err:
        verdict, body = b"error", _told(err)
    except MemoryError:
        verdict, body = b"error", _told(_too_much(memory_mb))
    except BaseException as err:  # noqa: BLE001 - a panic in native code is no Exception
        what = f"{type(err).__name__}: {visible(str(err))}"
        failed = PolicyKBError(f"the reading process failed: {what}", zh=f"读取进程出错：{what}")
        verdict, body = b"error", _told(failed)
    sys.stdout.buffer.write(verdict + b"\n")
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()
    os._exit(0)


def shut_the_doors() -> None:
    """From here on this process opens no file, no connection and no other process."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        # No number is left for a new file or socket, so native code cannot open one either.
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    sys.addaudithook(_refuse_ways_out)


def _refuse_ways_out(event: str, _arguments: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not allowed in a reading process")


def _lower_limits(seconds: float, memory_mb: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    memory, processor = memory_mb * _MB, math.ceil(seconds) + 1
    wanted = {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (
            processor,
            processor + 1,
        ),  # at the second figure the end is no longer told apart
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (0, 0),
    }
    for kind, figures in wanted.items():
        try:
            resource.setrlimit(kind, figures)
        except (OSError, ValueError):
            # Some systems do not have all of them; the parent's clock holds everywhere.
            continue


def _folders() -> list[str]:
    """Where the program and its engine lie, for interpreters that find them by other means than a site."""
    engine = find_spec("pyoxigraph")
    places = [Path(str(files("policykb"))).parent]
    if engine is not None and engine.origin is not None:
        places.append(Path(engine.origin).parent.parent)
    return [str(place.resolve()) for place in places]


def _environment() -> dict[str, str]:
    """Our own limits, and what an interpreter needs to start."""
    ours = {name: value for name, value in os.environ.items() if name.startswith(limits.variable(""))}
    return ours | {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}


def _told(err: PolicyKBError) -> bytes:
    parts = {
        "kind": type(err).__name__,
        "problem": err.problem,
        "where": err.where,
        "hint": err.hint,
        "code": err.code,
        "zh": err.zh,
    }
    return json.dumps(parts).encode()


def _answer(output: bytes) -> bytes:
    verdict, _, body = output.partition(b"\n")
    if verdict == b"ok":
        return body
    if verdict != b"error":
        raise PolicyKBError("the reading process gave no answer", zh="读取进程没有给出结果")
    told = json.loads(body)
    kind = _ERRORS.get(told["kind"], PolicyKBError)
    raise kind(told["problem"], where=told["where"], hint=told["hint"], code=told["code"], zh=told["zh"])


def _ended(number: int, seconds: float, memory_mb: int) -> PolicyKBError:
    """What a signal that ended the process means."""
    name = signal.Signals(number).name if number in signal.valid_signals() else f"status {-number}"
    if name == "SIGALRM":
        return _too_long(seconds, "E_QUERY_TIMEOUT")
    if name == "SIGXCPU":
        return _too_long(seconds, "E_TIME")
    if name in {"SIGABRT", "SIGKILL"}:
        return _too_much(memory_mb)
    if name in {"SIGSEGV", "SIGBUS"}:
        return LimitError(
            "nested or chained too deeply: the engine ended while it read this",
            hint="use fewer and shallower parts",
            code="E_TOO_DEEP",
            zh="嵌套或串接过深，引擎读到一半就终止了；请减少数量和层次",
        )
    return PolicyKBError(f"the reading process ended with {name}", zh=f"读取进程意外结束（{name}）")


def _too_long(seconds: float, code: str) -> LimitError:
    return LimitError(
        f"not done after {seconds:g} seconds",
        hint="allow more time, or give less",
        code=code,
        zh=f"{seconds:g} 秒内没有完成；请放宽时限，或减少内容",
    )


def _too_much(memory_mb: int) -> LimitError:
    more = limits.how_to_raise("memory_mb")
    return LimitError(
        f"needs more than {memory_mb} MB of memory",
        hint=more.en,
        code="E_MEMORY",
        zh=f"需要的内存超过 {memory_mb} MB；{more.zh}",
    )
