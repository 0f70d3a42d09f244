"""One way to print a register of rows kept in a file; run alone, it prints its seconds and MB as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import memory

WARM = 50


def ours(source: Path, target: Path, rows: int) -> None:
    """The program's own register."""
    from app.core.i18n import Translator
    from app.printing.cells import Column
    from app.printing.page import Letterhead, Printed
    from app.printing.register import Register, write_register
    from tests.bench.paper_floor import WIDTHS

    columns = tuple(Column(title, width) for title, width in WIDTHS.items())
    head, printed = Letterhead("SIA „Bērzaines komunālserviss”"), Printed(datetime.now(UTC), "Ilze Kalniņa")
    register = Register("Klientu saziņas reģistrs", columns)
    write_register(target, register, read(source, rows), letterhead=head, printed=printed, tr=Translator("lv"))


def floor(source: Path, target: Path, rows: int) -> None:
    """Page streams of our own."""
    from tests.bench.paper_floor import write

    write(target, read(source, rows))


def read(source: Path, most: int) -> Iterator[list[str]]:
    """The first rows of the file, one by one."""
    with source.open(encoding="utf-8") as lines:
        for _, line in zip(range(most), lines, strict=False):
            yield line.rstrip("\n").split("\t")


def main(way: str, source: str, target: str, rows: str) -> None:
    """Print a little to warm up, then all."""
    job = {"ours": ours, "floor": floor}[way]
    job(Path(source), Path(target), WARM)
    begun = time.process_time()  # nothing is waited for, so what else the machine does need not be counted
    job(Path(source), Path(target), int(rows))
    sys.stdout.write(json.dumps({"seconds": time.process_time() - begun, "memory": memory.highest()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
