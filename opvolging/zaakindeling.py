"""Where each act stands on the page of a zaak: what is asked now in front, the rest in groups.

Every row is one thing that can be done or read: it unfolds in place, or leads to a page of its own.
What was refused is always there, open, with every word; no query: all of it came with the page.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse

from opvolging.forms.terugvertellen import melders
from opvolging.kalender import lokaal
from opvolging.klokstand import moment
from opvolging.models import Zaak
from opvolging.vertelbeeld import Vertelbeeld
from opvolging.zaakrij import Groep, Indeling, Rij, Stof, act

# The rows in front for a step that is more than one act, or none of them by name.
VOORAAN = {
    "contact": ("contact", "niet-bereikt"),
    "hulp": ("aanbod", "maatje"),
    "advies": ("advies", "toestaan"),
}


def indeling(stof: Stof) -> Indeling:
    """The rows of the page, those of the next step in front."""
    groepen = [
        Groep("bij-contact", "Contact en afspraken", list(_contact(stof))),
        Groep("bij-gesprek", "Het gesprek", [*_weten(stof), *_gesprek(stof)]),
        Groep("bij-hulp", "Wat helpt", [*_hulp(stof), *_evaluatie(stof)]),
        Groep("bij-zaak", "Deze zaak", [*_einde(stof), *_later(stof), *_huis(stof)]),
    ]
    namen = VOORAAN.get(stof.beeld.stap.anker, (stof.beeld.stap.anker,))
    per_naam = {rij.naam: rij for groep in groepen for rij in groep.rijen}
    nu = [_vooraan(per_naam[n], stof, namen[0]) for n in namen if n in per_naam]
    rest = [replace(g, rijen=[r for r in g.rijen if r.naam not in namen]) for g in groepen]
    notitie = next(_notitie(stof), None)
    return Indeling(nu, [groep for groep in rest if groep.rijen], notitie)


def _vooraan(rij: Rij, stof: Stof, eerste: str) -> Rij:
    """Its form lies open, unless another act was refused: then that is what to look at."""
    is_stap = rij.naam == eerste
    is_open = rij.is_open or (is_stap and rij.naam != "maatje" and not stof.fout)
    return replace(rij, is_stap=is_stap, is_open=is_open)


def _notitie(stof: Stof) -> Iterator[Rij]:
    if not stof.is_dicht or "notitie" in stof.fout:
        yield act(stof, "notitie", "Notitie maken", "Bewaar de notitie", doel="zaak_notitie")


def _contact(stof: Stof) -> Iterator[Rij]:
    beeld, fout = stof.beeld, stof.fout
    if not stof.is_dicht or "contact" in fout:
        yield act(stof, "contact", beeld.contact_titel, "Leg vast", doel="zaak_contact")
    yield from _als_het_niet_lukt(stof)
    if (not stof.is_dicht and not beeld.alleen_advies) or "afspraak" in fout:
        yield act(stof, "afspraak", "Een afspraak maken", "Maak de afspraak", doel="zaak_afspraak")
    if beeld.kan_pauzeren or "pauze" in fout:
        yield act(stof, "pauze", "De klok stilzetten", "Zet de klok stil", doel="zaak_pauzeren")
    if beeld.stil_tot or "hervat" in fout:
        tot = f"staat stil tot {moment(beeld.stil_tot, stof.nu, 'om')}" if beeld.stil_tot else ""
        titel, knop = "De klok weer laten lopen", "Laat de klok weer lopen"
        yield act(stof, "hervat", titel, knop, doel="zaak_hervatten", stand=tot)


def _als_het_niet_lukt(stof: Stof) -> Iterator[Rij]:
    """Tried often enough, or a person who does not want it."""
    if stof.bel and stof.bel.is_vaak_genoeg:
        titel = f"Al {stof.bel.aantal_pogingen} keer geprobeerd"
        lezen = "opvolging/_zaak_niet_bereikt.html"
        yield Rij("niet-bereikt", titel, lezen=lezen, is_open=not stof.fout)
    alleen_advies = stof.beeld.alleen_advies and not stof.is_dicht
    if alleen_advies and stof.zaak.status == Zaak.Status.CONTACT_GELEGD:
        yield Rij("advies", "De melder heeft advies", lezen="opvolging/_zaak_advies.html")
    if (alleen_advies and stof.is_coordinator) or "toestaan" in stof.fout:
        titel, knop = "Toch contact opnemen", "Besluit dat het mag"
        yield act(stof, "toestaan", titel, knop, doel="zaak_contact_toestaan")


def _weten(stof: Stof) -> Iterator[Rij]:
    """Whether the person heard what we know."""
    vertellen, fout = stof.vertellen, stof.fout
    if vertellen is None and not {"vertellen", "uitzondering"} & set(fout):
        return
    titel, lezen = "Vertellen wat wij weten", "opvolging/_zaak_vertellen.html"
    if vertellen and vertellen.is_klaar and "vertellen" not in fout:
        yield Rij("vertellen", titel, stand=_verteld(stof, vertellen), lezen=lezen)
    else:
        stand = f"uiterlijk {stof.dag(vertellen.uiterlijk)}" if vertellen else ""
        doel, knop = "zaak_vertellen", "Ik heb het verteld"
        yield act(stof, "vertellen", titel, knop, doel=doel, stand=stand, lezen=lezen)
    if (vertellen and not vertellen.stand) or "uitzondering" in fout:
        titel, knop = "Mag u het niet vertellen?", "Stel een uitzondering voor"
        yield act(stof, "uitzondering", titel, knop, doel="zaak_uitzondering")


def _verteld(stof: Stof, vertellen: Vertelbeeld) -> str:
    stand = vertellen.stand
    if stand and stand.manier:
        return f"verteld, {stof.dag(lokaal(stand.op).date())}"
    return "niet verteld, samen besloten"


def _gesprek(stof: Stof) -> Iterator[Rij]:
    zaak, beeld, fout = stof.zaak, stof.beeld, stof.fout
    if not stof.is_dicht or "beoordelen" in fout:
        titel, knop = "Beoordelen", "Bewaar de beoordeling"
        yield act(stof, "beoordelen", titel, knop, doel="zaak_beoordelen")
    yield from _verkenning(stof)
    yield from _schaal(stof)
    is_begonnen = zaak.status != Zaak.Status.OPGEPAKT and not beeld.alleen_advies
    lezen = "opvolging/_zaak_toestemming.html"
    if (is_begonnen and not stof.is_dicht) or "toestemming" in fout:
        titel, knop = "Toestemming", "Leg de toestemming vast"
        doel = "zaak_toestemming"
        yield act(stof, "toestemming", titel, knop, doel=doel, stand=_ja(stof), lezen=lezen)
    elif stof.toestemming.geldend or stof.toestemming.ingetrokken:
        yield Rij("toestemming", "Toestemming", stand=_ja(stof), lezen=lezen)


def _ja(stof: Stof) -> str:
    """How often the person agreed; to what stands above."""
    aantal = len(stof.toestemming.geldend)
    return f"{aantal} keer ja" if aantal else "nog geen"


def _verkenning(stof: Stof) -> Iterator[Rij]:
    if stof.verkenning:
        op = lokaal(stof.verkenning.verkenning.op).date()
        lezen = "opvolging/_zaak_verkenning.html"
        yield Rij("verkenning", "Wat er speelt", stand=f"besproken, {stof.dag(op)}", lezen=lezen)
    elif stof.beeld.is_gesproken:
        adres = stof.adres("zaak_verkenning")
        yield Rij("verkenning", "Kijk samen wat er speelt", adres=adres)


def _schaal(stof: Stof) -> Iterator[Rij]:
    titel, aantal = "Vragenlijst over eenzaamheid", len(stof.schaal.regels)
    if aantal:
        stand, lezen = f"{aantal} keer ingevuld", "opvolging/_zaak_schaal.html"
        yield Rij("schaal", titel, stand=stand, lezen=lezen)
    elif stof.schaal.mag and not stof.is_dicht:
        yield Rij("schaal", titel, stand="vul samen in", adres=stof.adres("zaak_schaal"))


def _hulp(stof: Stof) -> Iterator[Rij]:
    if not stof.is_dicht:
        yield Rij("aanbod", "Kijk wat past in de buurt", adres=stof.adres("zaak_aanbod"))
    if stof.doorgegeven:
        te_vragen = sum(regel.is_te_vragen for regel in stof.doorgegeven)
        stand = f"{te_vragen} keer nog vragen" if te_vragen else "gevraagd"
        lezen = "opvolging/_zaak_doorgegeven.html"
        yield Rij("doorgegeven", "Ging deze persoon erheen?", stand=stand, lezen=lezen)
    yield from _maatje(stof)
    if stof.verwijzen.regels:
        yield Rij("doorverwijzingen", blok="opvolging/_zaak_doorverwijzingen.html")
    if not stof.is_dicht or "doorverwijzen" in stof.fout:
        titel, knop, doel = "Doorverwijzen", "Leg de doorverwijzing vast", "zaak_doorverwijzen"
        stand, lezen = (
            f"denk aan: {stof.raad[0]}" if stof.raad else "",
            "opvolging/_zaak_wegen.html",
        )
        yield act(stof, "doorverwijzen", titel, knop, doel=doel, stand=stand, lezen=lezen)


def _maatje(stof: Stof) -> Iterator[Rij]:
    maatje = stof.maatje
    if maatje.koppeling:
        stand = f"{maatje.koppeling.maatje.naam}, {maatje.koppeling.get_status_display()}"
        adres = reverse("koppeling", args=[maatje.koppeling.pk])
        yield Rij("maatje", "Bekijk de koppeling", stand=stand, adres=adres)
    elif maatje.kan_zoeken:
        stand, adres = "vul samen de wensen in", stof.adres("zaak_deelnemer")
        yield Rij("maatje", "Zoek een maatje", stand=stand, adres=adres)
    elif maatje.deelnemer:
        stand = _hoeveel_passen(len(maatje.kandidaten.passend)) if maatje.kandidaten else ""
        yield Rij("maatje", "Een maatje", stand=stand, lezen="opvolging/_zaak_hulp.html")


def _hoeveel_passen(aantal: int) -> str:
    return {0: "niemand past nu", 1: "1 past"}.get(aantal, f"{aantal} passen")


def _evaluatie(stof: Stof) -> Iterator[Rij]:
    """For the evaluation: what was not there, and a story of who agreed to that."""
    titel, lezen = "Dit was er niet", "opvolging/_zaak_wat_er_niet_was.html"
    stand = f"{stof.was_er_niet} keer" if stof.was_er_niet else ""
    if stof.beeld.is_gesproken or "behoefte" in stof.fout:
        knop, doel = "Leg dit vast", "zaak_behoefte"
        yield act(stof, "behoefte", titel, knop, doel=doel, stand=stand, lezen=lezen)
    elif stof.was_er_niet:
        yield Rij("behoefte", titel, stand=stand, lezen=lezen)
    if stof.toestemming.mag_verhaal or "verhaal" in stof.fout:
        titel, knop = "Een verhaal bewaren", "Bewaar het verhaal"
        yield act(stof, "verhaal", titel, knop, doel="zaak_verhaal")


def _einde(stof: Stof) -> Iterator[Rij]:
    fout = stof.fout
    if not stof.is_dicht or "afsluiten" in fout:
        knop, lezen = "Sluit de zaak af", "opvolging/_zaak_nog_open.html"
        yield act(stof, "afsluiten", "Afsluiten", knop, doel="zaak_afsluiten", lezen=lezen)
    if not stof.is_dicht or "overdragen" in fout:
        titel = "Overdragen aan een collega"
        yield act(stof, "overdragen", titel, "Draag over", doel="zaak_overdragen")
    mag_horen = stof.toestemming.mag_melder_horen and melders(stof.beeld.meldingen)
    if mag_horen or "terugvertellen" in fout:
        titel, doel = "De melder vertellen hoe het ging", "zaak_terugvertellen"
        yield act(stof, "terugvertellen", titel, "Vertel het", doel=doel)
    if (stof.is_dicht and not stof.beeld.verband.hoort_bij) or "heropen" in fout:
        titel, knop = "Verdergaan met deze zaak", "Open de zaak weer"
        yield act(stof, "heropen", titel, knop, doel="zaak_heropenen")


def _huis(stof: Stof) -> Iterator[Rij]:
    """Somebody else of this house, who has a zaak or needs one."""
    if not stof.is_dicht or "huisgenoot" in stof.fout:
        titel, lezen = "Iemand anders in dit huis", "opvolging/_zaak_huisgenoot_uitleg.html"
        yield act(stof, "huisgenoot", titel, "Leg vast", doel="zaak_huisgenoot", lezen=lezen)
    if not stof.is_dicht or "splitsen" in stof.fout:
        titel, lezen = "Deze zaak splitsen", "opvolging/_zaak_splitsen_uitleg.html"
        yield act(stof, "splitsen", titel, "Splits deze zaak", doel="zaak_splitsen", lezen=lezen)


def _later(stof: Stof) -> Iterator[Rij]:
    """Who wanted no help, or never wants to be called again."""
    later, fout, titel = stof.later, stof.fout, "Later nog één keer vragen"
    if later.kan_afspreken or "later" in fout:
        yield act(stof, "later", titel, "Spreek deze dag af", doel="zaak_later")
    if later.op or "gevraagd" in fout:
        titel, knop = "Nog één keer vragen", "Leg het antwoord vast"
        stand = moment(later.op, stof.nu, "om") if later.op else ""
        yield act(stof, "gevraagd", titel, knop, doel="zaak_gevraagd", stand=stand)
    lezen = "opvolging/_zaak_nooitmeer.html"
    if stof.beeld.is_nooit_meer:
        yield Rij("nooit-meer", "Niet meer benaderen", stand="staat op de lijst", lezen=lezen)
    elif stof.beeld.kan_nooit_meer:
        yield Rij("nooit-meer", "“Bel mij nooit meer”", lezen=lezen)
