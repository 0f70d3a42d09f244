"""Numbers without gaps. A server gives them to rows only, so rows bear them here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from app.contacts.tables import Contact
from app.core import numbering
from app.core.permissions import CONTACTS_ADD
from app.core.work import Work, transaction
from app.office import Office

AT = datetime(2026, 11, 20, 8, 31, tzinfo=UTC)


def take(work: Work, count: int = 1, year: int = 2026) -> int:
    first = numbering.take(work.session, "contacts", year, count)
    common = {
        **{"at": AT, "channel": "phone", "registered_by": "dace", "registered_name": "Dace", "registered_at": AT},
        **{"outcome": "answered", "status": "answered", "number_year": year},
    }
    numbers = range(first, first + count)
    work.insert(Contact, [{**common, "number_seq": number, "request": str(uuid4())} for number in numbers])
    return first


def taken(office: Office, count: int = 1, year: int = 2026) -> int:
    with office.work(CONTACTS_ADD) as work:
        return take(work, count, year)


def test_each_year_begins_with_one(core_office: Office) -> None:
    assert [taken(core_office), taken(core_office), taken(core_office, year=2027)] == [1, 2, 1]


def test_each_register_begins_with_one(core_office: Office) -> None:
    taken(core_office)
    with transaction(core_office.engine, writes=True) as session:
        assert numbering.take(session, "complaints", 2026) == 1


def test_several_numbers_are_taken_at_once(core_office: Office, engine: Engine) -> None:
    assert [taken(core_office, 100), taken(core_office)] == [1, 101]
    with transaction(engine, writes=False) as session:
        assert numbering.last(session, "contacts", 2026) == 101
        assert numbering.last(session, "contacts", 2025) == 0


def test_a_rolled_back_save_gives_its_number_back(core_office: Office) -> None:
    taken(core_office)
    with pytest.raises(RuntimeError), core_office.work(CONTACTS_ADD) as work:
        take(work)
        raise RuntimeError
    assert taken(core_office) == 2


def test_writers_side_by_side_leave_no_gap_and_no_double(core_office: Office) -> None:
    def save(number: int) -> int | None:
        try:
            with core_office.work(CONTACTS_ADD) as work:
                given = take(work)
                if number % 10 == 0:
                    raise RuntimeError
                return given
        except RuntimeError:
            return None

    with ThreadPoolExecutor(8) as pool:
        given = [number for number in pool.map(save, range(80)) if number is not None]
    assert sorted(given) == list(range(1, 73))
