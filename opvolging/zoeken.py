"""Finding a melding by one thing that somebody says: a number, phone, address, e-mail or name.

Phone, e-mail, address and name are stored unreadable and found by keyed hashes, so only what is
whole is found: that is the price of it, and the page says so. What was typed is kept nowhere.
"""

import re

from django.db.models import Q, QuerySet

from meldingen.models import Melder, Melding
from opvolging.models import ZaakMelding
from signaalpunt import zoekhash
from signaalpunt.models import Gebruiker

HOOGSTENS = 50  # found meldingen that are shown
NUMMER = re.compile(r"(?P<wat>melding|zaak)?\s*(?:nummer|nr\.?|#)?\s*(?P<nummer>[0-9]{1,18})", re.I)
POSTCODE = re.compile(r"(?<![0-9])([1-9][0-9]{3}\s?[a-z]{2})(?![a-z])", re.I)
HUISNUMMER = re.compile(r"(?<![0-9])[0-9]{1,5}(?![0-9])")


def zoek(tekst: str, *, door: Gebruiker) -> list[Melding]:
    """Meldingen with this number, of this zaak, or with this phone, e-mail, address or name.

    Of melder or betrokkene, closed ones too, newest first; two queries, by indexed columns.
    """
    tekst = tekst.strip()
    gelijk = _gelijk(tekst)
    gelezen = NUMMER.fullmatch(tekst)
    nummer, wat = (int(gelezen["nummer"]), (gelezen["wat"] or "").lower()) if gelezen else (0, "")
    van_melders = Melder.objects.zichtbaar_voor(door).filter(gelijk).order_by("-pk")
    van_zaak = ZaakMelding.objects.filter(zaak=nummer if wat != "melding" else 0).order_by("-pk")
    ids = list(_samen(van_melders.values_list("melding"), van_zaak.values_list("melding")))
    ids += [nummer] if wat != "zaak" else []
    op_adres = zoekhash.adres(*_adres(tekst))
    van_persoon = Q(pk__in=ids) | gelijk | (Q(adres_hash=op_adres) if op_adres else Q(pk__in=[]))
    met_zaak = Melding.objects.zichtbaar_voor(door).filter(van_persoon)
    met_zaak = met_zaak.select_related("buurt", "zaakmelding__zaak").only(
        "deur", "ontvangen_op", "buurt__naam", "zaakmelding__zaak__status"
    )
    return list(met_zaak.order_by("-pk")[:HOOGSTENS])


def _samen(
    *lijsten: "QuerySet[Melder, tuple[int]] | QuerySet[ZaakMelding, tuple[int]]",
) -> list[int]:
    """The ids of both, in one query."""
    eerste, tweede = (lijst[:HOOGSTENS] for lijst in lijsten)
    return [melding_id for (melding_id,) in eerste.union(tweede, all=True)]


def _gelijk(tekst: str) -> Q:
    """Rows with this phone, e-mail or name; melder and betrokkene name their hashes alike."""
    hashes = {
        "telefoon_hash": zoekhash.telefoon(tekst),
        "email_hash": zoekhash.email(tekst) if "@" in tekst else "",
        "naam_hash": zoekhash.naam(tekst),
    }
    gelijk = Q(pk__in=[])
    for veld, waarde in hashes.items():
        if waarde:
            gelijk |= Q(**{veld: waarde})
    return gelijk


def _adres(tekst: str) -> tuple[str, str]:
    """Postcode and house number in any order, with or without street and addition; or nothing."""
    postcode = POSTCODE.search(tekst)
    if postcode is None:
        return "", ""
    # behind the postcode as in our form, or before it as on an envelope
    delen = (tekst[postcode.end() :], tekst[: postcode.start()])
    gevonden = [nummer for deel in delen if (nummer := HUISNUMMER.search(deel))]
    return postcode[1], gevonden[0][0] if gevonden else ""
