"""Invented maatjes, and how an invented zaak comes to one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from meldingen.models import Buurt
from opvolging import aanmelden, koppelen, toestemming
from opvolging.matchwoorden import DAGDELEN, INTERESSES, Vorm
from opvolging.models import Deelnemer, Koppeling, Maatje, Zaak
from rapportage.demo.verzinsels import mens
from signaalpunt.ingebouwd.omgeving import DEMO_DOMEIN
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import Rol

AANTAL = 24
LEEFTIJDEN = ("18_26", "27_44", "45_64", "65_79")


def maak_maatjes(
    gemeente: Gemeente, eerste: Gebruiker, begin: datetime, einde: datetime, toeval: Random
) -> None:
    """`AANTAL` maatjes who came at `begin`; the first one has the login `eerste`.

    At the end of the demo the VOG of one in eight is soon to be renewed.
    """
    if Maatje.objects.filter(gemeente=gemeente).exists():
        return
    buurten = list(Buurt.objects.filter(gemeente=gemeente))
    for nummer in range(AANTAL):
        wie = mens(toeval)
        gebruiker = eerste if nummer == 0 else _account(gemeente, wie.naam, nummer)
        is_gescreend = nummer % 8 != 7
        maatje = Maatje(
            gemeente=gemeente,
            gebruiker=gebruiker,
            naam=gebruiker.naam,
            telefoon=wie.telefoon,
            aangemeld_op=begin,
            buurt=toeval.choice(buurten),
            vog_geldig_tot=_vog_tot(nummer, begin, einde) if is_gescreend else None,
            training_op=begin.date(),
            overeenkomst_op=begin.date(),
            aantal_plaatsen=toeval.choice([1, 2, 2, 3]),
            max_km=toeval.choice([3.0, 5.0, 8.0]),
            vormen=toeval.sample([Vorm.THUIS, Vorm.BUITEN, Vorm.BELLEN], 2),
            leeftijdsgroep=toeval.choice(LEEFTIJDEN),
            is_dierenvriend=toeval.random() < 0.6,
            heeft_vervoer=toeval.random() < 0.5,
            **_voorkeuren(toeval, dagdelen=6),
        )
        aanmelden.wijzig_maatje(maatje, nu=begin)


def _vog_tot(nummer: int, begin: datetime, einde: datetime) -> date:
    bijna = einde + timedelta(days=20 + nummer)
    return (bijna if nummer % 8 == 3 else begin + timedelta(days=365 * 6)).date()


def _account(gemeente: Gemeente, naam: str, nummer: int) -> Gebruiker:
    email = f"maatje{nummer}@{DEMO_DOMEIN}"
    return Gebruiker.objects.create_user(email, naam=naam, rol=Rol.MAATJE, gemeente=gemeente)


def _voorkeuren(toeval: Random, *, dagdelen: int) -> dict[str, list[str]]:
    return {
        "talen": ["nl", *toeval.sample(["en", "de", "fr", "tr", "ar"], toeval.randint(0, 1))],
        "dagdelen": sorted(toeval.sample(list(DAGDELEN), dagdelen)),
        "interesses": sorted(toeval.sample(list(INTERESSES), 4)),
    }


def word_deelnemer(zaak: Zaak, nu: datetime, toeval: Random) -> Deelnemer:
    """The betrokkene of `zaak` wants a maatje and says what kind."""
    regel = zaak.zaakmeldingen.select_related("melding").earliest("pk")
    melding = regel.melding
    soort, manier = toestemming.Soort.MAATJE, toestemming.Manier.GESPREK
    toestemming.geef(zaak, soort=soort, manier=manier, door=zaak.behandelaar, nu=nu)
    return Deelnemer.objects.create(
        gemeente=zaak.gemeente,
        zaak=zaak,
        voornaam=(melding.betrokkene_naam or "Onbekend").split()[0],
        telefoon=melding.betrokkene_telefoon,
        buurt=melding.buurt,
        aangemeld_op=nu,
        toestemming_op=nu,
        vormen=toeval.sample([Vorm.THUIS, Vorm.BUITEN, Vorm.BELLEN], 2),
        **_voorkeuren(toeval, dagdelen=8),
    )


@dataclass(frozen=True)
class Deel:
    """Part `nummer` of `van` of the town; parts are invented side by side, with own maatjes."""

    nummer: int = 0
    van: int = 1

    def heeft(self, maatje: Maatje) -> bool:
        """Whether this part may ask `maatje`, so that no part depends on the pace of another."""
        return maatje.pk % self.van == self.nummer


HEEL = Deel()  # the whole town in one part


def stel_beste_voor(
    deelnemer: Deelnemer, door: Gebruiker, nu: datetime, deel: Deel
) -> Koppeling | None:
    """An offer to the first maatje of this part in the list; None when nobody fits."""
    for kandidaat in koppelen.kandidaten(deelnemer, nu=nu).passend:
        if deel.heeft(kandidaat.maatje):
            return koppelen.stel_voor(deelnemer, kandidaat.maatje, door=door, nu=nu)
    return None
