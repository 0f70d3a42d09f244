from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.calendar.working_days import Calendar
from app.contacts import hints
from app.core.i18n import Translator
from app.core.moments import to_riga
from app.core.profiles import profile
from tests.app.contacts.samples import NOW, typed

lv = Translator("lv")
CALENDAR = Calendar(lambda year: {date(2026, 11, 18): "Proklamēšanas diena", date(2026, 12, 24): "Ziemassvētki"})


def proposed(now: datetime, days: int = 2) -> list[tuple[str, str]]:
    found = hints.callback_proposals(now, CALENDAR, days)
    return [(lv(each.label), f"{to_riga(each.at):%d.%m. %H:%M}") for each in found]


def test_callback_times_are_proposed_within_working_time() -> None:
    assert proposed(NOW) == [
        ("Pēc 1 h", "20.11. 11:35"),
        ("Šodien līdz darba beigām", "20.11. 17:00"),
        ("pirmdien 9:00", "23.11. 09:00"),
    ]


@pytest.mark.parametrize(
    ("now", "labels"),
    [
        (datetime(2026, 11, 19, 14, 30, tzinfo=UTC), ["Šodien līdz darba beigām", "Rīt 9:00"]),
        (datetime(2026, 11, 19, 15, 30, tzinfo=UTC), ["Rīt 9:00"]),
        (datetime(2026, 11, 21, 8, 0, tzinfo=UTC), ["pirmdien 9:00"]),
        (datetime(2026, 12, 23, 14, 10, tzinfo=UTC), ["piektdien 9:00"]),  # shortened: the work ends at 16:00
    ],
)
def test_no_callback_is_proposed_outside_working_time(now: datetime, labels: list[str]) -> None:
    assert [label for label, _ in proposed(now)] == labels


def test_with_no_working_day_to_spare_only_today_is_proposed() -> None:
    assert [label for label, _ in proposed(NOW, days=0)] == ["Pēc 1 h", "Šodien līdz darba beigām"]


def warned(key: str = "aad", days: int = 1, **values: Any) -> list[tuple[str, str]]:
    found = hints.warnings(typed(**values), NOW, CALENDAR, profile(key), days)
    return [(each.field, lv(each.message)) for each in found]


def test_a_foreign_number_offers_an_email_and_names_the_clause() -> None:
    abroad: dict[str, Any] = {"outcome": "callback", "phone": "+37069813915"}
    text = "Ārvalstu tālruņa numurs. Atzvanīšanas vietā piedāvājiet atbildi e-pastā"
    assert warned(**abroad) == [("phone", f"{text} (4.3.1. apakšpunkts).")]
    assert warned("gks", **abroad) == [("phone", f"{text}.")]
    assert warned(phone="+37069813915") == []


def test_a_day_off_offers_the_next_working_day() -> None:
    saturday = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
    (hint,) = hints.warnings(typed(outcome="callback", due_at=saturday), NOW, CALENDAR, profile("aad"), 1)
    assert lv(hint.message) == "Šī ir brīvdiena. Ieteicams: 23.11. (pirmdiena)."
    assert hint.better == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_a_call_later_than_the_office_has_set_is_warned_of() -> None:
    late = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    assert warned(outcome="callback", due_at=late) == [("due_at", "Klientam atzvana ne vēlāk kā 23.11.")]
    assert warned(outcome="callback", due_at=datetime(2026, 11, 23, 8, 0, tzinfo=UTC)) == []
    assert warned(outcome="callback", due_at=late, days=3) == []


def test_a_foreign_language_by_phone_is_asked_in_writing() -> None:
    text = "Konsultāciju pa tālruni sniedz valsts valodā. Lūdziet iesniegt jautājumu rakstiski"
    (hint,) = warned(language="de")
    assert hint[0] == "language" and hint[1].startswith(text)
    assert warned(language="de", channel="in_person") == []
    assert warned(language="lv") == []
