"""Paper for somebody whom a melding is about: what we must tell, and a letter when nobody answers.

Tagged PDF in large type. What shows through the window of the envelope is a name and an address:
the outside may tell nobody what this is about. It is made when asked for and kept nowhere.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from meldingen.models import Deur
from opvolging.antwoorden import MetMelder
from opvolging.belkaart import in_een_zin, wie_meldde
from opvolging.informatietekst import als_gegevens, informatietekst
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.pdf import zet

SJABLOON = Path(__file__).parent / "drukwerk/informatie.typ"
TITEL = "Wat wij over u weten, en wat u mag vragen"


def informatieblad(gemeente: Gemeente, delen: Sequence[MetMelder], *, nu: datetime) -> bytes:
    """What somebody must hear whose data came from these meldingen."""
    return zet(SJABLOON, _informatie(gemeente, delen), moment=nu)


def brief(
    gemeente: Gemeente, delen: Sequence[MetMelder], *, door: Gebruiker, nu: datetime
) -> bytes:
    """A letter to somebody who could not be reached, with what we must tell on the next page."""
    inhoud = _informatie(gemeente, delen) | {"brief": _brief(gemeente, delen, door, nu)}
    inhoud["titel"] = TITEL if inhoud["stukken"] else "Een bericht voor u"
    return zet(SJABLOON, inhoud, moment=nu)


def _anderen(delen: Sequence[MetMelder]) -> list[MetMelder]:
    return [deel for deel in delen if deel.melding.deur != Deur.MIJZELF]


def _informatie(gemeente: Gemeente, delen: Sequence[MetMelder]) -> dict[str, Any]:
    bronnen = [wie_meldde(deel) for deel in _anderen(delen)]
    return {
        "titel": TITEL,
        "afzender": gemeente.afzender,
        "stukken": als_gegevens(informatietekst(gemeente, bronnen)) if bronnen else [],
    }


def _brief(
    gemeente: Gemeente, delen: Sequence[MetMelder], door: Gebruiker, nu: datetime
) -> dict[str, Any]:
    naam = next(
        (d.melding.betrokkene_naam for d in reversed(delen) if d.melding.betrokkene_naam), ""
    )
    return {
        "adres": [naam or "Aan de bewoner", *_adres(gemeente, delen)],
        "datum": f"{gemeente.naam}, {date_format(timezone.localdate(nu), 'j F Y')}",
        "kop": f"Beste {in_een_zin(naam) or 'bewoner'},",
        "alineas": [
            "Wij probeerden u te bereiken. Dat lukte nog niet. Daarom schrijven wij u.",
            _waarom(delen),
            "Wij willen graag horen hoe het met u gaat. U beslist zelf of u iets wilt.",
            "Wilt u geen contact? Dat is ook goed. Laat het ons weten, dan stoppen wij.",
        ],
        "bel": f"Bel ons gerust, en vraag naar {door.naam}:",
        "telefoon": gemeente.telefoon,
        "bereikbaar": gemeente.bereikbaar,
        "groet": "Met een hartelijke groet,",
        "afzender": [door.naam, gemeente.afzender],
    }


def _waarom(delen: Sequence[MetMelder]) -> str:
    anderen = _anderen(delen)
    if len(anderen) < len(delen):
        return "U liet ons zelf weten dat u wel iemand kunt gebruiken. Fijn dat u dat deed."
    wie = wie_meldde(anderen[-1]).wie if anderen else "iemand"
    return (
        f"Misschien verrast dit u. {wie[:1].upper()}{wie[1:]} denkt aan u, en vertelde ons over u."
    )


def _adres(gemeente: Gemeente, delen: Sequence[MetMelder]) -> list[str]:
    """Postcode and number bring a letter home; the street is never asked."""
    melding = next((d.melding for d in reversed(delen) if d.melding.postcode), None)
    if melding is None:
        return ["(vul het adres in)"]
    los = " " if melding.toevoeging[:1].isdecimal() else ""
    nummer = f"{melding.huisnummer}{los}{melding.toevoeging}"
    return [f"Huisnummer {nummer}", f"{melding.postcode} {gemeente.naam}"]
