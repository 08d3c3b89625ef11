"""Canary words in every personal field, through the whole way: none may stand anywhere readable.

Not in a dump of the database, not in a log line, not in a session, not in what waits to be mailed.
"""

import io
import logging
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from psycopg2.sql import SQL, Identifier

from meldingen.models import Melding
from meldingen.volgcode import volgcode
from opvolging import (
    afsluiten,
    afspreken,
    behoeften,
    beoordelen,
    bijhouden,
    contact,
    doorverwijzen,
    evalueren,
    gevaar,
    hulpvraag,
    informeren,
    koppelen,
    noteren,
    toestemming,
    triage,
    verhalen,
    verkennen,
)
from opvolging.doorverwijzen import Grond
from opvolging.models import (
    Aanvulling,
    Contact,
    Doorverwijzing,
    Evaluatie,
    Koppeling,
    Notitie,
    Termijn,
    Tevredenheid,
    Toestemming,
    Zaak,
)
from signaalpunt.logboek import AlleenToegestaan
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.volgact import doe

pytestmark = pytest.mark.django_db

KANARIE = re.compile(r"kanarie|06\s?0000\s?7391|\+31600007391|6299\s?ZX", re.IGNORECASE)
TELEFOON, POSTCODE, MAIL = "06 0000 7391", "6299 ZX", "kanarie.mail@voorbeeld.example"
DEUREN = {
    "melden_voor_mijzelf": {
        "naam": "Kanarienaam",
        "telefoon": TELEFOON,
        "email": MAIL,
        "terugkoppeling": "email",
    },
    "melden_voor_iemand_anders": {
        "betrokkene_naam": "Kanariebetrokkene",
        "betrokkene_telefoon": TELEFOON,
        "melder_naam": "Kanariemelder",
        "melder_telefoon": TELEFOON,
        "melder_email": MAIL,
        "weet_ervan": "nee",
        "relatie": "buur",
        "mag_genoemd_worden": "nee",
        "terugkoppeling": "email",
    },
    "melden_als_professional": {
        "betrokkene_naam": "Kanariebetrokkene",
        "organisatie": "Kanarieorganisatie",
        "functie": "Kanariefunctie",
        "melder_naam": "Kanariemelder",
        "melder_email": MAIL,
        "weet_ervan": "nee",
        "geldzorgen": "nee",
        "mag_genoemd_worden": "nee",
    },
}
ALTIJD = {
    "veilig": "ja",
    "toelichting": "Kanarietoelichting",
    "aandachtspunten": "Kanariehond",
    "postcode": POSTCODE,
    "huisnummer": "12",
    "toevoeging": "kanarie",
}


@pytest.fixture
def logregels():
    """Everything that is logged, as production writes it."""
    stroom = io.StringIO()
    hand = logging.StreamHandler(stroom)
    hand.setFormatter(AlleenToegestaan())
    logging.getLogger().addHandler(hand)
    yield stroom
    logging.getLogger().removeHandler(hand)


def _meld_alles(client) -> None:
    bouwers.buurt()
    for deur, velden in DEUREN.items():
        antwoord = client.post(reverse(deur), ALTIJD | velden)
        assert antwoord.status_code == 302
        fout = client.post(reverse(deur), ALTIJD | velden | {"veilig": ""})
        assert fout.status_code == 422


def _volg_op(melding: Melding) -> Zaak:
    medewerker = bouwers.gebruiker(naam="Kanariemedewerker")
    nu = melding.ontvangen_op + timedelta(hours=1)
    zaak = triage.pak_op(melding, door=medewerker, nu=nu)
    contact.leg_vast(
        zaak,
        wijze=Contact.Wijze.TELEFOON,
        is_bereikt=True,
        notitie="Kanarienotitie",
        door=medewerker,
        nu=nu,
    )
    informeren.vraag_uitzondering(zaak, reden="Kanarieuitzondering", door=medewerker, nu=nu)
    informeren.ga_akkoord(zaak, door=bouwers.gebruiker(), nu=nu)
    beoordelen.beoordeel(
        zaak,
        oordeel=Zaak.Oordeel.TERECHT,
        hulpwens=Zaak.Hulpwens.JA,
        toestemming=Toestemming.Manier.GESPREK,
        toelichting="Kanarieoordeel",
        door=medewerker,
        nu=nu,
    )
    delen, manier = Toestemming.Soort.DELEN, Toestemming.Manier.GESPREK
    mee: dict[str, Any] = {"partner": "Kanariepartner", "door": medewerker, "nu": nu}
    toestemming.geef(zaak, soort=delen, manier=manier, **mee)
    voor = Notitie.Voor.IK
    noteren.noteer(zaak, tekst="Kanarienotitie", voor=voor, door=medewerker, nu=nu)
    afspreken.maak(
        zaak,
        wijze=Contact.Wijze.BEZOEK,
        begint_op=nu + timedelta(days=1),
        aantal_minuten=30,
        plek="Kanarieplein",
        met=medewerker,
        door=medewerker,
        nu=nu,
    )
    gevaar.start(zaak, wat="Kanariegevaar", door=medewerker, nu=nu)
    verkennen.leg_vast(
        zaak, toelichting="Kanarieverhaal", eigen_kracht="Kanariezang", door=medewerker, nu=nu
    )
    _voor_de_evaluatie(zaak, nu)
    _verwijs(zaak, nu)
    bijhouden.stuur_link(bouwers.aanbod(), email=MAIL, nu=nu)
    return zaak


def _voor_de_evaluatie(zaak: Zaak, nu: datetime) -> None:
    soort, manier = Toestemming.Soort.VERHAAL, Toestemming.Manier.GESPREK
    mee: dict[str, Any] = {"door": zaak.behandelaar, "nu": nu}
    toestemming.geef(zaak, soort=soort, manier=manier, **mee)
    verhalen.bewaar(zaak, tekst="Kanarieverhaal", geldig_tot=nu.date() + timedelta(days=9), **mee)
    wat, waarom = behoeften.Wat.HUISDIER, behoeften.Waarom.VOL
    behoeften.noteer(zaak, wat=wat, waarom=waarom, tekst="Kanariewens", **mee)


def _verwijs(zaak: Zaak, nu: datetime) -> None:
    bouwers.gevaarkaart(zaak=zaak, meegelezen=True)
    deze = doorverwijzen.verwijs_door(
        zaak,
        soort=Doorverwijzing.Soort.VEILIG_THUIS,
        naar="Kanariepraktijk",
        vraag="Kanarievraag",
        grond=Grond(waarom_zonder="Kanariegevaar"),
        door=zaak.behandelaar,
        nu=nu,
    )
    hulpvraag.maak(
        deze,
        email=MAIL,
        delen=["naam"],
        toelichting="Kanariehulpvraag",
        door=zaak.behandelaar,
        nu=nu,
    )
    terug = Doorverwijzing.Status.TERUGGEGEVEN
    door = zaak.behandelaar
    doorverwijzen.leg_antwoord_vast(deze, antwoord=terug, reden="Kanarieterug", door=door, nu=nu)


def _koppel(zaak: Zaak) -> None:
    deelnemer = bouwers.deelnemer(
        zaak=zaak, voornaam="Kanarievoornaam", telefoon=TELEFOON, doel="Kanariedoel"
    )
    maatje = bouwers.maatje(
        gebruiker=bouwers.gebruiker(Rol.MAATJE, naam="Kanariemaatje"),
        naam="Kanariemaatje",
        telefoon=TELEFOON,
    )
    nu = zaak.opgepakt_op + timedelta(days=1)
    koppeling = koppelen.stel_voor(deelnemer, maatje, door=zaak.behandelaar, nu=nu)
    koppelen.sla_af(koppeling, toelichting="Kanariereden", door=maatje.gebruiker, nu=nu)
    _vraag_hoe_het_gaat(koppelen.stel_voor(deelnemer, maatje, door=zaak.behandelaar, nu=nu))
    afsluiten.sluit_af(
        zaak,
        uitkomst=Zaak.Uitkomst.ADVIES,
        toelichting="Kanarieslot",
        door=zaak.behandelaar,
        nu=nu,
    )


def _vraag_hoe_het_gaat(koppeling: Koppeling) -> None:
    nu, door = koppeling.voorgesteld_op, koppeling.voorgesteld_door
    koppelen.accepteer(koppeling, door=koppeling.maatje.gebruiker, nu=nu)
    koppelen.activeer(koppeling, door=door, nu=nu)
    evalueren.leg_vast(
        koppeling,
        soort=Termijn.Soort.EINDGESPREK,
        met_wie=Evaluatie.MetWie.SAMEN,
        cijfer=8,
        doorgaan=Evaluatie.Doorgaan.JA,
        toelichting="Kanariegesprek",
        door=door,
        nu=nu + timedelta(days=365),
    )
    evalueren.verleng(
        koppeling, motivatie="Kanarieverlenging", door=door, nu=nu + timedelta(days=365)
    )
    koppelen.beeindig(
        koppeling,
        eindreden=Koppeling.Eindreden.AFGEROND,
        toelichting="Kanarie-einde",
        door=door,
        nu=nu + timedelta(days=400),
    )


def _volg(client, melding: Melding) -> None:
    """The melder adds something and takes it back; then a caller gets a new code."""
    client.post(reverse("volgen"), {"code": volgcode(melding.sleutel)})
    for wat in ("aanvullen", "intrekken", "niet-opgelost", "tevreden"):
        antwoord = doe(client, wat, zeker="ja", cijfer=2, tekst="Kanarieaanvulling")
        assert antwoord.redirect_chain
    assert Aanvulling.objects.filter(melding=melding).count() == 3
    assert Tevredenheid.objects.filter(melding=melding).exists()
    client.post(reverse("volgen_klaar"))


def _dump() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tabellen = [naam for (naam,) in cursor.fetchall()]
        regels = []
        for tabel in tabellen:
            cursor.execute(SQL("SELECT t::text FROM {} AS t").format(Identifier(tabel)))
            regels += [f"{tabel}: {regel}" for (regel,) in cursor.fetchall()]
    return "\n".join(regels)


def test_no_personal_word_is_readable_in_a_dump_or_a_log(client, logregels):
    _meld_alles(client)
    meldingen = list(Melding.objects.order_by("pk"))
    assert len(meldingen) == 3
    zaken = [_volg_op(melding) for melding in meldingen]
    _koppel(zaken[1])
    _volg(client, meldingen[1])
    client.force_login(zaken[0].behandelaar)
    for tekst in (TELEFOON, MAIL, "Kanariemelder"):
        gevonden = client.post(reverse("melding_zoeken"), {"tekst": tekst})
        assert gevonden.context["gevonden"]
    client.get(reverse("melding_nieuwe_code", args=[meldingen[1].pk]))
    concept = {"deur": "iemand_anders"} | ALTIJD | DEUREN["melden_voor_iemand_anders"]
    assert "Bewaard om" in client.post(reverse("intake_concept"), concept).text
    velden = {"naam": "Kanariekeuze", "is_gedeeld": "on"}
    bewaard = client.post(f"{reverse('weergave_bewaren')}?tijd=te_laat", velden, follow=True)
    assert "Kanariekeuze" in bewaard.text
    for zaak in zaken:
        assert "anarie" in client.get(reverse("zaak", args=[zaak.pk])).text

    assert KANARIE.findall(_dump()) == []
    assert KANARIE.findall(logregels.getvalue()) == []


def test_the_canaries_would_be_seen(client):
    """The search itself works: a readable word in any table is found."""
    bouwers.gebruiker(email="kanarie@voorbeeld.test")
    assert KANARIE.findall(_dump()) == ["kanarie"]
