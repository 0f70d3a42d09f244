"""Whatever the program notes in the audit can be told in words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app.audit_words import ACTS, gathered

APP = Path(app.__file__ or "").parent


def noted() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every ``work.note("act", "subject", …, fact=…)`` that is written out in the source."""
    for path in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "note":
                act, subject = (*node.args, None, None)[:2]
                if isinstance(act, ast.Constant) and isinstance(subject, ast.Constant):
                    facts = frozenset(word.arg for word in node.keywords if word.arg)
                    yield str(act.value), str(subject.value), facts


NOTED = sorted(set(noted()), key=str)


@pytest.mark.parametrize(("act", "subject", "facts"), NOTED, ids=[f"{act} {subject}" for act, subject, _ in NOTED])
def test_what_is_noted_has_words(act: str, subject: str, facts: frozenset[str]) -> None:
    words, keys = gathered(), tuple(sorted(facts))
    assert act in ACTS
    assert subject in words.subjects
    untold = [key for key in keys if key in {name.text for name in words.field_names(subject, (key,))}]
    assert untold == []
