"""Closing a zaak with an outcome that fits what happened."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from opvolging import akkoord, doorverwijzen, informeren, klokken, koppelen
from opvolging.models import Aanvulling, Gebeurtenis, Termijn, Zaak, regels_van
from opvolging.terugkoppeling import meld_afgerond
from opvolging.verloop import houd_vast, is_laatste, verander_status, weiger_gesloten
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

_U = Zaak.Uitkomst
NA_CONTACT = frozenset({_U.ADVIES, _U.ACTIVITEIT, _U.MAATJE, _U.PROFESSIONAL, _U.WIL_GEEN_HULP})
MET_HULP = frozenset({_U.ACTIVITEIT, _U.MAATJE, _U.PROFESSIONAL})  # who was in begeleiding
# Of these it still matters whether who was referred arrived there.
VRAAGT_NA = MET_HULP | {_U.ADVIES}
ZONDER_CONTACT = frozenset({_U.NIET_BEREIKT, _U.GEEN_MELDING, _U.INGETROKKEN})


def mogelijke_uitkomsten(
    zaak: Zaak,
    *,
    alleen_advies: bool = False,
    is_heropend: bool = False,
    ingetrokken: bool | None = None,
) -> list[Zaak.Uitkomst]:
    """Outcomes that can be true of `zaak`: no advice unspoken, no "not reached" after.

    With `alleen_advies` nobody spoke to the person: only the melder can have been helped. With
    `is_heropend` nobody did since the melder said that it is not solved: then who could not be
    reached again was not reached. Whether every melding was taken back is asked when not given.
    """
    na_gesprek = ZONDER_CONTACT - {_U.NIET_BEREIKT} if is_heropend else ZONDER_CONTACT
    onmogelijk = NA_CONTACT if zaak.status == Zaak.Status.OPGEPAKT else na_gesprek
    if alleen_advies and zaak.status != Zaak.Status.OPGEPAKT:
        onmogelijk = NA_CONTACT - {_U.ADVIES}
    if zaak.status != Zaak.Status.OPGEPAKT:
        ingetrokken = False
    if not (is_ingetrokken(zaak) if ingetrokken is None else ingetrokken):
        onmogelijk = onmogelijk | {_U.INGETROKKEN}
    return [uitkomst for uitkomst in Zaak.Uitkomst if uitkomst not in onmogelijk]


def heropend_op(zaak: Zaak) -> datetime | None:
    """When it was opened again, if nobody spoke to the person since."""
    soorten = (Gebeurtenis.Soort.HEROPEND, Gebeurtenis.Soort.CONTACT)
    laatste = regels_van(zaak).filter(soort__in=soorten).last()
    return laatste.op if laatste and laatste.soort == Gebeurtenis.Soort.HEROPEND else None


def _is_geprobeerd(zaak: Zaak) -> bool:
    """Whether an attempt was made, since it was reopened if it was."""
    pogingen = zaak.contacten.filter(is_bereikt=False, is_met_melder=False)
    sinds = heropend_op(zaak)
    return (pogingen.filter(op__gte=sinds) if sinds else pogingen).exists()


def is_ingetrokken(zaak: Zaak) -> bool:
    """Whether every melder took the melding back: one who did cannot speak for the others."""
    intrekkingen = Count(
        "melding__aanvullingen", Q(melding__aanvullingen__soort=Aanvulling.Soort.INTREKKING)
    )
    geteld = zaak.zaakmeldingen.annotate(keer=intrekkingen).values_list("keer", flat=True)
    return bool(geteld) and all(geteld)


@transaction.atomic
def sluit_af(
    zaak: Zaak,
    *,
    uitkomst: Zaak.Uitkomst,
    toelichting: str = "",
    trek_doorverwijzing_in: bool = False,
    door: Gebruiker,
    nu: datetime,
) -> None:
    """Close `zaak`, stop its clocks and let the melders hear; asked twice the same, once.

    Raises Geweigerd when the outcome cannot be true yet, the assessment is missing after a
    conversation, who got help did not hear what we know, no attempt was made for somebody not
    reached, a doorverwijzing waits for an answer and is not taken back, or the zaak is closed
    already.
    """
    zaak, soort = houd_vast(zaak), Gebeurtenis.Soort.AFGESLOTEN
    tekst = f"Uitkomst: {uitkomst.label}. {toelichting}".strip()
    if zaak.uitkomst == uitkomst and is_laatste(zaak, soort, tekst):
        return
    weiger_gesloten(zaak)
    alleen_advies = akkoord.alleen_advies(zaak)
    _controleer(zaak, uitkomst, alleen_advies=alleen_advies)
    koppelen.weiger_met_lopende(zaak, is_maatje=uitkomst == _U.MAATJE)
    doorverwijzen.rond_af(zaak, trek_open_in=trek_doorverwijzing_in, door=door, nu=nu)
    verander_status(
        zaak,
        Zaak.Status.AFGESLOTEN,
        soort,
        samen_met=_uitslag(zaak, uitkomst, alleen_advies=alleen_advies) | {"afgesloten_op": nu},
        door=door,
        nu=nu,
        tekst=tekst,
    )
    reden = Termijn.Stopreden
    redenen = [reden.AFGESLOTEN] if uitkomst in VRAAGT_NA else [reden.AFGESLOTEN, reden.VERVALLEN]
    klokken.stop_om(zaak, [(deze, None) for deze in redenen], nu=nu)
    meld_afgerond(zaak, _rond_af(zaak, nu), nu=nu)


def _rond_af(zaak: Zaak, nu: datetime) -> list[int]:
    """Who reads "afgerond" from now on; not who read it before and did not object."""
    open_ = zaak.zaakmeldingen.filter(afgerond_op=None)
    meldingen = list(open_.values_list("melding", flat=True))
    open_.update(afgerond_op=nu)
    return meldingen


def _uitslag(zaak: Zaak, uitkomst: Zaak.Uitkomst, *, alleen_advies: bool) -> dict[str, Any]:
    """The outcome; `niet terecht` is an assessment too, when nobody gave one.

    After advice to the melder only, nobody can tell whether the worry was terecht.
    """
    vanzelf = {_U.NIET_TERECHT: Zaak.Oordeel.NIET_TERECHT}
    if alleen_advies:
        vanzelf[_U.ADVIES] = Zaak.Oordeel.NIET_TE_BEPALEN
    return {"uitkomst": uitkomst, "oordeel": zaak.oordeel or vanzelf.get(uitkomst, "")}


def _controleer(zaak: Zaak, uitkomst: Zaak.Uitkomst, *, alleen_advies: bool) -> None:
    is_heropend = heropend_op(zaak) is not None
    mogelijk = mogelijke_uitkomsten(zaak, alleen_advies=alleen_advies, is_heropend=is_heropend)
    if uitkomst not in mogelijk:
        raise Geweigerd(_waarom_niet(zaak, uitkomst, alleen_advies=alleen_advies))
    if uitkomst in NA_CONTACT and not zaak.oordeel and not alleen_advies:
        raise Geweigerd("Vul eerst de beoordeling in: was de zorg terecht?")
    if uitkomst in MET_HULP and not alleen_advies:
        informeren.weiger_zonder_informatie(zaak)
    if uitkomst == _U.NIET_BEREIKT and not _is_geprobeerd(zaak):
        raise Geweigerd("Leg eerst vast hoe en wanneer u het hebt geprobeerd.")
    if uitkomst == _U.NIET_TERECHT and zaak.oordeel == Zaak.Oordeel.TERECHT:
        raise Geweigerd('De beoordeling zegt "terecht". Pas die eerst aan of kies anders.')


def _waarom_niet(zaak: Zaak, uitkomst: Zaak.Uitkomst, *, alleen_advies: bool) -> str:
    if alleen_advies and zaak.status != Zaak.Status.OPGEPAKT:
        return f'"{uitkomst.label}" past niet: u sprak alleen de melder. Kies een andere uitkomst.'
    if uitkomst == _U.INGETROKKEN and zaak.status == Zaak.Status.OPGEPAKT:
        return "Niet iedere melder heeft de melding ingetrokken. Kies een andere uitkomst."
    if zaak.status == Zaak.Status.OPGEPAKT:
        return f'"{uitkomst.label}" kan pas na een gesprek. Leg eerst het contact vast.'
    return f'"{uitkomst.label}" past niet: er is al contact geweest. Kies een andere uitkomst.'
