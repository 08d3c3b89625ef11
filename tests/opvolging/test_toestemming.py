"""The register of consents: who, when, how; taken back in one click; and what refuses without."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from opvolging import (
    aanmelden,
    beoordelen,
    doorverwijzen,
    intrekken,
    koppelen,
    meten,
    samenvoegen,
    terugvertellen,
    toestemming,
    verhalen,
)
from opvolging.doorverwijzen import Grond
from opvolging.models import (
    Deelnemer,
    Doorverwijzing,
    Gebeurtenis,
    Koppeling,
    Meting,
    Toestemming,
    Zaak,
)
from opvolging.toestemming import ToestemmingOntbreekt
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

Soort, Manier, Status = Toestemming.Soort, Toestemming.Manier, Zaak.Status
UUR, DAG = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def zaak():
    return bouwers.zaak(status=Status.CONTACT_GELEGD, vindt_goed=False)


def geef(zaak: Zaak, soort: Toestemming.Soort, **velden: Any) -> Toestemming:
    standaard: dict[str, Any] = {"manier": Manier.TELEFOON, "door": zaak.behandelaar, "nu": NU}
    return toestemming.geef(zaak, soort=soort, **standaard | velden)


def trek_in(deze: Toestemming, nu=NU + UUR) -> None:
    intrekken.trek_in(deze, door=deze.zaak.behandelaar, nu=nu)


# Each act that needs a consent: what it needs, how it is prepared, and how it is done.


def _kom_in_begeleiding(zaak: Zaak) -> None:
    oordeel, wens = Zaak.Oordeel.TERECHT, Zaak.Hulpwens.JA
    door = zaak.behandelaar
    beoordelen.beoordeel(zaak, oordeel=oordeel, hulpwens=wens, door=door, nu=NU + 2 * UUR)


def _word_deelnemer(zaak: Zaak) -> None:
    deelnemer = Deelnemer(zaak=zaak, voornaam="Bertha")
    aanmelden.meld_deelnemer_aan(deelnemer, niet_met=[], door=zaak.behandelaar, nu=NU + 2 * UUR)


def _vraag_de_huisarts(zaak: Zaak) -> None:
    doorverwijzen.verwijs_door(
        zaak,
        soort=Doorverwijzing.Soort.HUISARTS,
        naar="praktijk de linde",
        grond=Grond(),
        door=zaak.behandelaar,
        nu=NU + 2 * UUR,
    )


def _stel_voor(zaak: Zaak) -> None:
    door = zaak.behandelaar
    koppelen.stel_voor(zaak.deelnemer, bouwers.maatje(), door=door, nu=NU + 2 * UUR)


def _zeg_ja(zaak: Zaak) -> None:
    koppeling = Koppeling.objects.get()
    koppelen.accepteer(koppeling, door=koppeling.maatje.gebruiker, nu=NU + 2 * UUR)


def _start(zaak: Zaak) -> None:
    koppelen.activeer(Koppeling.objects.get(), door=zaak.behandelaar, nu=NU + 2 * UUR)


def _zoekt(zaak: Zaak) -> Zaak:
    """In begeleiding as a deelnemer, without anything in the register."""
    Zaak.objects.filter(pk=zaak.pk).update(status=Status.IN_BEGELEIDING)
    zaak.refresh_from_db()
    bouwers.deelnemer(zaak=zaak)
    Toestemming.objects.all().delete()
    return zaak


def _met_koppeling(status: Koppeling.Status):
    def bereid(zaak: Zaak) -> Zaak:
        bouwers.koppeling(deelnemer=_zoekt(zaak).deelnemer, status=status)
        Toestemming.objects.all().delete()
        return zaak

    return bereid


def _vul_de_schaal_in(zaak: Zaak) -> None:
    door = zaak.behandelaar
    meten.leg_vast(zaak, vorm=Meting.Vorm.KORT, antwoorden="njjmnn", door=door, nu=NU + 2 * UUR)


def _bewaar_een_verhaal(zaak: Zaak) -> None:
    tot, door = NU.date() + DAG, zaak.behandelaar
    verhalen.bewaar(zaak, tekst="Zij zingt weer.", geldig_tot=tot, door=door, nu=NU + 2 * UUR)


def _met_melder(zaak: Zaak) -> Zaak:
    bouwers.melder(melding=zaak.zaakmeldingen.get().melding)
    return zaak


def _vertel_de_melder(zaak: Zaak) -> None:
    terugvertellen.vertel(
        zaak,
        melding=zaak.zaakmeldingen.get().melding,
        zin=terugvertellen.Zin.CONTACT,
        manier=terugvertellen.Manier.TELEFOON,
        door=zaak.behandelaar,
        nu=NU + 2 * UUR,
    )


DADEN = {
    "begeleiding": (Soort.BEGELEIDING, "", lambda zaak: zaak, _kom_in_begeleiding),
    "deelnemer": (Soort.MAATJE, "", lambda zaak: _ook_begeleiding(zaak), _word_deelnemer),
    "voorstel": (Soort.MAATJE, "", _zoekt, _stel_voor),
    "maatje zegt ja": (Soort.MAATJE, "", _met_koppeling(Koppeling.Status.VOORGESTELD), _zeg_ja),
    "start": (Soort.MAATJE, "", _met_koppeling(Koppeling.Status.GEACCEPTEERD), _start),
    "doorverwijzen": (Soort.DELEN, "Praktijk De Linde", lambda zaak: zaak, _vraag_de_huisarts),
    "vragenlijst": (Soort.SCHAAL, "", lambda zaak: zaak, _vul_de_schaal_in),
    "verhaal": (Soort.VERHAAL, "", lambda zaak: zaak, _bewaar_een_verhaal),
    "terugvertellen": (Soort.TERUGKOPPELING, "", _met_melder, _vertel_de_melder),
}


def _ook_begeleiding(zaak: Zaak) -> Zaak:
    bouwers.toestemming(zaak=zaak)
    return zaak


@pytest.mark.parametrize("daad", DADEN)
@pytest.mark.parametrize("stand", ["gegeven", "ingetrokken", "nooit"])
def test_an_act_that_needs_consent_refuses_when_it_was_never_given_or_taken_back(zaak, daad, stand):
    soort, partner, bereid, doe = DADEN[daad]
    zaak = bereid(zaak)
    if stand != "nooit":
        terug = {"ingetrokken_op": NU + UUR, "ingetrokken_door": zaak.behandelaar}
        velden = terug if stand == "ingetrokken" else {}
        bouwers.toestemming(zaak=zaak, soort=soort, partner=partner, **velden)
    vooraf = list(Gebeurtenis.objects.values_list("pk", flat=True))
    if stand == "gegeven":
        doe(zaak)
        assert Gebeurtenis.objects.exclude(pk__in=vooraf).exists()
    else:
        with pytest.raises(Geweigerd):
            doe(zaak)
        assert not Gebeurtenis.objects.exclude(pk__in=vooraf).exists()


@pytest.mark.parametrize("soort", [soort for soort in Soort if soort != Soort.DELEN])
def test_what_somebody_agrees_to_stands_in_the_register_until_it_is_taken_back(zaak, soort):
    deze = geef(zaak, soort)
    assert geef(zaak, soort) == deze  # asked twice
    assert toestemming.heeft(zaak, soort)
    for _ in range(2):
        trek_in(deze)
    assert not toestemming.heeft(zaak, soort)
    with pytest.raises(ToestemmingOntbreekt, match='Leg eerst bij "Toestemming" vast'):
        toestemming.weiger_zonder(zaak, soort)
    deze.refresh_from_db()
    assert (deze.ingetrokken_op, deze.ingetrokken_door) == (NU + UUR, zaak.behandelaar)
    regels = zaak.gebeurtenissen.values_list("soort", flat=True)
    assert list(regels) == ["toestemming", "toestemming_ingetrokken"]
    assert geef(zaak, soort, nu=NU + DAG).pk != deze.pk  # a new yes is a new row
    assert toestemming.heeft(zaak, soort)


def test_the_history_says_what_was_agreed_how_and_when(zaak):
    geef(zaak, Soort.DELEN, partner="Praktijk De Linde", op=NU.date() - DAG)
    [regel] = zaak.gebeurtenissen.all()
    assert regel.tekst == "Delen met Praktijk De Linde. Aan de telefoon, op maandag 14 september."


def test_sharing_is_with_one_partner_and_no_other(zaak):
    geef(zaak, Soort.DELEN, partner="Praktijk De Linde")
    assert toestemming.heeft(zaak, Soort.DELEN, "praktijk de linde.")
    assert not toestemming.heeft(zaak, Soort.DELEN, "Kredietbank")
    with pytest.raises(Geweigerd, match="met welke organisatie"):
        geef(zaak, Soort.DELEN, partner=" . ")
    assert geef(zaak, Soort.SCHAAL, partner="Kredietbank").partner == ""


def test_a_referral_writes_its_consent_into_the_register(zaak):
    grond = Grond(NU.date(), Doorverwijzing.Toestemming.GESPREK)
    soort = Doorverwijzing.Soort.HUISARTS
    velden = {"naar": "Praktijk De Linde", "grond": grond, "door": zaak.behandelaar}
    doorverwijzen.verwijs_door(zaak, soort=soort, **velden, nu=NU)
    deze = Toestemming.objects.get()
    assert (deze.soort, deze.partner, deze.gegeven_op) == ("delen", "Praktijk De Linde", NU.date())
    assert zaak.gebeurtenissen.get().toestemming == deze


def test_taking_back_sharing_takes_back_what_that_partner_did_not_answer_yet(zaak):
    deze = geef(zaak, Soort.DELEN, partner="Praktijk De Linde")
    _vraag_de_huisarts(zaak)
    andere = bouwers.doorverwijzing(zaak=zaak, naar="Kredietbank")
    trek_in(deze, NU + DAG)
    standen = dict(zaak.doorverwijzingen.values_list("pk", "status"))
    assert standen.pop(andere.pk) == "gevraagd"
    assert list(standen.values()) == ["ingetrokken"]


def test_after_taking_back_only_a_later_yes_counts(zaak):
    trek_in(geef(zaak, Soort.DELEN, partner="Praktijk De Linde"), NU + DAG)
    eerder, later = NU.date(), NU.date() + 2 * DAG
    with pytest.raises(Geweigerd, match="trok dit in op woensdag 16 september"):
        geef(zaak, Soort.DELEN, partner="Praktijk De Linde", op=eerder, nu=NU + 2 * DAG)
    geef(zaak, Soort.DELEN, partner="Praktijk De Linde", op=later, nu=NU + 2 * DAG)


@pytest.mark.parametrize("soort", [Soort.MAATJE, Soort.BEGELEIDING])
@pytest.mark.parametrize(
    ("van", "naar"),
    [
        (Koppeling.Status.VOORGESTELD, Koppeling.Status.INGETROKKEN),
        (Koppeling.Status.GEACCEPTEERD, Koppeling.Status.BEEINDIGD),
        (Koppeling.Status.ACTIEF, Koppeling.Status.BEEINDIGD),
    ],
)
def test_taking_back_ends_what_the_maatje_could_see(soort, van, naar):
    koppeling = bouwers.koppeling(status=van)
    zaak = koppeling.deelnemer.zaak
    trek_in(zaak.toestemmingen.get(soort=soort))
    koppeling.refresh_from_db()
    zaak.refresh_from_db()
    assert koppeling.status == naar
    assert not Koppeling.objects.zichtbaar_voor(koppeling.maatje.gebruiker).exists()
    is_gestopt = soort == Soort.BEGELEIDING
    assert zaak.status == (Status.CONTACT_GELEGD if is_gestopt else Status.IN_BEGELEIDING)


def test_taking_back_is_possible_in_a_closed_zaak_and_leaves_it_closed():
    dicht = {"uitkomst": Zaak.Uitkomst.ADVIES, "afgesloten_op": NU}
    deze = bouwers.toestemming(zaak=bouwers.zaak(status=Status.AFGESLOTEN, **dicht))
    trek_in(deze)
    deze.zaak.refresh_from_db()
    assert deze.zaak.status == Status.AFGESLOTEN
    assert not toestemming.heeft(deze.zaak, Soort.BEGELEIDING)


def test_nobody_agrees_whom_nobody_spoke_or_who_does_not_want_us():
    with pytest.raises(Geweigerd, match="Leg eerst het contact vast"):
        geef(bouwers.zaak(), Soort.SCHAAL)
    melding = bouwers.melding(weet_ervan="ja_niet_akkoord")
    niet = bouwers.zaak(meldingen=[melding], status=Status.CONTACT_GELEGD, vindt_goed=False)
    with pytest.raises(Geweigerd, match="wil niet dat wij contact opnemen"):
        geef(niet, Soort.SCHAAL)


def test_a_day_that_is_still_to_come_is_no_yes(zaak):
    with pytest.raises(Geweigerd, match="toekomst"):
        geef(zaak, Soort.SCHAAL, op=NU.date() + DAG)


def test_zaken_that_are_joined_take_it_along_and_back_and_the_last_word_counts(zaak):
    andere = bouwers.zaak(behandelaar=zaak.behandelaar, status=Status.CONTACT_GELEGD)
    geef(zaak, Soort.SCHAAL)
    trek_in(geef(andere, Soort.SCHAAL))
    geef(zaak, Soort.VERHAAL)
    samen = samenvoegen.voeg_samen(zaak, in_zaak=andere, door=zaak.behandelaar, nu=NU + DAG)
    assert not toestemming.heeft(andere, Soort.SCHAAL)  # a no after that yes
    assert toestemming.heeft(andere, Soort.VERHAAL)
    samenvoegen.maak_ongedaan(samen, door=zaak.behandelaar, nu=NU + DAG)
    assert toestemming.heeft(zaak, Soort.SCHAAL)


@pytest.mark.parametrize(
    ("fout", "welke"),
    [
        ({"soort": "delen"}, "delen_met_iemand"),
        ({"partner": "Kredietbank"}, "delen_met_iemand"),
        ({"ingetrokken_op": NU}, "ingetrokken_door_iemand"),
    ],
)
def test_the_database_refuses_half_a_consent(fout, welke):
    with pytest.raises(IntegrityError, match=f"toestemming_{welke}"), transaction.atomic():
        bouwers.toestemming(**fout)


class TestPage:
    @pytest.fixture
    def client(self, zaak):
        client = Client()
        client.force_login(zaak.behandelaar)
        return client

    def _doe(self, client, naam, *args, **velden):
        return client.post(reverse(naam, args=args), velden, follow=True)

    def test_a_yes_is_one_form_and_taking_it_back_one_click(self, client, zaak):
        velden = {"soort": "delen", "partner": "Praktijk De Linde", "manier": "gesprek"}
        antwoord = self._doe(client, "zaak_toestemming", zaak.pk, **velden)
        assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#toestemming", 302)]
        assert "De toestemming staat erbij: delen met Praktijk De Linde." in antwoord.text
        deze = Toestemming.objects.get()
        antwoord = self._doe(client, "zaak_toestemming_intrekken", zaak.pk, deze.pk)
        assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#toestemming", 302)]
        assert "Ingetrokken (1)" in antwoord.text

    def test_the_button_says_what_stops_with_it(self, client, zaak):
        geef(zaak, Soort.BEGELEIDING)
        Zaak.objects.update(status=Status.IN_BEGELEIDING)
        tekst = client.get(reverse("zaak", args=[zaak.pk])).text
        assert "De begeleiding stopt dan ook." in tekst

    def test_somebody_who_wants_help_says_so_in_the_same_form(self, client, zaak):
        velden = {"oordeel": "terecht", "hulpwens": "ja"}
        antwoord = self._doe(client, "zaak_beoordelen", zaak.pk, **velden)
        assert antwoord.status_code == 422
        assert "U kunt deze persoon pas verder helpen" in antwoord.text
        antwoord = self._doe(client, "zaak_beoordelen", zaak.pk, **velden, toestemming="telefoon")
        assert "De beoordeling is bewaard." in antwoord.text
        assert Toestemming.objects.get().manier == "telefoon"
        assert "Begeleiding" in antwoord.text

    def test_the_melder_hears_how_it_went_only_if_the_person_agrees(self, client, zaak):
        bouwers.melder(melding=zaak.zaakmeldingen.get().melding)
        adres = reverse("zaak", args=[zaak.pk])
        assert "Vertel de melder niet hoe het ging." in client.get(adres).text
        geef(zaak, Soort.TERUGKOPPELING)
        assert "U mag de melder vertellen hoe het ging." in client.get(adres).text

    def test_a_year_that_nobody_means_is_a_slip(self, client, zaak):
        velden = {"soort": "maatje", "manier": "gesprek", "op": "0202-09-15"}
        assert "Kijk het jaar na." in self._doe(client, "zaak_toestemming", zaak.pk, **velden).text

    def test_a_consent_of_another_zaak_is_not_there(self, client, zaak):
        elders = bouwers.toestemming()
        antwoord = self._doe(client, "zaak_toestemming_intrekken", zaak.pk, elders.pk)
        assert antwoord.status_code == 404
