"""From an empty window to a working one: opening the database, first run, sign-in, work, lock, and back.

It is loaded after the first frame is on the screen (ui.app), and the database layer after it.
"""

from __future__ import annotations

import os
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.core.changes import Hub
from app.core.errors import UserError
from app.core.i18n import N_, Translator
from app.core.local_settings import LocalSettings
from app.core.settings import AUTO_LOCK, LANGUAGE, LAST_PAGE, ORGANIZATION_NAME, SAMPLE, TEXT_SIZE, THEME
from ui.kit.bridge import Bridge
from ui.kit.crash import CrashLog
from ui.kit.file_dialogs import dress_dialogs
from ui.kit.look import Look
from ui.kit.tasks import Tasks
from ui.kit.texts import language_changed
from ui.kit.undo import UndoStack
from ui.registers import PAGES
from ui.shell.idle import IdleWatch
from ui.shell.opening import Opening
from ui.shell.trace import Trace
from ui.shell.window import Window

if TYPE_CHECKING:
    from app.connection import Connection
    from app.office import Office
    from ui.kit.desk import Desk
    from ui.shell.database_watch import DatabaseWatch
    from ui.shell.workplace import Workplace

#: Where this PC remembers the database that was opened last.
DATABASE = "database"
#: What the last page of the first run left to be done first: "contact" or "import".
FIRST_DEED = "first_run.next"
#: The strip that says nothing here is real.
SAMPLE_BAR = "sample"


class Program(QObject):
    """The life of one window."""

    def __init__(
        self,
        app: QApplication,
        look: Look,
        words: Translator,
        local: LocalSettings,
        *,
        window: Window | None = None,
        database: str = "",
        page: str = "",
        trace: Trace | None = None,
        data_folder: Path | None = None,
    ) -> None:
        super().__init__()
        self.app, self.look, self.words, self.local = app, look, words, local
        self.trace = trace or Trace(None)
        self._database, self._page = database, page
        self._data_folder = data_folder
        self.tasks = Tasks(self)
        self.hub = Hub()
        self.bridge = Bridge(self.hub, self)
        self.connection: Connection | None = None
        self.workplace: Workplace | None = None
        self._watch: DatabaseWatch | None = None
        self.window = window or Window(look, words)
        self.opening = Opening(look, words)
        self.opening.again.connect(self.open_database)
        self.opening.elsewhere.connect(self._first_run)
        self.tasks.troubled.connect(self._troubled)
        self.idle = IdleWatch(app, self)
        self.idle.passed.connect(self.lock)
        self.bridge.changed.connect(self._settings_changed)

    def start(self) -> None:
        """Open the database in the window, which is shown if it is not on the screen yet."""
        self.window.dress()
        self.window.show()
        CrashLog(self.data_folder() / "crashes", self.crashed).install()
        dress_dialogs(self.words)
        QTimer.singleShot(0, self.open_database)

    def close(self) -> None:
        """End everything that runs beside the window."""
        self._leave_work()
        self.bridge.close()
        self.tasks.close()
        if self.connection is not None:
            self.connection.close()

    def open_database(self) -> None:
        """Open the database of the command line, or the one this PC used last, or begin the first run."""
        from app import connection  # noqa: PLC0415 - the first import of the database layer

        self.opening.wait()
        self._show_alone(self.opening)
        url = self._database or self.local.recall(DATABASE, "") or connection.default_url(self.data_folder())
        self.tasks.run(partial(connection.connect, url), self._connected, self._not_connected, owner=self)

    def take(self, connection: Connection, office: Office) -> None:
        """Go to work at once, with a database and a person that are there already."""
        self.connection = connection
        self._signed_in(office)

    def sign_in(self) -> None:
        """Ask who is working."""
        from ui.sign_in.view import SignIn  # noqa: PLC0415

        assert self.connection is not None
        present = self.workplace.desk.office.actor.account if self.workplace is not None else ""
        view = SignIn(self.look, self.words, self.tasks, self.connection, self.hub, chosen=present)
        view.signed_in.connect(self._signed_in)
        view.language_wanted.connect(self.use_language)
        self._show_alone(view)

    def lock(self) -> None:
        """Ctrl+L, or nobody was here for a while: the next person, or the same one, signs in."""
        if self.workplace is None or self.connection is None or not self.connection.asks_password:
            return
        self.idle.stop()
        self.sign_in()

    def data_folder(self) -> Path:
        """Where this PC keeps what is its own: drafts, crash reports, the database of a single-PC office."""
        if self._data_folder is None:
            import platformdirs  # noqa: PLC0415 - not needed for the first frame

            self._data_folder = Path(platformdirs.user_data_dir("lete", appauthor=False))
        return self._data_folder

    def _connected(self, connection: Connection) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = connection
        if connection.is_empty:
            self._first_run()
        elif login := os.environ.get("LETE_USER", ""):
            self._sign_in_unattended(connection, login)
        elif not connection.asks_password:
            self._sign_in_unattended(connection, "")
        else:
            self.sign_in()
        if not connection.is_empty:
            QTimer.singleShot(0, self._load_first_page)

    def _load_first_page(self) -> None:
        """Load what comes after signing in while the password is typed or checked (0.1 s)."""
        from ui.shell import workplace  # noqa: F401, PLC0415

        import_module(f"ui.{self._first_page()}.page")

    def _sign_in_unattended(self, connection: Connection, login: str) -> None:
        password = os.environ.get("LETE_PASSWORD", "")
        self.tasks.run(
            partial(connection.sign_in, login, password, self.hub),
            self._signed_in,
            self._not_connected,
            owner=self,
        )

    def _not_connected(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.window.show_surface(self.opening)
        self.opening.trouble(error.message)

    def _first_run(self) -> None:
        from ui.first_run.view import FirstRun  # noqa: PLC0415

        view = FirstRun(self.look, self.words, self.tasks, self.local, self.data_folder())
        view.finished.connect(self._set_up)
        view.left.connect(self.open_database)
        self._show_alone(view)

    def _set_up(self, url: str) -> None:
        self._database = ""
        self.local.remember(DATABASE, url)
        self.open_database()

    def _signed_in(self, office: Office) -> None:
        assert self.connection is not None
        self.local.remember(DATABASE, self.connection.url)
        present = self.workplace
        if present is not None and present.desk.office.actor == office.actor:
            self._let_go(office)  # the one they had goes on
            self._show_alone(present)
            present.navigation.setFocus()
        else:
            self._leave_work()
            present = self._begin_work(office)
        self.idle.start(present.desk.settings.get(AUTO_LOCK))

    def _begin_work(self, office: Office) -> Workplace:
        from ui.shell.workplace import Workplace  # noqa: PLC0415 - pages and their services come now

        place = Workplace(partial(self._make_desk, office))
        self.workplace = place
        place.lock_wanted.connect(self.lock)
        place.language_wanted.connect(self.use_language)
        place.theme_wanted.connect(self.use_theme)
        place.text_size_wanted.connect(self.use_text_size)
        place.restore_wanted.connect(self.restore)
        place.unexpected.connect(self._troubled)
        self._show_alone(place)
        self._settings_changed()
        if place.desk.settings.get(SAMPLE):
            place.bar(SAMPLE_BAR, "warn", N_("Sample data"), closable=False)
        page = self._first_page()
        place.open_page(page)
        place.pages[page].shown.connect(partial(self.trace.mark, "first_rows"))
        self._page = ""
        self._go_on_from_first_run(place)
        QTimer.singleShot(0, self._when_idle)
        return place

    def _go_on_from_first_run(self, place: Workplace) -> None:
        """What was chosen on the last page of the first run comes now that somebody has signed in."""
        wanted = self.local.recall(FIRST_DEED, "")
        if not wanted:
            return
        self.local.remember(FIRST_DEED, "")
        if wanted == "contact":
            place.new_contact()
        else:
            place.open_page("settings", section="import")

    def _make_desk(self, office: Office, place: Workplace) -> Desk:
        from app.core.drafts import DraftJournal  # noqa: PLC0415
        from app.core.office_settings import OfficeSettings  # noqa: PLC0415
        from ui.kit.desk import Desk  # noqa: PLC0415

        return Desk(
            office=office,
            words=self.words,
            look=self.look,
            tasks=self.tasks,
            bridge=self.bridge,
            undo=UndoStack(place),
            drafts=DraftJournal(self.data_folder()),
            local=self.local,
            settings=OfficeSettings(office),
            shell=place,
        )

    def _first_page(self) -> str:
        keys = [entry.key for entry in PAGES]
        wanted = self._page or self.local.get(LAST_PAGE)
        return wanted if wanted in keys else keys[0]

    def _when_idle(self) -> None:
        """Once the first page stands: what watches and copies beside the window."""
        if self.workplace is None:
            return
        if self.tasks.busy:
            QTimer.singleShot(5, self._when_idle)
            return
        self.window.repaint()  # what came last may not be on the screen yet
        self.trace.write()
        from ui.shell.cautions import Cautions  # noqa: PLC0415 - the first page is on the screen now
        from ui.shell.daily_copy import DailyCopy  # noqa: PLC0415
        from ui.shell.database_watch import DatabaseWatch  # noqa: PLC0415

        if self._watch is None:
            self._watch = DatabaseWatch(self.workplace.desk, self)
            DailyCopy(self.workplace.desk, self.workplace)
            Cautions(self.workplace.desk, self.workplace)

    def _leave_work(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        if self.workplace is not None:
            self.workplace.desk.drafts.close()
            self._let_go(self.workplace.desk.office)
            self.window.drop_surface(self.workplace)
            self.workplace = None

    def _let_go(self, office: Office) -> None:
        office.memory.close()
        if self.connection is not None and office.engine is not self.connection.engine:
            office.engine.dispose()  # on Postgres each person has connections of their own

    def _show_alone(self, surface: QWidget) -> None:
        """Show one surface; whatever was in front and is not for later goes."""
        self.window.show_surface(surface)
        for at in reversed(range(self.window.surfaces.count())):
            other = self.window.surfaces.widget(at)
            if other not in (surface, self.opening, self.workplace) and other is not None:
                self.window.drop_surface(other)

    def _settings_changed(self, _changes: object = None) -> None:
        if self.workplace is not None:
            self.window.set_organization(self.workplace.desk.settings.get(ORGANIZATION_NAME))

    def use_language(self, language: str) -> None:
        """Speak another language from now on."""
        self.local.set(LANGUAGE, language)
        self.words.use(language)
        language_changed()

    def use_theme(self, theme: str) -> None:
        """Wear other colours from now on."""
        self.local.set(THEME, theme)
        self.look.use(theme=theme)

    def use_text_size(self, percent: int) -> None:
        """Write larger or smaller from now on."""
        self.local.set(TEXT_SIZE, str(percent))
        self.look.use(text_size=percent)

    def restore(self, copy: Path) -> None:
        """Close the office and open it again from a copy, which was checked before anybody asked for this."""
        from app.office_backup import restore_file  # noqa: PLC0415 - rarely needed

        assert self.connection is not None
        database = Path(self.connection.engine.url.database or "")
        self.idle.stop()
        self.opening.wait()
        self.window.show_surface(self.opening)
        self._leave_work()
        self.connection.close()
        self.connection = None
        job = partial(restore_file, copy, database)
        self.tasks.run(job, lambda _nothing: self.open_database(), self._not_connected, owner=self)

    def _troubled(self, error: Exception) -> None:
        if isinstance(error, UserError):
            if self.workplace is not None:
                self.workplace.show_trouble(error)
            else:
                self._not_connected(error)
            return
        raise error

    def crashed(self, code: str) -> None:
        """Something of ours went wrong and was written down under ``code``."""
        message = N_("Something went wrong, but what you typed is kept as a draft. Error code: {code}.", code=code)
        if self.workplace is not None:
            copy = (N_("Copy the code"), partial(self.app.clipboard().setText, code))
            self.workplace.bar("crash", "bad", message, actions=(copy,))
        else:
            self.window.show_surface(self.opening)
            self.opening.trouble(N_("Something went wrong. Error code: {code}.", code=code))
