"""The rehearsal counts what would have been late and who would have got mail, and sends nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging import klokken, pauzeren, proefdraai
from opvolging.klokkensoorten import SOORTEN
from opvolging.kloksoort import Duur
from opvolging.ladder import Ontvanger
from opvolging.models import Herinnering, Pauze, Termijn
from opvolging.proefdraai import Mails, Opzet
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU
from tests.opvolging.ladderrijen import ladderrijen

pytestmark = pytest.mark.django_db
SOORT = Termijn.Soort.EERSTE_CONTACT
DEZE = SOORTEN[SOORT]
STANDAARD = DEZE.ladder.stappen
KORT = (STANDAARD[2], STANDAARD[3].voor(Ontvanger.TEAMLEIDER))
LANGER = Opzet(replace(DEZE, grens=Duur(uren=96)), STANDAARD)
LEIDER = "Fatima el Amrani"


@pytest.fixture
def gemeente():
    gemeente = bouwers.gemeente()
    gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR, naam=LEIDER)
    gemeente.save()
    return gemeente


def proef(gemeente, nu, voorstel=None):
    return proefdraai.proefdraai(
        gemeente, huidig={SOORT: Opzet(DEZE, STANDAARD)},
        voorstel={SOORT: voorstel or Opzet(DEZE, KORT)}, nu=nu,
    )  # fmt: skip


def test_it_compares_two_ladders_on_the_clocks_that_ran(gemeente):
    opgelost = klokken.start(bouwers.melding(), nu=NU)
    zaak = bouwers.zaak(meldingen=[opgelost.melding], behandelaar=bouwers.gebruiker(naam="Els"))
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=NU + timedelta(hours=30))
    klokken.start(bouwers.melding(), nu=NU)  # nobody ever called
    uitslag = proef(gemeente, NU + timedelta(days=4))
    assert (uitslag.alle, uitslag.te_laat_nu, uitslag.te_laat_dan) == (2, 1, 1)
    # Els had two; the team the four of the other; the teamleider one, and one each working day
    assert uitslag.mails == [Mails("het team", 4, 1), Mails("Els", 2, 0), Mails(LEIDER, 1, 2)]
    assert not Herinnering.objects.filter(status="verzonden").exists()


def test_another_rule_changes_who_is_late(gemeente):
    klok = klokken.start(bouwers.melding(), nu=NU)
    zaak = bouwers.zaak(meldingen=[klok.melding])
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=NU + timedelta(hours=50))
    uitslag = proef(gemeente, NU + timedelta(days=10), LANGER)
    assert (uitslag.te_laat_nu, uitslag.te_laat_dan) == (1, 0)


def test_what_is_due_for_one_person_at_one_moment_is_one_mail(gemeente):
    for _ in range(3):
        klokken.start(bouwers.melding(), nu=NU)
    assert proef(gemeente, NU + timedelta(hours=25)).mails == [Mails("het team", 2, 0)]


def test_the_plaatsvervanger_gets_it_from_oppakken_on_and_until_then_the_teamleider(gemeente):
    klok = klokken.start(bouwers.melding(), nu=NU)
    els = bouwers.gebruiker(plaatsvervanger=bouwers.gebruiker(naam="Jan"))
    bouwers.zaak(meldingen=[klok.melding], behandelaar=els, opgepakt_op=NU + timedelta(hours=30))
    stappen = tuple(stap.voor(Ontvanger.PLAATSVERVANGER) for stap in STANDAARD)
    mails = proef(gemeente, NU + timedelta(hours=49), Opzet(DEZE, stappen)).mails
    assert {mail.aan: mail.dan for mail in mails if mail.dan} == {LEIDER: 2, "Jan": 2}


def test_steps_that_fall_together_are_one_and_a_pause_counts(gemeente):
    melding = bouwers.melding()
    klokken.start(melding, nu=NU)
    zaak = bouwers.zaak(meldingen=[melding], behandelaar=bouwers.gebruiker(naam="Els"))
    pauzeren.pauzeer(
        zaak,
        reden=Pauze.Reden.WEG,
        tot_en_met=NU.date() + timedelta(days=20),
        door=zaak.behandelaar,
        nu=NU,
    )
    assert proef(gemeente, NU + timedelta(days=10)).mails == []
    assert proef(gemeente, NU + timedelta(days=40)).mails[0] == Mails("Els", 4, 1)


def test_what_is_long_over_or_of_a_neighbour_does_not_count(gemeente):
    klok = klokken.start(bouwers.melding(), nu=NU)
    klokken.start(bouwers.melding(gemeente=bouwers.gemeente(code="GM9999")), nu=NU)
    assert proef(gemeente, NU + timedelta(days=1)).alle == 1
    assert proef(gemeente, NU + timedelta(days=91)).alle == 1  # it still runs
    zaak = bouwers.zaak(meldingen=[klok.melding])
    klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=NU + timedelta(hours=1))
    assert proef(gemeente, NU + timedelta(days=91)).alle == 0


@pytest.mark.parametrize("aantal", [1, 5])
def test_three_queries_for_any_number_of_clocks(gemeente, aantal, django_assert_num_queries):
    for _ in range(aantal):
        bouwers.zaak(meldingen=[klokken.start(bouwers.melding(), nu=NU).melding])
    with django_assert_num_queries(3):  # the clocks, their pauses, how many there are
        proef(gemeente, NU + timedelta(days=3))


def test_of_more_than_it_counts_it_says_so(client, monkeypatch):
    monkeypatch.setattr(proefdraai, "HOOGSTENS", 2)
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER))
    for _ in range(3):
        klokken.start(bouwers.melding(ontvangen_op=timezone.now()), nu=timezone.now())
    tekst = client.post(reverse("ladder"), ladderrijen(STANDAARD[3])).content.decode()
    assert "Er liepen 3 klokken. Gerekend is met de nieuwste 2." in tekst


@pytest.mark.parametrize(
    ("pagina", "velden"),
    [
        ("ladder", ladderrijen(STANDAARD[3])),
        ("klokregel", {"versie": 1, "streef": 30, "grens": 60, "telling": "klokuren"}),
    ],
)
def test_the_page_shows_it_with_a_proposal(client, pagina, velden):
    client.force_login(bouwers.gebruiker(Rol.BEHEERDER))

    def tekst() -> str:
        inhoud: str = client.post(reverse(pagina), velden).content.decode()
        return inhoud

    assert "Er valt niets te vergelijken." in tekst()
    klokken.start(bouwers.melding(ontvangen_op=timezone.now()), nu=timezone.now())
    assert "Er liepen 1 klok." in tekst()
    assert "Op de laatste 90 dagen" not in client.get(reverse(pagina)).content.decode()
