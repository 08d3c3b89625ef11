"""The life of clocks as a story that hypothesis makes up, against the real database.

Meldingen come, people take them up, call, hand over, join, go away and leave; rules, hours and
ladders change; mail fails, clocks are set, engines are away for weeks or die between any two steps.
Each act and each run of an engine commits for itself, so a death leaves what a real one would.
"""

from datetime import timedelta
from typing import Any

from django.core import mail
from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import invariant

from opvolging import bijstellen, herinneringen, nakijken
from opvolging.models import Herinnering
from signaalpunt import post
from signaalpunt.models import Bericht
from tests.opvolging import verhaalbeloften, verhaalpost
from tests.opvolging.verhaaldood import DOOD, PUNTEN
from tests.opvolging.verhaalpost import Gedrag
from tests.opvolging.verhaalregels import Beheer
from tests.opvolging.verhaalwerk import GEBEURD, Uur, stap


class Klokverhaal(Beheer):
    """That gemeente with its engines, its mail and its promises."""

    def __init__(self) -> None:
        super().__init__()
        mail.outbox = []
        self.toezicht = verhaalbeloften.Toezicht(self.nu)
        self.kantoor = verhaalpost.nieuw()
        self.kantoor.kijk = self._kijk

    def teardown(self) -> None:
        try:
            self._tot_het_einde()
            GEBEURD["verhalen"] += 1
            GEBEURD["mails"] += len(mail.outbox)
            GEBEURD["mails dubbel"] += self.toezicht.dubbel
            GEBEURD.update(DOOD.keren)
        finally:
            DOOD.keren.clear()
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE signaalpunt_gemeente CASCADE")

    # what happens to the engines and the mail

    @stap(uren=st.integers(12, 24 * 35))
    def alles_staat_stil(self, uren: int) -> None:
        self.nu += uren * Uur

    @stap(uren=st.sampled_from([-1, 1]))
    def de_klok_verspringt(self, uren: int) -> None:
        self.nu += uren * Uur

    @stap(gedrag=st.sampled_from(Gedrag), rondes=st.integers(1, 4))
    def de_post_doet(self, gedrag: Gedrag, rondes: int) -> None:
        """For so many rounds, or until it does something else."""
        self.kantoor.gedrag, self.kantoor.rondes = gedrag, rondes

    @stap()
    def een_mail_komt_terug(self) -> None:
        if laatste := Bericht.objects.filter(status=Bericht.Status.VERZONDEN).last():
            post.kwam_terug(laatste.pk, nu=self.nu)

    # what is true at any moment

    @invariant()
    def de_beloften_zijn_gehouden(self) -> None:
        fout = [*self.toezicht.bezwaren, *verhaalbeloften.ladders(), *verhaalbeloften.grootboek()]
        assert not fout, fout

    def ronde(self, later: int, wacht: bool, punt: str, nog: int) -> None:
        self.nu += timedelta(minutes=later)
        if wacht:
            self.nu = self._volgende_opening(self.nu)
        self._draai(punt, nog)

    def _draai(self, punt: str, nog: int) -> None:
        """The dispatcher, the sender and the reconciler, until one dies."""
        if punt and punt != PUNTEN[-1]:
            nog %= 2
        self.toezicht.begint(self.nu)
        with DOOD.wacht(punt, nog):
            herinneringen.verzend(nu=self.nu)
            post.verstuur(nu=self.nu)
            nakijken.kijk_na(nu=self.nu)
        kan_ongemerkt = DOOD.is_gekomen or self.kantoor.gedrag == Gedrag.HANGT_ERNA
        self.toezicht.na_afloop(kan_ongemerkt=kan_ongemerkt)
        self.kantoor.ronde_voorbij()
        if not DOOD.is_gekomen:
            fout = verhaalbeloften.iemand_hoort_het(self.nu)
            assert not fout, fout

    def _kijk(self, brief: Any) -> None:
        with DOOD.kijkt_weg():
            self.toezicht.bekijk(brief)

    def _tot_het_einde(self) -> None:
        """However long the engines were away: after a quiet time all that is due has left."""
        self.kantoor.gedrag = Gedrag.GOED
        for _ in range(3):
            self.nu = self._volgende_opening(self.nu + timedelta(days=40))
            self._draai("", 0)
            self.de_beloften_zijn_gehouden()
        due = Herinnering.objects.filter(status__in=bijstellen.OPEN, gepland_op__lte=self.nu)
        assert not due.exists()
        assert not Bericht.objects.filter(status__in=post.NIET_WEG).exists()
        weg = Herinnering.objects.filter(status=Herinnering.Status.VERZONDEN)
        assert set(weg.values_list("pk", flat=True)) <= self.toezicht.gekregen.keys()
