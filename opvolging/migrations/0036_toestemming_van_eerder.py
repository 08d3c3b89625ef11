from typing import Any

from django.db import migrations

from signaalpunt import zoekhash


def neem_over(apps: Any, schema_editor: Any) -> None:
    """What was written down with a doorverwijzing or a deelnemer comes into the register.

    How somebody said to want a maatje was not asked: in the conversation that came before.
    """
    toestemmingen = apps.get_model("opvolging", "Toestemming").objects
    regels = apps.get_model("opvolging", "Gebeurtenis").objects
    verwezen = apps.get_model("opvolging", "Doorverwijzing").objects
    for deze in verwezen.exclude(toestemming_op=None).order_by("verwezen_op", "pk").iterator():
        partner_hash = zoekhash.naam(deze.naar)
        hier = {"zaak_id": deze.zaak_id, "soort": "delen", "partner_hash": partner_hash}
        ja = partner_hash and (
            toestemmingen.filter(**hier).first()
            or toestemmingen.create(
                **hier,
                gemeente_id=deze.gemeente_id,
                partner=deze.naar,
                manier=deze.toestemming,
                gegeven_op=deze.toestemming_op,
                vastgelegd_op=deze.verwezen_op,
                vastgelegd_door_id=deze.verwezen_door_id,
            )
        )
        if ja:
            regel = regels.filter(soort="doorverwezen", op=deze.verwezen_op, zaak=deze.zaak_id)
            regel.update(toestemming=ja)
    deelnemers = apps.get_model("opvolging", "Deelnemer").objects.select_related("zaak")
    for deelnemer in deelnemers.order_by("pk").iterator():
        ja = toestemmingen.create(
            gemeente_id=deelnemer.gemeente_id,
            zaak_id=deelnemer.zaak_id,
            soort="maatje",
            manier="gesprek",
            gegeven_op=deelnemer.toestemming_op.date(),
            vastgelegd_op=deelnemer.toestemming_op,
            vastgelegd_door_id=deelnemer.zaak.behandelaar_id,
        )
        regel = regels.filter(soort="deelnemer", op=deelnemer.aangemeld_op, zaak=deelnemer.zaak_id)
        regel.update(toestemming=ja)


class Migration(migrations.Migration):
    dependencies = [("opvolging", "0035_toestemming")]

    operations = [migrations.RunPython(neem_over, migrations.RunPython.noop)]
