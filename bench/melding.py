"""POST of a melding, everything included, against two floors in the same run.

The floors: a bare view with one committed INSERT of the same row, and Django around it (middleware,
CSRF, the same form, one row by the ORM) without our clock, reminders, encryption and hashes.
"""

import itertools
import uuid
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils import timezone

from bench.meten import Bezoeker, Regel, om_beurten, tel_queries
from bench.vullen import leeg
from meldingen.forms import MijzelfForm
from meldingen.laden import laad_maastricht
from meldingen.models import Deur, Melding
from meldingen.verzending import Verzending
from signaalpunt.models import Gemeente

DEUR = "/melden/voor-mijzelf/"
VELDEN = {
    "veilig": "ja",
    "naam": "Annie Voorbeeld",
    "telefoon": "06 0000 1234",
    "toelichting": "Sinds mijn man er niet meer is, zijn de avonden lang. " * 4,
    "buurt": "BU09350204",
    "postcode": "6216 AB",
    "huisnummer": "12",
    "behoeften": ["praatje", "samen_eten"],
    "leeftijdsgroep": "65_79",
    "terugkoppeling": "code",
}
_adressen = (f"10.{n // 65536}.{n // 256 % 256}.{n % 256}" for n in itertools.count(1))
_rij: list[Any] = []
_kolommen: list[str] = []


def _onthoud_rij() -> None:
    """The row of one real melding, to be inserted again and again by the floor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM meldingen_melding ORDER BY id DESC LIMIT 1")
        _kolommen[:] = [kolom.name for kolom in cursor.description][1:]
        _rij[:] = list(cursor.fetchone())[1:]


def kaal(request: HttpRequest) -> HttpResponse:
    """One committed INSERT of the same row, nothing else."""
    waarden = dict(zip(_kolommen, _rij, strict=True))
    waarden |= {"sleutel": str(uuid.uuid4()), "volgcode_hash": uuid.uuid4().hex}
    namen, plekken = ", ".join(waarden), ", ".join(["%s"] * len(waarden))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO meldingen_melding ({namen}) VALUES ({plekken})",  # noqa: S608
            [str(w) if isinstance(w, uuid.UUID) else w for w in waarden.values()],
        )
    return HttpResponse("opgeslagen")


def django_eromheen(request: HttpRequest) -> HttpResponse:
    """The same form and one row by the ORM."""
    gemeente = Gemeente.objects.get()
    form = MijzelfForm(request.POST, gemeente=gemeente)
    if not form.is_valid():
        return HttpResponse(status=422)
    nu = timezone.now()
    Melding.objects.create(
        gemeente=gemeente,
        deur=Deur.MIJZELF,
        ontvangen_op=nu,
        ontvangen_dag=nu.date(),
        sleutel=uuid.uuid4(),
        volgcode_hash=uuid.uuid4().hex,
    )
    return HttpResponse("opgeslagen")


urlpatterns = [path("kaal/", kaal), path("django/", django_eromheen)]


def _stuur(bezoeker: Bezoeker, pad: str, extra: dict[str, str]) -> None:
    verzending = Verzending.nieuw()
    bezoeker.afzender = next(_adressen)
    # other words each time: the same again from one browser is no new melding
    eigen = {"toelichting": f"{VELDEN['toelichting']} {verzending.sleutel}"}
    velden = VELDEN | eigen | extra
    velden |= {"sleutel": str(verzending.sleutel), "geopend": verzending.geopend}
    antwoord = bezoeker.post(pad, velden)
    if antwoord.status not in {200, 302}:
        raise RuntimeError(f"{pad} gaf {antwoord.status}")


def meet() -> list[Regel]:
    """The POST against both floors, and the GET of the form against its template alone."""
    leeg()
    laad_maastricht()
    echt = Bezoeker()
    formulier = echt.get(DEUR)
    if formulier.status != 200:
        raise RuntimeError(f"{DEUR} gaf {formulier.status}")
    token = {"csrfmiddlewaretoken": echt.koekjes["csrf"].value}
    _stuur(echt, DEUR, token)
    _onthoud_rij()
    with override_settings(ROOT_URLCONF="bench.melding", MIDDLEWARE=[]):
        vloer = Bezoeker()
    with override_settings(ROOT_URLCONF="bench.melding"):
        django_vloer = Bezoeker()
    django_vloer.koekjes = echt.koekjes

    def op_de_vloer() -> None:
        with override_settings(ROOT_URLCONF="bench.melding"):
            _stuur(vloer, "/kaal/", {})

    def met_django() -> None:
        with override_settings(ROOT_URLCONF="bench.melding"):
            _stuur(django_vloer, "/django/", token)

    def voluit() -> None:
        _stuur(echt, DEUR, token)

    ms, django_ms, kaal_ms = om_beurten(voluit, met_django, op_de_vloer)
    aantal = tel_queries(voluit)
    return [
        Regel("POST van een melding", ms, "kale view, één INSERT", kaal_ms, aantal),
        Regel("POST van een melding", ms, "middleware, CSRF, formulier, ORM", django_ms, aantal),
    ]
