"""Telling somebody that we have data about them: the duty, the tick, and the exception by two.

The duty is there when somebody else brought a melding: who wrote to us read it there. It ends one
month after that melding came in. Until it was done nobody comes into begeleiding; nothing else
waits for it, for whoever is in need is helped first.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Min, Q

from meldingen.models import Deur
from opvolging import klokken
from opvolging.kalender import lokaal, maanden_later
from opvolging.models import Contact, Gebeurtenis, Informatie, Termijn, Zaak
from opvolging.verloop import schrijf_bij, vergrendel
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import werkt_hier

ALARM_DAG = 25  # days after the melding; a month ends 3 to 6 days later
SOORT = Termijn.Soort.INFORMATIEPLICHT
_SOORT = Gebeurtenis.Soort
MANIEREN = {
    Contact.Wijze.TELEFOON: Informatie.Manier.TELEFOON,
    Contact.Wijze.BEZOEK: Informatie.Manier.GESPREK,
    Contact.Wijze.BRIEF: Informatie.Manier.BRIEF,
    Contact.Wijze.EMAIL: Informatie.Manier.EMAIL,
}


def uiterlijk(ontvangen_op: datetime) -> date:
    """The last day to tell it: one month later, or the last day of a shorter month."""
    return maanden_later(ontvangen_op, 1).date()


def is_alarm(ontvangen_op: datetime, nu: datetime) -> bool:
    """Whether it must be told now: from day 25 on."""
    return (lokaal(nu).date() - lokaal(ontvangen_op).date()).days >= ALARM_DAG


def aantal_dringend(gemeente: Gemeente, nu: datetime) -> int:
    """How many must hear now what others told us, also whom nobody took up; one query."""
    lopend = Termijn.objects.lopend().filter(gemeente=gemeente, soort=SOORT, streef_op__lte=nu)
    geteld = lopend.aggregate(
        zaken=Count("melding__zaakmelding__zaak", distinct=True),
        van_niemand=Count("pk", filter=Q(melding__zaakmelding=None)),
    )
    return int(geteld["zaken"] + geteld["van_niemand"])


def eerste_van_een_ander(meldingen: Iterable[tuple[str, datetime]]) -> datetime | None:
    """When the first melding by somebody else came in; `meldingen` are deur and ontvangen_op."""
    return min((op for deur, op in meldingen if deur != Deur.MIJZELF), default=None)


def informatie_van(zaak: Zaak) -> Informatie | None:
    """How it stands; without a query when it was fetched along."""
    stand: Informatie | None = getattr(zaak, "informatie", None)
    return stand


def weiger_voor_de_melding(zaak: Zaak, op: datetime) -> None:
    """Raises Geweigerd when `op` lies before we knew of this person."""
    eerste = zaak.zaakmeldingen.aggregate(op=Min("melding__ontvangen_op"))["op"]
    if eerste and op < eerste:
        raise Geweigerd("Dit moment ligt vóór de melding. Kijk de datum en de tijd na.")


@transaction.atomic
def vertel(
    zaak: Zaak,
    *,
    manier: Informatie.Manier,
    op: datetime | None = None,
    door: Gebruiker,
    nu: datetime,
) -> None:
    """Record that it was told, by `door`; told twice, the first time counts.

    Raises Geweigerd when the moment lies ahead or before the first melding, or the zaak is closed.
    """
    if op and op > nu:
        raise Geweigerd("Dit moment ligt in de toekomst. Vul in wanneer u het vertelde.")
    zaak = vergrendel(zaak)
    if op:
        weiger_voor_de_melding(zaak, op)
    stand = informatie_van(zaak)
    if stand and stand.manier:
        return
    stand = stand or Informatie(gemeente_id=zaak.gemeente_id, zaak=zaak)
    stand.manier, stand.op, stand.door, stand.reden = manier, op or nu, door, ""
    stand.akkoord_door, stand.akkoord_op = None, None
    stand.save()
    schrijf_bij(zaak, _SOORT.VERTELD, door=door, nu=nu, tekst=f"{manier.label.capitalize()}.")
    # at the moment of the telling, and now of a melding that came in after it was told
    verteld = Termijn.Stopreden.VERTELD
    klokken.stop_om(zaak, [(verteld, op), (verteld, None)], nu=nu)


@transaction.atomic
def vraag_uitzondering(zaak: Zaak, *, reden: str, door: Gebruiker, nu: datetime) -> None:
    """Propose to tell nothing, for `reden`; it counts when somebody else agrees.

    Raises Geweigerd when it was told or asked already, or the zaak is closed.
    """
    zaak = vergrendel(zaak)
    if informatie_van(zaak):
        raise Geweigerd(
            "Dit is al verteld of gevraagd. Ververs de pagina om te zien hoe het staat."
        )
    Informatie.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, op=nu, door=door, reden=reden
    )
    schrijf_bij(zaak, _SOORT.UITZONDERING_GEVRAAGD, door=door, nu=nu, tekst=reden)


@transaction.atomic
def ga_akkoord(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """Agree with the exception that a colleague proposed; agreed twice, once.

    Raises Geweigerd for who proposed it, when nothing was proposed, or the zaak is closed.
    """
    zaak = vergrendel(zaak)
    stand = informatie_van(zaak)
    if stand is None or stand.manier:
        raise Geweigerd("Er is geen uitzondering meer om over te beslissen. Ververs de pagina.")
    if stand.akkoord_op:
        return
    if stand.door == door or not werkt_hier(door, zaak.gemeente_id):
        raise Geweigerd("Een uitzondering besluit u met z’n tweeën. Vraag een collega om akkoord.")
    stand.akkoord_door, stand.akkoord_op = door, nu
    stand.save()
    schrijf_bij(zaak, _SOORT.UITZONDERING, door=door, nu=nu)
    klokken.stop(zaak, reden=Termijn.Stopreden.UITZONDERING, nu=nu)


def volg_zaak(zaak: Zaak, *, nu: datetime) -> None:
    """Something joined `zaak`: what its person heard already needs not be told again."""
    stand = informatie_van(zaak)
    if stand and stand.is_klaar:
        reden = Termijn.Stopreden
        klokken.stop(zaak, reden=reden.VERTELD if stand.manier else reden.UITZONDERING, nu=nu)


def gehoord_op(zaak: Zaak) -> datetime | None:
    """When the person heard it, or two decided to tell nothing; one query."""
    stand = Informatie.objects.filter(zaak=zaak).first()
    if stand is None:
        return None
    return stand.op if stand.manier else stand.akkoord_op


def laat_weer_gelden(zaak: Zaak, *, nu: datetime) -> None:
    """Let the duty go on in a zaak that is open again, or new, while it was not told there."""
    stand = informatie_van(zaak)
    if stand and stand.is_klaar:
        return
    gestopt = Termijn.objects.filter(
        melding__zaakmelding__zaak=zaak, soort=SOORT, gestopt_op__isnull=False
    )
    for klok in gestopt.select_related("melding"):
        klokken.hervat(klok, aan=zaak.behandelaar, nu=nu)


def weiger_zonder_informatie(zaak: Zaak) -> None:
    """Raises Geweigerd when somebody else brought a melding and the person did not hear of it."""
    stand = informatie_van(zaak)
    if stand and stand.is_klaar:
        return
    if zaak.zaakmeldingen.exclude(melding__deur=Deur.MIJZELF).exists():
        raise Geweigerd(
            "Vertel deze persoon eerst wat wij weten, van wie, en wat iemand mag vragen. "
            'Leg dat vast bij "Vertellen wat wij weten". Daarna gaat u hier verder.'
        )
