"""People on the server: what an administrator who is no superuser may do, and what nobody may."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import suppress

import psycopg
import pytest
from psycopg import sql

from app.core.accounts import Accounts
from app.core.errors import Forbidden, Invalid, UserError
from app.core.permissions import Role
from app.core.work import Gone
from app.office import Office
from tests.support.shared_office import PASSWORD, Psql, SharedOffice

CLERK = frozenset({Role.CLERK})


@pytest.fixture
def accounts(shared: SharedOffice) -> Accounts:
    return Accounts(shared.sign_in(shared.administrator))


@pytest.fixture
def psql(shared: SharedOffice) -> Iterator[Callable[[str], Psql]]:
    """Connections that are closed after the test."""
    opened: list[Psql] = []

    def connect(login: str) -> Psql:
        opened.append(shared.psql(login))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


def refused(connection: Psql, command: str, *values: object) -> str:
    """The SQLSTATE of a refusal."""
    with pytest.raises(psycopg.Error) as refusal:
        connection.execute(command.encode(), values)
    return refusal.value.sqlstate or ""


def verifier(connection: Psql, password: str = PASSWORD) -> str:
    return connection.pgconn.encrypt_password(password.encode(), b"x", b"scram-sha-256").decode()


def number_of(accounts: Accounts, login: str) -> int:
    return next(each.id for each in accounts.list() if each.login == login)


def groups(shared: SharedOffice, login: str) -> set[str]:
    with shared.boss() as boss:
        rows = boss.execute(
            "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
            "JOIN pg_roles p ON p.oid = m.member WHERE p.rolname = %s",
            [login],
        ).fetchall()
        prefix = str(boss.execute("SELECT lete.role_prefix()").fetchall()[0][0])
    return {str(row[0]).removeprefix(prefix) for row in rows}


def test_the_administrator_is_no_superuser_and_makes_no_roles(
    shared: SharedOffice, psql: Callable[[str], Psql]
) -> None:
    anna = psql(shared.administrator)
    found = anna.execute(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles "
        "WHERE rolname = session_user"
    ).fetchall()
    assert found == [(False,)]
    assert refused(anna, "CREATE ROLE intruder") == "42501"


def test_a_person_is_added_and_comes_in_with_the_password(shared: SharedOffice, accounts: Accounts) -> None:
    login = shared.named("dace")
    number = accounts.add(login, "Dace Bērziņa", frozenset({Role.CLERK, Role.HEAD}), PASSWORD)
    office = shared.sign_in(login)
    assert (office.actor.account, office.actor.name) == (login, "Dace Bērziņa")
    assert office.actor.roles == {Role.CLERK, Role.HEAD}
    assert groups(shared, login) == {"person", "clerk", "head"}
    assert number_of(accounts, login) == number


def test_the_password_never_reaches_the_server(shared: SharedOffice, accounts: Accounts) -> None:
    login = shared.named("dace")
    with shared.boss() as boss:
        boss.execute("ALTER SYSTEM SET log_statement = 'all'")
        boss.execute("SELECT pg_reload_conf()")
    try:
        accounts.add(login, "Dace", CLERK, "slepenais-vards")
        Accounts(shared.sign_in(login, "slepenais-vards")).change_own_password("slepenais-vards", "slepenais-cits")
    finally:
        with shared.boss() as boss:
            boss.execute("ALTER SYSTEM RESET log_statement")
            boss.execute("SELECT pg_reload_conf()")
            kept = boss.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [login]).fetchall()
            log = boss.execute("SELECT pg_read_file('../log')").fetchall()
    assert str(kept[0][0]).startswith("SCRAM-SHA-256$4096:")
    assert login in str(log[0][0])
    assert "slepenais" not in str(log[0][0])


def test_single_sign_on_leaves_no_password(shared: SharedOffice, accounts: Accounts) -> None:
    login = shared.named("dace")
    accounts.add(login, "Dace", CLERK, None)
    with shared.boss() as boss:
        kept = boss.execute(
            "SELECT rolpassword, rolcanlogin FROM pg_authid WHERE rolname = %s", [login]
        ).fetchall()
    assert kept == [(None, True)]
    for guess in ("", "None", login):
        with pytest.raises(UserError):
            shared.sign_in(login, guess)


def test_roles_follow_at_once_also_in_a_session_that_is_open(
    shared: SharedOffice, accounts: Accounts, psql: Callable[[str], Psql]
) -> None:
    login = shared.add("dace", Role.CLERK)
    dace = psql(login)
    dace.execute("SELECT count(*) FROM contact")
    accounts.set_roles(number_of(accounts, login), frozenset({Role.ADMINISTRATOR}))
    assert refused(dace, "SELECT count(*) FROM contact") == "42501"
    assert groups(shared, login) == {"person", "administrator"}


def test_whoever_is_switched_off_is_cut_off_at_once(
    shared: SharedOffice, accounts: Accounts, psql: Callable[[str], Psql]
) -> None:
    login = shared.add("dace", Role.CLERK)
    number = number_of(accounts, login)
    dace = psql(login)
    accounts.disable(number)
    assert refused(dace, "SELECT 1") in {"57P01", ""}
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        shared.psql(login)
    assert groups(shared, login) == {"person"}
    accounts.set_roles(number, frozenset({Role.SPECIALIST}))
    assert groups(shared, login) == {"person"}
    accounts.enable(number)
    assert groups(shared, login) == {"person", "specialist"}
    shared.sign_in(login)


def test_a_new_password_takes_the_place_of_the_old_one(shared: SharedOffice, accounts: Accounts) -> None:
    login = shared.add("dace", Role.CLERK)
    accounts.reset_password(number_of(accounts, login), "cita laba parole")
    with pytest.raises(UserError):
        shared.sign_in(login)
    shared.sign_in(login, "cita laba parole")


def test_what_an_administrator_does_is_audited_in_the_administrators_name(
    shared: SharedOffice, accounts: Accounts
) -> None:
    login = shared.add("dace", Role.CLERK)
    number = number_of(accounts, login)
    accounts.rename(number, "Dace Kalniņa")
    accounts.reset_password(number, "cita laba parole")
    accounts.disable(number)
    with shared.boss() as boss:
        rows = boss.execute(
            "SELECT account, act, text FROM audit_entry WHERE subject = 'account' AND row_id = %s ORDER BY seq",
            [number],
        ).fetchall()
    assert {row[0] for row in rows} == {shared.administrator}
    assert [row[1] for row in rows] == ["insert", "update", "password_reset", "update"]
    assert "SCRAM" not in str(rows)
    assert "parole" not in str(rows)


def test_a_login_lost_with_its_server_is_made_again_by_a_new_password(
    shared: SharedOffice, accounts: Accounts
) -> None:
    login = shared.add("dace", Role.CLERK)
    with shared.boss() as boss:
        boss.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))
    accounts.reset_password(number_of(accounts, login), PASSWORD)
    assert groups(shared, login) == {"person", "clerk"}
    shared.sign_in(login)


def test_the_last_administrator_stays(shared: SharedOffice, accounts: Accounts) -> None:
    own = number_of(accounts, shared.administrator)
    with pytest.raises(UserError):
        accounts.disable(own)
    with pytest.raises(UserError):
        accounts.set_roles(own, CLERK)
    shared.add("ieva", Role.ADMINISTRATOR)
    accounts.set_roles(own, CLERK)
    with pytest.raises(Forbidden):
        accounts.set_roles(own, frozenset({Role.ADMINISTRATOR}))


NO_NAMES = (
    'x"; ALTER ROLE CURRENT_USER SUPERUSER; --',
    "x'; DROP TABLE account; --",
    "x SUPERUSER",
    "%I",
    "x\ny",
    "pg_read_all_data",
    "pg_x",
    "lete_b_owner",
    "public",
    "none",
    "PUBLIC",
    "Dace",
    "īva",
    "-x",
    "",
    "x" * 64,
    None,
)


def test_names_that_could_be_anything_else_are_refused(shared: SharedOffice, psql: Callable[[str], Psql]) -> None:
    anna = psql(shared.administrator)
    for login in NO_NAMES:
        assert refused(anna, "SELECT lete.person_add(%s, 'X', '{clerk}', NULL)", login) == "LP002", login


def test_logins_the_server_has_for_something_else_are_left_alone(
    shared: SharedOffice, psql: Callable[[str], Psql]
) -> None:
    anna = psql(shared.administrator)
    mine = verifier(anna)
    for taken in ("postgres", "lete"):
        assert refused(anna, "SELECT lete.person_add(%s, 'X', '{clerk}', %s)", taken, mine) in {"LP003", "LP010"}
        assert refused(anna, "SELECT lete.person_password(%s, %s)", taken, mine) in {"LP006", "LP008"}
    with shared.boss() as boss:
        kept = boss.execute("SELECT rolname FROM pg_authid WHERE rolpassword = %s", [mine]).fetchall()
    assert kept == []


def test_a_login_of_two_offices_keeps_its_password(
    shared: SharedOffice, accounts: Accounts, psql: Callable[[str], Psql]
) -> None:
    login = shared.add("dace", Role.CLERK)
    other = shared.named("cita_iestade")
    with shared.boss() as boss:
        boss.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(other)))
        boss.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(other), sql.Identifier(login)))
    with pytest.raises(UserError):
        accounts.reset_password(number_of(accounts, login), "cita laba parole")
    accounts.disable(number_of(accounts, login))
    with shared.boss() as boss:
        kept = boss.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", [login]).fetchall()
    assert kept == [(True,)]
    assert groups(shared, login) == {"person", other}
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        shared.psql(login)
    with pytest.raises(Forbidden):
        shared.sign_in(login)


def test_only_roles_of_lete_can_be_given(
    shared: SharedOffice, accounts: Accounts, psql: Callable[[str], Psql]
) -> None:
    login = shared.add("dace", Role.CLERK)
    anna = psql(shared.administrator)
    for roles in ("{postgres}", "{clerk,owner}", "{pg_read_all_data}", "{provisioner}", "{NULL}", "{}", None):
        assert refused(anna, "SELECT lete.person_roles(%s, %s)", login, roles) == "LP004"
    assert groups(shared, login) == {"person", "clerk"}


SALT, KEY = base64.b64encode(b"s" * 16).decode(), base64.b64encode(b"k" * 32).decode()
OTHER = base64.b64encode(b"o" * 32).decode()


NO_VERIFIERS = (
    "parole123",
    "",
    "md5" + "0" * 32,
    f"SCRAM-SHA-256$4096:{SALT}${KEY}",
    f"SCRAM-SHA-256$1:{SALT}${KEY}:{OTHER}",
    f"SCRAM-SHA-256$4095:{SALT}${KEY}:{OTHER}",
    f"SCRAM-SHA-256$999999:{SALT}${KEY}:{OTHER}",
    f"SCRAM-SHA-256$4096:${KEY}:{OTHER}",
    f"SCRAM-SHA-256$4096:{SALT}${KEY}:{KEY}",
    f"SCRAM-SHA-256$4096:{SALT}${KEY}:{OTHER}\n",
    f"SCRAM-SHA-256$4096:{SALT}${KEY}:{OTHER}' SUPERUSER --",
    f"SCRAM-SHA-1$4096:{SALT}${KEY}:{OTHER}",
)


def test_a_verifier_of_another_form_is_refused(shared: SharedOffice, psql: Callable[[str], Psql]) -> None:
    anna = psql(shared.administrator)
    for form in NO_VERIFIERS:
        assert refused(anna, "SELECT lete.person_add('x', 'X', '{clerk}', %s)", form) == "LP007", form
        assert refused(anna, "SELECT lete.person_password(%s, %s)", shared.administrator, form) == "LP007", form


ATTACKS = (
    "SELECT lete.person_add(session_user || 'x', 'X', '{administrator}', NULL)",
    "SELECT lete.person_roles(session_user, '{administrator}')",
    "SELECT lete.person_roles('%(anna)s', '{clerk}')",
    "SELECT lete.person_name('%(anna)s', 'X')",
    "SELECT lete.person_enabled('%(anna)s', FALSE)",
    "SELECT lete.person_end_sessions('%(anna)s')",
    "SELECT lete.person_password('%(anna)s', NULL)",
    "SELECT lete.person_first('X')",
    "SELECT lete_private.person_create('x', NULL)",
    "SELECT lete_private.person_groups(session_user, 'administrator')",
    "SELECT lete_private.person_cut('%(anna)s')",
    "UPDATE account SET roles = 'administrator'",
    "INSERT INTO account (login, name, roles, enabled, version) VALUES ('x', 'X', 'administrator', TRUE, 1)",
    "DELETE FROM account",
    'GRANT "%(prefix)sadministrator" TO CURRENT_USER',
    'GRANT "%(prefix)sperson" TO CURRENT_USER WITH ADMIN OPTION',
    'SET ROLE "%(prefix)sprovisioner"',
    'SET ROLE "%(prefix)sadministrator"',
    "SET SESSION AUTHORIZATION '%(anna)s'",
    "ALTER ROLE \"%(anna)s\" PASSWORD 'x'",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "ALTER ROLE CURRENT_USER CREATEROLE",
    "ALTER ROLE CURRENT_USER LOGIN",
    "SELECT rolpassword FROM pg_authid",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%(anna)s'",
    "DO $$ BEGIN PERFORM lete.person_roles(session_user, '{administrator}'); END $$",
)


@pytest.fixture
def clerk(shared: SharedOffice, psql: Callable[[str], Psql]) -> Psql:
    return psql(shared.add("dace", Role.CLERK, Role.HEAD))


def test_a_clerk_cannot_make_an_administrator_of_themselves(
    shared: SharedOffice, clerk: Psql, psql: Callable[[str], Psql]
) -> None:
    psql(shared.administrator)  # a session to be ended
    prefix = str(clerk.execute("SELECT lete.role_prefix()").fetchall()[0][0])
    with shared.boss() as boss:
        before = boss.execute("SELECT * FROM account ORDER BY id").fetchall()
    for attack in ATTACKS:
        command = attack % {"anna": shared.administrator, "prefix": prefix}
        assert refused(clerk, command) in {"42501", "LP001"}, command
    with shared.boss() as boss:
        assert boss.execute("SELECT * FROM account ORDER BY id").fetchall() == before
    assert groups(shared, clerk.info.user) == {"person", "clerk", "head"}


def test_the_administrator_too_changes_people_by_the_functions_alone(
    shared: SharedOffice, psql: Callable[[str], Psql]
) -> None:
    anna = psql(shared.administrator)
    prefix = str(anna.execute("SELECT lete.role_prefix()").fetchall()[0][0])
    for command in (
        "UPDATE account SET roles = 'clerk'",
        "INSERT INTO account (login, name, roles, enabled, version) VALUES ('x', 'X', 'clerk', TRUE, 1)",
        "SELECT lete_private.person_create('x', NULL)",
        f'GRANT "{prefix}clerk" TO CURRENT_USER',
        f'SET ROLE "{prefix}provisioner"',
        "ALTER ROLE postgres PASSWORD 'x'",
    ):
        assert refused(anna, command) == "42501", command


def test_nothing_in_the_session_can_bend_the_functions(
    shared: SharedOffice, clerk: Psql, psql: Callable[[str], Psql]
) -> None:
    login = str(clerk.execute("SELECT session_user").fetchall()[0][0])
    for setting in ("SET search_path = pg_temp, public", "SET row_security = off", "SET role = 'none'"):
        with suppress(psycopg.Error):
            clerk.execute(setting.encode())
        assert refused(clerk, "SELECT lete.person_roles(%s, '{administrator}')", login) in {"LP001", "42501"}


def test_an_administrator_switched_off_manages_nobody_in_an_open_session(
    shared: SharedOffice, accounts: Accounts, psql: Callable[[str], Psql]
) -> None:
    login = shared.add("ieva", Role.ADMINISTRATOR)
    with shared.boss() as boss:  # switched off on the server alone, and in the list alone
        prefix = boss.execute("SELECT lete.role_prefix()").fetchall()[0][0]
        boss.execute("UPDATE account SET enabled = FALSE WHERE login = %s", [login])
        ieva = psql(login)
        assert refused(ieva, "SELECT lete.person_roles(%s, '{clerk}')", login) == "LP001"
        boss.execute("UPDATE account SET enabled = TRUE WHERE login = %s", [login])
        ieva.execute("SELECT lete.person_roles(%s, '{administrator,clerk}')", [login])
        # As the provisioner gave it: from Postgres 16 on a superuser's REVOKE would leave that alone.
        group, whom = sql.Identifier(f"{prefix}administrator"), sql.Identifier(login)
        boss.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(f"{prefix}provisioner")))
        boss.execute(sql.SQL("REVOKE {} FROM {}").format(group, whom))
    assert refused(ieva, "SELECT lete.person_roles(%s, '{administrator}')", login) == "LP001"


def test_a_group_given_by_hand_is_taken_away_or_it_is_told(
    shared: SharedOffice, accounts: Accounts, psql: Callable[[str], Psql]
) -> None:
    login = shared.add("dace", Role.CLERK)
    anna = psql(shared.administrator)
    with shared.boss() as boss:
        prefix = boss.execute("SELECT lete.role_prefix()").fetchall()[0][0]
        for given in ("head", "backup"):
            group = sql.Identifier(f"{prefix}{given}")
            boss.execute(sql.SQL("GRANT {} TO {}").format(group, sql.Identifier(login)))
    if anna.info.server_version >= 160000:
        assert refused(anna, "SELECT lete.person_enabled(%s, FALSE)", login) == "LP012"
        assert number_of(accounts, login)
    else:
        anna.execute("SELECT lete.person_enabled(%s, FALSE)", [login])
        assert groups(shared, login) == {"person"}


def test_two_administrators_cannot_switch_each_other_off_at_once(
    shared: SharedOffice, psql: Callable[[str], Psql]
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    other = shared.add("ieva", Role.ADMINISTRATOR)
    anna, ieva = psql(shared.administrator), psql(other)

    def demote(connection: Psql, whom: str) -> str:
        try:
            connection.execute("SELECT lete.person_roles(%s, '{clerk}')", [whom])
        except psycopg.Error as refusal:
            return refusal.sqlstate or ""
        return "done"

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(demote, (anna, ieva), (other, shared.administrator)))
    assert sorted(ends) == ["LP001", "done"]


def test_a_person_who_is_not_there_is_told(accounts: Accounts) -> None:
    with pytest.raises(Gone):
        accounts.disable(12345)


def test_what_is_wrong_with_a_new_person_is_told_at_its_field(shared: SharedOffice, accounts: Accounts) -> None:
    for login, field in (("postgres", "login"), ("pg_x", "login"), (shared.administrator, "login")):
        with pytest.raises(Invalid) as refusal:
            accounts.add(login, "X", CLERK, PASSWORD)
        assert list(refusal.value.fields) == [field]


def test_a_clerk_is_refused_by_the_program_before_the_server(shared: SharedOffice) -> None:
    office: Office = shared.sign_in(shared.add("dace", Role.CLERK))
    with pytest.raises(Forbidden):
        Accounts(office).list()
