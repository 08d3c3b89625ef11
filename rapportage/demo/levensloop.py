"""What happens to an invented melding after it came in, by the same functions as in real work.

Each step has a moment; a step that would lie after the end of the demo has not happened yet, so
the last days leave open work.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from meldingen.models import Melding
from opvolging import afsluiten, beoordelen, contact, evalueren, koppelen, triage
from opvolging.kalender import Kalender, maanden_later, volgende_opening
from opvolging.models import GESPREKKEN, Contact, Evaluatie, Koppeling, Termijn, Toestemming, Zaak
from rapportage.demo.doorverwijzen import vraag_aankomst, vraag_een_ander
from rapportage.demo.gesprekken import bespreek, kijk_terug
from rapportage.demo.maatjes import HEEL, Deel, stel_beste_voor, word_deelnemer
from rapportage.demo.verzinsels import kies
from signaalpunt.models import Gebruiker

_U = Zaak.Uitkomst
UITKOMSTEN = {
    _U.ADVIES: 28,
    _U.ACTIVITEIT: 24,
    _U.MAATJE: 22,
    _U.PROFESSIONAL: 10,
    _U.WIL_GEEN_HULP: 16,
}
ZONDER_GESPREK = {_U.NIET_BEREIKT: 7, _U.DUBBEL: 2, _U.BUITEN_GEBIED: 2}
DAG = 24 * 60  # minutes
RECENT = timedelta(days=60)
_E = Koppeling.Eindreden
EINDREDENEN = {_E.AFGEROND: 70, _E.GEEN_KLIK: 12, _E.DEELNEMER_STOPT: 12, _E.VERHUISD: 6}
MAANDEN = (2, 6, 12)  # after which the talks are due
TOT_OPPAKKEN = (40, 120, 120, 400, 400, 900, 2400)  # minutes
NOTITIES = (
    "Prettig gesprek gehad.",
    "Praatte graag over vroeger.",
    "Wil er nog even over denken.",
    "Vroeg of we volgende week terugbellen.",
    "",
)


class NogNietGebeurd(Exception):
    """The next step lies after the end of the demo."""


@dataclass
class Loop:
    """The course of one melding: where it is in time, and the chance that decides."""

    toeval: Random
    apart: Random  # of what was talked about, and of nothing else
    nu: datetime
    tot: datetime
    deel: Deel = HEEL

    def later(self, minuten: float) -> datetime:
        """Move on by about so many minutes. Raises NogNietGebeurd past the end."""
        return self.naar(self.over(minuten))

    def over(self, minuten: float) -> datetime:
        """The moment in about so many minutes, when people are at work."""
        moment = self.nu + timedelta(minutes=minuten * self.toeval.uniform(0.3, 1.8))
        open_ = volgende_opening(moment, Kalender())
        if open_ == moment:
            return moment
        return open_ + timedelta(minutes=self.toeval.uniform(0, 100))

    def naar(self, moment: datetime) -> datetime:
        """Move on to `moment`. Raises NogNietGebeurd past the end."""
        self.nu = moment
        if self.nu > self.tot:
            raise NogNietGebeurd
        return self.nu


def leef(melding: Melding, team: list[Gebruiker], loop: Loop) -> Zaak | None:
    """Let the team work on `melding` until the end of the demo; returns its zaak, if any."""
    zaak = None
    try:
        loop.later(loop.toeval.choice(TOT_OPPAKKEN))
        zaak = triage.pak_op(melding, door=loop.toeval.choice(team), nu=loop.nu)
        _volg_op(zaak, loop)
    except NogNietGebeurd:
        pass
    return zaak


def _volg_op(zaak: Zaak, loop: Loop) -> None:
    for _ in range(loop.toeval.choice([0, 0, 0, 1, 1, 2])):
        _bel(zaak, loop, is_bereikt=False)
    if loop.toeval.random() < sum(ZONDER_GESPREK.values()) / 100:
        _bel(zaak, loop, is_bereikt=False)
        _sluit(zaak, Zaak.Uitkomst(kies(loop.toeval, ZONDER_GESPREK)), loop)
        return
    _bel(zaak, loop, is_bereikt=True)
    _help(zaak, loop)


def _bel(zaak: Zaak, loop: Loop, *, is_bereikt: bool) -> None:
    wijze = Contact.Wijze.TELEFOON if loop.toeval.random() < 0.8 else Contact.Wijze.BEZOEK
    contact.leg_vast(
        zaak,
        wijze=wijze,
        is_bereikt=is_bereikt,
        is_verteld=is_bereikt,
        notitie=loop.toeval.choice(NOTITIES) if is_bereikt else "",
        door=zaak.behandelaar,
        nu=loop.later(420),
        opnieuw_op=_opnieuw(loop),
    )


def _opnieuw(loop: Loop) -> datetime | None:
    """A next try, where somebody may still see it: of long ago all that is left is that it was."""
    if loop.tot - loop.nu > RECENT:
        return None
    return volgende_opening(loop.nu + timedelta(hours=20), Kalender())


def _help(zaak: Zaak, loop: Loop) -> None:
    is_terecht = loop.toeval.random() < 0.88
    uitkomst = Zaak.Uitkomst(kies(loop.toeval, UITKOMSTEN)) if is_terecht else _U.NIET_TERECHT
    wil_niets = uitkomst in {_U.WIL_GEEN_HULP, _U.NIET_TERECHT}
    beoordelen.beoordeel(
        zaak,
        oordeel=Zaak.Oordeel.TERECHT if is_terecht else Zaak.Oordeel.NIET_TERECHT,
        hulpwens=Zaak.Hulpwens.NEE if wil_niets else Zaak.Hulpwens.JA,
        toestemming=None if wil_niets else Toestemming.Manier.GESPREK,
        door=zaak.behandelaar,
        nu=loop.later(60),
    )
    gemeten = None if wil_niets else bespreek(zaak, loop)
    if uitkomst == _U.MAATJE:
        uitkomst = _met_maatje(zaak, loop)
    verwezen = None if wil_niets else vraag_een_ander(zaak, uitkomst, loop)
    if uitkomst == _U.PROFESSIONAL and not (verwezen and verwezen.is_aangenomen):
        uitkomst = _U.ADVIES
    loop.later(60 * 24 * (2 if wil_niets else 12))
    kijk_terug(zaak, uitkomst, gemeten, loop)
    _sluit(zaak, uitkomst, loop)
    if verwezen and verwezen.is_aangenomen:
        vraag_aankomst(verwezen, loop)


def _met_maatje(zaak: Zaak, loop: Loop) -> Zaak.Uitkomst:
    """From deelnemer to the end of a koppeling; when nobody fits it becomes an activity."""
    deelnemer = word_deelnemer(zaak, loop.later(DAG), loop.toeval)
    koppeling = stel_beste_voor(deelnemer, zaak.behandelaar, loop.later(4 * DAG), loop.deel)
    if koppeling is None:
        loop.later(20 * DAG)
        return _U.ACTIVITEIT
    koppelen.accepteer(koppeling, door=koppeling.maatje.gebruiker, nu=loop.later(2 * DAG))
    koppelen.activeer(koppeling, door=zaak.behandelaar, nu=loop.later(8 * DAG))
    reden = Koppeling.Eindreden(kies(loop.toeval, EINDREDENEN))
    duur = 300 if reden == Koppeling.Eindreden.AFGEROND else 70
    einde = loop.over(duur * DAG)
    for nummer in range(len(GESPREKKEN)):
        _vraag_hoe_het_gaat(koppeling, nummer, min(einde, loop.tot), loop)
    koppelen.beeindig(koppeling, eindreden=reden, door=zaak.behandelaar, nu=loop.naar(einde))
    return _U.MAATJE


def _vraag_hoe_het_gaat(koppeling: Koppeling, nummer: int, tot: datetime, loop: Loop) -> None:
    """A talk that was due before `tot`, a few days late; one in eight is forgotten."""
    op = maanden_later(loop.nu, MAANDEN[nummer]) + timedelta(days=loop.toeval.randint(0, 9))
    if op > tot or loop.toeval.random() < 0.12:
        return
    door = koppeling.deelnemer.zaak.behandelaar
    evalueren.leg_vast(
        koppeling,
        soort=GESPREKKEN[nummer],
        met_wie=loop.toeval.choice(list(Evaluatie.MetWie)),
        cijfer=loop.toeval.choice([6, 7, 7, 8, 8, 9]),
        doorgaan=Evaluatie.Doorgaan.JA,
        toelichting=loop.toeval.choice(("Zij wandelen elke week samen.", "")),
        door=door,
        nu=op,
    )
    if GESPREKKEN[nummer] == Termijn.Soort.EINDGESPREK:
        evalueren.verleng(
            koppeling, motivatie="Het gaat goed, en zij willen allebei.", door=door, nu=op
        )


def _sluit(zaak: Zaak, uitkomst: Zaak.Uitkomst, loop: Loop) -> None:
    loop.later(600)
    afsluiten.sluit_af(zaak, uitkomst=uitkomst, door=zaak.behandelaar, nu=loop.nu)
