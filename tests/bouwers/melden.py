"""What somebody told us, and where."""

import uuid
from typing import Any

from django.utils import timezone

from meldingen.models import Buurt, Deur, Melder, Melding, Vindplaats, Wijk
from meldingen.vindplaatsen import nieuwe_code
from meldingen.volgcode import volgcode, volgcode_hash
from opvolging.models import Aanvulling, Concept
from signaalpunt import zoekhash
from tests.bouwers.team import NU, VOLGNUMMERS, gebruiker, gemeente


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
    nummer = next(VOLGNUMMERS)
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


def concept(**velden: Any) -> Concept:
    """A draft about mevrouw Janssen, of somebody of the team."""
    if "door" not in velden:
        velden["door"] = gebruiker(gemeente=velden.get("gemeente", gemeente()))
    standaard = {
        "gemeente": velden["door"].gemeente,
        "sleutel": uuid.UUID(int=500_000 + next(VOLGNUMMERS)),
        "gegevens": '{"deur": ["iemand_anders"], "betrokkene_naam": ["Mevrouw Janssen"]}',
        "begonnen_op": NU,
        "bewaard_op": NU,
    }
    return Concept.objects.create(**standaard | velden)
