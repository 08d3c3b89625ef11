"""What the mail of reminders says, worst first: a number, what is asked, why you, and until when.

Nothing about a person, and one link. It is written when it leaves, from the rows of the ledger that
lie in it. What is asked follows from how the clock stands then, not from the step that was planned.
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from opvolging import akkoord
from opvolging.klokkensoorten import OM_CONTACT, SOORTEN
from opvolging.kloksoort import Onderwerp, Vraag
from opvolging.klokstand import BIJNA
from opvolging.models import Herinnering, Termijn
from signaalpunt import post
from signaalpunt.models import Gemeente

SOORT = "bundel"
VOLUIT = 25  # lines that say everything; the rest is counted
INGEHAALD = "een latere herinnering ging in de plaats"
# Where the zaak of a row is, as `Termijn.van_zaak` says it.
VAN_ZAAK = (
    "termijn__melding__zaakmelding__zaak",
    "termijn__zaak",
    "termijn__koppeling__deelnemer__zaak",
    "termijn__doorverwijzing__zaak",
)
WAAR_DE_ZAAK_IS = tuple(pad.removeprefix("termijn__") for pad in VAN_ZAAK)  # the same, of a clock
# `lijkt_spam`, in a query on the ledger
SPAM = Q(termijn__melding__is_verdacht=True, termijn__melding__zaakmelding__isnull=True)

ALLEEN_ADVIES = (
    "De persoon zelf wil geen contact.",
    "Geef de melder advies, of vraag een coördinator om een besluit.",
)


@dataclass(frozen=True)
class Regel:
    """One line of the mail; `kop` and `wat` are the subject of a mail with only this line."""

    kop: str
    wat: str
    tekst: str
    waarom: str


class NietTeZeggen(Exception):
    """Something is wrong with this row; the others can be said."""

    def __init__(self, rij: Herinnering) -> None:
        super().__init__()
        self.rij = rij


def brief(
    rijen: "QuerySet[Herinnering]", gemeente: Gemeente, nu: datetime.datetime
) -> dict[str, object] | None:
    """The context of a mail with these rows, one for each clock; None when there are none.

    However many they are, only the worst VOLUIT are loaded; the others are counted.
    Raises NietTeZeggen.
    """
    te_laat = Q(termijn__grens_op__lte=nu)
    aantal = rijen.aggregate(
        alle=Count("pk"),
        te_laat=Count("pk", filter=te_laat),
        verdacht=Count("pk", filter=SPAM),
        verdachte_meldingen=Count("termijn__melding", filter=SPAM, distinct=True),
        verdacht_te_laat=Count("pk", filter=SPAM & te_laat),
    )
    if not aantal["alle"]:
        return None
    echt, spam = aantal["alle"] - aantal["verdacht"], rijen.filter(SPAM)
    op_volgorde = rijen.select_related(*VAN_ZAAK).order_by("termijn__grens_op", "termijn")
    voluit = list(op_volgorde.exclude(pk__in=spam.values("pk"))[:VOLUIT])
    verdacht = op_volgorde.filter(SPAM).first() if aantal["verdacht"] else None
    meldingen = [rij.termijn.melding for rij in voluit if rij.termijn.melding]
    advies = akkoord.met_alleen_advies(meldingen)
    with translation.override("nl"):
        regels = [
            _regel_veilig(rij, nu, alleen_advies=_is_advies(rij.termijn, advies)) for rij in voluit
        ]
        if verdacht:
            regels.append(_kijk_even(verdacht, aantal["verdachte_meldingen"]))
        return {
            "onderwerp": _onderwerp(
                regels,
                aantal=echt + bool(verdacht),
                te_laat=aantal["te_laat"] - aantal["verdacht_te_laat"],
            ),
            "regels": [{"wat": r.wat, "tekst": r.tekst, "waarom": r.waarom} for r in regels],
            "verder": echt - len(voluit),
            "url": post.adres(gemeente, _pad(rijen, alleen_spam=not voluit)),
        }


def _regel_veilig(rij: Herinnering, nu: datetime.datetime, *, alleen_advies: bool) -> Regel:
    try:
        return _regel(rij, nu, alleen_advies=alleen_advies)
    except Exception as fout:
        raise NietTeZeggen(rij) from fout


def _regel(rij: Herinnering, nu: datetime.datetime, *, alleen_advies: bool) -> Regel:
    klok = rij.termijn
    vragen = SOORTEN[klok.soort].vraag
    niet_gebeurd = vragen.nog_niet
    streef, grens = moment(klok.streef_op), moment(klok.grens_op)
    if nu >= klok.grens_op:
        kop, wanneer, vraag = "Te laat", f"De grens was {grens}.", _als_het_te_laat_is(rij, vragen)
    elif klok.grens_op - nu <= BIJNA:
        kop, wanneer = "Bijna te laat", f"De grens is {grens}."
        vraag = vragen.bijna
    elif nu >= klok.streef_op:
        kop, wanneer = "Vandaag doen", f"Het streven was vóór {streef}; de grens is {grens}."
        vraag = vragen.vandaag
    else:
        kop, wanneer, vraag = "Wacht", f"Het streven is vóór {streef}.", vragen.eerst
    if alleen_advies:
        niet_gebeurd, vraag = ALLEEN_ADVIES
    tekst = f"{kop}. {wanneer} {niet_gebeurd} {vraag}"
    return Regel(kop, wat(rij), tekst, _waarom(rij))


def _als_het_te_laat_is(rij: Herinnering, vragen: Vraag) -> str:
    is_leider = rij.waarom == Herinnering.Waarom.TEAMLEIDER
    return vragen.teamleider if is_leider else vragen.te_laat


def _is_advies(klok: Termijn, advies: Collection[int]) -> bool:
    return klok.soort in OM_CONTACT and klok.melding_id in advies


def _waarom(rij: Herinnering) -> str:
    return f"U krijgt dit omdat {Herinnering.Waarom(rij.waarom or 'team').label}."


def lijkt_spam(rij: Herinnering) -> bool:
    """Whether its melding looks like spam and nobody took it up."""
    melding = rij.termijn.melding
    return melding is not None and melding.is_verdacht and _zaak_id(rij) is None


def _kijk_even(eerste: Herinnering, aantal: int) -> Regel:
    """All that looks like spam in one line, so that it buries nothing."""
    welke = wat(eerste) if aantal == 1 else f"{aantal} meldingen"
    lijkt = "lijkt" if aantal == 1 else "lijken"
    tekst = f"Deze {lijkt} op spam. Kijk of er toch iemand op ons wacht."
    return Regel("Kijk even", welke, tekst, _waarom(eerste))


def _onderwerp(regels: Sequence[Regel], *, aantal: int, te_laat: int) -> str:
    if aantal == 1:
        return f"{regels[0].kop}: {regels[0].wat}"
    return f"{aantal} herinneringen" + (f", {te_laat} te laat" if te_laat else "")


def wat(rij: Herinnering) -> str:
    """The number by which the team knows it."""
    soort = SOORTEN[rij.termijn.soort].onderwerp
    nummer = getattr(rij.termijn, f"{soort}_id")
    zaak_id = _zaak_id(rij)
    if zaak_id is None or soort == Onderwerp.ZAAK:
        return f"{soort} {nummer}"
    return f"zaak {zaak_id} ({soort} {nummer})"


def _zaak_id(rij: Herinnering) -> int | None:
    zaak = rij.termijn.van_zaak
    return zaak.pk if zaak else None


def _pad(rijen: "QuerySet[Herinnering]", *, alleen_spam: bool) -> str:
    """Where the work waits: the zaak when it is all about one, otherwise the werkvoorraad."""
    if alleen_spam:
        return f"{reverse('werkvoorraad')}?kijk=1"
    zaken = rijen.order_by().values_list(Coalesce(*VAN_ZAAK), flat=True)
    zaak_id, *andere = zaken.distinct()[:2]
    if andere or zaak_id is None:
        return reverse("werkvoorraad")
    return reverse("zaak", kwargs={"zaak_id": zaak_id})


def moment(wanneer: datetime.datetime) -> str:
    """`dinsdag 22 september om 09:00 uur`, local time."""
    return date_format(timezone.localtime(wanneer), r"l j F \o\m H:i \u\u\r")
