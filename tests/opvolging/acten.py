"""Every act on a zaak, as its page does it: with the rows as they were fetched before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from meldingen.models import Deur, Kanaal
from opvolging import (
    aanbodaankomst,
    aanbodvraag,
    aanmelden,
    afsluiten,
    afspreken,
    behoeften,
    beoordelen,
    contact,
    doorverwijzen,
    evalueren,
    gevaar,
    heropenen,
    huisgenoten,
    hulpvraag,
    informeren,
    intrekken,
    klokken,
    koppelen,
    latervragen,
    losmaken,
    meten,
    metrust,
    nooitmeer,
    noteren,
    pauzeren,
    samenvoegen,
    splitsen,
    terugvertellen,
    toestemming,
    triage,
    verhalen,
    verkennen,
    zonder_akkoord,
)
from opvolging.doorverwijzen import Grond
from opvolging.models import (
    RITME,
    Contact,
    Deelnemer,
    Doorverwijzing,
    Evaluatie,
    Informatie,
    Koppeling,
    Meting,
    Notitie,
    OnvervuldeBehoefte,
    Pauze,
    Relatie,
    Termijn,
    Toestemming,
    Zaak,
)
from signaalpunt.models import Gebruiker
from tests import bouwers
from tests.bouwers import NU

UUR, DAG = timedelta(hours=1), timedelta(days=1)
S = Zaak.Status
GESPREK = Toestemming.Manier.GESPREK
TELEFOON = Contact.Wijze.TELEFOON


@dataclass
class Wereld:
    """A zaak with a running clock, of who opened it before the joining."""

    zaak: Zaak
    wie: Gebruiker

    def met(self, **velden: Any) -> "Wereld":
        Zaak.objects.filter(pk=self.zaak.pk).update(**velden)
        self.zaak.refresh_from_db()
        return self

    def goed(self, soort: str, **velden: Any) -> Toestemming:
        return bouwers.toestemming(zaak=self.zaak, soort=soort, **velden)

    @property
    def melding(self) -> Any:
        return self.zaak.zaakmeldingen.first().melding  # type: ignore[union-attr]

    def verwijzing(self, status: str = "gevraagd", **velden: Any) -> Doorverwijzing:
        return bouwers.doorverwijzing(zaak=self.zaak, status=status, **velden)

    def koppeling(self, status: Koppeling.Status) -> Koppeling:
        self.met(status=S.IN_BEGELEIDING, oordeel="terecht", hulpwens="ja")
        deze = bouwers.koppeling(deelnemer=bouwers.deelnemer(zaak=self.zaak), status=status)
        if status == Koppeling.Status.ACTIEF:
            klokken.start_samen(deze, RITME, aan=self.wie, nu=NU)
        return deze


Act = Callable[..., object]


def _eindgesprek(w: Wereld) -> Koppeling:
    deze = w.koppeling(Koppeling.Status.ACTIEF)
    evalueren.leg_vast(
        deze,
        soort=Termijn.Soort.EINDGESPREK,
        met_wie=Evaluatie.MetWie.SAMEN,
        cijfer=8,
        doorgaan=Evaluatie.Doorgaan.JA,
        toelichting="",
        gesprek_op=NU + 366 * DAG,
        door=w.wie,
        nu=NU + 366 * DAG,
    )
    return deze


def _hulpvraag(w: Wereld) -> Doorverwijzing:
    w.goed("delen", partner="Huisarts De Linde")
    grond = Grond(NU.date(), Doorverwijzing.Toestemming.GESPREK)
    return doorverwijzen.verwijs_door(
        w.zaak, soort=Doorverwijzing.Soort.HUISARTS, naar="Huisarts De Linde", grond=grond,
        door=w.wie, nu=NU,
    )  # fmt: skip


def _opgenomen(w: Wereld) -> Any:
    derde = bouwers.zaak(behandelaar=w.wie)
    return samenvoegen.voeg_samen(derde, in_zaak=w.zaak, door=w.wie, nu=NU)


def _niet_akkoord(w: Wereld) -> Zaak:
    type(w.melding).objects.update(deur=Deur.IEMAND_ANDERS, weet_ervan="ja_niet_akkoord")
    return w.met(status=S.OPGEPAKT).zaak


def _voorgesteld_niets(w: Wereld) -> Zaak:
    Informatie.objects.filter(zaak=w.zaak).delete()
    return w.zaak


def _uitzondering(w: Wereld) -> Zaak:
    informeren.vraag_uitzondering(
        _voorgesteld_niets(w), reden="Gevaar", door=bouwers.gebruiker(), nu=NU
    )
    return w.zaak


def _gepauzeerd(w: Wereld) -> Zaak:
    PAUZEER(w)(door=w.wie, nu=NU)
    return w.zaak


def PAUZEER(w: Wereld) -> Act:  # noqa: N802
    tot = (NU + 2 * DAG).date()
    return partial(
        pauzeren.pauzeer, w.zaak, reden=Pauze.Reden(Pauze.Reden.values[0]), tot_en_met=tot
    )


def _deelnemer(w: Wereld) -> Deelnemer:
    w.met(status=S.IN_BEGELEIDING, oordeel="terecht", hulpwens="ja")
    return bouwers.deelnemer(zaak=w.zaak)


def _nieuwe_deelnemer(w: Wereld) -> Deelnemer:
    w.goed("maatje")
    return Deelnemer(
        zaak=w.zaak, voornaam="Bertha", vormen=["thuis"], dagdelen=["di_middag"], talen=["nl"]
    )


def _op_de_lijst(w: Wereld) -> Zaak:
    nooitmeer.zet_op_de_lijst(w.zaak, door=w.wie, nu=NU)
    return w.zaak


# How somebody prepares an act, and the act itself with the rows as they are then.
ACTEN: dict[str, Callable[[Wereld], Act]] = {
    "aanbodaankomst.leg_vast": lambda w: partial(
        aanbodaankomst.leg_vast,
        bouwers.doorgegeven(zaak=w.zaak),
        aangekomen=Doorverwijzing.Aangekomen.JA,
    ),
    "aanbodvraag.geef_door": lambda w: partial(aanbodvraag.geef_door, w.zaak, bouwers.aanbod()),
    "aanmelden.meld_deelnemer_aan": lambda w: partial(
        aanmelden.meld_deelnemer_aan, _nieuwe_deelnemer(w), niet_met=[]
    ),
    "aanmelden.wijzig_deelnemer": lambda w: partial(
        aanmelden.wijzig_deelnemer, _deelnemer(w), niet_met=[]
    ),
    "afsluiten.sluit_af": lambda w: partial(
        afsluiten.sluit_af, w.zaak, uitkomst=Zaak.Uitkomst.VERHUISD
    ),
    "afspreken.maak": lambda w: partial(
        afspreken.maak, w.zaak, wijze=TELEFOON, begint_op=NU + 3 * DAG, aantal_minuten=30, met=w.wie
    ),
    "afspreken.zeg_af": lambda w: partial(afspreken.zeg_af, bouwers.afspraak(zaak=w.zaak)),
    "behoeften.noteer": lambda w: partial(
        behoeften.noteer,
        w.zaak,
        wat=OnvervuldeBehoefte.Wat(OnvervuldeBehoefte.Wat.values[0]),
        waarom=OnvervuldeBehoefte.Waarom(OnvervuldeBehoefte.Waarom.values[0]),
    ),
    "beoordelen.beoordeel": lambda w: partial(
        beoordelen.beoordeel, w.zaak, oordeel=Zaak.Oordeel.TERECHT
    ),
    "contact.leg_vast": lambda w: partial(
        contact.leg_vast, w.zaak, wijze=TELEFOON, is_bereikt=False
    ),
    "doorverwijzen.verwijs_door": lambda w: partial(
        doorverwijzen.verwijs_door,
        w.zaak,
        soort=Doorverwijzing.Soort.VEILIG_THUIS,
        naar="Veilig Thuis",
        grond=Grond(is_acuut=True, waarom_zonder="Gevaar"),
    ),
    "doorverwijzen.leg_antwoord_vast": lambda w: partial(
        doorverwijzen.leg_antwoord_vast, w.verwijzing(), antwoord=Doorverwijzing.Status.AANGENOMEN
    ),
    "doorverwijzen.trek_in": lambda w: partial(doorverwijzen.trek_in, w.verwijzing()),
    "doorverwijzen.leg_aankomst_vast": lambda w: partial(
        doorverwijzen.leg_aankomst_vast,
        w.verwijzing("aangenomen"),
        aangekomen=Doorverwijzing.Aangekomen.JA,
    ),
    "evalueren.leg_vast": lambda w: partial(
        evalueren.leg_vast,
        w.koppeling(Koppeling.Status.ACTIEF),
        soort=Termijn.Soort.EVALUATIE_2,
        met_wie=Evaluatie.MetWie.SAMEN,
        cijfer=8,
        doorgaan=Evaluatie.Doorgaan.JA,
        toelichting="",
    ),
    "evalueren.verleng": lambda w: partial(
        evalueren.verleng, _eindgesprek(w), motivatie="Het gaat goed."
    ),
    "gevaar.start": lambda w: partial(gevaar.start, w.zaak),
    "gevaar.zet_stap": lambda w: partial(
        gevaar.zet_stap, gevaar.start(w.zaak, door=w.wie, nu=NU), gevaar.Stap.BEL
    ),
    "huisgenoten.leg_vast": lambda w: partial(
        huisgenoten.leg_vast, w.zaak, met=bouwers.zaak(), relatie=Relatie.PARTNER
    ),
    "hulpvraag.maak": lambda w: partial(
        hulpvraag.maak, _hulpvraag(w), email="a@voorbeeld.test", delen=[], toelichting=""
    ),
    "informeren.vertel": lambda w: partial(
        informeren.vertel, _voorgesteld_niets(w), manier=Informatie.Manier(TELEFOON.value)
    ),
    "informeren.vraag_uitzondering": lambda w: partial(
        informeren.vraag_uitzondering, _voorgesteld_niets(w), reden="Gevaar"
    ),
    "informeren.ga_akkoord": lambda w: partial(informeren.ga_akkoord, _uitzondering(w)),
    "koppelen.stel_voor": lambda w: partial(koppelen.stel_voor, _deelnemer(w), bouwers.maatje()),
    "koppelen.accepteer": lambda w: partial(
        koppelen.accepteer, w.koppeling(Koppeling.Status.VOORGESTELD)
    ),
    "koppelen.sla_af": lambda w: partial(
        koppelen.sla_af, w.koppeling(Koppeling.Status.VOORGESTELD)
    ),
    "koppelen.trek_in": lambda w: partial(
        koppelen.trek_in, w.koppeling(Koppeling.Status.VOORGESTELD)
    ),
    "koppelen.activeer": lambda w: partial(
        koppelen.activeer, w.koppeling(Koppeling.Status.GEACCEPTEERD)
    ),
    "koppelen.beeindig": lambda w: partial(
        koppelen.beeindig,
        w.koppeling(Koppeling.Status.GEACCEPTEERD),
        eindreden=Koppeling.Eindreden.GEEN_KLIK,
    ),
    "losmaken.maak_los": lambda w: partial(losmaken.maak_los, _tweede_melding(w), zaak=w.zaak),
    "meten.leg_vast": lambda w: partial(
        meten.leg_vast, w.goed("schaal").zaak, vorm=Meting.Vorm.KORT, antwoorden="jmnjmn"
    ),
    "metrust.laat_met_rust": lambda w: partial(metrust.laat_met_rust, w.zaak),
    "nooitmeer.zet_op_de_lijst": lambda w: partial(nooitmeer.zet_op_de_lijst, w.zaak),
    "nooitmeer.haal_van_de_lijst": lambda w: partial(nooitmeer.haal_van_de_lijst, _op_de_lijst(w)),
    "noteren.noteer": lambda w: partial(
        noteren.noteer, w.zaak, tekst="Iets", voor=Notitie.Voor.TEAM
    ),
    "pauzeren.pauzeer": PAUZEER,
    "pauzeren.hervat": lambda w: partial(pauzeren.hervat, _gepauzeerd(w)),
    "samenvoegen.voeg_samen": lambda w: partial(
        samenvoegen.voeg_samen, w.zaak, in_zaak=bouwers.zaak(behandelaar=w.wie)
    ),
    "samenvoegen.maak_ongedaan": lambda w: partial(samenvoegen.maak_ongedaan, _opgenomen(w)),
    "splitsen.splits": lambda w: partial(
        splitsen.splits,
        w.zaak,
        relatie=Relatie.KIND,
        kanaal=Kanaal.BALIE,
        gegevens={"veilig": "ja"},
        sleutel=uuid4(),
    ),
    "splitsen.splits_met": lambda w: partial(
        splitsen.splits_met, w.zaak, _tweede_melding(w), relatie=Relatie.KIND
    ),
    "terugvertellen.vertel": lambda w: partial(
        terugvertellen.vertel,
        w.goed("terugkoppeling").zaak,
        melding=w.melding,
        zin=terugvertellen.Zin.CONTACT,
        manier=terugvertellen.Manier.TELEFOON,
    ),
    "toestemming.geef": lambda w: partial(
        toestemming.geef, w.zaak, soort=Toestemming.Soort.SCHAAL, manier=GESPREK
    ),
    "triage.voeg_toe": lambda w: partial(triage.voeg_toe, klok(bouwers.melding()), zaak=w.zaak),
    "triage.draag_over": lambda w: partial(triage.draag_over, w.zaak, aan=bouwers.gebruiker()),
    "verhalen.bewaar": lambda w: partial(
        verhalen.bewaar,
        w.goed("verhaal").zaak,
        tekst="Zij zingt weer.",
        geldig_tot=(NU + 9 * DAG).date(),
    ),
    "verkennen.leg_vast": lambda w: partial(verkennen.leg_vast, w.zaak, mate="vaak"),
    "zonder_akkoord.sta_contact_toe": lambda w: partial(
        zonder_akkoord.sta_contact_toe, _niet_akkoord(w), reden="Grote zorg"
    ),
}
# Of a closed zaak; by the time of the joining it was open again.
VAN_EEN_GESLOTEN_ZAAK: dict[str, Callable[[Wereld], Act]] = {
    "heropenen.heropen": lambda w: partial(heropenen.heropen, w.zaak, reden="Belde weer."),
    "latervragen.spreek_af": lambda w: partial(
        latervragen.spreek_af, w.zaak, op=(NU + 30 * DAG).date(), manier=GESPREK
    ),
    "latervragen.leg_antwoord_vast": lambda w: partial(
        latervragen.leg_antwoord_vast, _later(w), antwoord=latervragen.Antwoord.NEE
    ),
}
# What the person takes back, or a coördinator throws away, wherever it stands by now.
GAAT_MEE = {
    "behoeften.neem_terug": lambda w: partial(behoeften.neem_terug, _behoefte(w)),
    "intrekken.trek_in": lambda w: partial(intrekken.trek_in, w.goed("schaal")),
    "verhalen.gooi_weg": lambda w: partial(
        verhalen.gooi_weg, bouwers.verhaal(toestemming=w.goed("verhaal"))
    ),
}
GEEN_ACT = {
    *("belbeeld.belbeeld", "huisbeeld.huisbeeld", "inzien.noteer", "inzien.toon_melder"),  # looking
    *("kijken.kijk", "kijkrecht.zeg_reden", "triage.zie_overdracht"),
    # of two zaken, also when one of them was joined: see their own tests
    *("huisgenoten.haal_los", "huisgenoten.haal_alles_los", "splitsen.maak_ongedaan"),
    *("zaakconcepten.bewaar", "zaakconcepten.gooi_weg"),  # what somebody did not send yet
    # parts of an act, which holds the zaak
    *("doorverwijzen.rond_af", "koppelen.zoek_niet_verder", "samenvoegklok.pauzeer_samen"),
    *("aanbodaankomst.onthoud", "losmaken.zet_terug"),
    *("terugvertellen.houd_tegen", "toestemming.bevestig"),
    *("verloop.schrijf_bij", "verloop.verander_status", "verloop.verander_koppeling"),
    *("verloop.verander_doorverwijzing", "verloop.houd_koppeling", "verloop.wie_was_eerst"),
}
VAN_EEN_ZAAK = {
    *("Zaak", "Deelnemer", "Koppeling", "Gevaarkaart", "Afspraak", "Doorverwijzing", "Verhaal"),
    "Doorgegeven",
    *("OnvervuldeBehoefte", "Toestemming", "Samenvoeging", "Notitie", "Meting", "Verkenning"),
}


def klok(melding: Any) -> Any:
    klokken.start_alle(melding, nu=NU)
    return melding


def _tweede_melding(w: Wereld) -> Any:
    melding = klok(bouwers.melding())
    triage.voeg_toe(melding, zaak=w.zaak, door=w.wie, nu=NU)
    return melding


def _behoefte(w: Wereld) -> OnvervuldeBehoefte:
    return behoeften.noteer(
        w.zaak,
        wat=OnvervuldeBehoefte.Wat(OnvervuldeBehoefte.Wat.values[0]),
        waarom=OnvervuldeBehoefte.Waarom(OnvervuldeBehoefte.Waarom.values[0]),
        door=w.wie,
        nu=NU,
    )


def _later(w: Wereld) -> Zaak:
    latervragen.spreek_af(w.zaak, op=(NU + 30 * DAG).date(), manier=GESPREK, door=w.wie, nu=NU)
    return w.zaak
