"""The command line of the tools."""

from __future__ import annotations

import re
import sys

import dev
import environment
import pytest


def test_everything_after_the_command_goes_to_pytest_unchanged() -> None:
    options, rest = dev.parser().parse_known_args(["test", "-k", "phone", "tests/app", "-x", "--lf"])
    assert options.command == "test"
    assert rest == ["-k", "phone", "tests/app", "-x", "--lf"]


def test_run_keeps_its_own_option_and_hands_on_the_rest() -> None:
    options, rest = dev.parser().parse_known_args(["run", "--demo", "--lang", "en"])
    assert options.demo
    assert rest == ["--lang", "en"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a display")
def test_a_display_is_recognised_by_its_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if sys.platform.startswith("linux"):
        assert not dev._has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev._has_display()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_is_hashed_names_no_place_and_knows_windows(name: str) -> None:
    lock = (environment.ROOT / "packaging" / name).read_text(encoding="utf-8")
    assert "--index" not in lock
    assert "://" not in lock
    assert "--find-links" not in lock
    entries = re.split(r"(?m)^(?=\S)", lock)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)
    assert re.search(r"^colorama==.*win32", lock, re.MULTILINE) or "dev" not in name
    assert re.search(r"^pywin32-ctypes==.*win32", lock, re.MULTILINE)
    assert re.search(r"^setuptools==", lock, re.MULTILINE)


def test_children_keep_compiled_python_and_find_the_projects_programs_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    shown = environment.environment()
    assert "PYTHONDONTWRITEBYTECODE" not in shown
    assert shown["PATH"].startswith(str(environment.PROGRAMS))
