from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import klokken, triage
from opvolging.models import Termijn, Zaak
from opvolging.views.werkvoorraad import EERST, VERDACHT_PER_PAGINA
from signaalpunt.rollen import Rol
from tests import bouwers

pytestmark = pytest.mark.django_db

ADRES = "/werkvoorraad/"


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def _klok(uren_over: float = 30, **velden) -> Termijn:
    """A clock that has `uren_over` hours until its limit, on a melding with `velden`."""
    begin = timezone.now() + timedelta(hours=uren_over - 48, minutes=1)
    return bouwers.termijn(melding=bouwers.melding(ontvangen_op=begin, **velden))


def _tekst(client, adres=ADRES) -> str:
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    tekst: str = antwoord.content.decode()
    return tekst


def test_least_time_left_comes_first_and_the_clock_speaks(client):
    _klok(uren_over=3, buurt=bouwers.buurt())
    _klok(uren_over=-2, buurt=bouwers.buurt(code="BU09350505", naam="Amby"))
    tekst = _tekst(client)
    assert tekst.index("Amby") < tekst.index("Malberg")
    assert 'klok--laat">1 uur te laat' in tekst
    assert 'klok--bijna">nog 3 uur' in tekst
    assert "1 te laat</span> op deze pagina" in tekst


def test_each_clock_tells_how_it_was_counted_also_when_nobody_took_it_up(client, jo):
    van_niemand = klokken.start(bouwers.melding(), nu=bouwers.NU)
    van_jo = klokken.start(bouwers.melding(ontvangen_op=bouwers.NU), nu=bouwers.NU)
    triage.pak_op(van_jo.melding, door=jo, nu=bouwers.NU)
    for regel in client.get(ADRES).context["regels"]:
        assert "Streefmoment: Gestart op dinsdag 15 september 2026 om 10:00." in regel.geteld
    assert _tekst(client).count("<p>Streefmoment: Gestart op") == 2
    assert van_niemand.uitleg in _tekst(client)


def test_no_name_is_shown_before_somebody_took_it_up(client, jo):
    klok = _klok(betrokkene_naam="Mevrouw Geheim")
    assert "Mevrouw Geheim" not in _tekst(client)
    triage.pak_op(klok.melding, door=jo, nu=timezone.now())
    assert "Mevrouw Geheim" in _tekst(client)


@pytest.mark.parametrize(
    ("velden", "merk"),
    [
        ({"is_veilig": False}, "niet veilig"),
        ({"is_spoed": True}, "lees dit eerst"),
        ({"leeftijdsgroep": "tot_18"}, "jeugd"),
        ({"is_verdacht": True}, "lijkt spam"),
        ({"kanaal": "telefoon"}, "voor iemand anders, telefoon"),
        ({"deur": "professional"}, "als professional"),
        ({"buurt_anders": "buiten"}, "Buurt: buiten de gemeente"),
    ],
)
def test_a_line_carries_its_marks(client, velden, merk):
    _klok()
    assert merk not in _tekst(client)
    _klok(**velden)
    assert merk in _tekst(client)


def test_a_suspicious_melding_stands_apart_until_somebody_looked(client, jo):
    klok = _klok(is_verdacht=True)
    assert "Kijk even" in _tekst(client)
    assert "Er wacht niemand op een eerste contact." in _tekst(client)
    triage.pak_op(klok.melding, door=jo, nu=timezone.now())
    assert "Kijk even" not in _tekst(client)


@pytest.mark.parametrize("velden", [{"is_veilig": False}, {"is_spoed": True}])
def test_danger_stands_above_the_order_of_the_clock_and_only_there(client, velden):
    haast, gevaar = _klok(uren_over=1), _klok(uren_over=40, **velden)
    tekst = _tekst(client)
    assert tekst.index("Eerst dit") < tekst.index("Wachten op contact")
    nummers = [f"Melding {klok.melding_id} <" for klok in (gevaar, haast)]
    assert tekst.index(nummers[0]) < tekst.index(nummers[1])
    assert tekst.count(nummers[0]) == 1
    assert "Eerst dit" not in _tekst(client, ADRES + "?pagina=2")


def test_what_looks_like_spam_stands_below_who_waits(client):
    _klok()
    _klok(is_verdacht=True)
    tekst = _tekst(client)
    assert tekst.index("Wachten op contact") < tekst.index("Kijk even")


def test_too_much_danger_for_the_top_stays_in_the_list(client):
    for _ in range(32):
        _klok(is_veilig=False)
    assert _tekst(client).count(">Oppakken<") == 32


def test_danger_that_was_taken_up_stays_on_top_until_contact(client, jo):
    klok = _klok(uren_over=40, is_veilig=False, betrokkene_naam="Mw. Hendrix")
    triage.pak_op(klok.melding, door=jo, nu=timezone.now())
    assert "Eerst dit" in _tekst(client)


def test_danger_in_what_looks_like_spam_stands_on_top_behind_the_rest(client):
    _klok()
    misschien = _klok(uren_over=1, is_veilig=False, is_verdacht=True)
    zeker = _klok(uren_over=40, is_spoed=True)
    tekst = _tekst(client)
    regels = [f"Melding {klok.melding_id} <" for klok in (zeker, misschien)]
    assert tekst.index("Eerst dit") < tekst.index(regels[0]) < tekst.index(regels[1])
    assert tekst.index(regels[1]) < tekst.index("Wachten op contact")
    assert tekst.count(regels[1]) == 1
    assert "Kijk even" not in tekst


def test_a_likely_double_is_shown_with_where_it_belongs(client, jo):
    eerste = _klok(betrokkene_telefoon="043 000 00 01")
    tweede = _klok(betrokkene_telefoon="043 000 00 01")
    assert f"mogelijk dubbel: melding {eerste.melding_id}" in _tekst(client)
    zaak = triage.pak_op(eerste.melding, door=jo, nu=timezone.now())
    assert f'<a href="/zaken/{zaak.pk}/#dubbel">mogelijk dubbel: zaak {zaak.pk}</a>' in _tekst(
        client
    )
    triage.voeg_toe(tweede.melding, zaak=zaak, door=jo, nu=timezone.now())
    assert "mogelijk dubbel" not in _tekst(client)


def test_who_has_it_is_named_and_oneself_is_u(client, jo):
    fatima = bouwers.gebruiker(naam="Fatima el Amrani")
    triage.pak_op(_klok().melding, door=fatima, nu=timezone.now())
    assert "nog niemand" not in _tekst(client)
    assert "Fatima el Amrani" in _tekst(client)
    triage.pak_op(_klok().melding, door=jo, nu=timezone.now())
    assert "</span>u</td>" in _tekst(client)


def test_the_list_can_be_limited_to_ones_own_or_to_nobodys(client, jo):
    van_jo, van_niemand = _klok(betrokkene_naam="Van Jo"), _klok()
    van_fatima = _klok(betrokkene_naam="Van Fatima")
    nu = timezone.now()
    triage.pak_op(van_jo.melding, door=jo, nu=nu)
    triage.pak_op(van_fatima.melding, door=bouwers.gebruiker(), nu=nu)
    bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD, behandelaar=jo)
    mij, niemand = _tekst(client, ADRES + "?wie=mij"), _tekst(client, ADRES + "?wie=niemand")
    assert "Van Jo" in mij
    assert "In contact" in mij
    assert "Van Fatima" not in mij
    assert f"Melding {van_niemand.melding_id}" in niemand
    assert "Van Jo" not in niemand
    assert "In contact" not in niemand


def test_zaken_with_contact_have_their_own_section(client):
    zaak = bouwers.zaak(status=Zaak.Status.IN_BEGELEIDING, hulpwens="ja", oordeel="terecht")
    tekst = _tekst(client)
    assert "In contact" in tekst
    assert f'<a href="/zaken/{zaak.pk}/">Mevrouw Janssen</a>' in tekst
    assert "wil graag iets" in tekst


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ("", "Er wacht niemand op een eerste contact."),
        ("?wie=mij", "Bij u wacht niemand op een eerste contact."),
        ("?pagina=9", "Deze pagina is leeg."),
    ],
)
def test_an_empty_list_says_what_to_do(client, vraag, zin):
    tekst = _tekst(client, ADRES + vraag)
    assert zin in tekst
    assert 'href="/intake/"' in tekst


@pytest.mark.parametrize("vraag", ["?pagina=x", "?pagina=-1", "?pagina=99999999999999999999"])
def test_a_page_that_is_no_number_is_the_first(client, vraag):
    _klok()
    assert "Oppakken" in _tekst(client, ADRES + vraag)


def test_fifty_lines_stand_on_a_page(client):
    for _ in range(51):
        _klok()
    eerste, tweede = _tekst(client), _tekst(client, ADRES + "?pagina=2")
    assert eerste.count(">Oppakken<") == 50
    assert '<a class="utrecht-button utrecht-button--klein" href="?pagina=2">' in eerste
    assert tweede.count(">Oppakken<") == 1
    assert "Vorige" in tweede
    assert "Volgende" not in tweede


def test_no_suspicious_melding_is_out_of_reach(client):
    klokken = [_klok(uren_over=uur, is_verdacht=True) for uur in range(1, 23)]
    assert 'href="?kijk=1"' in _tekst(client)
    eerste, tweede = _tekst(client, ADRES + "?kijk=1"), _tekst(client, ADRES + "?kijk=2")
    assert eerste.count("lijkt spam") == 20
    assert '<a class="utrecht-button utrecht-button--klein" href="?kijk=2">' in eerste
    assert tweede.count("lijkt spam") == 2
    assert f"Melding {klokken[-1].melding_id}" in tweede
    voorbij = _tekst(client, ADRES + "?kijk=3")
    assert "Deze pagina is leeg." in voorbij
    assert "?kijk=2" in voorbij


def test_robots_that_speak_of_danger_push_nobody_from_the_top(client):
    for _ in range(EERST + VERDACHT_PER_PAGINA + 1):
        _klok(uren_over=1, is_verdacht=True, is_spoed=True)
    mens = _klok(uren_over=40, is_veilig=False)
    bovenaan, _rest = _tekst(client).split("Wachten op contact")
    assert "Eerst dit" in bovenaan
    assert f"Melding {mens.melding_id} <" in bovenaan


def test_a_flood_is_one_line_that_hides_no_danger(client):
    gevaar = [_klok(is_verdacht=True, is_spoed=True), _klok(is_verdacht=True, is_veilig=False)]
    for _ in range(20):
        _klok(uren_over=1, is_verdacht=True)
    tekst = _tekst(client)
    assert "Er zijn meer dan 20 meldingen die op spam lijken." in tekst
    assert tekst.count(">lijkt spam<") == 2
    assert all(f"Melding {klok.melding_id} " in tekst for klok in gevaar)


def _vul(aantal, jo):
    nu = timezone.now()
    for nummer in range(aantal):
        telefoon = f"043 000 00 {nummer % 7:02}"
        wacht = _klok(betrokkene_telefoon=telefoon, buurt=bouwers.buurt())
        if nummer % 2:
            triage.pak_op(wacht.melding, door=bouwers.gebruiker(), nu=nu)
        _klok(is_verdacht=True)
        bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD, behandelaar=jo)


@pytest.mark.parametrize("aantal", [1, 12, 40])
def test_at_most_eight_queries_however_many_lines(
    client, jo, aantal, django_assert_max_num_queries
):
    _vul(aantal, jo)
    with django_assert_max_num_queries(8):
        assert _tekst(client).count("klok--") >= aantal


@pytest.mark.parametrize("aantal", [1, 12])
def test_one_query_more_for_all_that_was_handed_over(
    client, jo, aantal, django_assert_max_num_queries
):
    nu, an = timezone.now(), bouwers.gebruiker(naam="Anneke")
    for _ in range(aantal):
        wacht = triage.pak_op(_klok().melding, door=an, nu=nu)
        gesproken = bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD, behandelaar=an)
        for zaak in (wacht, gesproken):
            triage.draag_over(zaak, aan=jo, door=an, nu=nu)
    with django_assert_max_num_queries(9):
        assert _tekst(client).count("nieuw bij u, van Anneke") == 2 * aantal


def test_other_gemeenten_are_not_there(client):
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    klok = _klok(gemeente=elders)
    bouwers.zaak(
        status=Zaak.Status.CONTACT_GELEGD,
        meldingen=[bouwers.melding(gemeente=elders, betrokkene_naam="Uit Elders")],
    )
    tekst = _tekst(client)
    assert f"Melding {klok.melding_id}" not in tekst
    assert "Uit Elders" not in tekst


def _pak_op(client, melding):
    return client.post(reverse("melding_oppakken", args=[melding.pk]), follow=True)


def test_oppakken_leads_to_the_zaak(client):
    klok = _klok(betrokkene_naam="Dhr. Hendrix")
    antwoord = _pak_op(client, klok.melding)
    zaak = Zaak.objects.get()
    assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/", 302)]
    assert "U heeft deze melding opgepakt." in antwoord.content.decode()


def test_who_is_too_late_returns_to_the_list_and_hears_who_has_it(client):
    klok = _klok()
    triage.pak_op(klok.melding, door=bouwers.gebruiker(naam="Anneke"), nu=timezone.now())
    antwoord = _pak_op(client, klok.melding)
    assert antwoord.redirect_chain == [(ADRES, 302)]
    assert "Anneke heeft deze melding al opgepakt. U hoeft niets te doen." in (
        antwoord.content.decode()
    )


def test_who_takes_up_while_away_hears_where_the_reminders_go(client):
    jo = bouwers.gebruiker()
    client.force_login(jo)
    vandaag = timezone.localdate()
    bouwers.afwezigheid(gebruiker=jo, van=vandaag, tot_en_met=vandaag)
    tekst = _pak_op(client, _klok().melding).text
    assert "U staat als afwezig tot en met" in tekst


def test_the_address_of_oppakken_by_get_takes_nothing_up(client):
    klok = _klok()
    antwoord = client.get(reverse("melding_oppakken", args=[klok.melding_id]))
    assert (antwoord.status_code, antwoord.url) == (302, ADRES)
    assert not Zaak.objects.exists()


def test_a_melding_of_another_gemeente_cannot_be_taken_up(client):
    elders = bouwers.melding(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    assert _pak_op(client, elders).status_code == 404


@pytest.mark.parametrize("rol", list(Rol))
def test_only_the_team_sees_it(rol):
    client = Client()
    client.force_login(bouwers.gebruiker(rol))
    verwacht = 200 if rol in (Rol.MEDEWERKER, Rol.COORDINATOR) else 403
    assert client.get(ADRES).status_code == verwacht
