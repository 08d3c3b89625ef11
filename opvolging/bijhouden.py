"""Organisations that keep their own entries: the link, what they would change, and our look at it.

Behind a link stand the entries of one organisation and nothing else. What it writes changes
nothing until somebody of the team took it over.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from opvolging.aanbod import bewaar, leg_weg
from opvolging.models import Aanbod, Aanbodpartner, Aanbodvoorstel
from opvolging.models.aanbod import AanbodQuerySet
from signaalpunt import post, zoekhash
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

LENGTE = 32  # hexadecimal characters: 128 bits
GELDIG = timedelta(days=14)
DUBBEL = timedelta(minutes=1)  # sent again so soon: pressed twice
# what an organisation may change; for whom and for what it helps, is for the team
VELDEN = ("omschrijving", "plek", "tijd", "prijs", "telefoon", "email", "website")


def sleutel_van(partner: Aanbodpartner) -> str:
    """What stands in the address of the newest link; who never got it cannot guess it."""
    wat = f"{partner.rij} {partner.geldig_tot.timestamp()}"
    return f"{partner.pk}-{zoekhash.sleutelhash('aanbodpartner', wat)[:LENGTE]}"


@transaction.atomic
def stuur_link(aanbod: Aanbod, *, email: str, nu: datetime) -> Aanbodpartner:
    """Let who reads `email` keep this entry, and mail the link; an earlier one stops.

    Pressed twice it is mailed once: of two links the first would be dead when it arrives.
    """
    hash_ = zoekhash.email(email)
    partner, _ = Aanbodpartner.objects.select_for_update().get_or_create(
        gemeente=aanbod.gemeente,
        email_hash=hash_,
        defaults={"email": email, "geldig_tot": nu + GELDIG},
    )
    is_al_van = Aanbod.objects.filter(pk=aanbod.pk, partner=partner).exists()
    if is_al_van and nu + GELDIG < partner.geldig_tot + DUBBEL:
        return partner
    partner.geldig_tot = nu + GELDIG
    partner.save(update_fields=["geldig_tot"])
    Aanbod.objects.filter(pk=aanbod.pk).update(partner=partner)
    pad = reverse("bijhouden", args=[sleutel_van(partner)])
    post.leg_klaar(
        gemeente=aanbod.gemeente,
        soort="bijhouden",
        aan=email,
        gegevens={"url": post.adres(aanbod.gemeente, pad), "telefoon": aanbod.gemeente.telefoon},
        sleutel=f"bijhouden-{aanbod.pk}-{nu.timestamp()}",
        nu=nu,
    )
    return partner


@transaction.atomic
def neem_terug(aanbod: Aanbod) -> None:
    """The team keeps this entry itself again."""
    Aanbod.objects.filter(pk=aanbod.pk).update(partner=None)


def levend(sleutel: str, *, nu: datetime) -> Aanbodpartner | None:
    """Whose link this is, while it works; None for anything else."""
    nummer, _, _ = sleutel.partition("-")
    if not (nummer.isascii() and nummer.isdecimal()) or len(nummer) > 18:
        return None
    partner = Aanbodpartner.objects.filter(pk=int(nummer), geldig_tot__gt=nu).first()
    if partner is None or not constant_time_compare(sleutel_van(partner), sleutel):
        return None
    return partner


def van_partner(partner: Aanbodpartner) -> AanbodQuerySet:
    """The entries of this organisation that nobody put away."""
    return Aanbod.objects.in_gebruik().filter(partner=partner, gemeente=partner.gemeente_id)


def zoals_opgestuurd(partner: Aanbodpartner, aanbod: Aanbod) -> dict[str, Any]:
    """What the organisation sees to change: with what it sent and nobody looked at yet."""
    velden: dict[str, Any] = {veld: getattr(aanbod, veld) for veld in VELDEN}
    wacht = aanbod.voorstellen.filter(partner=partner, behandeld_op=None).first()
    return velden | wacht.velden | {"is_weg": wacht.is_weg} if wacht else velden


@transaction.atomic
def stel_voor(
    partner: Aanbodpartner,
    aanbod: Aanbod,
    velden: Mapping[str, str],
    *,
    is_weg: bool = False,
    nu: datetime,
) -> None:
    """Lay what the organisation would change before the team; a newer one replaces it."""
    anders = {v: velden[v] for v in VELDEN if v in velden and velden[v] != getattr(aanbod, v)}
    if not anders and not is_weg:
        raise Geweigerd("U wijzigde niets. Klopt alles nog? Dan hoeft u niets te doen.")
    Aanbodvoorstel.objects.update_or_create(
        aanbod=aanbod,
        behandeld_op=None,
        defaults={
            "gemeente_id": aanbod.gemeente_id,
            "partner": partner,
            "velden": anders,
            "is_weg": is_weg,
            "ingestuurd_op": nu,
        },
    )


def stand(voorstel: Aanbodvoorstel, nu_geldend: Aanbod) -> str:
    """What somebody saw who looked at it, to be sent along with the decision."""
    return f"{voorstel.ingestuurd_op.isoformat()} {nu_geldend.versie}"


def zoals_voorgesteld(voorstel: Aanbodvoorstel) -> Aanbod:
    """The entry as it would become."""
    straks = Aanbod.objects.select_related("buurt").get(pk=voorstel.aanbod_id)
    for veld, waarde in voorstel.velden.items():
        setattr(straks, veld, waarde)
    return straks


@transaction.atomic
def beslis(
    voorstel: Aanbodvoorstel,
    *,
    neem_over: bool,
    gezien: str | None = None,
    door: Gebruiker,
    nu: datetime,
) -> None:
    """Take it over or leave it; decided twice, once.

    Raises Geweigerd when the organisation or a colleague changed something since `gezien`, or
    when residents would read half.
    """
    open_ = Aanbodvoorstel.objects.select_for_update().filter(pk=voorstel.pk, behandeld_op=None)
    deze = open_.first()
    if deze is None:
        return
    straks = zoals_voorgesteld(deze)
    if gezien is not None and gezien != stand(deze, straks):
        raise Geweigerd(
            "Dit is zojuist veranderd, door de organisatie of door een collega. Er is niets "
            "overgenomen. Lees wat er nu staat, en kies opnieuw."
        )
    deze.behandeld_op, deze.behandeld_door, deze.is_overgenomen = nu, door, neem_over
    deze.save(update_fields=["behandeld_op", "behandeld_door", "is_overgenomen"])
    if not neem_over:
        return
    if deze.is_weg:
        leg_weg(straks, door=door, nu=nu)
        return
    bewaar(straks, versie=straks.versie, door=door, nu=nu)
