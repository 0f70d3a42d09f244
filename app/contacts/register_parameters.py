"""The parameters of the printed register: a journal's filter and order as texts, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.contacts.records import (
    CHANNEL_NAMES,
    OUTCOME_NAMES,
    RESTRICTED,
    SORTABLE,
    Channel,
    ContactFilter,
    Outcome,
    Sort,
    Tab,
)
from app.core.errors import Invalid
from app.core.i18n import C_, N_, Message
from app.printing.printouts import Parameter

TAB_NAMES: dict[Tab, Message] = {
    Tab.ALL: C_("tab", "All"),
    Tab.OPEN: C_("tab", "Open"),
    Tab.CALLBACKS: C_("tab", "To call back"),
    Tab.OVERDUE: C_("tab", "Overdue"),
    Tab.MINE: C_("tab", "Mine"),
}
SORT_NAMES: dict[str, Message] = {
    "at": N_("Date, time"),
    "number": N_("No."),
    "channel": N_("Channel"),
    "client_name": N_("Client"),
    "subject": N_("Question"),
    "due_at": N_("Due"),
    "status": N_("State"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "topic": N_("Topic"),
    "handler_name": N_("In charge"),
    "registered_name": N_("Registered by"),
}
_UP, _DOWN = "up", "down"

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("from", "date", C_("day", "From"), required=False),
    Parameter("to", "date", C_("day", "To"), required=False),
    Parameter(
        "channel",
        "choice",
        N_("Channel"),
        required=False,
        choices=tuple((channel.value, CHANNEL_NAMES[channel]) for channel in Channel),
    ),
    Parameter(
        "tab",
        "choice",
        N_("State"),
        required=False,
        default=Tab.ALL.value,
        choices=tuple((tab.value, name) for tab, name in TAB_NAMES.items()),
    ),
    Parameter(
        "outcome",
        "choice",
        N_("Outcome"),
        required=False,
        choices=tuple((outcome.value, OUTCOME_NAMES[outcome]) for outcome in Outcome),
    ),
    Parameter("text", "text", N_("Text"), required=False),
    Parameter(
        "annulled",
        "choice",
        N_("Records"),
        required=False,
        default="no",
        choices=(("no", C_("filter", "In force")), ("yes", C_("filter", "Annulled"))),
    ),
    Parameter(
        "restricted",
        "choice",
        RESTRICTED,
        required=False,
        default="no",
        choices=(("no", C_("filter", "All")), ("yes", C_("filter", "Restricted only"))),
    ),
    Parameter("handler", "id", N_("In charge"), required=False),
    Parameter("topic", "id", N_("Topic"), required=False),
    Parameter("client", "id", N_("Client"), required=False),
    Parameter("import", "id", C_("noun", "Import"), required=False),
    Parameter(
        "sort",
        "choice",
        N_("Sort by"),
        required=False,
        default=Sort().column,
        choices=tuple((column, SORT_NAMES[column]) for column in SORTABLE),
    ),
    Parameter(
        "order",
        "choice",
        N_("Order"),
        required=False,
        default=_DOWN,
        choices=((_DOWN, C_("order", "Descending")), (_UP, C_("order", "Ascending"))),
    ),
)


def register_filter(**chosen: Any) -> ContactFilter:
    """The filter that the parameters of the register stand for. Raises Invalid for a period that ends too soon."""
    first: date | None = chosen.get("from")
    last: date | None = chosen.get("to")
    if first and last and last < first:
        raise Invalid({"to": N_("The period ends before it begins.")})
    return ContactFilter(
        tab=chosen.get("tab") or Tab.ALL,
        text=chosen.get("text") or "",
        channel=chosen.get("channel") or "",
        first_day=first,
        last_day=last,
        handler_id=chosen.get("handler"),
        topic_id=chosen.get("topic"),
        outcome=chosen.get("outcome") or "",
        client_id=chosen.get("client"),
        import_id=chosen.get("import"),
        annulled=chosen.get("annulled") == "yes",
        restricted=chosen.get("restricted") == "yes",
    )


def register_sort(**chosen: Any) -> Sort:
    """The order that the parameters of the register stand for."""
    return Sort(chosen.get("sort") or Sort().column, descending=chosen.get("order") != _UP)


def parameters_of(wanted: ContactFilter, sort: Sort) -> dict[str, str]:
    """The parameters that print what a list with this filter and order shows; what is usual is left out.

    A named period must be resolved to its days before: paper tells days.
    """
    usual = ContactFilter()
    told: dict[str, object] = {
        "from": wanted.first_day,
        "to": wanted.last_day,
        "channel": wanted.channel,
        "tab": str(wanted.tab) if wanted.tab != usual.tab else "",
        "outcome": wanted.outcome,
        "text": wanted.text,
        "annulled": "yes" if wanted.annulled else "",
        "restricted": "yes" if wanted.restricted else "",
        "handler": wanted.handler_id,
        "topic": wanted.topic_id,
        "client": wanted.client_id,
        "import": wanted.import_id,
        "sort": sort.column if sort.column != Sort().column else "",
        "order": "" if sort.descending else _UP,
    }
    return {name: str(value) for name, value in told.items() if value not in (None, "")}
