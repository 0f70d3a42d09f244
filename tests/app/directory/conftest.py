from __future__ import annotations

from tests.app.contacts.conftest import office, owner_office, sign_in

__all__ = ["office", "owner_office", "sign_in"]
