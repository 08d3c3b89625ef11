"""What the melder hears by e-mail: that it was opgepakt, and later afgerond. Never how or why.

What looks like spam is answered only once it was accepted: somebody tried to reach the betrokkene.
Then the mail with the volgcode follows too, so that nobody who was no robot goes without.
Who took a melding back hears nothing more.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Q

from meldingen import keuzes
from meldingen.intake import stuur_code
from meldingen.models import Deur, Melding
from opvolging.models import Aanvulling, Contact, Zaak
from signaalpunt import post

TAAL_ONBEKEND = "nl"  # of the page on which it was typed nothing is kept

# No mail that we are done: nobody is waiting for it, or the work goes on in another zaak.
ZONDER_BERICHT = frozenset(
    {
        Zaak.Uitkomst.OVERLEDEN,
        Zaak.Uitkomst.GEEN_MELDING,
        Zaak.Uitkomst.DUBBEL,
        Zaak.Uitkomst.INGETROKKEN,
    }
)


def meld_opgepakt(melding: Melding, *, nu: datetime) -> None:
    """Lay the mail ready when the melder asked for it and the melding is accepted."""
    if not melding.is_verdacht:
        _leg_klaar("opgepakt", melding, nu)
    elif _is_aanvaard(melding):
        _haal_in(melding, nu)


def meld_aanvaard(zaak: Zaak, *, nu: datetime) -> None:
    """Somebody tries to reach the betrokkene: suspicious meldingen were real, so say opgepakt."""
    for melding in Melding.objects.filter(zaakmelding__zaak=zaak, is_verdacht=True):
        _haal_in(melding, nu)


def meld_afgerond(zaak: Zaak, meldingen: Collection[int], *, nu: datetime) -> None:
    """Lay the mails ready for who reported about somebody else and asked to hear by e-mail.

    `meldingen` are those that are afgerond now. Who said that it was not solved hears it again,
    and nobody else: a second mail would tell that others reported about the same person.
    """
    if zaak.uitkomst in ZONDER_BERICHT:
        return
    van_anderen = Melding.objects.filter(pk__in=meldingen).exclude(deur=Deur.MIJZELF)
    if not zaak.contacten.exists():
        van_anderen = van_anderen.filter(is_verdacht=False)
    niet_opgelost = Count("aanvullingen", Q(aanvullingen__soort=Aanvulling.Soort.NIET_OPGELOST))
    per_email = van_anderen.filter(terugkoppeling=keuzes.Terugkoppeling.EMAIL)
    for melding in per_email.annotate(keer=niet_opgelost):
        _leg_klaar("afgerond", melding, nu, keer=melding.keer)


def _haal_in(melding: Melding, nu: datetime) -> None:
    """The mails that were held back: the code that was asked for, and that it is opgepakt."""
    if wil_mail(melding) and not is_ingetrokken(melding):
        stuur_code(melding, aan=adres(melding), taal=TAAL_ONBEKEND, nu=nu)
        _leg_klaar("opgepakt", melding, nu)


def _is_aanvaard(melding: Melding) -> bool:
    return Contact.objects.filter(zaak__zaakmeldingen__melding=melding).exists()


def is_ingetrokken(melding: Melding) -> bool:
    """Whether the melder took it back."""
    return melding.aanvullingen.filter(soort=Aanvulling.Soort.INTREKKING).exists()


def _leg_klaar(soort: str, melding: Melding, nu: datetime, *, keer: int = 0) -> None:
    if not wil_mail(melding) or is_ingetrokken(melding):
        return
    post.leg_klaar(
        gemeente=melding.gemeente,
        soort=soort,
        aan=adres(melding),
        gegevens={"telefoon": melding.gemeente.telefoon},
        sleutel=f"{soort}-{melding.pk}-na-{keer}" if keer else f"{soort}-{melding.pk}",
        nu=nu,
    )


def wil_mail(melding: Melding) -> bool:
    """Whether the melder asked for mail, at an address that is there."""
    return melding.terugkoppeling == keuzes.Terugkoppeling.EMAIL and bool(adres(melding))


def adres(melding: Melding) -> str:
    """Where who wrote it reads mail; empty when we do not know."""
    if melding.deur == Deur.MIJZELF:
        return melding.betrokkene_email
    melder = getattr(melding, "melder", None)
    return melder.email if melder else ""
