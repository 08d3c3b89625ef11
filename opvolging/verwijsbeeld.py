"""The doorverwijzingen of a zaak as its page shows them: each with its clock and what is asked."""

from dataclasses import dataclass
from datetime import datetime

from opvolging.models import Doorverwijzing, Termijn, Zaak
from opvolging.zaakbeeld import Klok, Zaakbeeld

Status = Doorverwijzing.Status


@dataclass(frozen=True)
class Verwijsregel:
    """One of them; `is_te_vragen` when somebody should still say whether the person arrived."""

    verwijzing: Doorverwijzing
    klok: Klok | None
    is_laat: bool
    is_te_vragen: bool

    @property
    def naam(self) -> str:
        """Its place on the page, and the key of its form."""
        return f"doorverwijzing-{self.verwijzing.pk}"

    @property
    def kleur(self) -> str:
        """The word of its colour."""
        kleuren = {Status.GEVRAAGD: "opgepakt", Status.AANGENOMEN: "afgerond"}
        return kleuren.get(Status(self.verwijzing.status), "stop")


@dataclass(frozen=True)
class Verwijsbeeld:
    """All of them, oldest first."""

    regels: list[Verwijsregel]

    @property
    def alle(self) -> list[Doorverwijzing]:
        """The rows themselves."""
        return [regel.verwijzing for regel in self.regels]

    @property
    def lopende_soorten(self) -> set[str]:
        """Which ways were taken already, and did not end in nothing."""
        return {deze.soort for deze in self.alle if deze.is_open or deze.is_aangenomen}

    @property
    def is_laat(self) -> bool:
        """Whether somebody who was asked let the limit pass."""
        return any(regel.is_laat for regel in self.regels)


def verwijsbeeld(zaak: Zaak, beeld: Zaakbeeld, nu: datetime) -> Verwijsbeeld:
    """What to show of `zaak` at `nu`; no query: they came along with the clocks of `beeld`."""
    van_een = [klok for klok in beeld.klokken if klok.termijn.doorverwijzing]
    alle = {klok.termijn.doorverwijzing: klok for klok in van_een}
    alle |= {klok.termijn.doorverwijzing: klok for klok in van_een if klok.stand}
    op_volgorde = sorted(alle.items(), key=lambda paar: (paar[0].verwezen_op, paar[0].pk))
    return Verwijsbeeld([_regel(zaak, deze, klok, nu) for deze, klok in op_volgorde])


def _regel(zaak: Zaak, deze: Doorverwijzing, klok: Klok, nu: datetime) -> Verwijsregel:
    soort = klok.termijn.soort if klok.stand else ""
    weet_niet = deze.aangekomen in ("", Doorverwijzing.Aangekomen.ONBEKEND)
    kan_nog = zaak.afgesloten_op is None and deze.is_aangenomen and weet_niet
    return Verwijsregel(
        verwijzing=deze,
        klok=klok if klok.stand else None,
        is_laat=soort == Termijn.Soort.DOORVERWIJZING and nu >= klok.termijn.grens_op,
        is_te_vragen=soort == Termijn.Soort.AANGEKOMEN or kan_nog,
    )
