"""The ways to others who can help: when each fits, what it asks, and what to expect back.

Well known rules of the Netherlands and nothing local: whom to call exactly stands on the sociale
kaart. Advice for a person who chooses, together with the person it is about; nothing is decided.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from meldingen.keuzes import JaNeeOnbekend, Levensgebeurtenis
from meldingen.models import Melding
from opvolging.models import Aanbod, Doorverwijzing, Verkenning

Soort = Doorverwijzing.Soort
VEEL = 3  # things that happened at once, money among them: then it may be stuck


@dataclass(frozen=True)
class Weg:
    """One way. `kort` says in a few words when it fits; the rest is read before it is taken."""

    soort: Doorverwijzing.Soort
    kort: str
    past: str
    toestemming: str
    mee: str
    niet: str
    terug: str
    bel: str

    @property
    def titel(self) -> str:
        """Its name as a heading."""
        label = str(self.soort.label)
        return label[:1].upper() + label[1:]

    @property
    def anker(self) -> str:
        """Its place on a page."""
        return f"weg-{self.soort.value}"

    @property
    def regels(self) -> list[tuple[str, str]]:
        """What to read, heading by heading."""
        return [
            ("Wanneer past het?", self.past),
            ("Toestemming", self.toestemming),
            ("Wat geeft u mee?", self.mee),
            ("Wat niet?", self.niet),
            ("Wat komt er terug, en wanneer?", self.terug),
            ("Wie belt u?", self.bel),
        ]


@dataclass(frozen=True)
class Aanrader:
    """A way to think of, and why."""

    weg: Weg
    reden: str


WEGEN = {
    weg.soort: weg
    for weg in (
        Weg(
            Soort.HUISARTS,
            kort="Klachten van lichaam of geest, slecht slapen, medicijnen.",
            past="Bij klachten van het lichaam of de geest, slecht slapen of vragen over "
            "medicijnen. Ook als u niet weet wat er speelt: de huisarts kan met iemand verkennen "
            "wat nodig is.",
            toestemming="Altijd een ja van deze persoon. Belt die liever zelf? Dat is vaak nog "
            "beter. Help dan met de afspraak.",
            mee="Naam, hoe iemand te bereiken is, en in één zin waar het om gaat.",
            niet="Geen diagnose. Vertel wat u ziet en hoort, niet welke ziekte u vermoedt.",
            terug="Wat er is besproken hoort u niet: dat is beroepsgeheim. Vraag alleen of deze "
            "persoon er is geweest.",
            bel="De praktijk van deze persoon zelf. Vraag naar de praktijkondersteuner.",
        ),
        Weg(
            Soort.WELZIJN,
            kort="Somber, piekeren of moe, en weer iets willen doen.",
            past="Bij somber zijn, piekeren of moe zijn, als medicijnen niet het antwoord zijn en "
            "deze persoon weer iets wil doen. Bij ernstige klachten past eerst de huisarts.",
            toestemming="Altijd een ja van deze persoon. Het werkt alleen als die zelf wil.",
            mee="Naam, hoe iemand te bereiken is, en wat deze persoon vroeger graag deed.",
            niet="Niets over gezondheid. Dat weet de huisarts al.",
            terug="De huisarts of praktijkondersteuner schrijft het recept. Een welzijnscoach "
            "zoekt daarna samen met deze persoon iets dat past. Spreek af dat de coach u laat "
            "weten of het eerste gesprek er was.",
            bel="De praktijk van deze persoon. Vraag of zij met Welzijn op Recept werken.",
        ),
        Weg(
            Soort.WIJKTEAM,
            kort="Hulp in huis, vervoer, dagbesteding, zorgen voor een ander.",
            past="Bij vragen over hulp in het huishouden, vervoer, dagbesteding of een aangepast "
            "huis, en als zorgen voor een ander te zwaar wordt.",
            toestemming="Altijd een ja van deze persoon.",
            mee="Naam, hoe iemand te bereiken is, en welke hulp deze persoon zelf vraagt.",
            niet="Niets over het inkomen, en geen heel levensverhaal.",
            terug="Na een melding voor de Wmo heeft de gemeente zes weken om te onderzoeken wat "
            "nodig is. Iedereen mag daarbij gratis een onafhankelijk iemand meenemen: een "
            "cliëntondersteuner.",
            bel="Het wijkteam, of de gemeente en dan de Wmo.",
        ),
        Weg(
            Soort.DOORBRAAK,
            kort="Veel tegelijk in één huis, en hulp die vastloopt.",
            past="Als er in één huis veel tegelijk speelt, hulp is vastgelopen, en de een naar de "
            "ander wijst. Dan maken mensen met de Doorbraakmethode samen één plan. Los het niet "
            "zelf op.",
            toestemming="Een ja van deze persoon, en van iedere volwassene in huis over wie het "
            "ook gaat. Zij praten zelf mee over het plan.",
            mee="Wat deze persoon zelf als eerste geregeld wil hebben, wie er al helpt, en waar "
            "het vastloopt.",
            niet="Niet alles van vroeger. Alleen wat nodig is voor het plan.",
            terug="Eén plan, en één iemand die het regelt. Vraag wie dat is, en op welke dag u "
            "weer belt.",
            bel="Het wijkteam of de gemeente. Vraag naar de Doorbraakmethode.",
        ),
        Weg(
            Soort.GELDZORGEN,
            kort="Schulden, een achterstand, te weinig om van te leven.",
            past="Bij schulden, een achterstand met huur, energie of zorgverzekering, of te "
            "weinig om van te leven. Wacht niet tot het erg is: vroeg is makkelijker.",
            toestemming="Altijd een ja van deze persoon. Schaamte is gewoon. Bied aan om samen te "
            "bellen of mee te gaan.",
            mee="Naam, hoe iemand te bereiken is, en of er haast is: moet iemand het huis uit, of "
            "gaan stroom, gas of water dicht?",
            niet="Geen bedragen, geen brieven en geen burgerservicenummer. Dat vertelt deze "
            "persoon zelf.",
            terug="De gemeente heeft vier weken voor het eerste gesprek. Is er haast, dan drie "
            "werkdagen. Zeg dus dat er haast is.",
            bel="De gemeente of de Kredietbank, en vraag naar schuldhulp. Wil iemand eerst zelf "
            "kijken? Dat kan op geldfit.nl.",
        ),
        Weg(
            Soort.VEILIG_THUIS,
            kort="Slaan, dreigen, dwingen, verwaarlozen of geld afpakken.",
            past="Bij slaan, dreigen, dwingen, verwaarlozen of geld afpakken door iemand die "
            "dichtbij staat. Ook als u het alleen vermoedt: bel dan om raad.",
            toestemming="Het liefst met een ja. Het mag zonder: open dan de kaart bij gevaar, "
            "laat een collega meelezen en schrijf op waarom u niet wacht.",
            mee="Wat u zelf zag en hoorde, en op welke dag. Zeg erbij wat u van een ander hoorde.",
            niet="Geen oordeel over wie het deed. Noem de melder alleen als die dat goed vindt.",
            terug="Raad krijgt u meteen, en daarvoor is geen naam nodig. Na een melding beslist "
            "Veilig Thuis binnen vijf werkdagen wat er gebeurt.",
            bel="Veilig Thuis, dag en nacht. Het nummer staat op de kaart bij gevaar. Gevaar voor "
            "een leven? Bel 112.",
        ),
        Weg(
            Soort.GGZ,
            kort="Angst, een trauma, verslaving, somberheid die blijft.",
            past="Bij angst, iets ergs dat iemand meemaakte, verslaving, of somberheid die niet "
            "overgaat.",
            toestemming="Altijd een ja van deze persoon.",
            mee="Naam, hoe iemand te bereiken is, en wat deze persoon zelf zegt dat er is.",
            niet="Geen diagnose, en niets over andere mensen in het verhaal.",
            terug="Er is vaak een wachttijd. Vraag hoe lang, en spreek af wie tot die tijd belt.",
            bel="Meestal eerst de huisarts, want de ggz vraagt een verwijzing. Denkt iemand aan "
            "zelfdoding? Bel 113. Gevaar voor een leven? Bel 112.",
        ),
        Weg(
            Soort.ANDERE,
            kort="Een organisatie die niet in deze lijst staat.",
            past="Als een andere organisatie deze vraag kent: een buurtwerker, een taalhuis, een "
            "kerk of moskee, een groep van mensen die hetzelfde meemaakten.",
            toestemming="Altijd een ja van deze persoon, voor deze ene organisatie.",
            mee="Naam, hoe iemand te bereiken is, en wat deze persoon zoekt.",
            niet="Niets over geloof, gezondheid of geld, tenzij de vraag daarover gaat.",
            terug="Vraag wie er belt, en wanneer.",
            bel="Kijk op de sociale kaart.",
        ),
    )
}


def aangeraden(
    verkenning: Verkenning | None,
    meldingen: Iterable[Melding] = (),
    *,
    is_in_gevaar: bool = False,
    al: Collection[str] = (),
) -> list[Aanrader]:
    """Ways to think of, each with its reason; not those of `al`, which were taken.

    What the person said about money goes before what a melder thought.
    """
    besproken = verkenning or Verkenning()
    gemeld = any(melding.geldzorgen == JaNeeOnbekend.JA for melding in meldingen)
    redenen = {Soort.VEILIG_THUIS: "De kaart bij gevaar is open." if is_in_gevaar else ""}
    redenen |= _om_geld(besproken, is_gemeld=gemeld) | _om_gezondheid(besproken)
    return [
        Aanrader(WEGEN[soort], reden)
        for soort, reden in redenen.items()
        if reden and soort not in al
    ]


def _om_geld(besproken: Verkenning, *, is_gemeld: bool) -> dict[Doorverwijzing.Soort, str]:
    gebeurd = set(besproken.oorzaken) - {Levensgebeurtenis.ANDERS}
    heeft = besproken.geldzorgen == JaNeeOnbekend.JA or Levensgebeurtenis.GELDPROBLEMEN in gebeurd
    if heeft:
        samen = len(gebeurd | {Levensgebeurtenis.GELDPROBLEMEN})
        veel = f"Er spelen {samen} dingen tegelijk, ook geld. Loopt hulp vast?"
        return {
            Soort.GELDZORGEN: "Deze persoon heeft zorgen over geld.",
            Soort.DOORBRAAK: veel if samen >= VEEL else "",
        }
    if is_gemeld and besproken.geldzorgen != JaNeeOnbekend.NEE:
        zelf = "De melder noemde zorgen over geld. Vraag het deze persoon eerst zelf."
        return {Soort.GELDZORGEN: zelf}
    return {}


def _om_gezondheid(besproken: Verkenning) -> dict[Doorverwijzing.Soort, str]:
    ziek = Levensgebeurtenis.ZIEKTE in besproken.oorzaken
    zin = Aanbod.Soort.EXISTENTIEEL in besproken.soorten
    return {
        Soort.HUISARTS: "Deze persoon is ziek of heeft een beperking." if ziek else "",
        Soort.WELZIJN: "Er zijn vragen over zin en betekenis." if zin else "",
    }
