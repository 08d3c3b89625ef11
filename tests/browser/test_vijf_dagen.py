"""The commonest days of a coordinator alone: a first talk, something nearby, and closing."""

import re
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from opvolging.models import Zaak
from tests import bouwers
from tests.browser.conftest import keur, klap_open

NUMMER = "043 000 00 01"


def _melding(stad, **velden):
    """A neighbour worries about somebody in Malberg."""
    malberg = stad.buurten.get(naam="Malberg")
    gegeven = {"gemeente": stad, "buurt": malberg, "betrokkene_telefoon": NUMMER} | velden
    melding = bouwers.melding(**gegeven)
    bouwers.melder(melding=melding, naam="Piet Pieters")
    return melding


def _gesproken(jo, melding, **velden):
    return bouwers.zaak(
        meldingen=[melding], behandelaar=jo, status=Zaak.Status.CONTACT_GELEGD, **velden
    )


def _bel_en_leg_vast(bureau: Page) -> None:
    kaart = bureau.locator("#bellen")
    expect(kaart.get_by_role("link", name=NUMMER)).to_have_attribute("href", "tel:0430000001")
    bureau.get_by_text("“Wie heeft mij gemeld?”").press("Enter")
    expect(bureau.get_by_role("main")).not_to_contain_text("Pieters")
    keur(bureau)
    act = klap_open(bureau, "contact")
    act.get_by_label("Telefoon", exact=True).check()
    act.get_by_label("Ja, wij hadden echt contact.").check()
    act.get_by_role("button", name="Leg vast").click()
    expect(bureau.get_by_role("status").first).to_contain_text("De klok staat stil.")


def _verken(bureau: Page) -> None:
    bureau.get_by_role("link", name="Kijk samen wat er speelt").click()
    bureau.get_by_label("Vaak eenzaam").check()
    bureau.get_by_label("Iemand is overleden").check()
    bureau.get_by_label("Een praatje, iemand die luistert").check()
    bureau.get_by_label("Wat zegt deze persoon zelf?").fill("Mist haar man")
    bureau.get_by_role("button", name="Bewaar wat u besprak").click()
    expect(bureau.locator("#verkenning")).to_contain_text("Mist haar man")


def test_the_day_of_a_first_talk(bureau, stad):
    bouwers.termijn(melding=_melding(stad, ontvangen_op=timezone.now()))
    bureau.goto("/werkvoorraad/")
    bureau.get_by_role("button", name="Oppakken").click()
    _bel_en_leg_vast(bureau)
    _verken(bureau)

    # Nobody told the person yet what we know: no help before that, and no word is lost.
    act = klap_open(bureau, "beoordelen")
    act.get_by_label("Terecht", exact=True).check()
    act.get_by_label("Wil graag iets").check()
    act.get_by_label("Hoe zei deze persoon ja").select_option("telefoon")
    act.get_by_label("Toelichting").fill("Zij zou weer willen zingen.")
    act.get_by_role("button", name="Bewaar de beoordeling").click()
    expect(bureau.get_by_role("alert").first).to_contain_text("Vertel")
    keur(bureau)
    verteld = klap_open(bureau, "vertellen")
    verteld.get_by_label("Aan de telefoon").check()
    verteld.get_by_role("button", name="Ik heb het verteld").click()
    gezegd = bureau.get_by_role("status").filter(has_text="weet wat wij weten")
    expect(gezegd).to_be_visible()

    act = bureau.locator("#beoordelen")
    expect(act.get_by_label("Toelichting")).to_have_value("Zij zou weer willen zingen.")
    act.get_by_role("button", name="Bewaar de beoordeling").click()
    expect(bureau.locator(".paginakop")).to_contain_text("in begeleiding")
    expect(bureau.locator("#toestemmingen")).to_contain_text("egeleiding")
    keur(bureau)


def _maak_afspraak(bureau: Page, dagen: int) -> None:
    moment = timezone.localtime() + timedelta(days=dagen)
    act = klap_open(bureau, "afspraak")
    act.get_by_label("Wanneer?").fill(f"{moment:%Y-%m-%dT%H:%M}")
    act.get_by_role("button", name="Maak de afspraak").click()


def test_the_day_of_something_nearby(bureau, stad, jo):
    melding = _melding(stad, behoeften=["praatje"], taal="nl")
    zaak = _gesproken(jo, melding)
    bouwers.aanbod(gemeente=stad, buurt=melding.buurt)
    bouwers.aanbod(gemeente=stad, buurt=melding.buurt, naam="Café en français", talen=["fr"])
    bureau.goto(f"/zaken/{zaak.pk}/")
    bureau.get_by_role("link", name="Kijk wat past").click()
    koffie = bureau.get_by_role("listitem").filter(has_text="Koffieochtend").first
    expect(koffie).to_contain_text("Dit is gevraagd: een praatje, iemand die luistert.")
    expect(koffie).to_contain_text("Het is in de eigen buurt, Malberg.")
    bureau.get_by_text("Dit valt af, en waarom").press("Enter")
    expect(bureau.get_by_text("Er spreekt daar niemand Nederlands.")).to_be_visible()
    keur(bureau)
    bureau.get_by_role("button", name=re.compile("Doorgegeven.*Koffieochtend")).press("Enter")
    expect(bureau.get_by_role("status").first).to_contain_text("Koffieochtend staat bij wat er is")

    act = klap_open(bureau, "afspraak")
    act.get_by_label("Wij komen langs").check()
    act.get_by_label("Waar?").fill("Bij mevrouw Janssen thuis")
    _maak_afspraak(bureau, -1)
    expect(bureau.get_by_role("alert").first).to_contain_text("Dit moment is al voorbij.")
    expect(act.get_by_label("Waar?")).to_have_value("Bij mevrouw Janssen thuis")
    keur(bureau)
    _maak_afspraak(bureau, 1)
    expect(bureau.get_by_role("status").first).to_contain_text("De afspraak staat erbij.")
    keur(bureau)
    with bureau.expect_download() as wacht:
        bureau.get_by_role("link", name="Zet in uw agenda").press("Enter")
    assert wacht.value.suggested_filename == f"afspraak-zaak-{zaak.pk}.ics"
    agenda = Path(wacht.value.path()).read_text()
    assert f"SUMMARY:Afspraak zaak {zaak.pk}" in agenda
    assert "Janssen" not in agenda


def _sluit(bureau: Page) -> None:
    bureau.locator("#afsluiten").get_by_role("button", name="Sluit de zaak af").click()


def test_the_day_of_closing(bureau, stad, jo):
    nee = {"oordeel": Zaak.Oordeel.TERECHT, "hulpwens": Zaak.Hulpwens.NEE}
    zaak = _gesproken(jo, _melding(stad), vindt_goed=False, **nee)
    bouwers.afspraak(zaak=zaak, begint_op=timezone.now() + timedelta(days=2))
    bureau.goto(f"/zaken/{zaak.pk}/")
    act = klap_open(bureau, "afsluiten")
    expect(act).to_contain_text("Dit staat nog open")
    expect(act).to_contain_text("De melder weet nog niet dat het is afgerond.")
    act.get_by_label("Toelichting").fill("Wil rust.")
    _sluit(bureau)
    expect(act).to_contain_text("Kies een antwoord.")
    expect(act.get_by_label("Toelichting")).to_have_value("Wil rust.")
    keur(bureau)
    act.get_by_label("Wil geen hulp").check()
    _sluit(bureau)
    expect(bureau.get_by_role("status").first).to_contain_text("De zaak is afgesloten.")
    keur(bureau)

    later = klap_open(bureau, "later")
    dag = timezone.localdate() + timedelta(days=60)
    later.get_by_label("Op welke dag").fill(f"{dag:%Y-%m-%d}")
    later.get_by_role("button", name="Spreek deze dag af").click()
    expect(later).to_contain_text("Kies een antwoord.")
    expect(later.get_by_label("Op welke dag")).to_have_value(f"{dag:%Y-%m-%d}")
    later.get_by_label("Aan de telefoon").check()
    later.get_by_role("button", name="Spreek deze dag af").click()
    expect(bureau.get_by_role("status").first).to_contain_text("De dag staat.")
    keur(bureau)


def test_the_day_somebody_says_never_to_call_again(bureau, stad, jo):
    zaak = _gesproken(jo, _melding(stad), oordeel=Zaak.Oordeel.TERECHT)
    bureau.goto(f"/zaken/{zaak.pk}/")
    act = klap_open(bureau, "nooit-meer")
    act.get_by_role("button", name="Zet op de lijst").press("Enter")
    expect(bureau.get_by_text("Bel niet. Overleg eerst met de coördinator.")).to_be_visible()
    keur(bureau)
    bureau.goto("/intake/?deur=iemand_anders")
    bureau.get_by_label("Telefoonnummer van deze persoon").fill("0430000001")
    bureau.get_by_label("Telefoonnummer van deze persoon").press("Tab")
    expect(bureau.locator("#dubbelen")).to_contain_text("Niet meer benaderen.")
    keur(bureau)
    bureau.get_by_role("button", name="Bewaar de melding").click()
    expect(bureau.get_by_role("alert").first).to_contain_text("Er klopt nog iets niet")
    expect(bureau.locator("#dubbelen")).to_contain_text("Niet meer benaderen.")
