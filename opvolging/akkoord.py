"""Whether the person a zaak is about wants no contact, as far as we know from others.

The wish holds for the zaak until a coördinator decides otherwise, and as long as the person did not
report themselves and was not spoken to: then we know it from them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from meldingen import keuzes
from meldingen.models import Deur, Melding
from opvolging.models import Contact, Zaak, ZaakMelding, zaak_van


def geldt(zaak: Zaak, antwoorden: Iterable[tuple[str, str]], *, is_gesproken: bool) -> bool:
    """Whether only the melder gets advice; `antwoorden` are deur and weet_ervan of each melding."""
    if zaak.contact_toegestaan_op or is_gesproken:
        return False
    gegeven = list(antwoorden)
    meldde_zelf = any(deur == Deur.MIJZELF for deur, _ in gegeven)
    return not meldde_zelf and keuzes.WeetErvan.JA_NIET_AKKOORD in {weet for _, weet in gegeven}


def alleen_advies(zaak: Zaak) -> bool:
    """The same of a stored zaak; one query, or two when somebody did not want it."""
    antwoorden = zaak.zaakmeldingen.values_list("melding__deur", "melding__weet_ervan")
    if not geldt(zaak, antwoorden, is_gesproken=False):
        return False
    return not zaak.contacten.filter(is_bereikt=True, is_met_melder=False).exists()


def met_alleen_advies(meldingen: Collection[Melding]) -> set[int]:
    """The ids of the meldingen for which the same holds, taken up or not; two queries."""
    zaken = {zaak.pk: zaak for melding in meldingen if (zaak := zaak_van(melding))}
    antwoorden: dict[int, list[tuple[str, str]]] = defaultdict(list)
    delen = ZaakMelding.objects.filter(zaak__in=zaken)
    for zaak_id, *antwoord in delen.values_list("zaak", "melding__deur", "melding__weet_ervan"):
        antwoorden[zaak_id].append((antwoord[0], antwoord[1]))
    gesproken = Contact.objects.filter(zaak__in=zaken, is_bereikt=True, is_met_melder=False)
    van_wie = set(gesproken.values_list("zaak", flat=True))
    advies = {
        pk for pk, zaak in zaken.items() if geldt(zaak, antwoorden[pk], is_gesproken=pk in van_wie)
    }
    return {melding.pk for melding in meldingen if _geldt_voor(melding, advies)}


def _geldt_voor(melding: Melding, zaken: Collection[int]) -> bool:
    if zaak := zaak_van(melding):
        return zaak.pk in zaken
    return geldt(Zaak(), [(melding.deur, melding.weet_ervan)], is_gesproken=False)
