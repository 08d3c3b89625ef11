"""The mails that an organisation answered, never answered, or asks for a link again.

They go to who looks after the zaak at the moment they leave, and hold nothing about a person: who
answered, and what, stands behind the link.
"""

from datetime import datetime

from django.urls import reverse

from opvolging import ontvanger
from opvolging.afwezig import afwezigen
from opvolging.models import Doorverwijzing
from signaalpunt import post
from signaalpunt.models import Bericht

SOORT = "antwoord_organisatie"
SLEUTEL = "organisatie-"
GEVRAAGD = "link_gevraagd"
STIL = "geen_antwoord"


def leg_klaar(doorverwijzing: Doorverwijzing, *, nu: datetime) -> None:
    """Let the team hear of the answer, in the transaction of the answer."""
    post.leg_klaar(
        gemeente=doorverwijzing.gemeente,
        soort=SOORT,
        aan="",
        gegevens={},
        sleutel=f"{SLEUTEL}{doorverwijzing.pk}",
        nu=nu,
    )


def leg_link_gevraagd_klaar(doorverwijzing: Doorverwijzing, *, nu: datetime) -> None:
    """Let the team hear that the organisation asks for a link whose time is over."""
    post.leg_klaar(
        gemeente=doorverwijzing.gemeente,
        soort=GEVRAAGD,
        aan="",
        gegevens={},
        sleutel=f"{GEVRAAGD}-{doorverwijzing.pk}-{nu.timestamp()}",
        nu=nu,
    )


def leg_stil_klaar(doorverwijzing: Doorverwijzing, *, nu: datetime) -> None:
    """Let the team hear that the question is back, in the transaction that takes it back."""
    post.leg_klaar(
        gemeente=doorverwijzing.gemeente,
        soort=STIL,
        aan="",
        gegevens={},
        sleutel=f"{STIL}-{doorverwijzing.pk}",
        nu=nu,
    )


def is_gezegd(doorverwijzing: Doorverwijzing) -> bool:
    """Whether the answer came from behind the link, as long as that mail is kept."""
    return Bericht.objects.filter(sleutel=f"{SLEUTEL}{doorverwijzing.pk}").exists()


def schrijf(bericht: Bericht, nu: datetime) -> post.Inhoud | None:
    """What it says and to whom as it leaves; None when it is not kept any more."""
    met_zaak = Doorverwijzing.objects.select_related("zaak__behandelaar__plaatsvervanger")
    deze = met_zaak.filter(pk=bericht.sleutel.split("-")[1]).first()
    if deze is None:
        return None
    naar = ontvanger.van_zaak(deze.zaak, afwezig=afwezigen(nu))
    pad = f"{reverse('zaak', kwargs={'zaak_id': deze.zaak_id})}#doorverwijzingen"
    gegevens = {
        "zaak": deze.zaak_id,
        "url": post.adres(bericht.gemeente, pad),
        "waarom": naar.waarom.label,
    }
    return post.Inhoud(naar.adres, gegevens)


post.INHOUD[SOORT] = post.INHOUD[GEVRAAGD] = post.INHOUD[STIL] = schrijf
