"""What the melder hears by e-mail: that it was opgepakt, and later afgerond. Never how or why."""

from datetime import datetime

from meldingen import keuzes
from meldingen.models import Deur, Melding
from opvolging.models import Zaak
from signaalpunt import post

# No mail that we are done: nobody is waiting for it, or the work goes on in another zaak.
ZONDER_BERICHT = frozenset(
    {Zaak.Uitkomst.OVERLEDEN, Zaak.Uitkomst.GEEN_MELDING, Zaak.Uitkomst.DUBBEL}
)


def meld_opgepakt(melding: Melding, *, nu: datetime) -> None:
    """Lay the mail ready when the melder asked for it; a suspicious sender gets none."""
    if not melding.is_verdacht:
        _leg_klaar("opgepakt", melding, nu)


def meld_afgerond(zaak: Zaak, *, nu: datetime) -> None:
    """Lay the mails ready for who reported about somebody else and asked to hear by e-mail."""
    if zaak.uitkomst in ZONDER_BERICHT:
        return
    van_anderen = Melding.objects.filter(zaakmelding__zaak=zaak).exclude(deur=Deur.MIJZELF)
    for melding in van_anderen.filter(terugkoppeling=keuzes.Terugkoppeling.EMAIL):
        _leg_klaar("afgerond", melding, nu)


def _leg_klaar(soort: str, melding: Melding, nu: datetime) -> None:
    aan = _adres(melding)
    if melding.terugkoppeling != keuzes.Terugkoppeling.EMAIL or not aan:
        return
    post.leg_klaar(
        gemeente=melding.gemeente,
        soort=soort,
        aan=aan,
        gegevens={"telefoon": melding.gemeente.telefoon},
        sleutel=f"{soort}-{melding.pk}",
        nu=nu,
    )


def _adres(melding: Melding) -> str:
    if melding.deur == Deur.MIJZELF:
        return melding.betrokkene_email
    melder = getattr(melding, "melder", None)
    return melder.email if melder else ""
