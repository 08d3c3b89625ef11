"""What the team sees when herinneringen stand still, mail does not arrive or somebody is away."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from opvolging.models import Herinnering
from signaalpunt import hartslag, toestand
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import TELEFOON, keur, kom_binnen


@pytest.fixture
def jo(stad):
    return bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad, naam="Jo Claessens")


@pytest.fixture
def pagina(maak_pagina, jo):
    pagina = maak_pagina(viewport=TELEFOON)
    kom_binnen(pagina, jo.email)
    return pagina


@pytest.fixture
def stil(monkeypatch):
    """The scheduler stopped twenty minutes ago."""
    monkeypatch.setattr(toestand, "stilstand_van_zojuist", toestand.stilstand)
    monkeypatch.setattr(hartslag, "_begin", lambda: timezone.now() - timedelta(days=30))
    for naam in hartslag.MAG_ZWIJGEN:
        hartslag.klop(naam, nu=timezone.now() - timedelta(minutes=20))


def beeld(pagina: Page, naam: str) -> None:
    if map_ := os.environ.get("PLAATJES"):
        breed = (pagina.viewport_size or TELEFOON)["width"]
        pagina.screenshot(path=Path(map_) / f"{naam}-{breed}.png", full_page=True)


def test_the_banner_names_whom_to_call(pagina, stil):
    begin = timezone.now() - timedelta(hours=50)
    klok = bouwers.termijn(melding=bouwers.melding(ontvangen_op=begin))
    pagina.goto("/koppelingen/")
    banier = pagina.get_by_role("status").filter(has_text="De herinneringen staan stil")
    expect(banier).to_contain_text(f"Melding {klok.melding_id}")
    expect(banier).to_contain_text("te laat")
    keur(pagina)
    beeld(pagina, "banier")
    hartslag.klop("lus", nu=timezone.now())
    pagina.reload()
    expect(pagina.get_by_text("De herinneringen gaan nog wel de deur uit.")).to_be_visible()
    keur(pagina)
    beeld(pagina, "banier-mild")
    for naam in hartslag.MAG_ZWIJGEN:
        hartslag.klop(naam, nu=timezone.now())
    pagina.reload()
    expect(pagina.get_by_text("staan stil")).to_have_count(0)


def test_mail_that_did_not_arrive_is_seen_and_gone(pagina):
    bouwers.bericht(klaar_op=timezone.now(), sleutel="opgepakt-12")
    bundel = bouwers.bericht(klaar_op=timezone.now(), soort="bundel", gezien_op=None)
    for nummer in range(7):
        melding = bouwers.melding(ontvangen_op=timezone.now())
        if nummer < 2:
            bouwers.zaak(meldingen=[melding])
        termijn = bouwers.termijn(melding=melding)
        Herinnering.objects.create(
            gemeente=termijn.gemeente, termijn=termijn, regelversie=1, stap=2, ontvanger="team",
            gepland_op=termijn.streef_op, status="mislukt", bericht=bundel,
        )  # fmt: skip
    pagina.goto("/werkvoorraad/")
    expect(pagina.get_by_text("en nog 2 andere")).to_be_visible()
    expect(pagina.get_by_role("heading", name="Mail kwam niet aan")).to_be_visible()
    keur(pagina)
    beeld(pagina, "niet-aangekomen")
    for _ in range(2):
        pagina.get_by_role("button", name="Gezien").first.click()
    expect(pagina.get_by_role("heading", name="Mail kwam niet aan")).to_have_count(0)


def test_somebody_is_away_and_back(pagina, stad):
    els = bouwers.gebruiker(gemeente=stad, naam="Els Smeets")
    pagina.goto("/werkvoorraad/")
    pagina.get_by_role("link", name="Ik ben er niet").click()
    keur(pagina)
    morgen = timezone.localdate() + timedelta(days=1)
    pagina.get_by_label("Wie is er niet?").select_option(label=els.naam)
    pagina.get_by_label("Eerste dag").fill(morgen.isoformat())
    pagina.get_by_label("Laatste dag").fill((morgen - timedelta(days=1)).isoformat())
    pagina.get_by_role("button", name="Bewaar").click()
    expect(pagina.get_by_text("De laatste dag ligt voor de eerste.").first).to_be_visible()
    keur(pagina)
    pagina.get_by_label("Laatste dag").fill(morgen.isoformat())
    pagina.get_by_label("Wie neemt het werk waar?").select_option(label="Jo Claessens")
    pagina.get_by_role("button", name="Bewaar").click()
    expect(pagina.get_by_text("Jo Claessens neemt waar.")).to_be_visible()
    keur(pagina)
    beeld(pagina, "afwezig")
    pagina.get_by_role("button", name="Trek in").click()
    expect(pagina.get_by_text("Jo Claessens neemt waar.")).to_have_count(0)
