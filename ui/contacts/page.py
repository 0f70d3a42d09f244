"""Saziņas žurnāls: find, follow up, hand over (design.md 6.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.contacts.clients import Clients
from app.contacts.journal_list import JournalList
from app.contacts.records import ClientRow, ContactFilter, SavedViewRecord, Sort, Tab
from app.core.changes import Changes
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.permissions import CONTACTS_PRINT, those_who_may
from app.core.settings import CHANNELS
from app.directory.service import Directory
from ui.contacts.actions import PageActions
from ui.contacts.columns import Presenter
from ui.contacts.deeds import Deeds
from ui.contacts.detail import DetailPane
from ui.contacts.filters import Filters
from ui.contacts.list_card import ListCard
from ui.contacts.model import JournalSource
from ui.contacts.views_menu import SavedViews
from ui.kit.buttons import Button, IconButton
from ui.kit.desk import Desk
from ui.kit.page import Page
from ui.kit.tasks import Task

WIDE, WITH_DETAIL, NARROW = 1200, 1000, 900
DETAIL_WIDTH = 364
#: The detail of a row is read once the person stays on it so long.
STAY_MS = 60
#: Notices of change are gathered so long.
GATHER_MS = 250
#: What is overdue changes by itself.
TICK_MS = 60_000


def make_page(desk: Desk) -> Page:
    """The journal's page."""
    page = JournalPage(desk)
    page.print_wanted.connect(partial(_print, desk))
    page.export_wanted.connect(partial(_export, desk))
    return page


def _print(desk: Desk, key: str, parameters: Mapping[str, str]) -> None:
    from ui.kit.print_sheet import open_print  # noqa: PLC0415 - paper is loaded when it is asked for

    open_print(desk, key, parameters)


def _export(desk: Desk, wanted: ContactFilter, sort: Sort) -> None:
    from ui.contacts.export_sheet import open_export  # noqa: PLC0415 - the same

    open_export(desk, wanted, sort)


class JournalPage(Page):
    """The list with its filters, and the detail beside it or, in a narrow window, in its place."""

    title_text = N_("Contact journal")

    print_wanted = Signal(str, object)
    """A printout's key and its parameters."""
    export_wanted = Signal(object, object)
    """The ContactFilter and the Sort to export."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._journal = JournalList(desk.office)
        self._presenter = Presenter(desk.words, desk.office.clock)
        self.sort = Sort()
        self._begun = False
        self._stale = False
        self._alone = False
        self._pending: Callable[[], None] | None = None
        self._pending_for = 0
        self._counting: Task | None = None
        self.deeds = Deeds(desk, self)
        self.filters = Filters(desk)
        self.list = ListCard(desk)
        self.table = self.list.table
        self.detail = DetailPane(desk, self.deeds)
        self.views = SavedViews(desk, lambda: (self.filter(), self.sort))
        self.acts = PageActions(self)
        self._stay = QTimer(self, singleShot=True, interval=STAY_MS)
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._tick = QTimer(self, interval=TICK_MS)
        self._build()
        self._connect()

    # What the window asks.

    def arrive(self) -> None:
        if not self._begun:
            self._begin()
        elif self._stale:
            self.reload()
        # What is typed while the detail is on its way belongs there, not into the search.
        inside = self._alone or self._pending is not None
        (self.detail if inside else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        self._stale = False
        self.table.refresh()
        self.detail.refresh()
        self._count()

    def show_target(self, **target: object) -> None:
        """Show ``tab``, ``text``, the contacts of ``client``, or one ``record`` (``callback``: with its form)."""
        record, client = target.get("record"), target.get("client")
        tab, text = target.get("tab"), target.get("text")
        self.close_detail()
        if client is not None or text is not None or tab is not None:
            number = client if isinstance(client, int) else None
            self.filters.set_filter(ContactFilter(client_id=number, text=str(text or "")))
            self.list.tabs.set_value(Tab(str(tab or Tab.ALL)))
            if number is not None:
                self._name_client(number)
        if isinstance(record, int):
            self.table.seek(record)
            if target.get("callback"):
                self._once_shown(record, self._begin_call)
            elif self.width() and not self._has_room:
                self._once_shown(record, self._enter_detail)
        self._begun = self._begun or self._prepare()
        self._load()

    def panes(self) -> Iterable[QWidget]:
        return (self.filters, self.list, self.detail)

    @property
    def waiting(self) -> bool:
        """Whether something is about to be read."""
        return (
            self.filters.waiting or self._stay.isActive() or self._gather.isActive() or self._pending is not None
        )

    def page_actions(self) -> Iterable[QAction]:
        return self.acts.all()

    # What is shown.

    def filter(self) -> ContactFilter:
        """What is filtered by now."""
        return self.filters.filter(str(self.list.tabs.value() or Tab.ALL))

    def clear_filter(self) -> None:
        """Show everything."""
        self.list.tabs.set_value(Tab.ALL)
        self.filters.clear()

    def show_view(self, record: SavedViewRecord) -> None:
        """Show a saved view."""
        self.list.tabs.set_value(Tab(record.filter.tab))
        self.filters.set_filter(record.filter)
        if record.filter.client_id is not None:
            self._name_client(record.filter.client_id)
        self.sort = record.sort
        self._load()

    def list_client(self, client_id: int, name: str) -> None:
        """Show all contacts of one client."""
        self.close_detail()
        self.list.tabs.set_value(Tab.ALL)
        self.filters.set_filter(ContactFilter(client_id=client_id))
        self.filters.set_client_name(name)
        self._load()

    def open_detail(self) -> None:
        """Enter: go to the detail; in a narrow window it takes the list's place."""
        row, chosen = self.detail.row, self.table.chosen_id()
        if row is not None and row.id == chosen and not self.detail.busy:
            self._enter_detail()
        elif chosen:
            self._once_shown(chosen, self._enter_detail)

    def begin_contact(self) -> None:
        """F2."""
        self.desk.shell.new_contact()

    def close_detail(self) -> None:
        """Esc: back to the list."""
        if self._alone:
            self._alone = False
            self._arrange()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def with_contact(self, call: Callable[[], None]) -> None:
        """Do something with the chosen contact, as soon as it has been read."""
        row = self.detail.row
        chosen = self.table.chosen_id()
        if row is not None and (row.id == chosen or self._alone) and not self.detail.busy:
            call()
        elif chosen:
            self._once_shown(chosen, call)

    def _once_shown(self, record: int, call: Callable[[], None]) -> None:
        """Read a contact now, and do something as soon as it is shown."""
        self._pending, self._pending_for = call, record
        self._stay.stop()
        self.detail.show_contact(record)

    def _enter_detail(self) -> None:
        if not self._has_room:
            self._alone = True
            self._arrange()
        self.detail.focus_first()

    def _begin_call(self) -> None:
        """Where the call is noted down; one made already is only shown."""
        self._enter_detail()
        self.detail.open_callback()

    def _leave(self, record: int) -> None:
        """The contact is about to go from the list: the next one is chosen at once."""
        table = self.table
        if table.chosen_id() != record:
            return
        self.close_detail()
        row, last = table.currentIndex().row(), self.list.model.rowCount() - 1
        if last > 0:
            table.choose_row(row + 1 if row < last else row - 1)

    # Reading.

    def _prepare(self) -> bool:
        office = self.desk.office

        def choices() -> tuple[object, ...]:
            directory = Directory(office)
            codes = [channel.code for channel in self.desk.settings.get(CHANNELS) if channel.enabled]
            return directory.topics(), directory.employees(), codes

        def take(found: tuple[object, ...]) -> None:
            topics, people, codes = found
            self.filters.set_choices(topics, people)  # type: ignore[arg-type]
            self.filters.set_channels(codes)  # type: ignore[arg-type]

        self.desk.tasks.run(choices, take, self.desk.shell.show_trouble, owner=self)
        self.views.reload()
        self._tick.start()
        return True

    def _begin(self) -> None:
        self._begun = True
        # The list comes first; what the filters offer may come after it.
        self._load()
        self._prepare()

    def _load(self) -> None:
        self._stale = False
        self.table.set_sorted(self.sort.column, self.sort.descending)
        self.list.model.load(JournalSource(self._journal, self._presenter, self.filter(), self.sort))
        self._count()

    def _count(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
        chosen = self.filter()

        def take(counts: dict[str, int]) -> None:
            self._counting = None
            self.list.tabs.set_counts(counts)

        def fail(_error: Exception) -> None:
            self._counting = None  # the list itself tells the same trouble

        self._counting = self.desk.tasks.run(lambda: self._journal.tab_counts(chosen), take, fail, owner=self)

    def _listed(self) -> None:
        if self.list.model.rowCount():
            self.list.show_list()
        else:
            self.list.show_empty(filtered=self.filter() != ContactFilter())

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.list.show_trouble(error.message)
        else:
            self.desk.shell.show_trouble(error)

    def _name_client(self, client_id: int) -> None:
        def take(client: ClientRow) -> None:
            self.filters.set_client_name(client.name)

        clients = Clients(self.desk.office)
        self.desk.tasks.run(partial(clients.get, client_id), take, self.desk.shell.show_trouble, owner=self)

    def _missing(self, record: int) -> None:
        """A contact somebody asked for is not in this list: look in all of it, and show it at any rate."""
        if self.filter() != ContactFilter():
            self.clear_filter_for(record)
        else:
            self._stay.stop()
            self.detail.show_contact(record)

    def clear_filter_for(self, record: int) -> None:
        """Show everything, and in it one contact."""
        self.list.tabs.set_value(Tab.ALL)
        self.filters.set_filter(ContactFilter())
        self.table.seek(record)
        self._load()

    def _changed(self, changes: Changes) -> None:
        if changes.register in ("contacts", "clients"):
            if self.isVisible():
                if not self._gather.isActive():
                    self._gather.start()
            else:
                self._stale = self._begun
        elif changes.register == "directory" and self._begun:
            self._prepare()

    def _detail_shown(self, record: int) -> None:
        pending, self._pending = self._pending, None
        self.acts.follow(self.detail.known.detail if self.detail.known else None)
        if pending is not None and record == self._pending_for:
            pending()

    def _ticked(self) -> None:
        if self.isVisible():
            self.reload()

    def _sort_by(self, column: str, descending: bool) -> None:
        self.sort = Sort(column, descending)
        self._load()

    # Building and arranging.

    @property
    def _has_room(self) -> bool:
        return self.window().width() >= WITH_DETAIL

    def retranslate(self) -> None:
        if self._begun:
            self.reload()

    def minimumSizeHint(self) -> QSize:
        # The parts adapt to any width, but only once they have got it.
        return QSize(self.look.px(440), self.look.px(220))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.window().width(), self.window().height()
        if self._has_room:
            self._alone = False
        self.detail_card.setVisible(self._has_room or self._alone)
        self.detail_card.setMaximumWidth(16_777_215 if self._alone else self.look.px(DETAIL_WIDTH))
        self.detail_card.setMinimumWidth(0 if self._alone else self.look.px(DETAIL_WIDTH))
        self.detail.set_alone(self._alone)
        for part in (self.list, self.filters, self.title, self.search_button, self.new_button):
            part.setVisible(not self._alone)
        if self._alone:
            self.views.hide()
        wide, narrow = width >= WIDE, width < NARROW
        for button in (self.print_button, self.export_button):
            button.setVisible(wide)
        for icon in (self.views.button, self.filters.more_button):
            icon.setVisible(not narrow)
        self.print_icon.setVisible(not wide and not narrow)
        self.export_icon.setVisible(not wide and not narrow)
        self.menu_button.setVisible(narrow)
        self.filters.fit(width)
        self.list.fit(width, height)

    def _build(self) -> None:
        look = self.look
        self.new_button = self.add_primary(N_("New contact"), "add", "F2")
        row = self.filters.row
        self.print_button, self.export_button = (
            Button(look, "quiet", icon="print"),
            Button(look, "quiet", icon="arrow_download"),
        )
        self.print_icon, self.export_icon = IconButton(look, "print"), IconButton(look, "arrow_download")
        self.menu_button = IconButton(look, "more_horizontal")
        row.addWidget(self.views.button)
        row.addStretch(0)
        for widget in (self.print_button, self.export_button, self.print_icon, self.export_icon, self.menu_button):
            row.addWidget(widget)
        self.say(self.print_button.setText, N_("Print"))
        self.say(self.export_button.setText, N_("Export"))
        self.print_button.setToolTip("Ctrl+P")
        self.export_button.setToolTip("Ctrl+E")
        self.print_icon.set_key("Ctrl+P")
        self.export_icon.set_key("Ctrl+E")
        self.say(self.print_icon.set_name, N_("Print"))
        self.say(self.export_icon.set_name, N_("Export"))
        self.say(self.menu_button.set_name, N_("More actions"))
        self.body.addWidget(self.filters)
        self.body.addWidget(self.views)
        self.detail_card = QFrame()
        self.detail_card.setProperty("surface", "card")
        inner = QVBoxLayout(self.detail_card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.detail)
        split = QHBoxLayout()
        split.setSpacing(10)
        split.addWidget(self.list, 1)
        split.addWidget(self.detail_card, 1)
        self.body.addLayout(split, 1)
        self.filters.setFocusProxy(self.filters.line)
        if not self.desk.office.may(CONTACTS_PRINT):
            for button in (self.print_button, self.export_button):
                button.set_off(self.words(those_who_may(CONTACTS_PRINT)))

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.begin_contact)
        self.print_button.clicked.connect(self.acts.print_register)
        self.print_icon.clicked.connect(self.acts.print_register)
        self.export_button.clicked.connect(self.acts.export)
        self.export_icon.clicked.connect(self.acts.export)
        self.menu_button.clicked.connect(self._open_menu)
        self.filters.changed.connect(self._load)
        self.filters.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.tabs.chosen.connect(lambda _tab: self._load())
        self.list.new_wanted.connect(self.begin_contact)
        self.list.clear_wanted.connect(self.clear_filter)
        self.list.retry_wanted.connect(self._load)
        model, table = self.list.model, self.table
        model.begun.connect(self._listed)
        model.loaded.connect(lambda _at: self._listed())
        model.failed.connect(self._failed)
        table.typed.connect(self.filters.write)
        table.opened.connect(lambda _record: self.open_detail())
        table.sort_wanted.connect(self._sort_by)
        table.missing.connect(self._missing)
        table.shown.connect(self.shown)
        table.chosen.connect(lambda _record: self._stay.start())
        table.menu_actions = self.acts.for_contact()
        self._stay.timeout.connect(lambda: self.detail.show_contact(table.chosen_id()))
        self.detail.menu_actions = self.acts.for_menu()
        self.detail.shown.connect(self._detail_shown)
        self.deeds.moved.connect(self._leave)
        self.detail.client_wanted.connect(self.list_client)
        self.detail.email_wanted.connect(
            lambda record: self.desk.shell.new_contact(copy_of=record, channel="email", incoming=False)
        )
        self.detail.back_wanted.connect(self._back)
        self.views.picked.connect(self.show_view)
        self._gather.timeout.connect(self.reload)
        self._tick.timeout.connect(self._ticked)
        self.desk.bridge.changed.connect(self._changed)

    def _back(self) -> None:
        self.close_detail()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        more = menu.addAction(self.filters.more_button.text(), self.filters.more_button.toggle)
        more.setCheckable(True)
        more.setChecked(self.filters.more_button.isChecked())
        self.views.fill(menu.addMenu(self.words(N_("Saved views"))))
        menu.addSeparator()
        menu.addActions([self.acts.print_action, self.acts.export_action])
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))
