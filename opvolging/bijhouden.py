"""Organisations that keep their own entries: the link, what they would change, and our look at it.

Behind a link stand the entries of one organisation and nothing else. What it writes changes
nothing until somebody of the team took it over.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from opvolging.aanbod import bewaar, leg_weg
from opvolging.models import Aanbod, Aanbodpartner, Aanbodvoorstel
from opvolging.models.aanbod import AanbodQuerySet
from signaalpunt import post, zoekhash
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente

LENGTE = 32  # hexadecimal characters: 128 bits
GELDIG = timedelta(days=14)
DUBBEL = timedelta(minutes=1)  # sent again so soon: pressed twice
# what an organisation may change; for whom and for what it helps, is for the team
VELDEN = ("omschrijving", "plek", "tijd", "prijs", "telefoon", "email", "website")
NIEUW = ("naam", "aanbieder", *VELDEN)  # of an entry that is not there yet
NIEUW_HOOGSTENS = 20  # of one organisation that wait; more nobody reads


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
    Aanbod.objects.filter(pk=aanbod.pk).update(partner=partner)
    _mail(partner, sleutel=f"bijhouden-{aanbod.pk}-{nu.timestamp()}", nu=nu)
    return partner


@transaction.atomic
def vernieuw(gemeente: Gemeente, *, email: str, nu: datetime) -> None:
    """Mail who keeps something and lost the link a new one; to any other address nothing.

    Pressed twice it is mailed once.
    """
    houdt_bij = Aanbodpartner.objects.select_for_update().filter(
        gemeente=gemeente, email_hash=zoekhash.email(email)
    )
    partner = houdt_bij.first()
    if partner is None or nu + GELDIG < partner.geldig_tot + DUBBEL:
        return
    if van_partner(partner).exists() or nieuw_van(partner):
        _mail(partner, sleutel=f"bijhouden-weer-{partner.pk}-{nu.timestamp()}", nu=nu)


def _mail(partner: Aanbodpartner, *, sleutel: str, nu: datetime) -> None:
    """Let the link begin anew, and mail it; an earlier one stops."""
    partner.geldig_tot = nu + GELDIG
    partner.save(update_fields=["geldig_tot"])
    gemeente, pad = partner.gemeente, reverse("bijhouden", args=[sleutel_van(partner)])
    post.leg_klaar(
        gemeente=gemeente,
        soort="bijhouden",
        aan=partner.email,
        gegevens={"url": post.adres(gemeente, pad), "telefoon": gemeente.telefoon},
        sleutel=sleutel,
        nu=nu,
    )


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
) -> bool:
    """Lay what the organisation would change before the team; a newer one replaces it.

    What it sets back to what stands there it takes back: then False. Raises Geweigerd when there is
    nothing to change and nothing to take back.
    """
    anders = {v: velden[v] for v in VELDEN if v in velden and velden[v] != getattr(aanbod, v)}
    if not anders and not is_weg:
        wachtend = Aanbodvoorstel.objects.open().filter(aanbod=aanbod, partner=partner)
        if wachtend.delete()[0]:
            return False
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
    return True


@transaction.atomic
def stel_nieuw_voor(
    partner: Aanbodpartner, velden: Mapping[str, str], *, sleutel: UUID, nu: datetime
) -> None:
    """Lay an entry that is not there yet before the team; the same `sleutel` again, once.

    Raises Geweigerd when so many wait already that nobody would read them.
    """
    # Held, so that of two at once both are counted.
    partner = Aanbodpartner.objects.select_for_update().get(pk=partner.pk)
    if Aanbodvoorstel.objects.filter(sleutel=sleutel).exists():
        return
    if Aanbodvoorstel.objects.nieuw().filter(partner=partner).count() >= NIEUW_HOOGSTENS:
        raise Geweigerd("Wij moeten nog veel van u bekijken. Probeer het over een paar dagen.")
    Aanbodvoorstel.objects.create(
        gemeente_id=partner.gemeente_id,
        partner=partner,
        sleutel=sleutel,
        velden={veld: velden[veld] for veld in NIEUW if velden.get(veld)},
        ingestuurd_op=nu,
    )


def nieuw_van(partner: Aanbodpartner) -> list[str]:
    """The names of the new entries of this organisation that wait for the team."""
    wachtend = Aanbodvoorstel.objects.nieuw().filter(partner=partner)
    return [velden["naam"] for velden in wachtend.values_list("velden", flat=True)]


def stand(voorstel: Aanbodvoorstel, nu_geldend: Aanbod | None = None) -> str:
    """What somebody saw who looked at it, to be sent along with the decision."""
    return f"{voorstel.ingestuurd_op.isoformat()} {nu_geldend.versie if nu_geldend else 'nieuw'}"


def zoals_voorgesteld(voorstel: Aanbodvoorstel) -> Aanbod:
    """The entry as it would become."""
    if voorstel.aanbod_id is None:
        straks = Aanbod(gemeente_id=voorstel.gemeente_id, partner_id=voorstel.partner_id)
    else:
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
) -> Aanbod | None:
    """Take it over or leave it; the same colleague twice the same, once. Returns the entry.

    Raises Geweigerd when a colleague decided before, the organisation took it back, it or a
    colleague changed something since `gezien`, or residents would read half.
    """
    # Held: of two who decide at once the second reads here what the first one wrote. Who that was
    # is asked apart: a join would still show the row as it was before the waiting.
    deze = Aanbodvoorstel.objects.select_for_update().filter(pk=voorstel.pk).first()
    if deze is None:
        raise Geweigerd("De organisatie nam dit zelf al terug. U hoeft niets te doen.")
    if deze.behandeld_op:
        return _al_beslist(deze, neem_over=neem_over, door=door)
    straks = zoals_voorgesteld(deze)
    if gezien is not None and gezien != stand(deze, straks if deze.aanbod_id else None):
        raise Geweigerd(
            "Dit is zojuist veranderd, door de organisatie of door een collega. Er is niets "
            "overgenomen. Lees wat er nu staat, en kies opnieuw."
        )
    deze.behandeld_op, deze.behandeld_door, deze.is_overgenomen = nu, door, neem_over
    if neem_over and deze.is_weg:
        leg_weg(straks, door=door, nu=nu)
    elif neem_over:
        deze.aanbod = bewaar(straks, versie=straks.versie, door=door, nu=nu)
    deze.save(update_fields=["behandeld_op", "behandeld_door", "is_overgenomen", "aanbod"])
    return deze.aanbod


def _al_beslist(deze: Aanbodvoorstel, *, neem_over: bool, door: Gebruiker) -> Aanbod | None:
    """Sent twice is once; Geweigerd says who decided what."""
    if deze.behandeld_door == door and deze.is_overgenomen == neem_over:
        return deze.aanbod
    andere = deze.behandeld_door
    wie = f"{andere.naam} heeft" if andere and andere != door else "U hebt"
    wat = "overgenomen" if deze.is_overgenomen else "niet overgenomen"
    raise Geweigerd(f"{wie} dit al bekeken en {wat}. Uw keuze is niet bewaard.")
