"""What IT and we run without a person at the window: pictures, the self-check, the tour, the trace of a start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.contacts.records import Outcome
from app.printing.printouts import all_printouts
from ui.registers import PAGES
from ui.screens import render
from ui.self_check import check
from ui.settings.entries import ENTRIES


def test_pictures_of_everything_are_made(tmp_path: Path) -> None:
    assert render(tmp_path / "png", "lv", "dark", 1.5) == 0
    names = {path.stem for path in (tmp_path / "png").glob("*.png")}
    assert {entry.key for entry in PAGES} <= names
    assert {f"settings_{entry.key}" for entry in ENTRIES} <= names
    assert {f"entry_{outcome}" for outcome in Outcome} <= names
    assert {f"print_{printout.key}" for printout in all_printouts()} <= names
    assert {"today_preview", "first_run_server"} <= names
    assert {"sign_in", "first_run_5_employees", "first_run_end", "import_report", "palette_hits"} <= names
    assert {"staff_import", "staff_import_columns", "staff_import_report"} <= names
    assert {"contact_callback_form", "contact_hand_over_form", "employee_edit", "institution_edit"} <= names


def test_a_folder_that_cannot_be_made_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert render(tmp_path / "file" / "png", "lv", "light", 1.0) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_installed_program_finds_itself_sound(qapp: QApplication) -> None:
    assert check() == 0


def test_the_tour_leaves_pictures_and_paper(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui.tour", str(tmp_path)], env=os.environ.copy(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.decode() == ""
    names = {path.name for path in tmp_path.iterdir()}
    assert {"registrs.pdf", "registrs.png", "1_saruna.png"} <= names


def test_a_start_writes_its_moments_in_order(tmp_path: Path) -> None:
    from app import demo

    url = f"sqlite:///{tmp_path / 'lete.db'}"
    demo.make(url, "parole-parole", contacts=30)
    trace = tmp_path / "trace.json"
    script = (
        "import sys; from PySide6.QtWidgets import QApplication\n"
        "from ui import app; from ui.shell.trace import Trace\n"
        "write = Trace.write\n"
        "def leave(trace):\n"
        "    write(trace); QApplication.instance().quit()\n"
        "Trace.write = leave\n"
        "sys.exit(app.main(sys.argv[1:]))"
    )
    variables = {**os.environ, "LETE_USER": demo.DEMO_LOGIN, "LETE_PASSWORD": "parole-parole"}
    done = subprocess.run(
        [sys.executable, "-c", script, "--open", "contacts", "--db", url, "--trace", str(trace)],
        env=variables,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    moments = json.loads(trace.read_text(encoding="utf-8"))
    assert moments["started"] <= moments["first_frame"] <= moments["first_rows"] <= moments["idle"]
