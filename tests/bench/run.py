"""Which benches there are, and running those that are asked for."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench import cards, directory, entry, guarded, journal_import, lists, live, paper, search, shared, start
from tests.bench.harness import FULL, QUICK, Result, Section, Sizes, as_json, table
from tests.bench.stage import Stage

SECTIONS: tuple[Section, ...] = (*start.SECTIONS, *lists.SECTIONS, *search.SECTIONS, *entry.SECTIONS,
                                 *journal_import.SECTIONS, *shared.SECTIONS, *live.SECTIONS,
                                 *guarded.SECTIONS, *paper.SECTIONS, *directory.SECTIONS,
                                 *cards.SECTIONS)  # fmt: skip
NAMES = tuple(name for section in SECTIONS for name in section.names)


def measure(prefix: str, sizes: Sizes, folder: Path) -> Iterator[Result]:
    """The results of every bench whose name begins with ``prefix``, each as soon as it is known."""
    with Stage(folder, sizes) as stage:
        for section in SECTIONS:
            if section.chosen(prefix):
                for engine in section.engines:
                    yield from (each for each in section.run(stage, engine) if each.name.startswith(prefix))


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 where every goal is met, 1 where one is missed, 2 for a name there is none of."""
    options = _parser().parse_args(arguments)
    if not any(section.chosen(options.name) for section in SECTIONS):
        sys.stderr.write(f"There is no such bench. There are: {', '.join(NAMES)}\n")
        return 2
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="lete-bench-", ignore_cleanup_errors=True) as folder:
        measured = measure(options.name, QUICK if options.quick else FULL, Path(folder))
        for line in table(_kept(measured, results)):
            _say(line)
    if options.json:
        options.json.write_text(as_json(results), encoding="utf-8")
    missed = [f"{each.name} ({each.engine})" for each in results if not each.met]
    _say(f"Missed: {', '.join(missed)}" if missed else "Every goal is met.")
    return 1 if missed else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _kept(measured: Iterator[Result], results: list[Result]) -> Iterator[Result]:
    for each in measured:
        results.append(each)
        yield each


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("dev.py bench", description="Measure Lete against its floors.")
    parser.add_argument("name", nargs="?", default="", help="how the names of the wanted benches begin")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the results here")
    parser.add_argument("--quick", action="store_true", help="a log of 100,000 contacts, fewer runs")
    return parser
