"""The clocks of two zaken that become one, and of one that becomes two again.

A clock belongs to a melding, a zaak or a koppeling and moves along. Contact with the person counts
wherever it was recorded, from the start of each clock on; who stands still because the person is
away stands still as long as the longest.
"""

from datetime import datetime
from typing import Any

from django.db.models import Min

from meldingen.models import Melding
from opvolging import bijstellen, klokken, klokpauze
from opvolging.models import Pauze, Termijn, Zaak
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import werkt_hier

# Of the duty to tell: the person heard it, or two decided that nothing is told.
_GEHOORD = (Termijn.Stopreden.VERTELD, Termijn.Stopreden.UITZONDERING)


def onthoud(*zaken: Zaak) -> list[dict[str, Any]]:
    """How the running clocks of `zaken` stand, to put them back with `zet_terug`."""
    return [
        {
            "termijn": termijn.pk,
            "stil_tot": _tekst(termijn.stil_tot),
            "pauzes": [[pauze.pk, _tekst(pauze.tot)] for pauze in termijn.pauzes.all()],
        }
        for zaak in zaken
        for termijn in Termijn.objects.van(zaak)
        .lopend()
        .prefetch_related("pauzes")
        .order_by("gestart_op", "pk")
    ]


def verhuis(zaak: Zaak, in_zaak: Zaak, *, nu: datetime) -> list[int]:
    """Let the running clocks on `zaak` itself run on `in_zaak`, unless that has one of the kind.

    That one counts then: nobody is waited for twice. Returns which ones moved.
    """
    lopend = Termijn.objects.lopend()
    eigen = lopend.filter(zaak=in_zaak).values_list("soort", flat=True)
    verhuist = lopend.filter(zaak=zaak).exclude(soort__in=list(eigen))
    nummers = list(verhuist.values_list("pk", flat=True))
    Termijn.objects.filter(pk__in=nummers).update(zaak=in_zaak)
    reden = Termijn.Stopreden
    klokken.stop_om(zaak, [(reden.AFGESLOTEN, None), (reden.VERVALLEN, None)], nu=nu)
    return nummers


def tel_contact_mee(zaak: Zaak, *, nu: datetime) -> None:
    """Let the running clocks of `zaak` stop at the first contact with the person that each saw."""
    lopend = Termijn.objects.van(zaak).om_contact().lopend()
    sinds = lopend.aggregate(eerste=Min("gestart_op"))["eerste"]
    if sinds is None:
        return
    gesproken = zaak.contacten.filter(is_bereikt=True, is_met_melder=False, op__gte=sinds)
    for op in gesproken.order_by("op").values_list("op", flat=True):
        klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, op=op, nu=nu)


def pauzeer_samen(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """Let every clock of `zaak` stand still as long as the one that does so longest."""
    eigen = list(klokpauze.te_pauzeren(zaak))
    langste = Pauze.objects.filter(termijn__in=eigen, tot__gt=nu).order_by("-tot").first()
    if langste is None:
        return
    for termijn in eigen:
        stil_tot = termijn.stil_tot or nu
        if stil_tot >= langste.tot or termijn.grens_op <= nu:
            continue
        if stil_tot > nu:
            klokpauze.laat_weer_lopen(termijn, nu=nu)
        reden = Pauze.Reden(langste.reden)
        klokpauze.zet_stil(termijn, tot=langste.tot, reden=reden, door=door, nu=nu)


def geef_aan(zaak: Zaak) -> None:
    """Let the coming reminders of all its clocks go to who has `zaak`."""
    if werkt_hier(zaak.behandelaar, zaak.gemeente_id):
        bijstellen.heradresseer(zaak, aan=zaak.behandelaar)


def zet_terug(stand: list[dict[str, Any]], *, door: Gebruiker, nu: datetime) -> None:
    """Let the clocks stand as `onthoud` saw them; what ran then runs on as if it never stopped."""
    termijnen = Termijn.objects.in_bulk([klok["termijn"] for klok in stand])
    for klok in stand:
        termijn = termijnen[klok["termijn"]]
        if termijn.gestopt_op:
            klokken.hervat(termijn, aan=door, nu=nu)
        _zet_pauzes_terug(termijn, klok)


def onthoud_melding(melding: Melding) -> list[dict[str, Any]]:
    """How all clocks of `melding` stand before it leaves its zaak, for `zet_melding_terug`."""
    klokken_ = melding.termijnen.order_by("gestart_op", "pk")
    return [
        {"termijn": klok.pk, "gestopt_op": _tekst(klok.gestopt_op), "reden": klok.stopreden}
        for klok in klokken_
    ]


def zet_melding_terug(
    stand: list[dict[str, Any]], *, zaak: Zaak, verteld_op: datetime | None, nu: datetime
) -> None:
    """The melding is in `zaak` again: its clocks stand as if it had never left.

    What ended before it left ends when and why it ended then. What ran then counts what was done in
    `zaak` meanwhile, at the moment that it was done; `verteld_op` is when this person heard what we
    know.
    """
    for klok in stand:
        # one by one: that the first contact counts again ends a later clock
        termijn = Termijn.objects.select_related("melding").get(pk=klok["termijn"])
        if op := _moment(klok["gestopt_op"]):
            _laat_eindigen(termijn, klok["reden"], op, zaak=zaak, nu=nu)
        elif termijn.stopreden == Termijn.Stopreden.OPGEGAAN:
            klokken.hervat(termijn, aan=zaak.behandelaar, nu=nu)
        elif verteld_op and termijn.stopreden in _GEHOORD:
            _laat_eindigen(termijn, termijn.stopreden, verteld_op, zaak=zaak, nu=nu)
    tel_contact_mee(zaak, nu=nu)


def _laat_eindigen(termijn: Termijn, reden: str, op: datetime, *, zaak: Zaak, nu: datetime) -> None:
    """Let a clock of a melding end then and for that reason, whatever it did since."""
    if (termijn.gestopt_op, termijn.stopreden) == (op, reden) or termijn.melding is None:
        return
    if termijn.gestopt_op:
        klokken.hervat(termijn, aan=zaak.behandelaar, nu=nu)
    soort, waarom = Termijn.Soort(termijn.soort), Termijn.Stopreden(reden)
    klokken.stop(termijn.melding, reden=waarom, op=op, nu=nu, alleen=[soort])


def _zet_pauzes_terug(termijn: Termijn, klok: dict[str, Any]) -> None:
    stil_tot = _moment(klok["stil_tot"])
    if termijn.stil_tot == stil_tot:
        return
    eerder = dict(klok["pauzes"])
    termijn.pauzes.exclude(pk__in=eerder).delete()
    for nummer, tot in eerder.items():
        termijn.pauzes.filter(pk=nummer).update(tot=_moment(tot))
    klokpauze.herbereken(termijn, stil_tot=stil_tot)


def _tekst(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(tekst: str | None) -> datetime | None:
    return datetime.fromisoformat(tekst) if tekst else None
