"""The look: readable colours, sizes that follow the text, one switch for all."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.icons import ICONS, Icons
from ui.kit.look import Look
from ui.kit.tokens import DARK, LIGHT, Tokens, contrast

TEXT_PAIRS = (
    *(("text", ground) for ground in ("bg", "layer", "layer2", "field", "hover", "press", "sel", "nav_sel")),
    *(("text2", ground) for ground in ("bg", "layer", "layer2", "sel", "hover")),
    ("text3", "field"),
    ("on_accent", "accent"),
    ("accent_text", "layer"),
    ("accent_text", "accent_soft"),
    ("text", "accent_soft"),
    ("text2", "accent_soft"),
    ("bad", "layer"),
    *((kind, f"{kind}_bg") for kind in ("ok", "warn", "bad", "info", "mute", "plum")),
    *(("text", f"{kind}_bg") for kind in ("ok", "warn", "bad", "info")),
)
EDGE_PAIRS = (("ctl_edge", "field"), ("accent", "bg"), ("accent", "layer"), ("accent", "field"), ("bad", "field"))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_every_text_can_be_read_on_its_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_every_edge_that_means_something_can_be_seen(tokens: Tokens, edge: str, ground: str) -> None:
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_token_is_a_colour() -> None:
    assert all(QColor(value).isValid() for tokens in (LIGHT, DARK) for value in asdict(tokens).values())


def test_switching_the_theme_dresses_the_program_at_once(look: Look, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(look.changed):
        look.use(theme="dark")
    assert look.is_dark
    assert look.theme == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.bg)
    assert DARK.field in qapp.styleSheet()
    assert look.colour("text") == QColor(DARK.text)


def test_in_high_contrast_the_systems_own_colours_rule(qapp: QApplication) -> None:
    look = Look("dark", high_contrast=True)
    look.apply(qapp)
    assert qapp.styleSheet() == ""
    system = qapp.palette()
    assert look.colour("text") == system.color(QPalette.ColorRole.Text)
    assert look.colour("warn") == system.color(QPalette.ColorRole.Text)
    assert look.colour("warn_bg") == system.color(QPalette.ColorRole.Base)
    assert look.colour("accent") == system.color(QPalette.ColorRole.Highlight)


def test_the_system_theme_follows_the_system(look: Look, qapp: QApplication) -> None:
    look.use(theme="system")
    assert look.is_dark == (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)


def test_text_size_scales_fonts_and_controls_together(look: Look, qapp: QApplication) -> None:
    small = look.font("body").pixelSize()
    look.use(text_size=130)
    assert look.font("body").pixelSize() == round(small * 1.3)
    assert look.px(32) == 42
    assert look.text_size == 130
    assert qapp.font().pixelSize() == look.font("body").pixelSize()


def test_an_unknown_theme_or_size_is_refused(look: Look) -> None:
    with pytest.raises(ValueError, match="pink"):
        look.use(theme="pink")
    with pytest.raises(ValueError, match="120"):
        look.use(text_size=120)
    assert (look.theme, look.text_size) == ("light", 100)


def test_the_bundled_font_has_both_weights_and_the_latvian_letters(look: Look) -> None:
    for role in ("body", "strong"):
        info = QFontInfo(look.font(role))
        assert info.family() == "Inter"
    assert look.font("strong").weight() > look.font("body").weight()


def test_every_icon_can_be_drawn_in_the_colour_asked(qapp: QApplication) -> None:
    icons = Icons()
    names = sorted(path.name.removesuffix("_20_regular.svg") for path in ICONS.glob("*_20_regular.svg"))
    assert names
    for name in names:
        for filled in (False, True):
            image = icons.pixmap(name, 16, QColor("#A4161A"), 1.5, filled=filled).toImage()
            assert image.width() == 24
            pixels = [image.pixel(x, y) for x in range(24) for y in range(24)]
            solid = {f"#{pixel & 0xFFFFFF:06X}" for pixel in pixels if pixel >> 24 == 255}
            assert solid <= {"#A4161A"}, name
            assert any(pixels), name


def test_an_icon_is_drawn_once_per_size_and_colour(qapp: QApplication) -> None:
    icons = Icons()
    red = icons.pixmap("call", 16, QColor("red"))
    assert icons.pixmap("call", 16, QColor("red")).cacheKey() == red.cacheKey()
    assert icons.pixmap("call", 16, QColor("blue")).cacheKey() != red.cacheKey()
    assert icons.pixmap("call", 16, QColor("red"), 2.0).cacheKey() != red.cacheKey()
