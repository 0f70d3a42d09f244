from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts import policy
from app.contacts.records import Channel, ContactFields, Outcome, Status
from app.core.errors import Invalid, UserError
from app.core.i18n import Translator
from tests.app.contacts.samples import HOUR, NOW, typed

lv = Translator("lv")

COMPLETE: dict[Outcome, dict[str, Any]] = {
    Outcome.ANSWERED: {},
    Outcome.CALLBACK: {"due_at": NOW + HOUR},
    Outcome.REFERRED: {"referred_name": "Rita Šķēle"},
    Outcome.OTHER_INSTITUTION: {"institution": "VSAA"},
    Outcome.ADVISED_IN_WRITING: {},
    Outcome.OFFERED_CHANNEL: {"offered_channel": Channel.EMAIL},
    Outcome.CALL_ENDED: {"reason": "Aizskaroši izteicieni pēc brīdinājuma"},
}


def errors_of(fields: ContactFields, before: ContactFields | None = None) -> dict[str, str]:
    try:
        policy.checked(fields, NOW, before)
    except Invalid as invalid:
        return {field: lv(message) for field, message in invalid.fields.items()}
    return {}


@pytest.mark.parametrize(
    ("outcome", "task", "status", "is_open"),
    [
        ("answered", False, Status.ANSWERED, False),
        ("callback", False, Status.CALLBACK, True),
        ("referred", False, Status.REFERRED, False),
        ("referred", True, Status.HANDED, True),
        ("other_institution", False, Status.OTHER_INSTITUTION, False),
        ("advised_in_writing", False, Status.ADVISED_IN_WRITING, False),
        ("offered_channel", False, Status.OFFERED_CHANNEL, False),
        ("call_ended", False, Status.CALL_ENDED, False),
    ],
)
def test_each_outcome_gives_its_status(outcome: str, task: bool, status: Status, is_open: bool) -> None:
    assert policy.standing(outcome, task) == policy.Standing(status, is_open)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_contact_with_what_its_outcome_needs_is_taken(outcome: Outcome) -> None:
    assert errors_of(typed(outcome=outcome, **COMPLETE[outcome])) == {}


@pytest.mark.parametrize(
    ("values", "field", "text"),
    [
        ({"subject": " \n"}, "subject", "Ierakstiet jautājumu vai izvēlieties tēmu."),
        (
            {"outcome": "callback", "phone": "", "due_at": NOW + HOUR},
            "phone",
            "Lai atzvanītu, vajadzīgs tālruņa numurs.",
        ),
        ({"outcome": "callback"}, "due_at", "Izvēlieties, kad atzvanīt."),
        ({"outcome": "callback", "due_at": NOW - HOUR}, "due_at", "Termiņš nevar būt pagātnē."),
        ({"outcome": "referred"}, "referred_name", "Izvēlieties, kam nodots."),
        (
            {"outcome": "referred", "referred_name": "Rita Šķēle", "task_for_colleague": True},
            "referred_name",
            "Izvēlieties, kam nodots.",
        ),
        ({"outcome": "other_institution"}, "institution", "Izvēlieties iestādi."),
        ({"outcome": "offered_channel"}, "offered_channel", "Izvēlieties piedāvāto saziņas kanālu."),
        ({"outcome": "call_ended"}, "reason", "Ierakstiet, kāpēc saruna pārtraukta."),
        ({"outcome": "complaint"}, "outcome", "Izvēlieties iznākumu."),
        ({"channel": "telegraph"}, "channel", "Izvēlieties saziņas kanālu."),
        ({"phone": "1234567"}, "phone", "Tālruņa numurā jābūt 8 cipariem; ārvalstu numuru sāciet ar +."),
        ({"email": "dzintra.berzina"}, "email", "E-pasta adresē trūkst @."),
        ({"address": "x" * 301}, "address", "Par garu: 301 no 300 rakstzīmēm."),
        ({"at": NOW + HOUR}, "at", "Laiks nevar būt nākotnē."),
        ({"at": datetime(1, 1, 1, tzinfo=UTC)}, "at", "Šāda datuma nav."),
        ({"duration_s": -1}, "duration_s", "Šāda laika nav."),
        ({"language": "?"}, "language", "Izvēlieties valodu."),
        ({"client_name": "A\x00B"}, "client_name", "Teksta 2. zīmi (U+0000) nevar saglabāt. Izdzēsiet to."),
    ],
)
def test_what_is_missing_or_wrong_is_told_beside_its_field(values: dict[str, Any], field: str, text: str) -> None:
    assert errors_of(typed(**values)) == {field: text}


def test_everything_wrong_is_told_at_once() -> None:
    assert set(errors_of(typed(subject="", phone="12", email="x", outcome="referred"))) == {
        "subject",
        "phone",
        "email",
        "referred_name",
    }


def test_a_client_may_be_anonymous_and_a_topic_may_stand_for_the_question() -> None:
    assert errors_of(typed(client_name="", phone="", subject="", topic="Rēķini")) == {}
    assert errors_of(typed(client_name="", phone="", subject="", topic_id=3)) == {}


@pytest.mark.parametrize("field", sorted(policy.LIMITS))
def test_a_personal_code_is_refused_in_every_text(field: str) -> None:
    values = {**COMPLETE[Outcome.REFERRED], field: "persona 010190-12345, tel."}
    outcome = Outcome.OTHER_INSTITUTION if field == "institution" else Outcome.REFERRED
    assert errors_of(typed(outcome=outcome, **values)) == {field: "Personas kodu šeit neraksta."}


def test_a_note_beside_an_act_is_checked_too() -> None:
    with pytest.raises(Invalid) as refusal:
        policy.checked_note("note", "010190-12345")
    assert lv(refusal.value.fields["note"]) == "Personas kodu šeit neraksta."
    assert policy.checked_note("note", "  zvanīt \r\nvakarā ") == "zvanīt \nvakarā"


def test_texts_are_stored_clean() -> None:
    fields = policy.checked(typed(client_name="  Dzintra\u00a0 Be\u0304rzin\u0327a ", phone="26 000 417"), NOW)
    assert (fields.client_name, fields.phone) == ("Dzintra Bērziņa", "+37126000417")


def test_what_another_outcome_would_use_is_left_out() -> None:
    fields = typed(
        due_at=NOW + HOUR,
        referred_id=4,
        referred_name="Rita Šķēle",
        task_for_colleague=True,
        institution="VSAA",
        offered_channel="email",
    )
    assert policy.checked(fields, NOW) == typed()


def test_editing_does_not_ask_for_what_an_old_contact_never_had() -> None:
    before = typed(outcome="referred", subject="", topic="", due_at=NOW - HOUR, notes="x" * 30_000)
    assert errors_of(replace(before, phone="+37126111222"), before) == {}
    assert policy.checked(replace(before, phone="26111222"), NOW, before).notes == before.notes
    assert set(errors_of(replace(before, outcome="callback"), before)) == {"due_at"}


@given(st.sampled_from(list(Outcome)), st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_checking_settles_or_refuses_whatever_is_typed(
    outcome: Outcome, name: str, subject: str, task: bool
) -> None:
    fields = typed(
        outcome=outcome, client_name=name, subject=subject, task_for_colleague=task, **COMPLETE[outcome]
    )
    try:
        once = policy.checked(fields, NOW)
    except UserError:
        return
    assert policy.checked(once, NOW) == once
    assert policy.standing(once.outcome, once.task_for_colleague).is_open == (outcome == Outcome.CALLBACK)


def test_the_third_failed_call_suggests_an_email() -> None:
    assert [policy.suggest_email(tries) for tries in (0, 2, 3, 4)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("other", "similar"),
    [
        (typed(), True),
        (typed(subject="lūdz PARREKINU"), True),
        (typed(client_name="Cits", phone="+37126000417"), True),
        (typed(client_name="dzintra berzina", phone=""), True),
        (typed(subject="Nav siltuma"), False),
        (typed(client_name="Cits", phone=""), False),
        (typed(at=NOW - timedelta(days=1)), False),
    ],
)
def test_a_duplicate_is_the_same_client_with_the_same_matter_on_one_day(
    other: ContactFields, similar: bool
) -> None:
    assert policy.is_similar(typed(), other) is similar


def test_without_questions_the_topic_decides() -> None:
    one = typed(subject="", topic="Rēķini")
    assert policy.is_similar(one, typed(subject="", topic="rekini"))
    assert not policy.is_similar(one, typed(subject="", topic="Siltums"))
    assert not policy.is_similar(typed(subject=""), typed(subject=""))


def test_a_next_call_is_never_in_the_past() -> None:
    with pytest.raises(Invalid):
        policy.check_again_at(NOW - HOUR, NOW)
    policy.check_again_at(NOW + HOUR, NOW)
    policy.check_again_at(None, NOW)
