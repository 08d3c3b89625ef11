"""What was answered in meldingen, in words for the team: who, how to reach, who may be named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from meldingen import keuzes
from meldingen.models import Deur, Leeftijdsgroep, Melder, Melding
from opvolging.models import Aanvulling, Tevredenheid

# answers that are shown with the melding they came with: label and the words of its values
MET_KEUZES: dict[str, tuple[str, Any]] = {
    "weet_ervan": ("Weet ervan", keuzes.WeetErvan),
    "signalen": ("Wat opviel", keuzes.Signaal),
    "levensgebeurtenissen": ("Wat er gebeurd is", keuzes.Levensgebeurtenis),
    "behoeften": ("Waar behoefte aan is", keuzes.Behoefte),
    "zelf_gedaan": ("Wat de melder zelf deed", keuzes.ZelfGedaan),
    "geldzorgen": ("Zorgen over geld", keuzes.JaNeeOnbekend),
    "relatie": ("De melder is", keuzes.Relatie),
}


@dataclass(frozen=True)
class Betrokkene:
    """Who it is about and how to reach them; every value is readable text, or empty."""

    naam: str
    telefoon: str
    email: str
    adres: str
    buurt: str
    leeftijd: str
    taal: str
    voorkeur: str
    voicemail: str
    aandachtspunten: list[str]

    @property
    def onbereikbaar(self) -> "Betrokkene":
        """The same person without any way to reach them."""
        return replace(self, telefoon="", email="", adres="", voorkeur="", voicemail="")


@dataclass(frozen=True)
class MetMelder:
    """One melding of the zaak with its melder; of whom only is read what may be said."""

    melding: Melding
    melder: Melder | None

    @property
    def plek(self) -> str:
        """Its place on the page of the zaak."""
        return f"melding-{self.melding.pk}"

    @property
    def aanvullingen(self) -> list[Aanvulling]:
        """What the melder let us know later; fetched with the melding, when there is any."""
        if not getattr(self.melding, "heeft_aanvullingen", True):
            return []
        return list(self.melding.aanvullingen.all())

    @property
    def heeft_nieuws(self) -> bool:
        """Whether something of that was read by nobody yet."""
        return any(aanvulling.gelezen_op is None for aanvulling in self.aanvullingen)

    @property
    def laatste_aanvulling(self) -> int:
        """The number of the last of them."""
        return max(aanvulling.pk for aanvulling in self.aanvullingen)

    @property
    def is_ingetrokken(self) -> bool:
        """Whether the melder took the melding back."""
        soorten = {aanvulling.soort for aanvulling in self.aanvullingen}
        return Aanvulling.Soort.INTREKKING in soorten

    @property
    def is_zelf_gehoord(self) -> bool:
        """Whether the team wrote it down itself, as when a zaak was split: nobody reported it."""
        van_een_ander = self.melding.deur != Deur.MIJZELF
        return van_een_ander and self.melder is None and self.melding.ingevoerd_door_id is not None

    @property
    def tevredenheid(self) -> Tevredenheid | None:
        """How the melder looked back, if so."""
        return getattr(self.melding, "tevredenheid", None)

    @property
    def antwoorden(self) -> list[tuple[str, str]]:
        """What was chosen in the form: question and answer."""
        paren = [
            (label, woorden(soort, getattr(self.melding, veld)))
            for veld, (label, soort) in MET_KEUZES.items()
        ]
        return [(label, antwoord) for label, antwoord in paren if antwoord]

    @property
    def melder_is(self) -> str:
        """What kind of person brought it, as was answered."""
        if self.melding.deur == Deur.PROFESSIONAL:
            return "iemand die hier beroepsmatig komt"
        return woorden(keuzes.Relatie, self.melding.relatie).lower() or "niet ingevuld"

    @property
    def mag_genoemd(self) -> str:
        """What the melder answered to being named."""
        mag = self.melder.mag_genoemd_worden if self.melder else ""
        return {"ja": "ja", "alleen_relatie": "alleen de relatie"}.get(mag, "nee")

    @property
    def wie_noemen(self) -> str:
        """What may be said when the betrokkene asks who reported."""
        mag = self.melder.mag_genoemd_worden if self.melder else ""
        if mag == keuzes.MagGenoemdWorden.JA:
            return "U mag zeggen wie dit meldde."
        if mag == keuzes.MagGenoemdWorden.ALLEEN_RELATIE:
            relatie = woorden(keuzes.Relatie, self.melding.relatie) or "iemand die u kent"
            return f"Zeg alleen hoe de melder deze persoon kent: {relatie.lower()}. Geen naam."
        return "Zeg niet wie dit meldde. De melder wil niet genoemd worden."


def woorden(soort: Any, waarde: str | Iterable[str]) -> str:
    """The words of one code or of several; a code that no longer exists shows as it is."""
    codes = [waarde] if isinstance(waarde, str) else waarde
    bekend = dict(soort.choices)
    return " · ".join(str(bekend.get(code, code)) for code in codes if code)


def betrokkene(meldingen: Sequence[Melding]) -> Betrokkene:
    """What the meldingen together say about the person; a later melding knows better."""

    def laatste(veld: str) -> Any:
        return next((w for m in reversed(meldingen) if (w := getattr(m, veld))), "")

    via = woorden(keuzes.BereikbaarVia, laatste("bereikbaar_via"))
    wanneer = woorden(keuzes.Moment, laatste("bereikbaar_moment") or [])
    return Betrokkene(
        naam=laatste("betrokkene_naam"),
        telefoon=laatste("betrokkene_telefoon"),
        email=laatste("betrokkene_email"),
        adres=next((_adres(m) for m in reversed(meldingen) if m.postcode), ""),
        buurt=next((_buurt(m) for m in reversed(meldingen) if _buurt(m)), ""),
        leeftijd=_leeftijd(meldingen),
        taal=woorden(keuzes.Taal, laatste("taal")),
        voorkeur=", ".join(filter(None, [via, wanneer.lower()])),
        voicemail=laatste("voicemail"),
        aandachtspunten=[m.aandachtspunten for m in meldingen if m.aandachtspunten],
    )


def _adres(melding: Melding) -> str:
    los = " " if melding.toevoeging[:1].isdecimal() else ""
    return f"{melding.postcode}, nummer {melding.huisnummer}{los}{melding.toevoeging}"


def _buurt(melding: Melding) -> str:
    if melding.buurt:
        return f"{melding.buurt.naam} ({melding.buurt.wijk.naam})"
    return "buiten de gemeente" if melding.buurt_anders == "buiten" else ""


def _leeftijd(meldingen: Sequence[Melding]) -> str:
    bekend = [m for m in meldingen if m.leeftijdsgroep != Leeftijdsgroep.ONBEKEND]
    return bekend[-1].get_leeftijdsgroep_display() if bekend else ""
