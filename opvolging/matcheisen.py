"""The hard constraints of a match: one function each, and each answers with a sentence.

What is not known drops nobody: it is said, so that the coördinator can ask.
"""

import math
from collections.abc import Collection, Iterator
from datetime import date

from opvolging.matchbegrippen import (
    Persoon,
    Profiel,
    Punt,
    Regel,
    Toets,
    Uitslag,
    Versoepeling,
    Wens,
)
from opvolging.matchwoorden import DAGDELEN, EISEN, OP_BEZOEK, VORMEN, Eis, Geslacht

STRAAL_AARDE = 6371.0  # km
PAST, PAST_NIET, ONBEKEND = Uitslag.PAST, Uitslag.PAST_NIET, Uitslag.ONBEKEND


def toetsen(wens: Wens, profiel: Profiel, dag: date) -> tuple[Toets, ...]:
    """Try every hard constraint on one maatje, as things stand on `dag`."""
    return (
        _beschikbaar(profiel),
        *gescreend(
            vog_geldig_tot=profiel.vog_geldig_tot,
            training_op=profiel.training_op,
            overeenkomst_op=profiel.overeenkomst_op,
            dag=dag,
        ),
        _plaats(profiel),
        _vorm(wens, profiel),
        _dagdeel(wens, profiel),
        _taal(wens, profiel),
        *_eisen(wens, profiel),
        _geen_klik(wens, profiel),
        _conflict(wens, profiel),
        _afstand(wens, profiel),
    )


def opsomming(woorden: Collection[str]) -> str:
    """ "a, b en c", in a fixed order."""
    *eerste, laatste = sorted(woorden)
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def kilometers(km: float) -> str:
    """A distance as people write it: "1,2 km", "5 km"."""
    return f"{km:.1f} km".replace(".0 ", " ").replace(".", ",")


def afstand_km(wens: Wens, profiel: Profiel) -> float | None:
    """Distance between the centres of both buurten in km; None when a buurt is not known."""
    if wens.punt is None or profiel.punt is None:
        return None
    return hemelsbreed(wens.punt, profiel.punt)


def alleen_op_afstand(wens: Wens, profiel: Profiel) -> bool:
    """Whether all that both want is calling or chatting, so that distance does not matter."""
    samen = wens.vormen & profiel.vormen
    return bool(samen) and not samen & OP_BEZOEK


def hemelsbreed(a: Punt, b: Punt) -> float:
    """Distance between two points in km, as the crow flies."""
    breedte = math.radians(b.breedte - a.breedte)
    lengte = math.radians(b.lengte - a.lengte)
    schuin = (
        math.sin(breedte / 2) ** 2
        + math.cos(math.radians(a.breedte))
        * math.cos(math.radians(b.breedte))
        * math.sin(lengte / 2) ** 2
    )
    return 2 * STRAAL_AARDE * math.asin(math.sqrt(schuin))


def gescreend(
    *,
    vog_geldig_tot: date | None,
    training_op: date | None,
    overeenkomst_op: date | None,
    dag: date,
) -> tuple[Toets, ...]:
    """The gate: VOG, training and agreement as they stand on `dag`."""
    return (
        _vog(vog_geldig_tot, dag),
        _gedaan(Regel.TRAINING, training_op, dag, "De training"),
        _gedaan(Regel.OVEREENKOMST, overeenkomst_op, dag, "De overeenkomst"),
    )


def _beschikbaar(profiel: Profiel) -> Toets:
    if profiel.is_beschikbaar:
        return Toets(Regel.BESCHIKBAAR, PAST, "Dit maatje is beschikbaar.")
    return Toets(Regel.BESCHIKBAAR, PAST_NIET, "Dit maatje heeft pauze of is gestopt.")


def _vog(tot: date | None, dag: date) -> Toets:
    if tot is None:
        return Toets(Regel.VOG, PAST_NIET, "Er is nog geen VOG.")
    if tot < dag:
        return Toets(Regel.VOG, PAST_NIET, f"De VOG is verlopen op {tot:%d-%m-%Y}.")
    return Toets(Regel.VOG, PAST, f"De VOG is geldig tot en met {tot:%d-%m-%Y}.")


def _gedaan(regel: Regel, op: date | None, dag: date, wat: str) -> Toets:
    if op is None or op > dag:
        return Toets(regel, PAST_NIET, f"{wat} is nog niet klaar.")
    return Toets(regel, PAST, f"{wat} is klaar.")


def _plaats(profiel: Profiel) -> Toets:
    bezet = profiel.aantal_koppelingen + profiel.aantal_voorstellen
    plaatsen = profiel.aantal_plaatsen
    if bezet < plaatsen:
        return Toets(Regel.PLAATS, PAST, f"Er is plaats: {bezet} van {plaatsen} bezet.")
    open_ = f", {profiel.aantal_voorstellen} open voorstel" if profiel.aantal_voorstellen else ""
    extra = Versoepeling(
        Regel.PLAATS,
        str(bezet + 1),
        f"Vraag dit maatje of er plaats is voor {bezet + 1} in plaats van {plaatsen}.",
        maatje=profiel.id,
        grootte=bezet + 1 - plaatsen,
    )
    zin = f"Er is geen plaats vrij: {bezet} van {plaatsen} bezet{open_}."
    return Toets(Regel.PLAATS, PAST_NIET, zin, (extra,))


def _vorm(wens: Wens, profiel: Profiel) -> Toets:
    if not wens.vormen or not profiel.vormen:
        return Toets(Regel.VORM, ONBEKEND, "Niet bekend hoe ze elkaar willen zien.")
    samen = wens.vormen & profiel.vormen
    if samen:
        woorden = opsomming([VORMEN[vorm] for vorm in samen])
        return Toets(Regel.VORM, PAST, f"Allebei willen ze: {woorden}.")
    zin = f"Dit maatje wil alleen: {opsomming([VORMEN[vorm] for vorm in profiel.vormen])}."
    anders = tuple(
        Versoepeling(Regel.VORM, vorm, f"Vraag de deelnemer of dit ook goed is: {VORMEN[vorm]}.")
        for vorm in sorted(profiel.vormen)
    )
    return Toets(Regel.VORM, PAST_NIET, zin, anders)


def _dagdeel(wens: Wens, profiel: Profiel) -> Toets:
    if not wens.dagdelen or not profiel.dagdelen:
        return Toets(Regel.DAGDEEL, ONBEKEND, "Niet bekend wanneer ze allebei kunnen.")
    if samen := wens.dagdelen & profiel.dagdelen:
        return Toets(Regel.DAGDEEL, PAST, f"Allebei kunnen ze op {dagdelen(samen)}.")
    zin = f"Dit maatje kan alleen op {dagdelen(profiel.dagdelen)}."
    anders = tuple(
        Versoepeling(
            Regel.DAGDEEL, deel, f"Vraag de deelnemer of {DAGDELEN[deel]} toch een keer kan."
        )
        for deel in sorted(profiel.dagdelen)
    )
    return Toets(Regel.DAGDEEL, PAST_NIET, zin, anders)


def dagdelen(welke: Collection[str]) -> str:
    """Parts of day in words, in the order of the week."""
    woorden = [woord for deel, woord in DAGDELEN.items() if deel in welke]
    return " en ".join([", ".join(woorden[:-1]), woorden[-1]] if woorden[1:] else woorden)


def _taal(wens: Wens, profiel: Profiel) -> Toets:
    if not wens.talen or not profiel.talen:
        return Toets(Regel.TAAL, ONBEKEND, "Niet bekend welke taal ze allebei spreken.")
    if samen := wens.talen & profiel.talen:
        return Toets(Regel.TAAL, PAST, f"Allebei spreken ze {opsomming(samen)}.")
    zin = f"Dit maatje spreekt alleen {opsomming(profiel.talen)}."
    anders = tuple(
        Versoepeling(Regel.TAAL, taal, f"Vraag de deelnemer of een gesprek in het {taal} ook lukt.")
        for taal in sorted(profiel.talen)
    )
    return Toets(Regel.TAAL, PAST_NIET, zin, anders)


def _eisen(wens: Wens, profiel: Profiel) -> Iterator[Toets]:
    for eis in sorted(wens.eisen):
        yield _eis(eis, profiel, "de deelnemer", None)
    for eis in sorted(profiel.eisen):
        yield _eis(eis, wens, "dit maatje", profiel.id)


def _eis(eis: Eis, ander: Persoon, wie: str, maatje: int | None) -> Toets:
    wil = f"{wie[0].upper()}{wie[1:]} wil {EISEN[eis]}"
    voldoet = _voldoet(eis, ander)
    if voldoet is None:
        return Toets(Regel.WENS, ONBEKEND, f"{wil}. Of dat zo is, weten we niet.")
    if voldoet:
        return Toets(Regel.WENS, PAST, f"{wil}. Dat klopt.")
    vraag = Versoepeling(
        Regel.WENS,
        eis,
        f"Vraag {wie} of de wens “{EISEN[eis]}” mag vervallen.",
        maatje=maatje,
    )
    return Toets(Regel.WENS, PAST_NIET, f"{wil}. Dat klopt hier niet.", (vraag,))


def _voldoet(eis: Eis, ander: Persoon) -> bool | None:
    if eis is Eis.NIEMAND_DIE_ROOKT:
        return None if ander.rookt is None else not ander.rookt
    if eis is Eis.GEEN_HUISDIER:
        return None if ander.heeft_huisdier is None else not ander.heeft_huisdier
    if ander.geslacht is None:
        return None
    return ander.geslacht is (Geslacht.VROUW if eis is Eis.ALLEEN_EEN_VROUW else Geslacht.MAN)


def _geen_klik(wens: Wens, profiel: Profiel) -> Toets:
    if profiel.id in wens.geen_klik:
        return Toets(Regel.GEEN_KLIK, PAST_NIET, "Het klikte eerder niet tussen deze twee.")
    return Toets(Regel.GEEN_KLIK, PAST, "Ze zijn niet eerder zonder klik gekoppeld.")


def _conflict(wens: Wens, profiel: Profiel) -> Toets:
    if profiel.id in wens.conflicten:
        return Toets(Regel.CONFLICT, PAST_NIET, "Ze zijn familie of kennen elkaar.")
    return Toets(Regel.CONFLICT, PAST, "Voor zover bekend geen familie of bekenden.")


def _afstand(wens: Wens, profiel: Profiel) -> Toets:
    if alleen_op_afstand(wens, profiel):
        return Toets(Regel.AFSTAND, PAST, "De afstand maakt niet uit: het contact gaat op afstand.")
    if wens.vormen and profiel.vormen and not wens.vormen & profiel.vormen:
        return Toets(Regel.AFSTAND, ONBEKEND, "Of de afstand uitmaakt, hangt af van de vorm.")
    km = afstand_km(wens, profiel)
    if km is None:
        return Toets(Regel.AFSTAND, ONBEKEND, "De afstand is niet bekend: een buurt ontbreekt.")
    if km <= profiel.max_km:
        return Toets(Regel.AFSTAND, PAST, f"Ze wonen ongeveer {kilometers(km)} van elkaar.")
    grens = math.ceil(km * 10) / 10
    verder = Versoepeling(
        Regel.AFSTAND,
        str(grens),
        f"Vraag dit maatje of {kilometers(grens)} ook goed is. "
        f"Nu is de grens {kilometers(profiel.max_km)}.",
        maatje=profiel.id,
        grootte=grens - profiel.max_km,
    )
    zin = f"Te ver: ongeveer {kilometers(km)}. Dit maatje reist hoogstens "
    return Toets(Regel.AFSTAND, PAST_NIET, f"{zin}{kilometers(profiel.max_km)}.", (verder,))
