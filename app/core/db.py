"""The database: one schema for SQLite and Postgres, its column types, and how each engine is opened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, ClassVar

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    event,
)
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.sqlite_file import BUSY_TIMEOUT_MS, SqliteOpener

#: Written into the header of each SQLite file of ours ("LETE").
APPLICATION_ID = 0x4C455445

#: The oldest Postgres that has what the guard is made of.
OLDEST_SERVER = 15
#: How soon a server that does not answer, or a pulled cable, is noticed (libpq's options; seconds, and for the
#: last one milliseconds). The address may name others.
PATIENCE = {
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
#: How soon the server gives up on a PC that vanished in the middle of a save, so that what it held waits for
#: nobody, and how long a save waits for another one (seconds, and milliseconds from the fourth on). Compiling a
#: question takes a quarter of a second, more than any of ours gains by it.
SERVER_PATIENCE = {
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "15000",
    "lock_timeout": "20000",
    "jit": "off",
}

#: Execution option of a connection whose transaction will write.
WRITES = "lete_writes"


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, to the second, always aware and in UTC: ISO 8601 text on SQLite, timestamptz on Postgres."""

    impl = String(20)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(20))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        if dialect.name == "postgresql":
            return value.replace(microsecond=0)
        return utc_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        moment: datetime = value
        return moment.astimezone(UTC)


def sort_text(length: int) -> String:
    """A stored sort key: compared byte by byte on both engines."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


@lru_cache(maxsize=10_000)
def utc_text(moment: datetime) -> str:
    """The moment as the database and the audit write it, ``2026-11-20T08:31:00Z``."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat()[:19] + "Z"


class Base(DeclarativeBase):
    """A mapped table. ``register`` is whose record it is, told in change notices and the audit.

    ``audited`` is off for tables that are themselves bookkeeping; ``search_index`` is on where ``search_fold`` has
    an index of its own. :meth:`derive` makes the columns that follow
    from others (sort keys, folded text); they are marked ``info=DERIVED`` and left out of the audit.

    What Postgres refuses by a column's type (a longer text, a flag that is neither true nor false), constraints
    refuse on SQLite too.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    register: ClassVar[str] = ""
    audited: ClassVar[bool] = True
    search_index: ClassVar[bool] = False

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        table = cls.__dict__.get("__table__")
        if isinstance(table, Table):
            _constrain(table)

    @staticmethod
    def derive(values: Mapping[str, Any]) -> dict[str, Any]:
        """The derived columns for a row of ``values``."""
        del values
        return {}


def _constrain(table: Table) -> None:
    """Have every engine refuse the texts and flags that Postgres refuses by their types."""
    for column in table.columns:
        if isinstance(column.type, String) and column.type.length:
            rule = f"length({column.name}) <= {column.type.length}"
            table.append_constraint(CheckConstraint(rule, name=f"{column.name}_length"))
        elif isinstance(column.type, Boolean):
            table.append_constraint(CheckConstraint(f"{column.name} IN (TRUE, FALSE)", name=f"{column.name}_flag"))


#: Column info of what :meth:`Base.derive` makes.
DERIVED = {"derived": True}
#: Column info of what the audit leaves out for its size or privacy; a digest beside it is told instead.
UNTOLD = {**DERIVED, "untold": True}


class Record(Base):
    """A row that people edit: a number for the database, a version so that nobody overwrites another."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}


def engine_for(url: str) -> Engine:
    """An engine that opens ``url`` the way Lete needs it. Nothing is connected yet.

    Its errors name no values, because they are logged and values are clients' data.
    Raises Unavailable where the address itself makes no sense.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            waiting = {"timeout": BUSY_TIMEOUT_MS / 1000}
            engine = create_engine(parsed, connect_args=waiting, hide_parameters=True)
            event.listen(engine, "connect", SqliteOpener(parsed.database, BUSY_TIMEOUT_MS))
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        if parsed.get_backend_name() == "postgresql":
            server = " ".join(f"-c {name}={value}" for name, value in SERVER_PATIENCE.items())
            patience = {**PATIENCE, "options": server}
            patience = {name: value for name, value in patience.items() if name not in parsed.query}
            driver = parsed.set(drivername="postgresql+psycopg")
            engine = create_engine(driver, pool_pre_ping=True, connect_args=patience, hide_parameters=True)
            event.listen(engine, "connect", _require_server)
            return engine
    except (ArgumentError, NoSuchModuleError, ValueError):
        pass
    raise Unavailable(N_("This is no database address. Use sqlite:///FILE or postgresql+psycopg://HOST/NAME."))


def is_sqlite(engine: Engine | Connection) -> bool:
    """Whether this is the one-file database."""
    return engine.dialect.name == "sqlite"


def _require_server(connection: Any, _record: object) -> None:
    found: int = connection.info.server_version // 10_000
    if found < OLDEST_SERVER:
        raise Unavailable(
            N_(
                "The server is Postgres {found}; Lete needs {oldest} or newer. IT should upgrade the server.",
                found=found,
                oldest=OLDEST_SERVER,
            )
        )


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns into a writer can be refused at once; one that begins as a writer waits.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
