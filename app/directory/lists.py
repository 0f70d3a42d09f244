"""The short lists of the directory as records: units, institutions, topics and job titles."""

from __future__ import annotations

from sqlalchemy import select

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.latvian import fold, sort_key
from app.core.search import matches
from app.core.work import View, Work
from app.directory.records import InstitutionRecord, JobTitleRecord, TopicRecord, UnitRecord
from app.directory.tables import Institution, JobTitle, Topic, Unit


def units(view: View, hidden: bool) -> list[UnitRecord]:
    """The parts of the office, in the order they were entered."""
    rows = view.session.scalars(select(Unit).order_by(Unit.id))
    return [
        UnitRecord(id=row.id, version=row.version, name=row.name, hidden=row.hidden)
        for row in rows
        if hidden or not row.hidden
    ]


def institutions(view: View, hidden: bool) -> list[InstitutionRecord]:
    """Other bodies, in Latvian order."""
    rows = view.session.scalars(select(Institution).order_by(Institution.name_sort, Institution.id))
    return [institution(row) for row in rows if hidden or not row.hidden]


def find_institutions(view: View, text: str, limit: int) -> list[InstitutionRecord]:
    """Bodies whose name or competence has all words of ``text``, in Latvian order."""
    found = matches(view.session.connection(), text, Institution.id, Institution.search_fold)
    chosen = select(Institution).where(found, Institution.hidden.is_(False))
    rows = view.session.scalars(chosen.order_by(Institution.name_sort, Institution.id).limit(limit))
    return [institution(row) for row in rows]


def institution(row: Institution) -> InstitutionRecord:
    """One body."""
    return InstitutionRecord(
        id=row.id,
        version=row.version,
        name=row.name,
        competence=row.competence,
        phone=row.phone,
        email=row.email,
        web=row.web,
        address=row.address,
        hidden=row.hidden,
    )


def topics(view: View, hidden: bool) -> list[TopicRecord]:
    """Topics in the office's own order."""
    rows = view.session.scalars(select(Topic).order_by(Topic.position, Topic.id))
    return [_topic(row) for row in rows if hidden or not row.hidden]


def _topic(row: Topic) -> TopicRecord:
    return TopicRecord(
        id=row.id,
        version=row.version,
        name=row.name,
        default_days=row.default_days,
        specialist_id=row.specialist_id,
        position=row.position,
        hidden=row.hidden,
    )


def job_titles(view: View, hidden: bool) -> list[JobTitleRecord]:
    """Posts in Latvian order."""
    rows = sorted(view.session.scalars(select(JobTitle)), key=lambda row: (sort_key(row.name), row.id))
    return [_job_title(row) for row in rows if hidden or not row.hidden]


def _job_title(row: JobTitle) -> JobTitleRecord:
    return JobTitleRecord(
        id=row.id,
        version=row.version,
        name=row.name,
        other_form=row.other_form,
        serves_counter=row.serves_counter,
        visits_clients=row.visits_clients,
        hidden=row.hidden,
    )


def refuse_same_title(work: Work, record: JobTitleRecord) -> None:
    """A post, in either form, stands in the list once; marks and case apart. Raises Invalid."""
    forms = {"name": fold(record.name), "other_form": fold(record.other_form)}
    for row in work.session.scalars(select(JobTitle).where(JobTitle.id != (record.id or 0))):
        for field, form in forms.items():
            if form and form in (fold(row.name), fold(row.other_form)):
                raise Invalid({field: N_("The list has this job title already: {name}.", name=row.name)})
