"""What we do about it: one module per concept."""

from opvolging.models.aanbod import Aanbod
from opvolging.models.aanbodpartner import Aanbodpartner, Aanbodvoorstel
from opvolging.models.afspraak import Afspraak
from opvolging.models.afwezigheid import Afwezigheid
from opvolging.models.concept import Concept
from opvolging.models.contact import Contact
from opvolging.models.deelnemer import Deelnemer
from opvolging.models.doorgegeven import Doorgegeven
from opvolging.models.doorverwijzing import Doorverwijzing
from opvolging.models.evaluatie import GESPREKKEN, RITME, Evaluatie, Verlenging
from opvolging.models.gevaarkaart import Gevaarkaart, Gevaarstap
from opvolging.models.herinnering import Herinnering
from opvolging.models.huisgenoot import Huisgenoot, Relatie
from opvolging.models.informatie import Informatie
from opvolging.models.inzage import Inzage, InzageMelder
from opvolging.models.kijker import Kijker
from opvolging.models.koppeling import Koppeling
from opvolging.models.ladder import Ladderversie
from opvolging.models.maatje import Maatje
from opvolging.models.meting import Meting
from opvolging.models.nooitmeer import NooitMeer
from opvolging.models.notitie import Notitie
from opvolging.models.opening import Openingsversie
from opvolging.models.partnerlink import Partnerlink
from opvolging.models.regel import Regelversie
from opvolging.models.samenvoeging import Samenvoeging, regels_van
from opvolging.models.termijn import Pauze, Termijn
from opvolging.models.toestemming import Toestemming
from opvolging.models.verhaal import OnvervuldeBehoefte, Verhaal
from opvolging.models.verkenning import Verkenning
from opvolging.models.volgen import Aanvulling, Heruitgifte, Tevredenheid
from opvolging.models.weergave import Weergave
from opvolging.models.zaak import Gebeurtenis, Zaak, ZaakMelding, zaak_van
from opvolging.models.zaakconcept import Zaakconcept

__all__ = [
    "GESPREKKEN",
    "RITME",
    "Aanbod",
    "Aanbodpartner",
    "Aanbodvoorstel",
    "Aanvulling",
    "Afspraak",
    "Afwezigheid",
    "Concept",
    "Contact",
    "Deelnemer",
    "Doorgegeven",
    "Doorverwijzing",
    "Evaluatie",
    "Gebeurtenis",
    "Gevaarkaart",
    "Gevaarstap",
    "Herinnering",
    "Heruitgifte",
    "Huisgenoot",
    "Informatie",
    "Inzage",
    "InzageMelder",
    "Kijker",
    "Koppeling",
    "Ladderversie",
    "Maatje",
    "Meting",
    "NooitMeer",
    "Notitie",
    "OnvervuldeBehoefte",
    "Openingsversie",
    "Partnerlink",
    "Pauze",
    "Regelversie",
    "Relatie",
    "Samenvoeging",
    "Termijn",
    "Tevredenheid",
    "Toestemming",
    "Verhaal",
    "Verkenning",
    "Verlenging",
    "Weergave",
    "Zaak",
    "ZaakMelding",
    "Zaakconcept",
    "regels_van",
    "zaak_van",
]
