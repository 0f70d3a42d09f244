"""A journal row by row: what becomes a contact, what is none, what is refused and why."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from app.contacts.journal import Entry, JournalRow, Refused, Remark, SkipKind, Skipped, Values, interpret
from app.contacts.journal_fields import FIELDS
from app.contacts.journal_values import Outcome, Phones, channel_of, outcome_of, phones_of
from app.core.i18n import Translator
from app.importing.mapping import find_mapping
from app.importing.reading import read_table
from app.importing.table import Cell, Sheet

TODAY = date(2026, 11, 20)
HEAD = (
    "Nr.p.k.", "Datums", "Laiks", "Saziņas veids", "Klients (vārds, uzvārds)", "Tālrunis", "Adrese",
    "Jautājums / īss saturs", "Pieņēma", "Rezultāts", "Piezīmes",
)  # fmt: skip


def row(
    number: Cell = "1",
    day: Cell = "02.01.2023",
    at: Cell = "17.28",
    channel: Cell = "tel.",
    client: Cell = "Ilze Ūdre",
    phone: Cell = "66745425",
    subject: Cell = "Rēķins",
    outcome: Cell = "OK",
    notes: Cell = None,
) -> tuple[Cell, ...]:
    return (number, day, at, channel, client, phone, "Rīgas iela 1", subject, "I. Kalniņa", outcome, notes)


def read(*rows: tuple[Cell, ...], head: Sequence[Cell] = HEAD) -> list[JournalRow]:
    sheet = Sheet("a", lambda: iter(list(enumerate((tuple(head), *rows), 1))))
    _, mapping = find_mapping((sheet,), FIELDS)
    return list(interpret(sheet.rows(), mapping, TODAY))


def entry(*cells: tuple[Cell, ...]) -> Entry:
    found = read(*cells)[0]
    assert isinstance(found, Entry), found
    return found


def reason(found: JournalRow) -> str:
    assert isinstance(found, Refused)
    return Translator("lv")(found.reason)


def test_a_row_becomes_a_contact_with_the_journals_number() -> None:
    cells = row(
        "17", client="  ŪDRIS ĻEVS ", phone="20707716/63207077", outcome="Nodots R. Šķēlem", notes="steidzami"
    )
    assert entry(cells) == Entry(
        2,
        Values(
            at=datetime(2023, 1, 2, 15, 28, tzinfo=UTC),
            has_time=True,
            channel="phone",
            client="Ūdris Ļevs",
            phone="+37120707716",
            email="",
            address="Rīgas iela 1",
            subject="Rēķins",
            handler="I. Kalniņa",
            outcome="referred",
            outcome_text="Nodots R. Šķēlem",
            referred_to="R. Šķēlem",
            institution="",
            notes="steidzami\n63 207 077",
            reference="17/2023",
        ),
        entry(cells).fingerprint,
    )


def test_a_contact_without_a_time_is_kept_with_its_day() -> None:
    values = entry(row(at=None)).values
    assert (values.at, values.has_time) == (datetime(2023, 1, 1, 22, 0, tzinfo=UTC), False)


def test_summer_time_is_riga_time() -> None:
    assert entry(row(day="02.07.2023")).values.at == datetime(2023, 7, 2, 14, 28, tzinfo=UTC)


def test_rows_that_are_no_contacts_are_skipped() -> None:
    found = read(
        row(),
        (None, "Kopā 1. mēnesī"),
        (),
        (None, "Februāris"),
        HEAD,
        ("Pavisam:", None, 2),
        row(),
    )
    assert [each.kind for each in found if isinstance(each, Skipped)] == [
        SkipKind.SUBTOTAL, SkipKind.BLANK, SkipKind.HEADING, SkipKind.HEADING, SkipKind.SUBTOTAL,
    ]  # fmt: skip


def test_rows_keep_the_order_of_the_file_though_some_wait_for_a_date() -> None:
    found = read(row(), row(day="vakar"), (), row(day="2. janv."), row(), row(day="vakar"))
    assert [each.row for each in found] == [2, 3, 4, 5, 6, 7]
    assert [type(each) for each in found] == [Entry, Entry, Skipped, Entry, Entry, Refused]
    settled = [each for each in found if isinstance(each, Entry) and Remark.DATE_SETTLED in each.remarks]
    assert [each.values.at.date() for each in settled] == [date(2023, 1, 1), date(2023, 1, 2)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (row(day="31.02.2025"), "Šāda datuma nav: 31.02.2025"),
        (row(day="vakar"), "„vakar” nav datums, un pēc blakus rindām to nevar noteikt."),
        (row(day="5. maijs"), "Datumam „5. maijs” nav gada, un pēc blakus rindām to nevar noteikt."),
        (row(day=None), "Datuma nav, un pēc blakus rindām to nevar noteikt."),
        (row(day='"'), "Iepriekšējai rindai nav datuma, ko šeit atkārtot."),
        (row(day="01.01.2030"), "Datums 01.01.2030. ir nākotnē."),
        (row(at="25:70"), "Šāda laika nav: 25:70"),
        (row(at="rītā"), "„rītā” nav laiks."),
        (row(channel=None), "Nav norādīts saziņas kanāls."),
        (row(channel="balodis"), "Saziņas kanāls „balodis” nav pazīstams."),
        (row(outcome="varbūt"), "Iznākums „varbūt” nav pazīstams."),
        (row(client="-", phone=None, subject=None), "Rindā nav ne klienta, ne jautājuma."),
        (row(client="A" * 201), "Klients – par garu: 201 no 200 rakstzīmēm."),
    ],
)
def test_a_refusal_tells_its_reason(cells: tuple[Cell, ...], expected: str) -> None:
    assert reason(read(cells)[0]) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tel.", "phone"), ("telefons", "phone"), ("Tālrunis", "phone"), ("pa tālruni", "phone"),
        ("zvans", "phone"),
        ("klātienē", "in_person"), ("Klātiene", "in_person"), ("e-pasts", "email"), ("epasts", "email"),
        ("E-pasts ", "email"), ("pasts", "post"), ("vēstule", "post"), ("WhatsApp", "instant_message"),
        ("SMS", "instant_message"), ("e-adrese", "e_address"), ("tīmekļvietne", "web_form"),
        ("Uzticības tālrunis", "hotline"), ("tel. zvans", "phone"),
    ],
)  # fmt: skip
def test_channels_are_known_by_every_name(text: str, code: str) -> None:
    assert channel_of(text) == code


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("", Outcome("answered")), ("OK", Outcome("answered")), ("Atbildēts", Outcome("answered")),
        ("jāatzvana", Outcome("callback")), ("nodots speciālistam", Outcome("referred")),
        ("Nodots R. Šķēlem", Outcome("referred", referred_to="R. Šķēlem")),
        ("nosūtīta pie Daces", Outcome("referred", referred_to="Daces")),
        ("pārsūtīts kolēģim", Outcome("referred")),
        ("pāradresēts VZD", Outcome("other_institution", institution="VZD")),
        ("pāradresēts uz VSAA", Outcome("other_institution", institution="VSAA")),
        ("ieteikts rakstīt iesniegumu", Outcome("advised_in_writing")), ("sūdzība", Outcome("complaint")),
        ("piedāvāts cits kanāls", Outcome("offered_channel")), ("Saruna pārtraukta", Outcome("call_ended")),
    ],
)  # fmt: skip
def test_outcomes_are_understood_with_whom_they_name(text: str, outcome: Outcome) -> None:
    assert outcome_of(text) == outcome


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("", Phones()), ("-", Phones()), ("63 936 872", Phones("+37163936872")),
        ("37126630550", Phones("+37126630550")),
        ("+370 69813915", Phones("+37069813915")), ("2612", Phones("", "2612", unreadable=True)),
        ("26123456 (darbā)", Phones("+37126123456", "26123456 (darbā)")),
    ],
)  # fmt: skip
def test_no_number_of_a_cell_is_lost(text: str, phones: Phones) -> None:
    assert phones_of(text) == phones


def test_an_unreadable_phone_does_not_cost_the_contact() -> None:
    found = entry(row(phone="nav zināms", notes="steidzami"))
    assert found.values.phone == ""
    assert found.values.notes == "steidzami\nnav zināms"
    assert found.remarks == (Remark.PHONE_UNREADABLE,)


def test_an_address_in_the_question_becomes_the_clients_e_mail() -> None:
    values = entry(row(subject="Rēķins\nAtbildi uz: kl.11@example.org")).values
    assert values.email == "kl.11@example.org"
    assert values.subject == "Rēķins\nAtbildi uz: kl.11@example.org"


def test_a_hyperlink_formula_gives_its_words_and_other_formulas_stay_text() -> None:
    values = entry(row(subject='=HYPERLINK("http://example.org";"Rēķins")')).values
    assert (values.subject, values.notes) == ("Rēķins", "http://example.org")
    assert entry(row(subject="=cmd|' /C calc'!A0")).values.subject == "=cmd|' /C calc'!A0"


def test_personal_codes_are_masked_wherever_they_stand() -> None:
    found = entry(row(subject="Kods 161175-19997", notes="pk 161175-19997"))
    assert found.values.subject == "Kods 161175-1****"
    assert found.values.notes == "pk 161175-1****"
    assert found.remarks == (Remark.PERSONAL_CODE_MASKED,)


def test_ditto_marks_repeat_the_row_above() -> None:
    found = read(row(client="Anna Ūdre"), row("2", day='"', channel='-"-', client="''"))[1]
    assert isinstance(found, Entry)
    assert (found.values.client, found.values.channel) == ("Anna Ūdre", "phone")
    assert found.values.at.date() == date(2023, 1, 2)


def test_the_same_contact_written_otherwise_has_the_same_fingerprint() -> None:
    one = entry(row("5", client="  ILZE ŪDRE ", phone="66 745 425", subject="Rēķins"))
    other = entry(row("99", day="2.1.23", at="17:28", client="Ilze Ūdre", channel="Tālrunis", subject="RĒĶINS "))
    assert one.fingerprint == other.fingerprint
    assert len(one.fingerprint) == 32


@pytest.mark.parametrize(
    "other",
    [
        row(at="17.29"),
        row(channel="pasts"),
        row(client="Anna Ūdre"),
        row(phone="66745426"),
        row(subject="Cits"),
        row(at=None),
    ],
)
def test_another_contact_has_another_fingerprint(other: tuple[Cell, ...]) -> None:
    assert entry(row()).fingerprint != entry(other).fingerprint


def test_anonymous_rows_without_time_are_told_apart_by_their_numbers() -> None:
    bare = [row(number, at=None, client="-", phone=None) for number in ("1", "2", "1")]
    prints = [each.fingerprint for each in read(*bare) if isinstance(each, Entry)]
    assert prints[0] == prints[2] != prints[1]


def test_a_journal_of_calls_needs_no_channel_column() -> None:
    sheet = Sheet("a", lambda: iter([(1, ("Datums", "Jautājums")), (2, ("02.01.2023", "Rēķins"))]))
    _, mapping = find_mapping((sheet,), FIELDS)
    found = list(interpret(sheet.rows(), mapping, TODAY, channel="phone"))
    assert [each.values.channel for each in found if isinstance(each, Entry)] == ["phone"]


def test_a_workbook_as_offices_keep_it_is_read_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Klientu apkalpošanas žurnāls 2025. gads"])
    sheet.merge_cells("A1:K1")
    sheet.append([])
    sheet.append(list(HEAD))
    sheet.append(list(row(1, datetime(2025, 1, 2), 0.4, phone=25106234)))  # noqa: DTZ001
    sheet.append(list(row(2, 45659, "9.05", subject='=HYPERLINK("http://example.org";"Rēķins")')))
    sheet.append(list(row(3, "31.02.2025")))
    sheet.append([None, "Kopā 1. mēnesī"])
    sheet.append([])
    sheet.append(list(row(4, "02.02.2025.", client="K\u0327irsis Juris")))
    path = tmp_path / "žurnāls.xlsx"
    book.save(path)
    book.close()
    chosen, mapping = find_mapping(read_table(path).sheets, FIELDS)
    found = list(interpret(chosen.rows(), mapping, TODAY))
    assert [(each.row, type(each)) for each in found] == [
        (4, Entry), (5, Entry), (6, Refused), (7, Skipped), (8, Skipped), (9, Entry),
    ]  # fmt: skip
    taken = [each.values for each in found if isinstance(each, Entry)]
    assert [values.at.date() for values in taken] == [date(2025, 1, 2), date(2025, 1, 2), date(2025, 2, 2)]
    assert [values.reference for values in taken] == ["1/2025", "2/2025", "4/2025"]
    assert taken[0].phone == "+37125106234"
    assert taken[1].subject == "Rēķins"
    assert taken[2].client == "Ķirsis Juris"
