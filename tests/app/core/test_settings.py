from __future__ import annotations

import base64
import json
import struct
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from app.calendar.records import ExtraHoliday, MovedDay
from app.core import settings as declared
from app.core.changes import Changes
from app.core.errors import Forbidden, Invalid, Unavailable
from app.core.i18n import Translator
from app.core.local_settings import FILE, LocalSettings, default_folder
from app.core.office_settings import OfficeSettings
from app.core.permissions import Actor, Role
from app.core.profiles import PROFILES, profile
from app.core.setting_values import check, from_data, to_data
from app.core.settings import (
    ACCENT,
    ADDRESS,
    CALL_LIMIT,
    CALLBACK_DAYS,
    CARD_DESIGNS,
    CARD_KINDS,
    CARD_RULES,
    CARD_WARNING_DAYS,
    CHANNELS,
    EMAIL,
    EMERGENCY_PHONE,
    ENTER_MOVES_ON,
    EXTRA_HOLIDAYS,
    FOLLOWS_MOVED_DAYS,
    LANGUAGE,
    LOGO,
    MOVED_DAYS,
    NUMBER_PATTERN,
    ORGANIZATION_KIND,
    ORGANIZATION_NAME,
    PAGE_LABELS,
    PHONE,
    PROFILE,
    REGISTRATION_NUMBER,
    ROW_DENSITY,
    SETTINGS,
    TEXT_SIZE,
    WORKING_HOURS,
    CardDesign,
    CardKindOption,
    CardRuleOption,
    ChannelOption,
    Kind,
    Scope,
    Setting,
    WorkingHours,
)
from app.core.tables import AuditEntry
from app.core.work import transaction
from app.office import Office

ROOT = Path(__file__).parents[3]


def logo(width: int = 3, height: int = 2, *, end: bytes = b"IEND") -> str:
    """As much of a PNG as options look at, as they keep it."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)
    return base64.b64encode(head + b"x" * 100 + end).decode()


PNG = logo()


# Declarations


def test_every_option_is_declared_once() -> None:
    keys = Counter(setting.key for setting in SETTINGS)
    assert [key for key, times in keys.items() if times > 1] == []
    constants = [value for value in vars(declared).values() if isinstance(value, Setting)]
    assert {id(setting) for setting in constants} == {id(setting) for setting in SETTINGS}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_default_is_a_possible_value_and_survives_storing(setting: Setting[Any]) -> None:
    assert check(setting, setting.default) == setting.default
    assert from_data(setting, json.loads(json.dumps(to_data(setting.default)))) == setting.default
    assert (setting.needed is None) == (setting.scope is Scope.PC)
    assert bool(setting.choices) == (setting.kind is Kind.CHOICE)


def test_every_option_and_page_has_its_latvian(tr: Translator) -> None:
    messages = [setting.label for setting in SETTINGS] + list(PAGE_LABELS.values())
    messages += [setting.help for setting in SETTINGS if setting.help is not None]
    same_in_both = {"Logo"}
    assert [each.text for each in messages if tr(each) == each.text and each.text not in same_in_both] == []


def test_declarations_and_options_of_this_pc_stay_out_of_the_database() -> None:
    code = "import sys, app.core.settings, app.core.local_settings; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# Values


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        (CALLBACK_DAYS, 0, "no 1 līdz 30"),
        (CALLBACK_DAYS, 31, "no 1 līdz 30"),
        (CALLBACK_DAYS, "3", "vērtību"),
        (ENTER_MOVES_ON, 1, "vērtību"),
        (LANGUAGE, "de", "vērtību"),
        (ACCENT, "blue", "#0B4F8A"),
        (LOGO, "not base64!", "vērtību"),
        (LOGO, base64.b64encode(b"<svg>").decode(), "PNG"),
        (LOGO, "A" * 700_000, "500 kB"),
        (LOGO, logo(12_000, 12_000), "25 megapikseļiem"),
        (LOGO, logo(0, 2), "bojāta"),
        (LOGO, logo(end=b""), "bojāta"),
        (LOGO, base64.b64encode(b"\xff\xd8\xff\xe0\0\x10JFIF").decode(), "bojāta"),
        (EMERGENCY_PHONE, "2600041", "8 cipariem"),
        (PHONE, "123", "8 cipariem"),
        (EMAIL, "epasts", "@"),
        (REGISTRATION_NUMBER, "123", "11 cipariem"),
        (ORGANIZATION_NAME, "x" * 201, "Par garu"),
        (ORGANIZATION_NAME, "a\x00b", "U+0000"),
        (NUMBER_PATTERN, "{year}", "{number}"),
        (CHANNELS, (), "kanāl"),
        (CHANNELS, (ChannelOption("phone", "Tālrunis", enabled=False),), "kanāl"),
        (CHANNELS, (ChannelOption("phone", " "),), "kanāla nosaukumu"),
        (CHANNELS, (ChannelOption("phone", "A"), ChannelOption("phone", "B")), "vērtību"),
        (CHANNELS, (MovedDay(date(2026, 1, 2), date(2026, 1, 3)),), "vērtību"),
        (WORKING_HOURS, (WorkingHours(1, "08:00", "07:00"),), "pēc sākuma"),
        (WORKING_HOURS, (WorkingHours(1, "8", "25:00"),), "08:00"),
        (WORKING_HOURS, (WorkingHours(8, "08:00", "09:00"),), "vērtību"),
        (MOVED_DAYS, (MovedDay(date(2026, 1, 2), date(2026, 1, 2)),), "pārcelt"),
        (CARD_KINDS, (CardKindOption("library_card", "Lasītāja karte"),), "vērtību"),
        (CARD_KINDS, (CardKindOption("staff_id", "A"), CardKindOption("staff_id", "B")), "vērtību"),
        (CARD_KINDS, (CardKindOption("staff_id", " "),), "nosaukumu"),
        (CARD_KINDS, (CardKindOption("staff_id", "A", digits=9),), "no 1 līdz 8"),
        (CARD_KINDS, (CardKindOption("staff_id", "A", months=121),), "120 mēneši"),
        (CARD_RULES, (CardRuleOption("staff_id", "nobody", True),), "vērtību"),
        (CARD_RULES, (CardRuleOption("staff_id", "all", True),) * 2, "vērtību"),
        (CARD_DESIGNS, (CardDesign("staff_id", colour="red"),), "#0B4F8A"),
        (CARD_DESIGNS, (CardDesign("staff_id", note="x" * 301),), "Par garu"),
        (CARD_WARNING_DAYS, 0, "no 1 līdz 365"),
    ],
)
def test_an_impossible_value_is_refused_with_its_reason(
    setting: Setting[Any], value: object, words: str, tr: Translator
) -> None:
    with pytest.raises(Invalid) as refusal:
        check(setting, value)
    assert list(refusal.value.fields) == [setting.key]
    assert words in tr(refusal.value.fields[setting.key])


def test_values_are_kept_in_one_form() -> None:
    assert check(PHONE, "67 000 111") == "+37167000111"
    assert check(PHONE, " ") == ""
    assert check(ACCENT, "#0b4f8a") == "#0B4F8A"
    assert check(ORGANIZATION_NAME, "  SIA   „Ķekava” ") == "SIA „Ķekava”"
    assert check(REGISTRATION_NUMBER, "LV 4000 3123 456") == "40003123456"


# This PC


def test_an_option_of_this_pc_is_there_after_a_restart(tmp_path: Path) -> None:
    LocalSettings(tmp_path).set(TEXT_SIZE, "130")
    again = LocalSettings(tmp_path)
    assert again.get(TEXT_SIZE) == "130"
    assert again.get(LANGUAGE) == "lv"
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_options_of_this_pc_stand_in_the_persons_own_folder() -> None:
    LocalSettings().set(TEXT_SIZE, "115")
    assert (default_folder() / FILE).is_file()
    assert LocalSettings().get(TEXT_SIZE) == "115"


@pytest.mark.logs("app.core.local_settings")
def test_a_file_that_cannot_be_read_leaves_the_defaults(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert LocalSettings(tmp_path).get(TEXT_SIZE) == "100"


def test_each_list_has_its_own_row_height(tmp_path: Path) -> None:
    local = LocalSettings(tmp_path)
    local.set(ROW_DENSITY, "tall", "directory")
    assert (local.get(ROW_DENSITY, "directory"), local.get(ROW_DENSITY, "contacts")) == ("tall", "dense")
    with pytest.raises(ValueError, match="row_density"):
        local.get(ROW_DENSITY)


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00\x01", '{"text_size": 115'])
def test_a_broken_file_is_set_aside_and_the_defaults_hold(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    local = LocalSettings(tmp_path)
    assert local.get(TEXT_SIZE) == "100"
    assert (tmp_path / "settings.json.broken").read_text() == content
    local.set(TEXT_SIZE, "115")
    assert LocalSettings(tmp_path).get(TEXT_SIZE) == "115"


def test_what_is_not_known_or_not_possible_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"of_a_newer_lete": [1], "text_size": "999", "language": 5}')
    local = LocalSettings(tmp_path)
    assert (local.get(TEXT_SIZE), local.get(LANGUAGE)) == ("100", "lv")
    local.set(ENTER_MOVES_ON, False)
    assert json.loads((tmp_path / FILE).read_text())["of_a_newer_lete"] == [1]


def test_the_program_remembers_what_has_no_label(tmp_path: Path) -> None:
    LocalSettings(tmp_path).remember("columns.contacts", {"client": 240})
    assert LocalSettings(tmp_path).recall("columns.contacts") == {"client": 240}
    assert LocalSettings(tmp_path).recall("columns.clients", "none") == "none"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, tr: Translator) -> None:
    (tmp_path / "settings").mkdir()
    local = LocalSettings(tmp_path / "settings")
    (tmp_path / "settings").rmdir()
    (tmp_path / "settings").write_text("in the way")
    with pytest.raises(Unavailable) as told:
        local.set(TEXT_SIZE, "115")
    assert "nevar saglabāt" in tr(told.value.message)


# The office


def test_an_option_of_the_office_is_one_audit_entry_and_one_notice(core_office: Office, engine: Engine) -> None:
    heard: list[Changes] = []
    core_office.hub.listen(heard.append)
    options = OfficeSettings(core_office)
    assert options.get(ORGANIZATION_NAME) == ""
    options.set(ORGANIZATION_NAME, "SIA „Ķekava”")
    options.set(ORGANIZATION_NAME, "SIA „Olaine”")
    assert options.get(ORGANIZATION_NAME) == "SIA „Olaine”"
    # What the audit says of rows is no person's to read: on a server only the owner may.
    with transaction(engine, writes=False) as session:
        texts = [json.loads(text) for text in session.scalars(select(AuditEntry.text).order_by(AuditEntry.seq))]
    assert [text[3] for text in texts] == ["insert", "update"]
    assert texts[1][6] == {"value": ['"SIA „Ķekava”"', '"SIA „Olaine”"']}
    assert [each.register for each in heard] == ["settings", "settings"]


def test_records_come_back_as_they_went(core_office: Office) -> None:
    options = OfficeSettings(core_office)
    moved = (MovedDay(date(2027, 1, 4), date(2027, 1, 9)),)
    holidays = (ExtraHoliday(date(2028, 7, 10), "Dziesmu svētku noslēgums"),)
    channels = (ChannelOption("email", "E-pasts"), ChannelOption("phone", "Zvans", enabled=False))
    options.set_all({MOVED_DAYS: moved, EXTRA_HOLIDAYS: holidays, CHANNELS: channels, LOGO: PNG})
    other = OfficeSettings(Office(core_office.engine, core_office.actor))
    assert (other.get(MOVED_DAYS), other.get(EXTRA_HOLIDAYS)) == (moved, holidays)
    assert (other.get(CHANNELS), other.get(LOGO)) == (channels, PNG)


def test_several_options_are_changed_together_or_not_at_all(core_office: Office) -> None:
    options = OfficeSettings(core_office)
    with pytest.raises(Invalid) as refusal:
        options.set_all({ORGANIZATION_NAME: "SIA", EMAIL: "x", CALLBACK_DAYS: 99})
    assert set(refusal.value.fields) == {EMAIL.key, CALLBACK_DAYS.key}
    assert options.get(ORGANIZATION_NAME) == ""


def test_two_first_saves_of_an_option_at_once_are_both_good(core_office: Office) -> None:
    options = OfficeSettings(core_office)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: options.set(ADDRESS, f"Liepu iela {number}"), range(8)))
    assert options.get(ADDRESS).startswith("Liepu iela ")


def test_only_an_administrator_changes_the_office(core_office: Office) -> None:
    clerk = OfficeSettings(Office(core_office.engine, Actor("ieva", "Ieva", frozenset({Role.CLERK}))))
    with pytest.raises(Forbidden):
        clerk.set(ORGANIZATION_NAME, "x")
    assert clerk.get(ORGANIZATION_NAME) == ""


def test_an_option_is_read_once_until_somebody_changes_it(core_office: Office) -> None:
    options = OfficeSettings(core_office)
    assert options.get(CALL_LIMIT) == 0
    other = OfficeSettings(Office(core_office.engine, core_office.actor))
    other.set(CALL_LIMIT, 10)
    assert OfficeSettings(core_office).get(CALL_LIMIT) == 0  # nobody told this office yet
    core_office.hub.publish(Changes("settings", ()))
    assert options.get(CALL_LIMIT) == 10


def test_options_of_this_pc_are_not_asked_of_the_office(core_office: Office) -> None:
    with pytest.raises(ValueError, match="text_size"):
        OfficeSettings(core_office).get(TEXT_SIZE)


@pytest.mark.parametrize("key", PROFILES)
def test_an_office_begins_with_what_its_document_sets(core_office: Office, key: str) -> None:
    chosen = profile(key)
    options = OfficeSettings(core_office)
    options.seed_from_profile(chosen)
    assert options.get(PROFILE) == key
    assert options.get(ORGANIZATION_KIND) == chosen.kind
    assert [(each.code, each.label, each.enabled) for each in options.get(CHANNELS)] == [
        (each.code, each.label, each.enabled.value) for each in chosen.channels
    ]
    assert options.get(CALL_LIMIT) == {"aad": 10}.get(key, 0)
    assert options.get(CALLBACK_DAYS) == {"gks": 2}.get(key, 1)
    assert options.get(FOLLOWS_MOVED_DAYS) == (key == "vpv")
    titles = {each.kind: each.title for each in options.get(CARD_KINDS)}
    assert titles["staff_id"] == ("Dienesta apliecība" if chosen.kind == "institution" else "Darba apliecība")
    required = {each.kind: each.basis for each in options.get(CARD_RULES) if each.required}
    assert required == {
        "aad": {"name_card": "2.2. apakšpunkts", "staff_id": "2.3. apakšpunkts", "door_plate": "3.3. apakšpunkts"},
        "akn": {"door_plate": "7. punkts"},
    }.get(key, {})


@pytest.mark.parametrize("changed", [False, True])
def test_the_first_frame_knows_what_the_declared_options_say(tmp_path: Path, changed: bool) -> None:
    local = LocalSettings(tmp_path)
    if changed:
        local.set(declared.LANGUAGE, "en")
        local.set(declared.THEME, "dark")
        local.set(declared.TEXT_SIZE, "130")
        local.set(declared.ANIMATIONS, False)
    told = local.appearance()
    assert told.language == local.get(declared.LANGUAGE)
    assert told.theme == local.get(declared.THEME)
    assert str(told.text_size) == local.get(declared.TEXT_SIZE)
    assert told.animations == local.get(declared.ANIMATIONS)


def test_odd_values_in_the_file_do_not_spoil_the_first_frame(tmp_path: Path) -> None:
    odd = '{"language": 7, "theme": ["x"], "text_size": null, "animations": "?"}'
    (tmp_path / "settings.json").write_text(odd, encoding="utf-8")
    assert LocalSettings(tmp_path).appearance() == ("lv", "system", 100, True)
