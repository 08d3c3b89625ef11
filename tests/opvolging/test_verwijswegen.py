"""The ways to others: each explained before it is taken, and suggested with a reason."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from meldingen.keuzes import Levensgebeurtenis
from opvolging.models import Doorverwijzing, Verkenning, Zaak
from opvolging.verwijswegen import WEGEN, aangeraden
from tests import bouwers

Soort = Doorverwijzing.Soort
DRIE: list[str] = [
    Levensgebeurtenis.GELDPROBLEMEN,
    Levensgebeurtenis.SCHEIDING,
    Levensgebeurtenis.VERHUIZING,
]


def test_every_way_of_the_form_is_explained():
    assert list(WEGEN) == list(Soort)
    for weg in WEGEN.values():
        assert all(tekst for _, tekst in weg.regels)


@pytest.mark.parametrize("soort", [s for s in Soort if s != Soort.VEILIG_THUIS])
def test_every_way_but_one_asks_for_a_yes_first(soort):
    assert WEGEN[soort].toestemming.startswith(("Altijd een ja", "Een ja"))


@pytest.mark.parametrize(
    ("velden", "naar"),
    [
        ({"mate": "soms"}, []),
        ({"geldzorgen": "ja"}, [Soort.GELDZORGEN]),
        ({"oorzaken": ["geldproblemen"]}, [Soort.GELDZORGEN]),
        ({"oorzaken": DRIE}, [Soort.GELDZORGEN, Soort.DOORBRAAK]),
        ({"oorzaken": DRIE[1:], "geldzorgen": "ja"}, [Soort.GELDZORGEN, Soort.DOORBRAAK]),
        ({"oorzaken": [*DRIE[:2], "anders"]}, [Soort.GELDZORGEN]),
        ({"oorzaken": DRIE[1:]}, []),
        (
            {"oorzaken": ["ziekte"], "soorten": ["existentieel"]},
            [Soort.HUISARTS, Soort.WELZIJN],
        ),
        ({"soorten": ["existentieel"]}, [Soort.WELZIJN]),
        ({"soorten": ["sociaal", "emotioneel"]}, []),
    ],
)
def test_whom_to_think_of_follows_from_what_was_talked_about(velden, naar):
    gekozen = aangeraden(Verkenning(**velden))
    assert [deze.weg.soort for deze in gekozen] == naar
    assert all(deze.reden.endswith((".", "?")) for deze in gekozen)


def test_how_much_plays_at_once_is_said():
    [_, doorbraak] = aangeraden(Verkenning(oorzaken=DRIE))
    assert doorbraak.reden == "Er spelen 3 dingen tegelijk, ook geld. Loopt hulp vast?"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("gezegd", "reden"),
    [
        (None, "De melder noemde zorgen over geld. Vraag het deze persoon eerst zelf."),
        ("onbekend", "De melder noemde zorgen over geld. Vraag het deze persoon eerst zelf."),
        ("ja", "Deze persoon heeft zorgen over geld."),
        ("nee", None),
    ],
)
def test_what_the_person_says_about_money_goes_before_what_a_melder_thought(gezegd, reden):
    verkenning = None if gezegd is None else Verkenning(geldzorgen=gezegd)
    gekozen = aangeraden(verkenning, [bouwers.melding(geldzorgen="ja")])
    assert [deze.reden for deze in gekozen] == ([reden] if reden else [])


def test_an_open_card_for_danger_leads_to_veilig_thuis_and_what_was_taken_is_not_named_again():
    geld = Verkenning(geldzorgen="ja")
    [eerste, tweede] = aangeraden(geld, is_in_gevaar=True)
    assert (eerste.weg.soort, tweede.weg.soort) == (Soort.VEILIG_THUIS, Soort.GELDZORGEN)
    assert aangeraden(geld, is_in_gevaar=True, al={"veilig_thuis", "geldzorgen"}) == []


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def client(self, client):
        client.force_login(bouwers.gebruiker())
        return client

    @pytest.fixture
    def zaak(self):
        melding = bouwers.melding(geldzorgen="ja")
        return bouwers.zaak(meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)

    def _tekst(self, client, zaak):
        return client.get(reverse("zaak", args=[zaak.pk])).text

    def test_each_way_can_be_read_where_it_is_chosen_and_on_a_page_of_its_own(self, client, zaak):
        los = client.get(reverse("wegen")).text
        tekst = self._tekst(client, zaak)
        for weg in WEGEN.values():
            for pagina in (tekst, los):
                assert f'id="{weg.anker}"' in pagina
                assert escape(weg.terug) in pagina
            assert f'uitleg">{escape(weg.kort)}' in tekst

    def test_what_the_melder_said_about_money_is_a_reason_to_ask(self, client, zaak):
        assert "De melder noemde zorgen over geld." in self._tekst(client, zaak)

    @pytest.mark.parametrize(
        ("status", "blijft"), [("gevraagd", False), ("aangenomen", False), ("teruggegeven", True)]
    )
    def test_a_way_that_was_taken_is_named_again_only_when_it_came_to_nothing(
        self, client, zaak, status, blijft
    ):
        deze = bouwers.doorverwijzing(zaak=zaak, soort=Soort.GELDZORGEN, status=status)
        bouwers.termijn_op(doorverwijzing=deze, soort="doorverwijzing")
        assert ("De melder noemde zorgen over geld." in self._tekst(client, zaak)) is blijft

    def test_the_numbers_for_danger_stand_on_the_page_of_the_ways(self, client):
        bouwers.crisisnummer()
        assert 'href="tel:112"' in client.get(reverse("wegen")).text
