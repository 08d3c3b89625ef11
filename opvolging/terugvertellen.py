"""Telling a melder how it went: only as the person agreed, and in words that stand fixed.

Without that agreement a melder hears that it is ontvangen, opgepakt and afgerond, and nothing about
the person. With it somebody of the team chooses a sentence, and mails it or says it on the phone.
A mail asks again when it leaves: who takes the agreement back in between is obeyed.
"""

from datetime import datetime

from django.db import models, transaction

from meldingen.models import Deur, Melding
from opvolging import terugkoppeling, toestemming
from opvolging.models import Gebeurtenis, Toestemming, Zaak, ZaakMelding
from opvolging.verloop import houd_vast, schrijf_bij
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht, Gebruiker

SOORT = "hoe_het_ging"
GOED = Toestemming.Soort.TERUGKOPPELING


class Zin(models.TextChoices):
    """What may be told. Never what plays, and never that somebody wants no help."""

    CONTACT = "contact", "Wij hebben contact gehad met deze persoon."
    HULP = "hulp", "Er is nu iets of iemand waar deze persoon iets aan heeft."
    VRAAG_ZELF = "vraag_zelf", "U kunt deze persoon gerust zelf vragen hoe het gaat."


IN_ENGLISH = {
    Zin.CONTACT: "We have been in touch with this person.",
    Zin.HULP: "There is now something or somebody that helps this person.",
    Zin.VRAAG_ZELF: "Feel free to ask this person yourself how they are doing.",
}


class Manier(models.TextChoices):
    """How the melder hears it."""

    TELEFOON = "telefoon", "aan de telefoon"
    EMAIL = "email", "in een e-mail"


def te_vertellen(melding: Melding, *, is_ingetrokken: bool) -> bool:
    """Whether somebody else brought it, who did not take it back."""
    return melding.deur != Deur.MIJZELF and not is_ingetrokken


@transaction.atomic
def vertel(
    zaak: Zaak, *, melding: Melding, zin: Zin, manier: Manier, door: Gebruiker, nu: datetime
) -> None:
    """Tell who brought `melding`, also of a closed zaak; the same again under one yes, once.

    Raises ToestemmingOntbreekt when the person did not agree, Geweigerd when `melding` is no part
    of `zaak` (any more), there is nobody to tell it to, or the sentence cannot be true.
    """
    zaak = houd_vast(zaak)
    goed = toestemming.geldende(zaak, GOED).last()
    if goed is None:
        raise toestemming.ToestemmingOntbreekt(GOED)
    _weiger(zaak, melding, zin, manier)
    tekst = f"Melding {melding.pk}, {manier.label}: {zin.label}"
    eerder = zaak.gebeurtenissen.filter(
        soort=Gebeurtenis.Soort.TERUGVERTELD, op__gte=goed.vastgelegd_op
    )
    if any(regel.tekst == tekst for regel in eerder):
        return
    schrijf_bij(zaak, Gebeurtenis.Soort.TERUGVERTELD, door=door, nu=nu, tekst=tekst)
    if manier == Manier.EMAIL:
        post.leg_klaar(
            gemeente=melding.gemeente,
            soort=SOORT,
            aan=terugkoppeling.adres(melding),
            gegevens={},
            sleutel=_sleutel(melding.pk, zin, goed.pk),
            nu=nu,
        )


def _weiger(zaak: Zaak, melding: Melding, zin: Zin, manier: Manier) -> None:
    if not ZaakMelding.objects.filter(zaak=zaak, melding=melding).exists():
        raise Geweigerd("Deze melding hoort niet meer bij deze zaak. Ververs de pagina.")
    if not te_vertellen(melding, is_ingetrokken=terugkoppeling.is_ingetrokken(melding)):
        raise Geweigerd(
            "Deze persoon meldde zelf, of de melder trok de melding in. Vertel niets meer."
        )
    if manier == Manier.EMAIL and not terugkoppeling.wil_mail(melding):
        raise Geweigerd("Deze melder vroeg niet om e-mail. Vertel het aan de telefoon.")
    is_nee = zaak.hulpwens == Zaak.Hulpwens.NEE
    wil_niets = is_nee or zaak.uitkomst == Zaak.Uitkomst.WIL_GEEN_HULP
    if zin == Zin.HULP and wil_niets:
        raise Geweigerd("Deze persoon wil geen hulp, dus deze zin klopt niet. Kies een andere.")


def _sleutel(melding: int, zin: str, goed: int) -> str:
    return f"{SOORT}-{melding}-{zin}-{goed}"


@transaction.atomic
def houd_tegen(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """The person took it back: what did not leave yet stays here, and the history says so."""
    meldingen = list(zaak.zaakmeldingen.values_list("melding", flat=True))
    alle = list(zaak.toestemmingen.filter(soort=GOED).values_list("pk", flat=True))
    sleutels = [_sleutel(m, zin, goed) for m in meldingen for zin in Zin for goed in alle]
    if post.trek_in(sleutels):
        schrijf_bij(zaak, Gebeurtenis.Soort.TOCH_NIET_VERTELD, door=door, nu=nu)


def schrijf(bericht: Bericht, nu: datetime) -> post.Inhoud | None:
    """What it says as it leaves; None when the person does not agree now, or it was taken back."""
    nummer, zin, goed = bericht.sleutel.removeprefix(f"{SOORT}-").split("-")
    melding = Melding.objects.filter(pk=nummer).select_related("gemeente", "zaakmelding").first()
    if melding is None or not _mag_nog(melding, int(goed)):
        return None
    gegevens = {
        "zin": Zin(zin).label,
        "in_english": IN_ENGLISH[Zin(zin)],
        "telefoon": melding.gemeente.telefoon,
    }
    return post.Inhoud(bericht.aan, gegevens)


def _mag_nog(melding: Melding, goed: int) -> bool:
    """Whether this very yes still holds in the zaak where `melding` is now."""
    in_zaak = getattr(melding, "zaakmelding", None)
    if in_zaak is None or terugkoppeling.is_ingetrokken(melding):
        return False
    geldend = Toestemming.objects.filter(zaak=in_zaak.zaak_id, soort=GOED, pk=goed).geldend()
    return geldend.exists()


post.INHOUD[SOORT] = schrijf
