"""Who must have which card: the office's rules, or its profile's, by what a job title does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.cards.records import Kind
from app.core.latvian import fold
from app.core.office_settings import OfficeSettings
from app.core.profiles import PROFILES, profile
from app.core.settings import CARD_KINDS, CARD_RULES, PROFILE, CardKindOption, CardRuleOption
from app.directory.records import JobTitleRecord
from app.directory.service import Directory
from app.office import Office

#: A name by the door is seen as well on the desk (AAD 3.3, AKN 7).
_ALSO_MET_BY = {Kind.DOOR_PLATE: Kind.DESK_PLATE}


@dataclass(frozen=True)
class Need:
    """A card somebody must have; any kind of ``met_by`` will do. ``basis`` is the clause that asks for it."""

    kind: Kind
    met_by: frozenset[Kind]
    basis: str = ""


class Demand:
    """What each job title asks for. A title is known by its letters, in either gender's form."""

    def __init__(
        self,
        rules: Iterable[CardRuleOption],
        kinds: Iterable[CardKindOption],
        titles: Iterable[JobTitleRecord],
    ) -> None:
        enabled = frozenset(Kind(option.kind) for option in kinds if option.enabled)
        self._rules = [(rule.audience, need) for rule in rules if (need := _need(rule, enabled)) is not None]
        #: Few titles are shared by many people.
        self._known: dict[str, tuple[Need, ...]] = {}
        self._audiences: dict[str, frozenset[str]] = {}
        for title in titles:
            audiences = {"counter": title.serves_counter, "field": title.visits_clients}
            meant = frozenset(name for name, is_meant in audiences.items() if is_meant)
            for form in filter(None, (fold(title.name), fold(title.other_form))):
                self._audiences[form] = meant | self._audiences.get(form, frozenset())

    def of(self, job_title: str) -> tuple[Need, ...]:
        """What somebody with that post must have, each kind once."""
        if job_title not in self._known:
            audiences = self._audiences.get(fold(job_title), frozenset())
            needs: dict[Kind, Need] = {}
            for audience, need in self._rules:
                if audience == "all" or audience in audiences:
                    needs.setdefault(need.kind, need)
            self._known[job_title] = tuple(needs.values())
        return self._known[job_title]

    def lacks(self, job_title: str, valid: frozenset[Kind]) -> tuple[Need, ...]:
        """What somebody who works here with that post lacks, with ``valid`` cards of these kinds."""
        return tuple(need for need in self.of(job_title) if not need.met_by & valid)


def _need(rule: CardRuleOption, enabled: frozenset[Kind]) -> Need | None:
    kind = Kind(rule.kind)
    met_by = frozenset({kind, _ALSO_MET_BY.get(kind, kind)}) & enabled
    if not rule.required or not met_by:
        return None
    return Need(kind if kind in met_by else min(met_by), met_by, rule.basis)


def rules_of(settings: OfficeSettings) -> tuple[CardRuleOption, ...]:
    """The office's rules; those of its profile while it has none of its own. Raises Unavailable."""
    own = settings.get(CARD_RULES)
    key = settings.get(PROFILE)
    if own or key not in PROFILES:
        return own
    return tuple(
        CardRuleOption(rule.kind, rule.audience, rule.required.value, rule.required.basis or "")
        for rule in profile(key).cards
    )


def demand_of(office: Office) -> Demand:
    """What this office asks of its staff. Raises Forbidden, Unavailable."""
    settings = OfficeSettings(office)
    titles = office.memory.recall(
        "directory", "cards.job_titles", lambda: tuple(Directory(office).job_titles(hidden=True))
    )
    kinds: tuple[CardKindOption, ...] = settings.get(CARD_KINDS)
    return Demand(rules_of(settings), kinds, titles)
