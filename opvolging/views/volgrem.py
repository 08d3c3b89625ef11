"""How often a code may be tried: the brakes that the sum in `opvolging.volgen` counts on.

One window answers GLOBAAL wrong codes at most, of everybody together. Somebody who guesses from
some addresses must not use that up for all others: NIEUWKOMERS of them are kept for networks that
tried no more than EERSTE codes today. Who really has a code types it well the first or second time,
and so comes in while others guess; who guesses needs a network that was not seen today for every
second try. The total stays what it was, so the sum does too. A code that was found gives back what
it took. What a code says decides nothing here: every wrong one takes the same way.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from opvolging.volgen import EERSTE, GLOBAAL, NIEUWKOMERS, PER_ADRES, VENSTER
from signaalpunt.remmen import Rem

REM = Rem("volgen", hoogstens=PER_ADRES, venster=VENSTER)
REM_EERSTE = Rem("volgen-eerste", hoogstens=EERSTE, venster=timedelta(days=1))
REM_NIEUW = Rem("volgen-nieuw", hoogstens=NIEUWKOMERS, venster=VENSTER)
REM_IEDEREEN = Rem("volgen-alle", hoogstens=GLOBAAL - NIEUWKOMERS, venster=VENSTER)
IEDEREEN = "iedereen"


@dataclass(frozen=True)
class Poging:
    """One try that may go on, and where it was counted."""

    geteld: tuple[tuple[Rem, str], ...]
    nu: datetime

    def geef_terug(self) -> None:
        """The code was a good one: it was no guess."""
        for rem, wie in self.geteld:
            rem.geef_terug(wie, nu=self.nu)


def laat_proberen(afzender: str, *, nu: datetime) -> Poging | None:
    """Count one try; None when it may not be answered now."""
    # Whoever is over the own limit does not use up that of everybody.
    if not REM.gaat_door(afzender, nu=nu):
        return None
    eigen = (REM, afzender)
    buurt = netwerk(afzender)
    is_nieuw = REM_EERSTE.gaat_door(buurt, nu=nu)
    eerst = ((REM_EERSTE, buurt),) if is_nieuw else ()
    if is_nieuw and REM_NIEUW.gaat_door(IEDEREEN, nu=nu):
        return Poging((eigen, *eerst, (REM_NIEUW, IEDEREEN)), nu)
    if REM_IEDEREEN.gaat_door(IEDEREEN, nu=nu):
        return Poging((eigen, *eerst, (REM_IEDEREEN, IEDEREEN)), nu)
    return None


def netwerk(afzender: str) -> str:
    """The network that somebody rents as one: addresses in it cost nothing more."""
    try:
        adres = ip_address(afzender)
    except ValueError:
        return afzender
    lengte = 24 if isinstance(adres, IPv4Address) else 48
    return str(ip_network((adres, lengte), strict=False))
