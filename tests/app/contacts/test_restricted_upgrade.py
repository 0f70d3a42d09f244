"""A journal made before there were restricted contacts goes on as it was (revision 0002)."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.core import migrate
from app.core.db import WRITES, engine_for, is_sqlite

OLD_ROW = """
INSERT INTO contact (id, version, request, number_year, number_seq, reference, at, has_time, channel, incoming,
    client_name, phone, email, address, topic, subject, notes, handler_name, unit, registered_by, registered_name,
    registered_at, outcome, status, is_open, callback_tries, referred_name, reason, institution, offered_channel,
    language, identity_shown, entry_help, recording_told, fingerprint, kept, annulled_by, annul_reason,
    client_sort, subject_sort, address_sort, topic_sort, handler_sort, registered_sort, search_fold)
VALUES (1, 1, 'r-1', 2025, 1, '', '2025-01-02T08:00:00Z', TRUE, 'phone', TRUE, 'Anna', '', '', '', '', 'Rēķins',
    '', 'Ilze', '', 'ilze', 'Ilze', '2025-01-02T08:00:00Z', 'answered', 'answered', FALSE, 0, '', '', '', '', 'lv',
    FALSE, FALSE, FALSE, '', TRUE, '', '', '', '', '', '', '', '', ' anna rekins')
"""


def test_contacts_that_stand_already_are_not_restricted_and_can_become_so(database_url: str) -> None:
    from alembic import command

    engine = engine_for(database_url).execution_options(**{WRITES: True})
    try:
        made = migrate.config()
        with engine.begin() as connection:
            made.attributes["connection"] = connection
            command.upgrade(made, "0001")
            connection.execute(text(OLD_ROW))
            if is_sqlite(connection):
                connection.execute(text("INSERT INTO contact_search(contact_search) VALUES ('rebuild')"))
            command.upgrade(made, "0002")
        with engine.begin() as connection:
            assert connection.execute(text("SELECT restricted FROM contact")).scalar() in (False, 0)
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(text("UPDATE contact SET restricted = TRUE"))
        with engine.begin() as connection:
            connection.execute(
                text(
                    "UPDATE contact SET restricted = TRUE, client_name = '', subject = '', "
                    "search_fold = ' 2025-1', version = version + 1"
                )
            )
            if is_sqlite(connection):
                sought = "SELECT count(*) FROM contact_search WHERE contact_search MATCH :word"
                assert connection.execute(text(sought), {"word": "anna"}).scalar() == 0
                connection.execute(text("INSERT INTO contact_search(contact_search, rank) VALUES "
                                        "('integrity-check', 1)"))  # fmt: skip
    finally:
        engine.dispose()


def test_contacts_restricted_before_are_found_by_their_words_after_the_upgrade(database_url: str) -> None:
    from alembic import command

    engine = engine_for(database_url).execution_options(**{WRITES: True})
    sealed = (
        "INSERT INTO contact_sealed (contact_id, client_name, phone, email, address, topic, subject, notes, "
        "reason, annul_reason, version) "
        "VALUES (1, 'Klusā Anna', '+37126111222', '', 'Kļavu iela 7', '', 'Rēķins', 'X', '', '', 3)"
    )
    try:
        made = migrate.config()
        with engine.begin() as connection:
            made.attributes["connection"] = connection
            command.upgrade(made, "0003")
            connection.execute(text(OLD_ROW))
            connection.execute(text(sealed))
            command.upgrade(made, "0004")
            row = connection.execute(text("SELECT search_fold, version FROM contact_sealed")).one()
        assert tuple(row) == (" klusa anna klavu iela 7 rekins 26111222", 3)
    finally:
        engine.dispose()
