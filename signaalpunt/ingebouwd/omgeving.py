"""The environment of a demo: which settings `bin/start` and `bin/manage` fill in when nobody did.

Production gets nothing from here: it must be given its secrets and is never given invented ones.
"""

import base64
import os
import secrets

from signaalpunt.ingebouwd.plaats import Plaats, StartMislukt
from signaalpunt.ingebouwd.sloten import vergrendeld

DEMO_DOMEIN = "demo.signaalpunt.nl"
DEMO_ROLLEN = ("medewerker", "coordinator", "maatje", "gemeente", "beheerder")
DEMO_WACHTWOORD = "samen-koffie-drinken"  # everybody may know it: the demo holds invented people


# Whoever gives one of these has an installation in mind, and may not get a demo by forgetting one.
VAN_EEN_INSTALLATIE = (
    "DATABASE_URL",
    "SIGNAALPUNT_GEHEIM",
    "SIGNAALPUNT_SLEUTELS",
    "SIGNAALPUNT_HASHSLEUTEL",
)


KIES = """\
{gegeven} is ingesteld. Daarom kiest Signaalpunt niet zelf voor een demo. Typ een van deze twee:
  SIGNAALPUNT_OMGEVING=demo {opdracht}
    verzonnen mensen, met een wachtwoord dat iedereen kent
  SIGNAALPUNT_OMGEVING=productie {opdracht}
    echt werk, met eigen geheimen"""


def vul_omgeving(plaats: Plaats, opdracht: str = "bin/start") -> bool:
    """Choose the demo, with keys of its own, unless told otherwise; return whether it is one.

    Raises StartMislukt when nobody chose and the environment does not look like a fresh clone; it
    says how to give `opdracht` then.
    """
    gegeven = [naam for naam in VAN_EEN_INSTALLATIE if os.environ.get(naam)]
    if gegeven and not os.environ.get("SIGNAALPUNT_OMGEVING"):
        raise StartMislukt(KIES.format(gegeven=gegeven[0], opdracht=opdracht))
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
