"""The quick form of every fault, in every run; and that the simulations tell good from bad."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults import power
from tests.faults.harness import QUICK, NotPossible, Outcome, Section, table
from tests.faults.offices import TRUNCATE, WAL
from tests.faults.run import SECTIONS, main


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: f"{section.name}, {section.mode}")
def test_nothing_acknowledged_is_lost(section: Section, tmp_path: Path) -> None:
    try:
        outcome = section.run(QUICK, tmp_path)
    except NotPossible as reason:
        pytest.skip(str(reason))
    assert outcome.met, outcome


@pytest.mark.parametrize(("mode", "synchronous"), [(WAL, "NORMAL"), (TRUNCATE, "OFF")])
def test_a_power_cut_shows_a_careless_writer(mode: str, synchronous: str, tmp_path: Path) -> None:
    try:
        outcome = power.run(mode, replace(QUICK, recorded=20, cuts=20), tmp_path, synchronous)
    except NotPossible as reason:
        pytest.skip(str(reason))
    assert outcome.lost
    assert not outcome.met


def outcome(**values: int | str) -> Outcome:
    told: dict[str, object] = {
        "name": "sigkill",
        "mode": WAL,
        "faults": 10,
        "acknowledged": 20,
        "lost": 0,
        "doubled": 0,
        "gaps": 0,
        "damaged": 0,
        "seconds": 1.0,
    }
    return Outcome(**{**told, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", ["lost", "doubled", "gaps", "damaged"])
def test_one_wrong_thing_fails_it(wrong: str) -> None:
    assert outcome().met
    assert not outcome(**{wrong: 1}).met


def test_nothing_tried_is_no_proof() -> None:
    assert not outcome(faults=0).met
    assert not outcome(acknowledged=0).met


def test_the_table_says_what_failed() -> None:
    _, met, failed = table([outcome(), outcome(damaged=1, trouble="altered")])
    assert "failed" not in met
    assert failed.endswith("failed altered")


def test_the_machine_readable_form_is_stable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "faults.json"
    assert main(["merge_institution", "--quick", "--json", str(file)]) == 0
    (told,) = json.loads(file.read_text(encoding="utf-8"))
    assert {**told, "seconds": 0, "faults": 0, "acknowledged": 0} == {
        "name": "merge_institution",
        "mode": WAL,
        "faults": 0,
        "acknowledged": 0,
        "lost": 0,
        "doubled": 0,
        "gaps": 0,
        "damaged": 0,
        "seconds": 0,
        "trouble": "",
        "met": True,
    }
    assert capsys.readouterr().out.endswith("Nothing was lost.\n")


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nonsense"]) == 2
    assert "sigkill" in capsys.readouterr().err
