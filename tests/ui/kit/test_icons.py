"""The icons that come with the program are the ones it draws."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from ui.kit.icons import ICONS

ROOT = Path(__file__).parents[3]
#: What takes an icon's name, and as which of its arguments.
_TAKERS = {"icon": 0, "set_icon": 0, "IconLabel": 1, "IconButton": 1}


def trees() -> Iterator[ast.AST]:
    for package in ("app", "ui"):
        for path in (ROOT / package).rglob("*.py"):
            yield ast.parse(path.read_text(encoding="utf-8"))


def texts() -> set[str]:
    """Every string that stands in the program."""
    return {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def named() -> set[str]:
    """The strings that are given where an icon is asked for."""
    found = set()
    for tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            wanted = [keyword.value for keyword in node.keywords if keyword.arg == "icon"]
            if name in _TAKERS:
                wanted += node.args[_TAKERS[name] :][:1]
            found |= {each.value for each in wanted if isinstance(each, ast.Constant) and each.value}
    return {name for name in found if isinstance(name, str)}


def shipped() -> set[str]:
    return {path.name.removesuffix("_20_regular.svg") for path in ICONS.glob("*_20_regular.svg")}


def test_every_icon_asked_for_is_shipped() -> None:
    assert len(named()) > 20
    assert named() <= shipped()


def test_every_icon_shipped_is_asked_for() -> None:
    assert shipped() <= texts()


def test_every_icon_has_both_weights() -> None:
    assert {path.name.removesuffix("_20_filled.svg") for path in ICONS.glob("*_20_filled.svg")} == shipped()
