"""The shared office: restricted contacts (C19)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: The content of a restricted contact is not in its row: whatever reads the row finds nothing there.
SEALED = (
    "NOT restricted OR (client_id IS NULL AND client_name = '' AND phone = '' AND email = '' AND address = '' "
    "AND topic_id IS NULL AND topic = '' AND subject = '' AND notes = '' AND reason = '')"
)


def upgrade() -> None:
    """Make what a shared office needs."""
    _contact_restricted()
    _contact_sealed()
    _contact_named()
    _done_request()
    op.create_index("ix_audit_entry_at", "audit_entry", ["at", "seq", "account", "act"])


def _contact_restricted() -> None:
    # Written out, as SQLite takes a rule about several columns with a new column, and with nothing else but a copy
    # of the whole table.
    op.execute(
        "ALTER TABLE contact ADD COLUMN restricted BOOLEAN DEFAULT FALSE NOT NULL "
        "CONSTRAINT ck_contact_restricted_flag CHECK (restricted IN (TRUE, FALSE)) "
        f"CONSTRAINT ck_contact_sealed CHECK ({SEALED})"
    )
    op.execute("ALTER TABLE contact ADD COLUMN sealed_changes INTEGER DEFAULT 0 NOT NULL")
    op.create_index(
        "ix_contact_restricted",
        "contact",
        ["at", "id"],
        sqlite_where=sa.text("restricted = 1"),
        postgresql_where=sa.text("restricted"),
    )


def _contact_sealed() -> None:
    op.create_table(
        "contact_sealed",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("client_name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("annul_reason", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(address) <= 300", name=op.f("ck_contact_sealed_address_length")),
        sa.CheckConstraint("length(annul_reason) <= 500", name=op.f("ck_contact_sealed_annul_reason_length")),
        sa.CheckConstraint("length(client_name) <= 200", name=op.f("ck_contact_sealed_client_name_length")),
        sa.CheckConstraint("length(email) <= 200", name=op.f("ck_contact_sealed_email_length")),
        sa.CheckConstraint("length(phone) <= 20", name=op.f("ck_contact_sealed_phone_length")),
        sa.CheckConstraint("length(reason) <= 500", name=op.f("ck_contact_sealed_reason_length")),
        sa.CheckConstraint("length(topic) <= 120", name=op.f("ck_contact_sealed_topic_length")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_contact_sealed_client_id_client")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_sealed_contact_id_contact")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_contact_sealed_topic_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_sealed")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_contact_sealed_contact_id")),
    )


def _contact_named() -> None:
    # Nobody is ever deleted from it: ``kept`` says who is named now.
    op.create_table(
        "contact_named",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kept IN (TRUE, FALSE)", name=op.f("ck_contact_named_kept_flag")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_named_contact_id_contact")),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_contact_named_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_named")),
        sa.UniqueConstraint("contact_id", "employee_id", name=op.f("uq_contact_named_contact_id_employee_id")),
    )


def _done_request() -> None:
    op.create_table(
        "done_request",
        sa.Column("request", sa.String(length=36), nullable=False),
        sa.Column("account", sa.String(length=63), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(account) <= 63", name=op.f("ck_done_request_account_length")),
        sa.CheckConstraint("length(request) <= 36", name=op.f("ck_done_request_request_length")),
        sa.PrimaryKeyConstraint("request", name=op.f("pk_done_request")),
    )
