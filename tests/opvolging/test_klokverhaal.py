"""The life of clocks as a story that hypothesis makes up, against the real database.

Meldingen come, people take them up, call, let clocks stand still and run again, the ladder changes,
engines stop for days or die with rows in their hands. Whatever the order: each step that is due
leaves once or says why not, and nothing leaves after a stop, in a pause or while we are closed.
"""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from opvolging import (
    contact,
    herinneringen,
    klokken,
    klokrekening,
    ladderbeheer,
    pauzeren,
    triage,
)
from opvolging.kalender import Kalender, is_open
from opvolging.klokkensoorten import SOORTEN
from opvolging.models import Contact, Herinnering, Pauze, Termijn
from signaalpunt import claimen, post
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers

pytestmark = pytest.mark.django_db
SOORT = Termijn.Soort.EERSTE_CONTACT
STAPPEN = SOORTEN[SOORT].ladder.stappen
LADDERKEUZE = [STAPPEN, STAPPEN[2:], STAPPEN[3:], STAPPEN[1:4]]
GESTOPT, STIL = "gestopt", "stil"


class Klokverhaal(RuleBasedStateMachine):
    """One gemeente, a few meldingen, and time that only goes on."""

    def __init__(self) -> None:
        super().__init__()
        # everything of one story is undone at its end, by a savepoint in the test
        self.einde = transaction.atomic()
        self.einde.__enter__()
        self.nu = bouwers.NU
        self.zaken: list = []
        self.los: list = []
        self.weg: set[int] = set()  # the rows that left, ever

    def teardown(self) -> None:
        self._tot_het_einde()
        transaction.set_rollback(True)
        self.einde.__exit__(None, None, None)

    @initialize(telling=st.sampled_from(["werkdaguren", "klokuren", "kantooruren"]))
    def begin(self, telling: str) -> None:
        self.gemeente = bouwers.gemeente()
        self.gemeente.telling = telling
        self.gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR)
        self.gemeente.save()
        self.els, self.bea = bouwers.gebruiker(), bouwers.gebruiker(Rol.BEHEERDER)
        bouwers.sluitingsdag(gemeente=self.gemeente, datum=date(2026, 9, 17))

        for _ in range(2):
            self.melding_komt()

    @rule(minuten=st.integers(30, 4000), draait=st.booleans())
    def tijd_verstrijkt(self, minuten: int, draait: bool) -> None:
        """The engines run again at the end of it, or not."""
        self.nu += timedelta(minutes=minuten)
        if draait:
            self.verzend()

    @precondition(lambda self: len(self.los) + len(self.zaken) < 4)
    @rule()
    def melding_komt(self) -> None:
        melding = bouwers.melding(gemeente=self.gemeente, ontvangen_op=self.nu)
        klokken.start(melding, nu=self.nu)
        self.los.append(melding)

    @precondition(lambda self: self.los)
    @rule(erbij=st.booleans())
    def oppakken(self, erbij: bool) -> None:
        """As a zaak of its own, or as one more melding about the same person."""
        melding = self.los.pop()
        if erbij and self.zaken:
            triage.voeg_toe(melding, zaak=self.zaken[-1], door=self.els, nu=self.nu)
        else:
            self.zaken.append(triage.pak_op(melding, door=self.els, nu=self.nu))

    @precondition(lambda self: self.zaken)
    @rule(is_bereikt=st.booleans(), eerder=st.integers(0, 600))
    def contact(self, is_bereikt: bool, eerder: int) -> None:
        op = self.nu - timedelta(minutes=eerder)
        self._doe(
            contact.leg_vast,
            wijze=Contact.Wijze.TELEFOON,
            is_bereikt=is_bereikt,
            op=max(op, bouwers.NU),
        )

    @precondition(lambda self: self.zaken)
    @rule(dagen=st.integers(0, 30), reden=st.sampled_from(Pauze.Reden))
    def pauzeer(self, dagen: int, reden: Pauze.Reden) -> None:
        tot_en_met = timezone.localdate(self.nu) + timedelta(days=dagen)
        self._doe(pauzeren.pauzeer, reden=reden, tot_en_met=tot_en_met, toelichting="Weg.")

    @precondition(lambda self: self.zaken)
    @rule()
    def hervat(self) -> None:
        self._doe(pauzeren.hervat)

    @rule(stappen=st.sampled_from(LADDERKEUZE))
    def andere_ladder(self, stappen) -> None:
        gezien = ladderbeheer.geldend(self.gemeente, SOORT).versie
        ladderbeheer.bewaar(
            self.gemeente, soort=SOORT, stappen=stappen, gezien=gezien, door=self.bea, nu=self.nu
        )

    @rule()
    def een_engine_sterft(self) -> None:
        """It claimed rows and did nothing; its lease runs out."""
        te_doen = Herinnering.objects.filter(status__in=herinneringen.OPEN, gepland_op__lte=self.nu)
        greep = claimen.claim(te_doen)
        Herinnering.objects.filter(pk__in=greep.ids).update(
            claim_tot=timezone.now() - timedelta(days=1)
        )

    def verzend(self) -> None:
        """Both engines run: the reminders, and the mail that they lay ready."""
        stand = {t.pk: self._waarom_stil(t) for t in Termijn.objects.all()}
        herinneringen.verzend(nu=self.nu)
        post.verstuur(nu=self.nu)
        verzonden = Herinnering.objects.filter(status=Herinnering.Status.VERZONDEN)
        nieuw = {rij.pk: rij for rij in verzonden if rij.pk not in self.weg}
        for rij in nieuw.values():
            assert rij.gepland_op <= self.nu
            assert stand[rij.termijn_id] == ""
            assert self._is_open(rij.termijn)
        self.weg |= nieuw.keys()
        assert self.weg == {rij.pk for rij in verzonden}  # what left stays
        blijft = Herinnering.objects.filter(status__in=herinneringen.OPEN, gepland_op__lte=self.nu)
        assert not blijft.exists()

    @invariant()
    def niets_na_een_stop_en_niets_in_een_pauze(self) -> None:
        open_ = Herinnering.objects.filter(status__in=herinneringen.OPEN)
        for rij in open_.select_related("termijn"):
            termijn = rij.termijn
            assert termijn.gestopt_op is None
            assert self._is_open(termijn, rij.gepland_op)
            assert termijn.stil_tot is None or rij.gepland_op >= min(self.nu, termijn.stil_tot)
            if termijn.stil_tot and termijn.stil_tot > self.nu:
                assert rij.gepland_op >= termijn.stil_tot

    @invariant()
    def elke_klok_heeft_haar_hele_ladder(self) -> None:
        for termijn in Termijn.objects.select_related("ladder").prefetch_related("herinneringen"):
            rijen = list(termijn.herinneringen.all())
            ladder = klokrekening.ladder_van(termijn)
            assert [rij.stap for rij in rijen] == [stap.nummer for stap in ladder.stappen]
            assert {rij.regelversie for rij in rijen} == {ladder.versie}
            open_ = [rij.gepland_op for rij in rijen if rij.status in herinneringen.OPEN]
            assert open_ == sorted(open_)
            assert termijn.gestart_op < termijn.streef_op < termijn.grens_op

    @invariant()
    def wat_niet_wegging_zegt_waarom(self) -> None:
        assert not Herinnering.objects.filter(
            status__in=["geannuleerd", "vervallen"], reden=""
        ).exists()

    def _doe(self, act, **velden) -> None:
        """An act on the newest zaak; a refusal changes nothing, and is an answer too."""
        with contextlib.suppress(Geweigerd), transaction.atomic():
            act(self.zaken[-1], door=self.els, nu=self.nu, **velden)

    def _waarom_stil(self, termijn: Termijn) -> str:
        if termijn.gestopt_op:
            return GESTOPT
        return STIL if termijn.stil_tot and termijn.stil_tot > self.nu else ""

    def _is_open(self, termijn: Termijn, moment=None) -> bool:
        assert termijn.kalender is not None
        return is_open(moment or self.nu, Kalender.uit_gegevens(termijn.kalender))

    def _tot_het_einde(self) -> None:
        """However long the engines were away: in the end nothing lies there any more."""
        self.nu = self.nu.replace(hour=10) + timedelta(days=60)
        while not is_open(self.nu, klokrekening.kalender(self.gemeente)):
            self.nu += timedelta(days=1)
        self.verzend()
        assert not Herinnering.objects.filter(status__in=herinneringen.OPEN).exists()
        for termijn in Termijn.objects.lopend():
            hoogste = termijn.herinneringen.order_by("stap").values_list("status", flat=True)
            assert list(hoogste)[-1] == "verzonden"


def test_every_story_keeps_the_promises():
    run_state_machine_as_test(
        Klokverhaal,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a story is short enough to read
            suppress_health_check=list(HealthCheck),
        ),
    )
