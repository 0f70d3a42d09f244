"""Signing in where the server asks the password: what is told, what is slowed down, one's own password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from app.connection import Connection, connect
from app.core import passwords
from app.core.accounts import Accounts
from app.core.changes import Hub
from app.core.errors import Forbidden, Invalid, Unavailable, UserError
from app.core.i18n import Translator
from app.core.permissions import SETTINGS_SEE, Role
from app.core.server.login import completed, is_single_sign_on
from app.core.throttle import Throttle
from tests.support.postgres import SUPERUSER
from tests.support.shared_office import PASSWORD, SharedOffice

NOW = datetime(2026, 11, 20, 8, 31, tzinfo=UTC)


def words(tr: Translator, attempt: Callable[[], object], kind: type[UserError] = UserError) -> str:
    with pytest.raises(kind) as refusal:
        attempt()
    return tr(refusal.value.message)


@pytest.fixture
def card(shared: SharedOffice) -> Connection:
    """The connection of the sign-in card; the office closes it."""
    made = connect(shared.bare)
    assert made.asks_password
    assert made.people() == []
    shared.keep(made)
    return made


def test_nothing_tells_which_part_was_wrong(shared: SharedOffice, card: Connection, tr: Translator) -> None:
    login = shared.add("dace", Role.CLERK)
    told = [
        [words(tr, lambda who=who: card.sign_in(who, "nepareiza", Hub())) for _ in range(5)]  # type: ignore[misc]
        for who in (login, "nav.tada", "postgres")
    ]
    assert told[0] == told[1] == told[2]
    assert told[0][:2] == ["Nepareiza parole. Vēl 4 mēģinājumi.", "Nepareiza parole. Vēl 3 mēģinājumi."]
    assert told[0][4] == "Pārāk daudz nepareizu paroļu. Mēģiniet vēlreiz pēc 30 s."
    assert words(tr, lambda: card.sign_in(login, PASSWORD, Hub())).startswith("Pārāk daudz nepareizu paroļu.")


def test_the_right_password_begins_the_count_anew(shared: SharedOffice, card: Connection, tr: Translator) -> None:
    login = shared.add("dace", Role.CLERK)
    for _ in range(2):
        assert words(tr, lambda: card.sign_in(login, "nepareiza", Hub())).endswith("Vēl 4 mēģinājumi.")
        office = card.sign_in(login, PASSWORD, Hub())
        office.engine.dispose()
    assert office.actor.account == login


def test_a_login_switched_off_is_told_only_with_the_right_password(
    shared: SharedOffice, card: Connection, tr: Translator
) -> None:
    login = shared.add("dace", Role.CLERK)
    accounts = Accounts(shared.sign_in(shared.administrator))
    accounts.disable(next(each.id for each in accounts.list() if each.login == login))
    assert words(tr, lambda: card.sign_in(login, "nepareiza", Hub())) == "Nepareiza parole. Vēl 4 mēģinājumi."
    assert "izslēgts" in words(tr, lambda: card.sign_in(login, PASSWORD, Hub()), Forbidden)


def test_a_login_of_another_office_is_told(shared: SharedOffice, card: Connection, tr: Translator) -> None:
    login = shared.named("cits")
    with shared.boss() as boss:
        boss.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(login), PASSWORD))
    expected = f"Lietotājvārda „{login}” nav šīs iestādes sarakstā. Vērsieties pie administratora."
    assert words(tr, lambda: card.sign_in(login, PASSWORD, Hub()), Forbidden) == expected
    with shared.boss() as boss:
        boss.execute(sql.SQL("ALTER ROLE {} SUPERUSER").format(sql.Identifier(login)))
    assert words(tr, lambda: card.sign_in(login, PASSWORD, Hub()), Forbidden) == expected


def test_a_sign_in_is_audited(shared: SharedOffice) -> None:
    login = shared.add("dace", Role.CLERK)
    shared.sign_in(login)
    with shared.boss() as boss:
        rows = boss.execute("SELECT act FROM audit_entry WHERE account = %s", [login]).fetchall()
    assert rows == [("sign_in",)]


def test_a_server_that_is_not_there_is_no_wrong_password(tr: Translator) -> None:
    card = connect("postgresql+psycopg://127.0.0.1:1/lete")
    for _ in range(7):
        assert words(tr, lambda: card.sign_in("dace", "nepareiza", Hub()), Unavailable).startswith(
            "Nav savienojuma"
        )
    card.close()


def test_ones_own_password_is_changed_and_the_work_goes_on(shared: SharedOffice) -> None:
    login = shared.add("dace", Role.CLERK)
    office = shared.sign_in(login)
    accounts = Accounts(office)
    assert accounts.has_own_password
    accounts.change_own_password(PASSWORD, "mana jaunā parole")
    office.engine.dispose()  # as after the server was restarted: every connection is new
    with office.view(SETTINGS_SEE) as view:
        assert view.actor.account == login
    accounts.change_own_password("mana jaunā parole", "trešā parole")
    shared.sign_in(login, "trešā parole")
    with shared.boss() as boss:
        rows = boss.execute("SELECT act FROM audit_entry WHERE account = %s ORDER BY seq", [login]).fetchall()
    assert rows == [("sign_in",), ("password_changed",), ("password_changed",), ("sign_in",)]


def test_ones_own_password_cannot_be_guessed_at_an_unlocked_computer(shared: SharedOffice, tr: Translator) -> None:
    login = shared.add("dace", Role.CLERK)
    office = shared.sign_in(login)

    def guess(password: str) -> str:
        with pytest.raises(Invalid) as refusal:
            Accounts(office).change_own_password(password, "mana jaunā parole")
        return tr(refusal.value.fields["present"])

    assert guess("nepareiza") == "Nepareiza parole. Vēl 4 mēģinājumi."
    for _ in range(4):
        guess("nepareiza")
    assert guess(PASSWORD).startswith("Pārāk daudz nepareizu paroļu.")
    with pytest.raises(Invalid) as refusal:
        Accounts(office).change_own_password(PASSWORD, "īsa")
    assert list(refusal.value.fields) == ["password"]
    shared.sign_in(login)


def test_where_the_server_asks_no_password_there_is_none_to_change(shared: SharedOffice) -> None:
    login = shared.add("dace", Role.CLERK)
    connection = connect(shared.server.url(shared.name, login))
    shared.keep(connection)
    assert not connection.asks_password
    office = connection.sign_in("", "", Hub())
    assert office.actor.account == login
    with pytest.raises(Forbidden):
        Accounts(office).change_own_password("kaut kas", "mana jaunā parole")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", False),
        ("?require_auth=gss", True),
        ("?require_auth=gss,sspi", True),
        ("?require_auth=sspi&sslmode=verify-full", True),
        ("?require_auth=scram-sha-256", False),
        ("?require_auth=gss,scram-sha-256", False),
        ("?require_auth=", False),
    ],
)
def test_single_sign_on_is_an_option_of_the_address(query: str, expected: bool) -> None:
    assert is_single_sign_on(make_url(f"postgresql+psycopg://server/lete{query}")) is expected


def test_the_login_of_the_computer_goes_into_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "Dace.Berzina")
    address = "postgresql+psycopg://{}server/lete?require_auth=gss%2Csspi"
    assert completed(address.format("")) == address.format("dace.berzina@")
    assert completed(address.format("ieva@")) == address.format("ieva@")
    assert completed("postgresql+psycopg://server/lete") == "postgresql+psycopg://server/lete"


def test_where_single_sign_on_fails_no_password_is_asked_or_sent(
    shared: SharedOffice, tr: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", SUPERUSER)
    monkeypatch.setenv("PGPASSWORD", shared.server.password)
    told = words(tr, lambda: connect(f"{shared.bare}?require_auth=gss,sspi"), Unavailable)
    assert "vienoto pierakstīšanos" in told


def test_a_login_the_address_names_is_refused_in_the_same_words(shared: SharedOffice, tr: Translator) -> None:
    told = words(tr, lambda: connect(shared.of(shared.administrator, "nepareiza")))
    assert told == "Datubāze nepieņēma lietotājvārdu vai paroli."


def test_guesses_side_by_side_gain_nothing() -> None:
    throttle = Throttle()
    for _ in range(passwords.FREE_FAILURES):
        throttle.begin("dace", NOW)
    with pytest.raises(UserError):
        throttle.begin("dace", NOW)
    throttle.begin("ieva", NOW)
    throttle.begin("dace", NOW + timedelta(seconds=31))
    throttle.forget("dace")
    throttle.begin("dace", NOW)


def test_a_wrong_guess_beside_a_right_one_is_only_wrong() -> None:
    throttle = Throttle()
    throttle.begin("dace", NOW)
    throttle.begin("dace", NOW)
    throttle.forget("dace")
    assert isinstance(throttle.refusal("dace"), UserError)
    throttle.take_back("dace")
    throttle.begin("dace", NOW)
