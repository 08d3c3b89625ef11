"""The kinds of clocks, each with all that differs between them. Pure: no Django.

A new kind is a row here with its ladder, its name in `Termijn.Soort`, and the acts that start it.
What stops it is written here too, so that an act only has to say what happened.
"""

from opvolging.kloksoort import Duur, Kloksoort, Onderwerp, Vraag
from opvolging.ladder import Anker, Ladder, Ontvanger, Stap
from opvolging.termijnen import Telling

# Each step keeps its number, also where a ladder leaves others out.
_HALVERWEGE = Stap(1, "halverwege", Anker.STREEF, deel=0.5)
_STREEF = Stap(2, "streef", Anker.STREEF)
_TE_LAAT = Stap(4, "te_laat", Anker.GRENS)
_LEIDING = Stap(5, "werkdag_te_laat", Anker.GRENS, Ontvanger.TEAMLEIDER, werkdagen_erna=1)


def _dagen_ervoor(aantal: int) -> Stap:
    return Stap(3, "waarschuwing", Anker.GRENS, dagen_ervoor=aantal)


_TOT_CONTACT = (
    _HALVERWEGE,
    _STREEF,
    Stap(3, "waarschuwing", Anker.GRENS, uren_ervoor=2),
    _TE_LAAT,
    _LEIDING,
)
_BELLEN = {
    "vandaag": "Neem vandaag contact op.",
    "bijna": "Neem nu contact op, of spreek af wie het doet.",
    "te_laat": "Neem vandaag contact op.",
}
_TOT_EINDE = frozenset({"beeindigd"})  # of a koppeling
_BIJ_CONTACT = frozenset({"contact", "advies", "afgesloten", "opgegaan"})


def _gesprek(welk: str, streef: Duur, grens: Duur, *, ook_bij: frozenset[str]) -> Kloksoort:
    """A talk about how a koppeling goes, counted from its start; a late one moves no other."""
    return Kloksoort(
        onderwerp=Onderwerp.KOPPELING,
        streef=streef,
        grens=grens,
        ladder=Ladder(1, (_STREEF, _TE_LAAT, _LEIDING)),
        vraag=Vraag(
            nog_niet=f"{welk} is nog niet geweest.",
            eerst="Plan het gesprek.",
            vandaag="Vraag hoe het gaat, en leg het gesprek vast.",
            bijna="Vraag nu hoe het gaat, en leg het gesprek vast.",
            te_laat="Bel vandaag om te vragen hoe het gaat.",
        ),
        stopt_bij=frozenset({"gevoerd"}) | ook_bij | _TOT_EINDE,
        voorbeeld=f"Een koppeling start op {{moment}}. {welk} komt er niet van.",
        wie="wie de zaak behandelt",
        eenmalig=True,
    )


_INGEHAALD = frozenset({"ingehaald"})  # by a later talk

SOORTEN: dict[str, Kloksoort] = {
    "eerste_contact": Kloksoort(
        onderwerp=Onderwerp.MELDING,
        streef=Duur(uren=24),
        grens=Duur(uren=48),
        ladder=Ladder(versie=1, stappen=_TOT_CONTACT),
        vraag=Vraag(
            nog_niet="Er is nog geen contact geweest.",
            eerst="Wie belt er of gaat langs?",
            **_BELLEN,
        ),
        stopt_bij=_BIJ_CONTACT,
        voorbeeld="Er komt een melding op {moment}. Niemand neemt contact op.",
        om_contact=True,
        eenmalig=True,
    ),
    "heropend": Kloksoort(
        onderwerp=Onderwerp.MELDING,
        streef=Duur(uren=24),
        grens=Duur(uren=48),
        ladder=Ladder(versie=1, stappen=_TOT_CONTACT),
        vraag=Vraag(
            nog_niet="Deze zaak is weer open, en er is nog geen nieuw contact geweest.",
            eerst="Wie belt er?",
            **_BELLEN,
        ),
        stopt_bij=_BIJ_CONTACT,
        voorbeeld="Een zaak gaat op {moment} weer open. Niemand neemt contact op.",
        om_contact=True,
    ),
    "oppakken": Kloksoort(
        onderwerp=Onderwerp.MELDING,
        streef=Duur(uren=4),
        grens=Duur(uren=8),
        telling=Telling.KANTOORUREN,
        ladder=Ladder(1, (_STREEF, _TE_LAAT, _LEIDING)),
        vraag=Vraag(
            nog_niet="Niemand heeft deze melding opgepakt.",
            eerst="Wie pakt deze op?",
            vandaag="Wie pakt deze vandaag op?",
            bijna="Pak deze nu op, of spreek af wie het doet.",
            te_laat="Pak deze vandaag op.",
        ),
        stopt_bij=frozenset({"opgepakt", "afgesloten"}),
        voorbeeld="Er komt een melding op {moment}. Niemand pakt haar op.",
        wie="het team",
        eenmalig=True,
    ),
    "informatieplicht": Kloksoort(
        onderwerp=Onderwerp.MELDING,
        streef=Duur(dagen=25),
        grens=Duur(maanden=1),
        ladder=Ladder(1, (_STREEF, _dagen_ervoor(1), _TE_LAAT, _LEIDING)),
        vraag=Vraag(
            nog_niet="Deze persoon weet nog niet wat wij weten, en van wie.",
            eerst="Vertel dat bij het eerste gesprek.",
            vandaag="Vertel dat vandaag, of besluit met een collega om het niet te vertellen.",
            bijna="Vertel dat nu, of besluit met een collega om het niet te vertellen.",
            te_laat="De maand die de wet geeft, is voorbij. Vertel het vandaag.",
        ),
        stopt_bij=frozenset({"verteld", "uitzondering", "afgesloten"}),
        hoogstens=Duur(maanden=1),
        voorbeeld="Iemand meldt op {moment} een ander. Niemand vertelt die persoon wat wij weten.",
        eenmalig=True,
    ),
    "opnieuw": Kloksoort(
        onderwerp=Onderwerp.ZAAK,
        streef=Duur(),
        grens=Duur(werkdagen=1),
        op_datum=True,
        ladder=Ladder(1, (_STREEF, _TE_LAAT)),
        vraag=Vraag(
            nog_niet="U zou het opnieuw proberen.",
            eerst="Probeer het op het afgesproken moment.",
            vandaag="Probeer het nu, of kies een ander moment.",
            bijna="Probeer het nu, of kies een ander moment.",
            te_laat="Probeer het vandaag, of kies een ander moment.",
        ),
        stopt_bij=frozenset({"poging", "contact", "advies", "afgesloten", "vervallen"}),
        voorbeeld="Iemand zou het op {moment} opnieuw proberen, en doet dat niet.",
        wie="wie de zaak behandelt",
    ),
    "antwoord": Kloksoort(
        onderwerp=Onderwerp.KOPPELING,
        streef=Duur(dagen=4),
        grens=Duur(dagen=7),
        ladder=Ladder(1, (_TE_LAAT, _LEIDING)),
        vraag=Vraag(
            nog_niet="Het maatje heeft nog niet geantwoord op het voorstel.",
            eerst="Wacht het antwoord af.",
            vandaag="Bel het maatje.",
            bijna="Bel het maatje.",
            te_laat="Bel het maatje, of trek het voorstel in en vraag een ander.",
        ),
        stopt_bij=frozenset({"antwoord", "ingetrokken"}),
        voorbeeld="Een maatje krijgt een voorstel op {moment}, en antwoordt niet.",
        wie="wie de zaak behandelt",
    ),
    "evaluatie_2": _gesprek(
        "Het gesprek na 2 maanden",
        Duur(maanden=2),
        Duur(maanden=3),
        ook_bij=_INGEHAALD,
    ),
    "evaluatie_6": _gesprek(
        "Het gesprek na 6 maanden",
        Duur(maanden=6),
        Duur(maanden=7),
        ook_bij=_INGEHAALD,
    ),
    "eindgesprek": _gesprek(
        "Het eindgesprek na 12 maanden",
        Duur(maanden=12),
        Duur(maanden=13),
        ook_bij=frozenset(),
    ),
    "stop_24": Kloksoort(
        onderwerp=Onderwerp.KOPPELING,
        streef=Duur(maanden=23),
        grens=Duur(maanden=24),
        ladder=Ladder(1, (_STREEF, _dagen_ervoor(7), _TE_LAAT, _LEIDING)),
        vraag=Vraag(
            nog_niet="Deze koppeling stopt bijna. Langer kan niet.",
            eerst="Plan het afscheid.",
            vandaag="Plan het afscheid, en wat er daarna komt.",
            bijna="Plan nu het afscheid.",
            te_laat="De tijd is om. Neem afscheid en beëindig de koppeling.",
        ),
        stopt_bij=_TOT_EINDE,
        hoogstens=Duur(maanden=24),
        wie_begrenst="Een koppeling duurt hoogstens",
        voorbeeld="Een koppeling start op {moment}, en loopt na 24 maanden nog.",
        wie="wie de zaak behandelt",
        eenmalig=True,
    ),
    "vog": Kloksoort(
        onderwerp=Onderwerp.MAATJE,
        streef=Duur(dagen=-56),
        grens=Duur(),
        op_datum=True,
        ladder=Ladder(1, (_STREEF, _dagen_ervoor(28), _TE_LAAT)),
        vraag=Vraag(
            nog_niet="De VOG van dit maatje verloopt.",
            eerst="Vraag een nieuwe aan.",
            vandaag="Vraag een nieuwe aan, of kijk hoe ver de aanvraag is.",
            bijna="Kijk vandaag hoe ver de aanvraag is.",
            te_laat="De VOG is verlopen. Het maatje kan geen nieuwe deelnemer ontmoeten.",
        ),
        stopt_bij=frozenset({"vernieuwd", "gestopt"}),
        voorbeeld="De VOG van een maatje verloopt op {moment}. Er komt geen nieuwe.",
        wie="het team",
    ),
    "doorverwijzing": Kloksoort(
        onderwerp=Onderwerp.DOORVERWIJZING,
        streef=Duur(werkdagen=3),
        grens=Duur(werkdagen=5),
        ladder=Ladder(1, (_TE_LAAT, _LEIDING)),
        vraag=Vraag(
            nog_niet="Er is nog geen antwoord op een doorverwijzing.",
            eerst="Wacht het antwoord af.",
            vandaag="Bel de organisatie.",
            bijna="Bel de organisatie.",
            te_laat="Bel de organisatie, of neem het terug.",
        ),
        stopt_bij=frozenset({"antwoord", "ingetrokken"}),
        voorbeeld="Iemand wordt op {moment} doorverwezen. De organisatie antwoordt niet.",
        wie="wie de zaak behandelt",
    ),
    "aangekomen": Kloksoort(
        onderwerp=Onderwerp.DOORVERWIJZING,
        streef=Duur(dagen=14),
        grens=Duur(dagen=21),
        ladder=Ladder(1, (_STREEF, _TE_LAAT)),
        vraag=Vraag(
            nog_niet="Wij weten nog niet of iemand na een doorverwijzing aankwam.",
            eerst="Vraag het na twee weken.",
            vandaag="Vraag het aan deze persoon of aan de organisatie.",
            bijna="Vraag het nu aan deze persoon of aan de organisatie.",
            te_laat="Vraag het vandaag, en leg het vast.",
        ),
        stopt_bij=frozenset({"aankomst", "vervallen"}),
        voorbeeld="Een organisatie neemt iemand op {moment} aan. Niemand vraagt hoe het ging.",
        wie="wie de zaak behandelt",
    ),
    "aanbod_aangekomen": Kloksoort(
        onderwerp=Onderwerp.ZAAK,
        streef=Duur(dagen=14),
        grens=Duur(dagen=21),
        ladder=Ladder(1, (_STREEF, _TE_LAAT)),
        vraag=Vraag(
            nog_niet="Wij weten nog niet of iemand naar het aanbod ging dat u doorgaf.",
            eerst="Vraag het na twee weken.",
            vandaag="Vraag deze persoon hoe het ging.",
            bijna="Vraag deze persoon nu hoe het ging.",
            te_laat="Vraag het vandaag, en leg het vast.",
        ),
        stopt_bij=frozenset({"aankomst", "vervallen"}),
        voorbeeld="Iemand hoort op {moment} van een activiteit. Niemand vraagt hoe het ging.",
        wie="wie de zaak behandelt",
        na_afsluiten=True,
    ),
    "later": Kloksoort(
        onderwerp=Onderwerp.ZAAK,
        streef=Duur(),
        grens=Duur(dagen=14),
        op_datum=True,
        ladder=Ladder(1, (_STREEF, _TE_LAAT)),
        vraag=Vraag(
            nog_niet="Deze persoon vond goed dat wij nog één keer vragen hoe het gaat.",
            eerst="Vraag het op de afgesproken dag.",
            vandaag="Vraag het deze week, rustig en één keer.",
            bijna="Vraag het deze week, rustig en één keer.",
            te_laat="Vraag het vandaag, rustig en één keer.",
        ),
        stopt_bij=frozenset({"antwoord", "ingetrokken", "vervallen"}),
        voorbeeld="Iemand mag op {moment} nog één keer gevraagd worden. Niemand vraagt het.",
        wie="wie de zaak behandelde",
        na_afsluiten=True,
    ),
}
OM_CONTACT = tuple(naam for naam, soort in SOORTEN.items() if soort.om_contact)
# Of these the teamleider hears each working day that they are still late; see `aanhouden`.
HOUDT_AAN = (*OM_CONTACT, "informatieplicht")
# These have a line of their own on the werkvoorraad: no melding or zaak stands there for them.
BUITEN_ZAAK = tuple(
    naam
    for naam, soort in SOORTEN.items()
    if soort.na_afsluiten or soort.onderwerp not in (Onderwerp.MELDING, Onderwerp.ZAAK)
)


def stopt_bij(reden: str) -> list[str]:
    """Return the kinds that this reason stops."""
    return [naam for naam, soort in SOORTEN.items() if reden in soort.stopt_bij]
