"""What the dispatcher laid in a mail, row by row."""

from datetime import datetime

from opvolging import herinneringen
from opvolging.models import Herinnering


def verzonden(*, nu: datetime) -> list[Herinnering]:
    """One run at `nu`; the rows as they are afterwards, in the order of their clocks."""
    ids: list[int] = []
    herinneringen.verzend(nu=nu, gelegd=ids.extend)
    return list(Herinnering.objects.filter(pk__in=ids).select_related("termijn__melding"))
