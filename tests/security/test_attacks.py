"""Nothing comes of any attack: nothing is betrayed, nothing altered, and what was done is in the audit."""

from __future__ import annotations

import contextlib

import psycopg
import pytest
from psycopg import sql

from app.core.notices import parse
from tests.security.attack import Attack, Harmless
from tests.security.power import POWER
from tests.security.reading import READING
from tests.security.stand import FORBIDDEN, HANDED_ON, OF_SPECIALIST, OPEN, OTHERS, SEALED, Answer, Stand
from tests.security.writing import WRITING
from tests.support.shared_office import Psql

ATTACKS = [*READING, *WRITING, *POWER]
_SOUGHT = "SELECT * FROM contact_sealed WHERE subject = "


@pytest.mark.parametrize("attack", ATTACKS, ids=[each.name for each in ATTACKS])
def test_nothing_comes_of_it(stand: Stand, attack: Attack) -> None:
    before, (last, _) = stand.digest(), stand.chain()

    statements = [stand.filled(each) for each in attack.statements]
    with stand.psql(attack.who) as connection:
        answers = (_one_by_one(connection, statements), _in_one(connection, statements))
    for answer in answers:
        told = "\n".join((*answer.told, *answer.errors))
        assert not [canary for canary in FORBIDDEN[attack.who] if canary in told], told
        if attack.harmless is Harmless.REFUSED:
            assert answer.last_refused, told
        elif attack.harmless is Harmless.NOTHING:
            assert (answer.rows, answer.errors) == (0, [])

    after = stand.digest()
    assert [name for name in {**before, **after} if after.get(name) != before.get(name)] == []
    assert stand.authors(last) <= {stand.logins[attack.who]}
    assert stand.chain()[1] == []


def _one_by_one(connection: Psql, statements: list[str]) -> Answer:
    """Each statement a transaction of its own, as psql does by itself."""
    answer = _listening(connection)
    for statement in statements:
        answer.take(connection, statement)
    if connection.info.transaction_status:
        connection.execute("ROLLBACK")
    connection.execute("DISCARD ALL")
    return answer


def _in_one(connection: Psql, statements: list[str]) -> Answer:
    """All in one transaction that goes on after each error, and commits."""
    answer = _listening(connection)
    with contextlib.suppress(psycopg.Error), connection.transaction():
        for statement in statements:
            connection.execute("SAVEPOINT before")
            answer.take(connection, statement)
            if answer.last_refused:
                connection.execute("ROLLBACK TO before")
    return answer


def _listening(connection: Psql) -> Answer:
    answer = Answer()
    connection.add_notice_handler(lambda notice: answer.told.append(str(notice.message_primary)))
    return answer


def test_there_are_attacks_enough() -> None:
    assert len({(each.name, each.statements) for each in ATTACKS}) >= 60


def test_a_clerk_may_do_by_psql_what_lete_lets_them(stand: Stand) -> None:
    last, _ = stand.chain()
    with stand.office.boss() as listener, stand.psql("clerk") as clerk:
        listener.execute("LISTEN lete")
        clerk.execute("UPDATE contact SET subject = 'labots', version = 77 WHERE id = 3")
        (notice,) = listener.notifies(timeout=5, stop_after=1)
        version = listener.execute("SELECT version FROM contact WHERE id = 3").fetchone()
    assert notice.payload == "server contacts:3"
    assert version == (2,)
    assert stand.authors(last) == {stand.logins["clerk"]}
    assert stand.chain() == (last + 1, [])


def test_linking_a_contact_anew_does_not_make_it_ones_own(stand: Stand) -> None:
    last, _ = stand.chain()
    with stand.psql("clerk") as clerk:
        clerk.execute(f"UPDATE contact SET client_id = 2 WHERE id = {HANDED_ON}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            clerk.execute(f"UPDATE contact SET subject = 'x' WHERE id = {HANDED_ON}")
        clerk.execute(f"UPDATE contact SET client_id = 1 WHERE id = {HANDED_ON}")
        clerk.execute("BEGIN")
        clerk.execute(f"UPDATE contact SET client_id = 2 WHERE id = {HANDED_ON}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            clerk.execute(f"UPDATE contact SET subject = 'x' WHERE id = {HANDED_ON}")
        clerk.execute("ROLLBACK")
    assert stand.authors(last) == {stand.logins["clerk"]}
    assert stand.chain() == (last + 2, [])


def test_ones_own_settings_mislead_nobody(stand: Stand) -> None:
    login = sql.Identifier(stand.logins["specialist"])
    with stand.psql("specialist") as specialist:
        specialist.execute(sql.SQL("ALTER ROLE {} SET search_path = pg_temp, public").format(login))
        specialist.execute(sql.SQL("ALTER ROLE {} SET row_security = off").format(login))
    with stand.psql("specialist") as specialist:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            specialist.execute("SELECT * FROM contact")
        specialist.execute("SET row_security = on")
        assert specialist.execute("SELECT id FROM contact").fetchall() == [(OF_SPECIALIST,)]
        specialist.execute(sql.SQL("ALTER ROLE {} RESET ALL").format(login))


def test_a_plan_counts_the_same_for_sealed_words_as_for_any(stand: Stand) -> None:
    assert _plan(stand, "clerk", f"{_SOUGHT}'{SEALED}'", SEALED) == _plan(
        stand, "clerk", f"{_SOUGHT}'{_nobodys(SEALED)}'", SEALED
    )


@pytest.mark.parametrize("seqscan", ["on", "off"])
@pytest.mark.parametrize(
    "sought",
    [
        "contact WHERE subject = ",
        "contact WHERE subject >= 'tv' AND subject <= ",
        "contact WHERE client_sort = ",
        "client WHERE name = ",
        "client WHERE name_sort >= ",
        "client WHERE starts_with(name, ",
    ],
)
def test_a_plan_counts_the_same_for_words_of_others_as_for_any(stand: Stand, sought: str, seqscan: str) -> None:
    stand.boss.execute(f"UPDATE contact SET client_sort = '{OPEN}' WHERE id = {OTHERS}")
    stand.boss.execute(f"UPDATE client SET name_sort = '{OPEN}' WHERE id = 1")
    end = ")" if "(" in sought else ""
    plans = [
        _plan(stand, "specialist", f"SELECT * FROM {sought}'{word}'{end}", OPEN, seqscan)
        for word in (OPEN, _nobodys(OPEN))
    ]
    assert plans[0] == plans[1]


def _nobodys(word: str) -> str:
    return "n" * len(word)


def _plan(stand: Stand, who: str, statement: str, word: str = "", seqscan: str = "on") -> str:
    """The plan of a person's statement with its counts, the word sought made alike."""
    stand.boss.execute("ANALYZE")
    with stand.psql(who) as person:
        person.execute(f"SET enable_seqscan = {seqscan}")
        told = person.execute(f"EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) {statement}").fetchall()
    return str(told).replace(word, _nobodys(word)) if word else str(told)


def test_a_spoofed_notice_says_nothing_or_numbers_only() -> None:
    hostile = ("rubbish", "", " ", "x", "x contacts:1;2", "x con tacts:1", "x contacts:-1", ":", "x" * 7999)
    assert [parse(each) for each in hostile] == [None] * len(hostile)


def test_a_wrong_password_and_an_unknown_login_are_told_alike(stand: Stand) -> None:
    told = []
    for login in (stand.logins["clerk"], "nobody.such"):
        with pytest.raises(psycopg.OperationalError) as refused:
            stand.office.psql(login, "guessed").close()
        told.append(str(refused.value).replace(login, "LOGIN"))
    assert told[0] == told[1]


def test_who_is_switched_off_does_not_come_in(stand: Stand) -> None:
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        stand.psql("disabled").close()
