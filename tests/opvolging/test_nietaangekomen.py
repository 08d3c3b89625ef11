"""Mail that did not arrive becomes a task, until somebody has seen it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import nietaangekomen
from opvolging.models import Herinnering
from signaalpunt.models import Bericht
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db
KOP = "Mail kwam niet aan"


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def werkvoorraad(client) -> str:
    tekst: str = client.get("/werkvoorraad/").content.decode()
    return tekst


def test_where_every_mail_arrives_nothing_is_said(client):
    bouwers.bericht(status=Bericht.Status.VERZONDEN)
    bouwers.bericht(status=Bericht.Status.KLAAR)
    assert KOP not in werkvoorraad(client)


@pytest.mark.parametrize(
    ("soort", "sleutel", "wat"),
    [
        ("bevestiging", "bevestiging-12", "Melding 12"),
        ("opgepakt", "opgepakt-13-2", "Melding 13"),
        ("voorstel", "voorstel-7", "Koppeling 7"),
        ("uitnodiging", "uitnodiging-4-0b1f", "Account 4"),
        ("bundel", "bundel-88-0b1f", "Herinneringen"),  # the ledger forgot it
        ("iets_nieuws", "iets", "Mail"),
    ],
)
def test_a_mail_that_failed_says_its_number_and_what_to_do(client, soort, sleutel, wat):
    bericht = bouwers.bericht(soort=soort, sleutel=sleutel)
    tekst = werkvoorraad(client)
    assert KOP in tekst
    assert f">{wat}</" in tekst
    assert reverse("mail_gezien", args=[bericht.pk]) in tekst


def test_every_kind_of_mail_says_what_to_do_instead():
    soorten = {
        "bevestiging", "bevestiging_en", "opgepakt", "afgerond", "voorstel", "antwoord_maatje",
        "uitnodiging", "wachtwoord_herstellen", "bundel",
    }  # fmt: skip
    assert soorten <= nietaangekomen.WAT_NU.keys()


def test_who_has_seen_it_is_noted_and_it_is_gone(client, jo):
    bericht = bouwers.bericht()
    client.post(reverse("mail_gezien", args=[bericht.pk]))
    bericht.refresh_from_db()
    assert bericht.gezien_door == jo
    assert bericht.gezien_op is not None
    assert KOP not in werkvoorraad(client)


def test_opening_the_address_of_the_button_notes_nothing(client):
    bericht = bouwers.bericht()
    client.get(reverse("mail_gezien", args=[bericht.pk]))
    assert KOP in werkvoorraad(client)


def test_the_team_of_another_gemeente_sees_nothing_of_it(client):
    bericht = bouwers.bericht(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    assert KOP not in werkvoorraad(client)
    assert client.post(reverse("mail_gezien", args=[bericht.pk])).status_code == 404


def bundel(*meldingen) -> Bericht:
    """A mail of reminders about these meldingen, the first one worst, that was given up."""
    bericht = bouwers.bericht(soort="bundel")
    for melding in meldingen:
        termijn = bouwers.termijn(melding=melding)
        Herinnering.objects.create(
            gemeente=termijn.gemeente, termijn=termijn, regelversie=1, stap=2, ontvanger="team",
            gepland_op=NU, status="mislukt", bericht=bericht,
        )  # fmt: skip
    return bericht


def test_a_mail_of_reminders_says_what_it_was_about_each_with_its_link(client, jo):
    opgepakt, van_niemand = (
        bouwers.melding(ontvangen_op=NU + timedelta(hours=uur)) for uur in range(2)
    )
    zaak = bouwers.zaak(meldingen=[opgepakt])
    bericht = bundel(van_niemand, opgepakt)
    [regel] = nietaangekomen.niet_aangekomen(jo)
    assert regel.wat == f"Zaak {zaak.pk} (melding {opgepakt.pk}), Melding {van_niemand.pk}"
    tekst = werkvoorraad(client)
    assert f'<a href="{reverse("zaak", args=[zaak.pk])}">Zaak {zaak.pk} (melding' in tekst
    assert f'<a href="/werkvoorraad/?wie=niemand">Melding {van_niemand.pk}</a>' in tekst
    assert f"Herinnering {bericht.pk}" not in tekst


def test_of_many_the_worst_are_named_and_the_others_counted(client, jo):
    meldingen = [bouwers.melding(ontvangen_op=NU + timedelta(hours=uur)) for uur in range(12)]
    bundel(*reversed(meldingen))
    [regel] = nietaangekomen.niet_aangekomen(jo)
    assert [nummer.tekst for nummer in regel.nummers] == [f"Melding {m.pk}" for m in meldingen[:5]]
    assert "en nog 7 andere" in werkvoorraad(client)


def test_a_mail_to_a_melder_leads_to_the_zaak(jo):
    zaak = bouwers.zaak()
    melding = zaak.zaakmeldingen.get().melding
    bouwers.bericht(soort="opgepakt", sleutel=f"opgepakt-{melding.pk}")
    [regel] = nietaangekomen.niet_aangekomen(jo)
    assert [nummer.adres for nummer in regel.nummers] == [reverse("zaak", args=[zaak.pk])]


def test_three_queries_however_many(jo, django_assert_num_queries):
    for _ in range(15):
        bouwers.bericht()
        bundel(bouwers.melding(), bouwers.melding())
    with django_assert_num_queries(3):
        assert len(nietaangekomen.niet_aangekomen(jo)) == nietaangekomen.HOOGSTENS


@pytest.mark.django_db(transaction=True)
def test_of_two_who_see_it_at_once_the_first_stays():
    bericht = bouwers.bericht()
    mensen = [bouwers.gebruiker(Rol.MEDEWERKER), bouwers.gebruiker(Rol.COORDINATOR)]
    nu = timezone.now()
    te_doen = list(mensen)
    in_draden(lambda: nietaangekomen.zie(bericht, door=te_doen.pop(), nu=nu), 2)
    eerste = Bericht.objects.get().gezien_door
    assert eerste in mensen
    nietaangekomen.zie(bericht, door=bouwers.gebruiker(), nu=nu + timedelta(hours=1))
    assert Bericht.objects.get().gezien_door == eerste
