"""The charts: pictures of the tables, drawn from the same frozen numbers.

A number that is hidden in the table has no bar here, only the same dash.
"""

from typing import Any

import altair
import vl_convert

from rapportage.verslag import STREEPJE, Tabel, Verslag, getal, tabellen
from signaalpunt.pdf import zetbaar

KLEUREN = ("#195160", "#d9962b")
INKT = "#17262b"
LETTERGROOTTE = 17  # pixels; still readable when a phone shows the picture at two thirds
LETTER = "Atkinson Hyperlegible Next, Segoe UI, Helvetica, Arial, sans-serif"
BREEDTE = 270  # pixels for the bars; the labels come beside it
LABEL = 260  # pixels at most for a label, as wide as vl-convert measures it
LETTERBREEDTE = 0.6 * LETTERGROOTTE  # pixels, in the widest letter a browser may fall back on
BALK = 26  # pixels, with the space around it


def grafiek(tabel: Tabel) -> bytes:
    """The SVG of a table: bars from left to right, one group per row."""
    regels = _regels(tabel)
    hoogste = max((regel["aantal"] for regel in regels), default=0)
    basis = altair.Chart(altair.InlineData(values=regels)).encode(y=_rijen(tabel))
    if len(tabel["kolommen"]) > 1:
        basis = basis.encode(yOffset=altair.YOffset("kolom:N", sort=None))
    schaal = altair.Scale(domain=[0, max(hoogste, 1) * 1.15], nice=False)
    lengte = altair.X("aantal:Q", axis=None, scale=schaal, stack=None)
    balken = basis.mark_bar(cornerRadiusEnd=3).encode(x=lengte, color=_kleur(tabel))
    tekst = basis.mark_text(align="left", dx=6, fontSize=LETTERGROOTTE, color=INKT).encode(
        x=lengte, text="tekst:N"
    )
    hoogte = altair.Step(BALK if len(tabel["kolommen"]) > 1 else BALK + 6)
    kaart = (balken + tekst).properties(width=BREEDTE, height=hoogte, padding=4)
    svg: str = vl_convert.vegalite_to_svg(_opmaak(kaart).to_dict(validate=False))
    return svg.encode()


def grafieken(verslag: Verslag) -> dict[str, bytes]:
    """Per file name the picture of every table that has one."""
    return {
        f"{tabel['naam']}.svg": grafiek(tabel)
        for tabel in tabellen(verslag)
        if tabel["heeft_grafiek"]
    }


def bijschrift(tabel: Tabel) -> str:
    """The text instead of the picture; it names no number that the table hides."""
    delen = [
        f"{rij['label']} {' en '.join(getal(a) for a in rij['aantallen'])}"
        for rij in tabel["rijen"]
    ]
    return f"Staafdiagram: {tabel['titel']}. {'; '.join(delen)}."


def _regels(tabel: Tabel) -> list[dict[str, Any]]:
    return [
        {
            "rij": zetbaar(rij["label"]),
            "kolom": zetbaar(kolom["titel"]),
            "aantal": aantal or 0,
            "tekst": STREEPJE if aantal is None else getal(aantal),
        }
        for rij in tabel["rijen"]
        for kolom, aantal in zip(tabel["kolommen"], rij["aantallen"], strict=True)
    ]


def _rijen(tabel: Tabel) -> altair.Y:
    """The labels, with room for another letter than ours: a picture brings no letter along."""
    namen = [zetbaar(rij["label"]) for rij in tabel["rijen"]]
    langste = max((len(naam) for naam in namen), default=0)
    as_ = altair.Axis(
        title=None,
        labelLimit=LABEL,
        minExtent=min(round(langste * LETTERBREEDTE), round(1.2 * LABEL)),
        labelFontSize=LETTERGROOTTE,
        ticks=False,
        domain=False,
        labelPadding=8,
    )
    return altair.Y("rij:N", sort=namen, axis=as_, scale=altair.Scale(paddingInner=0.28))


def _kleur(tabel: Tabel) -> altair.Color:
    titels = [zetbaar(kolom["titel"]) for kolom in tabel["kolommen"]]
    uitleg = altair.Legend(
        title=None,
        orient="top",
        labelFontSize=LETTERGROOTTE,
        labelLimit=0,
        columns=1,
        symbolType="square",
    )
    return altair.Color(
        "kolom:N",
        scale=altair.Scale(domain=titels, range=list(KLEUREN[: len(titels)])),
        legend=uitleg if len(titels) > 1 else None,
    )


def _opmaak(kaart: Any) -> Any:
    return (
        kaart.configure(font=LETTER, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(labelColor=INKT, grid=False)
    )
