"""What a melder can do behind the volgcode, and what becomes of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from meldingen.volgcode import volgcode
from opvolging import heropenen
from opvolging import volgen as proces
from opvolging.afsluiten import sluit_af
from opvolging.contact import leg_vast
from opvolging.models import (
    Aanvulling,
    Contact,
    Gebeurtenis,
    Herinnering,
    Termijn,
    Tevredenheid,
    Zaak,
)
from opvolging.triage import pak_op
from opvolging.views import aanvullingen, volgen
from signaalpunt.models import Bericht
from signaalpunt.remmen import Rem
from tests import bouwers
from tests.volgact import doe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]
EERDER = timedelta(days=10)


@pytest.fixture
def melding():
    melding = bouwers.melding_met_code(ontvangen_op=timezone.now() - EERDER)
    bouwers.termijn(melding=melding)
    return melding


@pytest.fixture
def jo():
    return bouwers.gebruiker()


@pytest.fixture
def buur(client, melding):
    """The browser of the melder, who typed the code."""
    client.post("/volgen/", {"code": volgcode(melding.sleutel)})
    return client


@pytest.fixture
def afgerond(melding, jo):
    """Opgepakt, spoken to, and closed."""
    zaak = pak_op(melding, door=jo, nu=timezone.now() - EERDER)
    op = timezone.now() - EERDER / 2
    leg_vast(zaak, wijze=Contact.Wijze.TELEFOON, is_bereikt=True, door=jo, nu=op)
    Zaak.objects.update(oordeel="terecht")
    sluit_af(zaak, uitkomst=Zaak.Uitkomst.ADVIES, door=jo, nu=op)
    return Zaak.objects.get()


def soorten(zaak):
    return list(zaak.gebeurtenissen.values_list("soort", flat=True))


def test_what_is_added_is_kept_encrypted_and_is_new_for_the_team(buur, melding):
    antwoord = doe(buur, "aanvullen", tekst="De deur blijft nu dicht.")
    assert "Een medewerker leest wat u erbij schreef" in antwoord.text
    aanvulling = Aanvulling.objects.ongelezen().get()
    assert (aanvulling.melding, aanvulling.tekst) == (melding, "De deur blijft nu dicht.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tekst FROM opvolging_aanvulling")
        assert "deur" not in cursor.fetchone()[0]


def test_the_same_form_twice_adds_once(buur):
    sleutel = uuid4()
    for _ in range(2):
        assert doe(buur, "aanvullen", sleutel=sleutel, tekst="Eén keer.").status_code == 200
    assert Aanvulling.objects.count() == 1


def test_adding_writes_in_the_history_of_the_zaak_that_it_was_the_melder(buur, melding, jo):
    zaak = pak_op(melding, door=jo, nu=timezone.now())
    doe(buur, "aanvullen", tekst="Nog iets.")
    regel = zaak.gebeurtenissen.latest("pk")
    assert (regel.soort, regel.door, regel.tekst) == ("aanvulling", None, "")
    buur.force_login(jo)
    assert "door de melder" in buur.get(reverse("zaak", args=[zaak.pk])).text


def test_an_empty_addition_is_asked_again_and_nothing_is_kept(buur):
    antwoord = doe(buur, "aanvullen", tekst=" ")
    assert antwoord.status_code == 422
    assert "Schrijf op wat u ons wilt vertellen." in antwoord.text
    assert not Aanvulling.objects.exists()


@pytest.mark.parametrize("wat", ["aanvullen", "intrekken", "niet-opgelost", "tevreden"])
def test_an_act_by_its_address_alone_does_nothing(buur, wat):
    assert buur.get(f"/volgen/{wat}/", follow=True).status_code == 200
    assert not Aanvulling.objects.exists()


def test_too_much_at_once_is_held_up_with_the_text(buur, monkeypatch):
    monkeypatch.setattr(volgen, "REM_DOEN", Rem("volgen-doen", 1, proces.VENSTER))
    doe(buur, "aanvullen", tekst="Eerste.")
    antwoord = doe(buur, "aanvullen", tekst="Tweede.")
    assert antwoord.status_code == 422
    assert "te veel tegelijk" in antwoord.text
    assert "Tweede." in antwoord.text
    assert Aanvulling.objects.count() == 1


def test_a_text_that_is_too_long_to_withdraw_with_is_asked_again_on_that_page(buur):
    antwoord = doe(buur, "intrekken", zeker="ja", tekst="x" * 2001)
    assert antwoord.status_code == 422
    assert "Ja, trek mijn bericht in" in antwoord.text


def test_withdrawing_asks_first_and_then_stops_nothing_by_itself(buur, melding):
    assert "Ja, trek mijn bericht in" in buur.get("/volgen/intrekken/").text
    assert "Ja, trek mijn bericht in" in doe(buur, "intrekken").text
    assert not Aanvulling.objects.exists()
    antwoord = doe(buur, "intrekken", zeker="ja", tekst="Zij heeft nu bezoek.")
    assert antwoord.context["stand"].is_ingetrokken
    assert "binnen 24 tot 48 uur" not in antwoord.text  # no promise that nobody waits for
    assert Aanvulling.objects.get().soort == "intrekking"
    assert Termijn.objects.get().gestopt_op is None
    doe(buur, "intrekken", zeker="ja")  # again, with another form
    assert Aanvulling.objects.count() == 1
    assert buur.get("/volgen/intrekken/").status_code == 302


def test_what_was_withdrawn_before_oppakken_is_closed_in_one_go(buur, melding, jo):
    melding.terugkoppeling = "email"
    melding.save()
    bouwers.melder(melding=melding, email="buur@voorbeeld.test")
    doe(buur, "intrekken", zeker="ja")
    buur.force_login(jo)
    assert buur.get(reverse("werkvoorraad")).text.count("ingetrokken door de melder") == 1
    assert "Sluit af als ingetrokken" in buur.get(reverse("van_melders")).text
    buur.post(reverse("melding_ingetrokken", args=[melding.pk]))
    zaak, klok = Zaak.objects.get(), Termijn.objects.get()
    assert (zaak.status, zaak.uitkomst) == ("afgesloten", "ingetrokken")
    assert (klok.stopreden, klok.gestopt_op) == ("afgesloten", zaak.afgesloten_op)
    assert not Aanvulling.objects.ongelezen().exists()
    assert not Bericht.objects.exists()  # who took it back hears nothing more


def test_words_that_nobody_saw_stay_new_when_it_is_closed_in_one_go(buur, melding, jo):
    doe(buur, "aanvullen", tekst="Hij heeft toch hulp nodig.")
    doe(buur, "intrekken", zeker="ja")
    buur.force_login(jo)
    buur.post(reverse("melding_ingetrokken", args=[melding.pk]))
    assert [nieuw.soort for nieuw in Aanvulling.objects.ongelezen()] == ["aanvulling"]


def test_a_melding_that_was_not_withdrawn_is_not_closed_so(client, melding, jo):
    client.force_login(jo)
    antwoord = client.post(reverse("melding_ingetrokken", args=[melding.pk]), follow=True)
    assert "Niet iedere melder heeft de melding ingetrokken" in antwoord.text
    assert not Zaak.objects.exists()


def test_one_melder_cannot_withdraw_for_another(buur, melding, jo):
    bouwers.zaak(meldingen=[melding, bouwers.melding()], behandelaar=jo)
    doe(buur, "intrekken", zeker="ja")
    zaak = Zaak.objects.get()
    assert zaak.status == "opgepakt"
    buur.force_login(jo)
    assert 'value="ingetrokken"' not in buur.get(reverse("zaak", args=[zaak.pk])).text


def test_after_contact_withdrawing_is_a_remark(buur, melding, jo):
    zaak = bouwers.zaak(meldingen=[melding], behandelaar=jo, status="contact_gelegd")
    doe(buur, "intrekken", zeker="ja")
    zaak.refresh_from_db()
    assert zaak.status == "contact_gelegd"
    buur.force_login(jo)
    pagina = buur.get(reverse("zaak", args=[zaak.pk])).text
    assert "De melder trok de melding in." in pagina
    assert 'value="ingetrokken"' not in pagina


def test_who_reads_it_takes_it_off_the_list_and_is_remembered(buur, melding, jo):
    doe(buur, "aanvullen", tekst="Eerst dit.")
    zaak = pak_op(melding, door=jo, nu=timezone.now())
    eerste = Aanvulling.objects.get()
    doe(buur, "aanvullen", tekst="En later dit.")
    buur.force_login(jo)
    assert "nieuw van de melder" in buur.get(reverse("werkvoorraad")).text
    assert "Janssen" in buur.get(reverse("van_melders")).text
    assert "Eerst dit." in buur.get(reverse("zaak", args=[zaak.pk])).text
    gelezen = {"melding": melding.pk, "tot": eerste.pk}
    buur.post(reverse("zaak_gelezen", args=[zaak.pk]), gelezen)
    eerste.refresh_from_db()
    assert eerste.gelezen_door == jo
    assert Aanvulling.objects.ongelezen().get().tekst == "En later dit."
    laatste = Aanvulling.objects.latest("pk")
    buur.post(reverse("zaak_gelezen", args=[zaak.pk]), gelezen | {"tot": laatste.pk})
    assert "nieuw van de melder" not in buur.get(reverse("werkvoorraad")).text
    assert "Alles is gelezen." in buur.get(reverse("van_melders")).text


def test_a_melding_of_another_zaak_is_not_read_here(client, melding, jo):
    client.force_login(jo)
    zaak = bouwers.zaak(behandelaar=jo)
    adres = reverse("zaak_gelezen", args=[zaak.pk])
    assert client.post(adres, {"melding": melding.pk, "tot": 1}).status_code == 404


def test_what_is_not_taken_up_yet_shows_no_name_and_no_text(buur, jo):
    doe(buur, "aanvullen", tekst="Geheime woorden.")
    buur.force_login(jo)
    pagina = buur.get(reverse("van_melders")).text
    assert "Oppakken en lezen" in pagina
    assert "Geheime woorden" not in pagina
    assert "Janssen" not in pagina


def test_what_the_melder_wrote_does_not_change_in_the_database():
    aanvulling = bouwers.aanvulling()
    jo = bouwers.gebruiker()
    Aanvulling.objects.update(gelezen_op=timezone.now(), gelezen_door=jo)
    for anders in ({"soort": "intrekking"}, {"gelezen_op": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Aanvulling.objects.filter(pk=aanvulling.pk).update(**anders)


def test_looking_back_counts_once(buur, melding, afgerond):
    assert "Hoe kijkt u terug?" in buur.get("/volgen/").text
    antwoord = doe(buur, "tevreden", cijfer=4, tekst="Snel en warm.")
    assert "U hebt ons verteld hoe tevreden u bent" in antwoord.text
    doe(buur, "tevreden", cijfer=1)
    gegeven = Tevredenheid.objects.get()
    assert (gegeven.cijfer, gegeven.tekst) == (4, "Snel en warm.")
    assert soorten(afgerond)[-1] == "tevreden"
    buur.force_login(afgerond.behandelaar)
    assert "Snel en warm." in buur.get(reverse("zaak", args=[afgerond.pk])).text


@pytest.mark.parametrize("cijfer", ["", "0", "6", "x"])
def test_a_number_that_is_not_on_the_list_is_asked_again(buur, afgerond, cijfer):
    assert doe(buur, "tevreden", cijfer=cijfer).status_code == 422
    assert not Tevredenheid.objects.exists()


def test_nobody_looks_back_before_it_is_done(buur):
    pagina = buur.get("/volgen/").text
    doe(buur, "tevreden", cijfer=4)
    assert not Tevredenheid.objects.exists()
    assert "Hoe kijkt u terug?" not in pagina
    assert "Het is niet opgelost" not in pagina


def test_not_solved_reopens_the_work_under_a_clock_of_its_own(buur, melding, jo, afgerond):
    oud = Termijn.objects.values().get()
    antwoord = doe(buur, "niet-opgelost", tekst="Zij zit nog steeds alleen.")
    assert antwoord.context["stand"].stand == "opgepakt"
    zaak = Zaak.objects.get()
    assert (zaak.status, zaak.uitkomst, zaak.afgesloten_op) == ("contact_gelegd", "", None)
    assert soorten(zaak)[-2:] == ["niet_opgelost", "heropend"]
    klok = Termijn.objects.lopend().get()
    assert (klok.soort, klok.melding) == ("heropend", melding)
    assert Termijn.objects.filter(pk=oud["id"]).values().get() == oud
    naar = klok.herinneringen.filter(ontvanger="behandelaar")
    assert set(naar.values_list("gebruiker", flat=True)) == {jo.pk}
    buur.force_login(jo)
    assert "weer open" in buur.get(reverse("werkvoorraad")).text
    assert (
        "De melder zegt dat het niet is opgelost." in buur.get(reverse("zaak", args=[zaak.pk])).text
    )


def test_the_new_clock_stops_at_the_next_contact_and_not_by_an_earlier_one(buur, jo, afgerond):
    doe(buur, "niet-opgelost")
    zaak, nu = Zaak.objects.get(), timezone.now()
    eerder = nu - timedelta(days=1)
    for op, loopt in ((eerder, True), (nu, False)):
        leg_vast(zaak, wijze=Contact.Wijze.BEZOEK, is_bereikt=True, op=op, door=jo, nu=nu)
        assert Termijn.objects.lopend().exists() is loopt
    assert not Herinnering.objects.filter(status="gepland", termijn__soort="heropend").exists()


def test_not_solved_twice_reopens_once_and_after_closing_again(buur, jo, afgerond):
    sleutel = uuid4()
    for _ in range(2):
        doe(buur, "niet-opgelost", sleutel=sleutel)
    doe(buur, "niet-opgelost")  # of an older page: the work is open already
    zaak = Zaak.objects.get()
    assert soorten(zaak).count("heropend") == 1
    assert Aanvulling.objects.count() == 2
    sluit_af(zaak, uitkomst=Zaak.Uitkomst.ADVIES, door=jo, nu=timezone.now())
    doe(buur, "niet-opgelost")
    assert soorten(zaak).count("heropend") == 2
    assert Termijn.objects.filter(soort="heropend").count() == 2
    assert Termijn.objects.lopend().count() == 1


def test_after_closing_again_the_melder_hears_it_again(buur, melding, jo, afgerond):
    melding.terugkoppeling = "email"
    melding.save()
    bouwers.melder(melding=melding, email="buur@voorbeeld.test")
    doe(buur, "niet-opgelost")
    for _ in range(2):
        zaak = Zaak.objects.get()
        sluit_af(zaak, uitkomst=Zaak.Uitkomst.ADVIES, door=jo, nu=timezone.now())
    assert Bericht.objects.filter(soort="afgerond").count() == 1


def test_who_was_never_reached_is_to_be_reached_first(buur, melding, jo):
    bouwers.zaak(
        meldingen=[melding],
        behandelaar=jo,
        status="afgesloten",
        uitkomst="niet_bereikt",
        afgesloten_op=timezone.now(),
    )
    doe(buur, "niet-opgelost")
    assert Zaak.objects.get().status == "opgepakt"


@pytest.mark.parametrize("uitkomst", sorted(heropenen.BLIJFT_DICHT))
def test_where_nothing_is_left_to_do_the_team_reads_it_and_the_work_stays_closed(
    buur, melding, uitkomst
):
    bouwers.zaak(
        meldingen=[melding],
        status="afgesloten",
        uitkomst=uitkomst,
        afgesloten_op=timezone.now(),
    )
    antwoord = doe(buur, "niet-opgelost", tekst="Toch nog iets.")
    assert "Een medewerker kijkt er opnieuw naar." in antwoord.text
    zaak = Zaak.objects.get()
    assert (zaak.status, soorten(zaak)) == ("afgesloten", ["niet_opgelost"])
    assert Aanvulling.objects.ongelezen().exists()


def test_of_a_behandelaar_who_left_the_team_gets_the_reminders(buur, jo, afgerond):
    jo.is_active = False
    jo.save()
    doe(buur, "niet-opgelost")
    naar = Herinnering.objects.filter(termijn__soort="heropend")
    assert not naar.filter(ontvanger="behandelaar").exists()


def test_before_anybody_took_it_up_not_solved_is_a_remark(buur, melding):
    doe(buur, "niet-opgelost")
    assert Aanvulling.objects.get().soort == "niet_opgelost"
    assert not Gebeurtenis.objects.exists()


def test_of_people_in_contact_the_werkvoorraad_says_that_there_is_news(buur, melding, jo):
    bouwers.zaak(meldingen=[melding], behandelaar=jo, status="contact_gelegd")
    Termijn.objects.all().delete()
    doe(buur, "aanvullen", tekst="Nog iets.")
    buur.force_login(jo)
    assert "nieuw van de melder" in buur.get(reverse("werkvoorraad")).text


@pytest.mark.parametrize("aantal", [1, 30])
def test_the_list_of_news_costs_the_same_however_long(
    client, jo, aantal, django_assert_max_num_queries
):
    for _ in range(aantal):
        bouwers.aanvulling(melding=bouwers.zaak().zaakmeldingen.get().melding)
    client.force_login(jo)
    with django_assert_max_num_queries(5):
        tekst = client.get(reverse("van_melders")).text
    assert tekst.count("de melder vertelt er iets bij") == aantal


def test_a_long_list_of_news_says_that_there_is_more(client, jo, monkeypatch):
    monkeypatch.setattr(aanvullingen, "PER_PAGINA", 1)
    bouwers.aanvulling()
    bouwers.aanvulling()
    client.force_login(jo)
    assert "Er is nog meer." in client.get(reverse("van_melders")).text
