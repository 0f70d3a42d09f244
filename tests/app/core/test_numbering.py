from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from app.core import numbering
from app.core.work import transaction


def take(engine: Engine, count: int = 1, year: int = 2026) -> int:
    with transaction(engine, writes=True) as session:
        return numbering.take(session, "contacts", year, count)


def test_each_year_and_register_begins_with_one(engine: Engine) -> None:
    assert [take(engine), take(engine), take(engine, year=2027)] == [1, 2, 1]
    with transaction(engine, writes=True) as session:
        assert numbering.take(session, "complaints", 2026) == 1


def test_several_numbers_are_taken_at_once(engine: Engine) -> None:
    assert [take(engine, 100), take(engine)] == [1, 101]
    with transaction(engine, writes=False) as session:
        assert numbering.last(session, "contacts", 2026) == 101
        assert numbering.last(session, "contacts", 2025) == 0


def test_a_rolled_back_save_gives_its_number_back(engine: Engine) -> None:
    take(engine)
    with pytest.raises(RuntimeError), transaction(engine, writes=True) as session:
        numbering.take(session, "contacts", 2026)
        raise RuntimeError
    assert take(engine) == 2


def test_writers_side_by_side_leave_no_gap_and_no_double(engine: Engine) -> None:
    def save(number: int) -> int | None:
        try:
            with transaction(engine, writes=True) as session:
                taken = numbering.take(session, "contacts", 2026)
                if number % 10 == 0:
                    raise RuntimeError
                return taken
        except RuntimeError:
            return None

    with ThreadPoolExecutor(8) as pool:
        taken = [number for number in pool.map(save, range(80)) if number is not None]
    assert sorted(taken) == list(range(1, 73))
