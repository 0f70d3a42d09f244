"""The harness works, and its machine-readable form is stable. Nothing here says how fast anything is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench import cards, directory, entry, guarded, journal_import, lists, live, search, shared
from tests.bench.harness import Result, Section, Sizes, as_json, compared, limited, percentile, table
from tests.bench.run import NAMES, main
from tests.bench.stage import Stage
from tests.support.databases import ENGINES, EngineKind
from tests.support.postgres import Server

TINY = Sizes(log=600, part=200, saves=3, imported=50, printed=40, starts=1, steps=2, staff=60)


def test_the_machine_readable_form_is_stable() -> None:
    (told,) = json.loads(as_json([compared("list.ids", "sqlite", 0.02, 0.01, 1.3)]))
    assert told == {
        "name": "list.ids",
        "engine": "sqlite",
        "figure": 0.02,
        "floor": 0.01,
        "ratio": 2.0,
        "goal": 1.3,
        "met": False,
    }


def test_a_goal_in_milliseconds_is_told_as_a_ratio_to_the_floor() -> None:
    quick = limited("search.common", "sqlite", 0.004, 0.001, 0.005, strictest=1.6)
    assert (quick.ratio, quick.goal, quick.met) == (4.0, 5.0, True)
    slow_machine = limited("search.common", "sqlite", 0.012, 0.010, 0.005, strictest=1.6)
    assert (slow_machine.goal, slow_machine.met) == (1.6, True)


def test_the_table_says_which_goal_is_missed() -> None:
    _, met, missed = table([compared("a", "sqlite", 1, 1, 2), compared("b.memory", "sqlite", 90, 30, 2)])
    assert not met.endswith("missed")
    assert missed.split()[:6] == ["b.memory", "sqlite", "90.00", "MB", "30.00", "MB"]
    assert missed.endswith("missed")


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([5, 1, 4, 2, 3], 50) == 3
    assert percentile(range(100), 95) == 95
    assert percentile([7], 95) == 7


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nonsense"]) == 2
    assert "start.first_frame" in capsys.readouterr().err


def test_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("kind", ENGINES)
def test_every_bench_of_the_database_measures_something(kind: EngineKind, server: Server, tmp_path: Path) -> None:
    parts = (lists, search, entry, journal_import, shared, live, guarded, directory, cards)
    sections: list[Section] = [each for part in parts for each in part.SECTIONS if kind in each.engines]
    with Stage(tmp_path, TINY, server) as stage:
        results = [result for section in sections for result in section.run(stage, kind)]
    assert [result.name for result in results] == [name for section in sections for name in section.names]
    assert all(_is_sound(result) for result in results)


def test_paper_is_measured_and_json_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.run.QUICK", TINY)
    file = tmp_path / "bench.json"
    assert main(["paper", "--quick", "--json", str(file)]) in (0, 1)
    told = [Result(**each) for each in json.loads(file.read_text(encoding="utf-8"))]
    assert [each.name for each in told] == ["paper.register", "paper.memory"]
    assert all(_is_sound(each) for each in told)


def _is_sound(result: Result) -> bool:
    whole = result.figure > 0 and result.floor > 0 and result.goal > 0
    return whole and result.met == (result.ratio <= result.goal)
