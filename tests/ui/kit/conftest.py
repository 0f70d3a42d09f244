"""What the kit's tests share: a look that dresses the application, and ways to press keys."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit.look import Look


@pytest.fixture
def look(qapp: QApplication) -> Look:
    look = Look("light")
    look.apply(qapp)
    return look
