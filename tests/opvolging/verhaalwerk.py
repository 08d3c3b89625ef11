"""What happens to people and in the team in the story of clocks; see `verhaal`."""

import contextlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from opvolging import (
    aanmelden,
    afsluiten,
    afwezig,
    contact,
    doorverwijzen,
    heropenen,
    klokken,
    klokrekening,
    koppelen,
    pauzeren,
    samenvoegen,
    triage,
)
from opvolging.doorverwijzen import Grond
from opvolging.kalender import is_open
from opvolging.models import (
    Afwezigheid,
    Contact,
    Deelnemer,
    Doorverwijzing,
    Koppeling,
    Maatje,
    Pauze,
    Samenvoeging,
    Termijn,
    Zaak,
)
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.models.gemeente import Telling
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.opvolging.verhaaldood import PUNTEN

GEVAAR = Grond(is_acuut=True, waarom_zonder="Er is nu gevaar.")
SAMEN = 4  # open meldingen and zaken at a time
Uur = timedelta(hours=1)
TEAM = ["els", "jo", "leider"]
# What happened in the stories of this process, to see that they are stories.
GEBEURD: Counter[str] = Counter()


@dataclass
class Klok:
    """What the machine and its database say."""

    nu: datetime = bouwers.NU


KLOK = Klok()
# How long later the engines run, whether they wait until we are open, and where one dies; or not.
LATER = (1, 20, 90, 300, 800, 1500, 6000)  # minutes
RONDE = st.tuples(
    st.sampled_from(LATER), st.booleans(), st.sampled_from(["", "", *PUNTEN]), st.integers(0, 70)
)


def stap(**keuzes: Any) -> Callable[[Callable[..., None]], Any]:
    """A rule of the story, after which time passes and the engines run; or they do not."""

    def maak(act: Callable[..., None]) -> Any:
        def met_ronde(self: "Signaalpunt", ronde: Any, **gekozen: Any) -> None:
            act(self, **gekozen)
            if ronde:
                self.ronde(*ronde)

        met_ronde.__name__ = act.__name__
        return rule(ronde=st.none() | RONDE, **keuzes)(met_ronde)

    return maak


class Signaalpunt(RuleBasedStateMachine):
    """One gemeente, four people, a few meldingen at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.nu = bouwers.NU

    @property
    def nu(self) -> datetime:
        return KLOK.nu

    @nu.setter
    def nu(self, nu: datetime) -> None:
        KLOK.nu = nu

    @initialize(telling=st.sampled_from(Telling))
    def begin(self, telling: str) -> None:
        self.gemeente = bouwers.gemeente()
        self.mensen: dict[str, Gebruiker] = {
            "els": bouwers.gebruiker(),
            "jo": bouwers.gebruiker(),
            "leider": bouwers.gebruiker(Rol.COORDINATOR),
        }
        self.bea = bouwers.gebruiker(Rol.BEHEERDER)
        self.elders = bouwers.gemeente(
            code="GM0001", naam="Elders", teammail="elders@voorbeeld.test"
        )
        self._stel_in(telling=telling, teamleider=self.mensen["leider"])
        bouwers.sluitingsdag(gemeente=self.gemeente, datum=date(2026, 9, 17))
        for wie in ("els", "jo"):
            self.melding_komt(ronde=None)
            self.oppakken(wie=wie, erbij=False, ronde=None)
        self.melding_komt(ronde=None)

    # what happens to people

    @precondition(lambda self: self._aantal() < SAMEN)
    @stap()
    def melding_komt(self) -> None:
        with transaction.atomic():
            melding = bouwers.melding(gemeente=self.gemeente, ontvangen_op=self.nu)
            klokken.start_alle(melding, nu=self.nu)

    @stap(wie=st.sampled_from(TEAM), erbij=st.booleans())
    def oppakken(self, wie: str, erbij: bool) -> None:
        """As a zaak of its own, or as one more melding about the same person."""
        klok = Termijn.objects.om_contact().filter(melding__zaakmelding=None).first()
        if klok is None:
            return
        zaak = Zaak.objects.open().last() if erbij else None
        if zaak:
            self._doe(wie, triage.voeg_toe, klok.melding, zaak=zaak)
        else:
            self._doe(wie, triage.pak_op, klok.melding)

    @stap(
        wie=st.sampled_from(TEAM),
        is_bereikt=st.booleans(),
        eerder=st.integers(0, 600),
        welke=st.integers(0, SAMEN),
        is_verteld=st.booleans(),
    )
    def contact(
        self, wie: str, is_bereikt: bool, eerder: int, welke: int, is_verteld: bool
    ) -> None:
        if zaak := self._zaak(welke):
            op = max(self.nu - timedelta(minutes=eerder), bouwers.NU)
            opnieuw_op = None if is_bereikt or eerder % 2 else self.nu + eerder * Uur
            self._doe(
                wie,
                contact.leg_vast,
                zaak,
                wijze=Contact.Wijze.TELEFOON,
                is_bereikt=is_bereikt,
                op=op,
                opnieuw_op=opnieuw_op,
                is_verteld=is_verteld,
            )

    @stap(dagen=st.integers(0, 28), reden=st.sampled_from(Pauze.Reden), welke=st.integers(0, SAMEN))
    def pauzeer(self, dagen: int, reden: Pauze.Reden, welke: int) -> None:
        if zaak := self._zaak(welke):
            tot_en_met = timezone.localdate(self.nu) + timedelta(days=dagen)
            self._doe(
                "els",
                pauzeren.pauzeer,
                zaak,
                reden=reden,
                tot_en_met=tot_en_met,
                toelichting="Weg.",
            )

    @stap(welke=st.integers(0, SAMEN))
    def hervat(self, welke: int) -> None:
        if zaak := self._zaak(welke):
            self._doe("jo", pauzeren.hervat, zaak)

    @stap(wie=st.sampled_from(TEAM), aan=st.sampled_from(TEAM), welke=st.integers(0, SAMEN))
    def draag_over(self, wie: str, aan: str, welke: int) -> None:
        if zaak := self._zaak(welke):
            self._doe(wie, triage.draag_over, zaak, aan=self.mensen[aan])

    @stap(welke=st.integers(0, SAMEN), ongedaan=st.booleans())
    def voeg_samen_of_niet(self, welke: int, ongedaan: bool) -> None:
        laatste = Samenvoeging.objects.geldend().last()
        zaak, in_zaak = self._zaak(welke), self._zaak(welke + 1)
        if ongedaan and laatste:
            self._doe("jo", samenvoegen.maak_ongedaan, laatste)
        elif zaak and in_zaak and zaak != in_zaak:
            self._doe("els", samenvoegen.voeg_samen, zaak, in_zaak=in_zaak)

    @stap(welke=st.integers(0, SAMEN), dicht=st.booleans())
    def sluit_of_heropen(self, welke: int, dicht: bool) -> None:
        zaak = self._zaak(welke)
        if dicht and zaak:
            uitkomst = Zaak.Uitkomst.OVERLEDEN
            self._doe("els", afsluiten.sluit_af, zaak, uitkomst=uitkomst)
        elif gesloten := Zaak.objects.exclude(pk__in=Zaak.objects.open()).first():
            self._doe("jo", heropenen.heropen, gesloten, reden="Toch niet.")

    @stap(
        welke=st.integers(0, SAMEN),
        antwoord=st.sampled_from(doorverwijzen.ANTWOORDEN),
        aangekomen=st.sampled_from(Doorverwijzing.Aangekomen),
    )
    def iemand_anders_wordt_gevraagd_of_antwoordt(
        self, welke: int, antwoord: Doorverwijzing.Status, aangekomen: Doorverwijzing.Aangekomen
    ) -> None:
        """One thing at a time: the answer, whether somebody arrived, or a new question."""
        verwezen = Doorverwijzing.objects.select_related("zaak", "zaak__gemeente")
        if open_ := verwezen.filter(status=Doorverwijzing.Status.GEVRAAGD).first():
            if welke % 3:
                self._doe("els", doorverwijzen.trek_in, open_, reden="Toch niet.")
            else:
                leg_vast = doorverwijzen.leg_antwoord_vast
                self._doe("jo", leg_vast, open_, antwoord=antwoord, reden="Past niet.")
        elif wacht := verwezen.filter(
            status=Doorverwijzing.Status.AANGENOMEN, aangekomen=""
        ).first():
            self._doe("jo", doorverwijzen.leg_aankomst_vast, wacht, aangekomen=aangekomen)
        elif zaak := self._zaak(welke):
            self._doe(
                "els",
                doorverwijzen.verwijs_door,
                zaak,
                soort=Doorverwijzing.Soort.HUISARTS,
                naar="Praktijk De Linde",
                grond=GEVAAR,
            )

    # what happens around a maatje

    @stap(welke=st.integers(0, SAMEN), is_nee=st.booleans())
    def een_maatje_wordt_gevraagd_of_antwoordt(self, welke: int, is_nee: bool) -> None:
        zaak = self._zaak(welke)
        if lopend := Koppeling.objects.filter(status=Koppeling.Status.VOORGESTELD).first():
            self._doe("els", koppelen.sla_af if is_nee else koppelen.trek_in, lopend)
        elif zaak and not Deelnemer.objects.exists():
            with transaction.atomic():
                wie = bouwers.deelnemer(zaak=zaak, gemeente=self.gemeente)
                voorstel = bouwers.koppeling(deelnemer=wie, voorgesteld_op=self.nu)
                soort = Termijn.Soort.ANTWOORD
                klokken.start(voorstel, soort=soort, aan=zaak.behandelaar, nu=self.nu)

    @stap(dagen=st.integers(0, 100))
    def een_vog_verloopt(self, dagen: int) -> None:
        """Of the one maatje there is, who may have a new one by now."""
        maatje = Maatje.objects.first() or bouwers.maatje(gemeente=self.gemeente)
        maatje.vog_geldig_tot = timezone.localdate(self.nu) + timedelta(days=dagen)
        aanmelden.wijzig_maatje(maatje, nu=self.nu)

    # what happens in the team

    @stap(
        wie=st.sampled_from(TEAM),
        over=st.integers(0, 2),
        dagen=st.integers(0, 20),
        vervanger=st.sampled_from([*TEAM, None]),
    )
    def is_afwezig(self, wie: str, over: int, dagen: int, vervanger: str | None) -> None:
        van = timezone.localdate(self.nu) + timedelta(days=over)
        self._doe(
            "leider",
            afwezig.meld_af,
            self.mensen[wie],
            van=van,
            tot_en_met=van + timedelta(days=dagen),
            plaatsvervanger=self.mensen[vervanger] if vervanger else None,
        )

    @stap()
    def is_er_weer(self) -> None:
        if weg := Afwezigheid.objects.geldig().last():
            afwezig.trek_in(weg, door=self.mensen["leider"], nu=self.nu)

    @stap(wie=st.sampled_from(TEAM), hoe=st.sampled_from(["weg", "maatje", "elders", "terug"]))
    def vertrekt(self, wie: str, hoe: str) -> None:
        """Or comes back in the own role."""
        rol = Rol.COORDINATOR if wie == "leider" else Rol.MEDEWERKER
        Gebruiker.objects.filter(pk=self.mensen[wie].pk).update(
            is_active=hoe != "weg",
            rol=Rol.MAATJE if hoe == "maatje" else rol,
            gemeente=self.elders if hoe == "elders" else self.gemeente,
        )
        self._leer_kennen()

    # how it is told

    def ronde(self, later: int, wacht: bool, punt: str, nog: int) -> None:
        """The engines run; see `verhaal`."""
        raise NotImplementedError

    def _doe(self, wie: str, act: Any, *waarmee: Any, **velden: Any) -> None:
        """An act of somebody who works here; a refusal changes nothing, and is an answer too."""
        door = self.mensen[wie]
        if not (door.is_active and door.rol != Rol.MAATJE and door.gemeente == self.gemeente):
            return
        with contextlib.suppress(Geweigerd):
            act(*waarmee, door=door, nu=self.nu, **velden)
            GEBEURD[act.__name__] += 1

    def _stel_in(self, **velden: Any) -> None:
        Gemeente.objects.filter(pk=self.gemeente.pk).update(**velden)
        self._leer_kennen()

    def _leer_kennen(self) -> None:
        """Everybody as they are now."""
        self.gemeente = Gemeente.objects.get(pk=self.gemeente.pk)
        for naam, wie in self.mensen.items():
            self.mensen[naam] = Gebruiker.objects.get(pk=wie.pk)

    def _aantal(self) -> int:
        return Termijn.objects.om_contact().lopend().count()

    def _zaak(self, welke: int) -> Zaak | None:
        zaken = list(Zaak.objects.open().select_related("behandelaar", "gemeente").order_by("pk"))
        return zaken[welke % len(zaken)] if zaken else None

    def _volgende_opening(self, moment: datetime) -> datetime:
        dagen = klokrekening.kalender(self.gemeente)
        while not is_open(moment, dagen):
            moment += Uur / 2
        return moment
