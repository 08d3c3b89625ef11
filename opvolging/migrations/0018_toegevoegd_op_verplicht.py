"""Every melding of a zaak knows since when; apart, for PostgreSQL changes no table it just filled."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("opvolging", "0017_eigen_loop_van_de_melder")]

    operations = [
        migrations.AlterField(
            model_name="zaakmelding",
            name="toegevoegd_op",
            field=models.DateTimeField(verbose_name="toegevoegd op"),
        ),
    ]
