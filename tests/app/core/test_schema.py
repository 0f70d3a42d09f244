from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from app.core.db import WRITES, engine_for
from app.core.errors import Unavailable
from app.core.i18n import Translator
from app.core.schema import State, require_current, state


def stamp(engine: Engine, revision: str) -> None:
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


@pytest.mark.parametrize(
    ("revision", "found", "words"),
    [
        ("9999", State.NEWER, "jaunāk"),
        ("0000", State.OLDER, "vecāk"),
    ],
)
def test_another_schema_is_refused_with_what_to_do(
    engine: Engine, tr: Translator, revision: str, found: State, words: str
) -> None:
    stamp(engine, revision)
    assert state(engine) is found
    with pytest.raises(Unavailable) as refusal:
        require_current(engine)
    assert words in tr(refusal.value.message)


def test_the_newest_schema_is_taken(engine: Engine) -> None:
    require_current(engine)
    assert state(engine) is State.CURRENT


def test_an_empty_database_is_recognised(database_url: str) -> None:
    engine = engine_for(database_url)
    try:
        assert state(engine) is State.EMPTY
        with pytest.raises(Unavailable):
            require_current(engine)
    finally:
        engine.dispose()
