from __future__ import annotations

from tests.app.contacts.conftest import office, sign_in

__all__ = ["office", "sign_in"]
