"""Nothing in a web request talks to Redis, a mail server or anything else but PostgreSQL.

Every socket of Python refuses here, and remembers who tried: an attempt whose failure is caught
counts too. PostgreSQL is reached by a library in C, which does not notice.
"""

import socket
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.mail import send_mail
from django.test import Client
from django.urls import reverse
from kombu.exceptions import OperationalError

from meldingen import verzending
from meldingen.models import Melding
from opvolging.models import Deelnemer, Koppeling, Maatje, Termijn, Zaak
from signaalpunt import celery
from signaalpunt.models import Bericht, Gebruiker
from signaalpunt.rollen import Rol
from signaalpunt.tasks import verstuur_berichten
from tests import bouwers
from tests.antwoorden import ADRES, GENOEG, mens

pytestmark = pytest.mark.django_db

NERGENS = "onbereikbaar.invalid"
POST_VELD = {"mijzelf": "email", "iemand_anders": "melder_email", "professional": "melder_email"}


@pytest.fixture
def pogingen(monkeypatch, settings) -> list[str]:
    """The broker and the mail server are gone; whoever looks for them ends up in this list."""
    gezien: list[str] = []

    def weiger(naam: str):
        def weigering(*_args: object, **_kwargs: object):
            gezien.append(naam)
            raise ConnectionRefusedError(f"{naam} mag hier niet")

        return weigering

    for naam in ("connect", "connect_ex", "send", "sendall", "sendto"):
        monkeypatch.setattr(socket.socket, naam, weiger(naam))
    for naam in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, naam, weiger(naam))
    monkeypatch.setattr(celery.app.conf, "broker_url", f"redis://{NERGENS}:6379/0")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = NERGENS
    # Who fills in a form within a second looks like a robot, and gets no mail.
    monkeypatch.setattr(verzending, "MINSTENS", timedelta(seconds=-1))
    return gezien


@pytest.fixture
def buiten(pogingen) -> Iterator[None]:
    """Afterwards nobody tried anything."""
    yield
    assert pogingen == []


def _als(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def _verstuurd(client: Client, naam: str, velden: dict, **kwargs: int) -> None:
    """Posted, accepted, and the page behind it can be read."""
    antwoord = client.post(reverse(naam, kwargs=kwargs), velden)
    assert antwoord.status_code == 302, antwoord.content.decode()
    assert client.get(antwoord["Location"]).status_code == 200


def test_a_mail_and_a_task_do_not_get_out_and_are_seen(pogingen):
    with pytest.raises(ConnectionRefusedError):
        send_mail("proef", "proef", settings.DEFAULT_FROM_EMAIL, ["a@voorbeeld.test"])
    with pytest.raises(OperationalError):
        verstuur_berichten.apply_async(retry=False)
    assert {"create_connection", "connect"} <= set(pogingen)


@pytest.mark.usefixtures("maastricht", "buiten")
@pytest.mark.parametrize("deur", list(GENOEG))
def test_each_door_takes_a_melding_with_its_clock_and_its_mail(deur):
    velden = mens(deur, terugkoppeling="email", **{POST_VELD[deur]: "a@voorbeeld.test"})
    client = Client()
    antwoord = client.post(ADRES[deur], velden)
    assert antwoord.status_code == 302
    assert client.get(antwoord["Location"]).status_code == 200
    assert Termijn.objects.filter(melding=Melding.objects.get()).exists()
    assert Bericht.objects.get().soort == "bevestiging"


@pytest.mark.usefixtures("maastricht", "buiten")
def test_the_code_is_mailed_later_to_who_asks_for_it_on_the_page_of_thanks():
    client = Client()
    client.post(ADRES["mijzelf"], mens())
    _verstuurd(client, "bedankt_mail", {"email": "a@voorbeeld.test"})
    assert Bericht.objects.get().aan == "a@voorbeeld.test"


@pytest.mark.usefixtures("buiten")
def test_an_intake_on_the_phone_is_kept():
    velden = GENOEG["mijzelf"] | {"deur": "mijzelf", "kanaal": "telefoon", "vervolg": "zelf"}
    _verstuurd(_als(bouwers.gebruiker()), "intake", velden | {"sleutel": str(uuid.uuid4())})
    assert Zaak.objects.count() == 1


@pytest.mark.usefixtures("buiten")
def test_logging_in_and_a_forgotten_password_need_nobody_else():
    wie, client = bouwers.gebruiker(Rol.BEHEERDER), Client()
    inlog = {"login": wie.email, "password": bouwers.WACHTWOORD}
    assert client.post(reverse("account_login"), inlog).status_code == 302
    assert client.get(reverse("beheer")).status_code == 200
    _verstuurd(Client(), "account_reset_password", {"email": wie.email})
    assert Bericht.objects.get().soort == "wachtwoord_herstellen"


@pytest.mark.usefixtures("buiten")
def test_an_invitation_waits_in_the_database():
    velden = {"naam": "Nieuw", "email": "n@voorbeeld.test", "rol": "medewerker", "is_active": "on"}
    _verstuurd(_als(bouwers.gebruiker(Rol.BEHEERDER)), "gebruiker_toevoegen", velden)
    assert Bericht.objects.get().soort == "uitnodiging"


@pytest.mark.usefixtures("buiten")
def test_everything_that_mails_somebody_on_the_way_of_a_signal_goes_through():
    jo = _als(bouwers.gebruiker(Rol.COORDINATOR))
    melding = bouwers.melding(terugkoppeling="email")
    bouwers.melder(melding=melding, email="melder@voorbeeld.test")
    bouwers.termijn(melding=melding)
    _verstuurd(jo, "melding_oppakken", {}, melding_id=melding.pk)
    zaak = Zaak.objects.get()
    contact = {"sleutel": str(uuid.uuid4()), "wijze": "telefoon", "is_bereikt": "ja"}
    _verstuurd(jo, "zaak_contact", contact | {"is_verteld": "on"}, zaak_id=zaak.pk)
    oordeel = {"oordeel": "terecht", "hulpwens": "ja", "toestemming": "gesprek"}
    _verstuurd(jo, "zaak_beoordelen", oordeel, zaak_id=zaak.pk)

    maatje = _maatje(jo)
    wensen = {"manier": "gesprek", "voornaam": "Bertha", **_SAMEN}
    _verstuurd(jo, "zaak_deelnemer", wensen, zaak_id=zaak.pk)
    _verstuurd(jo, "zaak_voorstellen", {"maatje": maatje.pk}, zaak_id=zaak.pk)
    koppeling = Koppeling.objects.get(deelnemer=Deelnemer.objects.get())
    _verstuurd(_als(maatje.gebruiker), "mijn_accepteren", {}, koppeling_id=koppeling.pk)
    _verstuurd(jo, "koppeling_starten", {}, koppeling_id=koppeling.pk)
    _verstuurd(jo, "zaak_afsluiten", {"uitkomst": "maatje"}, zaak_id=zaak.pk)

    soorten = set(Bericht.objects.values_list("soort", flat=True))
    assert soorten == {"opgepakt", "uitnodiging", "voorstel", "antwoord_maatje", "afgerond"}


_SAMEN = {"vormen": ["thuis"], "dagdelen": ["di_middag"], "talen": ["nl"]}


def _maatje(jo: Client) -> Maatje:
    """Added by the team, through the gate, and logged in once."""
    mag = dict.fromkeys(("training_op", "overeenkomst_op"), "2025-03-01")
    velden: dict[str, str | list[str]] = {
        "naam": "Vera Voorbeeld",
        "email": "vera@voorbeeld.test",
        "telefoon": "06 00 00 00 02",
        "inzet": "beschikbaar",
        "vog_geldig_tot": "2999-01-01",
        "aantal_plaatsen": "1",
        "max_km": "5",
    }
    _verstuurd(jo, "maatje_toevoegen", {**velden, **mag, **_SAMEN})
    return Maatje.objects.get()
