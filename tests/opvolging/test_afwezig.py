"""Somebody is away: who gets the herinneringen, who sees the work, and who may say so."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import afwezig, bijstellen, herinneringen, klokken, triage
from opvolging.models import Afwezigheid, Herinnering
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db
STREEF = NU + timedelta(hours=24)
DAG_TE_LAAT = NU + timedelta(hours=72)
VANDAAG, MORGEN = NU.date(), NU.date() + timedelta(days=1)


@pytest.fixture
def els():
    return bouwers.gebruiker(email="els@voorbeeld.test", naam="Els Smeets")


@pytest.fixture
def jan():
    return bouwers.gebruiker(email="jan@voorbeeld.test", naam="Jan Dols")


@pytest.fixture
def leider(els):
    gemeente = els.gemeente
    gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR, email="leider@voorbeeld.test")
    gemeente.save()
    return gemeente.teamleider


def weg(wie: Gebruiker, *, door: Gebruiker | None = None, vervanger=None, van=VANDAAG, dagen=7):
    return afwezig.meld_af(
        wie,
        van=van,
        tot_en_met=van + timedelta(days=dagen),
        plaatsvervanger=vervanger,
        door=door or wie,
        nu=NU,
    )


def zaak_van(wie: Gebruiker):
    termijn = klokken.start(bouwers.melding(), nu=NU)
    zaak = bouwers.zaak(meldingen=[termijn.melding], behandelaar=wie)
    bijstellen.heradresseer(termijn.melding, aan=wie)
    return zaak


def naar(nu=STREEF) -> list[tuple[str, str]]:
    """Who got a mail and why."""
    herinneringen.verzend(nu=nu)
    rijen = Herinnering.objects.filter(status="verzonden").select_related("bericht")
    return [(rij.bericht.aan, rij.waarom) for rij in rijen.order_by("pk") if rij.bericht]


def test_who_is_there_gets_it(els, jan, leider):
    zaak_van(els)
    weg(els, vervanger=jan, van=VANDAAG + timedelta(days=3))
    assert naar() == [("els@voorbeeld.test", "behandelaar")]


def test_the_deputy_gets_it_and_reads_why(els, jan, leider):
    zaak_van(els)
    weg(els, vervanger=jan)
    assert naar() == [("jan@voorbeeld.test", "vervanger")]
    post.verstuur(nu=STREEF)
    assert "omdat u een collega vervangt" in mail.outbox[0].body
    assert "Els" not in mail.outbox[0].body


def test_the_mail_of_a_deputy_holds_the_own_work_too(els, jan, leider):
    zaak_van(els), zaak_van(jan)
    weg(els, vervanger=jan)
    assert naar() == [("jan@voorbeeld.test", "vervanger"), ("jan@voorbeeld.test", "behandelaar")]
    assert post.verstuur(nu=STREEF).verzonden == 1


def test_a_deputy_who_is_away_too_or_left_passes_it_to_the_teamleider(els, jan, leider):
    zaak_van(els)
    weg(els, vervanger=jan)
    weg(jan, vervanger=els)
    assert naar() == [("leider@voorbeeld.test", "teamleider")]


def test_a_deputy_who_left_gets_nothing(els, jan, leider):
    zaak_van(els)
    weg(els, vervanger=jan)
    Gebruiker.objects.filter(pk=jan.pk).update(is_active=False)
    assert naar() == [("leider@voorbeeld.test", "teamleider")]


def test_without_a_deputy_the_teamleider_gets_it(els, leider):
    zaak_van(els)
    weg(els)
    assert naar() == [("leider@voorbeeld.test", "teamleider")]


def test_a_teamleider_who_is_away_has_to_choose_who_stands_in(leider, jan):
    with pytest.raises(Geweigerd, match=r"is de teamleider.* Kies een collega"):
        weg(leider)
    weg(leider, vervanger=jan)


def test_the_deputy_of_an_absent_teamleider_gets_it(els, jan, leider):
    zaak_van(els)
    weg(els)
    weg(leider, vervanger=jan)
    assert naar() == [("jan@voorbeeld.test", "vervanger")]


def test_when_nobody_is_there_the_team_gets_it(els, leider):
    zaak_van(els)
    weg(els)
    weg(leider, vervanger=els)
    assert naar() == [("team@voorbeeld.test", "team")]


def test_a_withdrawn_absence_does_not_count(els, jan, leider):
    zaak_van(els)
    afwezig.trek_in(weg(els, vervanger=jan), door=els, nu=NU)
    assert naar() == [("els@voorbeeld.test", "behandelaar")]


@pytest.mark.parametrize(("dag", "is_weg"), [(-1, False), (0, True), (7, True), (8, False)])
def test_both_days_count(els, dag, is_weg):
    weg(els)
    assert (els.pk in afwezig.afwezigen(NU + timedelta(days=dag))) is is_weg


def test_the_deputy_sees_the_work_under_mine_and_only_then(els, jan):
    zaak = zaak_van(els)
    client = Client()
    client.force_login(jan)
    adres = reverse("zaak", args=[zaak.pk])
    assert adres not in client.get("/werkvoorraad/?wie=mij").content.decode()
    nu = timezone.now()
    afwezig.meld_af(
        els,
        van=timezone.localtime(nu).date(),
        tot_en_met=timezone.localtime(nu).date(),
        plaatsvervanger=jan,
        door=els,
        nu=nu,
    )
    assert adres in client.get("/werkvoorraad/?wie=mij").content.decode()


def test_handing_over_to_who_is_away_says_so(els, jan):
    zaak = zaak_van(els)
    vandaag = timezone.localdate()
    bouwers.afwezigheid(gebruiker=jan, van=vandaag, tot_en_met=vandaag)
    client = Client()
    client.force_login(els)
    adres = reverse("zaak_overdragen", args=[zaak.pk])
    antwoord = client.post(adres, {"aan": jan.pk}, follow=True)
    assert "Jan Dols is er niet tot en met vandaag." in antwoord.content.decode()
    zaak.refresh_from_db()
    assert zaak.behandelaar == jan


def test_the_same_sent_twice_is_noted_once(els):
    assert weg(els) == weg(els)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_absence(els):
    in_draden(lambda: weg(els), 4)
    assert Afwezigheid.objects.count() == 1


def test_what_cannot_be_is_refused(els, jan):
    elders = bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    coordinator = bouwers.gebruiker(Rol.COORDINATOR)
    fout = [
        {"wie": els, "door": jan},
        {"wie": elders, "door": coordinator},
        {"wie": els, "vervanger": els},
        {"wie": els, "vervanger": elders},
        {"wie": els, "van": VANDAAG - timedelta(days=9)},
        {"wie": els, "dagen": -1},
    ]
    for velden in fout:
        with pytest.raises(Geweigerd):
            weg(**velden)
    assert not Afwezigheid.objects.exists()
    assert weg(els, door=coordinator).genoteerd_door == coordinator


# the screen


def client_van(wie: Gebruiker) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def dagen() -> dict[str, str]:
    morgen = timezone.localdate() + timedelta(days=1)
    return {"van": morgen.isoformat(), "tot_en_met": (morgen + timedelta(days=4)).isoformat()}


def test_a_medewerker_notes_the_own_absence_with_a_deputy(els, jan):
    client = client_van(els)
    client.post("/afwezig/", dagen() | {"plaatsvervanger": jan.pk, "gebruiker": jan.pk})
    rij = Afwezigheid.objects.get()
    assert (rij.gebruiker, rij.genoteerd_door) == (els, els)
    els.refresh_from_db()
    assert els.plaatsvervanger == jan
    assert "Jan Dols neemt waar." in client.get("/afwezig/").content.decode()


def test_a_coordinator_notes_it_for_somebody_else(els, leider):
    client = client_van(leider)
    client.post("/afwezig/", dagen() | {"gebruiker": els.pk})
    assert Afwezigheid.objects.get().gebruiker == els
    tekst = client.get("/afwezig/").content.decode()
    assert "<strong>Els Smeets</strong>" in tekst
    assert "De teamleider krijgt de herinneringen." in tekst


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({}, "Vul dit in."),
        ({"van": "2026-09-15", "tot_en_met": "2026-09-14"}, "De laatste dag ligt voor de eerste."),
        ({"van": "2020-01-01", "tot_en_met": "2020-01-02"}, "al voorbij"),
    ],
)
def test_wrong_days_are_said_and_nothing_is_noted(els, velden, fout):
    antwoord = client_van(els).post("/afwezig/", velden)
    assert antwoord.status_code == 422
    assert fout in antwoord.content.decode()
    assert not Afwezigheid.objects.exists()


def test_a_medewerker_sees_and_withdraws_only_the_own(els, jan):
    rij = bouwers.afwezigheid(gebruiker=jan, van=VANDAAG, tot_en_met=date(2099, 1, 1))
    adres = reverse("afwezig_intrekken", args=[rij.pk])
    assert "Jan Dols</strong>" not in client_van(els).get("/afwezig/").content.decode()
    assert client_van(els).post(adres).status_code == 404
    client_van(jan).post(adres)
    rij.refresh_from_db()
    assert rij.ingetrokken_door == jan
    assert "Trek in" not in client_van(jan).get("/afwezig/").content.decode()


def test_looking_at_the_address_of_withdrawing_changes_nothing(els):
    rij = bouwers.afwezigheid(gebruiker=els)
    client_van(els).get(reverse("afwezig_intrekken", args=[rij.pk]))
    rij.refresh_from_db()
    assert rij.ingetrokken_op is None


def test_who_is_away_is_asked_once_for_each_claim(els, django_assert_max_num_queries):
    for _ in range(5):
        triage.pak_op(klokken.start(bouwers.melding(), nu=NU).melding, door=els, nu=NU)
    with django_assert_max_num_queries(23):
        assert herinneringen.verzend(nu=NU + timedelta(hours=23)) == 5


def test_who_stands_in_reads_for_whom_until_when_and_how_much(client):
    jo = bouwers.gebruiker(naam="Jo Claessens")
    els = bouwers.gebruiker(naam="Els Hermans", plaatsvervanger=jo)
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    for dagen in (4, 1):
        tot = vandaag + timedelta(days=dagen)
        bouwers.afwezigheid(gebruiker=els, van=vandaag, tot_en_met=tot)
    bouwers.zaak(behandelaar=els)
    bouwers.zaak(behandelaar=els, status="contact_gelegd")
    bouwers.zaak(behandelaar=els, status="afgesloten", uitkomst="advies", afgesloten_op=nu)
    (rij,) = afwezig.waarnemingen(jo, nu=nu)
    assert (rij.collega, rij.tot_en_met, rij.aantal) == (els, vandaag + timedelta(days=4), 2)
    client.force_login(jo)
    tekst = client.get("/werkvoorraad/").text
    assert f'U neemt waar voor <a href="?wie={els.pk}">Els Hermans</a> tot en met' in tekst
    assert ": 2 zaken. U krijgt de herinneringen." in tekst
    client.force_login(els)
    assert "U neemt waar" not in client.get("/werkvoorraad/").text
    assert not afwezig.waarnemingen(jo, nu=nu + timedelta(days=5))
