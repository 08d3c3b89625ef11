"""No way around the question why: no address and no act opens the zaak of a colleague unasked."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from opvolging import behoeften, gevaar, noteren, samenvoegen
from opvolging.kijkrecht import met_kijkrecht, vraagt_reden, zeg_reden
from opvolging.models import Inzage, Notitie, OnvervuldeBehoefte, Samenvoeging, Zaak
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.paginas import PAGINAS

pytestmark = pytest.mark.django_db
REDEN = Inzage.Reden.GEBELD
PERSOON = ("Janssen", "Bertha", "06 12 34 56 78", "6216 AB", "Pieters", "Lang verhaal")
# By which an address names a zaak, or something of one.
VAN_EEN_ZAAK = {"zaak_id", "melding_id", "koppeling_id", "verhaal_id"}


def _delen(naam: str) -> set[str]:
    return {deel for wijze in get_resolver().reverse_dict.getlist(naam) for deel in wijze[3]}


ADRESSEN = sorted(naam for naam in PAGINAS if _delen(naam) & VAN_EEN_ZAAK)


@pytest.fixture
def jo():
    bouwers.gemeente(vraagt_reden=True)
    return bouwers.gebruiker(Rol.COORDINATOR, naam="Jo Claessens")


@pytest.fixture
def els(jo):
    return bouwers.gebruiker(naam="Els Smeets")


@pytest.fixture
def client(jo):
    client = Client()
    client.force_login(jo)
    return client


@pytest.fixture
def wereld(els) -> dict[str, Any]:
    """A zaak of Els with one of everything, as addresses name it."""
    melding = bouwers.melding(betrokkene_telefoon="06 12 34 56 78", postcode="6216 AB")
    bouwers.melder(melding=melding)
    zaak = bouwers.zaak(meldingen=[melding], behandelaar=els, status=Zaak.Status.IN_BEGELEIDING)
    goed, nu = bouwers.toestemming(zaak=zaak, soort="verhaal"), timezone.now()
    koppeling = bouwers.koppeling(
        deelnemer=bouwers.deelnemer(zaak=zaak, voornaam="Bertha", telefoon="06 12 34 56 78")
    )
    voor, tekst = Notitie.Voor.TEAM, "Lang verhaal"
    return {
        "zaak_id": zaak.pk,
        "melding_id": melding.pk,
        "koppeling_id": koppeling.pk,
        "afspraak_id": bouwers.afspraak(zaak=zaak).pk,
        "toestemming_id": bouwers.toestemming(zaak=zaak).pk,
        "verwijzing_id": bouwers.doorverwijzing(zaak=zaak).pk,
        "kaart_id": gevaar.start(zaak, wat=tekst, door=els, nu=nu).pk,
        "notitie_id": noteren.noteer(zaak, tekst=tekst, voor=voor, door=els, nu=nu).pk,
        "verhaal_id": bouwers.verhaal(toestemming=goed).pk,
        "behoefte_id": _behoefte(zaak, els, nu).pk,
        "doorgegeven_id": bouwers.doorgegeven(zaak=zaak).pk,
        "vorm": 6,
    }


def _behoefte(zaak: Zaak, door, nu) -> OnvervuldeBehoefte:
    wat = OnvervuldeBehoefte.Wat(OnvervuldeBehoefte.Wat.values[0])
    waarom = OnvervuldeBehoefte.Waarom(OnvervuldeBehoefte.Waarom.values[0])
    return behoeften.noteer(zaak, wat=wat, waarom=waarom, tekst="Lang verhaal", door=door, nu=nu)


def _vraagt_het(zaak_id: int, wie) -> bool:
    rijen = met_kijkrecht(Zaak.objects.filter(pk=zaak_id), wie, timezone.now())
    return vraagt_reden(rijen.select_related("behandelaar").get(), wie)


def _noemt(antwoord) -> list[str]:
    tekst = b"".join(antwoord).decode(errors="replace")
    return [woord for woord in PERSOON if woord in tekst]


def _inhoud(wereld: Mapping[str, Any], wie) -> dict[str, Any]:
    """What any of the forms asks, at once."""
    return {
        "zaak": wereld["zaak_id"], "melding": wereld["melding_id"], "tot": 999_999,
        "herkend_aan": ["naam", "wanneer"], "versie": 0, "aan": wie.pk, "sleutel": str(uuid4()),
        "reden": "Omdat het kan.", "tekst": "Iets", "voor": "team", "stap": "bel",
        "wijze": "telefoon", "is_bereikt": "ja", "oordeel": "terecht", "uitkomst": "advies",
        "eindreden": "klik", "antwoord": "aangenomen", "soort": "begeleiding",
        "manier": "gesprek",
    }  # fmt: skip


def test_no_address_shows_or_opens_the_zaak_of_a_colleague(client, jo, wereld):
    assert len(ADRESSEN) > 60
    for naam in ADRESSEN:
        adres = reverse(naam, kwargs={deel: wereld[deel] for deel in _delen(naam)})
        for antwoord in (client.get(adres), client.post(adres, _inhoud(wereld, jo))):
            assert (naam, _noemt(antwoord)) == (naam, [])
            naar = antwoord.headers.get("Location", "")
            if naar.startswith(("/zaken/", "/koppelingen/")):
                assert (naam, _noemt(client.get(naar))) == (naam, [])
        assert _vraagt_het(wereld["zaak_id"], jo), naam


def _intake(**velden: str) -> dict[str, str]:
    return {
        "deur": "iemand_anders", "sleutel": str(uuid4()), "kanaal": "telefoon", "veilig": "ja",
        "weet_ervan": "nee", "relatie": "buur", "mag_genoemd_worden": "nee",
        "terugkoppeling": "code", "betrokkene_telefoon": "043 000 00 77",
    } | velden  # fmt: skip


@pytest.mark.parametrize("vervolg", ["team", "zelf", "gesproken"])
def test_a_caller_is_taken_in_at_once_and_the_zaak_asks_why_before_it_shows(
    client, jo, wereld, vervolg
):
    velden = _intake(hoort_bij=str(wereld["zaak_id"]), vervolg=vervolg)
    antwoord = client.post(reverse("intake"), velden, follow=True)
    assert "is van Els Smeets" in antwoord.content.decode()
    assert "Lees de volgcode voor" in antwoord.content.decode()
    assert _noemt(antwoord) == []
    assert Zaak.objects.get().zaakmeldingen.count() == 2
    assert _vraagt_het(wereld["zaak_id"], jo)


def test_the_intake_says_nothing_of_how_a_closed_zaak_ended(client, wereld):
    dicht = {"uitkomst": "buiten_gebied", "afgesloten_op": timezone.now()}
    Zaak.objects.update(status=Zaak.Status.AFGESLOTEN, **dicht)
    velden = _intake(hoort_bij=str(wereld["zaak_id"]), vervolg="team")
    tekst = client.post(reverse("intake"), velden).content.decode()
    assert "of is al afgesloten. Kies opnieuw." in tekst
    assert "buiten ons gebied" not in tekst


def _rij(wereld, els) -> str:
    return f"z{wereld['zaak_id']}-{els.pk}"


def test_giving_it_to_somebody_opens_it_for_nobody_else(client, jo, els, wereld):
    piet = bouwers.gebruiker(naam="Piet")
    client.post(reverse("voorraad_verdelen"), {"rij": [_rij(wereld, els)], "aan": piet.pk})
    assert Zaak.objects.get().behandelaar == piet
    assert _vraagt_het(wereld["zaak_id"], jo)


def test_taking_it_from_the_list_asks_why_first(client, jo, els, wereld):
    velden = {"rij": [_rij(wereld, els), f"{wereld['melding_id']}-{els.pk}"], "aan": jo.pk}
    client.post(reverse("voorraad_verdelen"), velden)
    assert Zaak.objects.get().behandelaar == els
    tekst = client.get(reverse("werkvoorraad")).content.decode()
    assert f"Zaak {wereld['zaak_id']} is van Els Smeets. Er is niets veranderd." in tekst
    zeg_reden(Zaak.objects.get(), REDEN, door=jo, nu=timezone.now())
    client.post(reverse("voorraad_verdelen"), velden)
    assert Zaak.objects.get().behandelaar == jo


def test_a_melding_that_was_just_taken_out_is_not_put_in_the_own_zaak_unasked(client, jo, els):
    melding = bouwers.melding()
    bouwers.termijn(melding=melding)
    oud = bouwers.zaak(meldingen=[bouwers.melding(), melding], behandelaar=els)
    client_els = Client()
    client_els.force_login(els)
    velden = {"melding": melding.pk}
    client_els.post(reverse("zaak_melding_losmaken", args=[oud.pk]), velden)
    van_jo = bouwers.zaak(behandelaar=jo)
    adres = reverse("zaak_melding_toevoegen", args=[van_jo.pk])
    tekst = client.post(adres, velden, follow=True).content.decode()
    assert "is van Els Smeets. Er is niets toegevoegd." in tekst
    assert not Samenvoeging.objects.exists()


def test_undoing_a_join_gives_back_the_zaak_and_not_the_sight_of_it(client, jo, els):
    van_jo = bouwers.zaak(behandelaar=jo)
    van_els = bouwers.zaak(behandelaar=els)
    gisteren = datetime(2026, 9, 14, 8, tzinfo=UTC)
    samen = samenvoegen.voeg_samen(van_els, in_zaak=van_jo, door=els, nu=gisteren)
    adres = reverse("zaak_samenvoegen_ongedaan", args=[van_jo.pk])
    client.post(adres, {"samenvoeging": samen.pk})
    assert Zaak.objects.open().count() == 2
    assert _vraagt_het(van_els.pk, jo)


def test_the_reason_for_a_koppeling_opens_it_and_its_zaak(client, jo, wereld):
    adres = reverse("koppeling", args=[wereld["koppeling_id"]])
    assert "is van Els Smeets" in client.get(adres).content.decode()
    antwoord = client.post(adres, {"reden_inzage": REDEN, "was_lezen": "ja"}, follow=True)
    assert antwoord.redirect_chain == [(adres, 302)]
    assert "06 12 34 56 78" in antwoord.content.decode()
    assert Inzage.objects.exclude(reden="").get().zaak_id == wereld["zaak_id"]
    assert not _vraagt_het(wereld["zaak_id"], jo)


def test_what_was_typed_at_a_koppeling_travels_along_with_the_question(client, jo, wereld):
    adres = reverse("koppeling_beeindigen", args=[wereld["koppeling_id"]])
    tekst = client.post(adres, {"toelichting": "Het klikte niet"}).content.decode()
    assert 'name="toelichting" value="Het klikte niet"' in tekst
