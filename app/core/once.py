"""Saves that are done once, however often they are asked for.

A save whose acknowledgement was lost on the way looks like one that failed, and is tried again. Where that would
make a second row, the program gives the save a number of its own, kept in the same transaction as what it made.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import insert, select

from app.core.tables import DoneRequest
from app.core.work import Work


def once(work: Work, request: str, save: Callable[[], int]) -> int:
    """The row that ``save`` makes, or made when this ``request`` (a UUID; "" for none) was first done.

    Two that come at the same moment meet in the table's key; Office.do tries the later one again.
    """
    if not request:
        return save()
    known = _row_of(work, request)
    if known is not None:
        return known
    row_id = save()
    work.flush()
    _keep(work, request, row_id)
    return row_id


def first_time(work: Work, request: str, row_id: int) -> bool:
    """Whether ``request`` ("" for none) is yet to be done to a row; from now on it has been.

    For what is done to a row that stands already, where :func:`once` makes one.
    """
    if not request:
        return True
    if _row_of(work, request) is not None:
        return False
    _keep(work, request, row_id)
    return True


def _row_of(work: Work, request: str) -> int | None:
    return work.session.scalar(select(DoneRequest.row_id).where(DoneRequest.request == request))


def _keep(work: Work, request: str, row_id: int) -> None:
    work.session.execute(insert(DoneRequest).values(request=request, account=work.actor.account, row_id=row_id))
