"""Clocks whose reminders lie together in one mail, and the mails that left."""

from datetime import timedelta

from django.core import mail

from opvolging import bijstellen, herinneringen, klokken
from opvolging.models import Herinnering, Termijn
from signaalpunt import post
from tests import bouwers
from tests.bouwers import NU

STREEF = NU + timedelta(hours=24)
GRENS = NU + timedelta(hours=48)


def klok(gemeente, nu=NU, **velden) -> Termijn:
    return klokken.start(bouwers.melding(gemeente=gemeente, ontvangen_op=nu, **velden), nu=nu)


def pak_op(termijn: Termijn, door):
    zaak = bouwers.zaak(meldingen=[termijn.melding], behandelaar=door)
    bijstellen.heradresseer(termijn.melding, aan=door)
    return zaak


def stop(zaak, nu=STREEF) -> None:
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=nu)


def verstuur(nu=STREEF):
    """Dispatcher and sender, one after the other; the mails that left."""
    mail.outbox.clear()
    herinneringen.verzend(nu=nu)
    post.verstuur(nu=nu)
    return sorted(mail.outbox, key=lambda brief: brief.to)


def veel_rijen(gemeente, aantal: int) -> None:
    """Clocks with one step each, all due."""
    for _ in range(aantal):
        termijn = bouwers.termijn(melding=bouwers.melding(gemeente=gemeente))
        Herinnering.objects.create(
            gemeente=gemeente, termijn=termijn, regelversie=1, stap=2, ontvanger="team",
            gepland_op=STREEF,
        )  # fmt: skip
