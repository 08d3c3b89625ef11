"""GET of a door against its template alone, in the same run.

The template alone is rendered with everything the view gives it, without a server around it: once
whole, as for somebody who typed something, and once with what is the same for everybody from the
cache of the process, as an empty door is shown.
"""

from django.core.cache import caches
from django.template.loader import render_to_string
from django.test import RequestFactory

from bench.meten import Bezoeker, Regel, om_beurten, tel_queries
from bench.vullen import leeg
from meldingen.forms import DEUREN
from meldingen.laden import laad_maastricht
from meldingen.models import Deur
from meldingen.verzending import Verzending

PADEN = {
    Deur.MIJZELF: "/melden/voor-mijzelf/",
    Deur.IEMAND_ANDERS: "/melden/voor-iemand-anders/",
    Deur.PROFESSIONAL: "/melden/als-professional/",
}


def _meet(deur: Deur) -> list[Regel]:
    gemeente = laad_maastricht()
    bezoeker = Bezoeker()
    pad = PADEN[deur]

    def voluit() -> None:
        if bezoeker.get(pad).status != 200:
            raise RuntimeError(f"{pad} gaf geen pagina")

    def sjabloon() -> None:
        inhoud = {"form": DEUREN[deur](gemeente=gemeente), "verzending": Verzending.nieuw()}
        render_to_string(f"meldingen/{deur}.html", inhoud, RequestFactory().get(pad))

    def heel_sjabloon() -> None:
        caches["proces"].clear()
        sjabloon()

    ms, sjabloon_ms = om_beurten(voluit, sjabloon)
    [heel_ms] = om_beurten(heel_sjabloon, keer=5)
    aantal = tel_queries(voluit)
    wat = f"GET van de deur {deur.label}"
    return [
        Regel(wat, ms, "het sjabloon alleen", heel_ms, aantal),
        Regel(
            wat, ms, "het sjabloon, met wat voor iedereen gelijk is uit het geheugen", sjabloon_ms
        ),
    ]


def meet() -> list[Regel]:
    """Each of the three doors."""
    leeg()
    return [regel for deur in Deur for regel in _meet(deur)]
