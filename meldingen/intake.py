"""The only place where a melding comes to be.

A form is sent under a key of its own. The same key with the same content gives the same melding,
however often it is sent; with other content it is refused.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from meldingen.gevaarwoorden import wijst_op_gevaar
from meldingen.models import Buurt, Deur, Kanaal, Melder, Melding, Vindplaats
from meldingen.volgcode import volgcode, volgcode_hash
from signaalpunt import post, zoekhash
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht, Gebruiker, Gemeente

# Answers that are kept on the melding under their own name.
EIGEN_VELDEN = (
    "toelichting", "aandachtspunten", "postcode", "huisnummer", "toevoeging", "leeftijdsgroep",
    "taal", "behoeften", "signalen", "levensgebeurtenissen", "zelf_gedaan", "bereikbaar_via",
    "bereikbaar_moment", "voicemail", "weet_ervan", "relatie", "geldzorgen", "terugkoppeling",
    "hoe_kent_u_ons", "betrokkene_naam", "betrokkene_telefoon",
)  # fmt: skip

VRIJE_TEKST = ("toelichting", "aandachtspunten")


class AlGebruikt(Geweigerd):
    """The key of this form was used for another melding."""


@dataclass(frozen=True)
class Herkomst:
    """How a melding came in: through which door, channel and vindplaats, and who typed it."""

    gemeente: Gemeente
    deur: Deur
    kanaal: Kanaal = Kanaal.WEB
    ingevoerd_door: Gebruiker | None = None
    vindplaats: Vindplaats | None = None
    is_verdacht: bool = False
    taal: str = "nl"  # of the page, and so of the confirmation
    heeft_melder: bool = True  # not of what the team heard while it was at somebody else's


def inhoud_hash(herkomst: Herkomst, gegevens: Mapping[str, Any]) -> str:
    """What tells whether two forms say the same."""
    inhoud = json.dumps([herkomst.deur, dict(gegevens)], sort_keys=True, default=_gekozen)
    return zoekhash.sleutelhash("inhoud", inhoud)


def _gekozen(antwoord: Any) -> str:
    return antwoord.code if isinstance(antwoord, Buurt) else str(antwoord)


def _betrokkene(deur: Deur, gegevens: Mapping[str, Any]) -> dict[str, str]:
    """Name, phone and e-mail of the betrokkene; behind `voor mijzelf` that is the melder."""
    voor = "" if deur == Deur.MIJZELF else "betrokkene_"
    return {
        "betrokkene_naam": gegevens.get(f"{voor}naam", ""),
        "betrokkene_telefoon": gegevens.get(f"{voor}telefoon", ""),
        "betrokkene_email": gegevens.get(f"{voor}email", ""),
    }


def zoekhashes(deur: Deur, gegevens: Mapping[str, Any]) -> dict[str, str]:
    """What can be compared with other meldingen, of answers that need not be complete."""
    mens = _betrokkene(deur, gegevens)
    return {
        "adres_hash": zoekhash.adres(gegevens.get("postcode", ""), gegevens.get("huisnummer", "")),
        "telefoon_hash": zoekhash.telefoon(mens["betrokkene_telefoon"]),
        "email_hash": zoekhash.email(mens["betrokkene_email"]),
        "naam_hash": zoekhash.naam(mens["betrokkene_naam"]),
    }


def _buurt(antwoord: Buurt | str) -> dict[str, Any]:
    return {"buurt": antwoord} if isinstance(antwoord, Buurt) else {"buurt_anders": antwoord}


def _melding(
    herkomst: Herkomst, gegevens: Mapping[str, Any], *, sleutel: UUID, nu: datetime
) -> Melding:
    eigen = {naam: gegevens[naam] for naam in EIGEN_VELDEN if gegevens.get(naam)}
    mens = _betrokkene(herkomst.deur, gegevens)
    return Melding(
        gemeente=herkomst.gemeente,
        deur=herkomst.deur,
        kanaal=herkomst.kanaal,
        ingevoerd_door=herkomst.ingevoerd_door,
        vindplaats=herkomst.vindplaats,
        is_verdacht=herkomst.is_verdacht,
        is_veilig=gegevens.get("veilig") != "nee",
        is_spoed=wijst_op_gevaar(*(gegevens.get(naam, "") for naam in VRIJE_TEKST)),
        ontvangen_op=nu,
        ontvangen_dag=localdate(nu),
        sleutel=sleutel,
        inhoud_hash=inhoud_hash(herkomst, gegevens),
        volgcode_hash=volgcode_hash(volgcode(sleutel)),
        **zoekhashes(herkomst.deur, gegevens),
        **eigen | mens,
        **_buurt(gegevens.get("buurt", "")),
    )


def _bewaar_melder(melding: Melding, gegevens: Mapping[str, Any]) -> None:
    """Who brought it, apart from what was brought."""
    naam = gegevens.get("melder_naam", "")
    telefoon, email = gegevens.get("melder_telefoon", ""), gegevens.get("melder_email", "")
    Melder.objects.create(
        melding=melding,
        gemeente=melding.gemeente,
        naam=naam,
        telefoon=telefoon,
        email=email,
        organisatie=gegevens.get("organisatie", ""),
        functie=gegevens.get("functie", ""),
        mag_genoemd_worden=gegevens.get("mag_genoemd_worden", ""),
        naam_hash=zoekhash.naam(naam),
        telefoon_hash=zoekhash.telefoon(telefoon),
        email_hash=zoekhash.email(email),
    )


def stuur_code(melding: Melding, *, aan: str, taal: str, nu: datetime) -> None:
    """Lay the mail with the volgcode ready, once for each address; nothing else keeps `aan`."""
    gemeente = melding.gemeente
    post.leg_klaar(
        gemeente=gemeente,
        soort="bevestiging_en" if taal == "en" else "bevestiging",
        aan=aan,
        gegevens={
            "volgcode": volgcode(melding.sleutel, melding.volgcode_versie),
            "telefoon": gemeente.telefoon,
        },
        sleutel=f"{_van_bevestiging(melding)}{zoekhash.email(aan)[:16]}",
        nu=nu,
    )


def let_op_gevaar(melding: Melding, tekst: str) -> None:
    """Let the team read `melding` first when what its melder adds later points to danger."""
    if wijst_op_gevaar(tekst):
        Melding.objects.filter(pk=melding.pk).update(is_spoed=True)


def wissel_volgcode(melding: Melding, *, van_versie: int) -> str | None:
    """Give `melding` its next volgcode and return it: the one before is dead, also in the mail.

    None when its code was no longer that of `van_versie`: somebody else was first.
    """
    code = volgcode(melding.sleutel, van_versie + 1)
    zelfde = Melding.objects.filter(pk=melding.pk, volgcode_versie=van_versie)
    gewisseld = zelfde.update(volgcode_versie=van_versie + 1, volgcode_hash=volgcode_hash(code))
    if not gewisseld:
        return None
    met_de_oude = Bericht.objects.filter(sleutel__startswith=_van_bevestiging(melding))
    post.trek_in(list(met_de_oude.values_list("sleutel", flat=True)))
    return code


def _van_bevestiging(melding: Melding) -> str:
    """How the keys of the mails with its volgcode begin."""
    return f"bevestiging-{melding.pk}-"


def ontvang(
    herkomst: Herkomst, gegevens: Mapping[str, Any], *, sleutel: UUID, nu: datetime
) -> Melding:
    """Store what was filled in; `gegevens` are the cleaned fields of one of the doors.

    In the transaction of the caller, which adds the clock. Raises IntegrityError when `sleutel` was
    used before: then that transaction is over, and `eerdere` says what is there.
    """
    melding = _melding(herkomst, gegevens, sleutel=sleutel, nu=nu)
    melding.save(force_insert=True)
    if herkomst.heeft_melder and melding.deur != Deur.MIJZELF:
        _bewaar_melder(melding, gegevens)
    email = gegevens.get("email") or gegevens.get("melder_email", "")
    # Whoever fills in spam must not let us mail the address that was typed.
    if melding.terugkoppeling == "email" and email and not melding.is_verdacht:
        stuur_code(melding, aan=email, taal=herkomst.taal, nu=nu)
    return melding


def eerdere(herkomst: Herkomst, gegevens: Mapping[str, Any], *, sleutel: UUID) -> Melding | None:
    """What was stored under the same key before; raises AlGebruikt when that was something else."""
    eerder = Melding.objects.filter(sleutel=sleutel).first()
    zelfde = (inhoud_hash(herkomst, gegevens), herkomst.gemeente.pk)
    if eerder and (eerder.inhoud_hash, eerder.gemeente_id) != zelfde:
        raise AlGebruikt(
            _(
                "Dit formulier is al een keer verstuurd, met andere antwoorden. "
                "Begin een nieuw formulier."
            )
        )
    return eerder
