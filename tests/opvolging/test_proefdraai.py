"""The rehearsal counts what would have left, and sends nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging import klokken, pauzeren
from opvolging.klokkensoorten import SOORTEN
from opvolging.ladder import Ontvanger
from opvolging.models import Herinnering, Pauze, Termijn
from opvolging.proefdraai import Berichten, proefdraai
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.opvolging.ladderrijen import ladderrijen

pytestmark = pytest.mark.django_db
SOORT = Termijn.Soort.EERSTE_CONTACT
STANDAARD = SOORTEN[SOORT].ladder.stappen
KORT = (STANDAARD[2], STANDAARD[3].voor(Ontvanger.TEAMLEIDER))


def proef(nu, voorstel=KORT):
    return proefdraai(bouwers.gemeente(), soort=SOORT, huidig=STANDAARD, voorstel=voorstel, nu=nu)


def test_it_compares_two_ladders_on_the_clocks_that_ran():
    opgelost = klokken.start(bouwers.melding(), nu=NU)
    zaak = bouwers.zaak(meldingen=[opgelost.melding])
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=NU + timedelta(hours=30))
    klokken.start(bouwers.melding(), nu=NU)  # nobody ever called
    uitslag = proef(NU + timedelta(days=10))
    assert (uitslag.klokken, uitslag.te_laat) == (2, 1)
    assert uitslag.nu == Berichten(team=2 + 4, plaatsvervanger=0, teamleider=1)
    assert uitslag.dan == Berichten(team=1, plaatsvervanger=0, teamleider=1)
    assert not Herinnering.objects.filter(status="verzonden").exists()


def test_steps_that_fall_together_are_one_and_a_pause_counts():
    melding = bouwers.melding()
    klokken.start(melding, nu=NU)
    zaak = bouwers.zaak(meldingen=[melding])
    pauzeren.pauzeer(
        zaak,
        reden=Pauze.Reden.WEG,
        tot_en_met=NU.date() + timedelta(days=20),
        door=zaak.behandelaar,
        nu=NU,
    )
    assert proef(NU + timedelta(days=10)).nu == Berichten(0, 0, 0)
    assert proef(NU + timedelta(days=40)).nu == Berichten(4, 0, 1)


def test_what_is_long_ago_or_of_a_neighbour_does_not_count():
    klokken.start(bouwers.melding(), nu=NU)
    klokken.start(bouwers.melding(gemeente=bouwers.gemeente(code="GM9999")), nu=NU)
    assert proef(NU + timedelta(days=1)).klokken == 1
    assert proef(NU + timedelta(days=91)).klokken == 0


@pytest.mark.parametrize("aantal", [1, 5])
def test_three_queries_for_any_number_of_clocks(aantal, django_assert_num_queries):
    for _ in range(aantal):
        klokken.start(bouwers.melding(), nu=NU)
    bouwers.gemeente()
    with django_assert_num_queries(3):  # the gemeente, the clocks, their pauses
        proef(NU + timedelta(days=1))


def test_the_page_shows_it_with_a_proposal(client):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER))
    velden = ladderrijen(STANDAARD[3])

    def tekst() -> str:
        inhoud: str = client.post(reverse("ladder"), velden).content.decode()
        return inhoud

    assert "Er valt niets te vergelijken." in tekst()
    klokken.start(bouwers.melding(ontvangen_op=timezone.now()), nu=timezone.now())
    assert "Begonnen klokken: 1." in tekst()
    assert "Op de laatste 90 dagen" not in client.get(reverse("ladder")).content.decode()
