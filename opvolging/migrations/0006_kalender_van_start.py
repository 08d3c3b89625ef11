from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("opvolging", "0005_herinnering_zonder_bericht"),
    ]

    operations = [
        migrations.AddField(
            model_name="termijn",
            name="kalender",
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name="kalender"),
        ),
    ]
