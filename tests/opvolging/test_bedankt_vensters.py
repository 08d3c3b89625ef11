"""Several meldingen from one browser: each page of thanks is about its own."""

import pytest
from django.test import Client
from django.urls import reverse

from meldingen.intake import wissel_volgcode
from meldingen.models import Melding
from meldingen.volgcode import groepen, volgcode
from opvolging.views import bedankt
from tests.antwoorden import ADRES, antwoorden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]


def verstuur(client, tekst):
    """Send a melding; returns where its thanks are, and its code."""
    antwoord = client.post(ADRES["mijzelf"], antwoorden("mijzelf", toelichting=tekst))
    return antwoord.url, volgcode(Melding.objects.latest("pk").sleutel)


def codes(pagina):
    """Which codes the page shows in large print."""
    return ["".join(een.kaartje["groepen"]) for een in pagina.context["bedankjes"]]


def test_each_tab_shows_its_own_code_in_any_order_and_again(client):
    een, twee, drie = (verstuur(client, tekst) for tekst in ("een", "twee", "drie"))
    for adres, code in (een, drie, twee, een):
        pagina = client.get(adres)
        assert codes(pagina) == [code]
        assert "</span><span>".join(groepen(code)) in pagina.text


def test_the_first_address_is_bare_and_the_others_give_nothing_away(client):
    (eerste, _), (tweede, code) = verstuur(client, "een"), verstuur(client, "twee")
    assert eerste == reverse("bedankt")
    assert tweede.startswith(f"{eerste}?bericht=")
    melding = Melding.objects.latest("pk")
    for geheim in (code, str(melding.sleutel), melding.volgcode_hash[:16]):
        assert geheim not in tweede
    vreemde = Client().get(tweede)
    assert vreemde.status_code == 200
    assert codes(vreemde) == []


def test_two_that_left_at_the_same_moment_are_both_seen(client):
    """Neither request knew of the other, so both were sent to the bare address."""
    for tekst in ("een", "twee"):
        los = Client()
        verstuur(los, tekst)
        koek = next(naam for naam in los.cookies if naam.startswith("bedankt-"))
        client.cookies[koek] = los.cookies[koek].value
    pagina = client.get(reverse("bedankt"))
    verwacht = {volgcode(melding.sleutel) for melding in Melding.objects.all()}
    assert set(codes(pagina)) == verwacht
    assert len(verwacht) == 2
    weg = pagina.context["bedankjes"][0].dank.merk
    over = client.post(reverse("bedankt"), {"bericht": weg}, follow=True)
    assert codes(over) == codes(pagina)[1:]


def test_bewaard_in_one_tab_leaves_the_code_of_the_other(client):
    (eerste, een), (tweede, twee) = verstuur(client, "een"), verstuur(client, "twee")
    merk = client.get(tweede).context["dank"].merk
    klaar = client.post(reverse("bedankt"), {"bericht": merk})
    assert klaar.url == tweede
    assert "Hier staat geen code meer" in client.get(tweede).text
    assert twee not in client.get(tweede).text
    assert codes(client.get(eerste)) == [een]


def test_sending_the_same_again_keeps_the_page_it_had(client):
    eerste, code = verstuur(client, "een")
    assert verstuur(client, "een") == (eerste, code)
    assert codes(client.get(eerste)) == [code]


def test_who_sends_many_keeps_the_last_few_and_the_cookies_stay_small(client):
    adressen = []
    for nummer in range(bedankt.HOOGSTENS + 2):
        adressen.append(verstuur(client, f"bericht {nummer}"))
        client.get(adressen[-1][0])
    over = [naam for naam in client.cookies if naam.startswith("bedankt-")]
    gevuld = [naam for naam in over if client.cookies[naam].value]
    assert len(gevuld) == bedankt.HOOGSTENS
    assert sum(len(client.cookies[naam].value) for naam in gevuld) < 4000
    assert codes(client.get(adressen[0][0])) == []
    assert codes(client.get(adressen[-1][0])) == [adressen[-1][1]]


def test_a_code_that_was_replaced_is_not_shown_as_if_it_worked(client):
    adres, code = verstuur(client, "een")
    wissel_volgcode(Melding.objects.get(), van_versie=0)
    for _ in range(2):
        pagina = client.get(adres).text
        assert "Uw eerste code werkt niet meer" in pagina
        assert "daarna een nieuwe code gegeven" in pagina
        assert code[:5] not in pagina
        assert volgcode(Melding.objects.get().sleutel, 1)[:5] not in pagina
        assert "Stuur de code" not in pagina
        assert verstuur(client, "een")[0] == adres  # sent again: the same


def test_another_language_stays_with_the_same_melding(client):
    verstuur(client, "een")
    tweede, code = verstuur(client, "twee")
    pagina = client.get(tweede)
    assert f'name="next" value="{tweede}"' in pagina.text
    client.post("/taal/", {"language": "en", "next": tweede})
    assert codes(client.get(tweede)) == [code]


def test_the_page_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    adres, _ = verstuur(client, "een")
    with django_assert_max_num_queries(4):
        client.get(adres)
