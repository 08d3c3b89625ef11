"""What fits somebody, in sentences: the rules alone, then the page and what is handed on."""

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from opvolging.aanbodkeuze import Plek, Vraag, Woorden, voorstellen
from opvolging.aanbodvraag import geef_door, vraag_van
from opvolging.matchbegrippen import Punt
from opvolging.models import Gebeurtenis, Inzage, Zaak
from signaalpunt.fouten import Geweigerd
from tests import bouwers

MALBERG, NAAST, VER = Punt(50.86, 5.66), Punt(50.866, 5.66), Punt(50.82, 5.72)
WOORDEN = Woorden(
    behoeften={"praatje": "een praatje", "samen_eten": "samen eten"},
    soorten={"sociaal": "sociale", "emotioneel": "emotionele"},
    groepen={"ouderen": "ouderen"},
    talen={"nl": "Nederlands", "tr": "Turks"},
)


def een(vraag: Vraag, **plek):
    [voorstel] = voorstellen(vraag, [Plek(id=1, **{"is_structureel": False} | plek)], WOORDEN)
    return voorstel


@pytest.mark.parametrize(
    ("gevraagd", "plek", "zin"),
    [
        ({"behoeften": {"praatje"}}, {"behoeften": {"praatje"}}, "Dit is gevraagd: een praatje."),
        ({"soorten": {"sociaal"}}, {"soorten": {"sociaal"}}, "Het helpt bij sociale eenzaamheid."),
        ({"groepen": {"ouderen"}}, {"groepen": {"ouderen"}}, "Het is er voor ouderen."),
        (
            {"dagdelen": {"di_middag", "ma_avond"}},
            {"dagdelen": {"ma_avond", "di_middag", "wo_avond"}},
            "Deze persoon kan op maandagavond of dinsdagmiddag.",
        ),
        ({"talen": {"tr"}}, {"talen": {"tr", "nl"}}, "Er spreekt daar iemand Turks."),
        (
            {"heeft_rolstoel": True},
            {"is_rolstoelvriendelijk": True},
            "Met een rolstoel kan deze persoon er naar binnen.",
        ),
        ({"geldzorgen": True}, {"is_gratis": True}, "Het is gratis, en er zijn zorgen over geld."),
        ({}, {"komt_naar_je": True}, "Deze persoon hoeft er de deur niet voor uit."),
        ({}, {"is_structureel": True}, "Het is steeds weer, dus het contact blijft niet"),
        (
            {"punt": MALBERG, "buurt": "Malberg"},
            {"punt": NAAST, "buurt": "Naast"},
            "Het is vlakbij: ongeveer 0,7 km van Malberg.",
        ),
        (
            {"punt": MALBERG, "buurt": "Malberg"},
            {"punt": MALBERG, "buurt": "Malberg"},
            "Het is in de eigen buurt, Malberg.",
        ),
    ],
)
def test_what_fits_is_a_sentence(gevraagd, plek, zin):
    voorstel = een(_vraag(gevraagd), **_bevroren(plek))
    assert any(gezegd.startswith(zin) for gezegd in voorstel.past), voorstel
    assert not voorstel.past_niet


@pytest.mark.parametrize(
    ("gevraagd", "plek", "zin", "valt_af"),
    [
        (
            {"behoeften": {"praatje"}},
            {"behoeften": {"samen_eten"}},
            "Gevraagd is iets anders: een praatje.",
            False,
        ),
        (
            {"soorten": {"emotioneel"}},
            {"soorten": {"sociaal"}},
            "Het helpt niet bij emotionele eenzaamheid.",
            False,
        ),
        (
            {"dagdelen": {"ma_avond"}},
            {"dagdelen": {"di_avond"}},
            "Het is niet op een moment waarop deze persoon kan.",
            False,
        ),
        ({"talen": {"tr"}}, {"talen": {"nl"}}, "Er spreekt daar niemand Turks.", True),
        (
            {"heeft_rolstoel": True},
            {"is_rolstoelvriendelijk": False},
            "Met een rolstoel kan deze persoon er niet naar binnen.",
            True,
        ),
        (
            {"geldzorgen": True},
            {"is_gratis": False},
            "Het kost geld, en er zijn zorgen over geld.",
            False,
        ),
        (
            {"punt": MALBERG, "buurt": "Malberg"},
            {"punt": VER, "buurt": "Ver"},
            "Het is ongeveer 6,1 km van Malberg.",
            False,
        ),
    ],
)
def test_what_does_not_fit_is_a_sentence_and_some_of_it_cannot_be_helped(
    gevraagd, plek, zin, valt_af
):
    voorstel = een(_vraag(gevraagd), **_bevroren(plek))
    assert voorstel.past_niet == (zin,)
    assert voorstel.valt_af is valt_af


@pytest.mark.parametrize(
    ("gevraagd", "plek", "zin"),
    [
        ({"talen": {"tr"}}, {}, "Vraag na of er iemand Turks spreekt."),
        ({"heeft_rolstoel": True}, {}, "Vraag na of iemand er met een rolstoel kan komen."),
        ({}, {"groepen": {"ouderen"}}, "Het is vooral voor ouderen. Vraag na of dat past."),
        ({}, {}, "Hoe ver het is, weten wij niet: een buurt ontbreekt."),
    ],
)
def test_what_is_not_known_is_asked_and_counts_for_nothing(gevraagd, plek, zin):
    voorstel = een(_vraag(gevraagd), **_bevroren(plek))
    assert zin in voorstel.onbekend
    assert not voorstel.past_niet


def _vraag(velden) -> Vraag:
    return Vraag(**_bevroren(velden))


def _bevroren(velden):
    return {n: frozenset(w) if isinstance(w, set) else w for n, w in velden.items()}


def test_best_fit_first_and_what_cannot_be_last():
    vraag = Vraag(behoeften=frozenset({"praatje"}), talen=frozenset({"tr"}), punt=MALBERG)
    plekken = [
        Plek(id=1, behoeften=frozenset({"praatje"}), talen=frozenset({"nl"}), punt=MALBERG),
        Plek(id=2, behoeften=frozenset({"samen_eten"}), punt=MALBERG),
        Plek(id=3, behoeften=frozenset({"praatje"}), punt=NAAST, buurt="Naast"),
        Plek(id=4, behoeften=frozenset({"praatje"}), punt=NAAST, buurt="N", is_structureel=False),
    ]
    assert [v.id for v in voorstellen(vraag, plekken, WOORDEN)] == [3, 4, 2, 1]


_codes = st.frozensets(st.sampled_from("abc"))
_punten = st.none() | st.builds(Punt, st.floats(50, 51), st.floats(5, 6))
_vragen = st.builds(
    Vraag, behoeften=_codes, soorten=_codes, groepen=_codes, dagdelen=_codes, talen=_codes,
    punt=_punten, heeft_rolstoel=st.booleans(), geldzorgen=st.booleans(),
)  # fmt: skip
_plekken = st.lists(
    st.builds(
        Plek, id=st.integers(1, 99), behoeften=_codes, soorten=_codes, groepen=_codes,
        dagdelen=_codes, talen=_codes, punt=_punten, komt_naar_je=st.booleans(),
        is_structureel=st.booleans(), is_rolstoelvriendelijk=st.none() | st.booleans(),
        is_gratis=st.none() | st.booleans(),
    ),
    unique_by=lambda plek: plek.id,
    max_size=8,
)  # fmt: skip


@given(_vragen, _plekken)
def test_every_entry_is_there_once_in_an_order_that_does_not_hang_on_the_question(vraag, plekken):
    gekozen = voorstellen(vraag, plekken, WOORDEN)
    assert sorted(v.id for v in gekozen) == sorted(plek.id for plek in plekken)
    assert gekozen == voorstellen(vraag, reversed(plekken), WOORDEN)
    assert [v.valt_af for v in gekozen] == sorted(v.valt_af for v in gekozen)
    assert all(v.past_niet for v in gekozen if v.valt_af)


@pytest.mark.django_db
class TestPagina:
    @pytest.fixture
    def zaak(self):
        melding = bouwers.melding(
            behoeften=["praatje", "weet_niet"],
            buurt=bouwers.buurt(),
            taal="nl",
            leeftijdsgroep="80_plus",
            levensgebeurtenissen=["verlies_naaste"],
            geldzorgen="ja",
            aandachtspunten="Zij loopt met een rollator.",
        )
        return bouwers.zaak(meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)

    @pytest.fixture
    def team(self, client, zaak):
        client.force_login(zaak.behandelaar)
        return client

    def test_what_the_meldingen_said_is_what_counts(self, zaak):
        vraag = vraag_van([m.melding for m in zaak.zaakmeldingen.all()], None)
        assert vraag.behoeften == {"praatje"}
        assert vraag.groepen == {"ouderen", "nabestaanden", "krap"}
        assert (vraag.buurt, vraag.heeft_rolstoel, vraag.geldzorgen) == ("Malberg", True, True)

    def test_what_a_deelnemer_said_later_counts_too(self):
        deelnemer = bouwers.deelnemer(talen=["tr"], buurt=bouwers.buurt(), dagdelen=["ma_avond"])
        vraag = vraag_van([bouwers.melding(taal="nl")], deelnemer)
        assert vraag.talen == {"nl", "tr"}
        assert vraag.dagdelen == {"ma_avond"}
        assert vraag.buurt == "Malberg"

    def test_the_page_gives_reasons_and_leaves_out_what_is_half_or_over(self, team, zaak):
        bouwers.aanbod(naam="Past")
        bouwers.aanbod(naam="Half", tijd="")
        bouwers.aanbod(naam="Oud", geldig_tot=timezone.localdate().replace(year=2020))
        bouwers.aanbod(naam="Intern", is_openbaar=False, is_rolstoelvriendelijk=False)
        antwoord = team.get(reverse("zaak_aanbod", args=[zaak.pk]))
        assert [rij.naam for rij, *_ in antwoord.context["passend"]] == ["Past"]
        assert [rij.naam for rij, *_ in antwoord.context["valt_af"]] == ["Intern"]
        assert "Het is in de eigen buurt, Malberg." in antwoord.text
        assert Inzage.objects.filter(zaak=zaak, gebruiker=zaak.behandelaar).count() == 1

    @pytest.mark.parametrize("aantal", [1, 60])
    def test_it_costs_the_same_however_much_there_is(
        self, team, zaak, aantal, django_assert_max_num_queries
    ):
        for nummer in range(aantal):
            bouwers.aanbod(naam=f"Plek {nummer}")
        with django_assert_max_num_queries(9):
            team.get(reverse("zaak_aanbod", args=[zaak.pk]))

    def test_what_was_handed_on_is_a_line_of_the_history_once(self, team, zaak):
        rij = bouwers.aanbod()
        adres = reverse("zaak_aanbod_doorgeven", args=[zaak.pk])
        for _ in range(2):
            antwoord = team.post(adres, {"aanbod": rij.pk}, follow=True)
        assert "Aanbod doorgegeven" in antwoord.text
        [regel] = Gebeurtenis.objects.filter(zaak=zaak, soort="aanbod")
        assert regel.tekst == (
            "Koffieochtend, Buurtwerk Proef, Elke dinsdag van 10.00 tot 12.00 uur"
        )

    @pytest.mark.parametrize(
        ("status", "aanbod", "zin"),
        [
            ("opgepakt", {}, "Er is nog niemand gesproken."),
            ("contact_gelegd", {"tijd": ""}, "voorbij, weggelegd of nog niet compleet"),
        ],
    )
    def test_nothing_is_handed_on_before_a_talk_or_when_it_is_not_there(self, status, aanbod, zin):
        zaak = bouwers.zaak(status=status)
        with pytest.raises(Geweigerd, match=zin):
            geef_door(zaak, bouwers.aanbod(**aanbod), door=zaak.behandelaar, nu=bouwers.NU)
        assert not Gebeurtenis.objects.filter(soort="aanbod").exists()

    def test_who_does_not_want_contact_hears_of_nothing(self):
        melding = bouwers.melding(deur="iemand_anders", weet_ervan="ja_niet_akkoord")
        zaak = bouwers.zaak(meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)
        with pytest.raises(Geweigerd, match="wil niet dat wij contact opnemen"):
            geef_door(zaak, bouwers.aanbod(), door=zaak.behandelaar, nu=bouwers.NU)

    @pytest.mark.parametrize("naam", ["zaak_aanbod", "zaak_aanbod_doorgeven"])
    def test_who_opens_the_zaak_of_somebody_else_says_why_first(self, client, zaak, naam):
        zaak.gemeente.vraagt_reden = True
        zaak.gemeente.save()
        client.force_login(bouwers.gebruiker())
        rij, adres = bouwers.aanbod(), reverse(naam, args=[zaak.pk])
        for antwoord in (client.get(adres), client.post(adres, {"aanbod": rij.pk})):
            assert rij.naam not in antwoord.text
        assert not Gebeurtenis.objects.filter(zaak=zaak, soort="aanbod").exists()

    def test_a_refusal_is_said_on_the_page(self, client):
        zaak = bouwers.zaak()
        client.force_login(zaak.behandelaar)
        adres = reverse("zaak_aanbod_doorgeven", args=[zaak.pk])
        antwoord = client.post(adres, {"aanbod": bouwers.aanbod().pk}, follow=True)
        assert "Leg eerst het contact vast." in antwoord.text


@pytest.mark.django_db
def test_what_is_nearly_over_is_one_line_of_the_werkvoorraad_and_no_query_more(
    client, django_assert_max_num_queries
):
    client.force_login(bouwers.gebruiker())
    client.get(reverse("werkvoorraad"))
    for naam in ("Een", "Twee"):
        bouwers.aanbod(naam=naam, geldig_tot=timezone.localdate())
    with django_assert_max_num_queries(8):
        tekst = client.get(reverse("werkvoorraad")).text
    assert "2 keer iets om na te kijken" in tekst
    assert "?stand=verloopt" in tekst
