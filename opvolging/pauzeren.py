"""Letting the clock of a zaak stand still for a while, and letting it run again.

Only with a reason and an end date. A pause is for a person who cannot be called now; it is no way
to make a late clock on time: what passed before the pause stays passed.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from opvolging import klokken, klokpauze, klokrekening
from opvolging.kalender import lokaal, middernacht, volgende_opening
from opvolging.klokstand import moment
from opvolging.models import Gebeurtenis, Pauze, Termijn, Zaak
from opvolging.verloop import schrijf_bij, vergrendel
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

# Somebody must hear within a month that we know of them (art. 14 AVG); that duty does not pause.
LANGSTE = timedelta(days=28)


@transaction.atomic
def pauzeer(
    zaak: Zaak,
    *,
    reden: Pauze.Reden,
    tot_en_met: date,
    toelichting: str = "",
    door: Gebruiker,
    nu: datetime,
) -> datetime:
    """Let the clocks of `zaak` stand still until the first opening after `tot_en_met`.

    Returns that moment; asked twice the same, once. Raises Geweigerd when no clock can be paused
    (any more), the date is not between today and LANGSTE, or a reason is missing.
    """
    zaak = vergrendel(zaak)
    _controleer(zaak, reden, tot_en_met, toelichting, nu)
    termijnen = list(klokpauze.te_pauzeren(zaak))
    tot = _eerste_opening_na(tot_en_met, zaak)
    stil = [termijn.stil_tot for termijn in termijnen if termijn.stil_tot and termijn.stil_tot > nu]
    if stil:
        return _al_stil(max(stil), tot, nu)
    lopend = [termijn for termijn in termijnen if termijn.grens_op > nu]
    if not lopend:
        raise Geweigerd(_waarom_niet(termijnen))
    for termijn in lopend:
        klokpauze.zet_stil(termijn, tot=tot, reden=reden, door=door, nu=nu)
    _zeg_af(zaak, tot=tot, nu=nu)
    tekst = f"Tot {moment(tot, nu, 'om')}: {reden.label}. {toelichting}".strip()
    schrijf_bij(zaak, Gebeurtenis.Soort.GEPAUZEERD, door=door, nu=nu, tekst=tekst)
    return tot


@transaction.atomic
def hervat(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """Let the clocks of `zaak` run again from `nu` on. Raises Geweigerd when none stands still."""
    zaak = vergrendel(zaak)
    stil = list(klokpauze.te_pauzeren(zaak).filter(stil_tot__gt=nu))
    if not stil:
        raise Geweigerd("De klok staat niet stil. U hoeft hem niet weer te laten lopen.")
    for termijn in stil:
        klokpauze.laat_weer_lopen(termijn, nu=nu)
    schrijf_bij(zaak, Gebeurtenis.Soort.HERVAT, door=door, nu=nu)


def _zeg_af(zaak: Zaak, *, tot: datetime, nu: datetime) -> None:
    """Let go of a moment to try again before `tot`: nobody is there then."""
    afspraak = Termijn.objects.lopend().filter(zaak=zaak, soort=Termijn.Soort.OPNIEUW)
    if afspraak.filter(streef_op__lt=tot).exists():
        reden = Termijn.Stopreden.VERVALLEN
        klokken.stop(zaak, reden=reden, nu=nu, alleen=[Termijn.Soort.OPNIEUW])


def uiterlijk(nu: datetime) -> date:
    """The last day that a pause made at `nu` can have."""
    return lokaal(nu).date() + LANGSTE


def _controleer(
    zaak: Zaak, reden: Pauze.Reden, tot_en_met: date, toelichting: str, nu: datetime
) -> None:
    if tot_en_met < lokaal(nu).date():
        raise Geweigerd("Deze dag is al voorbij. Kies vandaag of een dag die nog komt.")
    if tot_en_met > uiterlijk(nu):
        raise Geweigerd(
            f"Een klok staat hoogstens {LANGSTE.days} dagen stil. Kies een eerdere dag, of sluit "
            "de zaak af als u deze persoon voorlopig niet kunt bereiken."
        )
    if reden == Pauze.Reden.ANDERS and not toelichting:
        raise Geweigerd("Schrijf bij een andere reden kort op welke.")
    # a melding that looks like spam first needs somebody who judges it
    if all(deel.melding.is_verdacht for deel in zaak.zaakmeldingen.select_related("melding")):
        raise Geweigerd(
            "Deze melding lijkt op spam. Oordeel daar eerst over: neem contact op, of sluit af als "
            '"geen echte melding".'
        )


def _eerste_opening_na(tot_en_met: date, zaak: Zaak) -> datetime:
    return volgende_opening(
        middernacht(tot_en_met + timedelta(days=1)), klokrekening.kalender(zaak.gemeente)
    )


def _al_stil(stil_tot: datetime, tot: datetime, nu: datetime) -> datetime:
    if stil_tot == tot:
        return tot
    raise Geweigerd(
        f"De klok staat al stil tot {moment(stil_tot, nu, 'om')}. Laat hem eerst weer lopen als u "
        "een andere dag wilt."
    )


def _waarom_niet(termijnen: list[Termijn]) -> str:
    if termijnen:
        return (
            "De grens is al voorbij; stilzetten verandert dat niet meer. Neem contact op, of "
            "spreek af wanneer u het weer probeert."
        )
    return "Er loopt geen klok meer. Er is niets om stil te zetten."
