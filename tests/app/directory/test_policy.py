from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid, UserError
from app.core.i18n import Translator
from app.directory import policy
from app.directory.records import EmployeeRecord, InstitutionRecord, Reception, TopicRecord, UnitRecord

lv = Translator("lv")
MORNING, AFTERNOON = (time(8), time(12)), (time(13), time(17))


@pytest.mark.parametrize(
    "text",
    [
        "8-12, 13-17",
        "8:00–12:00, 13:00–17:00",
        "8.00 - 12.00 13.00 - 17.00",
        "0800-1200;1300-1700",
        "8-12 un 13-17",
    ],
)
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert policy.parse_spans(text) == (MORNING, AFTERNOON)


@pytest.mark.parametrize(
    "text", ["8", "8-", "no rīta", "8-12, ?", "25-26", "8:70-9", "12-8", "13-17, 8-12", "8-12, 11-17"]
)
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(UserError):
        policy.parse_spans(text)


def test_no_hours_are_no_hours() -> None:
    assert policy.parse_spans("  ") == ()


times = st.times().map(lambda each: each.replace(second=0, microsecond=0))
spans = st.lists(times, unique=True, max_size=8).map(
    lambda each: tuple(zip(sorted(each)[: len(each) // 2 * 2 : 2], sorted(each)[1::2], strict=True))
)


@given(st.dictionaries(st.integers(1, 7), spans.filter(bool)))
def test_hours_survive_storing_and_showing(reception: Reception) -> None:
    assert policy.from_json(policy.to_json(reception)) == reception
    for day in reception.values():
        assert policy.parse_spans(policy.show_spans(day)) == day


@pytest.mark.parametrize(
    ("reception", "text"),
    [
        ({1: (MORNING,), 4: (AFTERNOON,)}, "Pieņem: pirmdien 8:00–12:00, ceturtdien 13:00–17:00"),
        ({4: (AFTERNOON,), 1: (AFTERNOON,)}, "Pieņem: pirmdien un ceturtdien 13:00–17:00"),
        (dict.fromkeys(range(1, 6), (MORNING, AFTERNOON)),
         "Pieņem: no pirmdienas līdz piektdienai 8:00–12:00 un 13:00–17:00"),
        ({1: (MORNING,), 3: (MORNING,), 5: (MORNING,), 2: ()},
         "Pieņem: pirmdien, trešdien un piektdien 8:00–12:00"),
    ],
)  # fmt: skip
def test_reception_hours_are_told_as_a_sentence(reception: Reception, text: str) -> None:
    message = policy.reception_text(reception)
    assert message is not None
    assert lv(message) == text


def test_nothing_is_told_of_unknown_hours() -> None:
    assert policy.reception_text({}) is None
    assert policy.reception_text({1: ()}) is None


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (EmployeeRecord(name=" "), "name"),
        (EmployeeRecord(name="Rita 010190-12345"), "name"),
        (EmployeeRecord(name="Rita", phone="12"), "phone"),
        (EmployeeRecord(name="Rita", email="x"), "email"),
        (EmployeeRecord(name="Rita", languages=("latviešu",)), "languages"),
        (EmployeeRecord(name="Rita", reception={8: (MORNING,)}), "reception"),
        (EmployeeRecord(name="Rita", job_title="x" * 121), "job_title"),
    ],
)
def test_an_employee_that_cannot_be_kept_is_refused(record: EmployeeRecord, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        policy.checked_employee(record)
    assert set(refusal.value.fields) == {field}


def test_names_are_asked_for() -> None:
    for check in (
        lambda: policy.checked_institution(InstitutionRecord(name="")),
        lambda: policy.checked_topic(TopicRecord(name="")),
        lambda: policy.checked_unit(UnitRecord(name="")),
    ):
        with pytest.raises(Invalid) as refusal:
            check()
        assert set(refusal.value.fields) == {"name"}
    with pytest.raises(Invalid):
        policy.checked_topic(TopicRecord(name="Rēķini", default_days=-1))
