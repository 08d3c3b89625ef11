"""Appointments with the person: on the zaak, and in a calendar without a name."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from opvolging import afspreken, samenvoegen
from opvolging.models import Afspraak, Contact, Zaak
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def spreek_af(zaak: Zaak, nu=NU, **velden: Any) -> Afspraak:
    standaard: dict[str, Any] = {
        "wijze": Contact.Wijze.BEZOEK,
        "begint_op": nu + DAG,
        "aantal_minuten": 30,
        "met": zaak.behandelaar,
        "plek": "Thuis, achterom",
    }
    return afspreken.maak(zaak, **standaard | velden, door=zaak.behandelaar, nu=nu)


def pagina(client, zaak) -> str:
    tekst: str = client.get(reverse("zaak", args=[zaak.pk])).text
    return tekst


def agenda(client, afspraak):
    return client.get(reverse("zaak_afspraak_agenda", args=[afspraak.zaak_id, afspraak.pk]))


def test_it_stands_on_the_zaak_and_in_the_history_until_it_is_called_off(client, zaak):
    els = bouwers.gebruiker(naam="Els Smeets")
    morgen = timezone.localtime() + DAG
    velden = {
        "sleutel": str(uuid4()), "begint_op": f"{morgen:%Y-%m-%dT%H:%M}", "aantal_minuten": "30",
        "wijze": "telefoon", "met": str(els.pk),
    }  # fmt: skip
    antwoord = client.post(reverse("zaak_afspraak", args=[zaak.pk]), velden)
    assert antwoord.url == f"/zaken/{zaak.pk}/#afspraak"
    afspraak = zaak.afspraken.get()
    zin = f"Telefoon morgen om {morgen:%H:%M}, met Els Smeets"
    assert zin in pagina(client, zaak)
    client.post(reverse("zaak_afspraak_af", args=[zaak.pk, afspraak.pk]))
    assert zin not in pagina(client, zaak)
    assert [r.soort for r in zaak.gebeurtenissen.all()] == ["afspraak", "afspraak_af"]
    assert f"Telefoon op {morgen:%d-%m-%Y} om {morgen:%H:%M}." in pagina(client, zaak)


def test_sent_twice_it_is_made_once_and_called_off_twice_it_is_off_once(zaak):
    sleutel = uuid4()
    afspraak = spreek_af(zaak, sleutel=sleutel)
    assert spreek_af(zaak, sleutel=sleutel) == afspraak
    assert afspreken.zeg_af(afspraak, door=zaak.behandelaar, nu=NU)
    assert not afspreken.zeg_af(afspraak, door=zaak.behandelaar, nu=NU)
    assert zaak.gebeurtenissen.count() == 2


@pytest.mark.parametrize(
    ("wanneer", "zin"), [(-DAG, "al voorbij"), (366 * DAG, "meer dan een jaar ver weg")]
)
def test_a_moment_that_cannot_be_meant_is_refused(zaak, wanneer, zin):
    with pytest.raises(Geweigerd, match=zin):
        spreek_af(zaak, begint_op=NU + wanneer)


def test_nothing_is_agreed_with_who_does_not_want_it_or_in_a_closed_zaak(jo):
    melding = bouwers.melding(deur="iemand_anders", weet_ervan="ja_niet_akkoord")
    with pytest.raises(Geweigerd, match="wil niet dat wij contact opnemen"):
        spreek_af(bouwers.zaak(behandelaar=jo, meldingen=[melding]))
    dicht = {"status": Zaak.Status.AFGESLOTEN, "uitkomst": "advies", "afgesloten_op": NU}
    with pytest.raises(Geweigerd, match="afgesloten"):
        spreek_af(bouwers.zaak(behandelaar=jo, **dicht))


def test_a_closed_zaak_still_lets_an_appointment_be_called_off(jo):
    dicht = {"status": Zaak.Status.AFGESLOTEN, "uitkomst": "advies", "afgesloten_op": NU}
    afspraak = bouwers.afspraak(zaak=bouwers.zaak(behandelaar=jo, **dicht))
    assert afspreken.zeg_af(afspraak, door=jo, nu=NU)


def test_the_calendar_gets_the_moment_and_the_number_and_nothing_else(client, zaak):
    afspraak = spreek_af(zaak)
    antwoord = agenda(client, afspraak)
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"afspraak-zaak-{zaak.pk}.ics" in antwoord["Content-Disposition"]
    boek = Calendar.from_ical(antwoord.content)
    [regel] = boek.walk("VEVENT")
    assert boek["version"] == "2.0"
    assert regel.decoded("dtstart") == NU + DAG
    assert regel.decoded("dtend") == NU + DAG + timedelta(minutes=30)
    assert str(regel["summary"]) == f"Afspraak zaak {zaak.pk}"
    assert str(regel["uid"]) == f"{afspraak.sleutel}@signaalpunt"
    assert set(regel) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}


def test_the_place_goes_along_only_when_that_was_chosen(client, zaak):
    antwoord = agenda(client, spreek_af(zaak, plek_in_agenda=True))
    [regel] = Calendar.from_ical(antwoord.content).walk("VEVENT")
    assert str(regel["location"]) == "Thuis, achterom"
    assert "location" not in afspreken.agenda(spreek_af(zaak)).decode().lower()


def test_what_is_called_off_or_of_another_zaak_is_in_no_calendar(client, zaak):
    afspraak = spreek_af(zaak)
    ander = bouwers.afspraak()
    adres = reverse("zaak_afspraak_agenda", args=[zaak.pk, ander.pk])
    assert client.get(adres).status_code == 404
    afspreken.zeg_af(afspraak, door=zaak.behandelaar, nu=NU)
    assert agenda(client, afspraak).status_code == 404


def test_what_is_over_asks_how_it_went_until_that_is_written_down(client, zaak):
    spreek_af(zaak, nu=timezone.now() - 2 * DAG)
    assert "Was dit gesprek er?" in pagina(client, zaak)
    contact = bouwers.contact(zaak=zaak, op=timezone.now() - timedelta(hours=1))
    bouwers.gebeurtenis(zaak=zaak, contact=contact)
    assert "Was dit gesprek er?" not in pagina(client, zaak)


def test_it_goes_along_when_two_zaken_are_joined_and_back(jo, zaak):
    ander = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    afspraak = spreek_af(zaak)
    samen = samenvoegen.voeg_samen(zaak, in_zaak=ander, door=jo, nu=NU)
    assert ander.afspraken.get() == afspraak
    samenvoegen.maak_ongedaan(samen, door=jo, nu=NU)
    assert zaak.afspraken.get() == afspraak
