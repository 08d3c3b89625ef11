"""A volgcode never works longer than data are kept."""

from typing import Any

import django.core.validators
from django.db import migrations, models


def kort_in(apps: Any, *_: Any) -> None:
    """Where both were set apart, the code follows the promise."""
    te_lang = models.Q(volgcode_maanden__gt=models.F("bewaartermijn"))
    gemeenten = apps.get_model("signaalpunt", "Gemeente").objects.filter(te_lang)
    gemeenten.update(volgcode_maanden=models.F("bewaartermijn"))


class Migration(migrations.Migration):
    dependencies = [("signaalpunt", "0011_laatst_verzonden")]

    operations = [
        migrations.RunPython(kort_in, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="gemeente",
            name="volgcode_maanden",
            field=models.PositiveSmallIntegerField(
                default=3,
                help_text="Hoogstens uw bewaartermijn. Daarna weet de volgpagina van niets meer.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(120),
                ],
                verbose_name="maanden dat een volgcode werkt na afsluiten",
            ),
        ),
        migrations.AddConstraint(
            model_name="gemeente",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("bewaartermijn__isnull", True),
                    ("volgcode_maanden__lte", models.F("bewaartermijn")),
                    _connector="OR",
                ),
                name="gemeente_code_binnen_bewaartermijn",
            ),
        ),
    ]
