"""A clock with its reminders: who took it up, which steps left, and in which mails."""

from datetime import timedelta

from opvolging import bijstellen
from opvolging.models import Termijn
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU

STREEF = NU + timedelta(hours=24)
GRENS = NU + timedelta(hours=48)
DAG_TE_LAAT = NU + timedelta(hours=72)


def opgepakt(termijn: Termijn, email="els@voorbeeld.test", **velden):
    els = bouwers.gebruiker(email=email, **velden)
    zaak = bouwers.zaak(meldingen=[termijn.melding], behandelaar=els)
    bijstellen.heradresseer(termijn.melding, aan=els)
    return zaak


def stappen(termijn: Termijn) -> dict[int, str]:
    return dict(termijn.herinneringen.values_list("stap", "status"))


def brieven() -> list[tuple[str, list[int]]]:
    """Who would get a mail, with which steps in it; oldest first."""
    return [
        (bericht.aan, list(bericht.herinneringen.order_by("pk").values_list("stap", flat=True)))
        for bericht in Bericht.objects.order_by("pk")
    ]


def begin_te_versturen() -> None:
    """As a sender does: what follows is for the next mail."""
    Bericht.objects.update(verzamelt_voor="")
