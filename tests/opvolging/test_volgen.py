"""The page behind the volgcode: three words for who has it, one answer for who has not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from meldingen.volgcode import volgcode
from opvolging.kalender import maanden_later
from opvolging.models import Zaak
from opvolging.views import volgen
from opvolging.views.koek import Koek
from opvolging.volgen import is_verlopen
from signaalpunt.models import Gemeente
from tests import bouwers
from tests.bouwers import NU

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maastricht")]


@pytest.fixture
def net_afgesloten():
    """Closed today, so that the code still lives whenever this test runs."""
    return {"status": "afgesloten", "uitkomst": "advies", "afgesloten_op": timezone.now()}


@pytest.fixture
def melding():
    return bouwers.melding_met_code()


def vraag(client, code):
    return client.post("/volgen/", {"code": code}, follow=True)


def stand(client, melding):
    return vraag(client, volgcode(melding.sleutel)).context["stand"].stand


def test_the_page_asks_for_a_code(client):
    assert client.get("/volgen/").status_code == 200


def test_an_english_page_says_in_english_when_to_call(client, melding):
    Gemeente.objects.update(bereikbaar="op dinsdag", bereikbaar_en="on Tuesdays")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for pagina in (client.get("/volgen/"), vraag(client, volgcode(melding.sleutel))):
        assert "on Tuesdays" in pagina.content.decode()
        assert "op dinsdag" not in pagina.content.decode()


def test_a_new_melding_is_ontvangen(client, melding):
    antwoord = vraag(client, volgcode(melding.sleutel).lower())
    assert antwoord.status_code == 200
    assert antwoord.context["stand"].stand == "ontvangen"
    assert "15 september 2026" in antwoord.content.decode()
    assert "Janssen" not in antwoord.content.decode()


@pytest.mark.parametrize("status", [Zaak.Status.OPGEPAKT, Zaak.Status.CONTACT_GELEGD])
def test_what_somebody_works_on_is_opgepakt_since_that_day(client, melding, status):
    bouwers.zaak(meldingen=[melding], status=status, opgepakt_op=NU + timedelta(days=2))
    antwoord = vraag(client, volgcode(melding.sleutel))
    assert antwoord.context["stand"].stand == "opgepakt"
    assert "17 september 2026" in antwoord.content.decode()


def test_a_melding_that_was_joined_is_not_opgepakt_before_it_came(client, melding):
    bouwers.zaak(meldingen=[melding], opgepakt_op=NU - timedelta(days=40))
    antwoord = vraag(client, volgcode(melding.sleutel))
    assert antwoord.context["stand"].opgepakt_op == NU


@pytest.mark.parametrize("uitkomst", [Zaak.Uitkomst.MAATJE, Zaak.Uitkomst.WIL_GEEN_HULP])
def test_afgerond_never_tells_how(client, melding, net_afgesloten, uitkomst):
    bouwers.zaak(meldingen=[melding], **net_afgesloten | {"uitkomst": uitkomst})
    antwoord = vraag(client, volgcode(melding.sleutel))
    assert antwoord.context["stand"].stand == "afgerond"
    assert uitkomst.label not in antwoord.content.decode()


def test_after_closing_the_code_lives_for_the_term_of_the_gemeente_and_not_longer(
    client, melding, monkeypatch
):
    bouwers.zaak(meldingen=[melding], status="afgesloten", uitkomst="advies", afgesloten_op=NU)
    melding.gemeente.volgcode_maanden = 2
    melding.gemeente.save()
    einde = datetime(2026, 11, 15, 9, 0, tzinfo=UTC)  # the same wall time, in winter
    monkeypatch.setattr(timezone, "now", lambda: einde - timedelta(seconds=1))
    assert stand(client, melding) == "afgerond"
    monkeypatch.setattr(timezone, "now", lambda: einde)
    assert "Deze code vinden wij niet" in vraag(client, volgcode(melding.sleutel)).text
    assert "stand" not in client.get("/volgen/").context  # nor for who was still looking


def test_a_code_of_what_nobody_took_up_dies_the_same_term_after_it_came_in(melding):
    melding.gemeente.volgcode_maanden = 2
    einde = datetime(2026, 11, 15, 9, 0, tzinfo=UTC)
    assert not is_verlopen(melding, einde - timedelta(seconds=1))
    assert is_verlopen(melding, einde)


def test_a_code_lives_as_long_as_somebody_works_on_it(melding):
    bouwers.zaak(meldingen=[melding])
    assert not is_verlopen(melding, NU + timedelta(days=2000))


EINDE_VAN_DE_DAG = datetime(2026, 2, 28, 22, 59, 59, 999_999, tzinfo=UTC)  # in winter


@pytest.mark.parametrize(
    ("begin", "aantal", "einde"),
    [
        (datetime(2026, 1, 28, 12, tzinfo=UTC), 1, datetime(2026, 2, 28, 12, tzinfo=UTC)),
        (datetime(2026, 1, 31, 12, tzinfo=UTC), 1, EINDE_VAN_DE_DAG.replace(2026, 2, 28)),
        (datetime(2027, 11, 30, 12, tzinfo=UTC), 3, EINDE_VAN_DE_DAG.replace(2028, 2, 29)),
        (datetime(2026, 12, 5, 12, tzinfo=UTC), 12, datetime(2027, 12, 5, 12, tzinfo=UTC)),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), 0, datetime(2026, 3, 1, 12, tzinfo=UTC)),
    ],
)
def test_months_end_where_the_calendar_says(begin, aantal, einde):
    assert maanden_later(begin, aantal) == einde


def test_who_typed_the_code_stays_on_the_page_without_it_in_the_address_or_a_session(
    client, melding
):
    code = volgcode(melding.sleutel)
    antwoord = client.post("/volgen/", {"code": code})
    koek = antwoord.cookies["volgen"]
    assert antwoord.url == "/volgen/"
    assert code not in koek.value
    assert koek["httponly"]
    assert koek["path"] == "/volgen/"
    pagina = client.get("/volgen/")
    assert pagina.context["stand"].stand == "ontvangen"
    assert code not in pagina.text
    assert "no-store" in pagina["Cache-Control"]
    assert not Session.objects.exists()


def test_klaar_forgets_the_code(client, melding):
    vraag(client, volgcode(melding.sleutel))
    assert "stand" not in client.post("/volgen/klaar/", follow=True).context


def test_after_three_quarters_of_an_hour_the_code_is_asked_again(client, melding, monkeypatch):
    vraag(client, volgcode(melding.sleutel))
    monkeypatch.setattr(volgen, "KOEK", Koek("volgen", timedelta(0)))
    assert "stand" not in client.get("/volgen/").context


@pytest.mark.parametrize("koek", ["", "verzonnen", "1.AAAA", "9.AAAA", "1.é", "." * 4000])
def test_a_cookie_that_is_not_ours_shows_nothing(client, koek):
    client.cookies["volgen"] = koek
    assert "stand" not in client.get("/volgen/").context


@pytest.mark.parametrize("code", ["", "  "])
def test_no_code_is_asked_for_again_and_is_no_guess(client, melding, code):
    for _ in range(30):
        antwoord = vraag(client, code)
        assert antwoord.status_code == 422
        assert "Vul uw code in." in antwoord.text
    assert stand(client, melding) == "ontvangen"
