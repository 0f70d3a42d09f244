"""The office's services: what can be had, how, how soon and for how much (C21)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Select, select

from app.core.search import matches
from app.core.work import Gone, View
from app.directory.records import ServiceRecord
from app.directory.tables import Service, Unit


def services(view: View, hidden: bool) -> list[ServiceRecord]:
    """All services in the office's own order."""
    return _read(view, _services() if hidden else _services().where(Service.hidden.is_(False)))


def service(view: View, service_id: int) -> ServiceRecord:
    """One service; raises Gone."""
    found = _read(view, _services().where(Service.id == service_id))
    if not found:
        raise Gone
    return found[0]


def services_of_topic(view: View, topic_id: int) -> list[ServiceRecord]:
    """The services that a question on a topic is about."""
    return _read(view, _services().where(Service.topic_id == topic_id, Service.hidden.is_(False)))


def find_services(view: View, text: str, limit: int) -> list[ServiceRecord]:
    """Services whose name, way or price has all words of ``text``."""
    found = matches(view.session.connection(), text, Service.id, Service.search_fold)
    return _read(view, _services().where(found, Service.hidden.is_(False)).limit(limit))


def service_values(record: ServiceRecord) -> dict[str, Any]:
    """The record as its columns hold it."""
    values = asdict(record)
    del values["unit"]
    return values


def _services() -> Select[Service, str]:
    return (
        select(Service, Unit.name)
        .outerjoin(Unit, Unit.id == Service.unit_id)
        .order_by(Service.position, Service.name_sort, Service.id)
    )


def _read(view: View, chosen: Select[Service, str]) -> list[ServiceRecord]:
    return [_service(row, unit or "") for row, unit in view.session.execute(chosen)]


def _service(row: Service, unit: str) -> ServiceRecord:
    return ServiceRecord(
        id=row.id,
        version=row.version,
        name=row.name,
        how=row.how,
        term=row.term,
        price=row.price,
        form=row.form,
        unit_id=row.unit_id,
        unit=unit,
        topic_id=row.topic_id,
        position=row.position,
        hidden=row.hidden,
    )
