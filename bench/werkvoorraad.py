"""The werkvoorraad as a full page against the raw SQL of its first page, at growing size.

Three floors: that SQL; that SQL with a plain table; and a bare view that does that SQL and shows
the template of the page itself, behind the same middleware and login: what any product must do to
show the same.
"""

import time
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Engine
from django.test import override_settings
from django.urls import path

from bench.meten import Bezoeker, Regel, om_beurten, piekgeheugen_mb, tel_queries
from bench.vullen import vul
from signaalpunt.http import IngelogdRequest
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM, rol_vereist
from signaalpunt.urls import urlpatterns as product_urls
from signaalpunt.zitting import GEZIEN
from signaalpunt.zittingopslag import SessionStore

GROOTTEN = (1_000, 10_000, 100_000)
PAGINA = "/werkvoorraad/"
# What the page shows of its first fifty lines, in one query.
RUW = """
SELECT t.streef_op, t.grens_op, m.id, m.deur, m.kanaal, m.ontvangen_op, m.leeftijdsgroep,
       m.is_verdacht, m.is_veilig, m.betrokkene_naam, b.naam, z.id, z.status, g.naam
FROM opvolging_termijn t
JOIN meldingen_melding m ON m.id = t.melding_id
LEFT JOIN meldingen_buurt b ON b.id = m.buurt_id
LEFT JOIN opvolging_zaakmelding zm ON zm.melding_id = m.id
LEFT JOIN opvolging_zaak z ON z.id = zm.zaak_id
LEFT JOIN signaalpunt_gebruiker g ON g.id = z.behandelaar_id
WHERE t.gemeente_id = %s AND t.gestopt_op IS NULL
ORDER BY t.grens_op, t.id LIMIT 50
"""
REGELS = Engine().from_string(
    "<table>{% for rij in rijen %}<tr>{% for cel in rij %}<td>{{ cel }}</td>{% endfor %}</tr>"
    "{% endfor %}</table>"
)


def ingelogd(gebruiker: Gebruiker) -> Bezoeker:
    """A browser in which `gebruiker` has logged in."""
    sessie = SessionStore()
    sessie[SESSION_KEY] = str(gebruiker.pk)
    sessie[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sessie[HASH_SESSION_KEY] = gebruiker.get_session_auth_hash()
    sessie[GEZIEN] = time.time()
    sessie.create()
    bezoeker = Bezoeker()
    bezoeker.koekjes[settings.SESSION_COOKIE_NAME] = str(sessie.session_key)
    return bezoeker


def _wat_er_op_staat(bezoeker: Bezoeker) -> dict[str, Any]:
    """All that the template of one real page was given."""
    gegeven: list[dict[str, Any]] = []

    def onthoud(_request: HttpRequest, sjabloon: str, inhoud: dict[str, Any]) -> HttpResponse:
        gegeven.append(inhoud)
        return HttpResponse(sjabloon)

    with patch("opvolging.views.werkvoorraad.render", onthoud):
        bezoeker.get(PAGINA)
    return gegeven[0]


def _ruw(gemeente_id: int) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(RUW, [gemeente_id])
        rijen: list[tuple[object, ...]] = cursor.fetchall()
    return rijen


OP_DE_PAGINA: dict[str, Any] = {}


@rol_vereist(*TEAM)
def kaal(request: IngelogdRequest) -> HttpResponse:
    """The SQL, and the same page of what was worked out before."""
    _ruw(request.user.gemeente_id)
    return render(request, "opvolging/werkvoorraad.html", OP_DE_PAGINA)


urlpatterns = [path("kaal/", kaal), *product_urls]


def _meet(aantal: int) -> list[Regel]:
    wie = vul(aantal)
    bezoeker = ingelogd(wie)

    def pagina() -> None:
        if bezoeker.get(PAGINA).status != 200:
            raise RuntimeError(f"{PAGINA} gaf geen pagina")

    def ruw() -> list[tuple[object, ...]]:
        return _ruw(wie.gemeente_id)

    def ruw_met_kale_tabel() -> None:
        REGELS.render(Context({"rijen": ruw()}))

    OP_DE_PAGINA.clear()
    OP_DE_PAGINA.update(_wat_er_op_staat(bezoeker))

    def kale_view() -> None:
        with override_settings(ROOT_URLCONF="bench.werkvoorraad"):
            if bezoeker.get("/kaal/").status != 200:
                raise RuntimeError("de kale view gaf geen pagina")

    ms, ruw_ms, kaal_ms, template_ms = om_beurten(
        pagina, ruw, ruw_met_kale_tabel, kale_view, keer=5
    )
    wat = f"werkvoorraad bij {aantal:,} zaken".replace(",", ".")
    geheugen = {"piekgeheugen MB": round(piekgeheugen_mb())}
    queries = tel_queries(pagina)
    return [
        Regel(wat, ms, "ruwe SQL van de eerste pagina", ruw_ms, queries, geheugen),
        Regel(wat, ms, "ruwe SQL met een kale tabel", kaal_ms, queries),
        Regel(wat, ms, "kale view: ruwe SQL, eigen sjabloon", template_ms, queries),
    ]


def meet() -> list[Regel]:
    """The page at each size."""
    return [regel for aantal in GROOTTEN for regel in _meet(aantal)]
