"""Built knowledge, kept between runs in the user's cache folder; safe to delete.

A folder's name is a hash of all it was built from, and its manifest holds a hash of each of its files: what
was built from other inputs, or has been damaged since, is simply built again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from policykb import anchors
from policykb.errors import PolicyKBError
from policykb.store import Store

_KEPT = 8
_MANIFEST = "manifest.json"


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


def load(name: str) -> Store | None:
    """What was kept under a name, if it is there and whole; it can be read, not written."""
    if (place := folder()) is None:
        return None
    kept = place / name
    try:
        if json.loads((kept / _MANIFEST).read_bytes()) != _hashes(kept):
            return None
        return Store.read_only(kept)
    except (OSError, ValueError):
        return None


def keep(name: str, store: Store) -> None:
    """Keeps it if the folder can be written, and forgets the oldest beyond a few."""
    if (place := folder()) is None:
        return
    try:
        place.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=place, prefix=".building-"))
        try:
            store.copy_to(fresh)
            (fresh / _MANIFEST).write_text(json.dumps(_hashes(fresh)), encoding="utf-8")
            shutil.rmtree(place / name, ignore_errors=True)
            fresh.rename(place / name)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        _forget_the_oldest(place)
    except (OSError, PolicyKBError):
        return  # a cache that cannot be written is no reason to fail


def _hashes(place: Path) -> dict[str, str]:
    """The hash of each file the store reads; its logs and locks change with every reader."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.iterdir())
        if path.name != _MANIFEST and not path.name.startswith(("LOG", "LOCK"))
    }


def _forget_the_oldest(place: Path) -> None:
    kept = [path for path in place.iterdir() if (path / _MANIFEST).exists()]
    for path in sorted(kept, key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
