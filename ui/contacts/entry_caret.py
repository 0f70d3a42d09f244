"""Where in a field's text the keyboard is, and going back there."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget


def caret(widget: QWidget) -> int:
    """The place in the text of a line, an editable choice or a text area; 0 for anything else."""
    target = _writes(widget)
    if isinstance(target, QPlainTextEdit):
        return target.textCursor().position()
    return target.cursorPosition() if target is not None else 0


def set_caret(widget: QWidget, at: int) -> None:
    """Go to this place, so that the next letter is added and overwrites nothing."""
    target = _writes(widget)
    if isinstance(target, QPlainTextEdit):
        cursor = target.textCursor()
        cursor.setPosition(min(at, len(target.toPlainText())))
        target.setTextCursor(cursor)
    elif target is not None:
        target.deselect()
        target.setCursorPosition(at)


def _writes(widget: QWidget) -> QLineEdit | QPlainTextEdit | None:
    inner = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    return inner if isinstance(inner, QLineEdit | QPlainTextEdit) else None
