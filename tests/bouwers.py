"""One builder per model: valid by default, fixed values, everything else by keyword."""

import itertools
import uuid
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from meldingen.models import Buurt, Deur, Melder, Melding, Vindplaats, Wijk
from meldingen.vindplaatsen import nieuwe_code
from meldingen.volgcode import volgcode, volgcode_hash
from opvolging.models import (
    Aanbod,
    Aanbodpartner,
    Aanbodvoorstel,
    Aanvulling,
    Afspraak,
    Afwezigheid,
    Concept,
    Contact,
    Deelnemer,
    Doorverwijzing,
    Gebeurtenis,
    Gevaarkaart,
    Gevaarstap,
    Huisgenoot,
    Informatie,
    Koppeling,
    Maatje,
    Partnerlink,
    Relatie,
    Termijn,
    Toestemming,
    Verhaal,
    Weergave,
    Zaak,
    ZaakMelding,
)
from rapportage.models import Jaarverslag
from rapportage.verslag import Rij, Tabel, Verslag
from signaalpunt import zoekhash
from signaalpunt.models import Bericht, Crisisnummer, Gebruiker, Gemeente, Sluitingsdag
from signaalpunt.rollen import Rol

NU = datetime(2026, 9, 15, 8, 0, tzinfo=UTC)  # Tuesday 10:00 in Maastricht
WACHTWOORD = "een lange zin voor de proef"

_nummer = itertools.count(1)


def gemeente(**velden: Any) -> Gemeente:
    code = velden.pop("code", "GM0935")
    standaard = {
        "naam": "Maastricht",
        "telefoon": "043 000 00 00",
        "teammail": "team@voorbeeld.test",
        "vraagt_reden": False,  # most tests are not about who looks
    }
    return Gemeente.objects.get_or_create(code=code, defaults=standaard | velden)[0]


def gebruiker(rol: Rol = Rol.MEDEWERKER, **velden: Any) -> Gebruiker:
    nummer = next(_nummer)
    velden.setdefault("naam", f"{rol.label.capitalize()} {nummer}")
    velden.setdefault("gemeente", gemeente())
    velden.setdefault("email", f"{rol.value}{nummer}@voorbeeld.test")
    return Gebruiker.objects.create(rol=rol, password=_versleuteld_wachtwoord(), **velden)


@cache
def _versleuteld_wachtwoord() -> str:
    return make_password(WACHTWOORD)  # slow by design, so once for all accounts


def sluitingsdag(**velden: Any) -> Sluitingsdag:
    standaard = {"gemeente": gemeente(), "datum": date(2026, 11, 11), "reden": "studiedag"}
    return Sluitingsdag.objects.create(**standaard | velden)


def crisisnummer(**velden: Any) -> Crisisnummer:
    standaard = {
        "gemeente": gemeente(),
        "volgorde": 1,
        "nummer": "112",
        "naam": "Alarmnummer",
        "wanneer": "Er is nu gevaar",
        "wanneer_en": "There is danger now",
    }
    return Crisisnummer.objects.create(**standaard | velden)


def wijk(**velden: Any) -> Wijk:
    code = velden.pop("code", "WK093502")
    standaard = {"gemeente": gemeente(), "naam": "Maastricht-West"}
    return Wijk.objects.get_or_create(code=code, defaults=standaard | velden)[0]


def buurt(**velden: Any) -> Buurt:
    code = velden.pop("code", "BU09350204")
    standaard = {"naam": "Malberg", "breedte": 50.86, "lengte": 5.66}
    velden.setdefault("wijk", wijk())
    velden.setdefault("gemeente", velden["wijk"].gemeente)
    return Buurt.objects.get_or_create(code=code, defaults=standaard | velden)[0]


def vindplaats(**velden: Any) -> Vindplaats:
    standaard = {"naam": "Huisartsenpraktijk Proef", "soort": Vindplaats.Soort.HUISARTS}
    velden.setdefault("code", nieuwe_code())
    velden["gemeente"] = velden.get("gemeente") or gemeente()
    return Vindplaats.objects.create(**standaard | velden)


def melding(**velden: Any) -> Melding:
    """A melding about mevrouw Janssen, with the hashes of what it says."""
    nummer = next(_nummer)
    gegeven: dict[str, Any] = {
        "gemeente": velden.pop("gemeente", None) or gemeente(),
        "deur": Deur.IEMAND_ANDERS,
        "ontvangen_op": NU,
        "sleutel": uuid.UUID(int=nummer),
        "inhoud_hash": f"{nummer:064}",
        "volgcode_hash": f"{nummer:064}",
        "betrokkene_naam": "Mevrouw Janssen",
    } | velden
    gegeven.setdefault("ontvangen_dag", timezone.localdate(gegeven["ontvangen_op"]))
    return Melding.objects.create(**_hashes(gegeven) | gegeven)


def melding_met_code(**velden: Any) -> Melding:
    """A melding that can be followed with `volgcode(melding.sleutel)`."""
    sleutel = uuid.uuid4()
    eigen = {"sleutel": sleutel, "volgcode_hash": volgcode_hash(volgcode(sleutel))}
    return melding(**eigen | velden)


def _hashes(gegeven: dict[str, Any]) -> dict[str, str]:
    return {
        "naam_hash": zoekhash.naam(gegeven["betrokkene_naam"]),
        "telefoon_hash": zoekhash.telefoon(gegeven.get("betrokkene_telefoon", "")),
        "email_hash": zoekhash.email(gegeven.get("betrokkene_email", "")),
        "adres_hash": zoekhash.adres(gegeven.get("postcode", ""), gegeven.get("huisnummer", "")),
    }


def melder(**velden: Any) -> Melder:
    de_melding = velden.pop("melding", None) or melding()
    standaard = {"melding": de_melding, "gemeente": de_melding.gemeente, "naam": "Buurman Pieters"}
    return Melder.objects.create(**standaard | velden)


def concept(**velden: Any) -> Concept:
    """A draft about mevrouw Janssen, of somebody of the team."""
    if "door" not in velden:
        velden["door"] = gebruiker(gemeente=velden.get("gemeente", gemeente()))
    standaard = {
        "gemeente": velden["door"].gemeente,
        "sleutel": uuid.UUID(int=500_000 + next(_nummer)),
        "gegevens": '{"deur": ["iemand_anders"], "betrokkene_naam": ["Mevrouw Janssen"]}',
        "begonnen_op": NU,
        "bewaard_op": NU,
    }
    return Concept.objects.create(**standaard | velden)


def weergave(**velden: Any) -> Weergave:
    """What somebody called `naam`: who is late."""
    eigenaar = velden.pop("eigenaar", None) or gebruiker()
    nummer = next(_nummer)
    standaard = {
        "eigenaar": eigenaar,
        "gemeente": eigenaar.gemeente,
        "naam": f"Keuze {nummer}",
        "naam_hash": f"{nummer:064}",
        "vraag": "tijd=te_laat",
    }
    return Weergave.objects.create(**standaard | velden)


def aanbod(**velden: Any) -> Aanbod:
    """A coffee morning in Malberg: complete, for residents to see."""
    eigenaar = velden.setdefault("gemeente", gemeente())
    if "buurt" not in velden and eigenaar.code == "GM0935":
        velden["buurt"] = buurt()
    standaard = {
        "naam": "Koffieochtend",
        "aanbieder": "Buurtwerk Proef",
        "omschrijving": "U drinkt samen koffie en u praat wat.",
        "soorten": ["sociaal"],
        "behoeften": ["praatje", "mensen_leren_kennen"],
        "plek": "Gemeenschapshuis",
        "dagdelen": ["di_ochtend"],
        "tijd": "Elke dinsdag van 10.00 tot 12.00 uur",
        "vorm": "groep",
        "drempel": "binnenlopen",
        "kosten": "gratis",
        "is_rolstoelvriendelijk": True,
        "talen": ["nl"],
        "telefoon": "043 000 00 01",
        "is_openbaar": True,
    }
    nieuw = Aanbod(**standaard | velden)
    nieuw.is_compleet = not nieuw.ontbreekt
    nieuw.is_openbaar = nieuw.is_openbaar and nieuw.is_compleet
    nieuw.save()
    return nieuw


def aanbodpartner(**velden: Any) -> Aanbodpartner:
    """An organisation with a link that works."""
    nummer = next(_nummer)
    email = velden.setdefault("email", f"partner{nummer}@voorbeeld.test")
    standaard = {
        "gemeente": gemeente(),
        "email_hash": zoekhash.email(email),
        "geldig_tot": timezone.now() + timedelta(days=10),
    }
    return Aanbodpartner.objects.create(**standaard | velden)


def aanbodvoorstel(**velden: Any) -> Aanbodvoorstel:
    """Another time, that nobody of the team looked at."""
    partner = velden.pop("partner", None) or aanbodpartner()
    rij = velden.pop("aanbod") if "aanbod" in velden else aanbod(partner=partner)
    standaard = {
        "gemeente": partner.gemeente,
        "aanbod": rij,
        "partner": partner,
        "velden": {"tijd": "Elke vrijdag"},
        "ingestuurd_op": NU,
    }
    return Aanbodvoorstel.objects.create(**standaard | velden)


def termijn(**velden: Any) -> Termijn:
    """A running clock of 24 and 48 hours on the wall."""
    de_melding = velden.pop("melding", None) or melding()
    begin = velden.get("gestart_op", de_melding.ontvangen_op)
    standaard = {
        "gemeente": de_melding.gemeente,
        "melding": de_melding,
        "soort": Termijn.Soort.EERSTE_CONTACT,
        "telling": de_melding.gemeente.telling,
        "regelversie": 1,
        "aantal_uren_streef": 24,
        "aantal_uren_grens": 48,
        "gestart_op": begin,
        "streef_op": begin + timedelta(hours=24),
        "grens_op": begin + timedelta(hours=48),
        "uitleg": "24 en 48 uur na de melding.",
    }
    return Termijn.objects.create(**standaard | velden)


ONDERWERPEN = ("melding", "zaak", "koppeling", "maatje", "doorverwijzing")


def termijn_op(**velden: Any) -> Termijn:
    """A running clock by the calendar on a zaak, koppeling or maatje: 25 and 30 days."""
    onderwerp = next(filter(None, map(velden.get, ONDERWERPEN)))
    standaard = {
        "gemeente": onderwerp.gemeente,
        "telling": "klokuren",
        "regelversie": 1,
        "gestart_op": NU,
        "streef_op": NU + timedelta(days=25),
        "grens_op": NU + timedelta(days=30),
        "uitleg": "25 en 30 dagen na het begin.",
    }
    return Termijn.objects.create(**standaard | velden)


def zaak(**velden: Any) -> Zaak:
    """A zaak with one melding; `meldingen=[]` for none.

    After contact all was told, and the person agreed to be helped.
    """
    vindt_goed = velden.pop("vindt_goed", True)
    is_verteld = velden.pop("is_verteld", True)
    meldingen = velden.pop("meldingen", None)
    if meldingen is None:
        meldingen = [melding(gemeente=velden.get("gemeente"))]
    eigenaar = meldingen[0].gemeente if meldingen else gemeente()
    velden.setdefault("gemeente", eigenaar)
    velden.setdefault("behandelaar", None)
    velden["behandelaar"] = velden["behandelaar"] or gebruiker(gemeente=velden["gemeente"])
    de_zaak = Zaak.objects.create(**{"opgepakt_op": NU} | velden)
    for de_melding in meldingen:
        ZaakMelding.objects.create(
            gemeente=de_zaak.gemeente,
            zaak=de_zaak,
            melding=de_melding,
            toegevoegd_op=max(de_zaak.opgepakt_op, de_melding.ontvangen_op),
            afgerond_op=de_zaak.afgesloten_op,
        )
    na_gesprek = de_zaak.status in (Zaak.Status.CONTACT_GELEGD, Zaak.Status.IN_BEGELEIDING)
    if is_verteld and na_gesprek:
        informatie(zaak=de_zaak)
    if vindt_goed and na_gesprek:
        toestemming(zaak=de_zaak)
    return de_zaak


def huisgenoot(een: Zaak, ander: Zaak, **velden: Any) -> Huisgenoot:
    """The people of these two are partners; `een` was taken up first."""
    standaard = {
        "gemeente": een.gemeente,
        "zaak": een,
        "ander": ander,
        "relatie": Relatie.PARTNER,
        "op": NU,
        "door": een.behandelaar,
    }
    return Huisgenoot.objects.create(**standaard | velden)


def afspraak(**velden: Any) -> Afspraak:
    """A visit of an hour on the next day."""
    de_zaak = velden.pop("zaak", None) or zaak(status=Zaak.Status.CONTACT_GELEGD)
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "wijze": Contact.Wijze.BEZOEK,
        "begint_op": NU + timedelta(days=1),
        "aantal_minuten": 60,
        "met": de_zaak.behandelaar,
        "gemaakt_op": NU,
        "gemaakt_door": de_zaak.behandelaar,
    }
    return Afspraak.objects.create(**standaard | velden)


def toestemming(**velden: Any) -> Toestemming:
    """The person agreed in a conversation, to begeleiding."""
    de_zaak = velden.pop("zaak", None) or zaak(status=Zaak.Status.CONTACT_GELEGD, vindt_goed=False)
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "soort": Toestemming.Soort.BEGELEIDING,
        "partner_hash": zoekhash.naam(velden.get("partner", "")),
        "manier": Toestemming.Manier.GESPREK,
        "gegeven_op": NU.date(),
        "vastgelegd_op": NU,
        "vastgelegd_door": de_zaak.behandelaar,
    }
    return Toestemming.objects.create(**standaard | velden)


def verhaal(**velden: Any) -> Verhaal:
    """A story of somebody who agreed to that, to be read for a year."""
    goed = velden.pop("toestemming", None) or toestemming(soort=Toestemming.Soort.VERHAAL)
    standaard = {
        "gemeente": goed.gemeente,
        "zaak": goed.zaak,
        "tekst": "Na jaren zingt zij weer mee.",
        "geldig_tot": NU.date() + timedelta(days=365),
        "door": goed.vastgelegd_door,
        "op": NU,
    }
    return Verhaal.objects.create(**standaard | velden)


def informatie(**velden: Any) -> Informatie:
    """The person heard on the phone what we know."""
    de_zaak = velden.pop("zaak", None) or zaak()
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "manier": Informatie.Manier.TELEFOON,
        "op": NU,
        "door": de_zaak.behandelaar,
    }
    return Informatie.objects.create(**standaard | velden)


def aanvulling(**velden: Any) -> Aanvulling:
    """What the melder added, not read yet."""
    de_melding = velden.pop("melding", None) or melding()
    standaard = {
        "gemeente": de_melding.gemeente,
        "melding": de_melding,
        "sleutel": uuid.uuid4(),
        "soort": Aanvulling.Soort.AANVULLING,
        "tekst": "Zij doet nu ook de deur niet meer open.",
        "op": NU,
    }
    return Aanvulling.objects.create(**standaard | velden)


def gebeurtenis(**velden: Any) -> Gebeurtenis:
    de_zaak = velden.pop("zaak", None) or zaak()
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "soort": Gebeurtenis.Soort.POGING,
        "op": NU,
        "door": de_zaak.behandelaar,
        "tekst": "Gebeld, niet bereikt.",
    }
    return Gebeurtenis.objects.create(**standaard | velden)


def contact(**velden: Any) -> Contact:
    de_zaak = velden.pop("zaak", None) or zaak()
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "wijze": Contact.Wijze.TELEFOON,
        "is_bereikt": False,
        "op": NU,
        "door": de_zaak.behandelaar,
    }
    return Contact.objects.create(**standaard | velden)


def maatje(**velden: Any) -> Maatje:
    """A maatje with valid VOG, training and agreement, who fits `deelnemer()`."""
    eigenaar = velden.setdefault("gemeente", gemeente())
    if "gebruiker" not in velden:
        velden["gebruiker"] = gebruiker(Rol.MAATJE, gemeente=eigenaar)
    standaard = {
        "naam": "Vera Voorbeeld",
        "telefoon": "06 00 00 00 02",
        "aangemeld_op": NU - timedelta(days=200),
        "vog_geldig_tot": date(2028, 1, 1),
        "training_op": date(2025, 3, 1),
        "overeenkomst_op": date(2025, 3, 8),
        "vormen": ["thuis"],
        "dagdelen": ["di_middag"],
        "talen": ["nl"],
        "interesses": ["wandelen"],
    }
    return Maatje.objects.create(**standaard | velden)


def deelnemer(**velden: Any) -> Deelnemer:
    """Somebody in begeleiding who looks for a maatje."""
    de_zaak = velden.pop("zaak", None) or zaak(
        status=Zaak.Status.IN_BEGELEIDING,
        oordeel=Zaak.Oordeel.TERECHT,
        hulpwens=Zaak.Hulpwens.JA,
        **{"gemeente": velden["gemeente"]} if "gemeente" in velden else {},
    )
    niet_met = velden.pop("niet_met", [])
    standaard = {
        "zaak": de_zaak,
        "gemeente": de_zaak.gemeente,
        "voornaam": "Bertha",
        "telefoon": "06 00 00 00 01",
        "aangemeld_op": NU,
        "toestemming_op": NU,
        "vormen": ["thuis", "buiten"],
        "dagdelen": ["di_middag", "do_middag"],
        "talen": ["nl"],
        "interesses": ["wandelen", "schaken"],
    }
    de_deelnemer = Deelnemer.objects.create(**standaard | velden)
    de_deelnemer.niet_met.set(niet_met)
    toestemming(zaak=de_zaak, soort=Toestemming.Soort.MAATJE)
    return de_deelnemer


def koppeling(**velden: Any) -> Koppeling:
    """A koppeling in any status, with the moments that belong to it."""
    status = velden.setdefault("status", Koppeling.Status.VOORGESTELD)
    if "deelnemer" not in velden:
        velden["deelnemer"] = deelnemer(gemeente=velden.get("gemeente", gemeente()))
    eigenaar = velden["deelnemer"].gemeente
    if "maatje" not in velden:
        velden["maatje"] = maatje(gemeente=eigenaar)
    soorten = Koppeling.Status
    standaard = {
        "gemeente": eigenaar,
        "regelversie": 1,
        "punten": 60,
        "plek": 1,
        "voorgesteld_door": velden["deelnemer"].zaak.behandelaar,
        "voorgesteld_op": NU,
        "geantwoord_op": None if status in (soorten.VOORGESTELD, soorten.INGETROKKEN) else NU,
        "gestart_op": NU if status in (soorten.ACTIEF, soorten.BEEINDIGD) else None,
        "geeindigd_op": NU
        if status in (soorten.AFGESLAGEN, soorten.INGETROKKEN, soorten.BEEINDIGD)
        else None,
        "eindreden": Koppeling.Eindreden.AFGEROND if status == soorten.BEEINDIGD else "",
    }
    return Koppeling.objects.create(**standaard | velden)


def doorverwijzing(**velden: Any) -> Doorverwijzing:
    """The huisarts was asked, in any status; the person agreed."""
    soorten = Doorverwijzing.Status
    de_zaak = velden.pop("zaak", None) or zaak(status=Zaak.Status.CONTACT_GELEGD)
    status = velden.setdefault("status", soorten.GEVRAAGD)
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "soort": Doorverwijzing.Soort.HUISARTS,
        "naar": "Praktijk De Linde",
        "toestemming_op": NU.date(),
        "toestemming": Doorverwijzing.Toestemming.GESPREK,
        "verwezen_op": NU,
        "verwezen_door": de_zaak.behandelaar,
        "afgehandeld_op": None if status == soorten.GEVRAAGD else NU,
        "reden": "Er is een wachtlijst." if status == soorten.TERUGGEGEVEN else "",
    }
    return Doorverwijzing.objects.create(**standaard | velden)


def gevaarkaart(**velden: Any) -> Gevaarkaart:
    """An open card for danger; with `meegelezen` a colleague read along."""
    meegelezen = velden.pop("meegelezen", False)
    de_zaak = velden.pop("zaak", None) or zaak()
    standaard = {
        "gemeente": de_zaak.gemeente,
        "zaak": de_zaak,
        "gestart_op": NU,
        "gestart_door": de_zaak.behandelaar,
    }
    kaart = Gevaarkaart.objects.create(**standaard | velden)
    if meegelezen:
        door, stap = gebruiker(gemeente=de_zaak.gemeente), Gevaarstap.Stap.MEELEZEN
        kaart.stappen.create(gemeente=de_zaak.gemeente, stap=stap, op=NU, door=door)
    return kaart


def partnerlink(**velden: Any) -> Partnerlink:
    """A link to Praktijk De Linde with a name and a telephone; the clock of the answer runs."""
    deze = velden.pop("doorverwijzing", None) or doorverwijzing()
    standaard = {
        "gemeente": deze.gemeente,
        "doorverwijzing": deze,
        "delen": ["naam", "telefoon"],
        "toelichting": "Deze persoon wil graag een keer praten.",
        "gemaakt_op": NU,
        "gemaakt_door": deze.verwezen_door,
        "geldig_tot": timezone.now() + timedelta(days=3),
    }
    return Partnerlink.objects.create(**standaard | velden)


def verslag(**velden: Any) -> Verslag:
    """A report with one table, of which one number is hidden."""
    rijen = [("mijzelf", "voor mijzelf", None), ("ander", "voor iemand anders", 60)]
    rijen.append(("professional", "als professional", None))
    tabel: Tabel = {
        "naam": "meldingen_per_deur",
        "titel": "Wie meldde",
        "eenheid": "meldingen",
        "rijkop": "Deur",
        "kolommen": [{"naam": "meldingen", "titel": "meldingen"}],
        "rijen": [_rij(*rij) for rij in rijen],
        "totaal": _rij("totaal", "Totaal", 100),
        "definities": ["Wie de melding deed."],
        "opmerking": "",
        "bron": "",
        "heeft_grafiek": True,
    }
    standaard: Verslag = {
        "schema": 1,
        "titel": "Jaarverslag 2025",
        "gemeente": "Maastricht",
        "gemeentecode": "GM0935",
        "jaar": 2025,
        "is_concept": False,
        "opgemaakt_op": "2026-01-12T10:00:00+01:00",
        "samenvatting": ["In 2025 kwamen 100 meldingen binnen."],
        "kerncijfers": [{"waarde": "100", "tekst": "meldingen"}],
        "hoofdstukken": [
            {
                "naam": "binnenkomst",
                "titel": "Wat er binnenkwam",
                "inleiding": "Van wie.",
                "tabellen": [tabel],
            }
        ],
        "omgeving": None,
        "bescherming": "Kleine aantallen laten we niet zien.",
        "grenzen": ["Een melding is een signaal."],
    }
    return {**standaard, **velden}  # type: ignore[typeddict-item]


def _rij(naam: str, label: str, aantal: int | None) -> Rij:
    return {"naam": naam, "label": label, "aantallen": [aantal], "percentages": [aantal]}


def jaarverslag(*, bestanden: tuple[str, ...] = ("json",), **velden: Any) -> Jaarverslag:
    """A frozen report of 2025, published unless `gepubliceerd_op=None`."""
    stad = velden.setdefault("gemeente", gemeente())
    door = gebruiker(Rol.COORDINATOR, gemeente=stad)
    gepubliceerd_op = velden.pop("gepubliceerd_op", NU)
    jaar = velden.setdefault("jaar", 2025)
    velden.setdefault("inhoud", verslag(jaar=jaar))
    het_verslag = Jaarverslag.objects.create(
        **{"vastgelegd_op": NU, "vastgelegd_door": door} | velden
    )
    for naam in bestanden:
        het_verslag.bestanden.create(gemeente=het_verslag.gemeente, naam=naam, inhoud=naam.encode())
    if gepubliceerd_op:
        het_verslag.gepubliceerd_op, het_verslag.gepubliceerd_door = gepubliceerd_op, door
        het_verslag.save()
    return het_verslag


def bericht(**velden: Any) -> Bericht:
    """A mail that was given up."""
    nummer = next(_nummer)
    velden.setdefault("gemeente", gemeente())
    velden.setdefault("klaar_op", NU)
    standaard = {
        "soort": "opgepakt",
        "sleutel": f"opgepakt-{nummer}",
        "status": Bericht.Status.MISLUKT,
        "volgende_poging_op": velden["klaar_op"],
    }
    return Bericht.objects.create(**standaard | velden)


def afwezigheid(**velden: Any) -> Afwezigheid:
    """Somebody who is away on the day of NU and the next."""
    wie = velden.pop("gebruiker", None) or gebruiker()
    standaard = {
        "gemeente": wie.gemeente,
        "gebruiker": wie,
        "van": NU.date(),
        "tot_en_met": NU.date() + timedelta(days=1),
        "genoteerd_op": NU,
        "genoteerd_door": wie,
    }
    return Afwezigheid.objects.create(**standaard | velden)
