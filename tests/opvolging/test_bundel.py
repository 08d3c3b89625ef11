"""One mail of reminders for each person in each run: what it says.

Who gets which reminder is in test_herinneringen, that it stays true in test_bundel_onderweg.
"""

from datetime import timedelta

import pytest

from opvolging import bijstellen, herinneringspost
from tests import bouwers
from tests.bouwers import NU
from tests.opvolging.bundel import GRENS, STREEF, klok, pak_op, verstuur

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gemeente():
    return bouwers.gemeente_met_teamleider()


@pytest.fixture
def els(gemeente):
    return bouwers.gebruiker(email="els@voorbeeld.test")


def test_a_person_with_three_reminders_gets_one_mail_worst_first(gemeente, els):
    jong, oud = klok(gemeente, NU + timedelta(hours=24)), klok(gemeente)
    midden = klok(gemeente, NU + timedelta(hours=5))
    zaken = {termijn: pak_op(termijn, els) for termijn in (jong, midden, oud)}
    [brief] = verstuur(nu=GRENS)
    assert brief.to == ["els@voorbeeld.test"]
    assert brief.subject == "3 herinneringen, 1 te laat"
    plekken = [
        brief.body.index(f"{plaats}. zaak {zaken[termijn].pk} (melding {termijn.melding_id})")
        for plaats, termijn in enumerate((oud, midden, jong), start=1)
    ]
    assert plekken == sorted(plekken)
    assert brief.body.count("omdat u deze zaak behandelt") == 3
    assert brief.body.count("http") == 1
    assert "http://127.0.0.1:8000/werkvoorraad/" in brief.body


def test_every_person_gets_a_mail_of_their_own(gemeente, els):
    klok(gemeente)
    pak_op(klok(gemeente), els)
    assert [brief.to for brief in verstuur()] == [["els@voorbeeld.test"], ["team@voorbeeld.test"]]


@pytest.mark.parametrize(
    ("na", "onderwerp", "vraag"),
    [
        (timedelta(hours=23), "Wacht", "Het streven is vóór woensdag 16 september om 10:00 uur."),
        (timedelta(hours=24), "Vandaag doen", "Neem vandaag contact op."),
        (timedelta(hours=47), "Bijna te laat", "Neem nu contact op, of spreek af wie het doet."),
        (timedelta(hours=48), "Te laat", "De grens was donderdag 17 september om 10:00 uur."),
        (timedelta(hours=72), "Te laat", "Overleg met het team wat er nodig is."),
    ],
)
def test_a_mail_about_one_asks_what_the_clock_says_when_it_leaves(gemeente, na, onderwerp, vraag):
    termijn = klok(gemeente)
    [brief] = verstuur(nu=NU + na)
    assert brief.subject == f"{onderwerp}: melding {termijn.melding_id}"
    assert vraag in brief.body
    assert "Er is nog geen contact geweest." in brief.body
    assert "U krijgt dit omdat u" in brief.body


def test_no_mail_holds_anything_about_a_person(gemeente, els):
    termijn = klok(gemeente)
    pak_op(termijn, els)
    for rij in termijn.herinneringen.all():
        for brief in verstuur(nu=rij.gepland_op):
            assert "Janssen" not in f"{brief.subject} {brief.body}"
            assert els.naam not in f"{brief.subject} {brief.body}"


def test_a_mail_about_one_zaak_leads_to_it(gemeente, els):
    zaak = pak_op(klok(gemeente), els)
    [brief] = verstuur()
    assert f"http://127.0.0.1:8000/zaken/{zaak.pk}/" in brief.body
    assert f"zaak {zaak.pk} (melding" in brief.subject


def test_a_mail_about_two_meldingen_of_one_zaak_leads_to_it_too(gemeente, els):
    een, twee = klok(gemeente), klok(gemeente)
    zaak = bouwers.zaak(meldingen=[een.melding, twee.melding], behandelaar=els)
    for termijn in (een, twee):
        bijstellen.heradresseer(termijn.melding, aan=els)
    [brief] = verstuur()
    assert f"http://127.0.0.1:8000/zaken/{zaak.pk}/" in brief.body


def test_a_gemeente_with_its_own_host_name_gets_links_there(gemeente):
    gemeente.hostnaam = "signaalpunt.voorbeeld.test"
    gemeente.save()
    klok(gemeente)
    assert "https://signaalpunt.voorbeeld.test/werkvoorraad/" in verstuur()[0].body


def test_whatever_looks_like_spam_is_one_line_at_the_end(gemeente):
    for _ in range(12):
        klok(gemeente, is_verdacht=True)
    echt = klok(gemeente, NU + timedelta(hours=2))
    [brief] = verstuur(nu=STREEF)
    assert brief.subject == "2 herinneringen"
    spam = brief.body.index("2. 12 meldingen\nDeze lijken op spam.")
    assert brief.body.index(f"1. melding {echt.melding_id}\n") < spam


def test_one_melding_that_looks_like_spam_is_named(gemeente):
    termijn = klok(gemeente, is_verdacht=True)
    [brief] = verstuur(nu=STREEF)
    assert brief.subject == f"Kijk even: melding {termijn.melding_id}"
    assert "Deze lijkt op spam." in brief.body


def test_a_thousand_suspicious_meldingen_are_one_short_mail(gemeente):
    for _ in range(60):
        klok(gemeente, is_verdacht=True)
    [brief] = verstuur()
    assert brief.subject == "Kijk even: 60 meldingen"
    assert len(brief.body) < 600


def test_what_was_taken_up_does_not_count_as_spam_any_more(gemeente, els):
    zaak = pak_op(klok(gemeente, is_verdacht=True), els)
    [brief] = verstuur()
    assert brief.subject.startswith(f"Vandaag doen: zaak {zaak.pk}")


def test_a_long_mail_says_the_worst_and_counts_the_others(gemeente):
    termijnen = [klok(gemeente, NU + timedelta(seconds=nummer)) for nummer in range(30)]
    [brief] = verstuur(nu=STREEF + timedelta(minutes=1))
    assert brief.subject == "30 herinneringen"
    assert brief.body.count("Neem vandaag contact op.") == herinneringspost.VOLUIT
    for nummer, termijn in enumerate(termijnen):
        voluit = f". melding {termijn.melding_id}\n" in brief.body
        assert voluit == (nummer < herinneringspost.VOLUIT)
    assert "En nog 5 andere. U vindt ze op de werkvoorraad." in brief.body


def test_of_who_wants_no_contact_only_advice_to_the_melder_is_asked(gemeente, els):
    wil_niet = {"deur": "iemand_anders", "weet_ervan": "ja_niet_akkoord"}
    klok(gemeente, **wil_niet)
    pak_op(klok(gemeente, **wil_niet), els)
    pak_op(klok(gemeente), els)
    naar_els, naar_team = verstuur()
    assert naar_els.body.count("Geef de melder advies") == 1
    assert naar_els.body.count("Neem vandaag contact op.") == 1
    assert "De persoon zelf wil geen contact." in naar_team.body
    assert "contact op" not in naar_team.body
