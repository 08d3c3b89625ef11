"""The map of the buurten: every buurt once, under its own name, small and of ourselves."""

import csv
import re

import pytest
from django.urls import reverse

from meldingen.buurtkaart import GEGEVENS, heeft_kaart, kaart
from tests import bouwers

VLAK = re.compile(r'<path d="(M[0-9L .-]+Z)" data-buurt="(\w+)" aria-label="([^"]+)"/>')


def test_every_buurt_has_an_area_with_its_name():
    with (GEGEVENS / "maastricht_buurten.csv").open(encoding="utf-8", newline="") as stroom:
        buurten = {regel["buurtcode"]: regel["naam"] for regel in csv.DictReader(stroom)}
    vlakken = VLAK.findall(kaart("GM0935"))
    assert {code: naam for _, code, naam in vlakken} == buurten
    assert len(vlakken) == 44


def test_the_areas_stay_within_the_drawing_and_run_from_north_to_south():
    tekening = kaart("GM0935")
    breedte, hoogte = map(int, re.findall(r'viewBox="-4 -4 (\d+) (\d+)"', tekening)[0])
    toppen = []
    for pad, _, _ in VLAK.findall(tekening):
        punten = [tuple(map(int, punt.split())) for punt in pad.strip("MZ").split("L")]
        assert all(0 <= x <= breedte - 8 and 0 <= y <= hoogte - 8 for x, y in punten)
        toppen.append(min(y for _, y in punten))
    assert toppen == sorted(toppen)


@pytest.mark.django_db
def test_the_map_is_a_drawing_that_a_browser_may_keep(client, maastricht):
    antwoord = client.get(reverse("buurtkaart"))
    assert antwoord["Content-Type"] == "image/svg+xml"
    assert antwoord["Cache-Control"] == "max-age=86400"
    assert antwoord.content.decode() == kaart("GM0935")
    assert len(antwoord.content) < 15_000


@pytest.mark.django_db
def test_without_a_map_of_its_own_a_gemeente_shows_the_list_only(client):
    bouwers.gemeente(code="GM9999", naam="Elders")
    assert not heeft_kaart("GM9999")
    assert client.get(reverse("buurtkaart")).status_code == 404
    tekst = client.get(reverse("melden_voor_mijzelf")).content.decode()
    assert 'name="buurt"' in tekst
    assert "buurtkaart" not in tekst
