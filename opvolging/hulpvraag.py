"""What an organisation that was asked to help may read, until when, and its answer.

A link says only what the person agreed to share, and only while nobody answered, the clock of the
answer runs and the person did not take the agreement back. A dead link, a wrong one and one that
never was are the same to who tries it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from opvolging import doorverwijzen, hulpvraagpost, toestemming
from opvolging.antwoorden import betrokkene
from opvolging.models import Doorverwijzing, Gebeurtenis, Partnerlink, Termijn
from opvolging.verloop import (
    houd_doorverwijzing,
    houd_zaak_bij,
    schrijf_bij,
    weiger_gesloten,
)
from signaalpunt import post, zoekhash
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht, Gebruiker, Gemeente
from signaalpunt.zoekhash import sleutelhash

Deel = Partnerlink.Deel
LENGTE = 32  # hexadecimal characters: 128 bits
DUBBEL = timedelta(minutes=1)  # the same again so soon: pressed twice
WEER_NA = timedelta(days=1)  # so often the team hears at most that somebody asks for a link


@dataclass(frozen=True)
class Gedeeld:
    """What the organisation reads: who it is about, as far as agreed, and what is asked."""

    naar: str
    wie: list[tuple[str, str]]
    toelichting: str
    geldig_tot: datetime
    weet_ervan: bool  # not when there was danger and no time to ask


def sleutel_van(link: Partnerlink) -> str:
    """What stands in the address of `link`; who never got it cannot guess it."""
    return f"{link.pk}-{sleutelhash('partnerlink', str(link.rij))[:LENGTE]}"


@transaction.atomic
def maak(
    doorverwijzing: Doorverwijzing,
    *,
    email: str,
    delen: Collection[str],
    toelichting: str,
    door: Gebruiker,
    nu: datetime,
) -> Partnerlink:
    """Mail the organisation a link that says this; an earlier one stops. Pressed twice, once.

    Raises Geweigerd when it was answered or taken back, its time is over, or the person does not
    agree (any more) that we share with this organisation.
    """
    deze = houd_doorverwijzing(doorverwijzing)
    weiger_gesloten(deze.zaak)
    if not deze.is_open:
        raise Geweigerd("Hier is al antwoord op, of het is ingetrokken. Ververs de pagina.")
    klok = _klok(deze)
    if klok is None or klok.grens_op <= nu:
        raise Geweigerd("De tijd voor een antwoord is voorbij. Bel de organisatie, of neem terug.")
    if not mag_delen(deze):
        raise toestemming.ToestemmingOntbreekt(toestemming.Soort.DELEN)
    gekozen = [deel for deel in Deel.values if deel in delen]
    levende = Partnerlink.objects.filter(doorverwijzing=deze, vervallen_op=None)
    eerder = levende.filter(gemaakt_door=door, gemaakt_op__gt=nu - DUBBEL).first()
    zelfde = eerder and (eerder.delen, eerder.toelichting) == (gekozen, toelichting)
    if eerder and zelfde and _ging_naar(eerder, email):
        return eerder
    levende.update(vervallen_op=nu)
    link = Partnerlink.objects.create(
        gemeente_id=deze.gemeente_id,
        doorverwijzing=deze,
        delen=gekozen,
        toelichting=toelichting,
        email_hash=zoekhash.email(email),
        gemaakt_op=nu,
        gemaakt_door=door,
        geldig_tot=klok.grens_op,
    )
    woorden = ", ".join(Deel(deel).label for deel in link.delen) or "geen naam of nummer"
    tekst = f"{deze.naar}. Gedeeld: {woorden}."
    schrijf_bij(deze.zaak, Gebeurtenis.Soort.LINK_GESTUURD, door=door, nu=nu, tekst=tekst)
    _mail(link, aan=email, sleutel=_van_mail(link), nu=nu)
    return link


def _mail(link: Partnerlink, *, aan: str, sleutel: str, nu: datetime) -> None:
    gemeente, pad = link.gemeente, reverse("hulpvraag", args=[sleutel_van(link)])
    post.leg_klaar(
        gemeente=gemeente,
        soort="hulpvraag",
        aan=aan,
        gegevens={"url": post.adres(gemeente, pad), "telefoon": gemeente.telefoon},
        sleutel=sleutel,
        nu=nu,
    )


@transaction.atomic
def stuur_weer(gemeente: Gemeente, *, email: str, nu: datetime) -> None:
    """Mail who was asked to help, and lost the link, each link that still lives.

    Where the time is over but nobody answered, the team hears that this organisation asks for it:
    once a day. To any other address nothing, and nothing about what was answered or taken back.
    """
    naar_hen = Partnerlink.objects.filter(
        gemeente=gemeente, email_hash=zoekhash.email(email), vervallen_op=None
    ).filter(doorverwijzing__status=Doorverwijzing.Status.GEVRAAGD)
    op_volgorde = naar_hen.order_by("doorverwijzing__zaak", "pk")  # nobody waits in a circle
    for link in op_volgorde.select_related("doorverwijzing__zaak", "gemeente"):
        if not mag_delen(link.doorverwijzing):
            continue
        if link.geldig_tot > nu:
            _mail(link, aan=email, sleutel=f"{_van_mail(link)}-weer-{nu.timestamp()}", nu=nu)
        else:
            _vertel_het_team(link.doorverwijzing, nu=nu)


def _vertel_het_team(deze: Doorverwijzing, *, nu: datetime) -> None:
    # Wherever it stands now: a colleague may just have joined this zaak to another.
    if (zaak := houd_zaak_bij(deze)) is None:
        return
    gevraagd, tekst = Gebeurtenis.Soort.LINK_GEVRAAGD, f"{deze.naar}."
    vandaag = zaak.gebeurtenissen.filter(soort=gevraagd, op__gt=nu - WEER_NA)
    if any(regel.tekst == tekst for regel in vandaag):
        return
    schrijf_bij(zaak, gevraagd, door=None, nu=nu, tekst=tekst)
    hulpvraagpost.leg_link_gevraagd_klaar(deze, nu=nu)


def is_al_gezegd(sleutel: str, *, is_ja: bool) -> bool:
    """Whether who holds this link gave this very answer behind it: then it was pressed twice."""
    link = _van(sleutel)
    if link is None:
        return False
    status = Doorverwijzing.Status.AANGENOMEN if is_ja else Doorverwijzing.Status.TERUGGEGEVEN
    deze = link.doorverwijzing
    return deze.status == status and hulpvraagpost.is_gezegd(deze)


def _van_mail(link: Partnerlink) -> str:
    return f"hulpvraag-{link.doorverwijzing.zaak_id}-{link.pk}"


def _ging_naar(link: Partnerlink, email: str) -> bool:
    """Whether its mail waits for this address; another one was a slip, and that link stops."""
    bericht = Bericht.objects.filter(sleutel=_van_mail(link)).first()
    return bericht is not None and bericht.aan == email


def mag_delen(deze: Doorverwijzing) -> bool:
    """Whether the person agrees now, or there was danger and no time to ask."""
    if deze.toestemming_op is None:
        return bool(deze.waarom_zonder)
    return toestemming.heeft(deze.zaak, toestemming.Soort.DELEN, deze.naar)


def _klok(deze: Doorverwijzing) -> Termijn | None:
    return deze.termijnen.lopend().filter(soort=Termijn.Soort.DOORVERWIJZING).first()


def levend(sleutel: str, *, nu: datetime) -> Partnerlink | None:
    """The link of this address when it still may be read; None for anything else."""
    link = _van(sleutel)
    if link is None or link.geldig_tot <= nu:
        return None
    deze = link.doorverwijzing
    return link if deze.is_open and mag_delen(deze) else None


def _van(sleutel: str) -> Partnerlink | None:
    """The newest link to whom was asked with this very address, dead or alive."""
    nummer, _, _ = sleutel.partition("-")
    if not (nummer.isascii() and nummer.isdecimal()) or len(nummer) > 18:
        return None
    met = Partnerlink.objects.select_related("doorverwijzing__zaak", "gemeente")
    link = met.filter(pk=int(nummer), vervallen_op=None).first()
    if link is None or not constant_time_compare(sleutel_van(link), sleutel):
        return None
    return link


def open_(link: Partnerlink, *, nu: datetime) -> Gedeeld:
    """What it says; that it was opened is kept, the first time."""
    Partnerlink.objects.filter(pk=link.pk, geopend_op=None).update(geopend_op=nu)
    zaak = link.doorverwijzing.zaak
    meldingen = [
        rij.melding
        for rij in zaak.zaakmeldingen.select_related("melding__buurt__wijk").order_by(
            "melding__ontvangen_op", "melding"
        )
    ]
    persoon = betrokkene(meldingen)
    alles = {deel: getattr(persoon, deel) for deel in Deel.values}
    return Gedeeld(
        naar=link.doorverwijzing.naar,
        wie=[(deel, alles[deel]) for deel in link.delen if alles[deel]],
        toelichting=link.toelichting,
        geldig_tot=link.geldig_tot,
        weet_ervan=link.doorverwijzing.toestemming_op is not None,
    )


@transaction.atomic
def antwoord(link: Partnerlink, *, is_ja: bool, reden: str, nu: datetime) -> None:
    """Record what the organisation said, and let the team hear of it.

    Raises Geweigerd for a no without a reason, or when a colleague recorded something else.
    """
    status = Doorverwijzing.Status.AANGENOMEN if is_ja else Doorverwijzing.Status.TERUGGEGEVEN
    doorverwijzen.leg_antwoord_vast(
        link.doorverwijzing, antwoord=status, reden=reden, door=None, nu=nu
    )
    hulpvraagpost.leg_klaar(link.doorverwijzing, nu=nu)
