"""What is promised of every clock and every mail of reminders, whatever the story is.

`Toezicht` stands at the post office: it judges each mail at the moment it arrives there, by what
the database says then. It notes and does not raise, for the sender would take that for a mail that
failed. The others look at the ledger after each step.
"""

from collections import defaultdict
from datetime import datetime

from django.core.mail import EmailMessage
from django.db.models import Q

from opvolging import afwezig, bijstellen, herrekenen, klokrekening, nakijken
from opvolging.herinneringspost import SOORT
from opvolging.kalender import is_open
from opvolging.klokkensoorten import HOUDT_AAN
from opvolging.models import Herinnering, Termijn, Zaak
from signaalpunt import post
from signaalpunt.models import Bericht, Gebruiker, Gemeente
from signaalpunt.rollen import TEAM
from tests.opvolging.verhaalpost import message_id

Status = Herinnering.Status
VOORBIJ = (Status.GEANNULEERD, Status.VERVALLEN, Status.MISLUKT)


class Toezicht:
    """Who got what, and what was wrong with it."""

    def __init__(self, nu: datetime) -> None:
        self.nu = self.laatst = nu
        self.bezwaren: list[str] = []
        self.ongemerkt: set[str] = set()  # arrived, and the sender did not live to note it
        # row → the mails it arrived in, and where those went
        self.gekregen: dict[int, dict[str, str]] = defaultdict(dict)
        self.dubbel = 0
        self._net_binnen: dict[str, list[int]] = {}

    def begint(self, nu: datetime) -> None:
        """An engine runs at `nu`; `laatst` is the latest that any clock of an engine ever said."""
        self.nu, self.laatst = nu, max(nu, self.laatst)

    def bekijk(self, mail: EmailMessage) -> None:
        """Judge a mail that just arrived."""
        nummer, naar = message_id(mail), mail.to[0]
        bericht = self._bericht(nummer)
        if bericht.soort != SOORT:  # about something else, and at any hour
            return
        gelegd = Herinnering.objects.filter(bericht=bericht, status=Status.VERZONDEN)
        rijen = list(gelegd.select_related("termijn"))
        mogelijk = {
            "is leeg": not rijen,
            "kwam toen wij dicht waren": not self._is_open(bericht.gemeente),
            "ging naar wie dat niet mag": not self._mag(naar, bericht.gemeente),
            "kwam al, en dat was genoteerd": (
                nummer in self.alle_nummers() and nummer not in self.ongemerkt
            ),
            "noemt iemand": "Janssen" in f"{mail.subject}{mail.body}",
        }
        self.bezwaren += [f"de mail {wat}" for wat, is_zo in mogelijk.items() if is_zo]
        for rij in rijen:
            self.bezwaren += self._bezwaren_van(rij, nummer, naar)
        self.dubbel += nummer in self.alle_nummers()
        self._net_binnen[nummer] = [rij.pk for rij in rijen]
        for rij in rijen:
            self.gekregen[rij.pk][nummer] = naar

    def alle_nummers(self) -> set[str]:
        return set().union(*self.gekregen.values())

    def na_afloop(self, *, kan_ongemerkt: bool) -> None:
        """What arrived in this run was noted, unless the sender died or heard no answer."""
        for nummer in self._net_binnen:
            if self._bericht(nummer).status == Bericht.Status.VERZONDEN:
                self.ongemerkt.discard(nummer)
            elif kan_ongemerkt:
                self.ongemerkt.add(nummer)
            else:
                self.bezwaren.append("de mail kwam aan en dat is niet genoteerd")
        self._net_binnen = {}

    def _bericht(self, nummer: str) -> Bericht:
        return next(b for b in Bericht.objects.all() if post.bericht_id(b.sleutel) == nummer)

    def _is_open(self, gemeente: Gemeente) -> bool:
        return is_open(self.nu, klokrekening.kalender(gemeente))

    def _mag(self, adres: str, gemeente: Gemeente) -> bool:
        """The team, or somebody who works here and is not away."""
        if adres == gemeente.teammail:
            return True
        wie = Gebruiker.objects.filter(email=adres, is_active=True, rol__in=TEAM, gemeente=gemeente)
        return wie.exclude(pk__in=afwezig.afwezigen(self.nu)).exists()

    def _bezwaren_van(self, rij: Herinnering, nummer: str, naar: str) -> list[str]:
        klok = rij.termijn
        anders = [
            eerder not in self.ongemerkt or (toen == naar and klok.stil_tot is None)
            for eerder, toen in self.gekregen[rij.pk].items()
            if eerder != nummer
        ]
        mogelijk = {
            "na een stop": klok.gestopt_op is not None,
            "in een pauze": klok.stil_tot is not None and klok.stil_tot > self.nu,
            "te vroeg": rij.gepland_op > self.laatst,
            "ook in een andere mail": any(anders),
        }
        return [f"stap {rij.stap} ging {wat}" for wat, is_zo in mogelijk.items() if is_zo]


def ladders() -> list[str]:
    """Each clock has all of its ladder; what it has more is daily, or of a ladder that is over."""
    fout = []
    for klok in Termijn.objects.select_related("ladder").prefetch_related("herinneringen"):
        rijen = list(klok.herinneringen.all())
        ladder = klokrekening.ladder_van(klok)
        eigen = [rij for rij in rijen if rij.regelversie == ladder.versie]
        stappen = [rij.stap for rij in eigen][: len(ladder.stappen)]
        open_ = [rij for rij in rijen if rij.status in bijstellen.OPEN]
        mogelijk = {
            "stappen": stappen != [stap.nummer for stap in ladder.stappen],
            "versies": any(rij not in eigen for rij in open_),
            "grens": klok.streef_op > klok.grens_op,
            "na een stop": bool(open_ and klok.gestopt_op),
        }
        fout += [f"{klok.soort}: {wat}" for wat, is_zo in mogelijk.items() if is_zo]
    return fout


def grootboek() -> list[str]:
    """What did not leave says why, and what left lies in a mail that left or will."""
    rijen = Herinnering.objects.all()
    gelegd = Q(bericht__status__in=(*post.NIET_WEG, Bericht.Status.VERZONDEN))
    dicht = Zaak.objects.filter(status=Zaak.Status.AFGESLOTEN)
    mogelijk = {
        "weg zonder reden": rijen.filter(status__in=VOORBIJ, reden=""),
        "verzonden zonder mail": rijen.filter(status=Status.VERZONDEN).exclude(gelegd),
        "een klok loopt door na afsluiten": Termijn.objects.lopend().filter(
            Q(melding__zaakmelding__zaak__in=dicht) | Q(zaak__in=dicht)
        ),
        "een melding zonder klok": nakijken.zonder_klok(),
    }
    return [wat for wat, er_zijn in mogelijk.items() if er_zijn.exists()]


def iemand_hoort_het(nu: datetime) -> list[str]:
    """After a look of the reconciler each late clock has somebody who will hear of it.

    So has one that is not late, unless that was said of this very limit before a clock was set
    back, or it got more time and will be heard of every day when that is over.
    """
    open_ = Q(herinneringen__status__in=bijstellen.OPEN)
    lopend = Termijn.objects.lopend().exclude(pk__in=Termijn.objects.filter(open_))
    stil = [
        klok.soort
        for klok in lopend.select_related("ladder").prefetch_related("herinneringen")
        if (klok.soort in HOUDT_AAN if klok.grens_op <= nu else not _is_gezegd(klok))
    ]
    fout = [f"{soort}: niemand hoort er nog iets van" for soort in stil]
    if nakijken.zonder_ontvanger().exists():
        fout.append("een herinnering is voor wie hier niet werkt")
    return fout


def _is_gezegd(klok: Termijn) -> bool:
    """Whether its last step was said, or could not be and waits for a person."""
    laatste = klokrekening.ladder_van(klok).stappen[-1].nummer
    return any(
        rij.status in (Status.VERZONDEN, Status.MISLUKT) or rij.reden == herrekenen.AL_GEZEGD
        for rij in klok.herinneringen.all()
        if rij.stap >= laatste and (klok.soort in HOUDT_AAN or rij.gepland_op >= klok.grens_op)
    )
