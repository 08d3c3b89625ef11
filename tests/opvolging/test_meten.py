"""The loneliness scale of a zaak: only with consent, as answered, start and follow-up alike."""

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from opvolging import intrekken, meten, samenvoegen
from opvolging.eenzaamheidsschaal import UITSPRAKEN, VORMEN
from opvolging.models import Inzage, Meting, Toestemming, Zaak
from opvolging.schaalblad import schaalblad
from opvolging.toestemming import ToestemmingOntbreekt
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU
from tests.pdflezer import lettermaten, pdftekst, tags

pytestmark = pytest.mark.django_db

KORT, LANG = Meting.Vorm.KORT, Meting.Vorm.LANG
E = "jnmjnjmjnnn"  # example E of the manual


@pytest.fixture
def zaak():
    de_zaak = bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD)
    bouwers.toestemming(zaak=de_zaak, soort=Toestemming.Soort.SCHAAL)
    return de_zaak


def meet(zaak: Zaak, nu=NU, **velden: Any) -> Meting:
    standaard: dict[str, Any] = {"vorm": LANG, "antwoorden": E}
    return meten.leg_vast(zaak, **standaard | velden, door=zaak.behandelaar, nu=nu)


def test_the_answers_are_kept_with_what_was_counted(zaak):
    meting = meet(zaak, cijfer=6)
    meting.refresh_from_db()
    assert (meting.antwoorden, meting.emotioneel, meting.sociaal) == (E, 2, 2)
    assert (meting.totaal, meting.categorie, meting.cijfer) == (4, "matig", 6)
    # the history stays, so it does not say what came out
    assert zaak.gebeurtenissen.get().tekst == "De vragenlijst met 11 uitspraken."


def test_without_consent_nothing_is_asked(zaak):
    intrekken.trek_in(
        zaak.toestemmingen.get(soort="schaal"), door=zaak.behandelaar, nu=NU + timedelta(hours=1)
    )
    for deze in (zaak, bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD)):
        with pytest.raises(ToestemmingOntbreekt, match="De vragenlijst kan alleen"):
            meet(deze)
    assert not Meting.objects.exists()


def test_the_same_form_sent_twice_is_one_meting(zaak):
    sleutel = uuid4()
    assert meet(zaak, sleutel=sleutel) == meet(zaak, sleutel=sleutel)
    assert zaak.gebeurtenissen.count() == 1


def test_a_follow_up_is_of_the_same_form_as_the_start(zaak):
    assert meten.vorm_van(zaak) is None
    meet(zaak)
    with pytest.raises(Geweigerd, match="Neem die weer"):
        meet(zaak, vorm=KORT, antwoorden="njjjnn")
    meet(zaak, nu=NU + timedelta(days=180))
    assert meten.vorm_van(zaak) == LANG


@pytest.mark.parametrize("antwoorden", ["mmmmmmmmmmm", "nnnnnnnnnnn", "jjjjjjjjj--"])
def test_the_same_answer_to_everything_is_asked_again(zaak, antwoorden):
    with pytest.raises(meten.RechteLijn, match="kijk het samen na"):
        meet(zaak, antwoorden=antwoorden)
    assert meet(zaak, antwoorden=antwoorden, klopt=True).antwoorden == antwoorden


def test_with_too_many_open_there_is_no_total_and_with_nothing_no_meting(zaak):
    meting = meet(zaak, antwoorden="jnmjnj--nnn")
    assert (meting.emotioneel, meting.totaal, meting.categorie) == (2, None, "")
    with pytest.raises(Geweigerd, match="nog niets ingevuld"):
        meet(zaak, antwoorden="-" * 11)
    assert meet(zaak, antwoorden="-" * 11, cijfer=7).cijfer == 7


def test_zaken_that_are_joined_take_them_along_and_back(zaak):
    andere = bouwers.zaak(behandelaar=zaak.behandelaar, status=Zaak.Status.CONTACT_GELEGD)
    meting = meet(zaak)
    samen = samenvoegen.voeg_samen(zaak, in_zaak=andere, door=zaak.behandelaar, nu=NU)
    assert andere.metingen.get() == meting
    samenvoegen.maak_ongedaan(samen, door=zaak.behandelaar, nu=NU)
    assert zaak.metingen.get() == meting


@pytest.mark.parametrize(
    ("fout", "welke"),
    [
        ({"vorm": 7}, "vorm"),
        ({"cijfer": 11}, "cijfer_van_1_tot_10"),
        ({"categorie": ""}, "categorie_bij_totaal"),
    ],
)
def test_the_database_refuses_what_cannot_be(zaak, fout, welke):
    goed = {"gemeente": zaak.gemeente, "zaak": zaak, "vorm": 6, "antwoorden": "njjjnn"}
    goed |= {"totaal": 0, "categorie": "niet", "op": NU, "door": zaak.behandelaar}
    with pytest.raises(IntegrityError, match=f"meting_{welke}"), transaction.atomic():
        Meting.objects.create(**goed | fout)


@pytest.mark.parametrize("vorm", [KORT, LANG])
def test_on_paper_it_is_tagged_large_and_says_the_exact_words_and_no_name(zaak, vorm):
    blad = schaalblad(zaak.gemeente, zaak, vorm, nu=NU)
    pdf = pikepdf.open(io.BytesIO(blad))
    assert len(pdf.pages) == 1
    tekst = pdftekst(pdf)
    for item in VORMEN[vorm]:
        assert UITSPRAKEN[item] in tekst
    assert tekst.count("min of meer") == vorm
    assert "geen diagnose" in tekst
    assert "Janssen" not in tekst
    assert min(lettermaten(pdf)) >= 12
    assert tags(pdf)[0].count("/H2") == vorm + 1


class TestPage:
    @pytest.fixture
    def client(self, zaak):
        schaal = zaak.toestemmingen.get(soort="schaal")
        bouwers.gebeurtenis(zaak=zaak, soort="toestemming", toestemming=schaal)
        client = Client()
        client.force_login(zaak.behandelaar)
        return client

    def _adres(self, zaak):
        return reverse("zaak_schaal", args=[zaak.pk])

    def _vul_in(self, client, zaak, antwoorden=E, **velden):
        per_item = zip(VORMEN[len(antwoorden)], antwoorden, strict=True)
        velden = {f"u{item}": teken for item, teken in per_item if teken != "-"} | velden
        velden = {"sleutel": str(uuid4()), "vorm": len(antwoorden), **velden}
        return client.post(self._adres(zaak), velden, follow=True)

    def test_the_page_says_what_it_is_and_starts_with_the_long_form(self, client, zaak):
        tekst = client.get(self._adres(zaak)).text
        assert "gespreksinstrument, geen diagnose" in tekst
        assert tekst.count('value="m"') == 11
        assert "Alles hetzelfde" not in tekst
        assert Inzage.objects.count() == 1

    def test_choosing_the_other_form_drops_no_answer_there_and_back(self, client, zaak):
        velden = {"sleutel": str(uuid4()), "vorm": 11, "cijfer": "6", "u1": "j", "u3": "m"}
        kort = client.post(self._adres(zaak), velden | {"naar_vorm": 6})
        assert kort.status_code == 200
        assert kort.text.count('type="radio"') == 18
        assert 'name="u3" value="m"' in kort.text
        assert 'name="u1" value="j"' in kort.text  # waits unseen
        assert kort.context["form"]["cijfer"].value() == "6"
        form = kort.context["form"]
        typt_verder = {naam: form[naam].value() or "" for naam in form.fields} | {"u4": "n"}
        lang = client.post(self._adres(zaak), typt_verder | {"vorm": 6, "naar_vorm": 11})
        assert {naam: lang.context["form"][naam].value() for naam in ("u1", "u3", "u4")} == {
            "u1": "j", "u3": "m", "u4": "n",
        }  # fmt: skip
        assert not Meting.objects.exists()
        client.post(self._adres(zaak), typt_verder | {"vorm": 6})
        assert Meting.objects.get().antwoorden == "mn----"

    def test_who_filled_in_the_other_form_than_a_colleague_meanwhile_loses_nothing(
        self, client, zaak
    ):
        meet(zaak)
        antwoord = self._vul_in(client, zaak, "mnmnmj")
        assert antwoord.status_code == 422
        assert "De vorige keer was het de vragenlijst met 11 uitspraken." in antwoord.text
        assert antwoord.text.count("checked") == 6
        assert 'name="naar_vorm" value="11"' in antwoord.text

    def test_what_was_filled_in_and_not_sent_is_kept_until_it_is_sent(self, client, zaak):
        concept = reverse("zaak_concept", args=[zaak.pk])
        client.post(concept, {"act": "schaal", "vorm": "11", "u1": "j"})
        assert client.get(concept).json() == {"concepten": {"schaal": {"u1": ["j"]}}}
        assert client.post(concept, {"act": "schaal", "vorm": "11"}).json() == {"bewaard": False}
        client.post(concept, {"act": "schaal", "u1": "j"})
        self._vul_in(client, zaak)
        assert client.get(concept).json() == {"concepten": {}}

    def test_who_takes_the_agreement_back_leaves_no_half_answers(self, client, zaak):
        client.post(reverse("zaak_concept", args=[zaak.pk]), {"act": "schaal", "u1": "j"})
        deze = zaak.toestemmingen.get(soort="schaal")
        intrekken.trek_in(deze, door=zaak.behandelaar, nu=NU)
        assert not zaak.concepten.exists()

    def test_the_answers_come_back_on_the_page_of_the_zaak(self, client, zaak):
        antwoord = self._vul_in(client, zaak, cijfer="6")
        assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#schaal", 302)]
        assert "totaal 4: matig eenzaam. Emotioneel 2. Sociaal 2. Rapportcijfer 6." in antwoord.text
        antwoord = self._vul_in(client, zaak, "jnnjnnjjnnj")
        assert "4 punten lager dan bij de start." in antwoord.text

    def test_a_straight_line_comes_back_with_a_question(self, client, zaak):
        antwoord = self._vul_in(client, zaak, "mmmmmm")
        assert antwoord.status_code == 422
        assert "Alles hetzelfde: dat klopt" in antwoord.text
        assert antwoord.text.count("checked") == 6
        assert (
            "De antwoorden zijn bewaard." in self._vul_in(client, zaak, "mmmmmm", klopt="on").text
        )

    def test_who_leaves_two_open_hears_that_there_is_no_total(self, client, zaak):
        assert "Dan telt het totaal niet." in self._vul_in(client, zaak, "jnmjnj--nnn").text

    def test_nothing_filled_in_is_said(self, client, zaak):
        assert "nog niets ingevuld" in self._vul_in(client, zaak, "-----------").text

    def test_after_taking_back_nothing_of_it_is_shown(self, client, zaak):
        self._vul_in(client, zaak)
        deze = zaak.toestemmingen.get(soort="schaal")
        intrekken.trek_in(deze, door=zaak.behandelaar, nu=NU + timedelta(days=1))
        tekst = client.get(reverse("zaak", args=[zaak.pk])).text
        assert 'id="schaal"' not in tekst
        assert "matig" not in tekst
        assert "De vragenlijst kan alleen" in client.get(self._adres(zaak), follow=True).text

    def test_the_paper_can_be_printed(self, client, zaak):
        for vorm in (6, 11):
            antwoord = client.get(reverse("zaak_schaal_papier", args=[zaak.pk, vorm]))
            assert antwoord["Content-Type"] == "application/pdf"
        ander = reverse("zaak_schaal_papier", args=[zaak.pk, 7])
        assert client.get(ander).status_code == 404
