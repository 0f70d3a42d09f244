"""lete-admin: Lete for IT, without a window and without questions."""
