"""Changing the key: encrypt every personal value again with the first key of the ring.

May be interrupted and run again at any time: a row is either still under its old key, which the
ring keeps, or under the new one.
"""

from collections.abc import Iterator
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Left

from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld, huidige_sleutel

RIJEN_PER_KEER = 500


def versleutelde_modellen() -> list[type[VersleuteldeRij]]:
    """Every table with personal values."""
    return [model for model in apps.get_models() if issubclass(model, VersleuteldeRij)]


def _velden(model: type[Model]) -> list[VersleuteldTekstveld]:
    return [veld for veld in model._meta.concrete_fields if isinstance(veld, VersleuteldTekstveld)]


def onder_oude_sleutel(model: type[VersleuteldeRij]) -> QuerySet[VersleuteldeRij]:
    """Rows with at least one value under another key than the first of the ring."""
    begin = f"{huidige_sleutel()}."
    velden = [veld.name for veld in _velden(model)]
    rijen = model._default_manager.annotate(
        **{f"begin_{naam}": Left(naam, len(begin)) for naam in velden}
    )
    oud = Q()
    for naam in velden:
        oud |= Q(**{f"begin_{naam}__gt": ""}) & ~Q(**{f"begin_{naam}": begin})
    return rijen.filter(oud)


def _herschrijf(model: type[VersleuteldeRij]) -> int:
    """One batch in one transaction; the rows are locked, so nobody's change is overwritten."""
    namen = [veld.attname for veld in _velden(model)]
    with transaction.atomic():
        _zeg_dat_woorden_gelijk_blijven()
        oud = onder_oude_sleutel(model).select_for_update(of=("self",))
        rijen = list(oud[:RIJEN_PER_KEER])
        for rij in rijen:
            for naam in namen:
                getattr(rij, naam)  # opens the value, so that saving encrypts it again
            rij.save(update_fields=namen)
    return len(rijen)


def _zeg_dat_woorden_gelijk_blijven() -> None:
    """Tables that only grow let the same words pass under another key, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('signaalpunt.sleutelwissel', 'ja', true)")


def _opnieuw(waarde: Any) -> Any:
    """A value from the JSON of a second factor; only texts are encrypted in there."""
    if isinstance(waarde, list):
        return [_opnieuw(deel) for deel in waarde]
    if not isinstance(waarde, str) or waarde.startswith(f"{huidige_sleutel()}."):
        return waarde
    adapter = get_adapter()
    return adapter.encrypt(adapter.decrypt(waarde))


@transaction.atomic
def _herschrijf_tweede_factoren() -> int:
    """These rows are allauth's; there are two for each colleague at most, so one batch will do."""
    aantal = 0
    for factor in Authenticator.objects.select_for_update():
        nieuw = {naam: _opnieuw(waarde) for naam, waarde in factor.data.items()}
        if nieuw != factor.data:
            factor.data = nieuw
            factor.save(update_fields=["data"])
            aantal += 1
    return aantal


def aantal_onder_oude_sleutel() -> int:
    """How many rows of all tables are not (or not any more) under the first key."""
    rijen = sum(onder_oude_sleutel(model).count() for model in versleutelde_modellen())
    factoren = Authenticator.objects.values_list("data", flat=True)
    oud = [data for data in factoren if any(_opnieuw(deel) != deel for deel in data.values())]
    return rijen + len(oud)


def wissel() -> Iterator[tuple[str, int]]:
    """Rewrite all tables; yields the name of each table and how many rows were rewritten."""
    for model in versleutelde_modellen():
        totaal = 0
        while aantal := _herschrijf(model):
            totaal += aantal
        yield model._meta.db_table, totaal
    yield Authenticator._meta.db_table, _herschrijf_tweede_factoren()
