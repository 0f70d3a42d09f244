"""Where copies go, and the one that the program makes each day by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from app.office import Office


@pytest.fixture
def office(database: str) -> Iterator[Office]:
    from app.core.db import engine_for
    from app.core.permissions import Actor, Role
    from app.office import Office
    from tests.app.contacts.samples import NOW

    engine = engine_for(database)
    yield Office(engine, Actor("anna", "Anna", frozenset({Role.ADMINISTRATOR})), clock=lambda: NOW)
    engine.dispose()


def clerk(office: Office) -> Office:
    from app.core.permissions import Actor, Role

    return replace(office, actor=Actor("dace", "Dace", frozenset({Role.CLERK})))


def copied(office: Office) -> list[tuple[str, str]]:
    """Who made copies, from the audit."""
    from sqlalchemy import select

    from app.core.permissions import SETTINGS_SEE
    from app.core.tables import AuditEntry

    with office.view(SETTINGS_SEE) as view:
        found = select(AuditEntry.account, AuditEntry.text).where(AuditEntry.act == "backup")
        return [(row.account, row.text) for row in view.session.execute(found)]


def test_any_role_s_program_makes_one_copy_a_day_and_says_so_in_the_audit(office: Office) -> None:
    from app.core.backup_check import check_copy
    from app.core.db import is_sqlite
    from app.office_backup import make_daily_copy

    made = make_daily_copy(clerk(office))
    if not is_sqlite(office.engine):
        assert made is None
        assert copied(office) == []
        return
    assert made is not None
    assert made.path.parent == Path(office.engine.url.database or "").parent / "kopijas"
    check_copy(made.path)
    assert make_daily_copy(clerk(office)) is None
    ((account, text),) = copied(office)
    assert account == "dace"
    assert '"daily":[null,true]' in text
    tomorrow = replace(office, clock=lambda: office.clock() + timedelta(days=1))
    assert make_daily_copy(tomorrow) is not None


def test_a_chosen_folder_that_is_on_another_computer_is_not_made_here(office: Office, tmp_path: Path) -> None:
    from app.core.db import is_sqlite
    from app.core.errors import Unavailable
    from app.core.office_settings import OfficeSettings
    from app.core.settings import BACKUP_FOLDER
    from app.office_backup import make_daily_copy

    OfficeSettings(office).set(BACKUP_FOLDER, str(tmp_path / "disks"))
    if not is_sqlite(office.engine):
        assert make_daily_copy(office) is None
        return
    with pytest.raises(Unavailable):
        make_daily_copy(clerk(office))
    assert not (tmp_path / "disks").exists()
    assert copied(office) == []
    (tmp_path / "disks").mkdir()
    made = make_daily_copy(clerk(office))
    assert made is not None
    assert made.path.parent == tmp_path / "disks"


def test_the_settings_show_where_copies_go_of_themselves(office: Office) -> None:
    from app.core.db import is_sqlite
    from app.office_backup import Backups, make_daily_copy

    make_daily_copy(office)
    state = Backups(office).state()
    if is_sqlite(office.engine):
        assert Path(state.folder).name == "kopijas"
        assert state.latest is not None
    else:
        assert (state.folder, state.latest) == ("", None)
        assert state.database.startswith("postgresql://")
        assert "@" not in state.database  # whose login it is, is nobody's place
