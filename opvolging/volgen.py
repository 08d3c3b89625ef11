"""What the holder of a volgcode may know and do.

To know: ontvangen, opgepakt or afgerond, and since when; never whether or how the person answered.
To do: tell something more, take the melding back, say that it is not solved, look back once. What
the melder says is kept as an Aanvulling that somebody of the team must read; it never deletes or
closes anything by itself.

Guessing. A code is one of 30^15. At most GLOBAAL attempts are answered in each window, for all
senders of the whole installation together, however many addresses they have. So in a year

    P(any hit) ≤ 52,596 windows × 250 attempts × 1,000,000 live codes ÷ 30^15 ≈ 9.2 × 10⁻¹⁰ ≤ 10⁻⁹

and from one address (PER_ADRES = 20) at most 7.3 × 10⁻¹¹. `kans_per_jaar` is that sum. NIEUWKOMERS
of the 250 are kept for networks that hardly tried today, so that thirteen addresses that guess do
not lock everybody out; they are a part of the 250 and add nothing to the sum: 150 + 100 = 250.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from meldingen.intake import let_op_gevaar
from meldingen.models import Melding
from meldingen.volgcode import LENGTE, TEKENS, volgcode_hash
from opvolging import heropenen
from opvolging.kalender import maanden_later
from opvolging.models import Aanvulling, Gebeurtenis, Tevredenheid, ZaakMelding
from opvolging.verloop import houd_zaak_van, schrijf_bij
from signaalpunt.zoekhash import sleutelhash

ONTVANGEN = "ontvangen"
OPGEPAKT = "opgepakt"
AFGEROND = "afgerond"

VENSTER = timedelta(minutes=10)
PER_ADRES = 20  # attempts that found nothing, per window: wide, for a library behind one address
GLOBAAL = 250  # the same for all addresses together
NIEUWKOMERS = 100  # of those, kept for networks that tried no more than EERSTE today
EERSTE = 2
JAAR = timedelta(days=365.25)

_SOORT = Aanvulling.Soort
# Not what was told: a code that died would be slower to refuse than one that never was.
_NODIG = ("ontvangen_op", "sleutel", "volgcode_versie", "gemeente", "zaakmelding")


@dataclass(frozen=True)
class Volgstand:
    """How far a melding is, as its melder may know it."""

    ontvangen_op: datetime
    opgepakt_op: datetime | None
    afgerond_op: datetime | None
    is_ingetrokken: bool
    keek_terug: bool

    @property
    def stand(self) -> str:
        """One of three words."""
        if self.afgerond_op:
            return AFGEROND
        return OPGEPAKT if self.opgepakt_op else ONTVANGEN


def kans_per_jaar(*, levende_codes: int, per_venster: int = GLOBAAL) -> float:
    """An upper bound of the chance that guessing for a whole year finds any live code."""
    pogingen = (JAAR / VENSTER) * per_venster
    return float(pogingen * levende_codes / len(TEKENS) ** LENGTE)


def zoek(code: str, *, nu: datetime) -> Melding | None:
    """The melding with this code; None for every code that leads nowhere, or no longer; one query.

    A code dies when the retention term of the gemeente after closing is over.
    """
    melding = (
        Melding.objects.filter(volgcode_hash=volgcode_hash(code))
        .select_related("gemeente", "zaakmelding__zaak")
        .only(*_NODIG)
        .annotate(
            is_ingetrokken=Exists(
                Aanvulling.objects.filter(melding=OuterRef("pk"), soort=_SOORT.INTREKKING)
            ),
            keek_terug=Exists(Tevredenheid.objects.filter(melding=OuterRef("pk"))),
        )
        .first()
    )
    return None if melding is None or is_verlopen(melding, nu) else melding


def merk(melding: Melding) -> str:
    """What a form carries to say which melding it is about: nobody can make one or read it."""
    return sleutelhash("volgmerk", str(melding.sleutel))


def stand(melding: Melding) -> Volgstand:
    """How far `melding`, as `zoek` gave it, is."""
    # Never of the zaak: an earlier day, or another end, would tell of others about this person.
    koppeling: ZaakMelding | None = getattr(melding, "zaakmelding", None)
    return Volgstand(
        ontvangen_op=melding.ontvangen_op,
        opgepakt_op=koppeling.toegevoegd_op if koppeling else None,
        afgerond_op=koppeling.afgerond_op if koppeling else None,
        is_ingetrokken=melding.is_ingetrokken,  # type: ignore[attr-defined]
        keek_terug=melding.keek_terug,  # type: ignore[attr-defined]
    )


def vul_aan(melding: Melding, *, tekst: str, sleutel: UUID, nu: datetime) -> None:
    """Keep what the melder adds; the same `sleutel` again changes nothing."""
    _bewaar(melding, _SOORT.AANVULLING, tekst, sleutel, nu)


def trek_in(melding: Melding, *, tekst: str, sleutel: UUID, nu: datetime) -> None:
    """Keep that the melder takes the melding back, once; the team decides what follows."""
    _bewaar(melding, _SOORT.INTREKKING, tekst, sleutel, nu)


@transaction.atomic
def meld_niet_opgelost(melding: Melding, *, tekst: str, sleutel: UUID, nu: datetime) -> None:
    """Keep that it is not solved, and let the work go on where there is still work to do."""
    zaak = houd_zaak_van(melding)
    if _bewaar(melding, _SOORT.NIET_OPGELOST, tekst, sleutel, nu) and zaak:
        heropenen.na_melder(zaak, melding, nu=nu)


@transaction.atomic
def kijk_terug(melding: Melding, *, cijfer: int, tekst: str, nu: datetime) -> None:
    """Keep how the melder looks back, 1 to 5; only the first time counts.

    Nothing is kept before it was afgerond once. Who looked at that while it was heropend may
    answer.
    """
    zaak = houd_zaak_van(melding)
    if zaak is None or not _was_afgerond(melding):
        return
    try:
        with transaction.atomic():
            Tevredenheid.objects.create(
                gemeente=melding.gemeente, melding=melding, cijfer=cijfer, tekst=tekst, op=nu
            )
    except IntegrityError:
        return
    schrijf_bij(zaak, Gebeurtenis.Soort.TEVREDEN, door=None, nu=nu)


def _was_afgerond(melding: Melding) -> bool:
    if ZaakMelding.objects.filter(melding=melding, afgerond_op__isnull=False).exists():
        return True
    return melding.aanvullingen.filter(soort=_SOORT.NIET_OPGELOST).exists()


def is_verlopen(melding: Melding, nu: datetime) -> bool:
    """Whether the term of its code is over at `nu`.

    The term begins with the own end, and where nobody took the melding up, when it came in. As long
    as somebody works on it the code lives, as the data do.
    """
    koppeling: ZaakMelding | None = getattr(melding, "zaakmelding", None)
    einde = (
        koppeling.afgerond_op or koppeling.zaak.afgesloten_op if koppeling else melding.ontvangen_op
    )
    return einde is not None and nu >= maanden_later(einde, melding.gemeente.volgcode_maanden)


@transaction.atomic
def _bewaar(
    melding: Melding, soort: Aanvulling.Soort, tekst: str, sleutel: UUID, nu: datetime
) -> bool:
    """Add it, with a line in the history of the zaak; False when it was there already."""
    zaak = houd_zaak_van(melding)
    try:
        with transaction.atomic():
            Aanvulling.objects.create(
                gemeente=melding.gemeente,
                melding=melding,
                sleutel=sleutel,
                soort=soort,
                tekst=tekst,
                op=nu,
            )
    except IntegrityError:
        return False
    let_op_gevaar(melding, tekst)
    if zaak:
        schrijf_bij(zaak, Gebeurtenis.Soort(soort.value), door=None, nu=nu)
    return True
