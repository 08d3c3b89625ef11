"""A story is kept as long as the person agrees and its last day did not pass; without a name."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import intrekken, nakijken, samenvoegen, toestemming, verhalen, zaakconcepten
from opvolging.models import Toestemming, Verhaal, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
SOORT = Toestemming.Soort.VERHAAL
VANDAAG = NU.date()
TEKST = "Na jaren zingt zij weer mee."


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def els():
    return bouwers.gebruiker(Rol.COORDINATOR)


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)


def geef(zaak, **velden) -> Toestemming:
    standaard: dict[str, Any] = {"manier": Toestemming.Manier.GESPREK, "nu": NU}
    return toestemming.geef(zaak, soort=SOORT, door=zaak.behandelaar, **standaard | velden)


def bewaar(zaak, geldig_tot=VANDAAG + timedelta(days=100), **velden) -> Verhaal:
    standaard: dict[str, Any] = {"tekst": TEKST, "nu": NU}
    return verhalen.bewaar(zaak, geldig_tot=geldig_tot, door=zaak.behandelaar, **standaard | velden)


def te_lezen(wie, dag=VANDAAG) -> list[str]:
    return [v.tekst for v in Verhaal.objects.zichtbaar_voor(wie).te_lezen(dag)]


def test_without_a_yes_there_is_no_story(zaak):
    with pytest.raises(toestemming.ToestemmingOntbreekt):
        bewaar(zaak)
    intrekken.trek_in(geef(zaak), door=zaak.behandelaar, nu=NU + timedelta(hours=1))
    with pytest.raises(toestemming.ToestemmingOntbreekt):
        bewaar(zaak)


def test_it_is_encrypted_and_the_history_says_only_until_when(zaak):
    geef(zaak)
    bewaar(zaak, date(2027, 1, 5))
    [waarde] = Verhaal.objects.values_list("tekst", flat=True)
    assert "zingt" not in waarde
    regel = zaak.gebeurtenissen.get(soort="verhaal_bewaard")
    assert regel.tekst == "Te lezen tot en met dinsdag 5 januari 2027."


def test_after_its_last_day_it_is_gone_from_the_list(zaak, els):
    geef(zaak)
    bewaar(zaak, VANDAAG)
    assert te_lezen(els) == [TEKST]
    assert te_lezen(els, VANDAAG + timedelta(days=1)) == []


def test_after_its_last_day_nothing_of_it_is_kept(zaak):
    geef(zaak)
    laatste, blijft = bewaar(zaak, VANDAAG), bewaar(zaak, VANDAAG + timedelta(days=1))
    nakijken.kijk_na(nu=NU)
    assert set(Verhaal.objects.all()) == {laatste, blijft}
    nakijken.kijk_na(nu=NU + timedelta(days=1))
    assert Verhaal.objects.get() == blijft


def test_taken_back_it_is_thrown_away_and_the_history_says_so(zaak, els):
    deze = geef(zaak)
    bewaar(zaak)
    intrekken.trek_in(deze, door=zaak.behandelaar, nu=NU + timedelta(hours=1))
    assert not Verhaal.objects.exists()
    assert zaak.gebeurtenissen.filter(soort="verhaal_weg").count() == 1


def test_taken_back_what_a_colleague_was_typing_of_it_is_gone_too(zaak, jo, els):
    deze = geef(zaak)
    for act in ("verhaal", "notitie"):
        zaakconcepten.bewaar(zaak, act, {"tekst": [TEKST]}, door=els, nu=NU)
    intrekken.trek_in(deze, door=jo, nu=NU + timedelta(hours=1))
    assert list(zaakconcepten.van(zaak, els)) == ["notitie"]


def test_joined_with_a_zaak_where_it_was_taken_back_it_is_not_read(zaak, jo, els):
    geef(zaak)
    bewaar(zaak)
    andere = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    intrekken.trek_in(geef(andere), door=jo, nu=NU + timedelta(hours=1))
    samen = samenvoegen.voeg_samen(andere, in_zaak=zaak, door=jo, nu=NU + timedelta(hours=2))
    assert te_lezen(els) == []
    samenvoegen.maak_ongedaan(samen, door=jo, nu=NU + timedelta(hours=3))
    assert te_lezen(els) == [TEKST]


@pytest.mark.parametrize(("dagen", "mag"), [(-1, False), (0, True), (730, True), (731, False)])
def test_the_last_day_comes_and_is_at_most_two_years_away(zaak, dagen, mag):
    geef(zaak)
    op = VANDAAG + timedelta(days=dagen)
    if mag:
        assert bewaar(zaak, op)
        return
    with pytest.raises(Geweigerd, match="laatste dag"):
        bewaar(zaak, op)


def test_the_same_form_sent_twice_is_one_story(zaak):
    geef(zaak)
    sleutel = uuid4()
    assert bewaar(zaak, sleutel=sleutel) == bewaar(zaak, sleutel=sleutel)


def test_only_a_coordinator_of_this_gemeente_reads_them(zaak):
    geef(zaak)
    bewaar(zaak)
    for rol in set(Rol) - {Rol.COORDINATOR}:
        assert te_lezen(bouwers.gebruiker(rol)) == []
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    ander = bouwers.gebruiker(Rol.COORDINATOR, gemeente=elders)
    assert te_lezen(ander) == []


def test_thrown_away_twice_the_history_says_it_once(zaak, els):
    geef(zaak)
    deze = bewaar(zaak)
    verhalen.gooi_weg(deze, door=els, nu=NU)
    verhalen.gooi_weg(deze, door=els, nu=NU)
    assert zaak.gebeurtenissen.filter(soort="verhaal_weg").count() == 1


def test_on_the_page_the_form_follows_the_yes_and_the_list_prints(zaak, jo, els):
    client = Client()
    client.force_login(jo)
    pagina = reverse("zaak", args=[zaak.pk])
    assert 'id="verhaal"' not in client.get(pagina).text
    ja = {"soort": "verhaal", "manier": "gesprek"}
    client.post(reverse("zaak_toestemming", args=[zaak.pk]), ja)
    assert 'id="verhaal"' in client.get(pagina).text
    tot = timezone.localdate() + timedelta(days=30)
    velden = {"sleutel": str(uuid4()), "tekst": TEKST, "geldig_tot": tot.isoformat()}
    antwoord = client.post(reverse("zaak_verhaal", args=[zaak.pk]), velden, follow=True)
    assert "Het verhaal is bewaard." in antwoord.text
    assert TEKST not in antwoord.text
    client.force_login(els)
    lijst = client.get(reverse("verhalen")).text
    assert TEKST in lijst
    assert "data-afdrukken" in lijst
    weg = reverse("verhaal_weg", args=[Verhaal.objects.get().pk])
    assert "Het verhaal is weg." in client.post(weg, follow=True).text
    assert "Er zijn nu geen verhalen." in client.get(reverse("verhalen")).text
    assert client.post(weg).status_code == 404
