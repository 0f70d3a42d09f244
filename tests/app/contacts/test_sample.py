"""The sample office's contacts: always the same, always valid, spread like a real journal."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from app.contacts.sample import (
    RIGA,
    SampleContact,
    sample_clients,
    sample_contacts,
    sample_office,
    usual_working_day,
)
from app.core.profile_records import ChannelCode, OutcomeCode
from app.core.profiles import profile

UNTIL = datetime(2026, 11, 20, 10, 31, tzinfo=UTC)


@pytest.fixture(scope="module")
def contacts() -> list[SampleContact]:
    return list(sample_contacts(3000, 7, UNTIL))


def test_same_seed_gives_same_contacts(contacts: list[SampleContact]) -> None:
    assert list(sample_contacts(3000, 7, UNTIL)) == contacts


def test_another_seed_gives_other_contacts(contacts: list[SampleContact]) -> None:
    assert list(sample_contacts(3000, 8, UNTIL)) != contacts


@pytest.mark.parametrize("count", [0, 1, 2, 57, 1000])
def test_exactly_as_many_as_asked(count: int) -> None:
    assert sum(1 for _ in sample_contacts(count, 1, UNTIL)) == count


def test_contacts_come_in_order_and_in_office_hours(contacts: list[SampleContact]) -> None:
    times = [contact["at"] for contact in contacts]
    assert times == sorted(times)
    assert times[-1] <= UNTIL
    for at in times:
        local = at.astimezone(RIGA)
        assert usual_working_day(local.date())
        assert 8 <= local.hour < 17


def test_a_day_holds_what_a_clerk_can_take(contacts: list[SampleContact]) -> None:
    a_day = Counter(contact["at"].date() for contact in contacts)
    whole_days = [number for day, number in a_day.items() if day != UNTIL.date()]
    assert min(whole_days) >= 25
    assert max(whole_days) <= 90


def test_a_million_reaches_thirteen_years_back() -> None:
    first = next(sample_contacts(1_000_000, 1, UNTIL))
    assert 12 * 365 < (UNTIL - first["at"]).days < 14 * 365


def test_codes_and_topics_are_known(contacts: list[SampleContact]) -> None:
    gks = profile(sample_office().organization.profile)
    assert {contact["channel"] for contact in contacts} <= set(get_args(ChannelCode))
    assert {contact["outcome"] for contact in contacts} <= set(get_args(OutcomeCode))
    assert {contact["topic"] for contact in contacts} == {topic.label for topic in gks.topics}


def test_wordings_are_filled_in(contacts: list[SampleContact]) -> None:
    for contact in contacts:
        assert "{" not in contact["subject"] + contact["notes"]
        assert len(contact["subject"]) > 40


def test_open_contacts_are_recent_callbacks(contacts: list[SampleContact]) -> None:
    waiting = [contact for contact in contacts if contact["is_open"]]
    assert waiting
    for contact in waiting:
        assert contact["status"] == "callback"
        assert contact["phone"]
        assert contact["due_at"] is not None
        assert contact["closed_at"] is None
        assert UNTIL - contact["at"] < timedelta(days=4)


def test_referred_contacts_name_a_specialist(contacts: list[SampleContact]) -> None:
    staff = {worker.name for worker in sample_office().employees}
    for contact in contacts:
        assert contact["handler_name"] in staff
        if contact["outcome"] == "referred":
            assert contact["referred_name"] in staff - {contact["handler_name"]}


def test_clients_are_many_and_their_numbers_nobodys() -> None:
    clients = sample_clients(5000, 3)
    assert len({client.name for client in clients}) > 3000
    for client in clients:
        assert client.phone == "" or "000" in client.phone
        assert client.email == "" or client.email.endswith(".example")


def test_the_sample_office_is_whole() -> None:
    office = sample_office()
    units = profile(office.organization.profile).units
    assert len(office.employees) == 12
    assert len({worker.phone for worker in office.employees}) == 12
    for worker in office.employees:
        assert worker.unit in units
        assert worker.phone.startswith("+37163000")
        assert worker.reception
        for hours in worker.reception:
            assert hours.start < hours.end
