"""The days of the week as Latvian sentences need them: on a Monday, from Monday, to Monday. Monday comes first."""

from __future__ import annotations

from app.core.i18n import C_, Message

ON: tuple[Message, ...] = (
    C_("on this day", "Monday"),
    C_("on this day", "Tuesday"),
    C_("on this day", "Wednesday"),
    C_("on this day", "Thursday"),
    C_("on this day", "Friday"),
    C_("on this day", "Saturday"),
    C_("on this day", "Sunday"),
)
FROM: tuple[Message, ...] = (
    C_("from this day", "Monday"),
    C_("from this day", "Tuesday"),
    C_("from this day", "Wednesday"),
    C_("from this day", "Thursday"),
    C_("from this day", "Friday"),
    C_("from this day", "Saturday"),
    C_("from this day", "Sunday"),
)
UNTIL: tuple[Message, ...] = (
    C_("until this day", "Monday"),
    C_("until this day", "Tuesday"),
    C_("until this day", "Wednesday"),
    C_("until this day", "Thursday"),
    C_("until this day", "Friday"),
    C_("until this day", "Saturday"),
    C_("until this day", "Sunday"),
)
