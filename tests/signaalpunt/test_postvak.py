import pytest
from django.core.mail import EmailMessage, get_connection
from pytest_django.asserts import assertContains

from signaalpunt import postvak
from tests import bouwers


@pytest.fixture(autouse=True)
def eigen_postvak(settings, tmp_path):
    settings.POSTVAK_DIR = tmp_path / "postvak"
    settings.EMAIL_BACKEND = "signaalpunt.postvak.PostvakBackend"


def stuur(onderwerp: str) -> int:
    mail = EmailMessage(onderwerp, "Wie belt mevrouw Köln vandaag?\n", to=["a@voorbeeld.test"])
    return get_connection().send_messages([mail])


def test_what_was_sent_can_be_read_newest_first():
    assert [stuur("eerste"), stuur("tweede")] == [1, 1]
    nieuwste, oudste = postvak.lees()
    assert (nieuwste.onderwerp, oudste.onderwerp) == ("tweede", "eerste")
    assert (oudste.aan, oudste.tekst.strip()) == (
        "a@voorbeeld.test",
        "Wie belt mevrouw Köln vandaag?",
    )
    assert nieuwste.op > oudste.op


def test_an_empty_postvak_has_no_mails():
    assert postvak.lees() == []


def test_the_oldest_mails_make_room(monkeypatch):
    monkeypatch.setattr(postvak, "BEWAREN", 2)
    for onderwerp in ("een", "twee", "drie"):
        stuur(onderwerp)
    assert [mail.onderwerp for mail in postvak.lees()] == ["drie", "twee"]


@pytest.mark.django_db
def test_the_page_shows_the_mails_of_a_demo(client):
    bouwers.gemeente()
    stuur("Wie belt er <vandaag>?")
    antwoord = client.get("/postvak/")
    assertContains(antwoord, "Wie belt er &lt;vandaag&gt;?")
    assertContains(antwoord, "Aan a@voorbeeld.test")


@pytest.mark.django_db
def test_an_empty_postvak_says_so(client):
    bouwers.gemeente()
    assertContains(client.get("/postvak/"), "nog geen e-mail")


@pytest.mark.django_db
def test_there_is_no_postvak_outside_a_demo(client, settings):
    settings.IS_DEMO = False
    stuur("geheim")
    assert client.get("/postvak/").status_code == 404
