"""A card is issued: what stands on it at the left, the card itself at the right (design.md 6.6, mock-up 07)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent

from app.cards.records import CardDraft, Kind, PhotoInfo
from app.core.errors import Invalid, UserError
from app.core.i18n import N_, Message
from app.core.latvian import in_sentence
from app.core.settings import ENTER_MOVES_ON
from ui.cards import issuing
from ui.cards.card_prints import open_act, open_card_print
from ui.cards.issue_body import IssueBody
from ui.cards.issuing import Begun, TypedKeeper
from ui.cards.photo_file import dropped_file
from ui.cards.photo_panel import open_photo
from ui.cards.words import number_text
from ui.kit.desk import Desk
from ui.kit.form import EntryForm
from ui.kit.sheet import Sheet
from ui.kit.undo import push_act

_PHOTO_KINDS = (Kind.STAFF_ID,)


class IssueSheet(Sheet):
    """``issued`` tells the card's id. What was typed and not issued is kept on this PC when the sheet is left."""

    issued = Signal(int)

    def __init__(self, desk: Desk, begin: Callable[[], Begun]) -> None:
        super().__init__(desk.look, desk.words)
        self.desk = desk
        self.begun: Begun | None = None
        self._draft: CardDraft | None = None
        self._photo: bytes | None = None
        self._request = str(uuid4())
        self._clean: dict[str, object] = {}
        self._wanted = False
        self._keeping = False
        self._keeper = TypedKeeper(desk, self)
        self.setAcceptDrops(True)
        self.fields = IssueBody(self, desk)
        self.form = EntryForm(self, enter_moves_on=desk.local.get(ENTER_MOVES_ON))
        for name, field in self.fields.named().items():
            self.form.add(name, field)
        self.form.order_tabs()
        self.form.submitted.connect(self._submit)
        self.form.left.connect(self.leave)
        self.form.edited.connect(self._keep_typed)
        for field in self.fields.named().values():
            field.edited.connect(self._edited)
        self.fields.kind.edited.connect(self._other_kind)
        self.fields.photo_button.clicked.connect(self._choose_photo)
        self.fields.cancel_button.clicked.connect(self.leave)
        self.fields.issue_button.clicked.connect(self.form.submit)
        self.fields.keep_button.clicked.connect(self._keep)
        self.fields.act_button.clicked.connect(self._print_act)
        self.fields.preview.refused.connect(self._no_preview)
        self.fields.taken.edited.connect(self._tell_old)
        self._read(begin)

    @property
    def busy(self) -> bool:
        """Whether the card is being read or issued."""
        return self.begun is None or self.fields.issue_button.is_busy

    def focus_first(self) -> None:
        """The name is known: the button is what is wanted, but the name is where one looks first."""
        self.form.focus("name")

    def leave(self) -> None:
        """Close; what was typed is offered again the next time. While a card is being issued, the sheet stays."""
        if self.fields.issue_button.is_busy:
            return
        if self._keep_typed():
            self._keeper.flush()
            self.desk.shell.toast(N_("Draft kept"))
        super().leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fields.fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None and self._takes_photo():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            self._open_photo(path)

    def retranslate(self) -> None:
        if self.begun is not None:
            self._tell()

    # Reading.

    def _read(self, begin: Callable[[], Begun]) -> None:
        self.desk.tasks.run(begin, self._show, self._unread, owner=self)

    def _show(self, begun: Begun) -> None:
        self.begun, self._draft, self._photo = begun, begun.draft, begun.photo
        draft = begun.draft
        self.fields.offer_kinds(begun.terms)
        values: dict[str, Any] = {name: getattr(draft, name) for name in self.fields.named()}
        self.form.set_values(values)
        self._clean = self.form.draft()
        if begun.typed:
            self.form.set_values(begun.typed)
        # The number of a kept draft is its own for good.
        for field in (self.fields.kind, self.fields.number):
            field.setEnabled(draft.id is None)
        self.fields.taken.set_value(True)
        self._tell()
        self._draw(now=True)
        if self._wanted:
            self._wanted = False
            self.form.submit()

    def _unread(self, error: Exception) -> None:
        self.desk.shell.show_trouble(error)
        super().leave()

    def _tell(self) -> None:
        """Everything that is said in words."""
        begun, draft = self.begun, self._draft
        assert begun is not None
        assert draft is not None
        title = in_sentence(begun.terms.title(draft.kind, self.desk.words))
        self.say(self.title.setText, N_("Issue: {title}", title=title))
        old = begun.proposal.old
        about = [draft.name if old is None else old.person]
        if old is not None:
            about.append(self.words(N_("replaces {number}", number=number_text(old.number))))
        self.fields.about.setText(" · ".join(about))
        self.fields.offer_kinds(begun.terms)
        self.fields.show_photo(self._takes_photo(), has_photo=draft.photo_id is not None)
        for text in begun.proposal.warnings:
            self.fields.bars.show_bar(text.text, "warn", text)
        self._tell_old()

    def _tell_old(self) -> None:
        old = self.begun.old if self.begun is not None else None
        taken = bool(self.fields.taken.value())
        self.fields.show_old(issuing.return_text(old, taken=taken) if old is not None else None)

    def _other_kind(self) -> None:
        kind, draft = self.fields.kind.value(), self._draft
        if draft is None or kind is None or kind == draft.kind:
            return
        self.fields.bars.close_bar("trouble")
        self._read(partial(issuing.begin, self.desk, draft.employee_id, Kind(str(kind))))

    # The card as it is written.

    def written(self) -> CardDraft | None:
        """What the fields say now; None until the card is read."""
        if self._draft is None:
            return None
        values: dict[str, Any] = self.form.values()
        return replace(
            self._draft,
            name=values["name"],
            job_title=values["job_title"],
            number=values["number"],
            issued_on=values["issued_on"],
            valid_until=values["valid_until"],
        )

    def _edited(self) -> None:
        self._draw(now=False)

    def _draw(self, *, now: bool) -> None:
        draft = self.written()
        if draft is not None:
            self.fields.preview.wish(partial(issuing.preview, self.desk, draft, self._photo), now=now)

    def _no_preview(self, text: Message) -> None:
        self.fields.bars.show_bar("preview", "warn", text)

    def _keep_typed(self) -> bool:
        """Keep on this PC what was changed in a card that is not in the register yet; whether there is any."""
        draft, typed = self._draft, self.form.draft()
        if draft is None or draft.id is not None or typed == self._clean:
            return False
        self._keeper.keep(draft, typed)
        return True

    # The photo.

    def _takes_photo(self) -> bool:
        return self._draft is not None and self._draft.kind in _PHOTO_KINDS

    def _choose_photo(self) -> None:
        self._open_photo(None)

    def _open_photo(self, path: Path | None) -> None:
        if self._draft is None or not self._takes_photo():
            return
        panel = open_photo(self.desk, self._draft.employee_id, self._draft.name, path)
        panel.taken.connect(self._photo_taken)
        if path is None:
            panel.choose()

    def _photo_taken(self, photo: PhotoInfo) -> None:
        if self._draft is None:
            return
        self._draft = replace(self._draft, photo_id=photo.id)
        self.fields.show_photo(True, has_photo=True)
        read = partial(issuing.photo_of, self.desk, photo.id)
        self.desk.tasks.run(read, self._show_photo, self.desk.shell.show_trouble, owner=self)

    def _show_photo(self, photo: bytes | None) -> None:
        self._photo = photo
        self._draw(now=True)

    # Issuing.

    def _submit(self) -> None:
        draft = self.written()
        if draft is None:
            self._wanted = True  # Ctrl+Enter came before the card was read
            return
        if self._keeping or self.fields.issue_button.is_busy:
            return
        self._forget_trouble()
        self.fields.issue_button.set_busy(True)
        take_old = bool(self.fields.taken.value())
        job = partial(issuing.issue, self.desk, draft, self._request, take_old=take_old)
        self.desk.tasks.run(job, partial(self._done, draft, take_old), self._refused, owner=self)

    def _done(self, draft: CardDraft, take_old: bool, card_id: int) -> None:
        self.fields.issue_button.set_busy(False)
        act = issuing.act_of(self.desk, draft, card_id, take_old=take_old)
        self._keeper.drop(draft)
        self._keeper.flush()
        push_act(self.desk, act)
        self.issued.emit(card_id)
        self.closed.emit()
        open_card_print(self.desk, draft.kind, [card_id])

    def _keep(self) -> None:
        self._when_kept(lambda: self.desk.shell.toast(N_("Draft kept")))

    def _print_act(self) -> None:
        """The signature sheet of a card needs its number: the card is kept as a draft first."""
        self._when_kept(self._open_act)

    def _open_act(self) -> None:
        if self._draft is not None and self._draft.id is not None:
            open_act(self.desk, self._draft.id)

    def _when_kept(self, then: Callable[[], None]) -> None:
        draft = self.written()
        if draft is None or self._keeping or self.fields.issue_button.is_busy:
            return
        self._forget_trouble()
        self._keeping = True
        job = partial(issuing.keep_draft, self.desk, draft, str(uuid4()))
        self.desk.tasks.run(job, partial(self._kept, then), self._refused, owner=self)

    def _kept(self, then: Callable[[], None], draft: CardDraft) -> None:
        self._keeping = False
        self._keeper.drop(draft)
        self._draft = draft
        self._clean = self.form.draft()
        for field in (self.fields.kind, self.fields.number):
            field.setEnabled(False)
        then()

    def _forget_trouble(self) -> None:
        self.form.show_errors({})
        self.fields.bars.close_bar("trouble")

    def _refused(self, error: Exception) -> None:
        self._keeping = False
        self.fields.issue_button.set_busy(False)
        if isinstance(error, Invalid):
            told = {name: self.words(text) for name, text in error.fields.items()}
            for text in self.form.show_errors(told).values():
                self.fields.bars.show_bar("trouble", "bad", Message("{text}", {"text": text}))
        elif isinstance(error, UserError):
            self.fields.bars.show_bar("trouble", "bad", error.message)
        else:
            self.desk.shell.show_trouble(error)


def open_issue(desk: Desk, employee_id: int, kind: Kind) -> IssueSheet:
    """Begin a new card of a kind for somebody."""
    return _open(desk, partial(issuing.begin, desk, employee_id, kind))


def open_draft(desk: Desk, card_id: int) -> IssueSheet:
    """Go on with a draft that was kept."""
    return _open(desk, partial(issuing.begin_draft, desk, card_id))


def _open(desk: Desk, begin: Callable[[], Begun]) -> IssueSheet:
    sheet = IssueSheet(desk, begin)
    desk.shell.open_sheet(sheet)
    return sheet
