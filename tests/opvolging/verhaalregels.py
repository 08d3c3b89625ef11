"""What happens to rules, ladders and opening hours in the story of clocks; see `verhaal`."""

from dataclasses import replace
from datetime import time, timedelta

from django.utils import timezone
from hypothesis import strategies as st

from opvolging import herrekenen, ladderbeheer, openingsbeheer, regelbeheer
from opvolging.klokkensoorten import HOUDT_AAN, SOORTEN
from opvolging.ladder import Ontvanger
from opvolging.models import Termijn
from opvolging.termijnen import Telling as Uurtelling
from signaalpunt.models.gemeente import Telling
from tests.opvolging.verhaalwerk import Signaalpunt, stap


class Beheer(Signaalpunt):
    """That gemeente with somebody who changes the rules, and lets running clocks follow or not."""

    @stap(
        soort=st.sampled_from(sorted(SOORTEN)),
        vanaf=st.integers(0, 4),
        aan=st.sampled_from(Ontvanger),
    )
    def andere_ladder(self, soort: str, vanaf: int, aan: Ontvanger) -> None:
        """Fewer steps from below and all for `aan`; what is no ladder is refused."""
        soort = Termijn.Soort(soort)
        self._doe(
            "leider",
            ladderbeheer.bewaar,
            self.gemeente,
            soort=soort,
            stappen=tuple(deze.voor(aan) for deze in SOORTEN[soort].ladder.stappen[vanaf:]),
            gezien=ladderbeheer.geldend(self.gemeente, soort).versie,
        )

    @stap(soort=st.sampled_from(sorted(SOORTEN)), telling=st.sampled_from(Telling))
    def andere_telling(self, soort: str, telling: str) -> None:
        """Of clocks of one kind that start later and count hours."""
        soort = Termijn.Soort(soort)
        regel = regelbeheer.geldend(self.gemeente, soort)
        if regel.telling:
            regel = replace(regel, telling=Uurtelling(telling))
            self._doe("leider", regelbeheer.bewaar, self.gemeente, soort=soort, regel=regel)

    @stap(
        telling=st.sampled_from(Telling),
        opent=st.integers(7, 11),
        sluit=st.integers(15, 20),
        stilte=st.sampled_from([0, 8, 24]),
    )
    def andere_openingen(self, telling: str, opent: int, sluit: int, stilte: int) -> None:
        """For clocks that start later, and at once for who may be mailed when."""
        self._stel_in(stilte_uren=stilte)
        geldt = openingsbeheer.geldend(self.gemeente)
        kalender = replace(geldt.kalender, van=time(opent), tot=time(sluit))
        self._bewaar(replace(geldt, telling=Uurtelling(telling), kalender=kalender))

    @stap(over=st.integers(0, 5))
    def dag_gaat_dicht_of_open(self, over: int) -> None:
        dag = timezone.localdate(self.nu) + timedelta(days=over)
        geldt = openingsbeheer.geldend(self.gemeente)
        redenen = {deze: waarom for deze, waarom in geldt.redenen.items() if deze != dag}
        if dag not in geldt.redenen:
            redenen[dag] = "dicht"
        kalender = replace(geldt.kalender, sluitingsdagen=frozenset(redenen))
        self._bewaar(replace(geldt, kalender=kalender, redenen=redenen))

    @stap(soort=st.sampled_from([*sorted(SOORTEN), ""]))
    def lopende_klokken_volgen(self, soort: str) -> None:
        """What holds now; of one kind its rule and its ladder, or of all the opening hours."""
        if soort:
            self._laat_volgen(Termijn.Soort(soort))
        else:
            self._doe("leider", herrekenen.herreken_openingen, self.gemeente, reden="Dicht.")

    @stap(dagen=st.integers(1, 30))
    def wie_te_laat_is_krijgt_meer_tijd(self, dagen: int) -> None:
        """The kind of a clock that is late gets a later limit, also for those that run."""
        laat = Termijn.objects.lopend().filter(grens_op__lte=self.nu).exclude(soort__in=HOUDT_AAN)
        if klok := laat.order_by("pk").first():
            soort = Termijn.Soort(klok.soort)
            regel = regelbeheer.geldend(self.gemeente, soort)
            uren, dagen = (24 * dagen, 0) if regel.grens.uren else (0, dagen)
            grens = replace(
                regel.grens, uren=regel.grens.uren + uren, dagen=regel.grens.dagen + dagen
            )
            regel = replace(regel, grens=grens)
            self._doe("leider", regelbeheer.bewaar, self.gemeente, soort=soort, regel=regel)
            self._laat_volgen(soort)

    def _laat_volgen(self, soort: Termijn.Soort) -> None:
        wat = {"soort": soort, "reden": "Zo willen wij het."}
        self._doe("leider", herrekenen.herreken, self.gemeente, **wat)

    def _bewaar(self, regel: openingsbeheer.Openingsregel) -> None:
        self._doe("leider", openingsbeheer.bewaar, self.gemeente, regel=regel)
        self._leer_kennen()
