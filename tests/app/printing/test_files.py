from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import Unavailable
from app.core.i18n import N_, Translator
from app.printing.files import replacing
from app.printing.sheets import Field, write_csv, write_xlsx

FULL = Path("/dev/full")


def test_a_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with replacing(path) as file:
        file.write(b"jauns")
        assert not path.exists()
    assert path.read_bytes() == b"jauns"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("vecs")
    with pytest.raises(ValueError, match="oops"), replacing(path) as file:
        file.write(b"jauns")
        raise ValueError("oops")
    assert path.read_text() == "vecs"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_held_by_another_program_is_told_in_latvian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tr: Translator
) -> None:
    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file")  # as Windows answers

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Unavailable) as told, replacing(tmp_path / "a.xlsx"):
        pass
    expected = "Datne „a.xlsx” ir atvērta citā programmā. Aizveriet to un mēģiniet vēlreiz."
    assert tr(told.value.message) == expected
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path: Path, tr: Translator) -> None:
    with pytest.raises(Unavailable) as told, replacing(tmp_path / "nav" / "a.csv"):
        pass
    assert "šajā mapē nevar ierakstīt" in tr(told.value.message)


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told(tmp_path: Path, tr: Translator) -> None:
    with (
        pytest.raises(Unavailable) as told,
        replacing(tmp_path / "a.csv"),
        FULL.open("wb", buffering=0) as full,
    ):
        full.write(b"x")
    assert tr(told.value.message).startswith("Diskā nav vietas.")


def test_exports_go_through_the_same_door(tmp_path: Path, tr: Translator) -> None:
    fields = [Field("a", N_("signature"))]
    with pytest.raises(Unavailable):
        write_csv(tmp_path / "nav" / "a.csv", fields, [], tr)
    with pytest.raises(Unavailable):
        write_xlsx(tmp_path / "nav" / "a.xlsx", N_("signature"), fields, [], tr)
