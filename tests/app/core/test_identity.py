from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from app.core import passwords
from app.core.accounts import Accounts, recovery_page
from app.core.db import engine_for, is_sqlite
from app.core.errors import Forbidden, Invalid, UserError
from app.core.i18n import Translator
from app.core.identity import (
    SignedIn,
    create_first_administrator,
    has_accounts,
    list_logins,
    recover,
    roles_of,
    roles_text,
    sign_in,
    with_login,
)
from app.core.permissions import SETTINGS_SEE, USERS_MANAGE, Role
from app.core.tables import AuditEntry, Credential
from app.core.work import Gone
from app.directory.tables import Employee
from app.office import Office
from tests.app.core.conftest import FixedClock
from tests.support.databases import Databases, EngineKind
from tests.support.logins import Logins

PASSWORD = "četri vārdi un ķirši"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hashing with less work, so that hundreds of tries take no minutes."""
    from argon2 import PasswordHasher

    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: quick)


@pytest.fixture
def named(engine_kind: EngineKind, request: pytest.FixtureRequest) -> Iterator[Callable[[str], str]]:
    """A login of that name; on Postgres, where other tests' logins are on the same server, beginning with it."""
    if engine_kind == "sqlite":
        yield str
        return
    made = Logins(request.getfixturevalue("server"))
    yield made
    made.close()


@pytest.fixture
def first(engine: Engine, clock: FixedClock) -> SignedIn:
    return create_first_administrator(engine, "dace", "Dace Bērziņa", PASSWORD, clock)


@pytest.fixture
def office(engine: Engine, clock: FixedClock, first: SignedIn) -> Office:
    return Office(engine, first.actor, clock=clock)


def on_sqlite(engine: Engine) -> None:
    if not is_sqlite(engine):
        pytest.skip("on Postgres the server keeps the passwords")


def acts(office: Office) -> list[tuple[str, str]]:
    with office.view(SETTINGS_SEE) as view:
        rows = view.session.execute(select(AuditEntry.account, AuditEntry.act).order_by(AuditEntry.seq)).all()
    return [(row.account, row.act) for row in rows]


def words(tr: Translator, attempt: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refusal:
        attempt()
    return tr(refusal.value.message)


def test_the_first_administrator_can_sign_in(engine: Engine, clock: FixedClock, first: SignedIn) -> None:
    actor = sign_in(engine, first.actor.account, PASSWORD, clock)
    assert actor == first.actor
    assert actor.name == "Dace Bērziņa"
    assert actor.roles == frozenset(Role)


def test_there_is_one_first_administrator(engine: Engine, clock: FixedClock) -> None:
    assert not has_accounts(engine)
    create_first_administrator(engine, "dace", "Dace", PASSWORD, clock)
    assert has_accounts(engine)
    with pytest.raises(Forbidden):
        create_first_administrator(engine, "ieva", "Ieva", PASSWORD, clock)


def test_on_postgres_the_server_says_who_it_is(engine: Engine, clock: FixedClock, first: SignedIn) -> None:
    if is_sqlite(engine):
        assert first.actor.account == "dace"
        return
    assert first.actor.account == "lete"
    assert first.recovery_code == ""
    assert sign_in(engine, "whoever", "whatever", clock).account == "lete"
    assert list_logins(engine) == []


def test_on_postgres_a_login_the_office_does_not_know_is_refused(engine: Engine, clock: FixedClock) -> None:
    if is_sqlite(engine):
        pytest.skip("logins of the server")
    with pytest.raises(Forbidden):
        sign_in(engine, "", "", clock)


def test_the_login_goes_into_the_address() -> None:
    url = with_login("postgresql+psycopg://server/lete?sslmode=require", "dace", "p@ss/ž")
    assert url == "postgresql+psycopg://dace:p%40ss%2F%C5%BE@server/lete?sslmode=require"


def test_who_of_the_staff_signs_in_is_known(engine: Engine, clock: FixedClock, office: Office) -> None:
    with office.work(USERS_MANAGE) as work:
        employee = work.add(Employee, name="Dace Bērziņa", account=office.actor.account)
    assert sign_in(engine, office.actor.account, PASSWORD, clock).employee_id == employee


def test_the_tiles_show_who_may_sign_in_in_latvian_order(engine: Engine, office: Office) -> None:
    on_sqlite(engine)
    accounts = Accounts(office)
    accounts.add("ziedonis", "Ādolfs Ziediņš", frozenset({Role.CLERK}), PASSWORD)
    gone = accounts.add("gone", "Gone", frozenset({Role.CLERK}), PASSWORD)
    accounts.disable(gone)
    assert [each.login for each in list_logins(engine)] == ["ziedonis", "dace"]
    assert [each.login for each in accounts.list()] == ["ziedonis", "dace", "gone"]


def test_wrong_passwords_are_counted_down_and_then_wait(
    engine: Engine, clock: FixedClock, first: SignedIn, tr: Translator
) -> None:
    on_sqlite(engine)

    def wrong() -> str:
        return words(tr, lambda: sign_in(engine, "dace", "nepareiza", clock))

    assert wrong() == "Nepareiza parole. Vēl 4 mēģinājumi."
    assert wrong() == "Nepareiza parole. Vēl 3 mēģinājumi."
    assert wrong() == "Nepareiza parole. Vēl 2 mēģinājumi."
    assert wrong() == "Nepareiza parole. Vēl 1 mēģinājums."
    assert wrong() == "Pārāk daudz nepareizu paroļu. Mēģiniet vēlreiz pēc 30 s."
    assert words(tr, lambda: sign_in(engine, "dace", PASSWORD, clock)).endswith("pēc 30 s.")
    clock.forward(seconds=31)
    assert wrong().endswith("pēc 1 min.")
    clock.forward(seconds=61)
    assert sign_in(engine, "dace", PASSWORD, clock).account == "dace"
    assert wrong() == "Nepareiza parole. Vēl 4 mēģinājumi."


def test_nothing_tells_whether_a_login_exists(
    engine: Engine, clock: FixedClock, first: SignedIn, tr: Translator
) -> None:
    on_sqlite(engine)
    for _ in range(8):
        told = {words(tr, partial(sign_in, engine, name, "nepareiza", clock)) for name in ("dace", "nobody")}
        assert len(told) == 1
        clock.forward(seconds=25)


def test_sign_ins_and_failures_are_audited_without_what_was_typed(
    engine: Engine, clock: FixedClock, office: Office
) -> None:
    on_sqlite(engine)
    for login, password in [("dace", "slepens-1"), ("slepens-2", "slepens-3")]:
        with pytest.raises(UserError):
            sign_in(engine, login, password, clock)
    sign_in(engine, "DACE ", PASSWORD, clock)
    assert acts(office)[1:] == [("dace", "sign_in_failed"), ("?", "sign_in_failed"), ("dace", "sign_in")]
    with office.view(SETTINGS_SEE) as view:
        texts = " ".join(view.session.scalars(select(AuditEntry.text)))
    assert "slepens" not in texts
    assert "argon2" not in texts


def test_passwords_are_kept_as_argon2id_only(engine: Engine, office: Office) -> None:
    on_sqlite(engine)
    with office.view(USERS_MANAGE) as view:
        kept = view.session.scalars(select(Credential.password_hash)).one()
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_disabled_person_is_told_only_with_the_right_password(
    engine: Engine, clock: FixedClock, office: Office, tr: Translator
) -> None:
    on_sqlite(engine)
    accounts = Accounts(office)
    ieva = accounts.add("ieva", "Ieva", frozenset({Role.CLERK}), PASSWORD)
    accounts.disable(ieva)
    assert "Nepareiza parole" in words(tr, lambda: sign_in(engine, "ieva", "nepareiza", clock))
    assert "izslēgts" in words(tr, lambda: sign_in(engine, "ieva", PASSWORD, clock))
    accounts.enable(ieva)
    assert sign_in(engine, "ieva", PASSWORD, clock).account == "ieva"


def test_the_recovery_code_sets_a_new_password_once(
    engine: Engine, clock: FixedClock, office: Office, first: SignedIn, tr: Translator
) -> None:
    on_sqlite(engine)
    typed = first.recovery_code.lower().replace("-", " ")
    new_code = recover(engine, "dace", typed, "jauna parole", clock)
    assert sign_in(engine, "dace", "jauna parole", clock).account == "dace"
    with pytest.raises(UserError):
        sign_in(engine, "dace", PASSWORD, clock)
    assert "Atkopšanas kods" in words(tr, lambda: recover(engine, "dace", typed, "cita parole", clock))
    assert recover(engine, "dace", new_code, "trešā parole", clock) != new_code
    assert ("dace", "recovery") in acts(office)


def test_recovery_codes_cannot_be_guessed_quickly(engine: Engine, clock: FixedClock, first: SignedIn) -> None:
    on_sqlite(engine)
    for _ in range(5):
        with pytest.raises(UserError):
            recover(engine, "dace", "AAAA-BBBB", "jauna parole", clock)
    with pytest.raises(UserError):
        recover(engine, "dace", first.recovery_code, "jauna parole", clock)
    clock.forward(minutes=1)
    assert recover(engine, "dace", first.recovery_code, "jauna parole", clock)


def test_an_administrator_can_print_a_new_recovery_code(engine: Engine, clock: FixedClock, office: Office) -> None:
    on_sqlite(engine)
    code = Accounts(office).new_recovery_code()
    assert recover(engine, "dace", code, "jauna parole", clock)


def test_a_recovery_code_is_easy_to_read_from_paper(tr: Translator) -> None:
    code = passwords.new_recovery_code()
    assert re.fullmatch(r"[A-HJ-KM-NP-Z2-9]{4}(-[A-HJ-KM-NP-Z2-9]{4}){5}", code)
    assert code != passwords.new_recovery_code()
    assert code in [tr(line) for line in recovery_page(code)]


@pytest.mark.parametrize(
    ("password", "expected"), [("1234567", "8"), ("DaceDace", "lietotājvārd"), ("x" * 201, "200")]
)
def test_a_poor_password_is_refused(password: str, expected: str, tr: Translator) -> None:
    with pytest.raises(Invalid) as refusal:
        passwords.check_password(password, "dacedace")
    assert expected in tr(refusal.value.fields["password"])


def test_accounts_are_added_changed_and_listed(office: Office, named: Callable[[str], str]) -> None:
    accounts = Accounts(office)
    login = named("ieva.ozola")
    ieva = accounts.add(f" {login.title()} ", "  Ieva   Ozola", frozenset({Role.CLERK}), PASSWORD)
    accounts.set_roles(ieva, frozenset({Role.CLERK, Role.HEAD}))
    accounts.rename(ieva, "Ieva Kalniņa")
    found = next(each for each in accounts.list() if each.id == ieva)
    assert (found.login, found.name, found.enabled) == (login, "Ieva Kalniņa", True)
    assert found.roles == {Role.CLERK, Role.HEAD}
    assert acts(office)[-3:] == [(office.actor.account, each) for each in ("insert", "update", "update")]


def test_what_is_wrong_with_a_new_account_is_told_by_field(office: Office) -> None:
    accounts = Accounts(office)
    clerk = frozenset({Role.CLERK})
    for arguments, field in [
        (("", "Ieva", clerk, PASSWORD), "login"),
        (("ie va", "Ieva", clerk, PASSWORD), "login"),
        (("...", "Ieva", clerk, PASSWORD), "login"),
        (("īva", "Ieva", clerk, PASSWORD), "login"),
        (("x" * 64, "Ieva", clerk, PASSWORD), "login"),
        (("ieva", "Ieva", clerk, "īsa"), "password"),
        (("ieva", " ", clerk, PASSWORD), "name"),
        (("ieva", "x" * 121, clerk, PASSWORD), "name"),
        (("ieva", "Ieva", frozenset[Role](), PASSWORD), "roles"),
        ((office.actor.account, "Ieva", clerk, PASSWORD), "login"),
    ]:
        with pytest.raises(Invalid) as refusal:
            accounts.add(*arguments)
        assert list(refusal.value.fields) == [field]
    assert len(accounts.list()) == 1


def test_an_account_that_is_not_there_is_told(office: Office) -> None:
    with pytest.raises(Gone):
        Accounts(office).disable(12345)


def test_the_last_administrator_stays(office: Office, named: Callable[[str], str]) -> None:
    accounts = Accounts(office)
    (me,) = accounts.list()
    with pytest.raises(UserError):
        accounts.disable(me.id)
    with pytest.raises(UserError):
        accounts.set_roles(me.id, frozenset({Role.CLERK}))
    assert accounts.list() == [me]
    accounts.add(named("ieva"), "Ieva", frozenset({Role.ADMINISTRATOR}), PASSWORD)
    accounts.disable(me.id)


def test_a_clerk_manages_nobody(engine: Engine, clock: FixedClock, office: Office) -> None:
    on_sqlite(engine)
    Accounts(office).add("ieva", "Ieva", frozenset({Role.CLERK}), PASSWORD)
    clerk = Accounts(Office(engine, sign_in(engine, "ieva", PASSWORD, clock), clock=clock))
    uses: list[Callable[[], object]] = [
        clerk.list,
        lambda: clerk.add("x", "x", frozenset({Role.CLERK}), PASSWORD),
        lambda: clerk.reset_password(1, PASSWORD),
        lambda: clerk.disable(1),
        lambda: clerk.rename(1, "x"),
        clerk.new_recovery_code,
    ]
    for use in uses:
        with pytest.raises(Forbidden):
            use()
    clerk.change_own_password(PASSWORD, "jauna parole")
    assert sign_in(engine, "ieva", "jauna parole", clock).account == "ieva"


def test_ones_own_password_is_changed_with_the_present_one(
    engine: Engine, clock: FixedClock, office: Office, first: SignedIn
) -> None:
    on_sqlite(engine)
    accounts = Accounts(office)
    with pytest.raises(Invalid) as refusal:
        accounts.change_own_password("nepareiza", "jauna parole")
    assert list(refusal.value.fields) == ["present"]
    accounts.change_own_password(PASSWORD, "jauna parole")
    assert sign_in(engine, "dace", "jauna parole", clock)
    assert recover(engine, "dace", first.recovery_code, "cita parole", clock)


def test_a_reset_lifts_the_block(engine: Engine, clock: FixedClock, office: Office) -> None:
    on_sqlite(engine)
    accounts = Accounts(office)
    ieva = accounts.add("ieva", "Ieva", frozenset({Role.CLERK}), PASSWORD)
    for _ in range(6):
        with pytest.raises(UserError):
            sign_in(engine, "ieva", "nepareiza", clock)
    accounts.reset_password(ieva, "jauna parole")
    assert sign_in(engine, "ieva", "jauna parole", clock).account == "ieva"
    assert (office.actor.account, "password_reset") in acts(office)


def test_single_sign_on_needs_a_server_and_a_recovery_code_needs_a_file(engine: Engine, office: Office) -> None:
    accounts = Accounts(office)
    if is_sqlite(engine):
        with pytest.raises(Invalid) as refusal:
            accounts.add("ieva", "Ieva", frozenset({Role.CLERK}), None)
        assert list(refusal.value.fields) == ["password"]
    else:
        with pytest.raises(Forbidden):
            accounts.new_recovery_code()


def test_ones_own_password_cannot_be_guessed_at_an_unlocked_computer(
    engine: Engine, clock: FixedClock, office: Office, tr: Translator
) -> None:
    on_sqlite(engine)
    accounts = Accounts(office)

    def guess(password: str) -> str:
        with pytest.raises(Invalid) as refusal:
            accounts.change_own_password(password, "jauna parole")
        return tr(refusal.value.fields["present"])

    told = [guess(f"minējums {number}") for number in range(5)]
    assert told[0] == "Nepareiza parole. Vēl 4 mēģinājumi."
    assert guess(PASSWORD) == "Pārāk daudz nepareizu paroļu. Mēģiniet vēlreiz pēc 30 s."
    assert words(tr, lambda: sign_in(engine, "dace", PASSWORD, clock)).endswith("pēc 30 s.")
    assert acts(office).count(("dace", "sign_in_failed")) == 5
    clock.forward(seconds=31)
    accounts.change_own_password(PASSWORD, "jauna parole")
    assert sign_in(engine, "dace", "jauna parole", clock)


@given(st.frozensets(st.sampled_from(list(Role))))
def test_roles_come_back_as_they_went(roles: frozenset[Role]) -> None:
    assert roles_of(roles_text(roles)) == roles
    assert roles_of(roles_text(roles) + " role_of_a_newer_lete") == roles


@given(st.integers(min_value=0, max_value=500))
def test_the_wait_only_grows_and_never_passes_an_hour(failures: int) -> None:
    assert passwords.delay(failures) <= passwords.delay(failures + 1)
    assert passwords.delay(failures).total_seconds() <= 3600


def test_guesses_side_by_side_gain_nothing(databases: Databases, clock: FixedClock) -> None:
    from concurrent.futures import ThreadPoolExecutor

    url = databases.migrated("sqlite")
    engine = engine_for(url)
    create_first_administrator(engine, "dace", "Dace", PASSWORD, clock)

    def guess(_number: int) -> str:
        with pytest.raises(UserError) as refusal:
            sign_in(engine, "dace", "nepareiza", clock)
        return refusal.value.message.text

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(guess, range(20)))
    engine.dispose()
    databases.drop(url)
    assert len([each for each in told if each.startswith("Wrong password")]) == 4


def test_real_hashing_is_neither_instant_nor_tiresome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    kept = passwords.hashed(PASSWORD)
    assert "m=65536,t=3" in kept
    assert passwords.matches(PASSWORD, kept)
    assert not passwords.matches(PASSWORD + " ", kept)
    assert not passwords.matches(PASSWORD, None)
    assert not passwords.matches("x" * 100_000, kept)
    assert not passwords.matches(PASSWORD, "no hash")
