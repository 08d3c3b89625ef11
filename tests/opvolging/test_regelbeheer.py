"""How long a kind of clock runs, by the beheerder: versions, and never longer than the law."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from opvolging import klokken, klokpauze, regelbeheer
from opvolging.forms.regel import RegelForm
from opvolging.klokkensoorten import SOORTEN
from opvolging.klokregels import bezwaren, datum_van
from opvolging.klokrekening import klok_van
from opvolging.kloksoort import Duur, Regel
from opvolging.ladder import Anker
from opvolging.ladderbeeld import regel_in_het_kort
from opvolging.models import Pauze, Regelversie, Termijn
from opvolging.termijnen import Telling
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db
SOORT = Termijn.Soort.EERSTE_CONTACT
LANGER = Regel(1, Duur(uren=36), Duur(uren=72), Telling.KLOKUREN)


@pytest.fixture
def gemeente():
    return bouwers.gemeente()


def bewaar(gemeente, regel=LANGER, soort=SOORT) -> Regel:
    door = bouwers.gebruiker(Rol.BEHEERDER, gemeente=gemeente)
    return regelbeheer.bewaar(gemeente, soort=soort, regel=regel, door=door, nu=NU)


def test_a_new_clock_counts_by_the_newest_rule_and_a_running_one_keeps_its_own(gemeente):
    oud = klokken.start(bouwers.melding(), nu=NU)
    assert bewaar(gemeente).versie == 2
    nieuw = klokken.start(bouwers.melding(), nu=NU)
    oud.refresh_from_db()
    assert (oud.regelversie, oud.regel, oud.grens_op) == (1, None, NU + timedelta(hours=48))
    assert (nieuw.regelversie, nieuw.telling) == (2, "klokuren")
    assert (nieuw.aantal_uren_streef, nieuw.aantal_uren_grens) == (36, 72)
    assert nieuw.grens_op == NU + timedelta(hours=72)
    assert nieuw.regel == Regelversie.objects.get()
    assert "72 klokuren later" in nieuw.uitleg


def test_a_paused_clock_still_counts_by_its_own_rule(gemeente):
    bewaar(gemeente)
    klok = klokken.start(bouwers.melding(), nu=NU)
    bewaar(gemeente, replace(LANGER, versie=2, grens=Duur(uren=100)))
    klokpauze.zet_stil(
        klok, tot=NU + timedelta(hours=10), reden=Pauze.Reden.WEG, door=bouwers.gebruiker(), nu=NU
    )
    assert klok.grens_op == NU + timedelta(hours=82)


def test_a_kind_by_the_calendar_gets_its_own_days_and_says_so(gemeente):
    soort = Termijn.Soort.INFORMATIEPLICHT
    bewaar(gemeente, Regel(1, Duur(dagen=10), Duur(werkdagen=12), None), soort)
    klok = klokken.start(bouwers.melding(), soort=soort, nu=NU)
    assert klok.streef_op == NU + timedelta(days=10)
    assert "12 werkdagen later" in klok.uitleg
    assert klok_van(klok).vast == (klok.streef_op, klok.grens_op)


def test_another_kind_and_a_neighbour_keep_theirs(gemeente):
    bewaar(gemeente)
    assert regelbeheer.geldend(gemeente, Termijn.Soort.HEROPEND).grens == Duur(uren=48)
    buur = bouwers.gemeente(code="GM9999")
    assert klokken.start(bouwers.melding(gemeente=buur), nu=NU).aantal_uren_grens == 48


def test_a_rule_costs_one_query_more(gemeente, django_assert_num_queries):
    bewaar(gemeente)
    melding = bouwers.melding()
    with django_assert_num_queries(5):
        klokken.start(melding, nu=NU)


def test_without_a_rule_of_its_own_a_kind_counts_as_the_gemeente_chose(gemeente):
    gemeente.telling = "klokuren"
    assert regelbeheer.geldend(gemeente, SOORT).telling == Telling.KLOKUREN
    assert regelbeheer.geldend(gemeente, Termijn.Soort.OPPAKKEN).telling == Telling.KANTOORUREN


def test_the_same_is_no_new_version(gemeente):
    assert bewaar(gemeente, regelbeheer.geldend(gemeente, SOORT)).versie == 1
    assert bewaar(gemeente).versie == 2
    assert bewaar(gemeente).versie == 2  # sent twice
    assert Regelversie.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_refused():
    gemeente = bouwers.gemeente()
    keuzes = iter([LANGER, replace(LANGER, grens=Duur(uren=99))])

    def poging() -> str:
        try:
            bewaar(gemeente, next(keuzes))
        except Geweigerd as weigering:
            return str(weigering)[:12]
        return "bewaard"

    assert sorted(in_draden(poging, 2)) == ["Iemand ander", "bewaard"]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_version_never_changes(gemeente, act):
    bewaar(gemeente)
    alles = Regelversie.objects.all()
    with pytest.raises(IntegrityError, match="verandert niet meer"), transaction.atomic():
        alles.update(versie=9) if act == "update" else alles.delete()


@pytest.mark.parametrize(
    ("soort", "regel", "zin"),
    [
        ("eerste_contact", replace(LANGER, streef=Duur(uren=80)), "De grens komt na het streef"),
        ("eerste_contact", replace(LANGER, streef=Duur()), "moet er tijd zijn"),
        ("informatieplicht", Regel(1, Duur(dagen=25), Duur(dagen=40), None), "De wet geeft"),
        (
            "stop_24",
            Regel(1, Duur(maanden=23), Duur(maanden=25), None),
            "Een koppeling duurt hoogstens 24 maanden.",
        ),
        ("vog", Regel(1, Duur(dagen=10), Duur(), None), "De grens komt na het streef"),
    ],
)
def test_what_cannot_be_a_rule_is_refused_in_words(gemeente, soort, regel, zin):
    with pytest.raises(Geweigerd, match=zin):
        bewaar(gemeente, regel, Termijn.Soort(soort))
    assert not Regelversie.objects.exists()


@pytest.mark.parametrize("soort", SOORTEN)
def test_the_standard_of_each_kind_survives_its_form(soort):
    deze = SOORTEN[soort]
    assert bezwaren(deze, Telling.WERKDAGUREN) == []
    huidig = Regel(1, deze.streef, deze.grens, Telling.WERKDAGUREN if deze.in_uren else None)
    leeg = RegelForm(huidig, deze, Telling.WERKDAGUREN)
    gestuurd = {veld.name: veld.value() for veld in leeg if veld.value() is not None}
    ingevuld = RegelForm(huidig, deze, Telling.WERKDAGUREN, gestuurd)
    assert ingevuld.is_valid(), ingevuld.errors
    assert ingevuld.regel == huidig


@pytest.mark.parametrize(("soort", "kant"), [("vog", Anker.GRENS), ("opnieuw", Anker.STREEF)])
def test_a_kind_by_a_date_keeps_that_date(soort, kant):
    assert (
        kant
        not in RegelForm(Regel(1, *_duren(soort), None), SOORTEN[soort], Telling.KLOKUREN).fields
    )
    klok = SOORTEN[soort].maatstaf(Telling.KLOKUREN)
    assert klok.vast
    assert datum_van(SOORTEN[soort], *klok.vast) == klok.anker(kant)


def _duren(soort) -> tuple[Duur, Duur]:
    return SOORTEN[soort].streef, SOORTEN[soort].grens


def test_a_rule_in_one_sentence():
    assert regel_in_het_kort(LANGER) == "streven: 36 uur; grens: 72 uur, in klokuren"
    assert regel_in_het_kort(Regel(1, Duur(dagen=-56), Duur(), None)) == (
        "streven: 8 weken ervoor; grens: de datum zelf"
    )


VELDEN = {"versie": 1, "streef": 36, "grens": 72, "telling": "klokuren"}


@pytest.fixture
def beheer(client, gemeente):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER, gemeente=gemeente, naam="Bea"))
    return client


def test_looking_keeps_nothing_and_keeping_makes_a_version_that_the_page_tells_of(beheer, gemeente):
    adres = reverse("klokregel")
    assert "Zo gaat het nu" in beheer.get(adres).content.decode()
    assert "Dit is nog niet bewaard." in beheer.post(adres, VELDEN).content.decode()
    assert not Regelversie.objects.exists()
    tekst = beheer.post(adres, VELDEN | {"bewaar": "1"}, follow=True).content.decode()
    assert "Klokken die vanaf nu beginnen, volgen dit." in tekst
    assert "door Bea" in tekst
    assert "Streven: 36 uur; grens: 72 uur, in klokuren." in tekst
    assert regelbeheer.geldend(gemeente, SOORT) == replace(LANGER, versie=2)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"streef": 80}, "De grens komt na het streefmoment"),
        ({"streef": "veel"}, "Vul een heel getal in."),
        ({"versie": 0}, "zojuist gewijzigd"),
    ],
)
def test_what_cannot_be_kept_is_said_and_shown_again(beheer, anders, zin):
    antwoord = beheer.post(reverse("klokregel"), VELDEN | {"bewaar": "1"} | anders)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


@pytest.mark.parametrize("soort", Termijn.Soort)
def test_every_kind_has_a_page(beheer, soort):
    assert beheer.get(f"{reverse('klokregel')}?soort={soort}").status_code == 200
