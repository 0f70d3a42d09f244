"""What a section gives, and how it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


class NotPossible(Exception):
    """This machine cannot do that; why, in words."""


@dataclass(frozen=True)
class Outcome:
    """One line of the table, and of ``--json``, where these names are kept stable.

    ``faults`` were made while ``acknowledged`` saves were reported done. ``lost`` of those are not there any more,
    ``doubled`` are there twice; ``gaps`` are years with missing numbers; ``damaged`` are databases that could not
    be read, failed their integrity check, or whose audit chain does not hold; ``trouble`` tells the first of them.
    """

    name: str
    mode: str
    faults: int
    acknowledged: int
    lost: int
    doubled: int
    gaps: int
    damaged: int
    seconds: float
    trouble: str = ""

    @property
    def met(self) -> bool:
        """Whether nothing at all went wrong, and anything was tried."""
        return bool(self.faults and self.acknowledged) and not (
            self.lost or self.doubled or self.gaps or self.damaged or self.trouble
        )


@dataclass(frozen=True)
class Sizes:
    """How much is broken."""

    kills: int
    cuts: int
    recorded: int
    crashes: int
    saves_each: int
    merges: int


WHOLE = Sizes(kills=1000, cuts=2000, recorded=400, crashes=50, saves_each=40, merges=1500)
QUICK = Sizes(kills=16, cuts=40, recorded=60, crashes=2, saves_each=4, merges=40)


@dataclass(frozen=True)
class Section:
    """Faults of one kind in one mode; ``run`` is given the sizes and an empty folder. Raises NotPossible."""

    name: str
    mode: str
    run: Callable[[Sizes, Path], Outcome]


def table(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    heads = ("faults", "acknowledged", "lost", "doubled", "gaps", "damaged", "seconds")
    yield f"{'fault':<18}{'mode':<18}" + "".join(f"{head:>14}" for head in heads)
    for each in outcomes:
        counts = (each.faults, each.acknowledged, each.lost, each.doubled, each.gaps, each.damaged)
        told = "" if each.met else f"  failed {each.trouble}"
        yield (
            f"{each.name:<18}{each.mode:<18}"
            + "".join(f"{count:>14}" for count in counts)
            + f"{each.seconds:>14.0f}{told}"
        )


def as_json(outcomes: Iterable[Outcome]) -> str:
    """The list that ``--json`` writes."""
    return (
        json.dumps([{**asdict(each), "met": each.met} for each in outcomes], indent=1, ensure_ascii=False) + "\n"
    )
