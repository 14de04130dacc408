"""Reading a file from outside connects to nothing."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from policykb.errors import InputError
from policykb.gate.rdf import read_upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.quads import Quad

BASE = "https://w3id.org/policykb/plan/x/"


def read(data: str | bytes, suffix: str = ".ttl") -> list[Quad]:
    raw = data if isinstance(data, bytes) else data.encode()
    return read_upload(raw, suffix=suffix, where="up" + suffix, base=BASE)


@contextmanager
def listener() -> Iterator[tuple[int, list[int]]]:
    """A port of this machine, and the connections that it got."""
    got: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        done = threading.Event()

        def accept() -> None:
            while not done.is_set():
                try:
                    server.accept()[0].close()
                    got.append(1)
                except TimeoutError:
                    continue

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield server.getsockname()[1], got
        finally:
            done.set()
            thread.join()


def test_the_listener_hears_a_connection() -> None:
    with listener() as (port, got):
        socket.create_connection(("127.0.0.1", port)).close()
        threading.Event().wait(0.2)

    assert [1] == got


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".jsonld", '{{"@context": "http://127.0.0.1:{port}/c", "@id": "a"}}'),
        (".rdf", '<!DOCTYPE r [<!ENTITY a SYSTEM "http://127.0.0.1:{port}/e">]><r>&a;</r>'),
        (".ttl", "@base <http://127.0.0.1:{port}/> . <a> <http://www.w3.org/2002/07/owl#imports> <b> ."),
        (".ttl", "@prefix e: <http://127.0.0.1:{port}/> . e:a e:b e:c ."),
    ],
)
def test_reading_a_file_connects_to_nothing(suffix: str, text: str) -> None:
    with listener() as (port, got):
        try:
            read(text.format(port=port), suffix)
        except InputError:
            assert "e:a e:b" not in text
        threading.Event().wait(0.1)

    assert [] == got
