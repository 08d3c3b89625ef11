"""Which maatje fits which deelnemer, and why: hard constraints, then points, always in sentences.

A person decides; this only orders and explains. Hard constraints are in `matcheisen`, the words in
`matchbegrippen`. How long a deelnemer waits orders the zaken and lifts no bad fit.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from opvolging.matchbegrippen import (
    WAAROP,
    Gewichten,
    Kandidatenlijst,
    Onderdeel,
    Oordeel,
    Profiel,
    Regel,
    Uitslag,
    Versoepeling,
    Wens,
)
from opvolging.matcheisen import (
    afstand_km,
    alleen_op_afstand,
    dagdelen,
    kilometers,
    opsomming,
    toetsen,
)
from opvolging.matchwoorden import Aard, Eis, Vorm

REGELVERSIE = 1  # stored with every decision; raise it when a judgement can come out differently

GEWICHTEN = Gewichten()
GENOEG_DAGDELEN = 3  # more shared parts of day give no more points
LANG_GENOEG_VRIJ = 90  # days; waiting longer gives no more points
ONBEKEND_TELT = 0.5  # of the weight: not knowing neither helps nor harms much

# What is asked first when nobody fits: from what costs somebody least to what costs most.
VOLGORDE = (Regel.AFSTAND, Regel.DAGDEEL, Regel.VORM, Regel.PLAATS, Regel.TAAL, Regel.WENS)


@dataclass(frozen=True)
class _Deel:
    """One part before it is weighed: `deel` is its share of the weight, from 0 to 1."""

    uitslag: Uitslag
    deel: float
    zin: str
    is_gevraagd: bool = True

    def gewogen(self, naam: str, gewicht: int) -> Onderdeel:
        punten = round(self.deel * gewicht, 1)
        return Onderdeel(naam, self.uitslag, self.zin, punten, gewicht, self.is_gevraagd)


def kandidaten(
    wens: Wens, profielen: Iterable[Profiel], *, dag: date, gewichten: Gewichten = GEWICHTEN
) -> Kandidatenlijst:
    """Judge all maatjes for one deelnemer: best first, the rest with what dropped them.

    `profielen` are all maatjes of the gemeente: an interest that few of them have weighs more.
    When nobody fits, the answer names the smallest single change that helps, if there is one.
    """
    op_nummer = sorted(profielen, key=lambda profiel: profiel.id)
    hoe_vaak = Counter(interesse for profiel in op_nummer for interesse in profiel.interesses)
    oordelen = [
        _oordeel(wens, p, dag=dag, gewichten=gewichten, hoe_vaak=hoe_vaak) for p in op_nummer
    ]
    passend = sorted((o for o in oordelen if o.past), key=lambda o: (-o.punten, o.maatje))
    afvallers = tuple(o for o in oordelen if not o.past)
    return Kandidatenlijst(
        regelversie=REGELVERSIE,
        kandidaten=tuple(passend),
        afvallers=afvallers,
        samenvatting=_samenvatting(len(passend), afvallers),
        versoepeling=None if passend else _kleinste(wens, op_nummer, afvallers, dag),
    )


def versoepel(
    wens: Wens, profielen: Iterable[Profiel], stap: Versoepeling
) -> tuple[Wens, list[Profiel]]:
    """The same question after `stap` was agreed with the deelnemer or the maatje."""
    if stap.maatje is None:
        return _ruimere_wens(wens, stap), list(profielen)
    return wens, [_ruimer_profiel(p, stap) if p.id == stap.maatje else p for p in profielen]


def _ruimere_wens(wens: Wens, stap: Versoepeling) -> Wens:
    if stap.regel is Regel.DAGDEEL:
        return replace(wens, dagdelen=wens.dagdelen | {stap.waarde})
    if stap.regel is Regel.VORM:
        return replace(wens, vormen=wens.vormen | {Vorm(stap.waarde)})
    if stap.regel is Regel.TAAL:
        return replace(wens, talen=wens.talen | {stap.waarde})
    return replace(wens, eisen=wens.eisen - {Eis(stap.waarde)})


def _ruimer_profiel(profiel: Profiel, stap: Versoepeling) -> Profiel:
    if stap.regel is Regel.AFSTAND:
        return replace(profiel, max_km=float(stap.waarde))
    if stap.regel is Regel.PLAATS:
        return replace(profiel, aantal_plaatsen=int(stap.waarde))
    return replace(profiel, eisen=profiel.eisen - {Eis(stap.waarde)})


def _kleinste(
    wens: Wens, profielen: Sequence[Profiel], afvallers: Iterable[Oordeel], dag: date
) -> Versoepeling | None:
    """The first change that is true: one that drops the only objection to at least one maatje."""
    per_id = {profiel.id: profiel for profiel in profielen}
    mogelijk: dict[Versoepeling, list[Profiel]] = {}
    for oordeel in afvallers:
        if len(oordeel.afgevallen) == 1:
            for stap in oordeel.afgevallen[0].versoepelingen:
                mogelijk.setdefault(stap, []).append(per_id[oordeel.maatje])
    for stap in sorted(mogelijk, key=lambda stap: _moeite(stap, len(mogelijk[stap]))):
        if _helpt(stap, wens, mogelijk[stap], dag):
            return stap
    return None


def _moeite(stap: Versoepeling, aantal: int) -> tuple[int, float, int, str, int]:
    """Sort key: least to ask first, then what helps with most maatjes."""
    return VOLGORDE.index(stap.regel), stap.grootte, -aantal, stap.waarde, stap.maatje or 0


def _helpt(stap: Versoepeling, wens: Wens, profielen: Iterable[Profiel], dag: date) -> bool:
    """Whether somebody fits after `stap`; a new form can bring a new objection, like distance."""
    wens, ruimer = versoepel(wens, profielen, stap)
    return any(
        all(toets.uitslag is not Uitslag.PAST_NIET for toets in toetsen(wens, profiel, dag))
        for profiel in ruimer
    )


def _samenvatting(aantal: int, afvallers: Sequence[Oordeel]) -> str:
    """Who fits and on what the others dropped out, in one line."""
    if not aantal and not afvallers:
        return "Er zijn nog geen maatjes."
    begin = {0: "Nu past geen enkel maatje.", 1: "Er past 1 maatje."}
    zin = begin.get(aantal, f"Er passen {aantal} maatjes.")
    if not afvallers:
        return zin
    redenen = Counter(regel for o in afvallers for regel in {t.regel for t in o.afgevallen})
    vaakst = sorted(redenen, key=lambda regel: (-redenen[regel], list(Regel).index(regel)))
    return f"{zin} Afgevallen: {', '.join(f'{redenen[r]} op {WAAROP[r]}' for r in vaakst)}."


def _oordeel(
    wens: Wens, profiel: Profiel, *, dag: date, gewichten: Gewichten, hoe_vaak: Counter[str]
) -> Oordeel:
    proef = toetsen(wens, profiel, dag)
    if any(toets.uitslag is Uitslag.PAST_NIET for toets in proef):
        return Oordeel(profiel.id, proef, ())  # no points for who cannot be chosen
    delen = _delen(wens, profiel, hoe_vaak)
    delen = _delen(wens, profiel, hoe_vaak)
    onderdelen = tuple(deel.gewogen(naam, getattr(gewichten, naam)) for naam, deel in delen)
    return Oordeel(profiel.id, proef, onderdelen)


def _delen(wens: Wens, profiel: Profiel, hoe_vaak: Counter[str]) -> Iterator[tuple[str, _Deel]]:
    """Every field of Gewichten with what it gives."""
    yield "interesses", _interesses(wens, profiel, hoe_vaak)
    yield "afstand", _afstand(wens, profiel)
    yield "dagdelen", _dagdelen(wens, profiel)
    yield "leeftijd", _leeftijd(wens, profiel)
    yield "ervaring", _ervaring(wens, profiel)
    yield "aard", _aard(wens, profiel)
    yield "dieren", _dieren(wens, profiel)
    yield "vervoer", _vervoer(wens, profiel)
    yield "wachttijd", _wachttijd(profiel)


def _goed(zin: str, deel: float = 1.0) -> _Deel:
    return _Deel(Uitslag.PAST, deel, zin)


def _geen_wens(zin: str) -> _Deel:
    return _Deel(Uitslag.PAST, 1.0, zin, is_gevraagd=False)


def _slecht(zin: str) -> _Deel:
    return _Deel(Uitslag.PAST_NIET, 0.0, zin)


def _onbekend(zin: str) -> _Deel:
    return _Deel(Uitslag.ONBEKEND, ONBEKEND_TELT, zin)


def _interesses(wens: Wens, profiel: Profiel, hoe_vaak: Counter[str]) -> _Deel:
    """One that four maatjes have counts half of one that only this maatje has."""
    samen = wens.interesses & profiel.interesses
    if samen:
        gewicht = {
            interesse: 1 / math.sqrt(max(1, hoe_vaak[interesse])) for interesse in wens.interesses
        }
        deel = math.fsum(gewicht[i] for i in samen) / math.fsum(gewicht.values())
        return _goed(f"Allebei houden ze van {opsomming([_woord(i) for i in samen])}.", deel)
    if wens.interesses and profiel.interesses:
        return _slecht("Ze hebben geen interesses samen.")
    # no half points here: else telling one shared interest could cost points
    return _Deel(Uitslag.ONBEKEND, 0.0, "Van één van beiden zijn geen interesses bekend.")


def _woord(code: str) -> str:
    return code.replace("_", " ")


def _afstand(wens: Wens, profiel: Profiel) -> _Deel:
    if alleen_op_afstand(wens, profiel):
        return _goed("Voor dit contact hoeft niemand te reizen.")
    km = afstand_km(wens, profiel)
    if km is None:
        return _onbekend("Hoe ver ze van elkaar wonen, weten we niet.")
    deel = 1 - km / profiel.max_km if profiel.max_km else 1.0
    return _goed(
        f"De afstand is {kilometers(km)}. Hoogstens mag {kilometers(profiel.max_km)}.", deel
    )


def _dagdelen(wens: Wens, profiel: Profiel) -> _Deel:
    samen = wens.dagdelen & profiel.dagdelen
    if not samen:
        return _onbekend("Een dag waarop allebei kunnen, moet nog gezocht worden.")
    deel = min(len(samen), GENOEG_DAGDELEN) / GENOEG_DAGDELEN
    woord = "dagdeel" if len(samen) == 1 else "dagdelen"
    return _goed(f"Ze delen {len(samen)} {woord}: {dagdelen(samen)}.", deel)


def _leeftijd(wens: Wens, profiel: Profiel) -> _Deel:
    if not wens.leeftijden:
        return _geen_wens("De deelnemer heeft geen wens over leeftijd.")
    if not profiel.leeftijd:
        return _onbekend("De leeftijd van dit maatje is niet bekend.")
    if profiel.leeftijd in wens.leeftijden:
        return _goed("De leeftijd van dit maatje past bij de wens.")
    return _slecht("De leeftijd van dit maatje is anders dan gewenst.")


def _ervaring(wens: Wens, profiel: Profiel) -> _Deel:
    if not wens.ervaringen:
        return _geen_wens("De deelnemer zoekt geen bepaalde levenservaring.")
    if not profiel.ervaringen:
        return _onbekend("De levenservaring van dit maatje is niet bekend.")
    if samen := wens.ervaringen & profiel.ervaringen:
        return _goed(f"Dit maatje kent het zelf: {opsomming([_woord(e) for e in samen])}.")
    return _slecht("Dit maatje heeft andere levenservaring.")


def _aard(wens: Wens, profiel: Profiel) -> _Deel:
    if wens.aard is None:
        return _geen_wens("Prater of rustig: de deelnemer heeft geen voorkeur.")
    if profiel.aard is None:
        return _onbekend("Of dit maatje een prater is of rustig, weten we niet.")
    soort = "een prater" if profiel.aard is Aard.PRATER else "rustig"
    if wens.aard is profiel.aard:
        return _goed(f"Dit maatje is {soort}, en dat is de wens.")
    return _slecht(f"Dit maatje is {soort}. De deelnemer wil liever iemand die dat niet is.")


def _dieren(wens: Wens, profiel: Profiel) -> _Deel:
    if not wens.wil_dierenvriend:
        return _geen_wens("Van dieren houden hoeft niet.")
    if profiel.is_dierenvriend is None:
        return _onbekend("Of dit maatje van dieren houdt, weten we niet.")
    if profiel.is_dierenvriend:
        return _goed("Allebei houden ze van dieren.")
    return _slecht("Dit maatje houdt niet zo van dieren.")


def _vervoer(wens: Wens, profiel: Profiel) -> _Deel:
    if not wens.wil_vervoer:
        return _geen_wens("Eigen vervoer is niet nodig.")
    if profiel.heeft_vervoer is None:
        return _onbekend("Of dit maatje een auto heeft, weten we niet.")
    if profiel.heeft_vervoer:
        return _goed("Dit maatje heeft een auto, en dat is de wens.")
    return _slecht("Dit maatje heeft geen auto.")


def _wachttijd(profiel: Profiel) -> _Deel:
    dagen = max(0, profiel.aantal_dagen_vrij)
    hoelang = f"al {dagen} {'dag' if dagen == 1 else 'dagen'}" if dagen else "sinds vandaag"
    zin = f"Dit maatje wacht {hoelang} op iemand."
    return _goed(zin, min(dagen, LANG_GENOEG_VRIJ) / LANG_GENOEG_VRIJ)
