"""The server's search index knows in which stretch of ids a row is, so that the newest hits are found first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes anew where they can be; a server without the extension goes on without."""
    if op.get_bind().dialect.name == "sqlite":
        return
    has_trigrams = op.get_bind().scalar(sa.text("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'"))
    for name in ("client", "contact"):
        op.execute(f"DROP INDEX IF EXISTS ix_{name}_search")
        if has_trigrams:
            op.execute(
                f"CREATE INDEX ix_{name}_search ON {name} USING gin ((ARRAY[id / 4096]), search_fold gin_trgm_ops)"
            )
