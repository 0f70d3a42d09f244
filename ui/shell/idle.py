"""Nobody at the keyboard for a while: a shared counter PC locks itself (design.md 6.15)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

_SIGNS_OF_LIFE = (
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,  # all that is heard of a key that turns out to be a shortcut
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
)


class IdleWatch(QObject):
    """``passed`` tells that nothing was pressed for the minutes asked for."""

    passed = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.passed)
        app.installEventFilter(self)

    def start(self, minutes: int) -> None:
        """Watch from now on; 0 stands for never."""
        self._timer.stop()
        if minutes:
            self._timer.start(minutes * 60_000)

    @property
    def remaining(self) -> int:
        """Milliseconds until the lock; -1 where nobody watches."""
        return self._timer.remainingTime()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
        return False
