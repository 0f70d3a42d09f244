"""The register of contacts on paper, against page streams written by hand (performance.md 6)."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from app.contacts.records import STATUS_NAMES, Status
from app.contacts.sample import sample_contacts
from app.core import dates
from app.core.clock import system_clock
from app.core.i18n import Translator
from app.core.moments import to_riga
from tests.bench.harness import Result, Section, compared, in_own_process, limited
from tests.bench.stage import Stage
from tests.support.databases import EngineKind

REGISTER, MEMORY = "paper.register", "paper.memory"
MOST_MEMORY = 80.0
_RUNS = 3


def run(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """Each way alone in a process, in turns; paper needs no database."""
    count = stage.sizes.printed
    source, target = stage.folder / "rows.tsv", stage.folder / "register.pdf"
    _write_rows(source, count)
    told: dict[str, list[dict[str, float]]] = {"ours": [], "floor": []}
    for _ in range(_RUNS):
        for way, runs in told.items():
            runs.append(in_own_process("tests.bench.paper_job", way, str(source), str(target), str(count)))
    seconds, taken = (
        {way: statistics.median(run[what] for run in runs) for way, runs in told.items()}
        for what in ("seconds", "memory")
    )
    yield compared(REGISTER, "", seconds["ours"], seconds["floor"], 2.0)
    yield limited(MEMORY, "", taken["ours"], taken["floor"], MOST_MEMORY)


def _write_rows(target: Path, count: int) -> None:
    """The eight columns of print p7, as text."""
    say = Translator("lv")
    with target.open("w", encoding="utf-8") as file:
        for number, made in enumerate(sample_contacts(count, 4, system_clock()), 1):
            local = to_riga(made["at"])
            due = made["due_at"]
            row = (
                f"2026-{number}",
                f"{dates.full(local)} {dates.clock(local.time())}",
                made["channel"],
                made["client_name"],
                made["subject"],
                made["handler_name"],
                dates.full(to_riga(due)) if due else "",
                say(STATUS_NAMES[Status(made["status"])]),
            )
            file.write("\t".join(" ".join(text.split()) for text in row) + "\n")


SECTIONS = (Section((REGISTER, MEMORY), run, engines=("sqlite",)),)
