"""Which faults there are, and making those that are asked for."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.faults import crashes, crowd, full, kills, merges, power
from tests.faults.harness import QUICK, WHOLE, NotPossible, Outcome, Section, Sizes, as_json, table

SECTIONS: tuple[Section, ...] = (
    *kills.SECTIONS,
    *power.SECTIONS,
    *crashes.SECTIONS,
    *crowd.SECTIONS,
    *full.SECTIONS,
    *merges.SECTIONS,
)


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 where nothing was lost, 1 where anything was, 2 for a name there is none of."""
    options = _parser().parse_args(arguments)
    chosen = [section for section in SECTIONS if section.name.startswith(options.name)]
    if not chosen:
        names = ", ".join(dict.fromkeys(section.name for section in SECTIONS))
        sys.stderr.write(f"There is no such fault. There are: {names}\n")
        return 2
    outcomes: list[Outcome] = []
    for line in table(_kept(made(chosen, QUICK if options.quick else WHOLE), outcomes)):
        _say(line)
    if options.json:
        options.json.write_text(as_json(outcomes), encoding="utf-8")
    failed = [f"{each.name} ({each.mode})" for each in outcomes if not each.met]
    _say(f"Failed: {', '.join(failed)}" if failed else "Nothing was lost.")
    return 1 if failed else 0


def made(sections: Sequence[Section], sizes: Sizes) -> Iterator[Outcome]:
    """The outcome of each section, as soon as it is known; what this machine cannot do is said and left out."""
    for section in sections:
        with tempfile.TemporaryDirectory(prefix="lete-faults-", ignore_cleanup_errors=True) as folder:
            try:
                yield section.run(sizes, Path(folder))
            except NotPossible as reason:
                _say(f"{section.name:<18}{section.mode:<18}  not done: {reason}")


def _kept(outcomes: Iterator[Outcome], kept: list[Outcome]) -> Iterator[Outcome]:
    for each in outcomes:
        kept.append(each)
        yield each


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("dev.py faults", description="Break an office, and see what is lost.")
    parser.add_argument("name", nargs="?", default="", help="how the names of the wanted faults begin")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the outcomes here")
    parser.add_argument("--quick", action="store_true", help="fewer of each")
    return parser
