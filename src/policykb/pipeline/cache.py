"""Built knowledge, kept between runs in the user's cache folder; safe to delete.

A file's name is a hash of all it was built from, its first line a hash of the rest: a changed input or a
damaged file is simply built again.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from policykb import anchors
from policykb.errors import OutputError
from policykb.gate.write import atomic_write

_KEPT = 12


def folder() -> Path | None:
    """Where built knowledge is kept; ``None`` when ``POLICYKB_CACHE_DIR`` is set to nothing."""
    named = os.environ.get("POLICYKB_CACHE_DIR")
    if named is not None:
        return Path(named) if named else None
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "policykb"


def key(*parts: str) -> str:
    """A name for what is built from these parts, the shipped knowledge and this very program."""
    digest = hashlib.sha256()
    code = Path(anchors.__file__).parent
    files = [*code.rglob("*.py"), *anchors.RULES.glob("*.rq"), *anchors.ONTOLOGY.glob("*.ttl")]
    files += [*anchors.VOCABULARIES.glob("*.ttl"), *anchors.LEXICONS.glob("*.toml")]
    for path in sorted(files):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for part in parts:
        digest.update(hashlib.sha256(part.encode()).digest())
    return digest.hexdigest()


def load(name: str) -> bytes | None:
    """What was kept under a name, if it is there and whole."""
    if (place := folder()) is None:
        return None
    try:
        head, _, data = (place / f"{name}.nq").read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if head == b"# " + hashlib.sha256(data).hexdigest().encode() else None


def keep(name: str, data: bytes) -> None:
    """Keeps it if the folder can be written, and forgets the oldest beyond a dozen."""
    if (place := folder()) is None:
        return
    try:
        place.mkdir(parents=True, exist_ok=True)
        atomic_write(place / f"{name}.nq", b"# " + hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        kept = sorted(place.glob("*.nq"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[_KEPT:]:
            path.unlink(missing_ok=True)
    except (OSError, OutputError):
        return  # a cache that cannot be written is no reason to fail
