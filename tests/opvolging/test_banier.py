"""The banner of the team: silence of the machinery is seen by people, and by /healthz alike."""

import contextlib
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import klokken
from opvolging.management.commands.controleer import alle_punten
from signaalpunt import hartslag, toestand
from signaalpunt.rollen import Rol
from signaalpunt.toestand import stilstand_van_zojuist
from tests import bouwers

pytestmark = pytest.mark.django_db
STIL = "De herinneringen staan stil"
EEN_STIL = "Een programma op de achtergrond staat stil."


@pytest.fixture(autouse=True)
def op_scherp(monkeypatch):
    """Look each time, at engines that should run for a month already."""
    monkeypatch.setattr(toestand, "stilstand_van_zojuist", toestand.stilstand)
    monkeypatch.setattr(hartslag, "_begin", lambda: timezone.now() - timedelta(days=30))
    bouwers.gemeente()


def klop(*namen: str, geleden=timedelta(0)) -> None:
    for naam in namen:
        hartslag.klop(naam, nu=timezone.now() - geleden)


def klop_alles(geleden=timedelta(0)) -> None:
    klop(*hartslag.MAG_ZWIJGEN, geleden=geleden)


def pagina(rol: Rol = Rol.MEDEWERKER, naam: str = "werkvoorraad") -> str:
    client = Client()
    client.force_login(bouwers.gebruiker(rol))
    tekst: str = client.get(reverse(naam)).content.decode()
    return tekst


def termijn(uren_over: float, **velden):
    nu = timezone.now()
    melding = bouwers.melding(ontvangen_op=nu - timedelta(hours=48 - uren_over), **velden)
    return bouwers.termijn(melding=melding)


def gezond(client) -> bool:
    return bool(client.get("/healthz").status_code == 200)


def stil(*namen: str):
    """These engines ran eleven minutes ago, the others just now."""

    def doe() -> None:
        klop_alles()
        klop(*namen, geleden=timedelta(hours=4))

    return doe


def mail(*, minuten: int, gelukt_na: int | None = None, aantal: int = 1, **velden):
    """Mails that were ready so long ago; and another one that left so many minutes later."""

    def doe() -> None:
        klop_alles()
        klaar_op = timezone.now() - timedelta(minutes=minuten)
        straks = timezone.now() + timedelta(minutes=20)
        for _ in range(aantal):
            bouwers.bericht(
                **{"status": "klaar", "klaar_op": klaar_op, "volgende_poging_op": straks} | velden
            )
        if gelukt_na is not None:
            op = klaar_op + timedelta(minutes=gelukt_na)
            bouwers.bericht(status="verzonden", klaar_op=op, verzonden_op=op)

    return doe


def herinnering(*, minuten: int, **velden):
    """A reminder that was due so long ago."""

    def doe() -> None:
        klop_alles()
        gemeente = bouwers.gemeente()
        gemeente.teamleider = bouwers.gebruiker(Rol.COORDINATOR)
        gemeente.save()
        klok = klokken.start(bouwers.melding(ontvangen_op=timezone.now()), nu=timezone.now())
        op = timezone.now() - timedelta(minutes=minuten)
        klok.herinneringen.filter(stap=1).update(gepland_op=op, **velden)

    return doe


GOED, LET_OP, ERNSTIG = ("goed", "let op", "ernstig")
ENGINES = ("beat-herinneringen", "beat-berichten", "beat-nakijken")
STORINGEN = [
    ("nothing", stil(), GOED),
    ("the dispatcher of beat", stil("beat-herinneringen"), LET_OP),
    ("the mail of beat", stil("beat-berichten"), LET_OP),
    ("the reconciler of beat", stil("beat-nakijken"), LET_OP),
    ("the loop", stil("lus"), LET_OP),
    ("beat, or its worker, or Redis", stil(*ENGINES), LET_OP),
    ("all that dispatches", stil("beat-herinneringen", "lus"), ERNSTIG),
    ("all that mails", stil("beat-berichten", "lus"), ERNSTIG),
    ("everything", stil(*ENGINES, "lus"), ERNSTIG),
    (
        "mail that nobody takes up",
        mail(minuten=11, volgende_poging_op=bouwers.NU),
        ERNSTIG,
    ),
    ("mail that is tried in vain", mail(minuten=11, aantal_pogingen=1), ERNSTIG),
    ("mail that was tried a moment ago", mail(minuten=9, aantal_pogingen=1), GOED),
    ("mail that fails while others leave", mail(minuten=99, aantal_pogingen=7, gelukt_na=1), GOED),
    (
        "mail that fails since the last left",
        mail(minuten=99, aantal_pogingen=7, gelukt_na=-1),
        ERNSTIG,
    ),
    ("mail that waits until we open", mail(minuten=600), GOED),
    ("mail that is refused each time", mail(minuten=11, aantal=3, status="mislukt"), ERNSTIG),
    ("a reminder that stays behind", herinnering(minuten=11), ERNSTIG),
    ("a reminder that has just become due", herinnering(minuten=9), GOED),
    ("a reminder of which the engine died", herinnering(minuten=11, status="bezig"), ERNSTIG),
]


@pytest.mark.parametrize(
    ("doe", "verwacht"), [rij[1:] for rij in STORINGEN], ids=[rij[0] for rij in STORINGEN]
)
def test_banner_healthz_and_controleer_say_the_same(client, monkeypatch, capsys, doe, verwacht):
    monkeypatch.setattr(toestand, "instellingen", list)
    doe()
    tekst = pagina()
    assert (STIL in tekst, EEN_STIL in tekst) == (verwacht == ERNSTIG, verwacht == LET_OP)
    antwoord = client.get("/healthz")
    assert antwoord.status_code == (503 if verwacht == ERNSTIG else 200)
    assert all(antwoord.json().values()) == (verwacht == GOED)
    with contextlib.suppress(SystemExit):
        call_command("controleer")
    assert ("FOUT" in capsys.readouterr().out) == (verwacht != GOED)


def test_two_refused_mails_are_tasks_and_no_standstill(client):
    mail(minuten=11, aantal=2, status="mislukt")()
    assert gezond(client)
    assert STIL not in pagina()


def test_nothing_is_said_while_everything_beats(client):
    klop_alles()
    assert STIL not in pagina()
    assert EEN_STIL not in pagina()
    assert gezond(client)


def test_within_fifteen_minutes_after_the_scheduler_stopped_everybody_sees_it(client):
    klop_alles(geleden=timedelta(minutes=15))
    for naam in ("werkvoorraad", "intake", "maatjes", "koppelingen"):
        assert STIL in pagina(naam=naam)
    assert STIL in pagina(Rol.BEHEERDER, "beheer")
    assert not gezond(client)
    assert any(punt.naam == "lus" and not punt.is_goed for punt in alle_punten(timezone.now()))


@pytest.mark.parametrize(("rol", "naam"), [(Rol.MAATJE, "mijn"), (Rol.GEMEENTE, "rapportage")])
def test_who_calls_nobody_is_not_alarmed(rol, naam):
    assert STIL not in pagina(rol, naam)


def test_one_silent_engine_is_said_calmly_while_another_reminds(client):
    klop_alles()
    klop("beat-herinneringen", geleden=timedelta(minutes=6))
    tekst = pagina()
    assert EEN_STIL in tekst
    assert "beat-herinneringen" in tekst
    assert STIL not in tekst
    assert gezond(client)


def test_mail_that_does_not_leave_is_silence_too(client):
    klop_alles()
    bouwers.bericht(status="klaar", volgende_poging_op=timezone.now() - timedelta(minutes=11))
    assert STIL in pagina()
    assert not gezond(client)


def test_the_clocks_that_need_eyes_are_named_by_number_worst_first():
    laat, bijna, ruim = termijn(-2), termijn(3), termijn(30)
    spam = termijn(-5, is_verdacht=True)
    zaak = bouwers.zaak(meldingen=[bijna.melding])
    tekst = pagina(naam="intake")
    assert tekst.index(f"Melding {laat.melding_id}") < tekst.index(f"Zaak {zaak.pk}")
    assert reverse("zaak", args=[zaak.pk]) in tekst
    assert "2 uur te laat" in tekst
    assert f"<p>{laat.uitleg}</p>" in tekst  # how it was counted, one click away
    for rustig in (ruim, spam):
        assert f"Melding {rustig.melding_id}" not in tekst
    assert "Janssen" not in tekst


def test_five_are_named_and_none_of_another_gemeente():
    for _ in range(7):
        termijn(-1)
    elders = termijn(-9, gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    tekst = pagina(naam="intake")
    assert tekst.count("te laat</span>") == 5
    assert f"Melding {elders.melding_id}<" not in tekst


def test_a_beheerder_sees_no_clocks():
    laat = termijn(-2)
    tekst = pagina(Rol.BEHEERDER, "beheer")
    assert STIL in tekst
    assert f"Melding {laat.melding_id}" not in tekst


def test_looking_is_remembered_for_some_seconds(django_assert_num_queries):
    caches["proces"].delete(toestand.STILSTAND)
    eerst = stilstand_van_zojuist(nu=timezone.now())
    with django_assert_num_queries(0):
        assert stilstand_van_zojuist(nu=timezone.now()) == eerst
    caches["proces"].delete(toestand.STILSTAND)
    assert toestand.ONTHOUDEN <= 60
