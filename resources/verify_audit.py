#!/usr/bin/env python3
"""Checks the audit that a Lete office has exported. Needs nothing but Python 3.8 or newer.

    python verify_audit.py FILE.zip [--head HASH] [--entry N] [--lang lv|en]

Each line of entries.jsonl is
    {"hash":"…","entry":[number,"time","account","act","kind of record",record,{"field":[old,new]}]}
The hash is SHA-256 over the hash before it (64 zeros before the first), a line feed, and the text of "entry"
exactly as it stands in the line. head.json names the last entry. So whoever alters, removes, moves or cuts off an
entry breaks the chain there; whoever makes the whole chain anew gets other hashes than those printed on the
registers of that time: compare one of them with --head.

Answers 0: the chain holds; 1: it does not, and where; 2: this cannot be checked at all.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import sys
import zipfile
import zlib
from typing import IO, Iterable, Iterator  # noqa: UP035 - Python 3.8 has them here

GENESIS = "0" * 64
START, MIDDLE, END = b'{"hash":"', b'","entry":', b"}"
#: Longer lines than any program of ours writes: more would only fill the memory.
LONGEST_LINE = 64 * 1024 * 1024
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)

WORDS = {
    "lv": {
        "good": "Audita pieraksti ir neskarti. Pierakstu skaits: {count}",
        "head": "Pēdējā pieraksta kontrolsumma: {hash}",
        "matches": "Izdrukas kontrolsumma sakrīt ar pierakstu Nr. {seq} ({at}).",
        "altered": "Pieraksts Nr. {seq} ir mainīts.",
        "missing": "Pieraksta Nr. {seq} trūkst vai tas nav savā vietā.",
        "truncated": "Pierakstu beigas ir nogrieztas: trūkst pieraksta Nr. {seq} un turpmāko līdz Nr. {last}.",
        "added": "Pieraksts Nr. {seq} pievienots pēc pēdējā pieraksta, ko nosauc head.json.",
        "head_differs": "Pēdējā pieraksta Nr. {seq} kontrolsumma nav tā, ko nosauc head.json.",
        "unreadable": "Pieraksts Nr. {seq} ir bojāts: tālāk datni nevar izlasīt.",
        "unknown": "Izdrukas kontrolsummas {hash} šajos pierakstos nav: tie nav tie, no kuriem drukāts.",
        "other": "Pieraksta Nr. {seq} kontrolsumma ir {found}, bet izdrukā {hash}: pieraksti ir pārrakstīti.",
        "late": "Pieraksta Nr. {seq} šeit nav: beigas ir nogrieztas, vai eksports ir vecāks par izdruku.",
        "no_file": "Datni nevar atvērt: {name}",
        "no_export": "Tas nav Lete audita pierakstu eksports: {name}",
        "short": "Kontrolsummai vajag 16 līdz 64 ciparus un burtus a–f: {hash}",
    },
    "en": {
        "good": "The audit is untouched. Entries: {count}",
        "head": "Hash of the last entry: {hash}",
        "matches": "The printed hash is that of entry {seq} ({at}).",
        "altered": "Entry {seq} has been altered.",
        "missing": "Entry {seq} is missing or not in its place.",
        "truncated": "The end is cut off: entry {seq} and what follows up to {last} are missing.",
        "added": "Entry {seq} was added after the last one that head.json names.",
        "head_differs": "The hash of the last entry, {seq}, is not the one that head.json names.",
        "unreadable": "Entry {seq} is damaged: the file cannot be read any further.",
        "unknown": "The printed hash {hash} is not in this audit: it is not the one that was printed from.",
        "other": "Entry {seq} has the hash {found}, the paper says {hash}: the audit has been written anew.",
        "late": "Entry {seq} is not here: the end is cut off, or the export is older than the paper.",
        "no_file": "The file cannot be opened: {name}",
        "no_export": "This is no audit exported by Lete: {name}",
        "short": "A hash has 16 to 64 digits and letters a to f: {hash}",
    },
}


class Broken(Exception):
    """The chain does not hold; ``key`` says how, ``facts`` where."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts


class Unusable(Broken):
    """There is nothing that could be checked."""


def chain(previous: str, text: bytes) -> str:
    """The hash of an entry, from the one before it and its own bytes."""
    return hashlib.sha256(previous.encode("ascii") + b"\n" + text).hexdigest()


def read_line(line: bytes, seq: int) -> tuple[str, bytes]:
    """Hash and text of a line that should be entry ``seq``."""
    line = line[:-1] if line.endswith(b"\n") else line
    head = len(START) + 64
    body = head + len(MIDDLE)
    if not (line.startswith(START) and line[head:body] == MIDDLE and line.endswith(END)):
        raise Broken("altered", seq=seq)
    try:
        return line[len(START) : head].decode("ascii"), line[body : -len(END)]
    except UnicodeDecodeError:
        raise Broken("altered", seq=seq) from None


def number_of(text: bytes, seq: int) -> tuple[int, str]:
    """The number an entry gives itself, and its time."""
    try:
        entry = json.loads(text.decode("utf-8"))
        number, at = entry[0], entry[1]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Broken("altered", seq=seq) from None
    if type(number) is not int or len(entry) != 7:
        raise Broken("altered", seq=seq)
    return number, at


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """The lines; a file that ends in the middle or is damaged is told of by the entry it happens at."""
    seq = 1
    while True:
        try:
            line = file.readline(LONGEST_LINE)
        except DAMAGED:
            raise Broken("unreadable", seq=seq) from None
        if not line:
            return
        yield line
        seq += 1


def walk(lines: Iterable[bytes], head_seq: int, head_hash: str) -> Iterator[tuple[int, str, str]]:
    """Check ``lines`` against each other and the head; yields number, hash and time of each entry that holds."""
    expected, previous = 0, GENESIS
    for line in lines:
        expected += 1
        if expected > head_seq:
            raise Broken("added", seq=expected)
        digest, text = read_line(line, expected)
        number, at = number_of(text, expected)
        if number != expected:
            raise Broken("missing", seq=expected)
        if chain(previous, text) != digest:
            raise Broken("altered", seq=expected)
        previous = digest
        yield expected, digest, at
    if expected < head_seq:
        raise Broken("truncated", seq=expected + 1, last=head_seq)
    if previous != head_hash:
        raise Broken("head_differs", seq=expected)


def plain(printed: str) -> str:
    """A hash as it is printed, in groups, without what stands between them."""
    found = re.sub(r"[\s·.:-]", "", printed).lower()
    if not re.fullmatch("[0-9a-f]{16,64}", found):
        raise Unusable("short", hash=printed)
    return found


def check(path: str, printed: str = "", entry: int = 0) -> tuple[int, str, tuple[int, str] | None]:
    """Check the export at ``path``: how many entries, the last hash, and (number, time) of the printed one.

    Raises Broken where the chain or the printed hash does not hold, Unusable where there is nothing to check.
    """
    wanted = plain(printed) if printed else ""
    count, last, other = 0, GENESIS, ""
    match: tuple[int, str] | None = None
    with opened(path) as archive:
        head_seq, head_hash = head_of(archive, path)
        with member(archive, "entries.jsonl", path) as raw:
            for seq, digest, at in walk(lines_of(raw), head_seq, head_hash):
                count, last = seq, digest
                if wanted and digest.startswith(wanted) and entry in (0, seq):
                    match = (seq, at)
                if seq == entry:
                    other = digest
    if wanted and match is None:
        if entry > count:
            raise Broken("late", seq=entry)
        if entry:
            raise Broken("other", seq=entry, found=other[: len(wanted)], hash=wanted)
        raise Broken("unknown", hash=wanted)
    return count, last, match


def opened(path: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise Unusable("no_export", name=path) from None
    except OSError:
        raise Unusable("no_file", name=path) from None


def member(archive: zipfile.ZipFile, name: str, path: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except (KeyError, *DAMAGED):
        raise Unusable("no_export", name=path) from None


def head_of(archive: zipfile.ZipFile, path: str) -> tuple[int, str]:
    """Number and hash of the last entry, as the export names them."""
    try:
        with member(archive, "head.json", path) as file:
            head = json.loads(file.read(100000).decode("utf-8"))
        seq, digest = head["seq"], head["hash"]
    except (ValueError, LookupError, TypeError, *DAMAGED):
        raise Unusable("no_export", name=path) from None
    if type(seq) is not int or seq < 0 or not isinstance(digest, str):
        raise Unusable("no_export", name=path)
    return seq, digest


def main(arguments: list[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console of an old code page must not end the program
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(description="Lete: audita pierakstu pārbaude / audit verifier")
    parser.add_argument("file", metavar="FILE.zip")
    parser.add_argument("--head", default="", metavar="HASH", help="kontrolsumma no izdrukas / hash from a report")
    parser.add_argument("--entry", default=0, type=int, metavar="N", help="pieraksta numurs pie tās / its number")
    parser.add_argument("--lang", default="lv", choices=sorted(WORDS))
    options = parser.parse_args(arguments)
    words = WORDS[options.lang]
    try:
        count, last, match = check(options.file, options.head, options.entry)
    except Broken as broken:
        sys.stderr.write(words[broken.key].format(**broken.facts) + "\n")
        return 2 if isinstance(broken, Unusable) else 1
    told = [words["good"].format(count=count), words["head"].format(hash=last)]
    if match:
        told.append(words["matches"].format(seq=match[0], at=match[1]))
    sys.stdout.write("\n".join(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
