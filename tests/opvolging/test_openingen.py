"""Opening hours and closing days go the road of rules: version, rehearsal, a conscious choice."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from opvolging import herrekenen, klokken, openingsbeheer, pauzeren
from opvolging.forms.herrekenen import afdruk
from opvolging.kalender import Kalender
from opvolging.klokrekening import klok_van
from opvolging.models import Gebeurtenis, Openingsversie, Pauze, Termijn
from opvolging.openingsbeheer import Openingsregel
from opvolging.termijnen import Telling
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gemeente, Sluitingsdag
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db
UUR = timedelta(hours=1)
MORGEN = date(2026, 9, 16)
STUDIEDAG = {MORGEN: "studiedag"}


@pytest.fixture
def gemeente() -> Gemeente:
    return bouwers.gemeente()


@pytest.fixture
def bea(gemeente):
    return bouwers.gebruiker(Rol.BEHEERDER, gemeente=gemeente)


def anders(gemeente, redenen=None, telling=None, **kalender) -> Openingsregel:
    """What holds now, with these differences."""
    nu_geldt = openingsbeheer.geldend(gemeente)
    dagen = nu_geldt.redenen if redenen is None else redenen
    return Openingsregel(
        telling or nu_geldt.telling,
        replace(nu_geldt.kalender, sluitingsdagen=frozenset(dagen), **kalender),
        dagen,
    )


def bewaar(regel: Openingsregel, bea, nu=NU) -> Gemeente:
    openingsbeheer.bewaar(Gemeente.objects.get(pk=bea.gemeente_id), regel=regel, door=bea, nu=nu)
    return Gemeente.objects.get(pk=bea.gemeente_id)


def test_a_change_is_a_version_beside_what_held_before(gemeente, bea):
    bouwers.sluitingsdag(datum=date(2026, 12, 24), reden="samen eten")
    gemeente = bewaar(anders(gemeente, redenen=STUDIEDAG, van=time(8), carnaval=True), bea)
    assert (gemeente.opent_om, gemeente.is_dicht_met_carnaval) == (time(8), True)
    assert list(Sluitingsdag.objects.values_list("datum", "reden")) == [(MORGEN, "studiedag")]
    nieuw, oud = Openingsversie.objects.all()
    assert (nieuw.versie, nieuw.door, nieuw.op) == (2, bea, NU)
    assert (oud.versie, oud.door, oud.redenen) == (1, None, {"2026-12-24": "samen eten"})
    assert Kalender.uit_gegevens(oud.kalender).sluitingsdagen == {date(2026, 12, 24)}
    assert openingsbeheer.geldend(gemeente).versie == 2


def test_the_same_is_no_version(gemeente, bea):
    bewaar(anders(gemeente), bea)
    assert not Openingsversie.objects.exists()


def test_who_looked_at_an_older_version_is_refused(gemeente, bea):
    gezien = anders(gemeente, van=time(10))
    bewaar(anders(gemeente, van=time(8)), bea)
    with pytest.raises(Geweigerd, match="zojuist gewijzigd"):
        bewaar(gezien, bea)
    assert Gemeente.objects.get().opent_om == time(8)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_wins():
    bea = bouwers.gebruiker(Rol.BEHEERDER)
    uren = iter((8, 10))
    beide = [anders(bea.gemeente, van=time(uur)) for uur in uren]

    def doe() -> bool:
        try:
            bewaar(beide.pop(), bea)
        except Geweigerd:
            return False
        return True

    assert sorted(in_draden(doe, 2)) == [False, True]
    assert Openingsversie.objects.count() == 2


def test_clocks_that_start_later_follow_it_and_running_ones_do_not(gemeente, bea):
    loopt = klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)
    gemeente = bewaar(anders(gemeente, redenen=STUDIEDAG), bea)
    later = klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)
    loopt.refresh_from_db()
    assert loopt.streef_op == NU + 24 * UUR
    assert later.streef_op == NU + 48 * UUR
    assert [klok_van(klok).kalender.versie for klok in (loopt, later)] == [1, 2]


def herreken(bea, nu=NU + UUR) -> int:
    return herrekenen.herreken_openingen(bea.gemeente, reden="verbouwing", door=bea, nu=nu)


def test_running_clocks_of_every_kind_can_follow_it_with_a_reason_in_their_history(gemeente, bea):
    zaak = bouwers.zaak(meldingen=[bouwers.melding(gemeente=gemeente)])
    klokken.start_alle(zaak.zaakmeldingen.get().melding, nu=NU)
    bewaar(anders(gemeente, redenen=STUDIEDAG), bea)
    assert herreken(bea) == Termijn.objects.count()
    assert herreken(bea) == 0  # asked twice, once
    klok = Termijn.objects.eerste_contact().get()
    assert (klok.streef_op, klok.grens_op) == (NU + 48 * UUR, NU + 72 * UUR)
    assert "Woensdag 16 september (gesloten) telt niet mee" in klok.uitleg
    assert klok_van(klok).kalender.versie == 2
    assert klok.herinneringen.get(stap=2).gepland_op == klok.streef_op
    regels = zaak.gebeurtenissen.filter(soort=Gebeurtenis.Soort.HERREKEND)
    assert any("verbouwing" in regel.tekst for regel in regels)
    # what did not get another moment has nothing to tell
    assert regels.count() == Termijn.objects.exclude(soort="informatieplicht").count()


def test_another_counting_reaches_clocks_without_a_rule_of_their_own(gemeente, bea):
    klok = klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)
    bewaar(anders(gemeente, telling=Telling.KANTOORUREN), bea)
    assert herreken(bea) == 1
    klok.refresh_from_db()
    assert (klok.telling, klok.streef_op) == ("kantooruren", NU + 72 * UUR)


def test_a_pause_stays_a_pause(gemeente, bea):
    zaak = bouwers.zaak(meldingen=[bouwers.melding(gemeente=gemeente)])
    klok = klokken.start(zaak.zaakmeldingen.get().melding, nu=NU)
    reden, door = Pauze.Reden.WEG, zaak.behandelaar
    tot = pauzeren.pauzeer(zaak, reden=reden, tot_en_met=MORGEN, door=door, nu=NU)
    bewaar(anders(gemeente, redenen={date(2026, 9, 17): "dicht"}), bea)
    herreken(bea)
    klok.refresh_from_db()
    assert klok.stil_tot == tot
    # from Friday 00:00 on, and 24:00 of a Friday is Monday
    assert timezone.localtime(klok.streef_op).isoformat() == "2026-09-21T00:00:00+02:00"


def test_without_a_reason_nothing_is_recounted(gemeente, bea):
    with pytest.raises(Geweigerd, match="Schrijf kort op waarom"):
        herrekenen.herreken_openingen(gemeente, reden=" ", door=bea, nu=NU)


def test_a_stored_deadline_says_by_which_version_it_was_counted(gemeente, bea, capsys):
    gemeente = bewaar(anders(gemeente, redenen=STUDIEDAG, carnaval=True, vijf_mei=True), bea)
    klok = klokken.start(bouwers.melding(gemeente=gemeente), nu=NU)
    bewaar(anders(gemeente, redenen={}, van=time(7)), bea)
    call_command("termijn", nummer=str(klok.pk))
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Regel versie 1. Openingstijden versie 2: open van 09:00 tot 17:00, werkdaguren; dicht op "
        "5 mei, met carnaval, op 16 september 2026."
    )


VELDEN = {"versie": 1, "van": "09:00", "tot": "17:00", "telling": "werkdaguren"}


@pytest.fixture
def beheer(client, bea):
    client.force_login(bea)
    return client


def test_the_page_rehearses_and_keeps_for_clocks_that_start_later(beheer):
    klok = klokken.start(bouwers.melding(ontvangen_op=timezone.now()), nu=timezone.now())
    adres = reverse("openingen")
    assert "Op de laatste 90 dagen" not in beheer.get(adres).text
    voorstel = VELDEN | {"tot": "16:00", "telling": "klokuren"}
    tekst = beheer.post(adres, voorstel).text
    assert "Er liepen 1 klok." in tekst
    assert "Ook voor de klok die nu loopt" in tekst
    assert beheer.post(adres, voorstel | {"bewaar": "1"}).status_code == 302
    gemeente = Gemeente.objects.get()
    assert (gemeente.sluit_om, gemeente.telling) == (time(16), "klokuren")
    klok.refresh_from_db()
    assert klok.telling == "werkdaguren"
    assert "voor de eerste wijziging" in beheer.get(adres).text


def test_running_clocks_follow_after_a_look_and_a_reason(beheer, gemeente):
    klok = klokken.start(bouwers.melding(ontvangen_op=timezone.now()), nu=timezone.now())
    proef = {"proef": afdruk(anders(gemeente, telling=Telling.KLOKUREN).inhoud())}
    ook = VELDEN | proef | {"telling": "klokuren", "bewaar": "1", "ook_lopend": "on"}
    assert "Schrijf kort op waarom." in beheer.post(reverse("openingen"), ook).text
    antwoord = beheer.post(reverse("openingen"), ook | {"reden": "afgesproken"}, follow=True)
    assert "1 klok die al liep, is opnieuw geteld." in antwoord.text
    klok.refresh_from_db()
    assert klok.telling == "klokuren"


def test_a_closing_day_comes_and_goes(beheer):
    dag = timezone.localdate() + timedelta(days=40)
    erbij = VELDEN | {"nieuwe_dag": dag.isoformat(), "nieuwe_reden": "studiedag", "bewaar": "1"}
    bouwers.sluitingsdag(datum=date(2020, 1, 2), reden="lang voorbij")
    assert beheer.post(reverse("openingen"), erbij).status_code == 302
    assert Sluitingsdag.objects.count() == 2
    opnieuw = erbij | {"versie": 2, "dagen": dag.isoformat()}
    assert "al op de lijst" in beheer.post(reverse("openingen"), opnieuw).text
    assert "lang voorbij" not in beheer.get(reverse("openingen")).text
    beheer.post(reverse("openingen"), VELDEN | {"versie": 2, "bewaar": "1"})
    assert Sluitingsdag.objects.get().reden == "lang voorbij"  # what is over stays


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"van": "18:00"}, "De openingstijd moet voor de sluitingstijd liggen."),
        ({"van": ""}, "Vul dit in."),
        ({"nieuwe_dag": "2027-01-04"}, "Schrijf kort op waarom."),
        ({"nieuwe_reden": "studiedag"}, "Kies ook welke dag dat is."),
        ({"versie": "0", "van": "08:00"}, "zojuist gewijzigd"),
    ],
)
def test_what_cannot_be_is_explained(beheer, velden, zin):
    antwoord = beheer.post(reverse("openingen"), VELDEN | {"bewaar": "1"} | velden)
    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert not Openingsversie.objects.exists()


def test_there_is_an_end_to_closing_days(beheer, gemeente):
    Sluitingsdag.objects.bulk_create(
        Sluitingsdag(gemeente=gemeente, datum=MORGEN + timedelta(days=n), reden="dicht")
        for n in range(200)
    )
    velden = {"nieuwe_dag": "2031-01-06", "nieuwe_reden": "nog een"}
    assert "Meer dan 200 dagen kan niet." in beheer.post(reverse("openingen"), VELDEN | velden).text


@pytest.mark.parametrize("aantal", [1, 6])
def test_the_page_asks_the_same_however_many_clocks(beheer, aantal, django_assert_max_num_queries):
    for _ in range(aantal):
        klokken.start(bouwers.melding(), nu=timezone.now())
    with django_assert_max_num_queries(44):
        beheer.post(reverse("openingen"), VELDEN | {"van": "08:00"})
