"""What travels along with a public form beside its questions: its key, when it was opened, a trap,
the vindplaats whose link led here, and whether this device may remember the organisation.

Whoever fills in the trap, or sends a form that was opened a moment ago or never, is `verdacht`:
that only marks the melding for the team, it never stops it. When it is very busy the form comes
back once more, with a signed moment from which somebody waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core import signing

from meldingen.vindplaatsen import kale_code

MINSTENS = timedelta(seconds=2)
HOOGSTENS = timedelta(days=2)
WACHTEN = timedelta(seconds=5)  # when it is busy

# The trap is called what no address book, browser or filler of forms knows a value for, and nothing
# that looks like a name, an address, a subject or a site in any language.
LOKAAS = "stilte"

GEOPEND = signing.TimestampSigner(salt="formulier geopend")
WACHT = signing.TimestampSigner(salt="wacht tot het rustiger is")


def _als_sleutel(tekst: str) -> UUID | None:
    try:
        return UUID(tekst)
    except ValueError:
        return None


def _ondertekende(stempel: signing.TimestampSigner, waarde: str, hoogstens: timedelta) -> str:
    """What was signed, at most so long ago; empty when it was not, or longer ago."""
    try:
        return stempel.unsign(waarde, max_age=hoogstens)
    except signing.BadSignature:
        return ""


@dataclass(frozen=True)
class Verzending:
    """One form in one browser."""

    sleutel: UUID  # the idempotency key
    geopend: str  # the key, signed at the moment of opening
    lokaas: str = ""  # a field that people do not see
    wil_toch_verder: bool = False  # the crisis page was seen
    wacht: str = ""  # the key, signed when the quiet page was shown
    vindplaats: str = ""  # its code, not looked up yet
    wil_onthouden: bool = False  # the organisation, on this device

    @classmethod
    def nieuw(cls, vindplaats: str = "") -> "Verzending":
        """For a form that is opened now."""
        sleutel = uuid4()
        return cls(sleutel, GEOPEND.sign(str(sleutel)), vindplaats=vindplaats)

    def opnieuw(self) -> "Verzending":
        """For the same person, as another message."""
        return replace(self.nieuw(self.vindplaats), wil_onthouden=self.wil_onthouden)

    @classmethod
    def van(cls, gegevens: Mapping[str, Any]) -> "Verzending":
        """As it came back; without a usable key it gets one, so that no melding is lost."""
        sleutel = _als_sleutel(gegevens.get("sleutel", ""))
        return cls(
            sleutel=sleutel or uuid4(),
            geopend=gegevens.get("geopend", "") if sleutel else "",
            lokaas=gegevens.get(LOKAAS, ""),
            wil_toch_verder=gegevens.get("toch_verder") == "ja",
            wacht=gegevens.get("wacht", "") if sleutel else "",
            vindplaats=kale_code(gegevens.get("vindplaats", "")),
            wil_onthouden=gegevens.get("onthoud_organisatie") == "ja",
        )

    def die_wacht(self) -> "Verzending":
        """With the moment from which it waits; who sends again too early does not start anew."""
        if self._is_van_dit_formulier(WACHT, self.wacht):
            return self
        return replace(self, wacht=WACHT.sign(str(self.sleutel)))

    @property
    def is_verdacht(self) -> bool:
        """Whether a robot may have filled this in."""
        return bool(self.lokaas) or not self._duurde_minstens(GEOPEND, self.geopend, MINSTENS)

    @property
    def heeft_gewacht(self) -> bool:
        """Whether the quiet page was shown, and long enough."""
        return self._duurde_minstens(WACHT, self.wacht, WACHTEN)

    def _is_van_dit_formulier(self, stempel: signing.TimestampSigner, waarde: str) -> bool:
        return _ondertekende(stempel, waarde, HOOGSTENS) == str(self.sleutel)

    def _duurde_minstens(
        self, stempel: signing.TimestampSigner, waarde: str, minstens: timedelta
    ) -> bool:
        is_te_vers = bool(_ondertekende(stempel, waarde, minstens))
        return self._is_van_dit_formulier(stempel, waarde) and not is_te_vers
