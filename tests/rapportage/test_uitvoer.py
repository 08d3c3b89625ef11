"""The downloads: the same numbers everywhere, nothing that a program may take for a formula."""

import csv
import io
import json

import openpyxl
import pikepdf
import pytest

from rapportage.grafieken import grafieken
from rapportage.omgeving import omgeving
from rapportage.uitvoer import FORMATEN, bestanden
from rapportage.uitvoer.csvbestand import als_csv
from rapportage.uitvoer.excel import als_xlsx
from rapportage.uitvoer.pdf import als_pdf
from rapportage.verslag import getal, procent
from signaalpunt.onschadelijk import onschadelijk
from tests import bouwers

FORMULES = [
    begin + "1+1"
    for begin in (
        "=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u00a0=", "\x00=",
        "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe66", "\ufe62", "\ufe63", "\ufeff=",
        "\u200b=", "\u202e=", "=cmd|'/c calc'!A", "=HYPERLINK(\"http://x\")",
    )
]  # fmt: skip


def met_tekst(tekst):
    """A report with `tekst` in every place where a text can stand."""
    verslag = bouwers.verslag(
        titel=tekst, gemeente=tekst, samenvatting=[tekst], grenzen=[tekst], bescherming=tekst
    )
    tabel = verslag["hoofdstukken"][0]["tabellen"][0]
    tabel |= {"titel": tekst, "rijkop": tekst, "definities": [tekst], "opmerking": tekst}
    tabel |= {"bron": tekst, "eenheid": tekst}
    tabel["kolommen"][0]["titel"] = tekst
    tabel["rijen"][0]["label"] = tekst
    return verslag


def csv_cellen(inhoud):
    return [cel for rij in csv.reader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";")
            for cel in rij]  # fmt: skip


def xlsx_cellen(inhoud):
    boek = openpyxl.load_workbook(io.BytesIO(inhoud))
    return [
        cel for blad in boek for rij in blad.iter_rows() for cel in rij if cel.value is not None
    ]


@pytest.mark.parametrize("tekst", FORMULES)
def test_no_cell_of_a_spreadsheet_is_a_formula(tekst):
    verslag = met_tekst(tekst)
    for cel in csv_cellen(als_csv(verslag)):
        assert not cel.lstrip("\ufeff\u200b \t\r\n").startswith(
            ("=", "+", "-", "@", "\uff1d", "\uff0b")
        )
    cellen = xlsx_cellen(als_xlsx(verslag))
    assert {cel.data_type for cel in cellen} <= {"s", "n"}
    assert not any(cel.hyperlink for cel in cellen)


@pytest.mark.parametrize("tekst", ["Wyck", "80 of ouder", "–", "", "l'Escaut", "a=b", "10% meer"])
def test_ordinary_text_stays_as_it_is(tekst):
    assert onschadelijk(tekst) == tekst


def test_the_csv_is_one_line_per_number_with_its_definition():
    regels = list(csv.DictReader(io.StringIO(als_csv(bouwers.verslag()).decode("utf-8-sig")),
                                 delimiter=";"))  # fmt: skip
    assert [(r["rij"], r["aantal"], r["percentage"]) for r in regels] == [
        ("voor mijzelf", "–", "–"),
        ("voor iemand anders", "60", "60"),
        ("als professional", "–", "–"),
        ("Totaal", "100", "100"),
    ]
    assert {r["definitie"] for r in regels} == {"Wie de melding deed."}


def test_the_workbook_has_the_numbers_of_the_table():
    boek = openpyxl.load_workbook(io.BytesIO(als_xlsx(bouwers.verslag())))
    assert boek.sheetnames == ["Lees eerst", "1 Wie meldde"]
    rijen = [rij[:3] for rij in boek["1 Wie meldde"].iter_rows(3, 7, values_only=True)]
    assert rijen == [
        ("Deur", "meldingen", "deel van het totaal"),
        ("voor mijzelf", "–", "–"),
        ("voor iemand anders", 60, 60),
        ("als professional", "–", "–"),
        ("Totaal", 100, 100),
    ]


def test_a_concept_says_so_in_every_readable_file():
    verslag = bouwers.verslag(is_concept=True)
    teksten = [cel.value for cel in xlsx_cellen(als_xlsx(verslag))]
    assert "Concept: deze cijfers kunnen nog veranderen." in teksten
    assert json.loads(FORMATEN["json"][1](verslag))["is_concept"] is True


@pytest.mark.parametrize("formaat", FORMATEN)
def test_the_same_report_gives_the_same_bytes(formaat):
    maak = FORMATEN[formaat][1]
    verslag = bouwers.verslag(omgeving=omgeving("GM0935", "Maastricht"))
    assert maak(verslag) == maak(json.loads(json.dumps(verslag)))


def test_the_files_of_a_freeze_are_those_of_each_format_alone():
    verslag = bouwers.verslag()
    alles = bestanden(verslag)
    assert alles == {n: maak(verslag) for n, (_, maak) in FORMATEN.items()} | grafieken(verslag)


@pytest.fixture(scope="module")
def pdf():
    verslag = bouwers.verslag(omgeving=omgeving("GM0935", "Maastricht"))
    return pikepdf.open(io.BytesIO(als_pdf(verslag)))


def test_the_pdf_is_tagged_and_says_what_it_is(pdf):
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "nl"
    assert str(pdf.docinfo.Title) == "Jaarverslag 2025 signaalpunt tegen eenzaamheid, Maastricht"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as gegevens:
        assert gegevens["pdfuaid:part"] == "1"


def test_the_pdf_has_headings_tables_with_header_cells_and_pictures_with_text(pdf):
    soorten, alternatieven = set(), []

    def loop(element):
        if isinstance(element, pikepdf.Array):
            for deel in element:
                loop(deel)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                soorten.add(str(element.S))
            if "/Alt" in element:
                alternatieven.append(str(element.Alt))
            loop(element.get("/K"))

    loop(pdf.Root.StructTreeRoot.K)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= soorten
    assert alternatieven == [
        "Staafdiagram: Wie meldde. voor mijzelf –; voor iemand anders 60; als professional –."
    ]


@pytest.mark.parametrize(
    "tekst",
    ['#eval("1")', "$x$ *vet* `code`", "\\", "[", "\u202eabc", "\U0001f600", "\x00", "Žižkov"],
)
def test_text_in_the_pdf_is_never_markup(tekst):
    assert als_pdf(met_tekst(tekst)).startswith(b"%PDF")


def test_a_hidden_number_has_a_dash_and_no_bar_in_the_picture():
    svg = grafieken(bouwers.verslag())["meldingen_per_deur.svg"].decode()
    assert svg.count(">–<") == 2
    assert ">60<" in svg
    assert "<script" not in svg
    assert "40" not in [deel.split("<")[0] for deel in svg.split(">")]  # what is left for the rest


def test_a_table_without_picture_gives_none():
    verslag = bouwers.verslag()
    verslag["hoofdstukken"][0]["tabellen"][0]["heeft_grafiek"] = False
    assert grafieken(verslag) == {}
    assert als_pdf(verslag).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("aantal", "tekst"),
    [(None, "–"), (0, "0"), (999, "999"), (1234, "1.234"), (10**6, "1.000.000")],
)
def test_numbers_are_written_the_dutch_way(aantal, tekst):
    assert getal(aantal) == tekst


@pytest.mark.parametrize(
    ("deel", "geheel", "verwacht"),
    [(15, 30, 50), (15, 29, None), (None, 100, None), (5, None, None), (1, 200, 1), (0, 40, 0)],
)
def test_percentages_are_whole_and_rounded_half_up(deel, geheel, verwacht):
    assert procent(deel, geheel) == verwacht


def test_the_context_gives_the_measured_years_and_no_more():
    blok = omgeving("GM0935", "Maastricht")
    assert blok is not None
    assert [(j["jaar"], j["stad"], j["land"]) for j in blok["jaren"]] == [
        (2016, "47,7%", "niet bekend"),
        (2020, "50,3%", "46,6%"),
        (2022, "55,8%", "49%"),
    ]
    assert omgeving("GM0001", "Elders") is None
