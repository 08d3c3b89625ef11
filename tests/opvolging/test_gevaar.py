"""Acute danger: what to do in which order, who did it when, who read along, and after-care."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import gevaar, samenvoegen
from opvolging.gevaar import Stap
from opvolging.models import Gevaarkaart, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Crisisnummer
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
UUR = timedelta(hours=1)
MIDDEN = (Stap.BEL, Stap.BLIJF, Stap.MEELEZEN, Stap.AFSPREKEN)


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


@pytest.fixture
def els():
    return bouwers.gebruiker(naam="Els Smeets")


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)


def binnen(wie) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def kaart_van(zaak: Zaak, nu=NU) -> Gevaarkaart:
    return gevaar.start(zaak, wat="Zegt dat het niet meer hoeft", door=zaak.behandelaar, nu=nu)


def doe(client, kaart, stap: str, **velden: str) -> str:
    adres = reverse("zaak_gevaar_stap", args=[kaart.zaak_id, kaart.pk])
    tekst: str = client.post(adres, {"stap": stap, **velden}, follow=True).text
    return tekst


def test_the_page_says_whom_to_call_before_anything_is_started(jo, zaak):
    Crisisnummer.objects.create(
        gemeente=zaak.gemeente, volgorde=1, nummer="0800-2000", naam="Veilig Thuis",
        wanneer="Geweld thuis", wanneer_en="Violence at home",
    )  # fmt: skip
    tekst = binnen(jo).get(reverse("zaak_gevaar", args=[zaak.pk])).text
    for stuk in ("Bel 112.", "Veilig Thuis:", "tel:0800-2000", "Geweld thuis", "Start de kaart"):
        assert stuk in tekst
    assert not Gevaarkaart.objects.exists()


def test_a_card_is_started_once_and_every_step_has_its_moment_and_name(jo, els, zaak):
    client = binnen(jo)
    for _ in range(2):
        client.post(reverse("zaak_gevaar", args=[zaak.pk]), {"wat": "Belt niet terug"})
    kaart = Gevaarkaart.objects.get()
    assert "De kaart bij gevaar loopt." in client.get(reverse("zaak", args=[zaak.pk])).text
    doe(client, kaart, "bel")
    doe(client, kaart, "blijf", nodig="nee")
    doe(binnen(els), kaart, "meelezen")
    doe(client, kaart, "afspreken")
    tekst = doe(client, kaart, "nazorg")
    assert "Niet nodig," in tekst
    assert "Els Smeets" in tekst
    kaart.refresh_from_db()
    assert kaart.klaar_op is not None
    assert list(kaart.stappen.values_list("stap", "is_nodig", "door")) == [
        ("bel", True, jo.pk),
        ("blijf", False, jo.pk),
        ("meelezen", True, els.pk),
        ("afspreken", True, jo.pk),
        ("nazorg", True, jo.pk),
    ]
    soorten = [regel.soort for regel in zaak.gebeurtenissen.all()]
    assert soorten == ["gevaar", *["gevaarstap"] * 5, "gevaar_klaar"]
    assert "De kaart bij gevaar loopt." not in client.get(reverse("zaak", args=[zaak.pk])).text


def test_two_who_start_it_at_once_share_a_card_and_lose_no_word(jo, els, zaak):
    for wie, wat in ((jo, "Belt niet terug"), (els, "Buurman hoorde geschreeuw"), (els, "")):
        for _ in range(2):
            gevaar.start(zaak, wat=wat, door=wie, nu=NU)
    assert Gevaarkaart.objects.get().gestart_door == jo
    regels = [(regel.tekst, regel.door) for regel in zaak.gebeurtenissen.all()]
    assert regels == [("Belt niet terug", jo), ("Buurman hoorde geschreeuw", els)]


def test_of_two_joined_zaken_each_card_comes_to_its_end(jo, els, zaak):
    andere = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    kaarten = [kaart_van(zaak), kaart_van(andere, NU + UUR)]
    samenvoegen.voeg_samen(andere, in_zaak=zaak, door=jo, nu=NU + 2 * UUR)
    adres = reverse("zaak_gevaar", args=[zaak.pk])
    for kaart in kaarten:
        assert binnen(jo).get(adres).context["kaart"] == kaart
        kaart.refresh_from_db()
        for stap in (*MIDDEN, Stap.NAZORG):
            gevaar.zet_stap(kaart, stap, door=els, nu=NU + 3 * UUR)
    assert not Gevaarkaart.objects.filter(klaar_op=None).exists()


def test_of_two_open_cards_the_end_of_one_hides_no_danger(jo, els, zaak):
    andere = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    kaarten = [kaart_van(zaak), kaart_van(andere, NU + UUR)]
    samenvoegen.voeg_samen(andere, in_zaak=zaak, door=jo, nu=NU + 2 * UUR)
    for kaart, loopt in zip(kaarten, (True, False), strict=True):
        kaart.refresh_from_db()
        for stap in (*MIDDEN, Stap.NAZORG):
            gevaar.zet_stap(kaart, stap, door=els, nu=NU + 3 * UUR)
        pagina = binnen(jo).get(reverse("zaak", args=[zaak.pk])).text
        assert ("De kaart bij gevaar loopt." in pagina) == loopt
        assert gevaar.loopt(Zaak.objects.get(pk=zaak.pk)) == loopt


def test_who_ticks_a_step_while_the_zaak_is_joined_is_shown_the_way(jo, zaak):
    verder = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    kaart = kaart_van(zaak)  # as somebody has it open
    samenvoegen.voeg_samen(zaak, in_zaak=verder, door=jo, nu=NU + UUR)
    tekst = doe(binnen(jo), kaart, "bel")
    assert f"Zaak {zaak.pk} is zojuist samengevoegd met zaak {verder.pk}." in tekst
    assert "Blijf bereikbaar tot er hulp is" in tekst
    assert not kaart.stappen.exists()


def test_a_card_of_another_zaak_is_not_found(jo, zaak):
    andere = kaart_van(bouwers.zaak(behandelaar=jo))
    adres = reverse("zaak_gevaar_stap", args=[zaak.pk, andere.pk])
    assert binnen(jo).post(adres, {"stap": "bel"}).status_code == 404
    assert not andere.stappen.exists()


def test_a_step_is_done_once(jo, zaak):
    kaart = kaart_van(zaak)
    for _ in range(2):
        gevaar.zet_stap(kaart, Stap.BEL, door=jo, nu=NU)
    assert kaart.stappen.count() == 1


def test_nobody_reads_along_with_themselves(jo, zaak):
    assert "Vraag een collega om mee te lezen." in doe(binnen(jo), kaart_van(zaak), "meelezen")
    assert not Gevaarkaart.objects.get().stappen.exists()


@pytest.mark.parametrize("stap", [Stap.MEELEZEN, Stap.NAZORG])
def test_reading_along_and_after_care_are_never_skipped(els, zaak, stap):
    with pytest.raises(Geweigerd, match="hoort er altijd bij"):
        gevaar.zet_stap(kaart_van(zaak), stap, is_nodig=False, door=els, nu=NU)


def test_after_care_comes_last(els, zaak):
    kaart = kaart_van(zaak)
    with pytest.raises(Geweigerd, match="als de andere stappen klaar zijn"):
        gevaar.zet_stap(kaart, Stap.NAZORG, door=els, nu=NU)
    for stap in (*MIDDEN, Stap.NAZORG):
        gevaar.zet_stap(kaart, stap, door=els, nu=NU + UUR)
    assert Gevaarkaart.objects.get().klaar_op == NU + UUR


def test_a_closed_zaak_starts_no_card_but_ends_the_one_it_has(jo, els, zaak):
    kaart = kaart_van(zaak)
    dicht = {"status": Zaak.Status.AFGESLOTEN, "uitkomst": "advies", "afgesloten_op": NU}
    Zaak.objects.filter(pk=zaak.pk).update(**dicht)
    client = binnen(jo)
    gevaar.zet_stap(kaart, Stap.BEL, door=jo, nu=NU)
    assert kaart.stappen.count() == 1
    antwoord = client.post(reverse("zaak_gevaar", args=[zaak.pk]), {"wat": "x"}, follow=True)
    assert "al afgesloten" in antwoord.text


def test_what_is_too_long_is_not_lost(jo, zaak):
    antwoord = binnen(jo).post(reverse("zaak_gevaar", args=[zaak.pk]), {"wat": "lang " * 401})
    assert antwoord.status_code == 422
    assert "lang lang" in antwoord.text
    assert not Gevaarkaart.objects.exists()


def test_what_is_no_step_does_nothing(jo, zaak):
    doe(binnen(jo), kaart_van(zaak), "dansen")
    assert not Gevaarkaart.objects.get().stappen.exists()


@pytest.mark.parametrize(("uren", "staat_er"), [(23, False), (25, True)])
def test_a_day_later_the_werkvoorraad_asks_for_after_care(jo, zaak, uren, staat_er):
    kaart_van(zaak, timezone.now() - uren * UUR)
    tekst = binnen(jo).get(reverse("werkvoorraad")).text
    assert (f"Zaak {zaak.pk}, acuut gevaar" in tekst) is staat_er


def test_another_gemeente_is_not_asked(zaak):
    kaart_van(zaak, timezone.now() - 25 * UUR)
    elders = bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM0001", naam="Elders"))
    assert not Gevaarkaart.objects.zichtbaar_voor(elders).exists()


def test_it_goes_along_when_two_zaken_are_joined_and_back(jo, zaak):
    ander = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    kaart = kaart_van(zaak)
    samen = samenvoegen.voeg_samen(zaak, in_zaak=ander, door=jo, nu=NU)
    assert ander.gevaarkaarten.get() == kaart
    samenvoegen.maak_ongedaan(samen, door=jo, nu=NU)
    assert zaak.gevaarkaarten.get() == kaart
