"""What a new office's directory begins with: the units, topics and other institutions of its profile."""

from __future__ import annotations

from sqlalchemy import func, select

from app.core.profile_records import Profile
from app.core.profiles import institutions_of
from app.core.work import Work
from app.directory.tables import Institution, Topic, Unit


def begin(work: Work, chosen: Profile) -> None:
    """Add the profile's lists, unless the directory has units or topics already."""
    if any(work.session.scalar(select(func.count()).select_from(cls)) for cls in (Unit, Topic)):
        return
    work.insert(Unit, [{"name": name} for name in chosen.units])
    work.insert(
        Topic,
        [
            {"name": topic.label, "position": position, "default_days": topic.days}
            for position, topic in enumerate(chosen.topics)
        ],
    )
    work.insert(
        Institution,
        [
            {"name": body.name, "competence": body.about, "phone": body.phone, "web": body.web}
            for body in institutions_of(chosen)
        ],
    )
