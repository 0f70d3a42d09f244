"""A contact in words for the detail pane: its facts and its course. No widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.contacts.records import LANGUAGE_NAMES, ClientRow, ContactDetail, Event, Status
from app.core import dates, moments
from app.core.i18n import C_, N_, Translator
from app.core.phones import show_phone
from ui.contacts.detail_parts import Fact, Step
from ui.contacts.words import CHANNEL_ICONS, EVENTS, FIELD_NAMES, channel_name, is_overdue

_ASK = N_("If you need it for your work, ask one of them to name you in the record: “Edit”, then “More” (Alt+V).")
_FLAGS = ("identity_shown", "entry_help", "recording_told")


@dataclass(frozen=True)
class Teller:
    """Tells of ``detail`` as it looks at the moment ``now``."""

    words: Translator
    detail: ContactDetail
    client: ClientRow | None
    now: datetime

    def heading(self) -> str:
        """„Nr. 2026-1482 · šodien 10:31 · Tālrunis”."""
        row, say = self.detail.row, self.words
        return " · ".join(
            (
                say(N_("No. {number}", number=row.number)),
                self.moment(row.at, row.has_time),
                say(channel_name(row.channel)),
            )
        )

    def facts(self) -> list[Fact]:
        """What is known, without what is not."""
        return [fact for fact in self._facts() if fact.text or fact.lead]

    def _facts(self) -> Iterator[Fact]:
        say, fields, row = self.words, self.detail.fields, self.detail.row
        yield Fact(say(N_("Phone")), show_phone(fields.phone) if fields.phone else "")
        yield Fact(say(N_("E-mail")), fields.email)
        yield Fact(say(N_("Address")), fields.address)
        yield Fact(say(N_("Topic")), fields.topic)
        yield Fact(say(N_("Responsible")), row.handler_name)
        yield self._due()
        yield Fact(say(N_("Failed calls")), str(self.detail.callback_tries or ""))
        yield Fact(say(N_("Sent to")), fields.referred_name)
        yield Fact(say(N_("Other institution")), fields.institution)
        offered = fields.offered_channel
        yield Fact(say(N_("Offered channel")), say(channel_name(offered)) if offered else "")
        yield Fact(say(N_("Reason")), fields.reason)
        yield from self._rare()

    def _rare(self) -> Iterator[Fact]:
        say, fields = self.words, self.detail.fields
        if not fields.incoming:
            yield Fact(say(N_("Direction")), say(C_("direction", "Outgoing")))
        if fields.language != "lv":
            known = LANGUAGE_NAMES.get(fields.language)
            yield Fact(say(N_("Language")), say(known) if known else fields.language)
        yield Fact(say(N_("Duration")), self.duration())
        flags = [say(FIELD_NAMES[name]) for name in _FLAGS if getattr(fields, name)]
        yield Fact(say(N_("Marks")), ", ".join(flags))
        yield Fact(say(N_("Old number")), self.detail.reference)
        if self.detail.row.registered_name != self.detail.row.handler_name:
            yield Fact(say(C_("column", "Registered by")), self.detail.row.registered_name)
        checked = self.client.checked_on if self.client else None
        yield Fact(say(N_("Data checked")), dates.full(checked) if checked else "")

    def duration(self) -> str:
        """„2 min 10 s”."""
        seconds = self.detail.fields.duration_s
        if not seconds:
            return ""
        minutes, rest = divmod(seconds, 60)
        return " ".join(filter(None, (f"{minutes} min" if minutes else "", f"{rest} s" if rest else "")))

    def _due(self) -> Fact:
        row = self.detail.row
        if row.due_at is None or not row.is_open:
            return Fact("", "")
        label = N_("Call back by") if row.status == Status.CALLBACK else N_("Do by")
        left = self.words(moments.time_left(row.due_at, self.now))
        tone = "bad" if is_overdue(row, self.now) else ""
        return Fact(self.words(label), f"({left})", self.words(moments.when(row.due_at, self.now)), tone)

    def earlier(self) -> str:
        """„Šī klienta iepriekšējās reizes: 3 · pēdējā 02.10. „Konteinera maiņa”"; "" for a new client."""
        count = self.detail.earlier_count
        if not count:
            return ""
        text = self.words(N_("Earlier times of this client: {count}", count=count))
        if not self.detail.earlier:
            return text
        last = self.detail.earlier[0]
        about = " ".join((last.subject or last.topic).split())
        day = moments.in_table(last.at, self.now, self.words.language)
        if len(about) > 60:
            about = about[:59].rstrip() + "…"
        return text + " · " + self.words(N_("last {day} “{about}”", day=day, about=about))

    def annulment(self) -> str:
        """Who annulled it, when and why; "" for a contact that stands."""
        detail = self.detail
        if detail.annulled_at is None:
            return ""
        at = self.moment(detail.annulled_at)
        told = self.words(N_("Annulled: {when}, {name}.", when=at, name=detail.annulled_by))
        return f"{told} {detail.annul_reason}".strip()

    def access(self) -> str:
        """Who may see a restricted contact, and what to do about one that is masked; "" for any other."""
        say, row = self.words, self.detail.row
        if not row.restricted:
            return ""
        names = ", ".join(self.detail.seen_by)
        if not row.masked:
            return say(
                N_("Restricted access. It may also be seen by: {names}, and the heads of unit.", names=names)
            )
        return "\n".join((say(N_("It may be seen by: {names}, and the heads of unit.", names=names)), say(_ASK)))

    def steps(self) -> list[Step]:
        """The course, newest first."""
        return [self._step(event) for event in reversed(self.detail.events)]

    def _step(self, event: Event) -> Step:
        icon, name = EVENTS.get(event.kind, EVENTS["note"])
        text = self.words(name)
        more = self._more(event)
        today = moments.riga_date(event.at) == moments.riga_date(self.now)
        at = dates.clock(moments.to_riga(event.at).time()) if today else self.moment(event.at)
        if event.kind == "registered":
            icon = CHANNEL_ICONS.get(self.detail.row.channel, icon)
        return Step(icon, f"{text}: {more}" if more else text, f"{at} · {event.name}")

    def _more(self, event: Event) -> str:
        if event.kind == "registered":
            channel, duration = self.words(channel_name(self.detail.row.channel)), self.duration()
            return event.text or (f"{channel} ({duration})" if duration else channel)
        if event.kind == "edited":
            known = [FIELD_NAMES[name] for name in event.text.split() if name in FIELD_NAMES]
            return ", ".join(dict.fromkeys(self.words(name) for name in known))
        if event.kind == "taken_back":
            return self.words(EVENTS.get(event.text, EVENTS["note"])[1])
        return event.text

    def moment(self, at: datetime, has_time: bool = True) -> str:
        """The moment beside today."""
        if has_time:
            return self.words(moments.when(at, self.now))
        return dates.full(moments.riga_date(at))
