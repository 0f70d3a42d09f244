"""The sample office shows what Lete is for: its staff and cards stand as in mock-up 07."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from app.office import Office
    from tests.support.databases import Databases

NOW = datetime(2026, 11, 20, 8, 42, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(databases: Databases) -> Iterator[Office]:
    """The sample office on a file, looked at only."""
    from app.core.db import engine_for
    from app.core.permissions import Actor, Role
    from app.demo import DEMO_LOGIN, DEMO_PERSON, fill
    from app.office import Office

    url = databases.migrated("sqlite")
    engine = engine_for(url)
    office = Office(engine, Actor(DEMO_LOGIN, DEMO_PERSON, frozenset(Role)), clock=lambda: NOW)
    fill(office, contacts=5)
    yield office
    engine.dispose()
    databases.drop(url)


def test_everybody_has_the_card_of_the_mock_up(sample: Office) -> None:
    from app.cards.records import State
    from app.cards.service import Cards
    from app.directory.service import Directory

    standing = Cards(sample).standing()
    told = {each.name: standing[each.id or 0] for each in Directory(sample).employees()}
    assert len(told) == 12
    assert {name: each.state for name, each in told.items() if each.state is not State.ISSUED} == {
        "Sandra Liepiņa": State.LOST,
        "Mārtiņš Ozoliņš": None,
    }
    assert told["Raivis Šķēle"].until == date(2026, 11, 30)
    assert told["Jānis Krūmiņš"].until == date(2026, 12, 18)
    assert not told["Mārtiņš Ozoliņš"].needed


def test_the_next_staff_id_is_the_one_of_the_mock_up(sample: Office) -> None:
    from app.cards.records import Kind
    from app.cards.service import Cards
    from app.directory.service import Directory

    (raivis,) = Directory(sample).find_employees("skele")
    proposal = Cards(sample).proposal(raivis.id or 0, Kind.STAFF_ID)
    assert (proposal.draft.number, proposal.draft.valid_until) == ("021", date(2028, 11, 30))
    assert proposal.old is not None
    assert proposal.old.number == "014"
    assert proposal.draft.photo_id is not None


def test_nobody_who_must_have_a_card_lacks_one_and_a_leaver_still_has_his(sample: Office) -> None:
    from app.cards.records import CardFilter, Kind
    from app.cards.service import Cards

    cards = Cards(sample)
    assert cards.cards(CardFilter(frozenset(Kind), which="lacking")) == []
    assert [row.person for row in cards.cards(CardFilter(frozenset(Kind), which="not_returned"))] == [
        "Ainārs Kalējs"
    ]


def test_somebody_is_away_and_somebody_stands_in(sample: Office) -> None:
    from app.directory.service import Directory

    (edgars,) = Directory(sample).find_employees("dzerins")
    assert (edgars.absent_until, edgars.substitute) == (date(2026, 11, 27), "Jānis Krūmiņš")
    (andris,) = Directory(sample).find_employees("vitols")
    assert [post.job_title for post in Directory(sample).past_posts(andris.id or 0)] == [
        "Klientu apkalpošanas speciālists"
    ]
    assert andris.manager == "Mārtiņš Ozoliņš"


def test_services_are_found_by_the_topics_of_contacts(sample: Office) -> None:
    from app.directory.service import Directory

    directory = Directory(sample)
    topics = {topic.name: topic.id or 0 for topic in directory.topics()}
    assert [each.name for each in directory.services_of_topic(topics["Jauns pieslēgums"])] == [
        "Jauns pieslēgums ūdensvadam"
    ]
    assert all(each.unit_id and each.topic_id and each.how and each.term for each in directory.services())


@pytest.mark.parametrize("now", [datetime(2027, 1, 1, 12, tzinfo=UTC), datetime(2028, 2, 29, 23, tzinfo=UTC)])
def test_the_sample_can_be_begun_on_any_day(databases: Databases, now: datetime) -> None:
    from app.core.db import engine_for
    from app.core.permissions import Actor, Role
    from app.core.verify import verify
    from app.demo import DEMO_LOGIN, DEMO_PERSON, fill
    from app.office import Office

    url = databases.migrated("sqlite")
    engine = engine_for(url)
    fill(Office(engine, Actor(DEMO_LOGIN, DEMO_PERSON, frozenset(Role)), clock=lambda: now), contacts=0)
    assert verify(engine, (), records=True).good
    engine.dispose()
    databases.drop(url)
