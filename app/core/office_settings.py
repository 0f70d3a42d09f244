"""The options of the office, kept in its database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from app.calendar.shipped import shipped_extra_holidays, shipped_moved_days
from app.core import tables
from app.core.errors import Invalid
from app.core.permissions import SETTINGS_EDIT, SETTINGS_SEE
from app.core.setting_values import check, from_data, to_data
from app.core.settings import (
    CALL_LIMIT,
    CALLBACK_DAYS,
    CARD_KINDS,
    CARD_RULES,
    CHANNELS,
    EXTRA_HOLIDAYS,
    FOLLOWS_MOVED_DAYS,
    MOVED_DAYS,
    ORGANIZATION_KIND,
    PROFILE,
    CardKindOption,
    CardRuleOption,
    ChannelOption,
    Scope,
    Setting,
)
from app.core.work import Work
from app.office import Office

if TYPE_CHECKING:
    from app.core.profile_records import Profile

T = TypeVar("T")


class OfficeSettings:
    """Reads and changes the options of ``office``; what was read is remembered until somebody changes one."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def get(self, setting: Setting[T]) -> T:
        """The value. Raises Unavailable where it has to be read and cannot."""
        _expect_office(setting)
        return self._office.memory.recall("settings", setting.key, lambda: self._read(setting))

    def set(self, setting: Setting[T], value: T) -> None:
        """Change one option: one audit entry, told to all. Raises Invalid, Forbidden, Unavailable."""
        self.set_all({setting: value})

    def set_all(self, values: Mapping[Setting[Any], Any]) -> None:
        """Change several at once, all or none. Raises Invalid with everything that is wrong."""
        checked: dict[str, str] = {}
        wrong = {}
        for setting, value in values.items():
            _expect_office(setting)
            try:
                checked[setting.key] = _text(check(setting, value))
            except Invalid as error:
                wrong.update(error.fields)
        if wrong:
            raise Invalid(wrong)

        def store(work: Work) -> None:
            wanted = select(tables.Setting).where(tables.Setting.key.in_(checked)).with_for_update()
            rows = {row.key: row for row in work.session.scalars(wanted)}
            for key, text in checked.items():
                if key in rows:
                    rows[key].value = text
                else:
                    work.add(tables.Setting, key=key, value=text)

        self._office.do(SETTINGS_EDIT, store)

    def seed_from_profile(self, profile: Profile) -> None:
        """Begin with what the organisation's document sets, and with the calendar Lete is shipped with.

        Raises Forbidden, Unavailable.
        """
        callback = next(term for term in profile.terms if term.kind == "callback")
        channels = tuple(ChannelOption(item.code, item.label, item.enabled.value) for item in profile.channels)
        self.set_all(
            {
                PROFILE: profile.key,
                ORGANIZATION_KIND: profile.kind,
                CHANNELS: channels,
                CALL_LIMIT: profile.phone.call_limit_minutes.value or 0,
                CALLBACK_DAYS: callback.span.value.amount,
                # The government's order on moved days binds state bodies only (Darba likums 133(4)).
                FOLLOWS_MOVED_DAYS: profile.kind == "institution",
                MOVED_DAYS: shipped_moved_days(),
                EXTRA_HOLIDAYS: shipped_extra_holidays(),
                CARD_KINDS: tuple(_titled(option, profile) for option in CARD_KINDS.default),
                CARD_RULES: tuple(
                    CardRuleOption(rule.kind, rule.audience, rule.required.value, rule.required.basis or "")
                    for rule in profile.cards
                ),
            }
        )

    def _read(self, setting: Setting[T]) -> T:
        with self._office.view(SETTINGS_SEE) as view:
            text = view.session.scalar(select(tables.Setting.value).where(tables.Setting.key == setting.key))
        return setting.default if text is None else from_data(setting, json.loads(text))


def _text(value: Any) -> str:
    return json.dumps(to_data(value), ensure_ascii=False, sort_keys=True)


def _titled(option: CardKindOption, profile: Profile) -> CardKindOption:
    """A state or municipal institution calls its staff ID „dienesta apliecība”."""
    if option.kind == "staff_id" and profile.kind == "institution":
        return replace(option, title="Dienesta apliecība")
    return option


def _expect_office(setting: Setting[Any]) -> None:
    if setting.scope is not Scope.OFFICE:
        raise ValueError(setting.key)
