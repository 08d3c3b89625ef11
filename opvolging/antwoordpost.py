"""The mail that a maatje answered: to who looks after the zaak at the moment it leaves.

Until then the zaak may change hands or become part of another, and its behandelaar may go away. It
holds nothing about a person: who answered, and what, stands behind the link.
"""

from datetime import datetime

from django.urls import reverse

from opvolging import ontvanger
from opvolging.afwezig import afwezigen
from opvolging.models import Koppeling
from signaalpunt import post
from signaalpunt.models import Bericht

SOORT = "antwoord_maatje"
SLEUTEL = "antwoord-"


def leg_klaar(koppeling: Koppeling, *, nu: datetime) -> None:
    """Let the team hear of the answer, in the transaction of the answer."""
    post.leg_klaar(
        gemeente=koppeling.gemeente,
        soort=SOORT,
        aan="",
        gegevens={},
        sleutel=f"{SLEUTEL}{koppeling.pk}",
        nu=nu,
    )


def schrijf(bericht: Bericht, nu: datetime) -> post.Inhoud | None:
    """What it says and to whom as it leaves; None when the koppeling is not kept any more."""
    met_zaak = Koppeling.objects.select_related("deelnemer__zaak__behandelaar__plaatsvervanger")
    koppeling = met_zaak.filter(pk=bericht.sleutel.removeprefix(SLEUTEL)).first()
    if koppeling is None:
        return None
    zaak = koppeling.deelnemer.zaak
    naar = ontvanger.van_zaak(zaak, afwezig=afwezigen(nu))
    pad = reverse("koppeling", kwargs={"koppeling_id": koppeling.pk})
    gegevens = {
        "zaak": zaak.pk,
        "url": post.adres(bericht.gemeente, pad),
        "waarom": naar.waarom.label,
    }
    return post.Inhoud(naar.adres, gegevens)


post.INHOUD[SOORT] = schrijf
