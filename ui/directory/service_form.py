"""The sheet of a service: what clients are told about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.core.i18n import N_, Message
from app.directory.records import ServiceRecord
from ui.directory.form import RecordSheet, Save, lines_of
from ui.kit.choice import ChoiceField
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.line_fields import LineField
from ui.kit.text_area import AreaField

_NAMES = ("name", "how", "term", "price", "form", "unit_id", "topic_id")


class ServiceSheet(RecordSheet[ServiceRecord]):
    """A service of the office; ``units`` and ``topics`` are what it may belong to."""

    def __init__(
        self,
        desk: Desk,
        record: ServiceRecord | None,
        save: Save[ServiceRecord],
        read: Callable[[int], ServiceRecord],
        *,
        units: Sequence[Option],
        topics: Sequence[Option],
    ) -> None:
        self._units, self._topics = units, topics
        super().__init__(desk, record, save, read, new=N_("New service"), change=N_("Change a service"))

    def _make_fields(self) -> None:
        look = self.look
        name = LineField(look)
        name.set_required()
        self._add("name", N_("Name"), name)
        how = AreaField(look)
        self.say(how.set_help, N_("Where to turn, and what to bring."))
        self._add("how", N_("How to get it"), how)
        self._add("term", N_("Term"), LineField(look))
        self._add("price", N_("Price"), LineField(look))
        form = LineField(look)
        self.say(form.set_help, N_("The name of the form, or where it is."))
        self._add("form", N_("Form"), form)
        self._choice("unit_id", N_("Unit"), self._units)
        topic = self._choice("topic_id", N_("Topic"), self._topics)
        self.say(topic.set_help, N_("The service is shown beside a contact about this topic."))

    def _choice(self, name: str, label: Message, options: Sequence[Option]) -> ChoiceField:
        field = ChoiceField(self.look)
        self.say(field.set_unknown_text, N_("Choose from the list."))
        field.set_options(options)
        self._add(name, label, field)
        return field

    def _values(self, record: ServiceRecord) -> Mapping[str, object]:
        return {name: getattr(record, name) for name in _NAMES}

    def _record(self, values: Mapping[str, Any]) -> ServiceRecord:
        return ServiceRecord(
            name=values["name"],
            how=lines_of(values["how"]),
            term=values["term"],
            price=values["price"],
            form=values["form"],
            unit_id=values["unit_id"],
            topic_id=values["topic_id"],
            position=self.base.position if self.base is not None else 0,
        )
