"""What a bench gives: a figure, the floor it is compared with, and how far above it the figure may be.

Figures and floors are seconds, or MB (10^6 bytes) where the name ends in ``memory`` or ``size``. Less is always
better: the goal is met where ``ratio`` (figure ÷ floor) is at most ``goal``.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.support.databases import ENGINES, EngineKind

ROOT = Path(__file__).parents[2]
#: A goal in milliseconds asks no less than this of a machine on which the bare statement alone takes that long.
STRICTEST = 1.6


@dataclass(frozen=True)
class Result:
    """One line of the table, and of ``--json``, where these names are kept stable."""

    name: str
    engine: str
    figure: float
    floor: float
    ratio: float
    goal: float
    met: bool

    @property
    def unit(self) -> str:
        """In what figure and floor are shown."""
        return "MB" if self.name.endswith(("memory", "size")) else "ms"


def compared(name: str, engine: str, figure: float, floor: float, goal: float) -> Result:
    """A figure whose goal is a ratio."""
    ratio = figure / floor
    return Result(name, engine, figure, floor, round(ratio, 3), goal, ratio <= goal)


def limited(name: str, engine: str, figure: float, floor: float, limit: float, strictest: float = 0) -> Result:
    """A figure whose goal is absolute, ``limit`` seconds or MB: as a ratio to this run's floor."""
    return compared(name, engine, figure, floor, round(max(limit / floor, strictest), 3))


@dataclass(frozen=True)
class Sizes:
    """How much is measured: ``log`` contacts are ``part`` made by the program, and copies on other days.

    ``staff`` is how many people the directory has.
    """

    log: int
    part: int
    saves: int
    imported: int
    printed: int
    starts: int
    steps: int
    staff: int = 5_000


FULL = Sizes(log=1_000_000, part=50_000, saves=240, imported=100_000, printed=10_000, starts=7, steps=150)
QUICK = Sizes(log=100_000, part=20_000, saves=80, imported=10_000, printed=10_000, starts=3, steps=60)


@dataclass(frozen=True)
class Section:
    """Benches that are measured together; ``run`` is given the stage and one of ``engines``."""

    names: tuple[str, ...]
    run: Callable[[Any, EngineKind], Iterable[Result]]
    engines: tuple[EngineKind, ...] = ENGINES

    def chosen(self, prefix: str) -> bool:
        """Whether any of its benches has a name that begins so."""
        return any(name.startswith(prefix) for name in self.names)


def timed(call: Callable[[], object]) -> float:
    """How many seconds one call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def alternating(
    figure: Callable[[], object], floor: Callable[[], object], times: int, warm: int = 1
) -> tuple[float, float]:
    """The median of each, taken in turns, so that whatever else the machine does meets both alike."""
    for _ in range(warm):
        figure()
        floor()
    pairs = [(timed(figure), timed(floor)) for _ in range(times)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that ``percent`` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def in_own_process(module: str, *arguments: str, **variables: str) -> dict[str, Any]:
    """Run a module of the benches alone, for memory or a window; what it printed last, as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{module}: {done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def environment(**variables: str) -> dict[str, str]:
    """The environment of a program that is measured: compiled modules are kept, no display is needed."""
    import os

    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", **variables}


def table(results: Iterable[Result]) -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield f"{'bench':<28}{'engine':<12}{'figure':>12}{'floor':>12}{'ratio':>8}{'goal':>8}"
    for each in results:
        scale = 1 if each.unit == "MB" else 1000
        figure, floor = (f"{value * scale:.2f} {each.unit}" for value in (each.figure, each.floor))
        told = "" if each.met else "  missed"
        yield f"{each.name:<28}{each.engine:<12}{figure:>12}{floor:>12}{each.ratio:>8.2f}{each.goal:>8.2f}{told}"


def as_json(results: Iterable[Result]) -> str:
    """The list that ``--json`` writes."""
    return json.dumps([asdict(each) for each in results], indent=1) + "\n"
