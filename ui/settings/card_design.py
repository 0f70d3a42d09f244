"""How each kind of card looks: colour, what stands on it, texts; beside it a sample card from the very PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import floor
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.cards.designs import FIELDS
from app.cards.records import CardDraft, Kind
from app.core.colours import LEAST_CONTRAST, carries_text, contrast, text_on
from app.core.errors import UserError
from app.core.i18n import C_, N_, Message, Translator
from app.core.moments import riga_date
from app.core.settings import ACCENT, CARD_DESIGNS, CARD_KINDS, CardDesign, CardKindOption, Setting
from ui.cards.card_preview import CardPreview
from ui.kit.checks import CheckField
from ui.kit.desk import Desk
from ui.kit.fields import Field, Option
from ui.kit.labels import Text
from ui.kit.line_fields import LineField
from ui.kit.segmented import Segmented, SegmentedField
from ui.kit.text_area import AreaField
from ui.kit.texts import Speaking
from ui.settings.keeping import Keeper

#: Sizes at 100 % text.
LEFT, PREVIEW, HEIGHT = 320, 230, 400
_CHECKS: tuple[tuple[str, Message], ...] = (
    ("logo", N_("Logo")),
    ("photo", N_("Photo")),
    ("unit", N_("Unit")),
    ("languages", N_("Languages")),
    ("qr", N_("QR code with the number")),
    ("back", N_("A back with the return text")),
)
_NOT_READ = N_(
    "Neither white nor black text can be read on this colour (contrast {ratio} : 1, needed {least} : 1)."
)


@dataclass(frozen=True)
class Looks:
    """What is set up now."""

    designs: tuple[CardDesign, ...]
    kinds: tuple[CardKindOption, ...]
    accent: str

    def of(self, kind: Kind) -> CardDesign:
        """The design of a kind; the usual one where none is set up."""
        return next((each for each in self.designs if each.kind == kind), CardDesign(kind))

    def with_design(self, design: CardDesign) -> tuple[CardDesign, ...]:
        """All designs with this one in place of its kind's."""
        others = {Kind(each.kind): each for each in self.designs}
        others[Kind(design.kind)] = design
        return tuple(others[kind] for kind in Kind if kind in others)


class DesignEditor(Speaking, QWidget):
    """Every change shows at once and is saved when it is given, with a way back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self.keeper = Keeper(desk, self)
        self.keeper.changed.connect(self.reload)
        self.keeper.refused.connect(self._refused)
        self.looks: Looks | None = None
        self._shown: CardDesign | None = None
        self.kind = SegmentedField(self.look)
        self.say(self.kind.set_label, N_("Kind"))
        self.kind.edited.connect(self._other_kind)
        self.fields: dict[str, Field] = {}
        self._make_fields()
        self.preview = CardPreview(desk)
        self.preview.refused.connect(self._no_preview)
        self.preview.drawn.connect(self._drawn)
        self.measure = Text(self.look, "caption", "text2")
        self.measure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.side = Segmented(self.look)
        self.say(self.side.setAccessibleName, N_("Side of the card"))
        self.side.chosen.connect(lambda page, _by_digit: self.preview.turn(int(page)))
        self._name_sides()
        self.side.set_value(0)
        self._lay_out()

    def reload(self) -> None:
        """Read what is set up."""
        self.desk.tasks.run(partial(_read, self.desk), self._take, self.desk.shell.show_trouble, owner=self)

    def retranslate(self) -> None:
        self._name_sides()
        if self.looks is not None:
            self._name_kinds(self.looks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The return text is given when it is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._given()
        return super().eventFilter(watched, event)

    def choose(self, kind: Kind) -> None:
        """Show the design of a kind."""
        if self.looks is None:
            return
        self.kind.set_value(kind)
        self._fill(self.looks.of(kind))

    # Reading and filling.

    def _take(self, looks: Looks) -> None:
        first = self.looks is None
        self.looks = looks
        self._name_kinds(looks)
        kinds = [Kind(option.kind) for option in looks.kinds if option.enabled] or list(Kind)
        kind = self.kind.value()
        kind = Kind(str(kind)) if kind in kinds else kinds[0]
        stored = looks.of(kind)
        if first or stored != self._shown:
            self.choose(kind)
        else:
            self._draw(now=True)

    def _fill(self, design: CardDesign) -> None:
        self._shown = design
        offered = FIELDS[Kind(design.kind)]
        for name, field in self.fields.items():
            field.setVisible(name in offered)
            field.set_value(getattr(design, name))
        self._tell_contrast()
        self._draw(now=True)

    def _other_kind(self) -> None:
        kind = self.kind.value()
        if kind is not None:
            self.choose(Kind(str(kind)))

    # Giving.

    def written(self) -> CardDesign:
        """What the fields say now."""
        assert self._shown is not None
        values: dict[str, Any] = {
            name: field.value() for name, field in self.fields.items() if name in FIELDS[Kind(self._shown.kind)]
        }
        values["colour"] = str(values["colour"]).strip().upper()
        return replace(self._shown, **values)

    def _edited(self) -> None:
        if self._shown is None:
            return
        self._tell_contrast()
        if not self._colour_fault():
            self._draw(now=False)

    def _given(self) -> None:
        if self._shown is None or self.looks is None:
            return
        fault = self._colour_fault()
        if fault is not None:
            self.fields["colour"].set_error(self.words(fault))
            return
        design = self.written()
        if design == self.looks.of(Kind(design.kind)):
            return
        before = self.looks.designs
        self._shown = design
        self.looks = replace(self.looks, designs=self.looks.with_design(design))
        self.keeper.keep(CARD_DESIGNS, self.looks.designs, before)

    def _colour_fault(self) -> Message | None:
        """Why the colour cannot be taken, or None."""
        colour = self._colour()
        try:
            if carries_text(colour):
                return None
            return replace(_NOT_READ, params={"ratio": _ratio(colour), "least": _number(LEAST_CONTRAST)})
        except ValueError:
            return N_("A colour looks like #0B4F8A.")

    def _colour(self) -> str:
        assert self.looks is not None
        typed = str(self.fields["colour"].value()).strip().upper()
        return typed or self.looks.accent

    def _tell_contrast(self) -> None:
        """The measured contrast below the colour."""
        try:
            colour = self._colour()
            ink = C_("colour", "white") if text_on(colour) == "#FFFFFF" else C_("colour", "black")
            text = N_("Text on it: {ink}, contrast {ratio} : 1.", ink=ink, ratio=_ratio(colour))
        except ValueError:
            text = N_("A colour looks like #0B4F8A.")
        self.say(self.fields["colour"].set_help, text)

    def _refused(self, _setting: Setting[Any], text: Message) -> None:
        self.fields["colour"].set_error(self.words(text))

    # The sample.

    def _draw(self, *, now: bool) -> None:
        if self.looks is not None and self._shown is not None:
            self.preview.wish(partial(_sample_pdf, self.desk, self.written(), self.looks), now=now)

    def _no_preview(self, text: Message) -> None:
        self.say(self.measure.setText, text)

    def _drawn(self) -> None:
        self.say(self.measure.setText, self.preview.measure())
        self.side.setVisible(self.preview.pages > 1)

    # Laying out.

    def _make_fields(self) -> None:
        colour = LineField(self.look)
        colour.set_control_width(120)
        colour.set_placeholder("#0B4F8A")
        self._add("colour", N_("Colour"), colour)
        colour.line.editingFinished.connect(self._given)
        for name, label in _CHECKS:
            box = CheckField(self.look)
            self._add(name, label, box)
            box.edited.connect(self._given)
        note = AreaField(self.look)
        self._add("note", N_("Return text"), note)
        self.say(note.set_help, N_("Empty: asks to return it to the organisation, with its phone."))
        note.area.installEventFilter(self)
        signer = LineField(self.look)
        self._add("signer", N_("Signed by"), signer)
        self.say(signer.set_help, N_("Empty: whoever approves documents."))
        signer.line.editingFinished.connect(self._given)

    def _add(self, name: str, label: Message, field: Field) -> None:
        self.say(field.set_label, label)
        field.edited.connect(self._edited)
        self.fields[name] = field

    def _name_kinds(self, looks: Looks) -> None:
        options = [Option(Kind(each.kind), each.title) for each in looks.kinds if each.enabled]
        self.kind.set_options(options)

    def _name_sides(self) -> None:
        sides = (C_("card", "Front"), C_("card", "Back"))
        self.side.set_options([Option(page, self.words(name)) for page, name in enumerate(sides)])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.kind)
        row = QHBoxLayout()
        row.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(6)
        for field in self.fields.values():
            field.setMaximumWidth(self.look.px(LEFT))
            left.addWidget(field)
        left.addStretch(1)
        row.addLayout(left, 1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.measure)
        self.preview.setMinimumHeight(self.look.px(HEIGHT))
        self.preview.setFixedWidth(self.look.px(PREVIEW))
        right.addWidget(self.preview)
        right.addWidget(self.side)
        right.addStretch(1)
        row.addLayout(right)
        row.addStretch(1)
        column.addLayout(row)


def _read(desk: Desk) -> Looks:
    get = desk.settings.get
    return Looks(get(CARD_DESIGNS), get(CARD_KINDS), get(ACCENT))


def _sample_pdf(desk: Desk, design: CardDesign, looks: Looks) -> bytes:
    """A card of nobody with this design."""
    from app.cards.policy import valid_until  # noqa: PLC0415 - these are loaded in the worker
    from app.cards.preview import preview_pdf  # noqa: PLC0415 - ReportLab is slow to load
    from app.cards.sample_photo import silhouette  # noqa: PLC0415

    kind, today = Kind(design.kind), riga_date(desk.office.clock())
    option = next(each for each in looks.kinds if each.kind == kind)
    draft = CardDraft(
        employee_id=0,
        kind=kind,
        number=f"{option.prefix}{21:0{option.digits}}",
        name="Aleksandra Kalniņa-Bērziņa",
        job_title="Klientu apkalpošanas speciāliste",
        unit="Klientu apkalpošanas daļa",
        issued_on=today,
        valid_until=valid_until(today, option.months),
    )
    try:
        return preview_pdf(desk.office, desk.settings, Translator("lv"), draft, design, silhouette())
    except ValueError:
        raise UserError(N_("A colour looks like #0B4F8A.")) from None


def _ratio(colour: str) -> str:
    """Rounded down, so that what is refused is never told to be as much as is needed."""
    return _number(floor(contrast(text_on(colour), colour) * 10) / 10)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
