"""All tables as they are, in one go. A database that took the earlier steps has this already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from rapportage.migrations import _triggers


class Migration(migrations.Migration):
    replaces = [
        ("rapportage", "0001_begin"),
        ("rapportage", "0002_bestanden"),
        ("rapportage", "0003_publicatie_is_definitief"),
    ]

    initial = True

    dependencies = [
        ("signaalpunt", "0001_squashed_0015_vraagt_reden"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Jaarverslag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="signaalpunt.gemeente"
                    ),
                ),
                ("jaar", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("inhoud", models.JSONField(verbose_name="inhoud")),
                ("vastgelegd_op", models.DateTimeField(verbose_name="vastgelegd op")),
                (
                    "vastgelegd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gepubliceerd_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="gepubliceerd op"),
                ),
                (
                    "gepubliceerd_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "jaarverslag",
                "verbose_name_plural": "jaarverslagen",
                "ordering": ["-jaar"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "jaar"), name="jaarverslag_een_per_jaar"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("gepubliceerd_door__isnull", True),
                                ("gepubliceerd_op__isnull", True),
                            ),
                            models.Q(
                                ("gepubliceerd_door__isnull", False),
                                ("gepubliceerd_op__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="jaarverslag_gepubliceerd_door_iemand",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verslagbestand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="signaalpunt.gemeente"
                    ),
                ),
                (
                    "jaarverslag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bestanden",
                        to="rapportage.jaarverslag",
                    ),
                ),
                ("naam", models.CharField(max_length=60, verbose_name="naam")),
                ("inhoud", models.BinaryField(verbose_name="inhoud")),
            ],
            options={
                "verbose_name": "verslagbestand",
                "verbose_name_plural": "verslagbestanden",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jaarverslag", "naam"), name="verslagbestand_een"
                    )
                ],
            },
        ),
        migrations.RunSQL(_triggers.HEEN, _triggers.TERUG),
    ]
