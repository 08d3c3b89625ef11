"""A colleague goes on with a closed zaak: one clock, one winner, and no melder notices."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from opvolging import heropenen, volgen
from opvolging.afsluiten import sluit_af
from opvolging.contact import leg_vast
from opvolging.models import Contact, Herinnering, Termijn, Zaak
from opvolging.triage import pak_op, voeg_toe
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

UUR = timedelta(hours=1)
REDEN = "Zij belde terug."


def _afgesloten(jo, *, is_gesproken=True):
    zaak = pak_op(bouwers.melding_met_code(terugkoppeling="email"), door=jo, nu=NU)
    bouwers.melder(melding=zaak.zaakmeldingen.get().melding, email="buur@voorbeeld.test")
    nieuwste = bouwers.melding_met_code(ontvangen_op=NU + UUR)
    voeg_toe(nieuwste, zaak=zaak, door=jo, nu=NU + UUR)
    if is_gesproken:
        wijze = Contact.Wijze.TELEFOON
        leg_vast(zaak, wijze=wijze, is_bereikt=True, door=jo, nu=NU + 2 * UUR)
    zaak.refresh_from_db()
    sluit_af(zaak, uitkomst=Zaak.Uitkomst.VERHUISD, door=jo, nu=NU + 3 * UUR)
    return zaak, nieuwste


@pytest.fixture
def jo(db):
    return bouwers.gebruiker(naam="Jo")


def _heropen(zaak, door, nu=NU + 4 * UUR, reden=REDEN):
    heropenen.heropen(Zaak.objects.get(pk=zaak.pk), reden=reden, door=door, nu=nu)


@pytest.mark.parametrize("is_gesproken", [True, False])
def test_the_work_goes_on_where_it_was_with_the_reason_in_the_history(jo, is_gesproken):
    zaak, nieuwste = _afgesloten(jo, is_gesproken=is_gesproken)
    _heropen(zaak, jo)
    zaak.refresh_from_db()
    waar = Zaak.Status.CONTACT_GELEGD if is_gesproken else Zaak.Status.OPGEPAKT
    assert (zaak.status, zaak.uitkomst, zaak.afgesloten_op) == (waar, "", None)
    regel = zaak.gebeurtenissen.last()
    assert (regel.soort, regel.door, regel.tekst, regel.status) == ("heropend", jo, REDEN, waar)
    klok = Termijn.objects.lopend().get()
    assert (klok.soort, klok.melding, klok.gestart_op) == ("heropend", nieuwste, NU + 4 * UUR)
    van_jo = klok.herinneringen.filter(ontvanger=Herinnering.Ontvanger.BEHANDELAAR)
    assert {rij.gebruiker for rij in van_jo} == {jo}


def test_no_melder_reads_or_hears_anything_also_not_after_closing_again(jo):
    zaak, _ = _afgesloten(jo)
    koppelingen = zaak.zaakmeldingen.order_by("pk").values()
    voor, post = list(koppelingen), Bericht.objects.count()
    _heropen(zaak, jo)
    zaak.refresh_from_db()
    sluit_af(zaak, uitkomst=Zaak.Uitkomst.VERHUISD, door=jo, nu=NU + 5 * UUR)
    assert list(koppelingen.all()) == voor
    assert Bericht.objects.count() == post


def test_what_is_open_is_not_opened_and_a_form_sent_twice_counts_once(jo):
    zaak, _ = _afgesloten(jo)
    for _ in range(2):
        _heropen(zaak, jo)
    assert zaak.gebeurtenissen.filter(soort="heropend").count() == 1
    with pytest.raises(Geweigerd, match="al open"):
        _heropen(zaak, jo, reden="Iets anders.")


def test_without_a_reason_it_stays_closed(jo):
    zaak, _ = _afgesloten(jo)
    with pytest.raises(Geweigerd, match="Schrijf op waarom"):
        _heropen(zaak, jo, reden=" ")


def test_of_a_colleague_who_left_it_becomes_the_work_of_who_opens_it(jo):
    zaak, nieuwste = _afgesloten(jo)
    jo.is_active = False
    jo.save()
    els = bouwers.gebruiker(naam="Els")
    _heropen(zaak, els)
    zaak.refresh_from_db()
    assert zaak.behandelaar == els
    assert zaak.gebeurtenissen.last().tekst == "Aan Els."
    rijen = Herinnering.objects.filter(termijn__melding=nieuwste, ontvanger="behandelaar")
    assert set(rijen.filter(status="gepland").values_list("gebruiker", flat=True)) == {els.pk}


@pytest.mark.django_db(transaction=True)
def test_of_many_who_open_it_at_once_one_wins_and_one_clock_runs():
    jo = bouwers.gebruiker()
    zaak, _ = _afgesloten(jo)

    def open_weer():
        try:
            _heropen(zaak, jo, reden=str(uuid4()))
        except Geweigerd:
            return False
        return True

    assert sum(in_draden(open_weer, 6)) == 1
    assert Termijn.objects.lopend().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_colleague_and_the_melder_who_open_it_at_once_open_it_once_each_in_their_own_way():
    jo = bouwers.gebruiker()
    zaak, nieuwste = _afgesloten(jo)
    beurt = iter(range(4))

    def doe():
        if next(beurt) % 2:
            volgen.meld_niet_opgelost(nieuwste, tekst="", sleutel=uuid4(), nu=NU + 4 * UUR)
            return
        try:
            _heropen(zaak, jo, reden=str(uuid4()))
        except Geweigerd:
            return

    in_draden(doe, 4)
    zaak.refresh_from_db()
    assert zaak.status == Zaak.Status.CONTACT_GELEGD
    assert Termijn.objects.lopend().count() == 1
    assert zaak.zaakmeldingen.get(melding=nieuwste).afgerond_op is None
    assert zaak.gebeurtenissen.filter(soort="niet_opgelost").count() == 2


def test_on_the_page_it_asks_why_and_then_says_what_to_do(jo, client):
    zaak, _ = _afgesloten(jo)
    client.force_login(jo)
    assert "Verdergaan met deze zaak" in client.get(reverse("zaak", args=[zaak.pk])).text
    adres = reverse("zaak_heropenen", args=[zaak.pk])
    assert client.post(adres, {"reden": ""}).status_code == 422
    antwoord = client.post(adres, {"reden": REDEN}, follow=True)
    assert "De zaak is weer open. Er loopt een nieuwe klok." in antwoord.text
    assert "Lees in de geschiedenis waarom." in antwoord.text
    assert "Verdergaan met deze zaak" not in antwoord.text
    assert "weer open" in client.get(reverse("werkvoorraad")).text
