"""The whole way in a real browser: resident → coordinator → reminder → maatje → gemeente."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from meldingen.models import Buurt, Melding
from opvolging.kalender import volgende_opening
from opvolging.klokrekening import kalender
from opvolging.models import Herinnering, Koppeling, Termijn, Zaak
from rapportage import views
from signaalpunt import post
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.browser.conftest import TELEFOON, keur, log_in
from tests.rapportage.stad import jaar_vol_meldingen

ANDEREN = 320  # meldingen of the same year
WIE_MELDDE = "Wie meldde"
VOLGCODE = re.compile(r"[2-9A-Z]{5}-[2-9A-Z]{5}-[2-9A-Z]{5}")


@pytest.fixture
def mensen(stad):
    """The team and one maatje who passed the gate."""
    coordinator = bouwers.gebruiker(Rol.COORDINATOR, gemeente=stad, naam="Cas Coördinator")
    stad.teamleider = coordinator
    stad.save()
    maatje = bouwers.maatje(
        gebruiker=bouwers.gebruiker(Rol.MAATJE, gemeente=stad, naam="Marie"),
        naam="Marie Maatje",
        buurt=Buurt.objects.get(naam="Malberg"),
        vormen=["thuis"],
        talen=["nl"],
        dagdelen=["di_middag"],
        interesses=["wandelen"],
    )
    return {"coordinator": coordinator, "maatje": maatje}


def _meld(pagina: Page) -> str:
    """A neighbour reports on a phone; returns the volgcode."""
    pagina.goto("/")
    pagina.get_by_role("link", name="Voor iemand anders").first.click()
    pagina.get_by_role("group", name="Is deze persoon nu veilig?").get_by_label("Ja").check()
    pagina.get_by_label("Hoe heet deze persoon?").fill("Bertha Voorbeeld")
    pagina.get_by_label("Telefoonnummer van deze persoon").fill("06 0000 1234")
    pagina.get_by_label("In welke buurt?").select_option(label="Malberg")
    pagina.get_by_role("group", name="Weet deze persoon").locator("[value=nee]").check()
    pagina.get_by_role("group", name="Hoe kent u deze persoon?").get_by_label("Buur").check()
    pagina.get_by_role("group", name="Mogen wij zeggen").get_by_label("Alleen hoe").check()
    pagina.get_by_role("main").get_by_role("button", name="Verstuur").click()
    pagina.wait_for_url("**/melden/bedankt/")
    keur(pagina)
    gevonden = VOLGCODE.search(
        "".join(pagina.locator(".kaart--lamp .volgcode").inner_text().split())
    )
    assert gevonden
    return gevonden[0]


def _stand_achter(pagina: Page, code: str) -> str:
    pagina.goto("/volgen/")
    pagina.get_by_label("code").fill(code)
    pagina.get_by_role("main").get_by_role("button").click()
    klaar = pagina.get_by_role("button", name="Klaar")
    expect(klaar).to_be_visible()
    stand = pagina.get_by_role("heading", level=2).first.inner_text().lower()
    klaar.click()
    return stand


def _herinner_na(uren: float) -> None:
    """The dispatcher and the sweep of the mail, at a moved moment."""
    klok = Termijn.objects.eerste_contact().get()
    moment = volgende_opening(klok.gestart_op + timedelta(hours=uren), kalender(klok.gemeente))
    call_command("stuur_herinneringen", nu=moment.isoformat())
    post.verstuur(nu=moment + timedelta(minutes=1))


def _leg_contact_vast(pagina: Page) -> None:
    act = pagina.locator("#contact")
    act.get_by_label("Telefoon", exact=True).check()
    act.get_by_role("group", name="Heeft u deze persoon gesproken?").get_by_label("Ja").check()
    act.get_by_label("Ik heb verteld wat wij weten").check()
    act.get_by_role("button", name="Leg vast").click()
    expect(pagina.get_by_role("main")).to_contain_text("contact gelegd", ignore_case=True)


def _beoordeel(pagina: Page) -> None:
    act = pagina.locator("#beoordelen")
    act.get_by_label("Terecht", exact=True).check()
    act.get_by_label("Wil graag iets").check()
    act.get_by_label("Hoe zei deze persoon ja").select_option("gesprek")
    act.get_by_role("button", name="Bewaar de beoordeling").click()


def _vraag_maatje(pagina: Page) -> None:
    pagina.get_by_role("link", name="Zoek een maatje").click()
    keur(pagina)
    pagina.locator("[name=manier][value=gesprek]").check()
    pagina.get_by_label("Thuis op bezoek").check()
    pagina.get_by_label("Dinsdagmiddag").check()
    pagina.get_by_label("Nederlands").check()
    pagina.get_by_label("Wandelen").check()
    pagina.get_by_role("button", name="Bewaar en zoek een maatje").click()
    keur(pagina)
    expect(pagina.get_by_role("main")).to_contain_text("Marie Maatje")
    pagina.get_by_role("button", name=re.compile("Stel .*voor")).first.click()


def _het_is(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the pages of the report; everybody stays logged in."""
    klok = SimpleNamespace(now=lambda: moment, localdate=lambda: moment.date())
    monkeypatch.setattr(views, "timezone", klok)


def _leg_vast_en_publiceer(pagina: Page, jaar: int) -> None:
    pagina.goto(f"/rapportage/{jaar}/")
    expect(pagina.get_by_role("main")).to_contain_text("Dit is een concept")
    keur(pagina)
    pagina.get_by_role("button", name=f"Leg {jaar} vast").click()
    pagina.get_by_role("link", name="Publiceren").click()
    keur(pagina)
    pagina.get_by_label("Ik heb het verslag nagekeken").check()
    pagina.get_by_role("button", name="Publiceer voorgoed").click()
    expect(pagina.get_by_role("main")).to_contain_text("Dit verslag verandert niet meer")


def _download(pagina: Page, naam: str) -> bytes:
    with pagina.expect_download() as wacht:
        pagina.get_by_role("link", name=naam).click()
    return Path(wacht.value.path()).read_bytes()


def _rijen(csv_bestand: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bestand), delimiter=";"))


def test_a_signal_goes_the_whole_way(maak_pagina, mensen, stad, monkeypatch):
    buur = maak_pagina(viewport=TELEFOON)
    code = _meld(buur)
    assert "ontvangen" in _stand_achter(buur, code)

    # Nobody picks it up: the team hears of it, without a name.
    mail.outbox.clear()
    _herinner_na(24 * 4)
    assert len(mail.outbox) >= 1
    assert "Bertha" not in "".join(str(bericht.body) for bericht in mail.outbox)
    assert Herinnering.objects.filter(status=Herinnering.Status.VERZONDEN).exists()

    bureau = maak_pagina()
    log_in(bureau, mensen["coordinator"].email)
    expect(bureau.get_by_role("heading", level=1)).to_have_text("Werkvoorraad")
    expect(bureau.get_by_role("main")).not_to_contain_text("Bertha")
    keur(bureau)
    bureau.get_by_role("button", name="Oppakken").click()
    expect(bureau.get_by_role("heading", level=1)).to_have_text("Bertha Voorbeeld")
    keur(bureau)
    assert "opgepakt" in _stand_achter(buur, code)

    _leg_contact_vast(bureau)
    assert Termijn.objects.eerste_contact().get().gestopt_op
    _beoordeel(bureau)
    _vraag_maatje(bureau)

    avond = maak_pagina(viewport=TELEFOON)
    log_in(avond, mensen["maatje"].gebruiker.email)
    keur(avond)
    expect(avond.get_by_role("main")).not_to_contain_text("Bertha")
    avond.get_by_role("button", name="Ja, graag").click()
    expect(avond.get_by_role("main")).to_contain_text("Bertha")
    expect(avond.get_by_role("main")).not_to_contain_text("Voorbeeld")
    keur(avond)

    bureau.goto(f"/koppelingen/{Koppeling.objects.get().pk}/")
    keur(bureau)
    bureau.get_by_role("button", name=re.compile("Start")).click()
    assert Koppeling.objects.get().status == Koppeling.Status.ACTIEF

    bureau.goto(f"/zaken/{Zaak.objects.get().pk}/")
    act = bureau.locator("#afsluiten")
    act.locator("summary").click()
    act.get_by_label("Een maatje").check()
    act.get_by_role("button", name="Sluit de zaak af").click()
    keur(bureau)
    assert "afgerond" in _stand_achter(buur, code)

    # The others of that year, so that nobody stands out; then it is the year after.
    jaar = Melding.objects.get().ontvangen_dag.year
    jaar_vol_meldingen(stad, jaar, ANDEREN)
    _het_is(datetime(jaar + 1, 1, 12, 9, tzinfo=UTC), monkeypatch)
    _leg_vast_en_publiceer(bureau, jaar)

    beleid = maak_pagina()
    log_in(beleid, bouwers.gebruiker(Rol.GEMEENTE, gemeente=stad).email)
    keur(beleid)
    beleid.get_by_role("link", name=f"Jaarverslag {jaar}").click()
    keur(beleid)
    assert _download(beleid, "PDF").startswith(b"%PDF")
    assert _download(beleid, "Excel").startswith(b"PK")
    cijfers = _download(beleid, "CSV").decode("utf-8-sig")
    assert "Bertha" not in cijfers
    # What is published of this year counts hers: all meldingen, and the door she came in by.
    deur = {rij["rij"]: rij["aantal"] for rij in _rijen(cijfers) if rij["tabel"] == WIE_MELDDE}
    zoals_zij = Melding.objects.filter(deur="iemand_anders", ontvangen_dag__year=jaar).count()
    assert (deur["Totaal"], deur["voor iemand anders"]) == (str(ANDEREN + 1), str(zoals_zij))


def test_the_gemeente_reads_a_year_only_when_it_was_published(maak_pagina, mensen, stad):
    jaar = timezone.localdate().year - 1
    jaar_vol_meldingen(stad, jaar)
    gemeente = maak_pagina()
    log_in(gemeente, bouwers.gebruiker(Rol.GEMEENTE, gemeente=stad).email)
    keur(gemeente)
    assert gemeente.goto(f"/rapportage/{jaar}/").status == 404
