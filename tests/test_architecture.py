"""The house as it was drawn: who may know whom, and what start-up may load.

Every rule walks the source, so that a new register is covered the moment it exists.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pytest_archon import archrule

ROOT = Path(__file__).parents[1]
FOLDERS = {"app", "ui", "resources", "translations", "tests", "packaging"}
DATABASE_LIBRARIES = ("sqlalchemy", "alembic", "psycopg", "sqlite3")

# Folders of app/ that every register may use; the other folders are registers.
SHARED = {"core", "printing", "calendar", "importing", "cli"}
# What a register shows to the other registers.
OPEN_ROOMS = {"service", "records"}

# The only places where a connection, an engine or a session is opened. The draft journal is a file of this PC.
OPENERS = {"app/core/work.py", "app/core/db.py", "app/core/migrate.py", "app/core/watch.py"}
OPENING = {"create_engine", "Session", "sessionmaker", "scoped_session", "engine_from_config"}

# What may stay out of memory until it is needed, and the modules that must be light.
HEAVY = (
    *("sqlalchemy", "alembic", "psycopg", "reportlab", "openpyxl", "xlsxwriter", "babel", "phonenumbers"),
    *("holidays", "segno", "PIL", "pypdfium2", "defusedxml"),
)
LIGHT = (
    *("app.core.errors", "app.core.i18n", "app.core.permissions", "app.core.latvian", "app.core.changes"),
    *("app.core.fields", "app.registers", "ui.registers", "ui.app"),
)


@cache
def sources(layer: str) -> tuple[Path, ...]:
    return tuple(sorted((ROOT / layer).rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def inside(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, at its head or inside a function, by its full name."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, node.module) if node.module else base)
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def is_within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def registers() -> set[str]:
    return {path.parent.name for path in (ROOT / "app").glob("*/__init__.py")} - SHARED


def test_the_program_stands_in_the_agreed_folders() -> None:
    leftovers = ("*.egg-info", "build", "dist", "__pycache__", "htmlcov")
    found = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and not any(path.match(each) for each in leftovers)
    }
    assert found <= FOLDERS


def test_app_knows_no_qt() -> None:
    archrule("app without Qt").match("app*").should_not_import("PySide6*", "shiboken6*", "ui*").check("app")


@pytest.mark.parametrize("layer", ["app", "ui"])
def test_the_program_does_not_depend_on_its_tests_or_tools(layer: str) -> None:
    strangers = ("tests", "pytest", "hypothesis", "environment", "catalogues")
    assert [
        f"{inside(path)}:{line} {module}"
        for path in sources(layer)
        for module, line in imported(path)
        if is_within(module, strangers)
    ] == []


def test_ui_knows_no_database() -> None:
    assert [
        f"{inside(path)}:{line} {module}"
        for path in sources("ui")
        for module, line in imported(path)
        if is_within(module, DATABASE_LIBRARIES) or "tables" in module.split(".")
    ] == []


def test_tables_are_known_to_their_own_register_only() -> None:
    strays = []
    for path in sources("app"):
        home = path.relative_to(ROOT).parts[1]
        for module, line in imported(path):
            parts = module.split(".")
            if parts[0] == "app" and parts[2:3] == ["tables"] and parts[1] not in {home, "core"}:
                strays.append(f"{inside(path)}:{line} {module}")
    # The one list of all tables, which migrations compare with the database.
    assert [stray for stray in strays if not stray.startswith("app/core/")] == []


def test_registers_meet_through_services_and_records() -> None:
    known = registers()
    strays = []
    for layer in ("app", "ui"):
        for path in sources(layer):
            home = path.relative_to(ROOT).parts[1]
            for module, line in imported(path):
                parts = module.split(".")
                if home not in known or parts[0] not in {"app", "ui"} or len(parts) < 3:
                    continue
                other, room = parts[1], parts[2]
                if other in known - {home} and (parts[0] == "ui" or room not in OPEN_ROOMS):
                    strays.append(f"{inside(path)}:{line} {module}")
    assert strays == []


def test_shared_rooms_do_not_know_registers() -> None:
    """Core, paper and calendar carry the registers, and so cannot lean on them."""
    known = registers()
    strays = []
    for folder in ("core", "printing", "calendar", "importing"):
        for path in sources(f"app/{folder}"):
            if "migrations" in path.parts:
                continue
            for module, line in imported(path):
                parts = module.split(".")
                if parts[0] == "app" and len(parts) > 1 and parts[1] in known:
                    strays.append(f"{inside(path)}:{line} {module}")
    for path in sources("ui/kit"):
        strays += [
            f"{inside(path)}:{line} {module}"
            for module, line in imported(path)
            if module.startswith(("app.", "ui.")) and module.split(".")[1] in known
        ]
    assert strays == []


def test_only_the_unit_of_work_and_its_neighbours_open_sessions() -> None:
    strays = []
    for path in sources("app"):
        if inside(path) in OPENERS or "migrations" in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in OPENING:
                    strays.append(f"{inside(path)}:{node.lineno} {name}")
    assert strays == []


def present(module: str) -> bool:
    path = ROOT / module.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def test_nobody_asks_qt_for_the_neighbours_in_the_focus_chain() -> None:
    """PySide makes the neighbour a child of who asks; closing the one would take the other's insides away."""
    asked = [
        f"{inside(path)}:{node.lineno}"
        for path in sources("ui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"nextInFocusChain", "previousInFocusChain"}
    ]
    assert not asked


@pytest.mark.parametrize("module", [module for module in LIGHT if present(module)])
def test_start_up_stays_light(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert set(done.stdout.split()).isdisjoint(HEAVY)
