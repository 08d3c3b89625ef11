"""The page of a zaak: what it shows. What is done on it is in test_zaakpagina_acten."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import afsluiten, bijstellen, herinneringen, klokken, samenvoegen, verloop
from opvolging.models import Gebeurtenis, Inzage, Termijn, Zaak
from signaalpunt import post
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

Status, Uitkomst, Soort = Zaak.Status, Zaak.Uitkomst, Gebeurtenis.Soort


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo, opgepakt_op=timezone.now())


def _tekst(client, zaak) -> str:
    antwoord = client.get(reverse("zaak", args=[zaak.pk]))
    assert antwoord.status_code == 200
    tekst: str = antwoord.content.decode()
    return tekst


def _doe(client, zaak, act, **velden):
    return client.post(reverse(act, args=[zaak.pk]), velden, follow=True)


def test_the_page_tells_who_how_to_reach_and_what_was_told(client):
    melding = bouwers.melding(
        betrokkene_naam="Dhr. Hendrix",
        betrokkene_telefoon="043 000 00 01",
        betrokkene_email="hendrix@voorbeeld.test",
        postcode="6216 AB",
        huisnummer="14",
        toevoeging="a",
        buurt=bouwers.buurt(),
        leeftijdsgroep="80_plus",
        taal="nl",
        bereikbaar_via="telefoon",
        bereikbaar_moment=["ochtend"],
        voicemail="nee",
        aandachtspunten="Kleine hond",
        toelichting="Komt niet meer buiten.",
        signalen=["somber", "bestaat_niet_meer"],
        weet_ervan="nee",
    )
    tekst = _tekst(client, bouwers.zaak(meldingen=[melding]))
    for stukje in (
        'href="tel:0430000001"',
        "hendrix@voorbeeld.test",
        "6216 AB, nummer 14a",
        "Malberg (Maastricht-West)",
        "80 jaar of ouder",
        "Nederlands",
        "Bel mij, ’s ochtends",
        "liever niets inspreken",
        "Kleine hond",
        "Komt niet meer buiten.",
        "Is somber · bestaat_niet_meer",
    ):
        assert stukje in tekst


def test_a_page_without_any_way_to_reach_says_whom_to_ask(client):
    melding = bouwers.melding(betrokkene_naam="", buurt_anders="buiten")
    tekst = _tekst(client, bouwers.zaak(meldingen=[melding]))
    assert "Naam onbekend" in tekst
    assert "buiten de gemeente" in tekst
    assert "Vraag de melder hoe u deze persoon kunt bereiken." in tekst


@pytest.mark.parametrize(
    ("mag", "relatie", "zin"),
    [
        ("ja", "buur", "U mag zeggen wie dit meldde."),
        ("alleen_relatie", "buur", "Zeg alleen hoe de melder deze persoon kent: buur. Geen naam."),
        ("alleen_relatie", "", "kent: iemand die u kent. Geen naam."),
        ("nee", "buur", "Zeg niet wie dit meldde. De melder wil niet genoemd worden."),
        ("", "buur", "Zeg niet wie dit meldde."),
    ],
)
def test_the_page_says_what_may_be_said_of_the_melder_and_not_who_it_was(client, mag, relatie, zin):
    melding = bouwers.melding(relatie=relatie)
    bouwers.melder(melding=melding, mag_genoemd_worden=mag, organisatie="Bakkerij", functie="kok")
    tekst = _tekst(client, bouwers.zaak(meldingen=[melding]))
    assert zin in tekst
    assert "Toon wie dit meldde" in tekst
    assert "Buurman Pieters" not in tekst
    assert "Bakkerij" not in tekst


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"is_veilig": False}, "Niet veilig."),
        ({"is_spoed": True}, "Lees dit eerst."),
        ({"leeftijdsgroep": "tot_18"}, "Jeugd."),
        ({"is_verdacht": True}, "Kijk even."),
    ],
)
def test_what_to_know_before_calling_stands_on_top(client, velden, zin):
    zaak = bouwers.zaak(meldingen=[bouwers.melding(**velden)])
    assert zin in _tekst(client, zaak)
    afsluiten.sluit_af(zaak, uitkomst=Uitkomst.DUBBEL, door=zaak.behandelaar, nu=timezone.now())
    assert zin not in _tekst(client, zaak)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"status": Status.OPGEPAKT}, "Neem contact op en leg vast hoe het ging."),
        ({"status": Status.CONTACT_GELEGD}, "Leg vast wat u van de zorg vindt"),
        (
            {"status": Status.IN_BEGELEIDING, "oordeel": "terecht", "hulpwens": "ja"},
            "Regel wat deze persoon graag wil.",
        ),
        (
            {"status": Status.CONTACT_GELEGD, "oordeel": "terecht", "hulpwens": "nee"},
            "Deze persoon wil geen hulp, en dat is goed.",
        ),
        (
            {"status": Status.CONTACT_GELEGD, "oordeel": "terecht", "hulpwens": "weet_niet"},
            "Vraag later nog eens wat deze persoon wil",
        ),
        (
            {"status": Status.AFGESLOTEN, "uitkomst": "advies", "afgesloten_op": bouwers.NU},
            "Deze zaak is afgesloten.",
        ),
    ],
)
def test_the_page_says_what_must_happen_next(client, velden, zin):
    assert zin in _tekst(client, bouwers.zaak(**velden))


def test_a_closed_zaak_says_what_still_goes_on(client):
    zaak = bouwers.zaak(status=Status.AFGESLOTEN, uitkomst="advies", afgesloten_op=NU)
    niets = "U hoeft niets meer te doen."
    assert niets in _tekst(client, zaak)
    verwezen = bouwers.doorverwijzing(zaak=zaak, status="aangenomen")
    bouwers.termijn_op(doorverwijzing=verwezen, soort=Termijn.Soort.AANGEKOMEN)
    tekst = _tekst(client, zaak)
    assert "Kijk alleen nog bij ‘Doorverwezen’ of deze persoon daar aankwam." in tekst
    assert niets not in tekst
    bouwers.gevaarkaart(zaak=zaak)
    tekst = _tekst(client, zaak)
    assert "Maak de kaart bij gevaar nog af." in tekst
    assert niets not in tekst


def test_a_joined_zaak_shows_no_card_without_acts(client, zaak):
    in_zaak = bouwers.zaak(behandelaar=zaak.behandelaar)
    assert "groepen" in _tekst(client, zaak)
    samenvoegen.voeg_samen(zaak, in_zaak=in_zaak, door=zaak.behandelaar, nu=timezone.now())
    assert "groepen" not in _tekst(client, zaak)


@pytest.mark.parametrize(
    ("soorten", "zin"),
    [
        ([Soort.MAATJE_VOORGESTELD], "Het maatje denkt na over uw voorstel."),
        ([Soort.MAATJE_VOORGESTELD, Soort.MAATJE_JA], "Plan een gesprek met z’n drieën"),
        ([Soort.MAATJE_VOORGESTELD, Soort.MAATJE_NEE], "Kies een ander maatje."),
        ([Soort.MAATJE_VOORGESTELD, Soort.VOORSTEL_INGETROKKEN], "Regel wat deze persoon graag"),
        ([Soort.MAATJE_JA, Soort.KOPPELING_GESTART], "Vraag af en toe hoe het gaat."),
        ([Soort.KOPPELING_GESTART, Soort.KOPPELING_BEEINDIGD], "Regel wat deze persoon graag"),
        ([Soort.MAATJE_NEE, Soort.BEOORDEELD], "Regel wat deze persoon graag"),
    ],
)
def test_an_offer_to_a_maatje_decides_what_must_happen_next(client, soorten, zin):
    zaak = bouwers.zaak(status=Status.IN_BEGELEIDING, oordeel="terecht", hulpwens="ja")
    for soort in soorten:
        verloop.schrijf_bij(zaak, soort, door=zaak.behandelaar, nu=bouwers.NU)
    assert zin in _tekst(client, zaak)


def test_who_does_not_want_the_melding_is_not_simply_called(client):
    zaak = bouwers.zaak(meldingen=[bouwers.melding(weet_ervan="ja_niet_akkoord")])
    assert "Neem geen contact op met de persoon." in _tekst(client, zaak)


@pytest.mark.parametrize(
    ("opnieuw", "zin"),
    [
        (None, "Al 2 keer geprobeerd. Probeer het opnieuw, liefst op een andere manier."),
        (-1, "Al 2 keer geprobeerd. U wilde het nu opnieuw proberen."),
        (1, "Al 2 keer geprobeerd. Probeer het opnieuw: "),
    ],
)
def test_after_attempts_the_page_counts_them_and_keeps_the_appointment(client, zaak, opnieuw, zin):
    moment = timezone.now() + timedelta(days=opnieuw) if opnieuw else None
    for nummer in range(2):
        contact = bouwers.contact(zaak=zaak, opnieuw_op=moment, notitie=f"Notitie {nummer}")
        bouwers.gebeurtenis(zaak=zaak, contact=contact, tekst="")
    tekst = _tekst(client, zaak)
    assert zin in tekst
    assert "Notitie 0" in tekst


def test_one_attempt_is_counted_as_one(client, zaak):
    bouwers.gebeurtenis(zaak=zaak, contact=bouwers.contact(zaak=zaak))
    assert "Al 1 keer geprobeerd." in _tekst(client, zaak)


@pytest.mark.parametrize(
    ("seconden", "reden", "zin"),
    [
        (24 * 3600, "contact", "contact binnen 24 uur"),
        (24 * 3600 + 1, "contact", "contact binnen 48 uur"),
        (48 * 3600, "contact", "contact binnen 48 uur"),
        (48 * 3600 + 1, "contact", "contact na meer dan 48 uur"),
        (60, "afgesloten", "klok gestopt zonder contact"),
    ],
)
def test_a_stopped_clock_tells_how_it_ended(client, zaak, seconden, reden, zin):
    minuten = seconden // 60
    bouwers.termijn(
        melding=zaak.zaakmeldingen.get().melding,
        gestart_op=bouwers.NU,
        gestopt_op=bouwers.NU + timedelta(seconds=seconden),
        stopreden=reden,
        aantal_minuten=minuten,
        aantal_minuten_werkdag=minuten,
        aantal_minuten_klok=minuten,
    )
    assert zin in _tekst(client, zaak)


def test_every_opening_is_logged_also_of_a_refused_form(client, jo, zaak):
    _tekst(client, zaak)
    _doe(client, zaak, "zaak_contact")
    assert list(Inzage.objects.values_list("zaak", "gebruiker")) == [(zaak.pk, jo.pk)] * 2


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_log_of_openings_only_grows(client, zaak, act):
    _tekst(client, zaak)
    alles = Inzage.objects.all()
    with pytest.raises(IntegrityError, match="dit logboek groeit alleen"), transaction.atomic():
        alles.update(op=bouwers.NU) if act == "update" else alles.delete()
    assert Inzage.objects.count() == 1


@pytest.mark.parametrize("aantal", [1, 200])
def test_at_most_twelve_queries_however_long_the_history(
    client, zaak, aantal, django_assert_max_num_queries
):
    for _ in range(aantal):
        bouwers.gebeurtenis(zaak=zaak, contact=bouwers.contact(zaak=zaak))
    melding = zaak.zaakmeldingen.get().melding
    bouwers.termijn(melding=melding)
    bouwers.melder(melding=melding)
    zaak.status = Zaak.Status.IN_BEGELEIDING
    zaak.save()
    bouwers.deelnemer(zaak=zaak)
    for _ in range(3):
        bouwers.maatje()
    with django_assert_max_num_queries(12):
        tekst = _tekst(client, zaak)
    assert tekst.count("tijdlijn__wie") == aantal
    assert "Bekijk alle maatjes" in tekst


def test_a_closed_zaak_offers_nothing_to_do_but_to_go_on(client, zaak):
    afsluiten.sluit_af(zaak, uitkomst=Uitkomst.DUBBEL, door=zaak.behandelaar, nu=timezone.now())
    acts = re.findall(r'method="post" action="/zaken/\d+/([^"]*)"', _tekst(client, zaak))
    assert acts == ["heropenen/"]


def test_only_outcomes_that_can_be_true_are_offered(client, zaak):
    tekst = _tekst(client, zaak)
    assert 'value="niet_bereikt"' in tekst
    assert 'value="wil_geen_hulp"' not in tekst


def test_the_page_says_who_was_reminded_and_when(client, zaak):
    els = bouwers.gebruiker(naam="Els Smeets")
    melding = zaak.zaakmeldingen.get().melding
    termijn = Termijn.objects.filter(melding=melding).first() or klokken.start(melding, nu=NU)
    bijstellen.heradresseer(melding, aan=els)
    herinneringen.verzend(nu=termijn.streef_op)
    assert "is herinnerd op" not in _tekst(client, zaak)
    post.verstuur(nu=termijn.streef_op)
    tekst = _tekst(client, zaak)
    assert "Els Smeets is herinnerd op <time" in tekst
    assert f"om {timezone.localtime(termijn.streef_op):%H:%M}</time>" in tekst


def test_a_mail_that_did_not_arrive_reminded_nobody(client, zaak):
    melding = zaak.zaakmeldingen.get().melding
    termijn = Termijn.objects.filter(melding=melding).first() or klokken.start(melding, nu=NU)
    herinneringen.verzend(nu=termijn.streef_op)
    Bericht.objects.update(status=Bericht.Status.MISLUKT)
    assert "is herinnerd op" not in _tekst(client, zaak)
    Bericht.objects.all().delete()  # long ago: thrown away with the mails that left
    assert "Het team is herinnerd op" in _tekst(client, zaak)
