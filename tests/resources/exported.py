"""Audits as an office exports them, and the verifier that is exported with them, loaded from its file."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from pathlib import Path
from types import ModuleType

from app.core.audit import GENESIS, Act, chain, entry_text
from app.core.profiles import RESOURCES

VERIFIER = RESOURCES / "verify_audit.py"


def verifier() -> ModuleType:
    """The verifier as a module of its own."""
    spec = importlib.util.spec_from_file_location("verify_audit", VERIFIER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(count: int) -> list[bytes]:
    """An audit of ``count`` entries, a line each, without line feeds."""
    made, previous = [], GENESIS
    for seq in range(1, count + 1):
        act = Act("update", "contact", seq % 3 + 1, {"subject": ('„Ķirsis” \\ "x"', f"{{jauns}} \n {seq}")})
        text = entry_text(seq, f"2026-11-20T08:31:{seq % 60:02}Z", "ilze", act)
        previous = chain(previous, text)
        made.append(f'{{"hash":"{previous}","entry":{text}}}'.encode())
    return made


def hash_of(line: bytes) -> str:
    """The hash an entry's line begins with."""
    return line[9:73].decode()


def archive(path: Path, entries: bytes, seq: int, digest: str) -> Path:
    """An export of these bytes with this head."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("entries.jsonl", entries)
        file.writestr("head.json", json.dumps({"format": 1, "seq": seq, "hash": digest}))
    return path


def joined(made: list[bytes]) -> bytes:
    """The lines as a file has them."""
    return b"".join(line + b"\n" for line in made)
