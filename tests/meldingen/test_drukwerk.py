"""The card of a vindplaats and the doors on paper: tagged, readable, and the same as the screen."""

import io

import pikepdf
import pytest
import segno
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_str

from meldingen.forms import DEUREN
from meldingen.kaart import WOORDEN, kaart, link_van, qr
from meldingen.models import Deur
from meldingen.papier import papier, vragen
from meldingen.views.drukwerk import op_papier
from signaalpunt.models import Gemeente
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.antwoorden import ADRES
from tests.pdflezer import lettermaten, pdftekst, tags

pytestmark = pytest.mark.django_db
IEDERE_DEUR = pytest.mark.parametrize("deur", list(Deur))


def lees(inhoud):
    return pikepdf.open(io.BytesIO(inhoud))


def is_getagd(pdf, taal):
    with pdf.open_metadata() as gegevens:
        deel = gegevens["pdfuaid:part"]
    return bool(pdf.Root.MarkInfo.Marked) and str(pdf.Root.Lang) == taal and deel == "1"


@pytest.fixture
def stad(maastricht):
    Gemeente.objects.update(
        logotekst="Humanitas Maastricht",
        postadres="Postbus 123\n6200 AA Maastricht",
        hostnaam="signaal.voorbeeld.test",
    )
    bouwers.crisisnummer()
    return Gemeente.objects.get()


@pytest.mark.parametrize(("formaat", "punten"), [("a6", (298, 420)), ("a4", (595, 842))])
@IEDERE_DEUR
def test_a_card_is_one_tagged_page_of_its_size_with_all_that_is_needed(stad, deur, formaat, punten):
    plek = bouwers.vindplaats(naam="Bibliotheek Proef", deur=deur, gemeente=stad)
    pdf = lees(kaart(plek, formaat, nu=bouwers.NU))
    assert is_getagd(pdf, "nl")
    assert str(pdf.docinfo.Title) == "Signaalkaart Bibliotheek Proef"
    assert len(pdf.pages) == 1
    assert [round(maat) for maat in pdf.pages[0].mediabox[2:]] == list(punten)
    tekst = pdftekst(pdf)
    leeslink = f"signaal.voorbeeld.test/k/{plek.leescode}"
    kop, regels, _ = WOORDEN[deur]
    for deel in (kop, *regels, leeslink, stad.telefoon, "Humanitas Maastricht", "Bel 112."):
        assert deel in tekst
    assert [str(vlak.A.URI) for vlak in pdf.pages[0].Annots] == [f"https://{leeslink}/"]
    soorten, alternatieven = tags(pdf)
    assert soorten.count("/H1") == 1
    assert soorten.count("/LI") == 3
    assert alternatieven[0] == f"QR-code die het formulier opent op {leeslink}"


def test_the_qr_code_holds_the_full_address_of_this_place(stad):
    plek = bouwers.vindplaats(gemeente=stad)
    assert link_van(plek) == f"https://signaal.voorbeeld.test/k/{plek.leescode}/"
    stroom = io.BytesIO()
    segno.make(link_van(plek), error="q", micro=False).save(
        stroom, kind="svg", dark="#000", light="#fff", xmldecl=False
    )
    assert qr(link_van(plek)) == stroom.getvalue()
    assert qr(link_van(plek)) != qr(link_van(bouwers.vindplaats(gemeente=stad)))


def test_the_picture_on_the_card_is_that_qr_code(stad, monkeypatch):
    gezet = {}
    monkeypatch.setattr(
        "meldingen.kaart.zet", lambda *_, bestanden, **__: gezet.update(bestanden) or b""
    )
    plek = bouwers.vindplaats(gemeente=stad)
    kaart(plek, "a6", nu=bouwers.NU)
    assert gezet == {"qr.svg": qr(link_van(plek))}


def test_a_card_without_crisis_numbers_still_prints(maastricht):
    pdf = lees(kaart(bouwers.vindplaats(), "a6", nu=bouwers.NU))
    assert "hulp nodig" not in pdftekst(pdf)
    assert "Signaalpunt Maastricht" in pdftekst(pdf)


@pytest.mark.parametrize(
    "naam", ['#eval("1") $x$', "\U0001f600 Žižkov", "[", "\u202eabc", "a" * 120]
)
def test_whatever_a_place_or_town_is_called_the_card_prints(stad, naam):
    stad.logotekst = naam[:80]
    plek = bouwers.vindplaats(naam=naam, gemeente=stad)
    assert len(lees(kaart(plek, "a6", nu=bouwers.NU)).pages) == 1


def test_the_team_downloads_the_card_and_other_sizes_do_not_exist(client, stad):
    client.force_login(bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad))
    plek = bouwers.vindplaats(naam="Café d'Été", gemeente=stad)
    antwoord = client.get(reverse("vindplaats_kaart", args=[plek.pk, "a6"]))
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == 'inline; filename="signaalkaart-cafe-dete-a6.pdf"'
    assert antwoord.content.startswith(b"%PDF")
    assert client.get(reverse("vindplaats_kaart", args=[plek.pk, "a5"])).status_code == 404
    scherm = client.get(reverse("vindplaats", args=[plek.pk])).text
    assert reverse("vindplaats_kaart", args=[plek.pk, "a4"]) in scherm


@pytest.mark.parametrize("taal", ["nl", "en"])
@IEDERE_DEUR
def test_every_question_of_a_door_is_on_paper_with_its_number(stad, deur, taal):
    with translation.override(taal):
        form = DEUREN[deur](gemeente=stad)
        pdf = lees(papier(form, stad, nu=bouwers.NU))
        tekst = pdftekst(pdf)
        assert is_getagd(pdf, taal)
        for naam in form.fields:
            assert f"{form.nummer_van(naam)}. {force_str(form[naam].label)}" in tekst
        for titel, _ in form.groepen:
            assert force_str(titel) in tekst
    assert {form.nummer_van(naam) for naam in form.fields} == set(range(1, len(form.fields) + 1))
    assert tags(pdf)[0].count("/H3") == len(form.fields)
    assert min(lettermaten(pdf)) >= 14
    assert "6200 AA Maastricht" in tekst
    assert stad.telefoon in tekst
    assert "112" in tekst


@IEDERE_DEUR
def test_the_numbers_follow_the_order_of_the_page(stad, deur):
    form = DEUREN[deur](gemeente=stad)
    op_papier = [vraag["nummer"] for stap in vragen(form) for vraag in stap["velden"]]
    op_scherm = [form.nummer_van(veld.name) for _, velden in form.groepen for veld in velden]
    assert op_papier == op_scherm == list(range(1, len(form.fields) + 1))


def test_what_may_stay_empty_says_so_and_a_long_list_is_written_down(stad):
    for nummer in range(20):
        bouwers.buurt(code=f"BU0935{nummer:04}", naam=f"Buurt {nummer}")
    form = DEUREN[Deur.IEMAND_ANDERS](gemeente=stad)
    per_nummer = {vraag["nummer"]: vraag for stap in vragen(form) for vraag in stap["velden"]}
    veilig, verhaal, buurt, signalen = (
        per_nummer[form.nummer_van(naam)] for naam in ("veilig", "toelichting", "buurt", "signalen")
    )
    assert (veilig["merk"], veilig["keuzes"]) == ("", ["Ja", "Nee"])
    assert verhaal["merk"] == "hoeft niet"
    assert verhaal["regels"] > 5
    assert buurt["keuzes"] == []
    assert len(signalen["keuzes"]) == 12


def test_without_an_address_the_paper_says_where_to_bring_it(maastricht):
    form = DEUREN[Deur.MIJZELF](gemeente=maastricht)
    tekst = pdftekst(lees(papier(form, maastricht, nu=bouwers.NU)))
    assert "Geef dit formulier aan een medewerker" in tekst
    assert "envelop" not in tekst


@IEDERE_DEUR
def test_front_page_and_door_lead_to_paper_in_the_language_of_the_page(client, maastricht, deur):
    adres = f"{ADRES[deur].rstrip('/')}.pdf"
    assert f'href="{adres}"' in client.get("/").text
    assert f'href="{adres}"' in client.get(ADRES[deur]).text
    nederlands = client.get(adres)
    assert nederlands["Content-Type"] == "application/pdf"
    assert client.get(adres).content == nederlands.content
    client.cookies["taal"] = "en"
    assert str(lees(client.get(adres).content).Root.Lang) == "en"


def test_the_numbers_for_danger_have_their_english_name_on_english_paper(maastricht):
    bouwers.crisisnummer(naam="Alarmnummer", naam_en="Emergency number")
    for taal, wel, niet in (
        ("nl", "Alarmnummer", "Emergency number"),
        ("en", "Emergency number", "Alarmnummer"),
    ):
        with translation.override(taal):
            form = DEUREN[Deur.MIJZELF](gemeente=maastricht)
            tekst = pdftekst(lees(papier(form, maastricht, nu=bouwers.NU)))
        assert wel in tekst
        assert niet not in tekst


def test_a_language_with_letters_we_cannot_print_gets_english_paper(client, maastricht, rf):
    with translation.override("ar"):
        antwoord = op_papier(rf.get("/"), Deur.MIJZELF)
    assert str(lees(antwoord.content).Root.Lang) == "en"


def test_without_a_gemeente_there_is_no_paper(client):
    assert client.get("/melden/voor-mijzelf.pdf").status_code == 404


def test_a_page_shows_the_numbers_only_when_asked(client, maastricht):
    form = DEUREN[Deur.MIJZELF](gemeente=maastricht)
    assert "1. Bent u nu veilig?" not in client.get(ADRES["mijzelf"]).text
    form.met_nummers = True
    assert "1. Bent u nu veilig?" in as_crispy_field(form["veilig"])
