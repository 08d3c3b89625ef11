"""The environment of a demo: which settings `bin/start` and `bin/manage` fill in when nobody did.

Production gets nothing from here: it must be given its secrets and is never given invented ones.
"""

import base64
import os
import secrets

from signaalpunt.ingebouwd.plaats import Plaats
from signaalpunt.ingebouwd.sloten import vergrendeld

DEMO_DOMEIN = "demo.signaalpunt.nl"
DEMO_ROLLEN = ("medewerker", "coordinator", "maatje", "gemeente", "beheerder")
DEMO_WACHTWOORD = "samen-koffie-drinken"  # everybody may know it: the demo holds invented people


def vul_omgeving(plaats: Plaats) -> bool:
    """Choose the demo, with keys of its own, unless told otherwise; return whether it is one."""
    if os.environ.setdefault("SIGNAALPUNT_OMGEVING", "demo") != "demo":
        return False
    for naam, waarde in demosleutels(plaats).items():
        os.environ.setdefault(naam, waarde)
    return True


def demosleutels(plaats: Plaats) -> dict[str, str]:
    """The keys of this clone, made once and kept in a file that only its owner reads."""
    plaats.maak_staat()
    bestand = plaats.staat / "sleutels.env"
    with vergrendeld(plaats.staat / "sleutels.slot"):
        if not bestand.exists():
            nieuw = bestand.with_suffix(".nieuw")
            nieuw.touch(mode=0o600)
            nieuw.write_text("".join(f"{naam}={waarde}\n" for naam, waarde in _verzin().items()))
            nieuw.rename(bestand)
    return dict(regel.split("=", 1) for regel in bestand.read_text().splitlines())


def _verzin() -> dict[str, str]:
    return {
        "SIGNAALPUNT_GEHEIM": secrets.token_urlsafe(50),
        "SIGNAALPUNT_SLEUTELS": "1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        "SIGNAALPUNT_HASHSLEUTEL": secrets.token_urlsafe(48),
    }
