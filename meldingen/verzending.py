"""What travels along with a public form, unseen: its key, when it was opened, and a trap.

Whoever fills in the trap, or sends a form that was opened a moment ago or never, is `verdacht`:
that only marks the melding for the team, it never stops it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core import signing

MINSTENS = timedelta(seconds=2)
HOOGSTENS = timedelta(days=2)


def _handtekening() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="formulier geopend")


def _als_sleutel(tekst: str) -> UUID | None:
    try:
        return UUID(tekst)
    except ValueError:
        return None


@dataclass(frozen=True)
class Verzending:
    """One form in one browser."""

    sleutel: UUID  # the idempotency key
    geopend: str  # the key, signed at the moment of opening
    lokaas: str = ""  # a field that people do not see
    wil_toch_verder: bool = False  # the crisis page was seen

    @classmethod
    def nieuw(cls) -> "Verzending":
        """For a form that is opened now."""
        sleutel = uuid4()
        return cls(sleutel, _handtekening().sign(str(sleutel)))

    @classmethod
    def van(cls, gegevens: Mapping[str, Any]) -> "Verzending":
        """As it came back; without a usable key it gets one, so that no melding is lost."""
        sleutel = _als_sleutel(gegevens.get("sleutel", ""))
        return cls(
            sleutel=sleutel or uuid4(),
            geopend=gegevens.get("geopend", "") if sleutel else "",
            lokaas=gegevens.get("website", ""),
            wil_toch_verder=gegevens.get("toch_verder") == "ja",
        )

    @property
    def is_verdacht(self) -> bool:
        """Whether a robot may have filled this in."""
        return bool(self.lokaas) or not self._is_rustig_ingevuld()

    def _is_rustig_ingevuld(self) -> bool:
        try:
            ondertekend = _handtekening().unsign(self.geopend, max_age=HOOGSTENS)
        except signing.BadSignature:
            return False
        return ondertekend == str(self.sleutel) and not self._is_net_geopend()

    def _is_net_geopend(self) -> bool:
        try:
            _handtekening().unsign(self.geopend, max_age=MINSTENS)
        except signing.SignatureExpired:
            return False
        return True
