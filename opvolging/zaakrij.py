"""A row of the page of a zaak, and what rows are made of; where each stands is in zaakindeling."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.forms import Form
from django.urls import reverse

from opvolging.aanbodaankomst import Aankomstregel
from opvolging.belbeeld import Belbeeld
from opvolging.kalender import lokaal
from opvolging.klokstand import dag_met_jaar
from opvolging.laterbeeld import Laterbeeld
from opvolging.maatjebeeld import Maatjestand
from opvolging.models import Zaak
from opvolging.schaalbeeld import Schaalbeeld
from opvolging.toestemmingbeeld import Toestemmingbeeld
from opvolging.verkenbeeld import Verkenbeeld
from opvolging.vertelbeeld import Vertelbeeld
from opvolging.verwijsbeeld import Verwijsbeeld
from opvolging.zaakbeeld import Zaakbeeld


@dataclass(frozen=True)
class Rij:
    """One act or one thing to read; `naam` is its place on the page."""

    naam: str
    titel: str = ""
    stand: str = ""  # how it is with this, read without unfolding
    adres: str = ""  # of the page it leads to, instead of unfolding
    blok: str = ""  # a template that stands there as it is
    lezen: str = ""  # a template read before the form
    form: Form | None = None
    doel: str = ""
    knop: str = ""
    is_open: bool = False
    is_stap: bool = False


@dataclass(frozen=True)
class Groep:
    """Rows that belong together."""

    naam: str
    titel: str
    rijen: list[Rij]


@dataclass(frozen=True)
class Indeling:
    """The page: `nu` is what the stage asks for, `notitie` stands with the notes."""

    nu: list[Rij]
    groepen: list[Groep]
    notitie: Rij | None = None

    @property
    def rijen(self) -> list[Rij]:
        """All of them, in the order of the page."""
        los = [self.notitie] if self.notitie else []
        return [*self.nu, *(rij for groep in self.groepen for rij in groep.rijen), *los]

    @property
    def plekken(self) -> set[str]:
        """Where an act can return to, also when it is no row."""
        return {rij.naam for rij in self.rijen} | {"afgesproken", "notities"}


@dataclass(frozen=True)
class Stof:
    """What the rows are made of; `fout` are the acts that were refused just now."""

    zaak: Zaak
    beeld: Zaakbeeld
    bel: Belbeeld | None
    vertellen: Vertelbeeld | None
    verwijzen: Verwijsbeeld
    maatje: Maatjestand
    toestemming: Toestemmingbeeld
    schaal: Schaalbeeld
    verkenning: Verkenbeeld | None
    later: Laterbeeld
    was_er_niet: int  # how often something was not there
    doorgegeven: Sequence[Aankomstregel]  # of the sociale kaart
    raad: Sequence[str]  # ways to others to think of
    formulieren: Mapping[str, Form]
    fout: Collection[str]
    is_coordinator: bool
    nu: datetime

    @property
    def is_dicht(self) -> bool:
        """Whether the zaak is closed."""
        return self.zaak.afgesloten_op is not None

    def adres(self, naam: str) -> str:
        """Of a page of this zaak."""
        return reverse(naam, kwargs={"zaak_id": self.zaak.pk})

    def dag(self, wanneer: date) -> str:
        """A day as people say it."""
        return dag_met_jaar(wanneer, lokaal(self.nu).date())


def act(
    stof: Stof, naam: str, titel: str, knop: str, *, doel: str, stand: str = "", lezen: str = ""
) -> Rij:
    """The row of a form that does something; open when it was refused just now."""
    return Rij(
        naam,
        titel,
        stand=stand,
        lezen=lezen,
        form=stof.formulieren[naam],
        doel=stof.adres(doel),
        knop=knop,
        is_open=naam in stof.fout,
    )
