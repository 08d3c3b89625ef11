"""Who wants no help may be asked once more, when they said so: on one day, once, and not longer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import heropenen, intrekken, latervragen, nooitmeer
from opvolging.latervragen import Antwoord
from opvolging.models import Gebeurtenis, NooitMeer, Samenvoeging, Termijn, Toestemming, Zaak
from opvolging.ooktedoen import ook_te_doen
from opvolging.zaakbeeld import zaakbeeld
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
VOORJAAR = date(2027, 3, 15)
OP = datetime(2027, 3, 15, 8, tzinfo=UTC)  # nine o'clock here
TELEFOON = Toestemming.Manier.TELEFOON


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo Claessens")


def dicht(jo, **velden) -> Zaak:
    standaard: dict[str, Any] = {
        "status": Zaak.Status.AFGESLOTEN,
        "uitkomst": Zaak.Uitkomst.WIL_GEEN_HULP,
        "afgesloten_op": NU,
        "meldingen": [bouwers.melding(betrokkene_telefoon="043 000 00 01")],
    }
    return bouwers.zaak(behandelaar=jo, **standaard | velden)


@pytest.fixture
def zaak(jo):
    return dicht(jo)


def spreek_af(zaak, op=VOORJAAR, **velden) -> Termijn:
    standaard: dict[str, Any] = {"manier": TELEFOON, "door": zaak.behandelaar, "nu": NU}
    return latervragen.spreek_af(zaak, op=op, **standaard | velden)


def antwoord(zaak, wat=Antwoord.NEE, nu=OP) -> None:
    latervragen.leg_antwoord_vast(zaak, antwoord=wat, door=zaak.behandelaar, nu=nu)


def loopt(zaak) -> bool:
    return latervragen.lopende(zaak) is not None


def test_the_day_is_one_task_and_the_yes_stands_in_the_register(zaak, jo):
    klok = spreek_af(zaak)
    assert (klok.zaak, klok.streef_op) == (zaak, OP)
    assert klok.grens_op == datetime(2027, 3, 29, 7, tzinfo=UTC)  # over the change of the clock
    assert set(klok.herinneringen.values_list("gebruiker", flat=True)) == {jo.pk}
    deze = zaak.toestemmingen.get()
    assert (deze.soort, deze.manier, deze.vastgelegd_door) == ("later", TELEFOON, jo)
    regel = zaak.gebeurtenissen.get()
    assert regel.toestemming == deze
    assert regel.tekst == "Op maandag 15 maart 2027. Aan de telefoon, op dinsdag 15 september."
    assert not ook_te_doen(jo, nu=OP - timedelta(hours=1))
    [taak] = ook_te_doen(jo, nu=OP)
    assert taak.wie == f"Zaak {zaak.pk}"
    assert taak.adres == f"/zaken/{zaak.pk}/#gevraagd"
    assert "rustig en één keer" in taak.vraag


def test_the_same_day_twice_is_one_and_another_day_refuses(zaak):
    assert spreek_af(zaak) == spreek_af(zaak)
    assert zaak.toestemmingen.count() == zaak.gebeurtenissen.count() == 1
    with pytest.raises(Geweigerd, match="staat al een dag"):
        spreek_af(zaak, date(2027, 4, 1))


@pytest.mark.parametrize("soort", [u for u in Zaak.Uitkomst if u != Zaak.Uitkomst.WIL_GEEN_HULP])
def test_only_who_wanted_no_help_is_asked_later(jo, soort):
    with pytest.raises(Geweigerd, match="wil geen hulp"):
        spreek_af(dicht(jo, uitkomst=soort))


def test_an_open_zaak_has_no_later_question(jo):
    open_ = bouwers.zaak(behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD)
    with pytest.raises(Geweigerd, match="wil geen hulp"):
        spreek_af(open_)


ZELFDE_TELEFOON = {"betrokkene_telefoon": "043-0000001"}
ADRES = {"betrokkene_telefoon": "", "postcode": "6216 AB", "huisnummer": "14"}


def _gevraagd_in(zaak) -> None:
    bouwers.gebeurtenis(zaak=zaak, soort=Gebeurtenis.Soort.LATER_GEVRAAGD)


def test_what_was_asked_in_a_zaak_that_was_joined_into_this_one_counts(zaak, jo):
    oud = dicht(jo, meldingen=[], uitkomst=Zaak.Uitkomst.DUBBEL)
    _gevraagd_in(oud)
    regel = bouwers.gebeurtenis(zaak=oud)
    velden = {"gemeente": oud.gemeente, "op": NU, "door": jo, "voor": {}, "regel": regel}
    Samenvoeging.objects.create(zaak=oud, in_zaak=zaak, **velden)
    with pytest.raises(Geweigerd, match=r"al een keer gevraagd\. Vaker"):
        spreek_af(zaak)


@pytest.mark.parametrize("zelfde", [ZELFDE_TELEFOON, ADRES])
def test_what_was_asked_in_another_zaak_of_this_person_counts(jo, zelfde):
    eerder, zaak = (dicht(jo, meldingen=[bouwers.melding(**zelfde)]) for _ in range(2))
    _gevraagd_in(eerder)
    with pytest.raises(Geweigerd, match=f"al een keer gevraagd, in zaak {eerder.pk}"):
        spreek_af(zaak)


def test_a_day_that_stands_in_another_zaak_of_this_person_counts(zaak, jo):
    andere = dicht(jo)
    spreek_af(andere)
    with pytest.raises(Geweigerd, match=f"In zaak {andere.pk} staat al een dag"):
        spreek_af(zaak)


def test_who_lives_at_the_same_address_under_another_name_is_somebody_else(jo):
    huisgenoot = dicht(jo, meldingen=[bouwers.melding(**ADRES, betrokkene_naam="De heer Smeets")])
    _gevraagd_in(huisgenoot)
    _gevraagd_in(dicht(jo, meldingen=[bouwers.melding()]))  # nothing but a name
    assert spreek_af(dicht(jo, meldingen=[bouwers.melding(**ADRES)]))


@pytest.mark.parametrize("via", [False, True])
def test_who_stands_as_a_huisgenoot_is_somebody_else_with_the_same_telephone_too(zaak, jo, via):
    tussen = bouwers.zaak() if via else zaak
    ander = dicht(jo)
    if via:
        bouwers.huisgenoot(zaak, tussen)
    bouwers.huisgenoot(tussen, ander)
    _gevraagd_in(ander)
    assert spreek_af(zaak)


@pytest.mark.parametrize(("dagen", "mag"), [(13, False), (14, True), (365, True), (366, False)])
def test_later_is_two_weeks_to_a_year(zaak, dagen, mag):
    op = NU.date() + timedelta(days=dagen)
    if mag:
        assert spreek_af(zaak, op)
        return
    with pytest.raises(Geweigerd, match="twee weken"):
        spreek_af(zaak, op)
    assert not zaak.toestemmingen.exists()


@pytest.mark.parametrize("wat", [a for a in Antwoord if a != Antwoord.NOOIT])
def test_it_is_asked_once_and_never_again(zaak, wat):
    spreek_af(zaak)
    antwoord(zaak, wat)
    antwoord(zaak, wat)
    assert not loopt(zaak)
    assert not ook_te_doen(zaak.behandelaar, nu=OP + timedelta(days=30))
    assert zaak.gebeurtenissen.filter(soort="later_gevraagd").count() == 1
    with pytest.raises(Geweigerd, match="al een keer gevraagd"):
        spreek_af(zaak, date(2027, 6, 1))


def test_another_answer_afterwards_refuses(zaak):
    spreek_af(zaak)
    antwoord(zaak)
    with pytest.raises(Geweigerd, match="niets meer te vragen"):
        antwoord(zaak, Antwoord.JA)


def test_taken_back_nobody_asks_and_a_new_yes_may_follow(zaak):
    spreek_af(zaak)
    intrekken.trek_in(zaak.toestemmingen.get(), door=zaak.behandelaar, nu=NU)
    assert not loopt(zaak)
    assert Termijn.objects.get().stopreden == "ingetrokken"
    spreek_af(zaak, date(2027, 4, 1), nu=NU + timedelta(hours=1))
    assert loopt(zaak)


def test_who_must_be_left_alone_is_not_asked(zaak, jo):
    nooitmeer.zet_op_de_lijst(zaak, door=jo, nu=NU)
    with pytest.raises(Geweigerd, match="geen contact meer"):
        spreek_af(zaak)


def test_on_the_list_meanwhile_the_task_is_gone_for_every_zaak_with_that_number(zaak, jo):
    andere = dicht(jo, meldingen=[bouwers.melding(betrokkene_telefoon="043 000 00 02")])
    spreek_af(zaak)
    spreek_af(andere)
    melding = bouwers.melding(betrokkene_telefoon="043 000 00 01")
    nooitmeer.zet_op_de_lijst(bouwers.zaak(meldingen=[melding]), door=jo, nu=NU)
    assert not loopt(zaak)
    assert loopt(andere)


def test_who_answers_never_again_is_on_the_list(zaak):
    spreek_af(zaak)
    antwoord(zaak, Antwoord.NOOIT)
    assert NooitMeer.objects.count() == 1
    assert Termijn.objects.get().stopreden == "antwoord"


def test_a_zaak_that_opens_again_asks_nothing_later(zaak, jo):
    spreek_af(zaak)
    heropenen.heropen(zaak, reden="Belde zelf.", door=jo, nu=NU)
    assert not loopt(zaak)


def test_a_behandelaar_who_left_is_not_who_asks(zaak, jo):
    els = bouwers.gebruiker(naam="Els Smeets")
    jo.is_active = False
    jo.save()
    klok = spreek_af(zaak, door=els)
    assert set(klok.herinneringen.values_list("gebruiker", flat=True)) == {els.pk}


def test_the_next_step_says_when_to_ask_and_on_the_day_that_it_is_now(zaak):
    assert zaakbeeld(zaak, OP).stap.tekst.endswith("U hoeft niets meer te doen.")
    spreek_af(zaak)
    ervoor, erop = (zaakbeeld(zaak, nu).stap for nu in (OP - timedelta(days=9), OP))
    assert (ervoor.tekst, ervoor.anker) == (
        "Deze zaak is afgesloten. Vraag nog één keer hoe het gaat: maandag 15 maart om 09:00.",
        "",
    )
    assert erop.tekst.endswith("Vraag het nu, en leg vast wat deze persoon zei.")
    assert erop.anker == "gevraagd"
    antwoord(zaak)
    assert zaakbeeld(zaak, OP).stap.tekst.endswith("U hoeft niets meer te doen.")


def test_on_the_page_it_is_a_form_after_closing_and_then_the_question(zaak, jo):
    client = Client()
    client.force_login(jo)
    adres = reverse("zaak", args=[zaak.pk])
    assert "Later nog één keer vragen" in client.get(adres).text
    op = timezone.localdate() + timedelta(days=90)
    velden = {"op": op.isoformat(), "manier": "gesprek"}
    pagina = client.post(reverse("zaak_later", args=[zaak.pk]), velden, follow=True).text
    assert "De dag staat." in pagina
    assert 'id="later"' not in pagina
    assert 'id="gevraagd"' in pagina
    naar = reverse("zaak_gevraagd", args=[zaak.pk])
    pagina = client.post(naar, {"antwoord": "ja"}, follow=True).text
    assert "Verdergaan met deze zaak" in pagina
    assert 'id="gevraagd"' not in pagina
    assert 'id="later"' not in pagina


def test_a_day_that_cannot_be_comes_back_with_what_was_typed(zaak, jo):
    client = Client()
    client.force_login(jo)
    velden = {"op": timezone.localdate().isoformat(), "manier": "gesprek"}
    antwoord_ = client.post(reverse("zaak_later", args=[zaak.pk]), velden)
    assert antwoord_.status_code == 422
    assert "minstens twee weken" in antwoord_.text
    assert not Gebeurtenis.objects.exists()


def test_other_outcomes_and_who_was_put_on_the_list_see_no_form(jo):
    client = Client()
    client.force_login(jo)
    zaak = dicht(jo, uitkomst=Zaak.Uitkomst.VERHUISD)
    assert 'id="later"' not in client.get(reverse("zaak", args=[zaak.pk])).text
    zaak = dicht(jo)
    nooitmeer.zet_op_de_lijst(zaak, door=jo, nu=NU)
    assert 'id="later"' not in client.get(reverse("zaak", args=[zaak.pk])).text
