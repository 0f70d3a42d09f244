"""The first schema: the house's own tables, the directory, clients and contacts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime, sort_text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Tables searched as typed through an index of their own.
SEARCHED = ("contact", "client")


def upgrade() -> None:
    """Make every table, the search indexes, and the head of the empty audit chain."""
    _account()
    _audit_entry()
    _audit_head()
    _client()
    _contact_import()
    _counter()
    _institution()
    _saved_view()
    _setting()
    _snippet()
    _unit()
    _credential()
    _employee()
    _topic()
    _contact()
    _contact_event()
    op.execute(f"INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '{'0' * 64}')")
    for name in SEARCHED:
        _search_index(name)


def _search_index(name: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _search_index_sqlite(name)
    else:
        _search_index_postgres(name)


def _search_index_sqlite(name: str) -> None:
    # The index holds no text of its own. New rows are indexed by the unit of work, a whole set at once, which is
    # ten times faster than row by row; what changes later is few, and triggers keep it true.
    op.execute(
        f"CREATE VIRTUAL TABLE {name}_search USING fts5("
        f"search_fold, content='{name}', content_rowid='id', prefix='2 3', detail='none')"
    )
    add = f"INSERT INTO {name}_search(rowid, search_fold) VALUES (new.id, new.search_fold);"
    remove = (
        f"INSERT INTO {name}_search({name}_search, rowid, search_fold) VALUES ('delete', old.id, old.search_fold);"
    )
    op.execute(f"CREATE TRIGGER {name}_search_delete AFTER DELETE ON {name} BEGIN {remove} END")
    op.execute(
        f"CREATE TRIGGER {name}_search_update AFTER UPDATE OF search_fold ON {name} "
        f"WHEN old.search_fold <> new.search_fold BEGIN {remove} {add} END"
    )


def _search_index_postgres(name: str) -> None:
    bind = op.get_bind()
    offered = bind.execute(sa.text("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")).scalar()
    if not offered:
        return  # works without, only slower
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute(f"CREATE INDEX ix_{name}_search ON {name} USING gin (search_fold gin_trgm_ops)")


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("login", sa.String(length=63), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("roles", sa.String(length=200), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("enabled IN (TRUE, FALSE)", name=op.f("ck_account_enabled_flag")),
        sa.CheckConstraint("length(login) <= 63", name=op.f("ck_account_login_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_account_name_length")),
        sa.CheckConstraint("length(roles) <= 200", name=op.f("ck_account_roles_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )


def _audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account", sa.String(length=63), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(account) <= 63", name=op.f("ck_audit_entry_account_length")),
        sa.CheckConstraint("length(act) <= 20", name=op.f("ck_audit_entry_act_length")),
        sa.CheckConstraint("length(hash) <= 64", name=op.f("ck_audit_entry_hash_length")),
        sa.CheckConstraint("length(subject) <= 40", name=op.f("ck_audit_entry_subject_length")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject", "row_id"], unique=False)


def _audit_head() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_one_row")),
        sa.CheckConstraint("length(hash) <= 64", name=op.f("ck_audit_head_hash_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )


def _client() -> None:
    op.create_table(
        "client",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("name_sort", sort_text(500), nullable=False),
        sa.Column("search_fold", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(address) <= 300", name=op.f("ck_client_address_length")),
        sa.CheckConstraint("length(email) <= 200", name=op.f("ck_client_email_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_client_name_length")),
        sa.CheckConstraint("length(name_sort) <= 500", name=op.f("ck_client_name_sort_length")),
        sa.CheckConstraint("length(phone) <= 20", name=op.f("ck_client_phone_length")),
        sa.ForeignKeyConstraint(["merged_into"], ["client.id"], name=op.f("fk_client_merged_into_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
    )
    op.create_index("ix_client_name_sort", "client", ["name_sort"], unique=False)
    op.create_index("ix_client_phone", "client", ["phone"], unique=False)


def _contact_import() -> None:
    op.create_table(
        "contact_import",
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account", sa.String(length=63), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("annulled_at", UtcDateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(account) <= 63", name=op.f("ck_contact_import_account_length")),
        sa.CheckConstraint("length(file_name) <= 255", name=op.f("ck_contact_import_file_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_import")),
    )


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("register_key", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(register_key) <= 40", name=op.f("ck_counter_register_key_length")),
        sa.PrimaryKeyConstraint("register_key", "year", name=op.f("pk_counter")),
    )


def _institution() -> None:
    op.create_table(
        "institution",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("competence", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("web", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("name_sort", sort_text(400), nullable=False),
        sa.Column("search_fold", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hidden IN (TRUE, FALSE)", name=op.f("ck_institution_hidden_flag")),
        sa.CheckConstraint("length(address) <= 300", name=op.f("ck_institution_address_length")),
        sa.CheckConstraint("length(email) <= 200", name=op.f("ck_institution_email_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_institution_name_length")),
        sa.CheckConstraint("length(name_sort) <= 400", name=op.f("ck_institution_name_sort_length")),
        sa.CheckConstraint("length(phone) <= 40", name=op.f("ck_institution_phone_length")),
        sa.CheckConstraint("length(web) <= 200", name=op.f("ck_institution_web_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution")),
    )


def _saved_view() -> None:
    op.create_table(
        "saved_view",
        sa.Column("account", sa.String(length=63), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(account) <= 63", name=op.f("ck_saved_view_account_length")),
        sa.CheckConstraint("length(name) <= 80", name=op.f("ck_saved_view_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("account", "name", name=op.f("uq_saved_view_account_name")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(key) <= 80", name=op.f("ck_setting_key_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
    )


def _snippet() -> None:
    op.create_table(
        "snippet",
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(key) <= 20", name=op.f("ck_snippet_key_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snippet")),
        sa.UniqueConstraint("key", name=op.f("uq_snippet_key")),
    )


def _unit() -> None:
    op.create_table(
        "unit",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hidden IN (TRUE, FALSE)", name=op.f("ck_unit_hidden_flag")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_unit_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )


def _credential() -> None:
    op.create_table(
        "credential",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("recovery_hash", sa.String(length=200), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("blocked_until", UtcDateTime(), nullable=True),
        sa.CheckConstraint("length(password_hash) <= 200", name=op.f("ck_credential_password_hash_length")),
        sa.CheckConstraint("length(recovery_hash) <= 200", name=op.f("ck_credential_recovery_hash_length")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_credential_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_credential")),
    )


def _employee() -> None:
    op.create_table(
        "employee",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("job_title", sa.String(length=120), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.String(length=80), nullable=False),
        sa.Column("reception", sa.Text(), nullable=False),
        sa.Column("account", sa.String(length=63), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("name_sort", sort_text(240), nullable=False),
        sa.Column("search_fold", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hidden IN (TRUE, FALSE)", name=op.f("ck_employee_hidden_flag")),
        sa.CheckConstraint("length(account) <= 63", name=op.f("ck_employee_account_length")),
        sa.CheckConstraint("length(email) <= 200", name=op.f("ck_employee_email_length")),
        sa.CheckConstraint("length(job_title) <= 120", name=op.f("ck_employee_job_title_length")),
        sa.CheckConstraint("length(languages) <= 80", name=op.f("ck_employee_languages_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_employee_name_length")),
        sa.CheckConstraint("length(name_sort) <= 240", name=op.f("ck_employee_name_sort_length")),
        sa.CheckConstraint("length(phone) <= 20", name=op.f("ck_employee_phone_length")),
        sa.CheckConstraint("length(place) <= 120", name=op.f("ck_employee_place_length")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_employee_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employee")),
        sa.UniqueConstraint("account", name=op.f("uq_employee_account")),
    )
    op.create_index("ix_employee_name_sort", "employee", ["name_sort"], unique=False)


def _topic() -> None:
    op.create_table(
        "topic",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("default_days", sa.Integer(), nullable=True),
        sa.Column("specialist_id", sa.Integer(), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hidden IN (TRUE, FALSE)", name=op.f("ck_topic_hidden_flag")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_topic_name_length")),
        sa.ForeignKeyConstraint(["specialist_id"], ["employee.id"], name=op.f("fk_topic_specialist_id_employee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
    )


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("request", sa.String(length=36), nullable=False),
        sa.Column("number_year", sa.Integer(), nullable=False),
        sa.Column("number_seq", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("has_time", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("incoming", sa.Boolean(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("client_name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("handler_name", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("registered_by", sa.String(length=63), nullable=False),
        sa.Column("registered_name", sa.String(length=120), nullable=False),
        sa.Column("registered_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("callback_tries", sa.Integer(), nullable=False),
        sa.Column("referred_id", sa.Integer(), nullable=True),
        sa.Column("referred_name", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("institution", sa.String(length=200), nullable=False),
        sa.Column("offered_channel", sa.String(length=20), nullable=False),
        sa.Column("duration_s", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("identity_shown", sa.Boolean(), nullable=False),
        sa.Column("entry_help", sa.Boolean(), nullable=False),
        sa.Column("recording_told", sa.Boolean(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("annulled_at", UtcDateTime(), nullable=True),
        sa.Column("annulled_by", sa.String(length=120), nullable=False),
        sa.Column("annul_reason", sa.String(length=500), nullable=False),
        sa.Column("client_sort", sort_text(500), nullable=False),
        sa.Column("subject_sort", sort_text(200), nullable=False),
        sa.Column("address_sort", sort_text(200), nullable=False),
        sa.Column("topic_sort", sort_text(300), nullable=False),
        sa.Column("handler_sort", sort_text(300), nullable=False),
        sa.Column("registered_sort", sort_text(300), nullable=False),
        sa.Column("search_fold", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status <> ''", name=op.f("ck_contact_status_given")),
        sa.CheckConstraint("entry_help IN (TRUE, FALSE)", name=op.f("ck_contact_entry_help_flag")),
        sa.CheckConstraint("has_time IN (TRUE, FALSE)", name=op.f("ck_contact_has_time_flag")),
        sa.CheckConstraint("identity_shown IN (TRUE, FALSE)", name=op.f("ck_contact_identity_shown_flag")),
        sa.CheckConstraint("incoming IN (TRUE, FALSE)", name=op.f("ck_contact_incoming_flag")),
        sa.CheckConstraint("is_open IN (TRUE, FALSE)", name=op.f("ck_contact_is_open_flag")),
        sa.CheckConstraint("kept IN (TRUE, FALSE)", name=op.f("ck_contact_kept_flag")),
        sa.CheckConstraint("length(address) <= 300", name=op.f("ck_contact_address_length")),
        sa.CheckConstraint("length(address_sort) <= 200", name=op.f("ck_contact_address_sort_length")),
        sa.CheckConstraint("length(annul_reason) <= 500", name=op.f("ck_contact_annul_reason_length")),
        sa.CheckConstraint("length(annulled_by) <= 120", name=op.f("ck_contact_annulled_by_length")),
        sa.CheckConstraint("length(channel) <= 20", name=op.f("ck_contact_channel_length")),
        sa.CheckConstraint("length(client_name) <= 200", name=op.f("ck_contact_client_name_length")),
        sa.CheckConstraint("length(client_sort) <= 500", name=op.f("ck_contact_client_sort_length")),
        sa.CheckConstraint("length(email) <= 200", name=op.f("ck_contact_email_length")),
        sa.CheckConstraint("length(fingerprint) <= 32", name=op.f("ck_contact_fingerprint_length")),
        sa.CheckConstraint("length(handler_name) <= 120", name=op.f("ck_contact_handler_name_length")),
        sa.CheckConstraint("length(handler_sort) <= 300", name=op.f("ck_contact_handler_sort_length")),
        sa.CheckConstraint("length(institution) <= 200", name=op.f("ck_contact_institution_length")),
        sa.CheckConstraint("length(language) <= 8", name=op.f("ck_contact_language_length")),
        sa.CheckConstraint("length(offered_channel) <= 20", name=op.f("ck_contact_offered_channel_length")),
        sa.CheckConstraint("length(outcome) <= 24", name=op.f("ck_contact_outcome_length")),
        sa.CheckConstraint("length(phone) <= 20", name=op.f("ck_contact_phone_length")),
        sa.CheckConstraint("length(reason) <= 500", name=op.f("ck_contact_reason_length")),
        sa.CheckConstraint("length(reference) <= 60", name=op.f("ck_contact_reference_length")),
        sa.CheckConstraint("length(referred_name) <= 120", name=op.f("ck_contact_referred_name_length")),
        sa.CheckConstraint("length(registered_by) <= 63", name=op.f("ck_contact_registered_by_length")),
        sa.CheckConstraint("length(registered_name) <= 120", name=op.f("ck_contact_registered_name_length")),
        sa.CheckConstraint("length(registered_sort) <= 300", name=op.f("ck_contact_registered_sort_length")),
        sa.CheckConstraint("length(request) <= 36", name=op.f("ck_contact_request_length")),
        sa.CheckConstraint("length(status) <= 24", name=op.f("ck_contact_status_length")),
        sa.CheckConstraint("length(subject_sort) <= 200", name=op.f("ck_contact_subject_sort_length")),
        sa.CheckConstraint("length(topic) <= 120", name=op.f("ck_contact_topic_length")),
        sa.CheckConstraint("length(topic_sort) <= 300", name=op.f("ck_contact_topic_sort_length")),
        sa.CheckConstraint("length(unit) <= 120", name=op.f("ck_contact_unit_length")),
        sa.CheckConstraint("number_seq > 0", name=op.f("ck_contact_number_positive")),
        sa.CheckConstraint("recording_told IN (TRUE, FALSE)", name=op.f("ck_contact_recording_told_flag")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_contact_client_id_client")),
        sa.ForeignKeyConstraint(["handler_id"], ["employee.id"], name=op.f("fk_contact_handler_id_employee")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["contact_import.id"], name=op.f("fk_contact_import_id_contact_import")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_contact_institution_id_institution")
        ),
        sa.ForeignKeyConstraint(["referred_id"], ["employee.id"], name=op.f("fk_contact_referred_id_employee")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_contact_topic_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("number_year", "number_seq", name=op.f("uq_contact_number_year_number_seq")),
        sa.UniqueConstraint("request", name=op.f("uq_contact_request")),
    )
    op.create_index("ix_contact_address_sort", "contact", ["kept", "address_sort", "id"], unique=False)
    op.create_index("ix_contact_at", "contact", ["kept", "at", "id"], unique=False)
    op.create_index("ix_contact_channel", "contact", ["kept", "channel", "id"], unique=False)
    op.create_index("ix_contact_client", "contact", ["client_id", "at"], unique=False)
    op.create_index("ix_contact_client_sort", "contact", ["kept", "client_sort", "id"], unique=False)
    op.create_index("ix_contact_due_at", "contact", ["kept", "due_at", "id"], unique=False)
    op.create_index("ix_contact_fingerprint", "contact", ["fingerprint"], unique=False)
    op.create_index("ix_contact_handler", "contact", ["handler_id", "registered_by", "kept", "id"], unique=False)
    op.create_index("ix_contact_handler_sort", "contact", ["kept", "handler_sort", "id"], unique=False)
    op.create_index("ix_contact_number", "contact", ["kept", "number_year", "number_seq"], unique=False)
    op.create_index("ix_contact_open", "contact", ["is_open", "kept", "status", "due_at"], unique=False)
    op.create_index("ix_contact_phone", "contact", ["kept", "phone", "id"], unique=False)
    op.create_index("ix_contact_referred", "contact", ["referred_id"], unique=False)
    op.create_index("ix_contact_registered", "contact", ["registered_by", "kept"], unique=False)
    op.create_index("ix_contact_registered_sort", "contact", ["kept", "registered_sort", "id"], unique=False)
    op.create_index("ix_contact_status", "contact", ["kept", "status", "id"], unique=False)
    op.create_index("ix_contact_subject_sort", "contact", ["kept", "subject_sort", "id"], unique=False)
    op.create_index("ix_contact_topic_sort", "contact", ["kept", "topic_sort", "id"], unique=False)


def _contact_event() -> None:
    op.create_table(
        "contact_event",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account", sa.String(length=63), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(account) <= 63", name=op.f("ck_contact_event_account_length")),
        sa.CheckConstraint("length(kind) <= 24", name=op.f("ck_contact_event_kind_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_contact_event_name_length")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_event_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_event")),
    )
    op.create_index("ix_contact_event_contact", "contact_event", ["contact_id", "id"], unique=False)
