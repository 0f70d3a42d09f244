"""The one style sheet, generated from the tokens. It sets colours and edges, never fonts.

Widgets say what they are by dynamic properties: ``tone`` (a label's colour), ``surface`` (a frame's background)
and ``bad`` (a field in error). Kit buttons, boxes and segments paint themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from ui.kit.tokens import Tokens

_TONES = ("text2", "text3", "off", "accent_text", "ok", "warn", "bad", "info", "mute", "plum", "on_accent")
_FIELDS = "QLineEdit", "QPlainTextEdit", "QComboBox", "QAbstractSpinBox"


def _each(state: str, names: tuple[str, ...] = _FIELDS) -> str:
    return ", ".join(name + state for name in names)


def style_sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """The style sheet for these tokens at a text size that ``px`` knows."""
    return "\n".join(
        (_labels(tokens), _surfaces(tokens), _fields(tokens, px), _buttons(tokens, px), _views(tokens))
    )


def _labels(t: Tokens) -> str:
    tones = "\n".join(f'QLabel[tone="{tone}"] {{ color: {getattr(t, tone)}; }}' for tone in _TONES)
    return f"""{tones}
QLabel:disabled {{ color: {t.off}; }}
QToolTip {{ color: {t.text}; background: {t.layer}; border: 1px solid {t.line2}; padding: 3px; }}"""


def _surfaces(t: Tokens) -> str:
    return f"""
QFrame[surface="card"] {{ background: {t.layer}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[surface="soft"] {{ background: {t.layer2}; border: 1px solid {t.line}; border-radius: 6px; }}
QFrame[surface="layer"] {{ background: {t.layer}; border: none; }}
QFrame[surface="page"] {{ background: {t.bg}; border: none; }}
QFrame[surface="rule"] {{ background: {t.line}; border: none; }}
QFrame[surface="popup"] {{ background: {t.layer}; border: 1px solid {t.line2}; }}
QScrollArea, QScrollArea > QWidget > QWidget[surface="clear"] {{ background: transparent; border: none; }}
QMenu {{ background: {t.layer}; border: 1px solid {t.line2}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.sel}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.off}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 0; }}"""


def _fields(t: Tokens, px: Callable[[float], int]) -> str:
    inner = px(32) - 2
    return f"""
{_each("")} {{ background: {t.field}; color: {t.text}; border: 1px solid {t.line2};
  border-bottom: 1px solid {t.ctl_edge}; border-radius: 4px; padding: 0 10px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {inner}px; max-height: {inner}px; }}
QPlainTextEdit {{ padding: 4px 6px; }}
{_each(":focus")}, {_each('[bad="true"]')} {{ border: 2px solid {t.accent}; padding: 0 9px; }}
QPlainTextEdit:focus, QPlainTextEdit[bad="true"] {{ padding: 3px 5px; }}
QLineEdit:focus, QComboBox:focus, QLineEdit[bad="true"], QComboBox[bad="true"], QAbstractSpinBox:focus
  {{ min-height: {inner - 2}px; max-height: {inner - 2}px; }}
{_each('[bad="true"]')} {{ border-color: {t.bad}; }}
{_each(":disabled")} {{ color: {t.off}; background: {t.layer2}; border-color: {t.line}; }}
{_each(":read-only", ("QLineEdit", "QPlainTextEdit"))} {{ background: {t.layer2}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; background: transparent;
  min-height: 0; }}
QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: none; }}"""


def _buttons(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QPushButton {{ background: {t.layer}; color: {t.text}; border: 1px solid {t.line2}; border-radius: 4px;
  border-bottom-color: {t.ctl_edge}; padding: 0 12px; min-height: {px(32) - 2}px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.press}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 11px; min-height: {px(32) - 4}px; }}
QPushButton:disabled {{ color: {t.off}; border-color: {t.line}; }}
QProgressBar {{ background: {t.press}; border: none; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}"""


def _views(t: Tokens) -> str:
    return f"""
QAbstractItemView {{ background: {t.layer}; color: {t.text}; border: none; outline: none;
  selection-background-color: {t.sel}; selection-color: {t.text}; }}
QHeaderView, QHeaderView::section {{ background: {t.layer}; color: {t.text2}; border: none; }}
QHeaderView::section {{ border-bottom: 1px solid {t.line}; padding: 0 10px; }}
PlainTable::item {{ padding: 0 7px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {t.ctl_edge}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page
  {{ background: none; border: none; width: 0; height: 0; }}"""
