"""The words of restricted contacts, so that those who may see one find it by what it is about (C19)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.search import phone_text, search_text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and fill it. It derives from others: neither the audit nor a version tells of it."""
    op.execute("ALTER TABLE contact_sealed ADD COLUMN search_fold TEXT DEFAULT '' NOT NULL")
    on_server = op.get_bind().dialect.name == "postgresql"
    if on_server:
        op.execute("ALTER TABLE contact_sealed DISABLE TRIGGER USER")
    _fill()
    if on_server:
        op.execute("ALTER TABLE contact_sealed ENABLE TRIGGER USER")


def _fill() -> None:
    connection = op.get_bind()
    names = ("client_name", "address", "topic", "subject")
    sealed = sa.table(
        "contact_sealed", sa.column("id"), sa.column("search_fold"), sa.column("phone"), *map(sa.column, names)
    )
    columns = (sealed.c.id, sealed.c.phone, *(sealed.c[name] for name in names))
    for row_id, phone, *told in connection.execute(sa.select(*columns)).all():
        words = search_text(*told, phone_text(phone))
        connection.execute(sealed.update().where(sealed.c.id == row_id).values(search_fold=words))
