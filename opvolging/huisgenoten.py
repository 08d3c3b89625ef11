"""Who live in one house: so that one colleague calls or visits, and sees the other when it matters.

A person decides it; the same address can be a household, a double or the neighbours. It says
nothing about the person of a zaak and is no work on it: whoever writes it down has not seen that
zaak, and its silence goes on.

A zaak that was joined into another keeps its huisgenoten. They are read as those of the zaak in
which it goes on, and are its own again when the joining is undone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from meldingen.models import Melding
from opvolging.models import Gebeurtenis, Huisgenoot, Relatie, Zaak
from opvolging.models.huisgenoot import HuisgenootQuerySet
from opvolging.models.zaak import ZaakQuerySet
from opvolging.verloop import houd_samen_vast, schrijf_bij
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

_S = Gebeurtenis.Soort
# Everybody who can be reached from one to the next, over who lives with whom and over what was
# joined. Each step has its own index; an OR would read every row there is.
_HUIS = """ARRAY(
    WITH RECURSIVE huis(pk) AS (
        SELECT opvolging_zaak.id
      UNION
        SELECT naast.pk FROM huis, LATERAL (
            SELECT ander_id FROM opvolging_huisgenoot
             WHERE zaak_id = huis.pk AND ongedaan_op IS NULL
          UNION ALL SELECT zaak_id FROM opvolging_huisgenoot
             WHERE ander_id = huis.pk AND ongedaan_op IS NULL
          UNION ALL SELECT in_zaak_id FROM opvolging_samenvoeging
             WHERE zaak_id = huis.pk AND ongedaan_op IS NULL
          UNION ALL SELECT zaak_id FROM opvolging_samenvoeging
             WHERE in_zaak_id = huis.pk AND ongedaan_op IS NULL
        ) AS naast(pk)
    )
    SELECT pk FROM huis WHERE (SELECT count(*) FROM huis) > 1
)"""


@transaction.atomic
def leg_vast(
    zaak: Zaak, *, met: Zaak, relatie: Relatie, door: Gebruiker, nu: datetime
) -> Huisgenoot:
    """Write down that the person of `met` is `relatie` of that of `zaak`; said twice, once.

    Also of closed zaken. Raises Geweigerd when it is the same zaak, one of another gemeente or one
    that goes on in another, or when they stand together already, as something else.
    """
    vast = houd_samen_vast(zaak.pk, met.pk)
    een, ander = vast[zaak.pk], vast[met.pk]
    _weiger(een, ander)
    if al := _tussen(een, ander).first():
        return _zelfde(al, een, relatie)
    laag, hoog = sorted((een, ander), key=lambda deze: deze.pk)
    van_hoog = relatie if laag.pk == een.pk else relatie.andersom
    for deze, die, wat in ((laag, hoog, van_hoog), (hoog, laag, van_hoog.andersom)):
        tekst, feiten = f"Zaak {die.pk}: {wat.label}.", {"huisgenoot": die.pk}
        schrijf_bij(deze, _S.HUISGENOOT, door=door, nu=nu, tekst=tekst, feiten=feiten)
    return Huisgenoot.objects.create(
        gemeente_id=een.gemeente_id, zaak=laag, ander=hoog, relatie=van_hoog, op=nu, door=door
    )


@transaction.atomic
def haal_los(zaak: Zaak, *, van: Zaak, door: Gebruiker, nu: datetime) -> bool:
    """Take back that these two live in one house; whether there was anything to take back.

    Both histories say so, also that of a joined zaak for which it was written down.
    """
    houd_samen_vast(*_namens(zaak), *_namens(van))
    samen = list(_tussen(zaak, van).select_related("zaak", "ander"))
    for deze in samen:
        deze.ongedaan_op, deze.ongedaan_door = nu, door
        deze.save(update_fields=["ongedaan_op", "ongedaan_door"])
        for een, ander in ((deze.zaak, deze.ander), (deze.ander, deze.zaak)):
            tekst, feiten = f"Zaak {ander.pk} hoort hier niet bij.", {"huisgenoot": ander.pk}
            schrijf_bij(een, _S.HUISGENOOT_AF, door=door, nu=nu, tekst=tekst, feiten=feiten)
    return bool(samen)


def nummers_van_wie_erbij_staat(zaak: Zaak) -> set[int]:
    """Whose histories `haal_alles_los` writes, for who holds more: all of them at once."""
    samen = Huisgenoot.objects.geldend().van(zaak).select_related("zaak", "ander")
    zaken = {kant for deze in samen for kant in (deze.zaak, deze.ander)}
    return {nummer for kant in zaken for nummer in _namens(kant)}


def met_huis(zaken: ZaakQuerySet) -> ZaakQuerySet:
    """The zaken with the numbers of all in their house, in the same query; alone it is empty."""
    nummers = ArrayField(models.BigIntegerField())
    # No words of a visitor in it: only names of our own tables.
    return zaken.annotate(in_huis=RawSQL(_HUIS, [], output_field=nummers))  # noqa: S611


def anderen(zaak: Zaak) -> set[int]:
    """The numbers of everybody else in the house of `zaak`."""
    met: Any = met_huis(Zaak.objects.filter(pk=zaak.pk)).get()
    return set(met.in_huis) - set(_namens(zaak))


def wonen_apart(zaak: Zaak, ander: Zaak) -> bool:
    """Whether of both the address is known and none of it is the same: a slip, or moved."""
    hier, daar = (
        set(Melding.objects.filter(zaakmelding__zaak=deze).values_list("adres_hash", flat=True))
        - {""}
        for deze in (zaak, ander)
    )
    return bool(hier and daar) and hier.isdisjoint(daar)


def haal_alles_los(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """Take back all that was written down for `zaak` itself."""
    for deze in Huisgenoot.objects.geldend().van(zaak).select_related("zaak", "ander"):
        haal_los(deze.zaak, van=deze.ander, door=door, nu=nu)


def weiger_als_huisgenoten(zaak: Zaak, in_zaak: Zaak) -> None:
    """Raises Geweigerd when these stand as two people: then they are not one."""
    if _tussen(zaak, in_zaak).exists():
        raise Geweigerd(
            f"Zaak {zaak.pk} en zaak {in_zaak.pk} staan vast als huisgenoten: twee mensen. Er is "
            'niets samengevoegd. Is het toch dezelfde persoon? Haal dan eerst bij "In hetzelfde '
            'huis" de ene zaak bij de andere weg.'
        )


def _weiger(zaak: Zaak, met: Zaak) -> None:
    if zaak.pk == met.pk:
        raise Geweigerd("Dit is deze zaak zelf. Kies de zaak van de huisgenoot.")
    if zaak.gemeente_id != met.gemeente_id:
        raise Geweigerd("Deze zaak hoort bij een andere gemeente. Er is niets vastgelegd.")
    for deze in (zaak, met):
        if hoort_bij := deze.samenvoegingen.geldend().first():
            raise Geweigerd(
                f"Zaak {deze.pk} gaat verder in zaak {hoort_bij.in_zaak_id}. Er is niets "
                f"vastgelegd. Gebruik zaak {hoort_bij.in_zaak_id}."
            )


def _zelfde(al: Huisgenoot, zaak: Zaak, relatie: Relatie) -> Huisgenoot:
    # of a joined zaak the number differs, but not on which side it stands
    staat = Relatie(al.relatie) if al.zaak_id in _namens(zaak) else Relatie(al.relatie).andersom
    if staat != relatie:
        raise Geweigerd(
            f"Deze zaken staan al bij elkaar, als {staat.label}. Er is niets veranderd. Klopt dat "
            "niet? Haal de zaak dan eerst weg uit dit huis, en leg het opnieuw vast."
        )
    return al


def _namens(zaak: Zaak) -> Sequence[int]:
    """The numbers under which something can be written down about the person of `zaak`."""
    return [zaak.pk, *zaak.opgenomen.geldend().values_list("zaak", flat=True)]


def _tussen(een: Zaak, ander: Zaak) -> HuisgenootQuerySet:
    links, rechts = _namens(een), _namens(ander)
    samen = Q(zaak__in=links, ander__in=rechts) | Q(zaak__in=rechts, ander__in=links)
    return Huisgenoot.objects.geldend().filter(samen)
