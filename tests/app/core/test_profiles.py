"""The five profiles: complete, consistent, each fact with its clause, and the faults a broken file is told by."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from app.core.i18n import Translator
from app.core.jsondata import BadData
from app.core.profile_records import ChannelCode, Profile, Rule, Span, Subject
from app.core.profiles import (
    PROFILES,
    RESOURCES,
    cite,
    institutions,
    institutions_of,
    profile,
    read,
    role_label,
    rules,
)

#: The last numbered point of each document; VS numbers nothing.
LAST_POINT = {"vs": 0, "aad": 10, "akn": 15, "vpv": 15, "gks": 16}


@pytest.fixture(params=PROFILES)
def each(request: pytest.FixtureRequest) -> Profile:
    return profile(request.param)


def route(chosen: Profile, about: str) -> Rule[Any]:
    return next(item.examiner for item in chosen.complaints.routing if item.about == about)


def test_every_channel_is_there_once(each: Profile) -> None:
    assert sorted(item.code for item in each.channels) == sorted(get_args(ChannelCode))


def test_most_used_channels_are_switched_on(each: Profile) -> None:
    enabled = {item.code for item in each.channels if item.enabled.value}
    assert {"phone", "in_person", "email"} <= enabled


def test_routing_covers_all_subjects_and_nobody_judges_themself(each: Profile) -> None:
    assert {item.about for item in each.complaints.routing} == set(get_args(Subject))
    for item in each.complaints.routing:
        assert item.examiner.value != item.instead.value
        assert role_label(each, item.examiner.value)


def test_cited_points_exist_in_the_document(each: Profile) -> None:
    cited = [rule.basis for _, rule in rules(each) if rule.basis is not None]
    assert cited
    for basis in cited:
        if "pielikums" in basis:
            continue
        for number in re.findall(r"(\d+)(?:\.\d+)*\. (?:punkts|apakšpunkts)", basis):
            assert 1 <= int(number) <= LAST_POINT[each.key], basis


def test_facts_without_a_clause_say_so(each: Profile) -> None:
    speak = Translator("lv")
    defaults = [rule for _, rule in rules(each) if rule.basis is None]
    assert defaults
    for rule in defaults:
        assert speak(cite(rule)).startswith("dokumentā nav noteikts")


def test_a_default_from_law_names_the_law() -> None:
    rule = Rule(1, None, "Iesniegumu likuma 5. pants")
    assert Translator("lv")(cite(rule)) == "dokumentā nav noteikts; pamats: Iesniegumu likuma 5. pants"
    assert Translator("en")(cite(rule)) == "not set in the document; basis: Iesniegumu likuma 5. pants"


def test_a_clause_is_cited_as_it_stands() -> None:
    assert Translator("lv")(cite(profile("aad").phone.call_limit_minutes)) == "4.2.4. apakšpunkts"


def test_facts_of_the_waste_company() -> None:
    aad = profile("aad")
    assert aad.phone.call_limit_minutes.value == 10
    assert aad.phone.foreign_number_channel == Rule("email", "4.3.1. apakšpunkts")
    assert route(aad, "employee") == Rule("head_of_organization", "7.1. apakšpunkts")
    assert route(aad, "head") == Rule("executive_director", "7.2. apakšpunkts")
    assert route(aad, "ethics") == Rule("ethics_commission", "7.3. apakšpunkts")
    assert {card.kind for card in aad.cards if card.required.value} == {"name_card", "staff_id", "door_plate"}
    assert aad.conduct.guide.value


def test_facts_of_the_joint_counter() -> None:
    akn = profile("akn")
    assert route(akn, "employee") == Rule("executive_director", "13. punkts")
    assert akn.counter.services_notice == Rule(True, "8. punkts")
    assert akn.signoff.columns.value[2] == "KAC darbinieka vārds, uzvārds"
    assert akn.signoff.introduced_by.value == "executive_director"


def test_facts_of_the_state_bureau() -> None:
    vpv = profile("vpv")
    assert [row.frequency.value for row in vpv.quality] == [
        "working_day",
        "working_day_if_possible",
        "monthly_at_least",
        "working_day",
        "working_day_if_possible",
        "as_needed",
        "yearly_at_least",
        "quarterly",
        "working_day",
        "monthly",
    ]
    assert vpv.large_requests.inform.value == ("director",)
    assert vpv.signoff.explained_in_post.value


def test_facts_of_the_municipal_company() -> None:
    gks = profile("gks")
    question = next(term for term in gks.terms if term.kind == "question")
    assert question.span == Rule(Span(2, "working_days"), "10.1. apakšpunkts")
    assert question.proposals == (1, 2)
    assert gks.review.months == Rule(36, "16. punkts")
    assert route(gks, "employee") == Rule("board_member", "13. punkts")


def test_facts_of_the_heat_utility() -> None:
    vs = profile("vs")
    assert vs.phone.recording_notice.value
    assert vs.counter.holiday_hours_notice.value
    assert vs.phone.call_limit_minutes == Rule(None, None)
    assert not any(card.required.value for card in vs.cards)


def test_an_office_begins_with_useful_lists(each: Profile) -> None:
    assert 8 <= len(each.topics) <= 12
    assert 5 <= len(each.snippets) <= 8
    assert all(topic.days >= 1 for topic in each.topics)
    assert len(institutions_of(each)) == len(each.institutions) > 5


def test_institutions_have_a_web_address() -> None:
    for body in institutions():
        assert body.web.startswith("https://")
        assert body.name


def test_latvian_text_uses_latvian_quotes() -> None:
    for path in RESOURCES.rglob("*.json"):
        if path.parent.name in ("profiles", "demo") or path.name == "institutions.json":
            text = path.read_text(encoding="utf-8")
            assert '\\"' not in text, path.name
            assert "“" not in text, path.name
            assert text.count("„") == text.count("”"), path.name


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(BadData, match="there are vs, aad"):
        profile("xyz")


def broken(tmp_path: Path, change: str, value: object) -> Path:
    """A copy of the gks profile with the entry at the dotted path ``change`` set, or dropped where None."""
    data = json.loads((RESOURCES / "profiles" / "gks.json").read_text(encoding="utf-8"))
    place: Any = data
    *way, last = change.split(".")
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    key = int(last) if last.isdigit() else last
    if value is None:
        del place[key]
    else:
        place[key] = value
    path = tmp_path / "gks.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "value", "told"),
    [
        ("phone.hold", None, "phone.hold: missing"),
        ("phone.hold.value", "jā", "phone.hold.value: expected bool"),
        ("phone.tune", {}, "phone.tune: unknown entry"),
        ("channels.0.code", "fax", r"channels\[0\].code: 'fax' is not one of"),
        ("channels.0", None, "channels: missing phone"),
        ("roles.1.code", "employee", "roles: twice employee"),
        ("complaints.routing.0.instead.value", "board_member", "nobody may stand in for themself"),
        ("complaints.routing.3", None, "routing: missing ethics"),
        ("review.months.basis", "16 punkts", "no clause"),
        ("review.owner.value", "director", "roles: unknown director"),
        ("topics.0.unit", "Pirts", "topics: unknown Pirts"),
        ("institutions.0", "nasa", "institutions: unknown nasa"),
        ("document.approved_on.value", "vakar", "no date"),
        ("document.approved_on.value", 7, "expected a date"),
        ("units", "Klientu daļa", "units: expected a list"),
        ("phone", [], "phone: expected an object"),
        ("key", "vs", "in a file named gks.json"),
    ],
)
def test_a_broken_profile_is_told_where(tmp_path: Path, change: str, value: object, told: str) -> None:
    with pytest.raises(BadData, match=told):
        read(broken(tmp_path, change, value))


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gks.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(BadData, match=r"gks\.json"):
        read(path)
