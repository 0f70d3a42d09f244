"""How the program looks: theme, text size, contrast; one style sheet and one palette made from the tokens."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QGuiApplication, QPalette, QPixmap, QStyleHints
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from ui.kit.fonts import TEXT_SIZES, load_family, make_font
from ui.kit.icons import Icons
from ui.kit.qss import style_sheet
from ui.kit.tokens import DARK, LIGHT, Tokens

THEMES = ("light", "dark", "system")
_PALETTE = (
    (QPalette.ColorRole.Window, "bg"),
    (QPalette.ColorRole.Base, "layer"),
    (QPalette.ColorRole.AlternateBase, "zebra"),
    (QPalette.ColorRole.Button, "layer"),
    (QPalette.ColorRole.ToolTipBase, "layer"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.BrightText, "bad"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.PlaceholderText, "text3"),
    (QPalette.ColorRole.Link, "accent_text"),
    (QPalette.ColorRole.LinkVisited, "accent_text"),
)
_TEXT_ROLES = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)
# In high contrast the person's own system colours stand for every token.
_CONTRAST = {
    "bg": QPalette.ColorRole.Window,
    "layer": QPalette.ColorRole.Base,
    "layer2": QPalette.ColorRole.Base,
    "zebra": QPalette.ColorRole.Base,
    "field": QPalette.ColorRole.Base,
    "accent": QPalette.ColorRole.Highlight,
    "on_accent": QPalette.ColorRole.HighlightedText,
    "hover": QPalette.ColorRole.Base,
    "press": QPalette.ColorRole.Base,
    "sel": QPalette.ColorRole.Base,
    "nav_sel": QPalette.ColorRole.Base,
    "accent_soft": QPalette.ColorRole.Base,
}


class Look(QObject):
    """What every widget asks for its colours, fonts, sizes and icons; ``changed`` tells it to ask again."""

    changed = Signal()

    def __init__(
        self,
        theme: str = "system",
        text_size: int = 100,
        *,
        high_contrast: bool | None = None,
        animations: bool = True,
        parent: QObject | None = None,
    ) -> None:
        """``high_contrast`` None follows the system; not every desktop tells."""
        super().__init__(parent)
        self._contrast = high_contrast
        self._theme = theme
        self._text_size = text_size
        self._animations = animations
        self._families: list[str] | None = None
        self._icons = Icons()
        self._app: QApplication | None = None
        self._hints: QStyleHints | None = None
        self._accessibility: QAccessibilityHints | None = None
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}

    @property
    def theme(self) -> str:
        """The theme chosen: light, dark or system."""
        return self._theme

    @property
    def text_size(self) -> int:
        """The text size in per cent: 100, 115 or 130."""
        return self._text_size

    @property
    def is_dark(self) -> bool:
        """Whether the dark tokens are in use now."""
        if self._theme == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._theme == "dark"

    @property
    def high_contrast(self) -> bool:
        """Whether the system asks for high contrast; then its palette rules and no style sheet is set."""
        if self._contrast is not None:
            return self._contrast
        hints = self._accessibility
        return hints is not None and hints.contrastPreference() == Qt.ContrastPreference.HighContrast

    def moves(self, widget: QWidget) -> bool:
        """Whether things may slide and spin: the person has not switched it off, and neither has the system."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self._animations and widget.style().styleHint(hint, None, widget) > 0

    @property
    def tokens(self) -> Tokens:
        """The colours in use now."""
        return DARK if self.is_dark else LIGHT

    def colour(self, token: str) -> QColor:
        """One colour by its token's name; in high contrast the system's colour of that purpose."""
        colour = self._colours.get(token)
        if colour is None:
            colour = self._colours[token] = self._found(token)
        return colour

    def font(self, role: str = "body") -> QFont:
        """The font of one role (see ``fonts.ROLES``) at the present text size; not to be changed, it is shared."""
        font = self._fonts.get(role)
        if font is None:
            if self._families is None:
                self._families = load_family()
            font = self._fonts[role] = make_font(self._families, role, self._text_size)
        return font

    def px(self, pixels: float) -> int:
        """A size designed at 100 % for the present text size."""
        return round(pixels * self._text_size / 100)

    def icon(self, name: str, size: int = 16, tone: str = "text", *, on: QWidget, filled: bool = False) -> QPixmap:
        """An icon for drawing on the widget ``on``, ``size`` px at 100 %."""
        return self._icons.pixmap(name, self.px(size), self.colour(tone), on.devicePixelRatioF(), filled=filled)

    def use_animations(self, on: bool) -> None:
        """Let things slide and spin from now on, or not."""
        self._animations = on

    def use(self, *, theme: str | None = None, text_size: int | None = None) -> None:
        """Change the theme or the text size; applies at once where :meth:`apply` was called."""
        if theme is not None and theme not in THEMES:
            raise ValueError(theme)
        if text_size is not None and text_size not in TEXT_SIZES:
            raise ValueError(text_size)
        self._theme = theme or self._theme
        self._text_size = text_size or self._text_size
        self._dress()

    def apply(self, app: QApplication) -> None:
        """Dress the whole program, now and whenever the system's colours or contrast change."""
        self._app = app
        app.setStyle("Fusion")
        # Both are kept: Qt owns them, but without the first the second's wrapper would not live.
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._accessibility.contrastPreferenceChanged.connect(self._dress)
        self._dress()

    def _follow_system(self) -> None:
        if self._theme == "system":
            self._dress()

    def _found(self, token: str) -> QColor:
        if self.high_contrast:
            role = QPalette.ColorRole.Base if token.endswith("_bg") else QPalette.ColorRole.Text
            return QGuiApplication.palette().color(_CONTRAST.get(token, role))
        return QColor(getattr(self.tokens, token))

    def _dress(self) -> None:
        self._colours.clear()
        self._fonts.clear()
        if self._app is not None:
            self._app.setFont(self.font())
            self._app.setPalette(QPalette() if self.high_contrast else self._palette())
            sheet = "" if self.high_contrast else style_sheet(self.tokens, self.px)
            if self._app.styleSheet() != sheet:  # each time it is set, Qt dresses every widget there is anew
                self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _palette(self) -> QPalette:
        colours = {name: QColor(value) for name, value in asdict(self.tokens).items()}
        palette = QPalette()
        for role, token in _PALETTE:
            palette.setColor(role, colours[token])
        for role in _TEXT_ROLES:
            palette.setColor(QPalette.ColorGroup.Disabled, role, colours["off"])
        return palette
