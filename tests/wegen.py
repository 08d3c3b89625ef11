"""How a visitor comes to each state of a public page; the table itself is toestanden."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from meldingen.intake import wissel_volgcode
from meldingen.models import Buurt, Melding
from meldingen.verzending import Verzending
from meldingen.vindplaatsen import GENOEG_VOOR_VINDPLAATS
from meldingen.volgcode import volgcode
from opvolging import bijhouden as werk
from opvolging.hulpvraag import sleutel_van
from opvolging.models import Aanvulling, Tevredenheid, Toestemming, Zaak
from opvolging.views import bedankt as bedanktpagina
from opvolging.views import volgen as volgenpagina
from opvolging.views import volgrem
from opvolging.volgen import merk
from signaalpunt.models import Gemeente
from tests import bouwers
from tests.antwoorden import ADRES, antwoorden
from tests.volgact import velden_van

SLEUTEL = "6f1d2e9e-6b0a-4c57-9f05-0c2f8f1e6a11"
KAART = "7RMW2QXP"
DICHT = {"status": Zaak.Status.AFGESLOTEN, "uitkomst": Zaak.Uitkomst.ADVIES}

Antwoord = Any  # what the test client gives back, which has no type of its own
Weg = Callable[[Client], Antwoord]


def haal(naam: str, **kwargs: Any) -> Weg:
    return lambda bezoeker: bezoeker.get(reverse(naam, kwargs=kwargs))


def te_doen(op: str = "te_doen", **vraag: str) -> Weg:
    """What residents see once the team has filled something in."""

    def weg(bezoeker: Client) -> Antwoord:
        ver = Buurt.objects.get(naam="Amby")
        malberg = Buurt.objects.get(naam="Malberg")
        bouwers.aanbod(buurt=malberg, plek="Buurthuis", tijd="Elke dinsdag om 10 uur")
        bouwers.aanbod(
            naam="Samen eten", omschrijving="U eet samen warm.", buurt=ver, kosten="klein",
            prijs="4 euro", doelgroepen=["ouderen", "krap"], email="eten@voorbeeld.test",
            website="https://eten.voorbeeld.test/", drempel="aanmelden",
        )  # fmt: skip
        bouwers.aanbod(naam="Belmaatje", omschrijving="Wij bellen u.", plaats="afstand", buurt=None)
        return bezoeker.get(reverse(op), vraag)

    return weg


def hulpvraag(*, velden: dict[str, str] | None = None) -> Weg:
    """An organisation behind the link that it got."""

    def weg(bezoeker: Client) -> Antwoord:
        melding = bouwers.melding(
            betrokkene_naam="Anna Proef", betrokkene_telefoon="043 000 00 03", gemeente=_stad()
        )
        zaak = bouwers.zaak(meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)
        deze = bouwers.doorverwijzing(zaak=zaak)
        bouwers.toestemming(zaak=zaak, soort=Toestemming.Soort.DELEN, partner=deze.naar)
        adres = reverse("hulpvraag", args=[sleutel_van(bouwers.partnerlink(doorverwijzing=deze))])
        return bezoeker.get(adres) if velden is None else bezoeker.post(adres, velden)

    return weg


def bijhouden(*, op: str = "lijst", velden: dict[str, str] | None = None) -> Weg:
    """An organisation behind the link to its own entries."""

    def weg(bezoeker: Client) -> Antwoord:
        partner = bouwers.aanbodpartner(gemeente=_stad())
        rij = bouwers.aanbod(partner=partner, plaats="afstand", buurt=None)
        bouwers.aanbodvoorstel(partner=partner, aanbod=rij)
        sleutel = werk.sleutel_van(partner)
        if op == "lijst":
            return bezoeker.get(reverse("bijhouden", args=[sleutel]))
        adres = reverse("bijhouden_wijzigen", args=[sleutel, rij.pk])
        if op == "nieuw":
            adres = reverse("bijhouden_nieuw", args=[sleutel])
        return bezoeker.get(adres) if velden is None else bezoeker.post(adres, velden)

    return weg


def vraag_link(email: str) -> Weg:
    """Somebody who lost a link."""
    return lambda bezoeker: bezoeker.post(reverse("nieuwe_link"), {"email": email}, follow=True)


def _stad() -> Gemeente:
    return Gemeente.objects.get()


def verder(bezoeker: Client, antwoord: Antwoord) -> Antwoord:
    """Where the answer leads."""
    return bezoeker.get(antwoord["Location"])


# At the doors


def mens(deur: str, **anders: Any) -> dict[str, Any]:
    """What somebody sends who opened the form."""
    nieuw = Verzending.nieuw()
    return antwoorden(deur, **{"sleutel": SLEUTEL, "geopend": nieuw.geopend} | anders)


def stuur(deur: str, **velden: Any) -> Weg:
    """The form with nothing but these fields."""
    return lambda bezoeker: bezoeker.post(ADRES[deur], velden)


def druk(deur: str) -> Weg:
    def weg(bezoeker: Client) -> Antwoord:
        with override_settings(DRUK_VANAF=0):
            return bezoeker.post(ADRES[deur], mens(deur))

    return weg


def al_verstuurd(deur: str) -> Weg:
    def weg(bezoeker: Client) -> Antwoord:
        bezoeker.post(ADRES[deur], mens(deur))
        return bezoeker.post(ADRES[deur], mens(deur, toelichting="Nog iets"))

    return weg


def vergeten(bezoeker: Client) -> Antwoord:
    """A professional whose device remembers the organisation."""
    bezoeker.post(ADRES["professional"], mens("professional", onthoud_organisatie="ja"))
    return bezoeker.get(ADRES["professional"])


def langs_de_kaart(bezoeker: Client) -> Antwoord:
    bouwers.vindplaats(code=KAART)
    return verder(bezoeker, bezoeker.get(reverse("kom_binnen", kwargs={"code": KAART})))


# After sending


def bedankt(deur: str, *, daarna: Weg | None = None, **anders: Any) -> Weg:
    def weg(bezoeker: Client) -> Antwoord:
        antwoord = bezoeker.post(ADRES[deur], mens(deur, **anders))
        return daarna(bezoeker) if daarna else verder(bezoeker, antwoord)

    return weg


def mail(adres: str, *, is_te_vaak: bool = False) -> Weg:
    def weg(bezoeker: Client) -> Antwoord:
        with ExitStack() as stapel:
            if is_te_vaak:
                dicht = replace(bedanktpagina.REM_MAIL, hoogstens=0)
                stapel.enter_context(patch.object(bedanktpagina, "REM_MAIL", dicht))
            antwoord = bezoeker.post(reverse("bedankt_mail"), {"email": adres})
        return verder(bezoeker, antwoord) if antwoord.status_code == 302 else antwoord

    return weg


def vervangen(bezoeker: Client) -> Antwoord:
    """A new code was given by phone while the page was open."""
    wissel_volgcode(Melding.objects.get(), van_versie=0)
    return bezoeker.get(reverse("bedankt"))


def te_lang_open(bezoeker: Client) -> Antwoord:
    """The cookie against forgery is gone, that of the page is there."""
    bezoeker.handler.enforce_csrf_checks = True
    return bezoeker.post(reverse("bedankt_mail"), {"email": "anna@voorbeeld.test"})


def nog_een(bezoeker: Client) -> Antwoord:
    """A second melding from the same browser."""
    velden = mens("iemand_anders", sleutel=str(uuid4()))
    return verder(bezoeker, bezoeker.post(ADRES["iemand_anders"], velden))


def bewaard(bezoeker: Client) -> Antwoord:
    return verder(bezoeker, bezoeker.post(reverse("bedankt")))


def dank_vindplaats(bezoeker: Client) -> Antwoord:
    plek = bouwers.vindplaats(code=KAART)
    for _ in range(GENOEG_VOOR_VINDPLAATS):
        bouwers.melding(deur="professional", vindplaats=plek, ontvangen_op=timezone.now())
    return bedankt("professional", vindplaats=KAART)(bezoeker)


# With a volgcode


def melding(stand: str) -> Melding:
    """What somebody follows, as far as it is."""
    melding = bouwers.melding_met_code()
    if stand in {"opgepakt", "afgerond", "teruggekeken"}:
        klaar = DICHT | {"afgesloten_op": timezone.now()}
        bouwers.zaak(meldingen=[melding], **({} if stand == "opgepakt" else klaar))
    if stand == "teruggekeken":
        Tevredenheid.objects.create(
            gemeente=melding.gemeente, melding=melding, cijfer=5, op=bouwers.NU
        )
    if stand == "ingetrokken":
        bouwers.aanvulling(melding=melding, soort=Aanvulling.Soort.INTREKKING)
    return melding


def met_code(stand: str = "ontvangen", *, daarna: Weg | None = None) -> Weg:
    def weg(bezoeker: Client) -> Antwoord:
        code = volgcode(melding(stand).sleutel)
        antwoord = bezoeker.post(reverse("volgen"), {"code": code})
        return daarna(bezoeker) if daarna else verder(bezoeker, antwoord)

    return weg


def doe(naam: str, *, is_te_vaak: bool = False, **velden: str) -> Weg:
    """One act on the page behind the code."""

    def weg(bezoeker: Client) -> Antwoord:
        with ExitStack() as stapel:
            if is_te_vaak:
                dicht = replace(volgenpagina.REM_DOEN, hoogstens=0)
                stapel.enter_context(patch.object(volgenpagina, "REM_DOEN", dicht))
            voor = bezoeker.get(reverse("volgen")).context.get("voor", "")
            antwoord = bezoeker.post(reverse(naam), velden_van(naam, voor=voor, **velden))
        return verder(bezoeker, antwoord) if antwoord.status_code == 302 else antwoord

    return weg


def ander_bericht(bezoeker: Client) -> Antwoord:
    """An act of a tab that shows another melding than the one whose code was typed last."""
    velden = velden_van("aanvullen", voor=merk(melding("ontvangen")), tekst="Zij doet niet open.")
    return bezoeker.post(reverse("volgen_aanvullen"), velden)


def verkeerd_bericht(bezoeker: Client) -> Antwoord:
    """After that the code of yet another melding."""
    mee = velden_van("aanvullen", voor=merk(melding("ontvangen")), tekst="Zij doet niet open.")
    code = {"code": volgcode(melding("ontvangen").sleutel), "act": "aanvullen"}
    return bezoeker.post(reverse("volgen"), mee | code)


def raad(bezoeker: Client) -> Antwoord:
    return bezoeker.post(reverse("volgen"), {"code": "AAAAA"})


def te_vaak_geraden(bezoeker: Client) -> Antwoord:
    with patch.object(volgrem, "REM", replace(volgrem.REM, hoogstens=0)):
        return raad(bezoeker)


def weg_gewiste_code(bezoeker: Client) -> Antwoord:
    """The code of a melding that was closed longer ago than codes live."""
    melding = bouwers.melding_met_code()
    lang_geleden = bouwers.NU - timedelta(days=3000)
    bouwers.zaak(
        meldingen=[melding], opgepakt_op=lang_geleden, **DICHT | {"afgesloten_op": lang_geleden}
    )
    return bezoeker.post(reverse("volgen"), {"code": volgcode(melding.sleutel)})


# What belongs to no route


def met_status(bezoeker: Client) -> Antwoord:
    Gemeente.objects.update(toegankelijkheid_status="b", toegankelijkheid_op=bouwers.NU.date())
    return bezoeker.get(reverse("toegankelijkheid"))


def met_termijn(bezoeker: Client) -> Antwoord:
    Gemeente.objects.update(bewaartermijn=24, grondslag="algemeen_belang")
    return bezoeker.get(reverse("privacy"))


def niet_van_jou(bezoeker: Client) -> Antwoord:
    bezoeker.force_login(bouwers.gebruiker())
    return bezoeker.get(reverse("beheer"))


def stuk(bezoeker: Client) -> Antwoord:
    with patch("opvolging.views.melden.DEUREN", {}):
        return bezoeker.get(ADRES["mijzelf"])


def onleesbaar(bezoeker: Client) -> Antwoord:
    with override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=1):
        return bezoeker.post(ADRES["mijzelf"], antwoorden("mijzelf"))
