"""People and cards: posts, absences, services, staff events; cards, their events and prints, photos."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime, sort_text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

#: What an employee has from now on. Written out, as SQLite takes a rule about several columns with a new column,
#: and with nothing else but a copy of the whole table.
EMPLOYEE = (
    "other_phones VARCHAR(120) DEFAULT '' NOT NULL "
    "CONSTRAINT ck_employee_other_phones_length CHECK (length(other_phones) <= 120)",
    "notes VARCHAR(500) DEFAULT '' NOT NULL CONSTRAINT ck_employee_notes_length CHECK (length(notes) <= 500)",
    "manager_id INTEGER CONSTRAINT fk_employee_manager_id_employee REFERENCES employee (id) "
    "CONSTRAINT ck_employee_own_manager CHECK (manager_id IS NULL OR manager_id <> id)",
    "post_since DATE",
    "employed_from DATE",
    "employed_until DATE CONSTRAINT ck_employee_employment "
    "CHECK (employed_until IS NULL OR employed_from IS NULL OR employed_until >= employed_from)",
)


def upgrade() -> None:
    """Give employees their new columns, and make the new tables. No row is added: the audit would miss it."""
    for column in EMPLOYEE:
        op.execute(f"ALTER TABLE employee ADD COLUMN {column}")
    _job_title()
    _past_post()
    _absence()
    _service()
    _staff_event()
    _staff_tick()
    _photo()
    _card()
    _card_event()
    _card_print()


def _job_title() -> None:
    op.create_table(
        "job_title",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("other_form", sa.String(length=120), nullable=False),
        sa.Column("serves_counter", sa.Boolean(), nullable=False),
        sa.Column("visits_clients", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hidden IN (TRUE, FALSE)", name=op.f("ck_job_title_hidden_flag")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_job_title_name_length")),
        sa.CheckConstraint("length(other_form) <= 120", name=op.f("ck_job_title_other_form_length")),
        sa.CheckConstraint("serves_counter IN (TRUE, FALSE)", name=op.f("ck_job_title_serves_counter_flag")),
        sa.CheckConstraint("visits_clients IN (TRUE, FALSE)", name=op.f("ck_job_title_visits_clients_flag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_title")),
        sa.UniqueConstraint("name", name=op.f("uq_job_title_name")),
    )


def _past_post() -> None:
    op.create_table(
        "past_post",
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("job_title", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(job_title) <= 120", name=op.f("ck_past_post_job_title_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_past_post_name_length")),
        sa.CheckConstraint("length(unit) <= 120", name=op.f("ck_past_post_unit_length")),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_past_post_employee_id_employee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_post")),
    )
    op.create_index("ix_past_post_employee_id", "past_post", ["employee_id"], unique=False)


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hidden IN (TRUE, FALSE)", name=op.f("ck_absence_hidden_flag")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_absence_days")),
        sa.CheckConstraint(
            "substitute_id IS NULL OR substitute_id <> employee_id", name=op.f("ck_absence_own_substitute")
        ),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_absence_employee_id_employee")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["employee.id"], name=op.f("fk_absence_substitute_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_employee_id", "absence", ["employee_id", "last_day"], unique=False)


def _service() -> None:
    op.create_table(
        "service",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.Column("price", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=300), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("name_sort", sort_text(400), nullable=False),
        sa.Column("search_fold", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hidden IN (TRUE, FALSE)", name=op.f("ck_service_hidden_flag")),
        sa.CheckConstraint("length(form) <= 300", name=op.f("ck_service_form_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_service_name_length")),
        sa.CheckConstraint("length(name_sort) <= 400", name=op.f("ck_service_name_sort_length")),
        sa.CheckConstraint("length(price) <= 200", name=op.f("ck_service_price_length")),
        sa.CheckConstraint("length(term) <= 200", name=op.f("ck_service_term_length")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_service_topic_id_topic")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_service_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )


def _staff_event() -> None:
    op.create_table(
        "staff_event",
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('hired', 'moved', 'renamed', 'left')", name=op.f("ck_staff_event_kind_known")
        ),
        sa.CheckConstraint("length(kind) <= 20", name=op.f("ck_staff_event_kind_length")),
        sa.CheckConstraint("length(note) <= 500", name=op.f("ck_staff_event_note_length")),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_staff_event_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_event")),
    )
    op.create_index("ix_staff_event_closed_on", "staff_event", ["closed_on"], unique=False)


def _staff_tick() -> None:
    op.create_table(
        "staff_tick",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(person) <= 120", name=op.f("ck_staff_tick_person_length")),
        sa.CheckConstraint("length(task) <= 40", name=op.f("ck_staff_tick_task_length")),
        sa.ForeignKeyConstraint(["event_id"], ["staff_event.id"], name=op.f("fk_staff_tick_event_id_staff_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_tick")),
        sa.UniqueConstraint("event_id", "task", name=op.f("uq_staff_tick_event_id_task")),
    )


def _photo() -> None:
    op.create_table(
        "photo",
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("erased IN (TRUE, FALSE)", name=op.f("ck_photo_erased_flag")),
        sa.CheckConstraint("length(content) <= 600000", name=op.f("ck_photo_content_size")),
        sa.CheckConstraint("length(digest) <= 64", name=op.f("ck_photo_digest_length")),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_photo_employee_id_employee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
    )
    op.create_index("ix_photo_employee_id", "photo", ["employee_id"], unique=False)


def _card() -> None:
    op.create_table(
        "card",
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("job_title", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("return_asked", sa.Boolean(), nullable=False),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("name_sort", sort_text(240), nullable=False),
        sa.Column("search_fold", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('staff_id', 'name_card', 'desk_plate', 'door_plate')", name=op.f("ck_card_kind_known")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR state = 'annulled' OR issued_on IS NOT NULL", name=op.f("ck_card_issued")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'issued', 'returned', 'lost', 'stolen', 'damaged', 'expired', 'annulled', "
            "'destroyed')",
            name=op.f("ck_card_state_known"),
        ),
        sa.CheckConstraint("length(job_title) <= 120", name=op.f("ck_card_job_title_length")),
        sa.CheckConstraint("length(kind) <= 20", name=op.f("ck_card_kind_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_card_name_length")),
        sa.CheckConstraint("length(name_sort) <= 240", name=op.f("ck_card_name_sort_length")),
        sa.CheckConstraint("length(number) <= 20", name=op.f("ck_card_number_length")),
        sa.CheckConstraint("length(state) <= 20", name=op.f("ck_card_state_length")),
        sa.CheckConstraint("length(unit) <= 120", name=op.f("ck_card_unit_length")),
        sa.CheckConstraint("return_asked IN (TRUE, FALSE)", name=op.f("ck_card_return_asked_flag")),
        sa.CheckConstraint(
            "valid_until IS NULL OR issued_on IS NULL OR valid_until >= issued_on", name=op.f("ck_card_validity")
        ),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name=op.f("fk_card_employee_id_employee")),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name=op.f("fk_card_photo_id_photo")),
        sa.ForeignKeyConstraint(["replaces_id"], ["card.id"], name=op.f("fk_card_replaces_id_card")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_card_kind_number")),
    )
    op.create_index("ix_card_employee_id", "card", ["employee_id", "kind"], unique=False)
    op.create_index("ix_card_kind", "card", ["kind", "state"], unique=False)


def _card_event() -> None:
    op.create_table(
        "card_event",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("account", sa.String(length=63), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(account) <= 63", name=op.f("ck_card_event_account_length")),
        sa.CheckConstraint("length(person) <= 120", name=op.f("ck_card_event_person_length")),
        sa.CheckConstraint("length(reason) <= 500", name=op.f("ck_card_event_reason_length")),
        sa.CheckConstraint("length(state) <= 20", name=op.f("ck_card_event_state_length")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_card_event_card_id_card")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_event")),
    )
    op.create_index("ix_card_event_card_id", "card_event", ["card_id"], unique=False)


def _card_print() -> None:
    op.create_table(
        "card_print",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("layout", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("account", sa.String(length=63), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(account) <= 63", name=op.f("ck_card_print_account_length")),
        sa.CheckConstraint("length(layout) <= 20", name=op.f("ck_card_print_layout_length")),
        sa.CheckConstraint("length(person) <= 120", name=op.f("ck_card_print_person_length")),
        sa.CheckConstraint("length(reason) <= 300", name=op.f("ck_card_print_reason_length")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_card_print_card_id_card")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_print")),
    )
    op.create_index("ix_card_print_card_id", "card_print", ["card_id"], unique=False)
