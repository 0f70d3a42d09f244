"""Our own faults: a report with an id, and nothing of what a client said in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ui.kit.crash import KEPT, CrashLog


def _fault(typed: str = "Bērziņa Dzintra, 26 000 417") -> Exception:
    try:
        raise ValueError(typed)
    except ValueError as error:
        return error


def test_the_report_is_found_by_its_id_and_says_where_it_happened(tmp_path: Path) -> None:
    code = CrashLog(tmp_path, lambda _code: None).report(_fault())
    (report,) = tmp_path.glob(f"*{code}*")
    text = report.read_text(encoding="utf-8")
    assert "_fault" in text
    assert "ValueError" in text


def test_what_was_typed_never_reaches_the_report(tmp_path: Path) -> None:
    CrashLog(tmp_path, lambda _code: None).report(_fault())
    assert "Bērziņa" not in "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())


def test_an_exception_nobody_caught_is_told_with_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    CrashLog(tmp_path, told.append).install()
    error = _fault()
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert list(tmp_path.glob(f"*{told[0]}*"))


def test_old_reports_make_room(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        (tmp_path / f"20200101-{number:06}-x.txt").write_text("", encoding="utf-8")
    CrashLog(tmp_path, lambda _code: None).report(_fault())
    assert len(list(tmp_path.iterdir())) == KEPT


def test_a_folder_that_cannot_be_written_does_not_hide_the_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert CrashLog(tmp_path / "file" / "crashes", lambda _code: None).report(_fault())
