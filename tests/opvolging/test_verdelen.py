"""Giving several lines at once: what went and what did not, and who has how much."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from opvolging import klokken, triage, verdelen
from opvolging.models import Herinnering, Zaak
from opvolging.verdelen import Gezien
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db
ADRES = "/werkvoorraad/verdelen/"


@pytest.fixture
def jo():
    return bouwers.gebruiker(Rol.COORDINATOR, naam="Jo Claessens")


@pytest.fixture
def anneke():
    return bouwers.gebruiker(naam="Anneke Smeets")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


def _klok(uren_over=30, **velden):
    begin = timezone.now() + timedelta(hours=uren_over - 48)
    return bouwers.termijn(melding=bouwers.melding(ontvangen_op=begin, **velden))


def _van(behandelaar):
    klok = _klok()
    return klok.melding, bouwers.zaak(meldingen=[klok.melding], behandelaar=behandelaar)


def _geschiedenis(zaak):
    return list(zaak.gebeurtenissen.values_list("soort", "door"))


def test_what_nobody_had_is_taken_up_and_handed_over_and_says_so(jo, anneke):
    melding = bouwers.melding()
    gegeven, geweigerd = verdelen.verdeel([Gezien(melding.pk, None)], aan=anneke, door=jo, nu=NU)
    assert (gegeven, geweigerd) == ([Gezien(melding.pk, None)], [])
    zaak = Zaak.objects.get()
    assert zaak.behandelaar == anneke
    assert _geschiedenis(zaak) == [("opgepakt", jo.pk), ("overgedragen", jo.pk)]


def test_what_a_colleague_had_goes_over_with_its_reminders(jo, anneke):
    klok = klokken.start(bouwers.melding(), nu=NU)
    zaak = bouwers.zaak(meldingen=[klok.melding], behandelaar=jo)
    verdelen.verdeel([Gezien(klok.melding.pk, jo.pk)], aan=anneke, door=jo, nu=NU)
    zaak.refresh_from_db()
    assert zaak.behandelaar == anneke
    voor = klok.herinneringen.filter(ontvanger=Herinnering.Ontvanger.BEHANDELAAR)
    assert {rij.gebruiker for rij in voor} == {anneke}


def test_what_somebody_took_meanwhile_stays_and_the_others_go(jo, anneke):
    rob = bouwers.gebruiker(naam="Rob")
    melding, zaak = _van(rob)
    vrij = bouwers.melding()
    lijst = [Gezien(melding.pk, None), Gezien(vrij.pk, None)]
    gegeven, geweigerd = verdelen.verdeel(lijst, aan=anneke, door=jo, nu=NU)
    assert gegeven == [Gezien(vrij.pk, None)]
    assert geweigerd == [f"Melding {melding.pk}: Rob behandelt deze nu. Er is niets veranderd."]
    zaak.refresh_from_db()
    assert zaak.behandelaar == rob


def test_a_closed_zaak_and_a_melding_of_elsewhere_stay_as_they_are(jo, anneke):
    dicht = bouwers.zaak(behandelaar=jo, status="afgesloten", uitkomst="advies", afgesloten_op=NU)
    elders = bouwers.melding(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    melding_id = dicht.zaakmeldingen.get().melding_id
    lijst = [Gezien(melding_id, jo.pk), Gezien(elders.pk, None)]
    gegeven, geweigerd = verdelen.verdeel(lijst, aan=anneke, door=jo, nu=NU)
    assert gegeven == []
    assert "al afgesloten" in geweigerd[0]
    assert "Deze melding is er niet." in geweigerd[1]


@pytest.mark.parametrize("anders", [{"is_active": False}, {"rol": Rol.MAATJE}])
def test_only_who_works_here_gets_work(jo, anders):
    aan = bouwers.gebruiker(**anders)
    with pytest.raises(Geweigerd, match="hoort niet bij het team"):
        verdelen.verdeel([Gezien(bouwers.melding().pk, None)], aan=aan, door=jo, nu=NU)
    assert not Zaak.objects.exists()


def test_sent_twice_it_is_given_once(jo, anneke):
    lijst = [Gezien(bouwers.melding().pk, None)]
    for _ in range(2):
        assert verdelen.verdeel(lijst, aan=anneke, door=jo, nu=NU)[1] == []
    assert len(_geschiedenis(Zaak.objects.get())) == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_and_take_at_once_each_melding_has_one_behandelaar(jo, anneke):
    rob = bouwers.gebruiker(naam="Rob")
    lijst = [bouwers.melding() for _ in range(5)]
    gezien = [Gezien(melding.pk, None) for melding in lijst]

    def geef():
        return verdelen.verdeel(gezien, aan=anneke, door=jo, nu=NU)

    def pak():
        return [_probeer(melding, rob) for melding in reversed(lijst)]

    werk = iter([geef, pak])
    antwoorden = in_draden(lambda: next(werk)(), 2)
    gegeven = next(antwoord[0] for antwoord in antwoorden if isinstance(antwoord, tuple))
    van_rob = next(antwoord for antwoord in antwoorden if isinstance(antwoord, list))
    assert Zaak.objects.count() == 5
    assert Zaak.objects.filter(behandelaar=anneke).count() == len(gegeven)
    assert Zaak.objects.filter(behandelaar=rob).count() == sum(van_rob)
    assert len(gegeven) + sum(van_rob) == 5


def _probeer(melding, door):
    try:
        triage.pak_op(melding, door=door, nu=NU)
    except Geweigerd:
        return False
    return True


def test_who_has_least_work_comes_first_and_who_is_away_last(jo, anneke):
    rob = bouwers.gebruiker(naam="Rob", is_active=False)
    els = bouwers.gebruiker(naam="Els")
    _van(jo)
    laat = _klok(uren_over=-3)
    bouwers.zaak(meldingen=[laat.melding], behandelaar=jo)
    vandaag = timezone.localdate()
    bouwers.afwezigheid(gebruiker=els, van=vandaag, tot_en_met=vandaag)
    rijen = verdelen.collegas(jo.gemeente, nu=timezone.now())
    assert [(r.gebruiker, r.aantal_open, r.aantal_te_laat) for r in rijen] == [
        (anneke, 0, 0),
        (jo, 2, 1),
        (els, 0, 0),
    ]
    assert rijen[-1].afwezig_tot == vandaag
    assert rob not in {rij.gebruiker for rij in rijen}


def test_the_page_gives_and_says_what_went_and_what_not(client, jo, anneke):
    vrij = _klok(deur="mijzelf")
    melding, _ = _van(bouwers.gebruiker(naam="Rob"))
    pagina = client.get(ADRES, {"deur": "mijzelf"}).text
    assert f'value="{vrij.melding_id}-0"' in pagina
    assert f'value="{melding.pk}-' not in pagina
    rijen = [f"{vrij.melding_id}-0", f"{melding.pk}-0"]
    antwoord = client.post(ADRES, {"rij": rijen, "aan": anneke.pk}, follow=True)
    assert antwoord.redirect_chain == [("/werkvoorraad/", 302)]
    assert "1 melding is nu van Anneke Smeets." in antwoord.text
    assert "Rob behandelt deze nu." in antwoord.text


def test_two_go_as_two(client, anneke):
    rijen = [f"{_klok().melding_id}-0" for _ in range(2)]
    antwoord = client.post(ADRES, {"rij": rijen, "aan": anneke.pk}, follow=True)
    assert "2 meldingen zijn nu van Anneke Smeets." in antwoord.text
    assert not Bericht.objects.exclude(soort="opgepakt").exists()


@pytest.mark.parametrize("met", ["rij", "aan", "vreemd", "maatje"])
def test_a_choice_that_cannot_be_keeps_the_other_and_gives_nothing(client, anneke, met):
    rij = f"{_klok().melding_id}-0"
    maatje = bouwers.gebruiker(Rol.MAATJE)
    gestuurd = {
        "rij": {"rij": rij},
        "aan": {"aan": anneke.pk},
        "vreemd": {"rij": "x-y", "aan": anneke.pk},
        "maatje": {"rij": rij, "aan": maatje.pk},
    }[met]
    antwoord = client.post(ADRES, gestuurd)
    assert antwoord.status_code == 422
    assert 'role="alert"' in antwoord.text
    assert antwoord.text.count(" checked") == 1
    assert not Zaak.objects.exists()


def test_an_empty_page_says_what_to_do(client):
    assert "Er is niets te verdelen." in client.get(ADRES).text
    assert "Kijk zonder filter." in client.get(ADRES, {"wie": "mij"}).text


def test_zaken_in_contact_go_along_with_a_word_about_them(client, jo, anneke):
    rob = bouwers.gebruiker(naam="Rob")
    zaken = [bouwers.zaak(status="contact_gelegd", behandelaar=wie) for wie in (jo, rob)]
    waarden = [f"z{zaak.pk}-{jo.pk}" for zaak in zaken]
    assert f'value="{waarden[0]}"' in client.get(ADRES).text
    velden = {"rij": waarden, "aan": anneke.pk, "toelichting": "Belt liever ’s middags."}
    antwoord = client.post(ADRES, velden, follow=True)
    assert "1 zaak is nu van Anneke Smeets." in antwoord.text
    assert f"Zaak {zaken[1].pk}: Rob behandelt deze nu." in antwoord.text
    regel = zaken[0].gebeurtenissen.get()
    assert regel.tekst == "Aan Anneke Smeets. Belt liever ’s middags."


def test_a_zaak_of_elsewhere_is_not_there_and_a_word_can_be_too_long(client, jo, anneke):
    elders = bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    melding = bouwers.melding(gemeente=elders.gemeente)
    vreemd = bouwers.zaak(meldingen=[melding], behandelaar=elders, gemeente=elders.gemeente)
    velden = {"rij": f"z{vreemd.pk}-{elders.pk}", "aan": anneke.pk}
    assert "Deze zaak is er niet." in client.post(ADRES, velden, follow=True).text
    rij = f"{_klok().melding_id}-0"
    te_lang = {"rij": rij, "aan": anneke.pk, "toelichting": "x" * 2001}
    assert client.post(ADRES, te_lang).status_code == 422


def test_the_load_of_a_colleague_counts_what_is_looked_after(jo, anneke):
    els = bouwers.gebruiker(naam="Els", plaatsvervanger=anneke)
    _van(els)
    bouwers.zaak(meldingen=[_klok(uren_over=-3).melding], behandelaar=els)
    _van(anneke)
    vandaag = timezone.localdate()
    bouwers.afwezigheid(gebruiker=els, van=vandaag, tot_en_met=vandaag)
    rijen = {rij.gebruiker: rij for rij in verdelen.collegas(jo.gemeente, nu=timezone.now())}
    assert (rijen[anneke].aantal_open, rijen[anneke].aantal_waargenomen) == (3, 2)
    assert rijen[anneke].aantal_te_laat == 1
    assert rijen[els].aantal_open == 2
    bouwers.afwezigheid(gebruiker=anneke, van=vandaag, tot_en_met=vandaag)
    rijen = {rij.gebruiker: rij for rij in verdelen.collegas(jo.gemeente, nu=timezone.now())}
    assert (rijen[anneke].aantal_open, rijen[anneke].aantal_waargenomen) == (1, 0)


def test_a_long_list_shows_the_most_urgent_and_costs_the_same(client):
    _klok()
    with CaptureQueriesContext(connection) as een:
        client.get(ADRES)
    for _ in range(51):
        _klok()
    with CaptureQueriesContext(connection) as veel:
        tekst = client.get(ADRES).text
    assert tekst.count('name="rij"') == 50
    assert "Dit zijn de 50 die het meeste haast hebben." in tekst
    assert len(een) == len(veel) <= 10
