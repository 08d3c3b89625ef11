"""Clocks beside contact: trying again, an offer without an answer, a VOG that expires."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from opvolging import afsluiten, contact, herinneringen, koppelen, triage
from opvolging.aanmelden import wijzig_maatje
from opvolging.models import Contact, Maatje, Termijn, Zaak
from opvolging.ooktedoen import ook_te_doen
from signaalpunt import post
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Amsterdam")
Soort = Termijn.Soort
MORGEN = datetime(2026, 9, 16, 14, tzinfo=ZONE)


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo", email="jo@voorbeeld.test")


@pytest.fixture
def zaak(jo):
    return bouwers.zaak(behandelaar=jo)


def probeer(zaak, *, nu=NU, opnieuw_op=None, is_bereikt=False, **velden):
    wijze = Contact.Wijze.TELEFOON
    return contact.leg_vast(
        zaak,
        wijze=wijze,
        is_bereikt=is_bereikt,
        opnieuw_op=opnieuw_op,
        door=zaak.behandelaar,
        nu=nu,
        **velden,
    )


def klok(soort: Soort) -> Termijn:
    return Termijn.objects.filter(soort=soort).latest("pk")


def test_a_moment_to_try_again_is_a_clock_for_who_has_the_zaak(zaak, jo):
    probeer(zaak, opnieuw_op=MORGEN)
    deze = klok(Soort.OPNIEUW)
    assert (deze.zaak, deze.streef_op) == (zaak, MORGEN)
    assert deze.grens_op == MORGEN + timedelta(days=1)
    assert set(deze.herinneringen.values_list("gebruiker", "gepland_op")) == {
        (jo.pk, MORGEN),
        (jo.pk, MORGEN + timedelta(days=1)),
    }
    assert deze.uitleg == (
        "Streefmoment: De datum is woensdag 16 september 2026 om 14:00. Grens: De datum is "
        "woensdag 16 september 2026 om 14:00. Een werkdag later is donderdag 17 september 2026 "
        "om 14:00."
    )


def test_an_attempt_without_a_moment_starts_nothing(zaak):
    probeer(zaak)
    assert not Termijn.objects.filter(soort=Soort.OPNIEUW).exists()


@pytest.mark.parametrize("is_bereikt", [True, False])
def test_the_next_attempt_or_contact_stops_it(zaak, is_bereikt):
    probeer(zaak, opnieuw_op=MORGEN)
    probeer(zaak, nu=NU + timedelta(hours=3), is_bereikt=is_bereikt)
    assert klok(Soort.OPNIEUW).stopreden == ("contact" if is_bereikt else "poging")


def test_another_moment_is_another_clock(zaak):
    probeer(zaak, opnieuw_op=MORGEN)
    probeer(zaak, nu=NU + timedelta(hours=1), opnieuw_op=MORGEN + timedelta(days=2))
    lopend = Termijn.objects.lopend().get(soort=Soort.OPNIEUW)
    assert lopend.streef_op == MORGEN + timedelta(days=2)


def test_closing_stops_it(zaak, jo):
    probeer(zaak, opnieuw_op=MORGEN)
    afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst.NIET_BEREIKT, door=jo, nu=NU)
    assert klok(Soort.OPNIEUW).stopreden == "afgesloten"


def test_a_zaak_that_changes_hands_takes_it_along(zaak, jo):
    probeer(zaak, opnieuw_op=MORGEN)
    els = bouwers.gebruiker(naam="Els")
    triage.draag_over(zaak, aan=els, door=jo, nu=NU)
    assert set(klok(Soort.OPNIEUW).herinneringen.values_list("gebruiker", flat=True)) == {els.pk}


def test_at_the_moment_who_has_the_zaak_hears_it_with_its_number_only(zaak, jo):
    probeer(zaak, opnieuw_op=MORGEN)
    herinneringen.verzend(nu=MORGEN)
    post.verstuur(nu=MORGEN)
    [brief] = [b for b in mail.outbox if "opnieuw proberen" in str(b.body)]
    assert brief.to == ["jo@voorbeeld.test"]
    assert f"zaak {zaak.pk}" in brief.subject
    assert "Janssen" not in str(brief.body)


@pytest.fixture
def voorstel(jo):
    deelnemer, maatje = bouwers.deelnemer(), bouwers.maatje()
    Zaak.objects.update(behandelaar=jo)
    deelnemer.zaak.refresh_from_db()
    return koppelen.stel_voor(deelnemer, maatje, door=jo, nu=NU)


def test_an_offer_waits_a_week_for_an_answer(voorstel, jo):
    deze = klok(Soort.ANTWOORD)
    assert deze.koppeling == voorstel
    assert deze.grens_op == NU + timedelta(days=7)
    assert list(deze.herinneringen.values_list("stap", "ontvanger", "gebruiker")) == [
        (4, "behandelaar", jo.pk),
        (5, "teamleider", None),
    ]


@pytest.mark.parametrize(
    ("act", "reden"),
    [(koppelen.accepteer, "antwoord"), (koppelen.sla_af, "antwoord"), (koppelen.trek_in, None)],
)
def test_an_answer_or_taking_it_back_stops_the_wait(voorstel, act, reden):
    act(voorstel, door=voorstel.maatje.gebruiker, nu=NU + timedelta(days=1))
    deze = klok(Soort.ANTWOORD)
    assert deze.stopreden == (reden or "ingetrokken")
    assert deze.aantal_minuten_klok == 24 * 60


def vog_tot(tot: date | None, nu: datetime = NU, **velden) -> Maatje:
    maatje = Maatje.objects.first() or bouwers.maatje()
    maatje.vog_geldig_tot = tot
    for veld, waarde in velden.items():
        setattr(maatje, veld, waarde)
    wijzig_maatje(maatje, nu=nu)
    return maatje


def test_a_vog_warns_eight_and_four_weeks_before(jo):
    vog_tot(date(2027, 1, 1))
    deze = klok(Soort.VOG)
    assert deze.grens_op == datetime(2027, 1, 1, 23, 59, tzinfo=ZONE)
    assert list(deze.herinneringen.values_list("stap", "ontvanger", "gepland_op")) == [
        (2, "team", datetime(2026, 11, 9, 9, tzinfo=ZONE)),  # eight weeks is a Friday night
        (3, "team", datetime(2026, 12, 7, 9, tzinfo=ZONE)),
        (4, "team", datetime(2027, 1, 4, 9, tzinfo=ZONE)),
    ]


def test_the_same_vog_is_the_same_clock_and_a_new_one_another():
    vog_tot(date(2027, 1, 1))
    eerste = klok(Soort.VOG)
    vog_tot(date(2027, 1, 1), nu=NU + timedelta(days=3))
    assert Termijn.objects.get(soort=Soort.VOG) == eerste
    vog_tot(date(2030, 1, 1), nu=NU + timedelta(days=4))
    eerste.refresh_from_db()
    assert eerste.stopreden == "vernieuwd"
    assert klok(Soort.VOG).grens_op.year == 2030


@pytest.mark.parametrize(
    "velden", [{"tot": None}, {"tot": date(2027, 1, 1), "inzet": Maatje.Inzet.GESTOPT}]
)
def test_who_stops_or_has_no_vog_is_not_watched(velden):
    vog_tot(date(2027, 1, 1))
    vog_tot(**velden)
    assert klok(Soort.VOG).stopreden == "gestopt"


def test_what_must_be_done_has_a_line_and_what_can_wait_has_none(jo, voorstel):
    vog_tot(date(2027, 1, 1))
    assert ook_te_doen(jo, nu=NU + timedelta(days=3)) == []
    [regel] = ook_te_doen(jo, nu=NU + timedelta(days=4))
    assert regel.adres == reverse("koppeling", args=[voorstel.pk])
    assert (regel.wie, regel.vraag) == (
        "Bertha en Vera Voorbeeld",
        "Het maatje heeft nog niet geantwoord op het voorstel. Bel het maatje.",
    )
    regels = ook_te_doen(jo, nu=datetime(2027, 1, 2, 9, tzinfo=ZONE))
    assert [r.stand.ernst for r in regels] == ["laat", "laat"]
    assert regels[1].vraag.startswith("De VOG van dit maatje verloopt. De VOG is verlopen.")


def test_only_the_team_of_the_gemeente_sees_the_lines(voorstel):
    nu = NU + timedelta(days=30)
    buur = bouwers.gemeente(code="GM9999")
    assert ook_te_doen(bouwers.gebruiker(gemeente=buur), nu=nu) == []
    assert ook_te_doen(bouwers.gebruiker(Rol.BEHEERDER), nu=nu) == []
    assert ook_te_doen(voorstel.maatje.gebruiker, nu=nu) == []


@pytest.mark.parametrize("aantal", [1, 12])
def test_the_page_costs_one_query_more_when_there_is_something(
    client, jo, aantal, django_assert_max_num_queries
):
    for _ in range(aantal):
        bouwers.termijn_op(maatje=bouwers.maatje(), soort="vog", streef_op=NU, grens_op=NU)
    client.force_login(jo)
    client.get(reverse("werkvoorraad"))
    with django_assert_max_num_queries(9):
        pagina = client.get(reverse("werkvoorraad")).content.decode()
    assert pagina.count("Vera Voorbeeld</a>") == aantal


def test_no_query_more_when_there_is_nothing(client, jo, django_assert_max_num_queries):
    client.force_login(jo)
    client.get(reverse("werkvoorraad"))
    with django_assert_max_num_queries(8):
        assert "Ook te doen" not in client.get(reverse("werkvoorraad")).content.decode()


def test_the_top_of_the_page_says_how_many_of_these_are_late(client, jo):
    for dagen in (400, 3):
        grens = timezone.now() + timedelta(days=dagen - 200)
        bouwers.termijn_op(maatje=bouwers.maatje(), soort="vog", streef_op=NU, grens_op=grens)
    client.force_login(jo)
    pagina = client.get(reverse("werkvoorraad")).text
    assert '1 te laat</span> bij <a href="#ook-te-doen">Ook te doen</a>' in pagina
    assert "ook wat niet bij uw filter past" not in pagina
    assert (
        "ook wat niet bij uw filter past"
        in client.get(reverse("werkvoorraad"), {"wie": "mij"}).text
    )
