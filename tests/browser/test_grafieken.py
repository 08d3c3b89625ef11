"""The charts as a browser draws them: with whatever letter it has, for a picture brings none."""

from rapportage.grafieken import grafiek
from tests import bouwers

UIT_BEELD = """() => {
  const vlak = document.querySelector("svg").getBoundingClientRect();
  return [...document.querySelectorAll("text")].filter((tekst) => {
    const plek = tekst.getBoundingClientRect();
    return plek.left < vlak.left || plek.right > vlak.right;
  }).map((tekst) => tekst.textContent);
}"""


def test_no_word_of_a_chart_falls_outside_the_picture(maak_pagina):
    tabel = bouwers.verslag()["hoofdstukken"][0]["tabellen"][0]
    labels = ["binnen 24 uur", "afgesloten zonder contact", "W" * 12]
    tabel["rijen"] = [tabel["rijen"][0] | {"label": label} for label in labels]
    pagina = maak_pagina()
    pagina.set_content(grafiek(tabel).decode())
    assert pagina.locator("text").count() > len(labels)
    assert pagina.evaluate(UIT_BEELD) == []
