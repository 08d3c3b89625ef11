"""Every state of every public page that a visitor can meet: one table, used by all that looks.

A state is reached with a browser that was here never before, in the language of its cookie; what
comes back is the page itself, as the product sends it. Tests read it, and a real Chromium shows
it; `bin/plaatjes` takes its picture. A public route without a state fails a test, and so does a
public template that no state shows.
"""

from dataclasses import dataclass
from unittest.mock import patch

from django.db import transaction
from django.test import Client

from meldingen.laden import laad_maastricht
from meldingen.verzending import Verzending
from signaalpunt.models import Crisisnummer, Gemeente
from tests import wegen
from tests.antwoorden import ADRES
from tests.inlogtoestanden import INLOGGEN
from tests.wegen import Weg

TALEN = ("nl", "en")
# Public addresses that never answer with a page of their own, for nobody who did not log in.
GEEN_PAGINA = {
    "healthz", "taal", "buurtkaart", "security_txt", "papier_voor_mijzelf",
    "papier_voor_iemand_anders", "papier_als_professional", "te_doen_op_papier", "volgen_klaar",
    "account_logout",
}  # fmt: skip


@dataclass(frozen=True)
class Toestand:
    """How a visitor comes to it, and what it is called under its picture."""

    titel: str
    route: str  # "" for a page that belongs to no route
    weg: Weg
    status: int = 200
    # Another state that shows the very same words: looked at there.
    zelfde_als: str = ""


@dataclass(frozen=True)
class Bladzijde:
    """What the product sent, and of which route and templates it came."""

    pad: str
    status: int
    koppen: dict[str, str]
    tekst: str
    route: str
    sjablonen: frozenset[str]
    crisisnummers: frozenset[str]


def _open(naam: str, taal: str) -> Bladzijde:
    bezoeker = Client(raise_request_exception=False, enforce_csrf_checks=naam.endswith("verlopen"))
    bezoeker.cookies["taal"] = taal
    with patch.object(Verzending, "is_verdacht", False):
        antwoord = TOESTANDEN[naam].weg(bezoeker)
    return Bladzijde(
        pad=antwoord.request["PATH_INFO"],
        status=antwoord.status_code,
        koppen=dict(antwoord.headers),
        tekst=antwoord.content.decode(),
        route=getattr(antwoord.wsgi_request.resolver_match, "url_name", None) or "",
        sjablonen=frozenset(sjabloon.name for sjabloon in antwoord.templates),
        crisisnummers=frozenset(Crisisnummer.objects.values_list("nummer", flat=True)),
    )


def open_alle() -> dict[tuple[str, str], Bladzijde]:
    """Each state in each language, as a new visitor of a new Maastricht gets it; leaves no row."""
    gezien = {}
    with transaction.atomic():
        laad_maastricht()
        mails = {"privacycontact": "privacy@voorbeeld.test"}
        Gemeente.objects.update(toegankelijkheid_contact="toegang@voorbeeld.test", **mails)
        for taal in TALEN:
            for naam in TOESTANDEN:
                with transaction.atomic():
                    gezien[naam, taal] = _open(naam, taal)
                    transaction.set_rollback(True)
        transaction.set_rollback(True)
    return gezien


def _deur(naam: str, deur: str) -> dict[str, Toestand]:
    """One door in all its states; what is the same behind each door is shown behind the first."""
    route = f"melden_{naam.replace('-', '_')}"
    eerst = "" if naam == "voor-mijzelf" else "voor-mijzelf"
    wat = naam.replace("-", " ").capitalize()

    def gedeeld(titel: str, achter: str, weg: Weg, status: int) -> Toestand:
        return Toestand(titel, route, weg, status, zelfde_als=eerst and f"{eerst}-{achter}")

    return {
        naam: Toestand(wat, route, lambda bezoeker: bezoeker.get(ADRES[deur])),
        f"{naam}-fouten": Toestand(f"{wat}: er klopt iets niet", route, wegen.stuur(deur), 422),
        f"{naam}-verlopen": Toestand(
            f"{wat}: te lang open",
            route,
            wegen.stuur(deur, toelichting="De avonden zijn lang"),
            403,
        ),
        f"{naam}-bel-eerst": gedeeld(
            "Niet veilig: eerst bellen", "bel-eerst", wegen.stuur(deur, veilig="nee"), 200
        ),
        f"{naam}-druk": gedeeld("Het is heel druk", "druk", wegen.druk(deur), 429),
        f"{naam}-al-verstuurd": gedeeld(
            "Al verstuurd", "al-verstuurd", wegen.al_verstuurd(deur), 409
        ),
    }


_AANVULLEN, _TEVREDEN = wegen.doe("volgen_aanvullen"), wegen.doe("volgen_tevreden")

TOESTANDEN: dict[str, Toestand] = {
    "voordeur": Toestand("De voordeur", "voordeur", wegen.haal("voordeur")),
    "voordeur-te-doen": Toestand(
        "De voordeur, als er iets te doen is", "voordeur", wegen.te_doen(op="voordeur")
    ),
    **_deur("voor-mijzelf", "mijzelf"),
    **_deur("voor-iemand-anders", "iemand_anders"),
    **_deur("als-professional", "professional"),
    "jonger-dan-18": Toestand(
        "Jonger dan 18: er is een eigen nummer",
        "melden_voor_mijzelf",
        wegen.stuur("mijzelf", leeftijdsgroep="tot_18"),
        422,
    ),
    "buurten-op-postcode": Toestand(
        "De buurten bij de postcode bovenaan",
        "melden_voor_mijzelf",
        wegen.stuur("mijzelf", postcode="6217", orden_buurten="ja"),
    ),
    "onthouden": Toestand(
        "Dit apparaat kent de organisatie", "melden_als_professional", wegen.vergeten
    ),
    "langs-de-kaart": Toestand(
        "Via de link van een vindplaats", "melden_als_professional", wegen.langs_de_kaart
    ),
    "onbekende-kaart": Toestand(
        "Een kaart die niet meer werkt",
        "kom_binnen",
        wegen.haal("kom_binnen", code="onbekend"),
        404,
    ),
    "bedankt": Toestand("Dank u wel, met de code", "bedankt", wegen.bedankt("mijzelf")),
    "bedankt-jeugd": Toestand(
        "Dank u wel, jonger dan 18", "bedankt", wegen.bedankt("mijzelf", leeftijdsgroep="tot_18")
    ),
    "bedankt-niet-akkoord": Toestand(
        "Dank u wel, de persoon wil het niet",
        "bedankt",
        wegen.bedankt(
            "iemand_anders", weet_ervan="ja_niet_akkoord", melder_telefoon="043 321 11 11"
        ),
    ),
    "bedankt-met-mail": Toestand(
        "De code komt ook per mail",
        "bedankt",
        wegen.bedankt("mijzelf", terugkoppeling="email", email="anna@voorbeeld.test"),
    ),
    "bedankt-mail-fout": Toestand(
        "Een e-mailadres dat niet klopt",
        "bedankt_mail",
        wegen.bedankt("mijzelf", daarna=wegen.mail("geen adres")),
        422,
    ),
    "bedankt-mail-te-vaak": Toestand(
        "Te veel mails",
        "bedankt_mail",
        wegen.bedankt("mijzelf", daarna=wegen.mail("anna@voorbeeld.test", is_te_vaak=True)),
        422,
    ),
    "bedankt-gemaild": Toestand(
        "De mail komt eraan",
        "bedankt",
        wegen.bedankt("mijzelf", daarna=wegen.mail("anna@voorbeeld.test")),
    ),
    "bedankt-vervangen": Toestand(
        "Er is daarna een nieuwe code gegeven",
        "bedankt",
        wegen.bedankt("mijzelf", daarna=wegen.vervangen),
    ),
    "bedankt-te-lang-open": Toestand(
        "De bedankpagina was te lang open",
        "bedankt_mail",
        wegen.bedankt("mijzelf", daarna=wegen.te_lang_open),
        403,
    ),
    "bedankt-geen-code-meer": Toestand(
        "Mailen terwijl de code al weg is", "bedankt", wegen.mail("anna@voorbeeld.test")
    ),
    "bedankt-nog-een": Toestand(
        "Een tweede bericht", "bedankt", wegen.bedankt("mijzelf", daarna=wegen.nog_een)
    ),
    "bedankt-leeg": Toestand(
        "De code is bewaard en weg", "bedankt", wegen.bedankt("mijzelf", daarna=wegen.bewaard)
    ),
    "bedankt-vindplaats": Toestand("Dank aan een vindplaats", "bedankt", wegen.dank_vindplaats),
    "te-doen": Toestand("Wat er te doen is", "te_doen", wegen.te_doen()),
    "te-doen-dichtbij": Toestand(
        "Wat er te doen is bij een buurt", "te_doen", wegen.te_doen(buurt="BU09350204")
    ),
    "te-doen-niets": Toestand(
        "Niets gevonden om te doen", "te_doen", wegen.te_doen(zoek="parachute")
    ),
    "te-doen-leeg": Toestand("Nog niets te doen", "te_doen", wegen.haal("te_doen")),
    "bijhouden": Toestand("Een organisatie kijkt na", "bijhouden", wegen.bijhouden()),
    "bijhouden-wijzigen": Toestand(
        "Een organisatie wijzigt", "bijhouden_wijzigen", wegen.bijhouden(op="een")
    ),
    "bijhouden-fout": Toestand(
        "Een nummer dat niet klopt",
        "bijhouden_wijzigen",
        wegen.bijhouden(op="een", velden={"telefoon": "bel maar"}),
        422,
    ),
    "bijhouden-nieuw": Toestand(
        "Een organisatie stuurt iets nieuws", "bijhouden_nieuw", wegen.bijhouden(op="nieuw")
    ),
    "bijhouden-nieuw-fout": Toestand(
        "Iets nieuws zonder naam",
        "bijhouden_nieuw",
        wegen.bijhouden(op="nieuw", velden={"sleutel": wegen.SLEUTEL}),
        422,
    ),
    "hulpvraag": Toestand("Een organisatie helpt", "hulpvraag", wegen.hulpvraag()),
    "hulpvraag-fout": Toestand(
        "Nee zonder reden", "hulpvraag", wegen.hulpvraag(velden={"antwoord": "nee"}), 422
    ),
    "hulpvraag-voorbij": Toestand(
        "Een link die niet meer werkt", "hulpvraag", wegen.haal("hulpvraag", sleutel="1-x"), 404
    ),
    "nieuwe-link": Toestand(
        "Een nieuwe link vragen",
        "nieuwe_link",
        wegen.haal("nieuwe_link"),
        zelfde_als="hulpvraag-voorbij",
    ),
    "nieuwe-link-fout": Toestand("Geen e-mailadres", "nieuwe_link", wegen.vraag_link(""), 422),
    "nieuwe-link-gevraagd": Toestand(
        "Of er een e-mail komt", "nieuwe_link_gevraagd", wegen.vraag_link("a@voorbeeld.test")
    ),
    "hulpvraag-klaar": Toestand(
        "Dank voor het antwoord", "hulpvraag_klaar", wegen.haal("hulpvraag_klaar")
    ),
    "volgen": Toestand("Kijken met de code", "volgen", wegen.haal("volgen")),
    "volgen-verkeerde-code": Toestand("Een code die niet klopt", "volgen", wegen.raad, 422),
    "volgen-oude-code": Toestand(
        "Een code die niet meer leeft",
        "volgen",
        wegen.weg_gewiste_code,
        422,
        zelfde_als="volgen-verkeerde-code",
    ),
    "volgen-te-vaak": Toestand("Te vaak geraden", "volgen", wegen.te_vaak_geraden, 429),
    "volgen-verlopen": Toestand(
        "De volgpagina was te lang open", "volgen_aanvullen", wegen.doe("volgen_aanvullen"), 403
    ),
    "volgen-tekst-bewaard": Toestand(
        "De code is weg, de tekst niet",
        "volgen_aanvullen",
        wegen.doe("volgen_aanvullen", tekst="Zij doet niet meer open."),
        422,
    ),
    "volgen-ander-bericht": Toestand(
        "Er is daarna een andere code gebruikt",
        "volgen_aanvullen",
        wegen.met_code(daarna=wegen.ander_bericht),
        422,
    ),
    "volgen-verkeerd-bericht": Toestand(
        "De code van een ander bericht", "volgen", wegen.verkeerd_bericht
    ),
    **{
        f"volgen-{stand}": Toestand(f"Het staat op {stand}", "volgen", wegen.met_code(stand))
        for stand in ("ontvangen", "opgepakt", "afgerond")
    },
    "volgen-teruggekeken": Toestand(
        "Afgerond, en teruggekeken", "volgen", wegen.met_code("teruggekeken")
    ),
    "volgen-ingetrokken": Toestand("Ingetrokken", "volgen", wegen.met_code("ingetrokken")),
    "volgen-toegevoegd": Toestand(
        "Er is iets toegevoegd",
        "volgen",
        wegen.met_code(daarna=wegen.doe("volgen_aanvullen", tekst="Zij doet niet meer open.")),
    ),
    "volgen-niets-toegevoegd": Toestand(
        "Niets ingevuld bij toevoegen", "volgen_aanvullen", wegen.met_code(daarna=_AANVULLEN), 422
    ),
    "volgen-te-veel": Toestand(
        "Te veel tegelijk",
        "volgen_aanvullen",
        wegen.met_code(daarna=wegen.doe("volgen_aanvullen", is_te_vaak=True, tekst="Nog iets")),
        422,
    ),
    "volgen-geen-cijfer": Toestand(
        "Geen cijfer gekozen", "volgen_tevreden", wegen.met_code("afgerond", daarna=_TEVREDEN), 422
    ),
    "volgen-niet-opgelost": Toestand(
        "Te veel tekst bij niet opgelost",
        "volgen_niet_opgelost",
        wegen.met_code("afgerond", daarna=wegen.doe("volgen_niet_opgelost", tekst="x " * 1100)),
        422,
    ),
    "intrekken": Toestand(
        "Intrekken", "volgen_intrekken", wegen.met_code(daarna=wegen.haal("volgen_intrekken"))
    ),
    "intrekken-fout": Toestand(
        "Te veel tekst bij intrekken",
        "volgen_intrekken",
        wegen.met_code(daarna=wegen.doe("volgen_intrekken", zeker="ja", tekst="x " * 1100)),
        422,
    ),
    "privacy": Toestand("Privacy", "privacy", wegen.haal("privacy")),
    "privacy-met-termijn": Toestand("Privacy, met termijn", "privacy", wegen.met_termijn),
    "toegankelijkheid": Toestand(
        "Toegankelijkheid", "toegankelijkheid", wegen.haal("toegankelijkheid")
    ),
    "toegankelijkheid-met-status": Toestand(
        "Toegankelijkheid, na een onderzoek", "toegankelijkheid", wegen.met_status
    ),
    **{naam: Toestand(*regel) for naam, regel in INLOGGEN.items()},
    "onleesbaar": Toestand("Iets wat wij niet begrijpen", "", wegen.onleesbaar, 400),
    "niet-voor-u": Toestand("Niet voor dit account", "beheer", wegen.niet_van_jou, 403),
    "bestaat-niet": Toestand("Onbekend adres", "", lambda b: b.get("/bestaat-niet/"), 404),
    "er-ging-iets-mis": Toestand("Er ging bij ons iets mis", "", wegen.stuk, 500),
}
