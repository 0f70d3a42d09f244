#!/usr/bin/env python3
"""Everything done with Lete's source: python3 packaging/dev.py run | test | check | bench | faults |
strings | setup.

Needs nothing but Python 3.11-3.13; what else is needed it installs into ``.venv`` from the lock with hashes.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

import environment
from environment import ROOT, program

DEMO_USER = "ilze.kalnina"
COVERAGE_GATES = {"app": 95, "ui": 85}
CHECKED = ("app", "ui", "tests", "packaging")
WORKERS = 2


def call(*command: str, **variables: str) -> int:
    """Run a program of the environment in the project's folder; its exit status."""
    shown = {**environment.environment(), **variables}
    return subprocess.run([program(command[0]), *command[1:]], cwd=ROOT, env=shown, check=False).returncode


def set_up(*, for_tests: bool) -> None:
    """Have the environment and the translations ready."""
    environment.set_up(for_tests=for_tests)
    catalogues = sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))
    if any(_is_older(po.with_suffix(".mo"), po) for po in catalogues):
        environment.run([program("python"), "packaging/catalogues.py", "compile"])


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def setup(options: argparse.Namespace, _rest: list[str]) -> int:
    """Make .venv with the commands lete and lete-admin."""
    set_up(for_tests=options.dev)
    return 0


def run(options: argparse.Namespace, rest: list[str]) -> int:
    """Start Lete; where there is no display, show its main job in pictures."""
    set_up(for_tests=False)
    if not _has_display():
        return _tour()
    if options.demo:
        return _demo(rest)
    return call("lete", *rest)


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _tour() -> int:
    folder = Path(tempfile.mkdtemp(prefix="lete-tour-"))
    print("There is no display here, so Lete shows its main job in pictures instead.", flush=True)
    status = call("python", "-m", "ui.tour", str(folder), QT_QPA_PLATFORM="offscreen")
    for picture in sorted(folder.iterdir()):
        print(f"  {picture.name}")
    print(f"Pictures and papers: {folder}")
    return status


def _demo(rest: list[str]) -> int:
    """A filled sample office in a new file, opened by its clerk; the password lives as long as this run."""
    folder = Path(tempfile.mkdtemp(prefix="lete-demo-"))
    url = f"sqlite+pysqlite:///{(folder / 'paraugs.lete').as_posix()}"
    login = {"LETE_USER": DEMO_USER, "LETE_PASSWORD": secrets.token_urlsafe(12)}
    print(f"The sample office is in {folder}", flush=True)
    return call("lete-admin", "demo", "--db", url, **login) or call("lete", "--db", url, *rest, **login)


def test(_options: argparse.Namespace, rest: list[str]) -> int:
    """Run the tests; the whole run also holds the coverage gates, a part of it does not."""
    set_up(for_tests=True)
    if rest:
        return call("python", "-m", "pytest", *rest)
    measured = [f"--cov={layer}" for layer in COVERAGE_GATES]
    parallel = ("-n", str(WORKERS), "--dist", "worksteal")
    status = call("python", "-m", "pytest", *parallel, *measured, "--cov-branch", "--cov-report=")
    if status:
        return status
    return max(_coverage_gate(layer, percent) for layer, percent in COVERAGE_GATES.items())


def _coverage_gate(layer: str, percent: int) -> int:
    print(f"\nBranch coverage of {layer}/, at least {percent} %:", flush=True)
    return call("coverage", "report", f"--include={layer}/*", f"--fail-under={percent}", "--skip-covered")


def check(_options: argparse.Namespace, _rest: list[str]) -> int:
    """Lint, format, types and translations; all are run, so that one look shows all trouble."""
    set_up(for_tests=True)
    steps = (
        ("ruff", "check", *CHECKED),
        ("ruff", "format", "--check", *CHECKED),
        ("python", "-m", "mypy"),
        ("python", "packaging/catalogues.py", "check"),
    )
    failed = [" ".join(step) for step in steps if call(*step)]
    print(f"check: failed: {'; '.join(failed)}" if failed else "check: all is well")
    return 1 if failed else 0


def bench(_options: argparse.Namespace, rest: list[str]) -> int:
    """Measure against the floors: bench [NAME] [--json FILE]."""
    set_up(for_tests=True)
    return call("python", "-m", "tests.bench", *rest)


def faults(_options: argparse.Namespace, rest: list[str]) -> int:
    """Break offices and see whether anything is lost: faults [NAME] [--quick] [--json FILE]."""
    set_up(for_tests=True)
    return call("python", "-m", "tests.faults", *rest)


def strings(_options: argparse.Namespace, _rest: list[str]) -> int:
    """Bring the translation catalogues up to date with the texts in the source, and compile them."""
    set_up(for_tests=True)
    return call("python", "packaging/catalogues.py", "update")


COMMANDS = {each.__name__: each for each in (run, test, check, bench, faults, strings, setup)}


def parser() -> argparse.ArgumentParser:
    """The command line; what a command does not know itself is handed on to the program it starts."""
    whole = argparse.ArgumentParser(prog="dev.py", description="Work with the source of Lete.")
    commands = whole.add_subparsers(dest="command", required=True, metavar="|".join(COMMANDS))
    for name, function in COMMANDS.items():
        one = commands.add_parser(
            name, help=function.__doc__, add_help=name in {"run", "check", "setup"}, allow_abbrev=False
        )
        if name == "run":
            one.add_argument("--demo", action="store_true", help="open a filled sample office")
        if name == "setup":
            one.add_argument("--dev", action="store_true", help="with what tests and checks need")
    return whole


def main(arguments: list[str]) -> int:
    options, rest = parser().parse_known_args(arguments)
    try:
        return COMMANDS[options.command](options, rest)
    except environment.SetupFailed as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    if not (3, 11) <= sys.version_info < (3, 14):
        sys.exit(f"Lete needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")
    sys.exit(main(sys.argv[1:]))
