"""The process in which foreign bytes are read: light, closed, and killed when it must be."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from policykb.errors import InputError, LimitError, PolicyKBError
from policykb.gate import worker

if TYPE_CHECKING:
    from pathlib import Path

# A task of this test, in a module that the worker finds beside the package.
TASK = """
import os, resource, signal, socket, subprocess, sys, time
from policykb.errors import InputError
def run(payload):
    return eval(payload.decode())
def fail():
    raise InputError("bad", where="here", hint="do", code="E_X")
def connect(port):
    socket.create_connection(("127.0.0.1", port), timeout=1)
def ask(port):
    import pyoxigraph
    return str(list(pyoxigraph.Store().query("SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }" % port)))
"""


@pytest.fixture
def run_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Runs an expression inside the worker, as a task that may do anything it can."""
    (tmp_path / "anything.py").write_text(TASK + "\nimport pyoxigraph\n", "utf-8")
    true = worker._folders  # noqa: SLF001 - the one way to give the worker another task
    boot = worker._BOOT.replace(  # noqa: SLF001 - as above
        "; main()", "; from policykb.gate import worker; worker.TASKS['any'] = 'anything'; main()"
    )
    monkeypatch.setattr(worker, "_folders", lambda: [*true(), str(tmp_path)])
    monkeypatch.setattr(worker, "_BOOT", boot)

    def run(expression: str, *, seconds: float = 5, memory_mb: int = 1024) -> bytes:
        return worker.run("any", expression.encode(), seconds=seconds, memory_mb=memory_mb)

    return run


def test_bytes_go_in_and_come_out_unchanged(run_task) -> None:
    assert bytes(range(256)) * 1000 == run_task("bytes(range(256)) * 1000")


def test_the_worker_starts_without_rdflib_and_the_engine() -> None:
    code = "import sys, policykb.gate.worker as w; print(sorted({'rdflib', 'pyoxigraph', 'pyshacl'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True)

    assert "[]" == done.stdout.strip()


@pytest.mark.parametrize("task", sorted(worker.TASKS))
def test_no_task_loads_rdflib(task: str) -> None:
    code = f"import sys, {worker.TASKS[task]}; print('rdflib' in sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True)

    assert "False" == done.stdout.strip()


def test_an_error_of_the_task_arrives_whole(run_task) -> None:
    with pytest.raises(InputError) as caught:
        run_task("fail()")

    assert ("bad", "here", "do", "E_X") == (
        caught.value.problem, caught.value.where, caught.value.hint, caught.value.code
    )  # fmt: skip


def test_a_fault_of_the_task_is_our_own_in_one_line(run_task) -> None:
    with pytest.raises(PolicyKBError) as caught:
        run_task("{}['\\x1b']")

    assert 4 == caught.value.exit_code
    assert "the reading process failed: KeyError" in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("signal.raise_signal(signal.SIGSEGV)", "E_TOO_DEEP"),
        ("signal.raise_signal(signal.SIGABRT)", "E_MEMORY"),
        ("signal.raise_signal(signal.SIGKILL)", "E_MEMORY"),
        ("signal.raise_signal(signal.SIGXCPU)", "E_TIME"),
        ("signal.raise_signal(signal.SIGALRM)", "E_QUERY_TIMEOUT"),
        ("b'x' * (2 << 30)", "E_MEMORY"),
    ],
)
def test_the_way_it_ends_says_which_limit_was_met(run_task, expression: str, code: str) -> None:
    with pytest.raises(LimitError) as caught:
        run_task(expression, seconds=1, memory_mb=512 if code == "E_MEMORY" else 20_000)

    assert (5, code) == (caught.value.exit_code, caught.value.code)


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("AS", (700 << 20, 700 << 20)),
        ("CPU", (4, 5)),
        ("CORE", (0, 0)),
        ("FSIZE", (0, 0)),
        ("NOFILE", (0, 0)),
    ],
)
def test_the_system_holds_the_worker_to_its_limits(run_task, name: str, figures: tuple[int, int]) -> None:
    found = run_task(f"repr(resource.getrlimit(resource.RLIMIT_{name})).encode()", seconds=2.5, memory_mb=700)

    assert repr(figures) == found.decode()


def test_a_sleeping_task_is_ended_by_the_clock(run_task, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_STARTUP_SECONDS", 0.2)
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"not done after 0\.5 seconds"):
        run_task("time.sleep(60)", seconds=0.5)

    assert time.monotonic() - start < 3


def test_an_engine_that_runs_out_of_stack_ends_the_worker_alone(run_task) -> None:
    query = "SELECT * " + "{" * 5000 + "}" * 5000

    with pytest.raises(LimitError) as caught:
        run_task(f"list(pyoxigraph.Store().query({query!r}))")
    assert "E_TOO_DEEP" == caught.value.code


@pytest.mark.parametrize(
    "expression",
    [
        "open('/etc/passwd')",
        "open('/tmp/x', 'w')",
        "os.listdir('/')",
        "os.open('/dev/null', 0)",
        "subprocess.run(['true'])",
        "os.fork()",
        "os.system('true')",
        "socket.socket()",
        "connect(9)",
    ],
)
def test_the_worker_opens_no_file_no_connection_and_no_process(run_task, expression: str) -> None:
    with pytest.raises(PolicyKBError, match=r"Too many open files|is not allowed|PermissionError"):
        run_task(expression)


@pytest.mark.parametrize("shut", [False, True])
def test_native_code_cannot_connect_either(shut: bool) -> None:  # noqa: FBT001 - with and without, in one test
    got: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(3 if not shut else 0.5)
        port = server.getsockname()[1]

        def accept() -> None:
            try:
                server.accept()[0].close()
                got.append(1)
            except TimeoutError:
                pass

        thread = threading.Thread(target=accept)
        thread.start()
        code = f"""
import pyoxigraph
from policykb.gate import worker
if {shut}: worker.shut_the_doors()
try: list(pyoxigraph.Store().query("SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"))
except OSError as err: print(err)
"""
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        thread.join()

    assert [] == got if shut else [1] == got
    assert ("Too many open files" in done.stdout) == shut


def test_the_worker_runs_from_another_folder_without_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('a file of the folder was run')", "utf-8")
    (tmp_path / "policykb").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "json.py"))
    header = b'{"suffix": ".nt", "where": "x", "base": "http://e/"}\n'

    assert b'["http://e/a", "http://e/b", "http://e/c"]' == worker.run(
        "rdf", header + b"<http://e/a> <http://e/b> <http://e/c> .", seconds=10, memory_mb=1024
    )


def test_the_worker_sees_our_limits_and_no_secret(run_task, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    monkeypatch.setenv("POLICYKB_MAX_DEPTH", "7")
    seen = run_task("repr(sorted(os.environ)).encode()").decode()

    assert "SECRET_TOKEN" not in seen
    assert "POLICYKB_MAX_DEPTH" in seen


def test_no_child_is_left_behind(run_task, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_STARTUP_SECONDS", 0.1)
    with pytest.raises(LimitError):
        run_task("time.sleep(60)", seconds=0.2)

    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_an_interpreter_that_cannot_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(PolicyKBError, match="cannot start a reading process"):
        worker.run("rdf", b"", seconds=1, memory_mb=512)
