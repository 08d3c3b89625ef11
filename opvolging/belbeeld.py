"""What stands on the page of a zaak as long as somebody still has to be reached.

The card for the conversation, when to try again, and after enough attempts the choice to write or
to stop. Nothing of it is there once somebody was spoken to, or does not want to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile
from uuid import UUID, uuid4

from opvolging import klokrekening
from opvolging.belkaart import Belkaart, belkaart
from opvolging.informatietekst import Stuk, informatietekst
from opvolging.models import Contact, Gebeurtenis, Zaak
from opvolging.volgende_poging import Voorstel, is_vaak_genoeg, stel_voor
from opvolging.zaakbeeld import Zaakbeeld
from signaalpunt.models import Gebruiker

_SOORT = Gebeurtenis.Soort
AAN_HUIS_OF_TELEFOON = (Contact.Wijze.TELEFOON, Contact.Wijze.BEZOEK)


@dataclass(frozen=True)
class Belbeeld:
    """What the page shows; `voorstel` is for the attempt after the one that is made now."""

    kaart: Belkaart
    informatie: list[Stuk]
    voorstel: Voorstel
    aantal_pogingen: int
    is_vaak_genoeg: bool
    brief_op: datetime | None  # when a letter was sent
    sleutel: UUID = field(default_factory=uuid4)  # of the form that says so: twice is once


def belbeeld(zaak: Zaak, beeld: Zaakbeeld, *, door: Gebruiker, nu: datetime) -> Belbeeld | None:
    """The card of `zaak` for `door`; None when there is nobody to call. One query."""
    if beeld.alleen_advies or not _nog_te_bereiken(zaak, beeld.geschiedenis):
        return None
    gemeente = door.gemeente
    contacten = sinds_heropening(beeld.geschiedenis)
    pogingen = sorted(c.op for c in contacten if c.wijze in AAN_HUIS_OF_TELEFOON)
    wens = [deel for m in beeld.meldingen for deel in m.melding.bereikbaar_moment]
    kalender = klokrekening.kalender(gemeente)
    kaart = belkaart(
        beeld.meldingen,
        naam=beeld.betrokkene.naam,
        voicemail=beeld.betrokkene.voicemail,
        beller=door.naam,
        van=gemeente,
    )
    return Belbeeld(
        kaart=kaart,
        informatie=informatietekst(gemeente, kaart.wie_meldde),
        voorstel=stel_voor([*pogingen, nu], wens, kalender, nu=nu),
        aantal_pogingen=len(pogingen),
        is_vaak_genoeg=is_vaak_genoeg(pogingen, gemeente.pogingen_voor_brief, kalender),
        brief_op=max((c.op for c in contacten if c.wijze == Contact.Wijze.BRIEF), default=None),
    )


def _nog_te_bereiken(zaak: Zaak, geschiedenis: Sequence[Gebeurtenis]) -> bool:
    if zaak.status in (Zaak.Status.OPGEPAKT, Zaak.Status.AFGESLOTEN):
        return zaak.status == Zaak.Status.OPGEPAKT
    soorten = (_SOORT.HEROPEND, _SOORT.CONTACT)
    laatste = next((regel.soort for regel in geschiedenis if regel.soort in soorten), "")
    return laatste == _SOORT.HEROPEND


def sinds_heropening(geschiedenis: Sequence[Gebeurtenis]) -> list[Contact]:
    """The attempts of this round; `geschiedenis` newest first."""
    ronde = takewhile(lambda regel: regel.soort != _SOORT.HEROPEND, geschiedenis)
    contacten = [regel.contact for regel in ronde if regel.contact]
    return [c for c in contacten if not c.is_bereikt and not c.is_met_melder]
