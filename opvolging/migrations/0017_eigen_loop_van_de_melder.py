"""The course of each melding, filled from what the history of its zaak says."""

from typing import Any

from django.db import migrations, models


def vul(apps: Any, *_: Any) -> None:
    """Give every melding of a zaak the moment it was joined and that of its own end."""
    regels = apps.get_model("opvolging", "Gebeurtenis").objects.order_by("op", "pk")
    # The text of these lines is encrypted; there are few.
    toegevoegd = {
        regel.tekst: regel.op for regel in regels.filter(soort="melding_toegevoegd").iterator()
    }
    afgesloten = dict(regels.filter(soort="afgesloten").values_list("zaak", "op"))
    eigen = apps.get_model("opvolging", "Aanvulling").objects.filter(soort="niet_opgelost")
    niet_opgelost = dict(eigen.order_by("op").values_list("melding", "op"))
    koppelingen = apps.get_model("opvolging", "ZaakMelding").objects
    for koppeling in koppelingen.select_related("zaak", "melding").iterator():
        zaak, melding = koppeling.zaak, koppeling.melding
        begin = toegevoegd.get(f"Melding {melding.pk}", zaak.opgepakt_op)
        koppeling.toegevoegd_op = max(begin, melding.ontvangen_op)
        koppeling.afgerond_op = zaak.afgesloten_op or _eigen_einde(
            afgesloten.get(zaak.pk), koppeling.toegevoegd_op, niet_opgelost.get(melding.pk)
        )
        koppeling.save(update_fields=["toegevoegd_op", "afgerond_op"])


def _eigen_einde(gesloten: Any, begin: Any, bezwaar: Any) -> Any:
    """Of a zaak that another melder reopened: this one keeps reading that it was closed."""
    was_erbij = gesloten is not None and begin <= gesloten
    return gesloten if was_erbij and (bezwaar is None or bezwaar < gesloten) else None


class Migration(migrations.Migration):
    dependencies = [("opvolging", "0016_uitkomsten_van_klok_en_mail")]

    operations = [
        migrations.AddField(
            model_name="zaakmelding",
            name="toegevoegd_op",
            field=models.DateTimeField(null=True, verbose_name="toegevoegd op"),
        ),
        migrations.AddField(
            model_name="zaakmelding",
            name="afgerond_op",
            field=models.DateTimeField(blank=True, null=True, verbose_name="afgerond op"),
        ),
        migrations.RunPython(vul, migrations.RunPython.noop),
    ]
