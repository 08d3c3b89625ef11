from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapportage import jaarverslag
from rapportage.models import Jaarverslag
from rapportage.uitvoer import FORMATEN
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.rapportage import stad

pytestmark = pytest.mark.django_db
NU = bouwers.NU
PERSONEN = ("meldingen_melding", "meldingen_melder", "opvolging_", "signaalpunt_bericht")


@pytest.fixture(autouse=True)
def _vandaag(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NU)


@pytest.fixture
def maastricht():
    return stad.gemeente_met_wijken()


def client_van(rol, **velden):
    client = Client()
    client.force_login(bouwers.gebruiker(rol, **velden))
    return client


@pytest.fixture
def coordinator(maastricht):
    return client_van(Rol.COORDINATOR)


@pytest.fixture
def gemeente(maastricht):
    return client_van(Rol.GEMEENTE)


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def pagina(client, naam, /, **kwargs):
    return client.get(reverse(naam, kwargs=kwargs))


ADRESSEN: list[tuple[str, dict[str, Any]]] = [
    ("rapportage", {}),
    ("jaarverslag_bekijken", {"jaar": 2025}),
    ("jaarverslag_downloaden", {"jaar": 2025, "formaat": "pdf"}),
    ("jaarverslag_downloaden", {"jaar": 2025, "formaat": "json"}),
    ("jaarverslag_grafiek", {"jaar": 2025, "naam": "meldingen_per_deur"}),
]


@pytest.mark.parametrize(("naam", "kwargs"), ADRESSEN)
def test_the_role_gemeente_never_asks_a_table_of_persons(maastricht, gemeente, naam, kwargs):
    """Security catalogue S2."""
    bouwers.melding(gemeente=maastricht)
    bouwers.jaarverslag(bestanden=("pdf", "json", "meldingen_per_deur.svg"))
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        assert pagina(gemeente, naam, **kwargs).status_code == 200
    gesteld = [vraag["sql"] for vraag in vragen]
    assert len(gesteld) >= 3  # session, user and the report
    assert [sql for sql in gesteld if any(tabel in sql for tabel in PERSONEN)] == []


@pytest.mark.parametrize(("naam", "kwargs"), ADRESSEN[1:])
@pytest.mark.parametrize("gepubliceerd_op", [None, "geen verslag"])
def test_the_gemeente_does_not_see_what_is_not_published(
    maastricht, gemeente, naam, kwargs, gepubliceerd_op
):
    stad.jaar_vol_meldingen(maastricht, 2025, 40)
    if gepubliceerd_op is None:
        bouwers.jaarverslag(bestanden=("pdf", "json"), gepubliceerd_op=None)
    assert pagina(gemeente, naam, **kwargs).status_code == 404
    assert "2025" not in tekst(pagina(gemeente, "rapportage"))


def test_the_gemeente_without_reports_reads_when_there_will_be_one(gemeente):
    assert "Er is nog geen jaarverslag" in tekst(pagina(gemeente, "rapportage"))


def test_the_gemeente_has_no_button_to_freeze_or_publish(gemeente):
    bouwers.jaarverslag()
    inhoud = tekst(pagina(gemeente, "jaarverslag_bekijken", jaar=2025))
    assert "vastleggen/" not in inhoud
    assert "publiceren/" not in inhoud


def test_the_report_on_screen_has_words_table_picture_and_downloads(gemeente):
    bouwers.jaarverslag()
    inhoud = tekst(pagina(gemeente, "jaarverslag_bekijken", jaar=2025))
    assert inhoud.index("In 2025 kwamen 100 meldingen binnen.") < inhoud.index("<table")
    assert 'src="/rapportage/2025/grafiek/meldingen_per_deur.svg"' in inhoud
    assert "voor mijzelf –; voor iemand anders 60; als professional –" in inhoud
    assert '<td class="getal">60</td><td class="getal">60%</td>' in inhoud
    assert '<td class="getal">–</td><td class="getal">–</td>' in inhoud
    for formaat in ("pdf", "xlsx", "csv", "json"):
        assert f'href="/rapportage/2025.{formaat}"' in inhoud


def test_a_download_is_the_frozen_file_under_a_telling_name(gemeente):
    bouwers.jaarverslag(bestanden=("csv",))
    antwoord = pagina(gemeente, "jaarverslag_downloaden", jaar=2025, formaat="csv")
    assert antwoord.content == b"csv"
    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
    assert antwoord["Content-Disposition"] == (
        'attachment; filename="jaarverslag-2025-maastricht.csv"'
    )


@pytest.mark.parametrize("formaat", ["exe", "svg", "PDF", "meldingen_per_deur"])
def test_an_unknown_format_does_not_exist(gemeente, formaat):
    bouwers.jaarverslag(bestanden=("pdf", "exe", "meldingen_per_deur.svg"))
    antwoord = pagina(gemeente, "jaarverslag_downloaden", jaar=2025, formaat=formaat)
    assert antwoord.status_code == 404


def test_two_downloads_with_changes_in_between_are_the_same_bytes(maastricht, coordinator):
    stad.jaar_vol_meldingen(maastricht, 2025, 60)
    coordinator.post(reverse("jaarverslag_vastleggen", kwargs={"jaar": 2025}))
    eerst = [pagina(coordinator, n, **k).content for n, k in ADRESSEN[2:]]
    maastricht.melding_set.update(deur="professional", leeftijdsgroep="tot_18")
    maastricht.naam = "Mestreech"
    assert [pagina(coordinator, n, **k).content for n, k in ADRESSEN[2:]] == eerst


class TestConcept:
    """The running year, and a past year that nobody froze."""

    @pytest.fixture(autouse=True)
    def _jaren(self, maastricht):
        stad.jaar_vol_meldingen(maastricht, 2025, 60)
        stad.jaar_vol_meldingen(maastricht, 2026, 60)

    def test_the_coordinator_sees_which_years_are_not_frozen(self, coordinator):
        inhoud = tekst(pagina(coordinator, "rapportage"))
        assert "Concept 2026" in inhoud
        assert "Concept 2025" in inhoud
        assert inhoud.count("het jaar loopt nog") == inhoud.count("klaar om vast te leggen") == 1

    def test_the_running_year_is_marked_and_cannot_be_frozen(self, coordinator):
        inhoud = tekst(pagina(coordinator, "jaarverslag_bekijken", jaar=2026))
        assert "Dit is een concept" in inhoud
        assert "Stand van 15 september 2026, 10:00 uur" in inhoud
        assert "Vastleggen kan vanaf 1 januari" in inhoud
        assert "vastleggen/" not in inhoud

    def test_a_concept_has_pictures_but_no_downloads(self, coordinator):
        grafiek = {"jaar": 2026, "naam": "meldingen_per_deur"}
        assert pagina(coordinator, "jaarverslag_grafiek", **grafiek).content.startswith(b"<svg")
        grafiek["naam"] = "bestaat_niet"
        assert pagina(coordinator, "jaarverslag_grafiek", **grafiek).status_code == 404
        for formaat in FORMATEN:
            antwoord = pagina(coordinator, "jaarverslag_downloaden", jaar=2026, formaat=formaat)
            assert antwoord.status_code == 404
        assert ".pdf" not in tekst(pagina(coordinator, "jaarverslag_bekijken", jaar=2026))

    def test_page_and_pictures_of_a_concept_show_the_same_moment(self, coordinator, maastricht):
        adres = {"jaar": 2026, "naam": "meldingen_per_deur"}
        pagina(coordinator, "jaarverslag_bekijken", jaar=2026)
        voor = pagina(coordinator, "jaarverslag_grafiek", **adres).content
        stad.jaar_vol_meldingen(maastricht, 2026, 100)
        assert pagina(coordinator, "jaarverslag_grafiek", **adres).content == voor

    @pytest.mark.parametrize("jaar", [2024, 2027, 0, 99999])
    def test_a_year_without_meldingen_does_not_exist(self, coordinator, jaar):
        for naam in ("jaarverslag_bekijken", "jaarverslag_publiceren"):
            assert pagina(coordinator, naam, jaar=jaar).status_code == 404
        adres = reverse("jaarverslag_vastleggen", kwargs={"jaar": jaar})
        assert coordinator.post(adres).status_code == 404


def test_a_year_with_hardly_anybody_says_why_there_is_no_report(coordinator, maastricht):
    stad.jaar_vol_meldingen(maastricht, 2026, 3)
    inhoud = tekst(pagina(coordinator, "jaarverslag_bekijken", jaar=2026))
    assert "te weinig voor een verslag dat niemand herkent" in inhoud
    grafiek = {"jaar": 2026, "naam": "meldingen_per_deur"}
    assert pagina(coordinator, "jaarverslag_grafiek", **grafiek).status_code == 404


def test_from_concept_to_what_the_gemeente_downloads(maastricht, coordinator, gemeente):
    stad.jaar_vol_meldingen(maastricht, 2025, 60)
    adres = reverse("jaarverslag_vastleggen", kwargs={"jaar": 2025})
    inhoud = tekst(coordinator.post(adres, follow=True))
    assert "Vastgelegd, nog niet gepubliceerd" in inhoud
    assert pagina(gemeente, "jaarverslag_bekijken", jaar=2025).status_code == 404

    vraag = pagina(coordinator, "jaarverslag_publiceren", jaar=2025)
    form = {"vastgelegd_op": vraag.context["form"]["vastgelegd_op"].initial}
    adres = reverse("jaarverslag_publiceren", kwargs={"jaar": 2025})
    zonder_vinkje = coordinator.post(adres, form)
    assert zonder_vinkje.status_code == 422
    assert "zet dan een vinkje" in tekst(zonder_vinkje)
    inhoud = tekst(coordinator.post(adres, form | {"nagekeken": "on"}, follow=True))
    assert "is gepubliceerd voor de gemeente" in inhoud
    assert coordinator.post(adres, form | {"nagekeken": "on"}).status_code == 404

    pdf = pagina(gemeente, "jaarverslag_downloaden", jaar=2025, formaat="pdf")
    assert pdf.content.startswith(b"%PDF")
    verslag = Jaarverslag.objects.get()
    assert verslag.gepubliceerd_door_id == int(coordinator.session["_auth_user_id"])


def test_what_a_colleague_froze_anew_must_be_looked_at_anew(coordinator):
    bouwers.jaarverslag(gepubliceerd_op=None)
    adres = reverse("jaarverslag_publiceren", kwargs={"jaar": 2025})
    oud = {"nagekeken": "on", "vastgelegd_op": datetime(2026, 1, 1, tzinfo=UTC).isoformat()}
    antwoord = coordinator.post(adres, oud)
    assert antwoord.status_code == 422
    assert "opnieuw vastgelegd" in tekst(antwoord)
    assert not Jaarverslag.objects.gepubliceerd().exists()


def test_a_refusal_is_told_in_a_sentence(coordinator, maastricht, monkeypatch):
    stad.jaar_vol_meldingen(maastricht, 2026, 60)
    adres = reverse("jaarverslag_vastleggen", kwargs={"jaar": 2026})
    assert "Het jaar 2026 is nog niet voorbij" in tekst(coordinator.post(adres, follow=True))

    def weiger(verslag, **_):
        raise Geweigerd("Een collega was eerder.")

    monkeypatch.setattr(jaarverslag, "publiceer", weiger)
    verslag = bouwers.jaarverslag(gepubliceerd_op=None)
    form = {"nagekeken": "on", "vastgelegd_op": verslag.vastgelegd_op.isoformat()}
    adres = reverse("jaarverslag_publiceren", kwargs={"jaar": 2025})
    assert "Een collega was eerder." in tekst(coordinator.post(adres, form, follow=True))


def test_a_published_report_opens_with_few_queries_however_much_it_holds(
    gemeente, django_assert_max_num_queries
):
    bouwers.jaarverslag()
    with django_assert_max_num_queries(6):
        pagina(gemeente, "jaarverslag_bekijken", jaar=2025)
