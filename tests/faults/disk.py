"""A disk as the power cut leaves it: what was made safe is there, of the rest any part.

Between two fsyncs a disk may write in any order and any sectors of it, so of each write that was not made safe
every sector survives or not by itself, and so does each setting of a length. Names come and go in order, the
latest of them lost, until their folder is made safe. Shared memory (``-shm``) never reaches the disk.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_ENTRY = struct.Struct("=5Q")
#: Disks write whole sectors, of one of these lengths.
SECTORS = (512, 4096)
#: How much of what was not made safe survives.
_SURVIVING = (0.0, 0.2, 0.5, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing the program asked of the disk, in recorder.c's words."""

    kind: str
    name: str
    inode: int
    offset: int
    data: bytes


@dataclass
class _File:
    safe: bytearray = field(default_factory=bytearray)
    unsafe: list[Asked] = field(default_factory=list)


def read_journal(path: Path) -> Iterator[Asked]:
    """What recorder.c wrote down, in order."""
    with path.open("rb") as journal:
        while head := journal.read(_ENTRY.size):
            kind, name_length, inode, offset, length = _ENTRY.unpack(head)
            name = journal.read(name_length).decode()
            data = journal.read(length) if chr(kind) == "W" else b""
            yield Asked(chr(kind), Path(name).name, inode, offset, data)


class Disk:
    """One folder, from what was safe at the beginning."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.stat().st_ino: _File(bytearray(path.read_bytes())) for path in folder.iterdir()}
        self._names: dict[str, int | None] = {path.name: path.stat().st_ino for path in folder.iterdir()}
        self._renamed: list[tuple[str, int | None]] = []

    def ask(self, asked: Asked) -> None:
        """Take in the next thing asked of it."""
        file = self._files.get(asked.inode)
        if asked.kind == "O":
            self._files[asked.inode] = _File()
            self._renamed.append((asked.name, asked.inode))
        elif asked.kind == "U":
            self._renamed.append((asked.name, None))
        elif asked.kind == "D":
            self._names.update(self._renamed)
            self._renamed.clear()
        elif file is not None and asked.kind == "S":
            for each in file.unsafe:
                _apply(file.safe, each)
            file.unsafe.clear()
        elif file is not None:
            file.unsafe.append(asked)

    def cut(self, rng: random.Random, folder: Path) -> None:
        """Put into an empty folder what may be left if the power fails now."""
        sector, share = rng.choice(SECTORS), rng.choice(_SURVIVING)
        names = dict(self._names)
        names.update(self._renamed[: rng.randint(0, len(self._renamed))])
        for name, inode in names.items():
            if inode is not None and not name.endswith("-shm"):
                (folder / name).write_bytes(self._left(self._files[inode], rng, sector, share))

    def _left(self, file: _File, rng: random.Random, sector: int, share: float) -> bytes:
        left = bytearray(file.safe)
        for asked in file.unsafe:
            if asked.kind == "T":
                if rng.random() < share:
                    _apply(left, asked)
                continue
            for start, part in _sectors(asked, sector):
                if rng.random() < share:
                    _write(left, start, part)
        return bytes(left)


def _sectors(asked: Asked, sector: int) -> Iterator[tuple[int, bytes]]:
    """The parts of a write that lie in one sector each."""
    at, end = asked.offset, asked.offset + len(asked.data)
    while at < end:
        until = min(end, (at // sector + 1) * sector)
        yield at, asked.data[at - asked.offset : until - asked.offset]
        at = until


def _apply(content: bytearray, asked: Asked) -> None:
    if asked.kind == "W":
        _write(content, asked.offset, asked.data)
    elif len(content) > asked.offset:
        del content[asked.offset :]
    else:
        content.extend(bytes(asked.offset - len(content)))


def _write(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data
