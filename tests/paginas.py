"""Every route of the product: who may come in, and which row its address names.

Whoever tries all pages in some way walks this table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rapportage.models import Jaarverslag
from signaalpunt.models import Crisisnummer
from signaalpunt.rollen import Rol
from tests import bouwers

ALLE = frozenset(Rol)
TEAM = frozenset({Rol.MEDEWERKER, Rol.COORDINATOR})
BINNEN = {200, 405, 409, 422}  # the page itself, or a refusal by the page itself


@dataclass(frozen=True)
class Pagina:
    """Who may come in, and which row the address names."""

    rollen: frozenset[Rol]
    is_openbaar: bool = False
    kwargs: Callable[[], dict[str, Any]] = field(default=dict)
    binnen: frozenset[int] = frozenset(BINNEN)


def openbaar(*extra: int, **velden: Any) -> Pagina:
    return Pagina(ALLE, is_openbaar=True, binnen=frozenset(BINNEN | set(extra)), **velden)


def voor(*rollen: Rol, extra: tuple[int, ...] = (), **velden: Any) -> Pagina:
    return Pagina(frozenset(rollen), binnen=frozenset(BINNEN | set(extra)), **velden)


def voor_iedereen_ingelogd(*extra: int) -> Pagina:
    return voor(*Rol, extra=(302, *extra))


def _crisisnummer() -> dict[str, Any]:
    return {"nummer_id": (Crisisnummer.objects.first() or bouwers.crisisnummer()).pk}


def _gebruiker() -> dict[str, Any]:
    return {"gebruiker_id": bouwers.gebruiker().pk}


def _gemeente() -> dict[str, Any]:
    bouwers.gemeente()
    return {}


def _melding() -> dict[str, Any]:
    return {"melding_id": bouwers.melding().pk}


def _zaak() -> dict[str, Any]:
    return {"zaak_id": bouwers.zaak().pk}


def _vindplaats() -> dict[str, Any]:
    return {"vindplaats_id": bouwers.vindplaats().pk}


def _concept() -> dict[str, Any]:
    return {"concept_id": bouwers.concept().pk}  # of somebody else: nobody may come near it


def _zaak_met_melder() -> dict[str, Any]:
    melding = bouwers.melder().melding
    return {"zaak_id": bouwers.zaak(meldingen=[melding]).pk, "melding_id": melding.pk}


def _afwezigheid() -> dict[str, Any]:
    return {"afwezigheid_id": bouwers.afwezigheid().pk}


def _weergave() -> dict[str, Any]:
    return {"weergave_id": bouwers.weergave(is_gedeeld=True).pk}


def _aanbod() -> dict[str, Any]:
    return {"aanbod_id": bouwers.aanbod().pk}


def _voorstel() -> dict[str, Any]:
    return {"aanbod_id": bouwers.aanbodvoorstel().aanbod_id}


def _nieuw_voorstel() -> dict[str, Any]:
    return {"voorstel_id": bouwers.aanbodvoorstel(aanbod=None, velden={"naam": "Leesclub"}).pk}


def voor_team(*extra: int, **velden: Any) -> Pagina:
    return voor(*TEAM, extra=extra, **velden)


def _maatje() -> dict[str, Any]:
    return {"maatje_id": bouwers.maatje().pk}


def _koppeling() -> dict[str, Any]:
    return {"koppeling_id": bouwers.koppeling().pk}


def _doorverwijzing() -> dict[str, Any]:
    deze = bouwers.doorverwijzing()
    return {"zaak_id": deze.zaak_id, "verwijzing_id": deze.pk}


def _afspraak() -> dict[str, Any]:
    deze = bouwers.afspraak()
    return {"zaak_id": deze.zaak_id, "afspraak_id": deze.pk}


def _toestemming() -> dict[str, Any]:
    deze = bouwers.toestemming()
    return {"zaak_id": deze.zaak_id, "toestemming_id": deze.pk}


def _verhaal() -> dict[str, Any]:
    return {"verhaal_id": bouwers.verhaal().pk}


def _gepubliceerd() -> dict[str, Any]:
    if not Jaarverslag.objects.filter(jaar=2025).exists():
        bouwers.jaarverslag(jaar=2025, bestanden=("json", "wie.svg"))
    return {"jaar": 2025}


def _ongepubliceerd() -> dict[str, Any]:
    return {"jaar": bouwers.jaarverslag(jaar=2024, gepubliceerd_op=None).jaar}


def _jaar_met_een_melding() -> dict[str, Any]:
    moment = datetime(2023, 3, 3, 12, tzinfo=UTC)
    return {"jaar": bouwers.melding(ontvangen_op=moment).ontvangen_dag.year}


PAGINAS: dict[str, Pagina] = {
    "healthz": openbaar(),
    "postvak": openbaar(),
    "taal": openbaar(302),
    "voordeur": openbaar(),
    "buurtkaart": openbaar(kwargs=_gemeente),
    "melden_voor_mijzelf": openbaar(kwargs=_gemeente),
    "melden_voor_iemand_anders": openbaar(kwargs=_gemeente),
    "melden_als_professional": openbaar(kwargs=_gemeente),
    "bedankt": openbaar(302),
    "bedankt_mail": openbaar(302),
    "privacy": openbaar(),
    "toegankelijkheid": openbaar(),
    "security_txt": openbaar(kwargs=_gemeente),
    "papier_voor_mijzelf": openbaar(kwargs=_gemeente),
    "papier_voor_iemand_anders": openbaar(kwargs=_gemeente),
    "papier_als_professional": openbaar(kwargs=_gemeente),
    "kom_binnen": openbaar(302, kwargs=lambda: {"code": bouwers.vindplaats().leescode}),
    "te_doen": openbaar(),
    "te_doen_op_papier": openbaar(kwargs=lambda: {"code": bouwers.buurt().code}),
    "bijhouden": openbaar(404, kwargs=lambda: {"sleutel": "1-nietbestaand"}),
    "bijhouden_wijzigen": openbaar(
        404, kwargs=lambda: {"sleutel": "1-nietbestaand", "aanbod_id": 1}
    ),
    "bijhouden_nieuw": openbaar(404, kwargs=lambda: {"sleutel": "1-nietbestaand"}),
    "nieuwe_link": openbaar(kwargs=_gemeente),
    "nieuwe_link_gevraagd": openbaar(kwargs=_gemeente),
    "hulpvraag": openbaar(404, kwargs=lambda: {"sleutel": "1-nietbestaand"}),
    "hulpvraag_klaar": openbaar(),
    "volgen": openbaar(),
    "volgen_klaar": openbaar(302),
    "volgen_aanvullen": openbaar(302),
    "volgen_intrekken": openbaar(302),
    "volgen_niet_opgelost": openbaar(302),
    "volgen_tevreden": openbaar(302),
    # logging in; somebody who is already in is sent on
    "account_login": openbaar(302),
    "account_logout": openbaar(302),
    "account_inactive": openbaar(),
    "account_signup": openbaar(302),
    "account_reset_password": openbaar(302),
    "account_reset_password_done": openbaar(),
    "account_reset_password_from_key": openbaar(
        302, kwargs=lambda: {"uidb36": "1", "key": "niet-bestaand"}
    ),
    "account_reset_password_from_key_done": openbaar(),
    "account_reauthenticate": voor_iedereen_ingelogd(),
    "account_change_password": voor_iedereen_ingelogd(),
    "account_set_password": voor_iedereen_ingelogd(),
    "na_inloggen": voor_iedereen_ingelogd(),
    "mfa_index": voor_iedereen_ingelogd(),
    "mfa_authenticate": openbaar(302),
    "mfa_reauthenticate": voor_iedereen_ingelogd(403),
    "mfa_activate_totp": voor_iedereen_ingelogd(),
    "mfa_deactivate_totp": voor_iedereen_ingelogd(404),
    "mfa_view_recovery_codes": voor_iedereen_ingelogd(404),
    "mfa_generate_recovery_codes": voor_iedereen_ingelogd(),
    "mfa_download_recovery_codes": voor_iedereen_ingelogd(404),
    # the work of the team; an act by GET leads to its page
    "werkvoorraad": voor_team(),
    "ronde": voor_team(),
    "werkvoorraad_nieuws": voor_team(),
    "voorraad_filter": voor_team(),
    "voorraad_verdelen": voor_team(),
    "afwezig": voor_team(),
    "afwezig_intrekken": voor_team(302, 404, kwargs=_afwezigheid),
    "mail_gezien": voor_team(302, kwargs=lambda: {"bericht_id": bouwers.bericht().pk}),
    "melding_oppakken": voor_team(302, kwargs=_melding),
    "zaak": voor_team(kwargs=_zaak),
    "zaak_kijken": voor_team(kwargs=_zaak),
    "zaak_contact": voor_team(302, kwargs=_zaak),
    "zaak_informatie": voor_team(kwargs=_zaak),
    "zaak_vertellen": voor_team(302, kwargs=_zaak),
    "zaak_uitzondering": voor_team(302, kwargs=_zaak),
    "zaak_akkoord": voor_team(302, kwargs=_zaak),
    "zaak_brief": voor_team(kwargs=_zaak),
    "zaak_beoordelen": voor_team(302, kwargs=_zaak),
    "zaak_afsluiten": voor_team(302, kwargs=_zaak),
    "zaak_toestemming": voor_team(302, kwargs=_zaak),
    "zaak_toestemming_intrekken": voor_team(302, kwargs=_toestemming),
    "zaak_terugvertellen": voor_team(302, kwargs=_zaak),
    "zaak_afspraak": voor_team(302, kwargs=_zaak),
    "zaak_afspraak_af": voor_team(302, kwargs=_afspraak),
    "zaak_afspraak_agenda": voor_team(kwargs=_afspraak),
    "zaak_gevaar": voor_team(kwargs=_zaak),
    "zaak_gevaar_stap": voor_team(302, 404, kwargs=lambda: {**_zaak(), "kaart_id": 1}),
    "zaak_verkenning": voor_team(kwargs=_zaak),
    "zaak_schaal": voor_team(302, kwargs=_zaak),
    "zaak_schaal_papier": voor_team(kwargs=lambda: {**_zaak(), "vorm": 6}),
    "zaak_concept": voor_team(kwargs=_zaak),
    "zaak_notitie": voor_team(302, kwargs=_zaak),
    "zaak_notitie_weg": voor_team(302, kwargs=lambda: {**_zaak(), "notitie_id": 1}),
    "zaak_nooit_meer": voor_team(302, kwargs=_zaak),
    "zaak_weer_wel": voor_team(302, kwargs=_zaak),
    "zaak_doorverwijzen": voor_team(302, kwargs=_zaak),
    "wegen": voor_team(),
    "zaak_verwijzing_antwoord": voor_team(302, kwargs=_doorverwijzing),
    "zaak_verwijzing_link": voor_team(kwargs=_doorverwijzing),
    "zaak_verwijzing_intrekken": voor_team(302, kwargs=_doorverwijzing),
    "zaak_aankomst": voor_team(302, kwargs=_doorverwijzing),
    "zaak_huisgenoot": voor_team(302, kwargs=_zaak),
    "zaak_huisgenoot_weg": voor_team(302, 404, kwargs=_zaak),
    "zaak_splitsen": voor_team(302, kwargs=_zaak),
    "zaak_splitsen_ongedaan": voor_team(302, kwargs=_zaak),
    "zaak_samenvoegen": voor_team(302, 404, kwargs=_zaak),
    "zaak_samenvoegen_ongedaan": voor_team(302, 404, kwargs=_zaak),
    "zaak_aanbod": voor_team(kwargs=_zaak),
    "zaak_aanbod_doorgeven": voor_team(302, 404, kwargs=_zaak),
    "zaak_aanbod_aankomst": voor_team(302, 404, kwargs=lambda: {**_zaak(), "doorgegeven_id": 1}),
    "zaak_behoefte": voor_team(302, kwargs=_zaak),
    "zaak_behoefte_terug": voor_team(302, 404, kwargs=lambda: {**_zaak(), "behoefte_id": 1}),
    "zaak_verhaal": voor_team(302, kwargs=_zaak),
    "behoeften": voor(Rol.COORDINATOR),
    "verhalen": voor(Rol.COORDINATOR),
    "verhaal_weg": voor(Rol.COORDINATOR, extra=(302,), kwargs=_verhaal),
    "zaak_later": voor_team(302, kwargs=_zaak),
    "zaak_gevraagd": voor_team(302, kwargs=_zaak),
    "zaak_heropenen": voor_team(302, kwargs=_zaak),
    "zaak_pauzeren": voor_team(302, kwargs=_zaak),
    "zaak_hervatten": voor_team(302, kwargs=_zaak),
    "melding_zoeken": voor_team(),
    "weergave_bewaren": voor_team(),
    "weergave_weg": voor_team(302, kwargs=_weergave),
    "melding_nieuwe_code": voor_team(kwargs=_melding),
    "van_melders": voor_team(),
    "zaak_gelezen": voor_team(302, 404, kwargs=_zaak),
    "melding_ingetrokken": voor_team(302, kwargs=_melding),
    "zaak_overdragen": voor_team(302, kwargs=_zaak),
    "zaak_melding_toevoegen": voor_team(302, 404, kwargs=_zaak),
    "zaak_melding_losmaken": voor_team(302, 404, kwargs=_zaak),
    "zaak_contact_toestaan": voor_team(302, kwargs=_zaak),
    "zaak_melder": voor_team(302, kwargs=_zaak_met_melder),
    "intake": voor_team(),
    "intake_concept": voor_team(),
    "intake_concept_weg": voor_team(404, kwargs=_concept),
    "intake_dubbel": voor_team(),
    "vindplaatsen": voor_team(),
    "vindplaats_toevoegen": voor_team(),
    "vindplaats": voor_team(kwargs=_vindplaats),
    "vindplaats_kaart": voor_team(kwargs=lambda: {**_vindplaats(), "formaat": "a6"}),
    "vindplaats_stoppen": voor_team(302, kwargs=_vindplaats),
    "vindplaats_hervatten": voor_team(302, kwargs=_vindplaats),
    # the sociale kaart
    "aanbod": voor_team(),
    "aanbod_toevoegen": voor_team(),
    "aanbod_ophalen": voor_team(),
    "aanbod_inlezen": voor_team(),
    "aanbod_bekijken": voor_team(kwargs=_aanbod),
    "aanbod_wijzigen": voor_team(kwargs=_aanbod),
    "aanbod_weg": voor_team(302, kwargs=_aanbod),
    "aanbod_partner": voor_team(kwargs=_aanbod),
    "aanbod_partner_weg": voor_team(302, kwargs=_aanbod),
    "aanbod_voorstel": voor_team(302, kwargs=_voorstel),
    "aanbod_nieuw_voorstel": voor_team(302, kwargs=_nieuw_voorstel),
    "aanbod_terug": voor_team(302, kwargs=_aanbod),
    # the way to a maatje
    "zaak_deelnemer": voor_team(kwargs=_zaak),
    "zaak_kandidaten": voor_team(kwargs=_zaak),
    "zaak_voorstellen": voor_team(302, 404, kwargs=_zaak),
    "maatjes": voor_team(),
    "maatje_toevoegen": voor_team(),
    "maatje_wijzigen": voor_team(kwargs=_maatje),
    "koppelingen": voor_team(),
    "koppeling": voor_team(kwargs=_koppeling),
    "koppeling_starten": voor_team(302, kwargs=_koppeling),
    "koppeling_intrekken": voor_team(302, kwargs=_koppeling),
    "koppeling_gesprek": voor_team(302, kwargs=_koppeling),
    "koppeling_verlengen": voor_team(302, kwargs=_koppeling),
    "koppeling_beeindigen": voor_team(302, kwargs=_koppeling),
    # of the maatje: what belongs to another maatje is not there
    "mijn": voor(Rol.MAATJE),
    "mijn_accepteren": voor(Rol.MAATJE, extra=(302, 404), kwargs=_koppeling),
    "mijn_afslaan": voor(Rol.MAATJE, extra=(302, 404), kwargs=_koppeling),
    # beheer
    "beheer": voor(Rol.BEHEERDER),
    "openbaar_instellen": voor(Rol.BEHEERDER, extra=(302,)),
    "gemeente_instellen": voor(Rol.BEHEERDER),
    "ladder": voor(Rol.BEHEERDER),
    "klokregel": voor(Rol.BEHEERDER),
    "openingen": voor(Rol.BEHEERDER),
    "crisisnummer_wijzigen": voor(Rol.BEHEERDER, kwargs=_crisisnummer),
    "gebruiker_toevoegen": voor(Rol.BEHEERDER),
    "gebruiker_wijzigen": voor(Rol.BEHEERDER, kwargs=_gebruiker),
    # rapportage
    "rapportage": voor(Rol.GEMEENTE, Rol.COORDINATOR),
    "jaarverslag_bekijken": voor(Rol.GEMEENTE, Rol.COORDINATOR, kwargs=_gepubliceerd),
    "jaarverslag_downloaden": voor(
        Rol.GEMEENTE, Rol.COORDINATOR, kwargs=lambda: {**_gepubliceerd(), "formaat": "json"}
    ),
    "jaarverslag_grafiek": voor(
        Rol.GEMEENTE, Rol.COORDINATOR, kwargs=lambda: {**_gepubliceerd(), "naam": "wie"}
    ),
    "jaarverslag_vastleggen": voor(Rol.COORDINATOR, extra=(302,), kwargs=_jaar_met_een_melding),
    "jaarverslag_publiceren": voor(Rol.COORDINATOR, kwargs=_ongepubliceerd),
}
