"""The sociale kaart through a spreadsheet: what went out comes back, and nothing half."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from opvolging.aanbodinvoer import GROOTSTE, MEESTE, Onleesbaar, voer_in
from opvolging.aanbodlijst import KOLOMMEN, als_csv, als_rij, gewoon, veilig
from opvolging.models import Aanbod
from tests import bouwers

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo():
    return bouwers.gebruiker()


def lees(inhoud):
    return list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))


def schrijf(*rijen, kolommen=KOLOMMEN):
    stroom = io.StringIO(newline="")
    schrijver = csv.DictWriter(stroom, kolommen, delimiter=";")
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return stroom.getvalue().encode()


def neem_op(jo, *rijen):
    return voer_in(schrijf(*rijen), door=jo, nu=bouwers.NU)


def test_what_went_out_comes_back_unchanged(jo):
    bouwers.aanbod(telefoon="+31 43 000 00 01", omschrijving="-Koffie\n=en meer; 'wat'.")
    bouwers.aanbod(naam="'s Avonds eten", ritme="eenmalig", datum=bouwers.NU.date())
    bouwers.aanbod(naam="@Ease", is_rolstoelvriendelijk=None, tijd="")
    eerst = {rij.pk: als_rij(rij) for rij in Aanbod.objects.all()}
    uitslag = voer_in(als_csv(Aanbod.objects.all()), door=jo, nu=bouwers.NU)
    assert (uitslag.nieuw, uitslag.gewijzigd, uitslag.hetzelfde) == (0, 0, 3)
    assert {rij.pk: als_rij(rij) for rij in Aanbod.objects.all()} == eerst


@given(st.text(alphabet="=+-@'\uff1d ax\t", max_size=6))
def test_no_cell_is_a_formula_and_each_reads_back(tekst):
    cel = veilig(tekst)
    assert gewoon(cel) == tekst
    assert cel.lstrip()[:1] not in {"=", "+", "-", "@", "\uff1d"}


@pytest.mark.parametrize("begin", ["=1+1", "+31", "-x", "@x", "\uff1d1"])
def test_the_file_holds_no_formula(begin):
    bouwers.aanbod(naam=begin)
    [rij] = lees(als_csv(Aanbod.objects.all()))
    assert rij["naam"] == f"'{begin}"


def test_a_line_changes_one_entry_and_adds_another(jo):
    rij = bouwers.aanbod()
    lijst = lees(als_csv([rij]))
    lijst[0]["tijd"] = "Elke vrijdag"
    lijst.append({"naam": "Naaiatelier", "soorten": "sociaal, Emotioneel", "buurt": "malberg"})
    uitslag = neem_op(jo, *lijst)
    assert (uitslag.fouten, uitslag.nieuw, uitslag.gewijzigd) == ([], 1, 1)
    rij.refresh_from_db()
    assert (rij.tijd, rij.versie, rij.gewijzigd_door) == ("Elke vrijdag", 2, jo)
    nieuw = Aanbod.objects.get(naam="Naaiatelier")
    assert (nieuw.soorten, nieuw.buurt) == (["sociaal", "emotioneel"], rij.buurt)


def test_a_column_that_is_not_there_stays_as_it_was(jo):
    rij = bouwers.aanbod()
    inhoud = f"nummer,versie,naam\n{rij.pk},1,Koffie en thee\n".encode("cp1252")
    assert voer_in(inhoud, door=jo, nu=bouwers.NU).gewijzigd == 1
    rij.refresh_from_db()
    assert (rij.naam, rij.tijd) == ("Koffie en thee", "Elke dinsdag van 10.00 tot 12.00 uur")


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"naam": ""}, "Regel 3: naam: "),
        ({"naam": "X", "nummer": "99999"}, "Regel 3: nummer 99999 kennen wij niet"),
        ({"naam": "X", "buurt": "Nergens"}, "Regel 3: buurt ‘Nergens’ kennen wij niet."),
        ({"naam": "X", "soorten": "liefde"}, "Regel 3: soorten: "),
        ({"naam": "X", "datum": "morgen", "ritme": "eenmalig"}, "Regel 3: datum: "),
        ({"naam": "X", "is_openbaar": "misschien"}, "Regel 3: is_openbaar: vul ja of nee in"),
        ({"naam": "X", "is_openbaar": "ja"}, "Regel 3: Inwoners zien dit pas als het compleet is"),
        ({"naam": "X", "telefoon": "bel maar"}, "Regel 3: telefoon: "),
        ({"naam": "X", "website": "javascript:alert(1)"}, "Regel 3: website: "),
        ({"naam": "Goed"}, "Regel 3: Goed staat er al, met nummer "),
    ],
)
def test_one_wrong_line_is_named_and_nothing_is_kept(jo, velden, zin):
    al_daar = bouwers.aanbod(naam="Goed", aanbieder="", plek="")
    velden = {"omschrijving": "Iets"} | velden
    uitslag = neem_op(jo, {"naam": "Nieuw en goed"}, velden)
    assert any(fout.startswith(zin) for fout in uitslag.fouten), uitslag.fouten
    assert list(Aanbod.objects.all()) == [al_daar]


def test_what_a_colleague_changed_meanwhile_is_not_written_over(jo):
    rij = bouwers.aanbod()
    lijst = lees(als_csv([rij]))
    Aanbod.objects.filter(pk=rij.pk).update(tijd="Door een collega", versie=2)
    lijst[0]["tijd"] = "Elke vrijdag"
    assert "is gewijzigd nadat u de lijst ophaalde" in neem_op(jo, *lijst).fouten[0]
    assert "twee keer in het bestand" in neem_op(jo, lijst[0], lijst[0]).fouten[-1]
    assert Aanbod.objects.get().tijd == "Door een collega"


def test_an_entry_of_another_gemeente_is_out_of_reach(jo):
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    vreemd = bouwers.aanbod(gemeente=elders, plaats="afstand")
    assert "kennen wij niet" in neem_op(jo, als_rij(vreemd) | {"tijd": "Nu"}).fouten[0]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"titel;tekst\nx;y\n", "mist de kolom ‘naam’"),
        (b"naam;kleur\nx;y\n", "Deze kolommen kennen wij niet: kleur."),
        (b"", "mist de kolom ‘naam’"),
        (b"naam\n" + b"x" * GROOTSTE, "te groot"),
        (b"naam\n" + b"x\n" * (MEESTE + 1), f"Er passen {MEESTE} regels"),
        (b'naam\n"' + b"x" * 200_000 + b'"\n', "kunnen wij niet lezen"),
    ],
)
def test_a_file_that_is_no_list_says_why(jo, inhoud, zin):
    with pytest.raises(Onleesbaar, match=zin):
        voer_in(inhoud, door=jo, nu=bouwers.NU)


@pytest.mark.parametrize("inhoud", [b"naam\n\x00\xff\xfe\n", b"\xff\xfe\x00", b"naam;naam\n;\n"])
def test_bytes_that_say_nothing_are_no_error_of_ours(client, jo, inhoud):
    client.force_login(jo)
    bestand = SimpleUploadedFile("lijst.csv", inhoud)
    antwoord = client.post(reverse("aanbod_inlezen"), {"bestand": bestand})
    assert antwoord.status_code in (302, 422)


class TestPaginas:
    def test_the_file_is_fetched_changed_and_read_in(self, client, jo):
        client.force_login(jo)
        bouwers.aanbod()
        bouwers.aanbod(naam="Weg", gearchiveerd_op=bouwers.NU)
        antwoord = client.get(reverse("aanbod_ophalen"))
        assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
        assert [rij["naam"] for rij in lees(antwoord.content)] == ["Koffieochtend"]
        inhoud = antwoord.content.replace(b"Koffieochtend", b"Theeochtend")
        bestand = SimpleUploadedFile("lijst.csv", inhoud)
        antwoord = client.post(reverse("aanbod_inlezen"), {"bestand": bestand}, follow=True)
        assert "Ingelezen: 0 nieuw, 1 gewijzigd, 0 bleef hetzelfde." in antwoord.text
        assert "Theeochtend" in antwoord.text

    def test_what_is_wrong_stands_on_the_page_by_line(self, client, jo):
        client.force_login(jo)
        inhoud = schrijf(*({"naam": f"X{nummer}", "buurt": "Nergens"} for nummer in range(25)))
        bestand = SimpleUploadedFile("lijst.csv", inhoud)
        antwoord = client.post(reverse("aanbod_inlezen"), {"bestand": bestand})
        assert antwoord.status_code == 422
        assert "Er is niets ingelezen." in antwoord.text
        assert "Regel 21: buurt" in antwoord.text
        assert "En nog 5 keer iets." in antwoord.text

    @pytest.mark.parametrize("velden", [{}, {"bestand": SimpleUploadedFile("leeg.csv", b"")}])
    def test_without_a_file_the_page_asks_for_one(self, client, jo, velden):
        client.force_login(jo)
        assert client.post(reverse("aanbod_inlezen"), velden).status_code == 422
