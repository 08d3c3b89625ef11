"""Coupling a deelnemer to a maatje: candidates, offer, answer, start, end.

`matchscore` judges and explains, a person decides, this writes. A koppeling moves only through
`verloop`; the gate of VOG, training and agreement is also kept by the database itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from opvolging import antwoordpost, klokken, matchscore, toestemming
from opvolging.matchbegrippen import Kandidatenlijst, Oordeel, Uitslag
from opvolging.matcheisen import gescreend
from opvolging.matchgegevens import lokale_dag, met_bekendheid, met_bezetting, profiel, wens
from opvolging.models import RITME, Deelnemer, Gebeurtenis, Koppeling, Maatje, Termijn, Zaak
from opvolging.verloop import houd_vast, schrijf_bij, verander_koppeling, vergrendel
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

BOVENAAN = 3

Soort = Gebeurtenis.Soort
Status = Koppeling.Status


@dataclass(frozen=True)
class Kandidaat:
    """A maatje with what the rules say, and whether it said no to this deelnemer before."""

    maatje: Maatje
    oordeel: Oordeel
    sloeg_eerder_af: bool


@dataclass(frozen=True)
class Kandidaten:
    """The answer of the rules with the maatjes themselves."""

    lijst: Kandidatenlijst
    passend: list[Kandidaat]
    afgevallen: list[Kandidaat]
    vraag_aan: Maatje | None  # whose constraint the smallest relaxation is, if a maatje's

    @property
    def bovenaan(self) -> list[Kandidaat]:
        """The first few, for the page of the zaak."""
        return self.passend[:BOVENAAN]


def kandidaten(deelnemer: Deelnemer, *, nu: datetime) -> Kandidaten:
    """All maatjes of the gemeente who are inzetbaar, judged for `deelnemer`; two queries."""
    alle = Maatje.objects.filter(gemeente=deelnemer.gemeente_id).inzetbaar()
    rijen: Any = met_bekendheid(met_bezetting(alle), deelnemer).select_related("buurt")
    per_id = {maatje.pk: maatje for maatje in rijen}
    eerdere = list(deelnemer.koppelingen.all())
    lijst = matchscore.kandidaten(
        wens(deelnemer, eerdere, [pk for pk, maatje in per_id.items() if maatje.is_bekend]),
        [profiel(maatje, nu=nu) for maatje in per_id.values()],
        dag=lokale_dag(nu),
    )
    nee = {k.maatje_id for k in eerdere if k.status == Status.AFGESLAGEN}

    def met_maatje(oordelen: Iterable[Oordeel]) -> list[Kandidaat]:
        return [Kandidaat(per_id[o.maatje], o, o.maatje in nee) for o in oordelen]

    stap = lijst.versoepeling
    return Kandidaten(
        lijst=lijst,
        passend=met_maatje(lijst.kandidaten),
        afgevallen=met_maatje(lijst.afvallers),
        vraag_aan=per_id[stap.maatje] if stap and stap.maatje else None,
    )


@transaction.atomic
def stel_voor(deelnemer: Deelnemer, maatje: Maatje, *, door: Gebruiker, nu: datetime) -> Koppeling:
    """Offer `deelnemer` to `maatje`: store the decision with its rules and mail the maatje.

    Raises Geweigerd when the zaak is closed, the deelnemer wants no help (any more), took back the
    agreement or has somebody already, or the maatje does not fit (any more); its text says why.
    """
    zaak = vergrendel(deelnemer.zaak)
    if zaak.status != Zaak.Status.IN_BEGELEIDING:
        raise Geweigerd(
            "Wij weten niet of deze persoon nu een maatje wil. Leg dat eerst vast bij Beoordelen."
        )
    toestemming.weiger_zonder(zaak, toestemming.Soort.MAATJE)
    # Row lock: of two colleagues who offer the last place, the second sees the first one's offer.
    Maatje.objects.select_for_update().get(pk=maatje.pk)
    lopend = Koppeling.objects.lopend().filter(deelnemer=deelnemer).select_related("maatje")
    if eerder := lopend.first():
        raise Geweigerd(
            "Deze deelnemer heeft al een maatje of een open voorstel: "
            f"{eerder.maatje.naam} ({eerder.get_status_display()})."
        )
    plek, gekozen, lijst = _kies(deelnemer, maatje, nu)
    koppeling = Koppeling.objects.create(
        gemeente=zaak.gemeente,
        deelnemer=deelnemer,
        maatje=maatje,
        regelversie=lijst.regelversie,
        punten=gekozen.oordeel.punten,
        plek=plek,
        voorgesteld_door=door,
        voorgesteld_op=nu,
    )
    tekst = f"Aan {maatje.naam}, plek {plek} in de lijst. {' '.join(gekozen.oordeel.voor)}"
    schrijf_bij(zaak, Soort.MAATJE_VOORGESTELD, door=door, nu=nu, tekst=tekst)
    _mail_voorstel(koppeling, nu=nu)
    klokken.start(koppeling, soort=Termijn.Soort.ANTWOORD, aan=zaak.behandelaar, nu=nu)
    return koppeling


def _kies(
    deelnemer: Deelnemer, maatje: Maatje, nu: datetime
) -> tuple[int, Kandidaat, Kandidatenlijst]:
    """The place of `maatje` among those who fit now, counted from 1."""
    alle = kandidaten(deelnemer, nu=nu)
    for plek, kandidaat in enumerate(alle.passend, start=1):
        if kandidaat.maatje == maatje:
            return plek, kandidaat, alle.lijst
    waarom = [k.oordeel.tegen for k in alle.afgevallen if k.maatje == maatje]
    zinnen = " ".join(*waarom) if waarom else "Het staat niet meer in de lijst."
    raise Geweigerd(f"Dit maatje past niet (meer). {zinnen} Kies een ander maatje.")


@transaction.atomic
def accepteer(koppeling: Koppeling, *, door: Gebruiker, nu: datetime) -> None:
    """The maatje says yes and may now see the first name and phone of the deelnemer.

    Raises Geweigerd when the offer is gone, the deelnemer wants no help any more, or the screening
    is no longer valid.
    """
    zaak = houd_vast(koppeling.deelnemer.zaak)
    wil_een_maatje = toestemming.heeft(zaak, toestemming.Soort.MAATJE)
    if zaak.status != Zaak.Status.IN_BEGELEIDING or not wil_een_maatje:
        raise Geweigerd("Deze vraag geldt niet meer. U hoeft niets te doen. Fijn dat u wilde.")
    _eis_screening(koppeling.maatje, nu)
    verander_koppeling(
        koppeling,
        Status.GEACCEPTEERD,
        Soort.MAATJE_JA,
        samen_met={"geantwoord_op": nu},
        door=door,
        nu=nu,
        tekst="Plan nu het eerste gesprek samen.",
    )
    klokken.stop(koppeling, reden=Termijn.Stopreden.ANTWOORD, nu=nu)
    antwoordpost.leg_klaar(koppeling, nu=nu)


@transaction.atomic
def sla_af(koppeling: Koppeling, *, toelichting: str = "", door: Gebruiker, nu: datetime) -> None:
    """The maatje says no; a reason is welcome and not needed. Raises Geweigerd when it is gone."""
    verander_koppeling(
        koppeling,
        Status.AFGESLAGEN,
        Soort.MAATJE_NEE,
        samen_met={"geantwoord_op": nu, "geeindigd_op": nu, "toelichting": toelichting},
        door=door,
        nu=nu,
        tekst=toelichting,
    )
    klokken.stop(koppeling, reden=Termijn.Stopreden.ANTWOORD, nu=nu)
    antwoordpost.leg_klaar(koppeling, nu=nu)


@transaction.atomic
def trek_in(koppeling: Koppeling, *, door: Gebruiker, nu: datetime) -> None:
    """Withdraw an offer nobody answered, and its mail when that has not left."""
    verander_koppeling(
        koppeling,
        Status.INGETROKKEN,
        Soort.VOORSTEL_INGETROKKEN,
        samen_met={"geeindigd_op": nu},
        door=door,
        nu=nu,
    )
    klokken.stop(koppeling, reden=Termijn.Stopreden.INGETROKKEN, nu=nu)
    post.trek_in([_sleutel(koppeling)])


@transaction.atomic
def activeer(koppeling: Koppeling, *, door: Gebruiker, nu: datetime) -> None:
    """After the first meeting both want to go on; the talks and the end are planned at once.

    Raises Geweigerd when the maatje did not say yes or the screening is no longer valid.
    """
    zaak = houd_vast(koppeling.deelnemer.zaak)
    toestemming.weiger_zonder(zaak, toestemming.Soort.MAATJE)
    _eis_screening(koppeling.maatje, nu)
    verander_koppeling(
        koppeling,
        Status.ACTIEF,
        Soort.KOPPELING_GESTART,
        samen_met={"gestart_op": nu},
        door=door,
        nu=nu,
    )
    klokken.start_samen(koppeling, RITME, aan=zaak.behandelaar, nu=nu)


@transaction.atomic
def beeindig(
    koppeling: Koppeling,
    *,
    eindreden: Koppeling.Eindreden,
    toelichting: str = "",
    door: Gebruiker,
    nu: datetime,
) -> None:
    """End a koppeling, also one that never started; from now on the maatje sees nothing of it."""
    verander_koppeling(
        koppeling,
        Status.BEEINDIGD,
        Soort.KOPPELING_BEEINDIGD,
        samen_met={"geeindigd_op": nu, "eindreden": eindreden, "toelichting": toelichting},
        door=door,
        nu=nu,
        tekst=f"{Koppeling.Eindreden(eindreden).label.capitalize()}. {toelichting}".strip(),
    )
    klokken.stop(koppeling, reden=Termijn.Stopreden.BEEINDIGD, nu=nu)


@transaction.atomic
def zoek_niet_verder(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """Withdraw the open offer of `zaak`, whose betrokkene does not want help now.

    Raises Geweigerd when the maatje said yes already: then somebody ends it, and tells the maatje.
    """
    lopend = _lopend(zaak)
    if lopend is None:
        return
    if lopend.status != Status.VOORGESTELD:
        raise Geweigerd(
            f"{lopend.maatje.naam} zei al ja en heeft het telefoonnummer van deze persoon. "
            f"Bel het maatje, beëindig koppeling {lopend.pk} en bewaar dan opnieuw."
        )
    trek_in(lopend, door=door, nu=nu)


def _lopend(zaak: Zaak) -> Koppeling | None:
    lopend = Koppeling.objects.lopend().filter(deelnemer__zaak=zaak)
    return lopend.select_related("maatje", "deelnemer__zaak").first()


def weiger_met_lopende(zaak: Zaak, *, is_maatje: bool) -> None:
    """Raises Geweigerd when `zaak` cannot close because of its koppeling.

    An active koppeling goes on after closing with the outcome "een maatje", and only then.
    """
    standen = Koppeling.objects.lopend().filter(deelnemer__zaak=zaak)
    stand = standen.values_list("status", flat=True).first()
    if stand is None:
        return
    if stand != Status.ACTIEF:
        raise Geweigerd("Er staat nog een voorstel aan een maatje open. Rond dat eerst af.")
    if not is_maatje:
        raise Geweigerd(
            "Deze persoon heeft nog een maatje. Beëindig eerst de koppeling, "
            "of kies de uitkomst “een maatje”."
        )


def _eis_screening(maatje: Maatje, nu: datetime) -> None:
    """The friendly half of the gate; raises Geweigerd. The trigger is the other half."""
    dag = lokale_dag(nu)
    gelezen = Maatje.objects.select_for_update().get(pk=maatje.pk)
    ontbreekt = gescreend(
        vog_geldig_tot=gelezen.vog_geldig_tot,
        training_op=gelezen.training_op,
        overeenkomst_op=gelezen.overeenkomst_op,
        dag=dag,
    )
    if zinnen := [toets.zin for toets in ontbreekt if toets.uitslag is Uitslag.PAST_NIET]:
        raise Geweigerd(f"Dit kan nu niet. {' '.join(zinnen)} Bel het signaalpunt.")


def _sleutel(koppeling: Koppeling) -> str:
    return f"voorstel-{koppeling.pk}"


def _mail_voorstel(koppeling: Koppeling, *, nu: datetime) -> None:
    """No word about the deelnemer: only that something waits behind the login."""
    post.leg_klaar(
        gemeente=koppeling.gemeente,
        soort="voorstel",
        aan=koppeling.maatje.gebruiker.email,
        gegevens={"url": post.adres(koppeling.gemeente, reverse("mijn"))},
        sleutel=_sleutel(koppeling),
        nu=nu,
    )
