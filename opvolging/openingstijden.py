"""When a gemeente is open, by what it chose as it is now.

For who may be mailed when. A clock keeps the hours and days with which it was promised; whether
somebody is at work today is not up to a clock.
"""

from datetime import datetime

from opvolging.kalender import Kalender, volgende_opening
from opvolging.klokrekening import kalender
from signaalpunt.models import Gemeente


class Openingen:
    """The opening hours of every gemeente of one run, each looked up once."""

    def __init__(self) -> None:
        self._kalenders: dict[int, Kalender] = {}

    def vanaf(self, gemeente: Gemeente, moment: datetime) -> datetime:
        """`moment` itself when `gemeente` is open then, otherwise when it opens next."""
        if gemeente.pk not in self._kalenders:
            self._kalenders[gemeente.pk] = kalender(gemeente)
        return volgende_opening(moment, self._kalenders[gemeente.pk])
