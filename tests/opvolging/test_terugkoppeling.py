import pytest
from django.urls import reverse

from meldingen.models import Melding
from meldingen.volgcode import volgcode
from opvolging.afsluiten import sluit_af
from opvolging.contact import leg_vast
from opvolging.models import Contact, Zaak
from opvolging.triage import pak_op, voeg_toe
from signaalpunt.models import Bericht
from signaalpunt.post import stel_op
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db
# What was held back, in one go.
ALSNOG = [("bevestiging", "buur@voorbeeld.test"), ("opgepakt", "buur@voorbeeld.test")]


def _melding(**velden) -> Melding:
    melding = bouwers.melding(**{"terugkoppeling": "email"} | velden)
    bouwers.melder(melding=melding, email="buur@voorbeeld.test")
    return melding


def _berichten() -> list[tuple[str, str]]:
    return [(bericht.soort, bericht.aan) for bericht in Bericht.objects.order_by("pk")]


def test_who_asked_for_it_hears_opgepakt_once_and_later_afgerond():
    melding, jo = _melding(), bouwers.gebruiker()
    for _ in range(2):
        zaak = pak_op(melding, door=jo, nu=NU)
    assert _berichten() == [("opgepakt", "buur@voorbeeld.test")]
    sluit_af(zaak, uitkomst=Zaak.Uitkomst.VERHUISD, door=jo, nu=NU)
    assert _berichten()[1:] == [("afgerond", "buur@voorbeeld.test")]


def test_a_melding_that_joins_a_zaak_is_opgepakt_too():
    zaak = bouwers.zaak()
    voeg_toe(_melding(), zaak=zaak, door=zaak.behandelaar, nu=NU)
    assert _berichten() == [("opgepakt", "buur@voorbeeld.test")]


def test_who_wrote_for_themselves_hears_opgepakt_only():
    jo = bouwers.gebruiker()
    melding = bouwers.melding(
        deur="mijzelf", terugkoppeling="email", betrokkene_email="ik@voorbeeld.test"
    )
    zaak = pak_op(melding, door=jo, nu=NU)
    sluit_af(zaak, uitkomst=Zaak.Uitkomst.VERHUISD, door=jo, nu=NU)
    assert _berichten() == [("opgepakt", "ik@voorbeeld.test")]


@pytest.mark.parametrize(
    "velden", [{"terugkoppeling": "code"}, {"terugkoppeling": ""}, {"is_verdacht": True}]
)
def test_nobody_else_gets_a_mail_at_oppakken(velden):
    pak_op(_melding(**velden), door=bouwers.gebruiker(), nu=NU)
    assert _berichten() == []


def test_without_a_melder_there_is_no_address():
    pak_op(bouwers.melding(terugkoppeling="email"), door=bouwers.gebruiker(), nu=NU)
    assert _berichten() == []


@pytest.mark.parametrize(
    "uitkomst",
    [Zaak.Uitkomst.OVERLEDEN, Zaak.Uitkomst.GEEN_MELDING, Zaak.Uitkomst.DUBBEL],
)
def test_after_some_outcomes_silence_is_better(uitkomst):
    zaak = bouwers.zaak(meldingen=[_melding()])
    sluit_af(zaak, uitkomst=uitkomst, door=zaak.behandelaar, nu=NU)
    assert _berichten() == []


@pytest.mark.parametrize("soort", ["opgepakt", "afgerond"])
def test_the_mail_says_what_it_may_and_nothing_about_the_person(soort):
    jo, melding = bouwers.gebruiker(), _melding(betrokkene_naam="Mevrouw Geheim")
    zaak = pak_op(melding, door=jo, nu=NU)
    sluit_af(zaak, uitkomst=Zaak.Uitkomst.VERHUISD, door=jo, nu=NU)
    mail = stel_op(Bericht.objects.get(soort=soort))
    assert mail.subject == f"Wij hebben uw bericht {soort}"
    assert "043 000 00 00" in mail.body
    assert "Geheim" not in mail.body
    assert "verhuisd" not in mail.body


def test_what_looked_like_spam_is_opgepakt_by_mail_once_somebody_tries_to_call():
    jo, melding = bouwers.gebruiker(), _melding(is_verdacht=True)
    zaak = pak_op(melding, door=jo, nu=NU)
    for _ in range(2):
        leg_vast(zaak, wijze=Contact.Wijze.TELEFOON, is_bereikt=False, door=jo, nu=NU)
    assert _berichten() == ALSNOG
    assert volgcode(melding.sleutel) in Bericht.objects.get(soort="bevestiging").gegevens
    sluit_af(zaak, uitkomst=Zaak.Uitkomst.NIET_BEREIKT, door=jo, nu=NU)
    assert _berichten()[2:] == [("afgerond", "buur@voorbeeld.test")]


def test_what_looked_like_spam_and_joins_people_who_are_called_is_opgepakt_too():
    zaak = bouwers.contact().zaak
    voeg_toe(_melding(is_verdacht=True), zaak=zaak, door=zaak.behandelaar, nu=NU)
    assert _berichten() == ALSNOG


def test_the_page_of_what_looks_like_spam_says_that_the_mail_waits(client, maastricht):
    jo = bouwers.gebruiker()
    zaak = pak_op(_melding(is_verdacht=True), door=jo, nu=NU)
    client.force_login(jo)
    tekst = client.get(reverse("zaak", args=[zaak.pk])).text
    assert "Daarvan is nog niets verstuurd, ook de volgcode niet." in tekst


@pytest.mark.parametrize("velden", [{"terugkoppeling": "code"}, {"terugkoppeling": ""}])
def test_who_asked_for_no_mail_gets_none_afterwards_either(velden):
    zaak = pak_op(_melding(is_verdacht=True, **velden), door=bouwers.gebruiker(), nu=NU)
    leg_vast(zaak, wijze=Contact.Wijze.TELEFOON, is_bereikt=True, door=zaak.behandelaar, nu=NU)
    assert _berichten() == []


@pytest.mark.parametrize("uitkomst", [Zaak.Uitkomst.VERHUISD, Zaak.Uitkomst.NIET_TERECHT])
def test_what_looked_like_spam_and_was_never_accepted_gets_no_mail_at_all(uitkomst):
    jo, melding = bouwers.gebruiker(), _melding(is_verdacht=True)
    zaak = pak_op(melding, door=jo, nu=NU)
    sluit_af(zaak, uitkomst=uitkomst, door=jo, nu=NU)
    assert _berichten() == []


def test_who_took_it_back_hears_nothing_more():
    jo, melding = bouwers.gebruiker(), _melding()
    bouwers.aanvulling(melding=melding, soort="intrekking")
    zaak = pak_op(melding, door=jo, nu=NU)
    sluit_af(zaak, uitkomst=Zaak.Uitkomst.VERHUISD, door=jo, nu=NU)
    assert _berichten() == []
