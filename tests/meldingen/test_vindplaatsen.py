"""The vindplaatsen: a link that counts and opens a door, and the screens of the team."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meldingen import vindplaatsen
from meldingen.models import Deur, Vindplaats, Vindplaatsbezoek
from meldingen.vindplaatsen import Samen, kale_code, nieuwe_code, samen_gemeld, vind
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.antwoorden import ADRES

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client, maastricht):
    client.force_login(bouwers.gebruiker(Rol.MEDEWERKER))
    return client


def bezoeken():
    return sum(Vindplaatsbezoek.objects.values_list("aantal", flat=True))


def pad(vindplaats):
    return reverse("kom_binnen", args=[vindplaats.leescode])


def test_a_code_is_short_has_no_look_alikes_and_is_never_the_same():
    codes = {nieuwe_code() for _ in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {8}
    assert not set("".join(codes)) & set("01ILOU")


@pytest.mark.parametrize(
    ("getypt", "code"),
    [
        ("k7rm-2qxp", "K7RM2QXP"),
        ("K7RM 2QXP", "K7RM2QXP"),
        ("K7RM2QX", ""),
        ("", ""),
        ("K7RM2QXP" * 1000, ""),
        ("K7RM\x002QXP\ud800", "K7RM2QXP"),
    ],
)
def test_a_code_is_read_however_it_was_typed(getypt, code):
    assert kale_code(getypt) == code


@pytest.mark.parametrize("deur", list(Deur))
def test_the_link_leads_to_the_door_of_the_place_and_counts_one_visit(client, deur):
    plek = bouwers.vindplaats(deur=deur)
    antwoord = client.get(pad(plek))
    assert antwoord.url == f"{ADRES[deur]}?vindplaats={plek.leescode}"
    client.get(pad(plek).lower().replace("-", ""))
    (rij,) = Vindplaatsbezoek.objects.all()
    assert (rij.vindplaats, rij.aantal, rij.dag) == (plek, 2, timezone.localdate())
    assert not antwoord.cookies
    assert "no-store" in antwoord["Cache-Control"]


def test_a_visit_costs_one_look_up_and_one_upsert(client, maastricht):
    plek = bouwers.vindplaats()
    with CaptureQueriesContext(connection) as gevangen:
        client.get(pad(plek))
    assert len(gevangen) == 3  # the first finds the gemeente, as on every page


@pytest.mark.parametrize(
    "koppen",
    [
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"X-Purpose": "preview"},
        {"User-Agent": "WhatsApp/2.23"},
        {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0)"},
    ],
)
def test_who_only_looks_ahead_is_no_visit(client, koppen):
    plek = bouwers.vindplaats()
    assert client.get(pad(plek), headers=koppen).status_code == 302
    assert client.head(pad(plek)).status_code == 302
    assert bezoeken() == 0


def test_an_unknown_and_a_stopped_link_give_the_same_friendly_page(client, maastricht):
    gestopt = bouwers.vindplaats(is_actief=False)
    teksten = set()
    for adres in (pad(gestopt), "/k/K7RM-2QXP/", "/k/x/"):
        antwoord = client.get(adres)
        assert antwoord.status_code == 404
        assert all(deur in antwoord.text for deur in ADRES.values())
        teksten.add(antwoord.text.replace(adres, "").split("<main")[1])
    assert len(teksten) == 1
    assert bezoeken() == 0


def test_a_link_of_another_town_is_unknown_here(client, maastricht):
    elders = bouwers.vindplaats(gemeente=bouwers.gemeente(code="GM9999", hostnaam="elders.test"))
    assert vind(maastricht, elders.code) is None
    assert vind(elders.gemeente, elders.code) == elders


def test_the_list_shows_visits_and_meldingen_of_this_year(team):
    plek, leeg = bouwers.vindplaats(), bouwers.vindplaats(naam="Kapsalon Leeg")
    nu = timezone.now()
    for dag, aantal in ((timezone.localdate(nu), 3), (date(2020, 1, 1), 40)):
        Vindplaatsbezoek.objects.create(
            gemeente=plek.gemeente, vindplaats=plek, dag=dag, aantal=aantal
        )
    bouwers.melding(vindplaats=plek, ontvangen_op=nu)
    bouwers.melding(vindplaats=plek, ontvangen_op=nu, is_verdacht=True)
    bouwers.melding(vindplaats=plek, ontvangen_op=datetime(2020, 1, 1, tzinfo=UTC))
    with CaptureQueriesContext(connection) as gevangen:
        antwoord = team.get(reverse("vindplaatsen"))
    rijen = {
        rij.pk: (rij.aantal_bezoeken, rij.aantal_meldingen) for rij in antwoord.context["rijen"]
    }
    assert rijen == {plek.pk: (3, 1), leeg.pk: (0, 0)}
    assert len([q for q in gevangen if "meldingen_vindplaats" in q["sql"]]) == 1


def test_an_empty_list_says_what_to_do(team):
    assert "Voeg de eerste toe" in team.get(reverse("vindplaatsen")).text


def test_a_place_can_be_added_and_changed_while_its_code_stays(team):
    velden = {"naam": "Kapsalon Voorbeeld", "soort": "kapper", "deur": "mijzelf"}
    antwoord = team.post(reverse("vindplaats_toevoegen"), velden, follow=True)
    plek = Vindplaats.objects.get()
    assert (plek.naam, plek.deur, plek.is_actief) == ("Kapsalon Voorbeeld", "mijzelf", True)
    assert plek.leescode in antwoord.text
    buurt = bouwers.buurt()
    adres = reverse("vindplaats", args=[plek.pk])
    team.post(adres, velden | {"naam": "Kapsalon Anders", "buurt": buurt.pk})
    later = Vindplaats.objects.get()
    assert (later.naam, later.buurt, later.code) == ("Kapsalon Anders", buurt, plek.code)


def test_a_place_without_a_name_is_refused_and_what_was_typed_stays(team):
    antwoord = team.post(reverse("vindplaats_toevoegen"), {"soort": "kapper"})
    assert antwoord.status_code == 422
    assert '<option value="kapper" selected>' in antwoord.text


def test_a_name_keeps_no_invisible_characters(team):
    velden = {"naam": "Kap\u202esalon\x00", "soort": "kapper", "deur": "mijzelf"}
    team.post(reverse("vindplaats_toevoegen"), velden)
    assert Vindplaats.objects.get().naam == "Kapsalon"


def test_a_buurt_of_another_town_cannot_be_chosen(team):
    elders = bouwers.gemeente(code="GM9999")
    wijk = bouwers.wijk(code="WK999901", gemeente=elders)
    buurt = bouwers.buurt(code="BU99990101", wijk=wijk)
    velden = {"naam": "X", "soort": "kapper", "deur": "mijzelf", "buurt": buurt.pk}
    assert team.post(reverse("vindplaats_toevoegen"), velden).status_code == 422


def test_a_link_can_be_stopped_and_work_again(team, client):
    plek = bouwers.vindplaats()
    team.post(reverse("vindplaats_stoppen", args=[plek.pk]))
    assert client.get(pad(plek)).status_code == 404
    assert "gestopt" in team.get(reverse("vindplaatsen")).text
    assert "weer werken" in team.get(reverse("vindplaats", args=[plek.pk])).text
    team.post(reverse("vindplaats_hervatten", args=[plek.pk]))
    assert client.get(pad(plek)).status_code == 302


def _meldingen(aantal, **velden):
    for _ in range(aantal):
        bouwers.melding(deur=Deur.PROFESSIONAL, **velden)


def test_thanks_names_a_number_only_from_the_threshold_on(maastricht):
    plek, jaar = bouwers.vindplaats(), bouwers.NU.year
    _meldingen(vindplaatsen.GENOEG_VOOR_STAD - 1, vindplaats=plek)
    bouwers.melding(deur=Deur.MIJZELF)
    bouwers.melding(deur=Deur.PROFESSIONAL, is_verdacht=True)
    bouwers.melding(deur=Deur.PROFESSIONAL, ontvangen_op=datetime(2020, 1, 1, tzinfo=UTC))
    assert samen_gemeld(maastricht.pk, plek.pk, jaar) is None
    _meldingen(5, vindplaats=plek)
    assert samen_gemeld(maastricht.pk, plek.pk, jaar) == Samen(9)
    _meldingen(1, vindplaats=plek)
    assert samen_gemeld(maastricht.pk, plek.pk, jaar) == Samen(10, is_hier=True)
    assert samen_gemeld(maastricht.pk, None, jaar) == Samen(10)
