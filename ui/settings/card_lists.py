"""The kinds of cards the office has, and who must have which: two tables, each one option of the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.cards.records import KIND_NAMES, Kind
from app.cards.rules import rules_of
from app.core.errors import UserError
from app.core.i18n import C_, N_
from app.core.settings import CARD_AUDIENCES, CARD_KINDS, CARD_RULES, CardKindOption, CardRuleOption
from ui.kit.grid import GridColumn, GridRow
from ui.settings.list_editor import SHOWN, ListEditor


class CardKindsList(ListEditor[CardKindOption]):
    """Each kind's printed title, how its numbers look and how long it is valid."""

    name = CARD_KINDS.label
    hint = N_("Type or F3 to change, Del takes out of use or back.")
    can_add = False
    columns = (
        GridColumn("title", N_("Title on the card"), 180, fills=True),
        GridColumn("prefix", N_("Prefix"), 120),
        GridColumn("digits", N_("Digits"), 80),
        GridColumn("months", N_("Valid, months"), 130),
        GridColumn(SHOWN, C_("column", "In use"), 90, flag=True),
    )

    def read(self) -> list[CardKindOption]:
        kinds: tuple[CardKindOption, ...] = self.desk.settings.get(CARD_KINDS)
        return list(kinds)

    def row_of(self, record: CardKindOption) -> GridRow:
        cells: dict[str, str | bool] = {
            "title": record.title,
            "prefix": record.prefix,
            "digits": str(record.digits),
            "months": str(record.months) if record.months else "",
            SHOWN: record.enabled,
        }
        return GridRow(cells, quiet=not record.enabled)

    def make(self, old: CardKindOption | None, values: Mapping[str, Any]) -> CardKindOption:
        assert old is not None
        return replace(
            old,
            title=str(values["title"]).strip(),
            prefix=str(values["prefix"] or "").strip(),
            digits=_number(values["digits"]),
            months=_number(values["months"]),
        )

    def save(self, old: CardKindOption | None, new: CardKindOption) -> None:
        self._keep([new if each is old else each for each in self.records])

    def drop(self, record: CardKindOption) -> None:
        self._keep([replace(each, enabled=not each.enabled) if each is record else each for each in self.records])

    def _keep(self, records: list[CardKindOption]) -> None:
        self.keeper.keep(CARD_KINDS, tuple(records), tuple(self.records))


@dataclass(frozen=True)
class KindRules:
    """For whom a kind of card is required: the audiences, and the clause that asks for it."""

    kind: Kind
    required: frozenset[str]
    basis: str = ""


class CardRulesList(ListEditor[KindRules]):
    """One row for a kind, a tick for each audience. An office that never changed it has its profile's rules."""

    name = CARD_RULES.label
    hint = N_("Space ticks, F3 changes the basis.")
    can_add = False
    columns = (
        GridColumn("kind", N_("Kind"), 140, fills=True, editable=False),
        GridColumn("all", C_("audience", "Everybody"), 90, flag=True),
        GridColumn("counter", C_("audience", "At the counter"), 140, flag=True),
        GridColumn("field", C_("audience", "Visits clients"), 160, flag=True),
        GridColumn("basis", N_("Basis"), 110, fills=True),
    )

    def read(self) -> list[KindRules]:
        self._stored: tuple[CardRuleOption, ...] = self.desk.settings.get(CARD_RULES)
        return grouped(rules_of(self.desk.settings))

    def row_of(self, record: KindRules) -> GridRow:
        ticks: dict[str, str | bool] = {audience: audience in record.required for audience in CARD_AUDIENCES}
        return GridRow({"kind": self.words(KIND_NAMES[record.kind]), "basis": record.basis, **ticks})

    def make(self, old: KindRules | None, values: Mapping[str, Any]) -> KindRules:
        assert old is not None
        ticked = frozenset(audience for audience in CARD_AUDIENCES if values.get(audience) is True)
        return replace(old, required=ticked, basis=str(values["basis"] or "").strip())

    def save(self, old: KindRules | None, new: KindRules) -> None:
        records = [new if each is old else each for each in self.records]
        self.keeper.keep(CARD_RULES, written(records), self._stored)


def grouped(rules: tuple[CardRuleOption, ...]) -> list[KindRules]:
    """A row for each kind."""
    found = []
    for kind in Kind:
        mine = [rule for rule in rules if rule.kind == kind]
        basis = next((rule.basis for rule in mine if rule.basis), "")
        found.append(KindRules(kind, frozenset(rule.audience for rule in mine if rule.required), basis))
    return found


def written(records: list[KindRules]) -> tuple[CardRuleOption, ...]:
    """All of them as rules, also what nobody must have: an office that asks for nothing has rules as well."""
    return tuple(
        CardRuleOption(record.kind, audience, audience in record.required, record.basis)
        for record in records
        for audience in CARD_AUDIENCES
    )


def _number(text: object) -> int:
    written = str(text or "").strip()
    if written and not written.isdecimal():
        raise UserError(N_("Write digits only."))
    return int(written or 0)
