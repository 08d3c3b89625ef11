"""All tables as they are, in one go. A database that took the earlier steps has this already."""

import django.contrib.postgres.fields
import django.db.models.deletion
import signaalpunt.versleuteling
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("meldingen", "0001_begin"),
        ("meldingen", "0002_verdachte_meldingen"),
        ("meldingen", "0003_lees_dit_eerst"),
        ("meldingen", "0004_vindplaatsen"),
        ("meldingen", "0005_volgcode_versie"),
        ("meldingen", "0006_dringend_eerst"),
    ]

    initial = True

    dependencies = [
        ("signaalpunt", "0001_squashed_0015_vraagt_reden"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Wijk",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wijken",
                        to="signaalpunt.gemeente",
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="CBS-code")),
                ("naam", models.CharField(max_length=80, verbose_name="naam")),
                (
                    "aantal_inwoners",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="inwoners"),
                ),
            ],
            options={
                "verbose_name": "wijk",
                "verbose_name_plural": "wijken",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Buurt",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buurten",
                        to="signaalpunt.gemeente",
                    ),
                ),
                (
                    "wijk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buurten",
                        to="meldingen.wijk",
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="CBS-code")),
                ("naam", models.CharField(max_length=80, verbose_name="naam")),
                (
                    "postcode4",
                    models.CharField(
                        blank=True, max_length=4, verbose_name="eerste cijfers van de postcode"
                    ),
                ),
                ("breedte", models.FloatField(verbose_name="breedtegraad")),
                ("lengte", models.FloatField(verbose_name="lengtegraad")),
            ],
            options={
                "verbose_name": "buurt",
                "verbose_name_plural": "buurten",
                "ordering": ["naam"],
            },
        ),
        migrations.CreateModel(
            name="Vindplaats",
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
                ("naam", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("huisarts", "huisarts"),
                            ("apotheek", "apotheek"),
                            ("bibliotheek", "bibliotheek"),
                            ("kapper", "kapper"),
                            ("winkel", "winkel"),
                            ("corporatie", "woningcorporatie"),
                            ("wijkservicepunt", "wijkservicepunt"),
                            ("vereniging", "vereniging"),
                            ("anders", "iets anders"),
                        ],
                        max_length=15,
                        verbose_name="soort",
                    ),
                ),
                (
                    "buurt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="meldingen.buurt",
                        verbose_name="buurt",
                    ),
                ),
                (
                    "deur",
                    models.CharField(
                        choices=[
                            ("mijzelf", "voor mijzelf"),
                            ("iemand_anders", "voor iemand anders"),
                            ("professional", "als professional"),
                        ],
                        default="professional",
                        max_length=15,
                        verbose_name="formulier",
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="code")),
                ("is_actief", models.BooleanField(default=True, verbose_name="in gebruik")),
            ],
            options={
                "verbose_name": "vindplaats",
                "verbose_name_plural": "vindplaatsen",
                "ordering": ["naam", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Melding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rij", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="signaalpunt.gemeente"
                    ),
                ),
                (
                    "deur",
                    models.CharField(
                        choices=[
                            ("mijzelf", "voor mijzelf"),
                            ("iemand_anders", "voor iemand anders"),
                            ("professional", "als professional"),
                        ],
                        max_length=15,
                        verbose_name="deur",
                    ),
                ),
                (
                    "kanaal",
                    models.CharField(
                        choices=[
                            ("web", "website"),
                            ("telefoon", "telefoon"),
                            ("balie", "balie"),
                            ("email", "e-mail"),
                            ("brief", "brief of formulier op papier"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="kanaal",
                    ),
                ),
                ("ontvangen_op", models.DateTimeField(verbose_name="ontvangen op")),
                ("ontvangen_dag", models.DateField(verbose_name="dag van ontvangst")),
                (
                    "ingevoerd_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vindplaats",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="meldingen.vindplaats",
                    ),
                ),
                ("sleutel", models.UUIDField(unique=True, verbose_name="sleutel")),
                ("inhoud_hash", models.CharField(max_length=64, verbose_name="hash van de inhoud")),
                (
                    "volgcode_hash",
                    models.CharField(
                        max_length=64, unique=True, verbose_name="hash van de volgcode"
                    ),
                ),
                (
                    "volgcode_versie",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="versie van de volgcode"
                    ),
                ),
                ("is_verdacht", models.BooleanField(default=False, verbose_name="lijkt spam")),
                ("is_veilig", models.BooleanField(default=True, verbose_name="is nu veilig")),
                ("is_spoed", models.BooleanField(default=False, verbose_name="lees dit eerst")),
                (
                    "toelichting",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="toelichting"
                    ),
                ),
                (
                    "aandachtspunten",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=500, verbose_name="aandachtspunten"
                    ),
                ),
                (
                    "buurt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="meldingen.buurt",
                    ),
                ),
                (
                    "buurt_anders",
                    models.CharField(
                        blank=True,
                        choices=[("onbekend", "Weet ik niet"), ("buiten", "Buiten de gemeente")],
                        max_length=10,
                    ),
                ),
                (
                    "postcode",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=7, verbose_name="postcode"
                    ),
                ),
                (
                    "huisnummer",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=5, verbose_name="huisnummer"
                    ),
                ),
                (
                    "toevoeging",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=10, verbose_name="toevoeging"
                    ),
                ),
                (
                    "leeftijdsgroep",
                    models.CharField(
                        choices=[
                            ("tot_18", "jonger dan 18 jaar"),
                            ("18_26", "18 tot en met 26 jaar"),
                            ("27_44", "27 tot en met 44 jaar"),
                            ("45_64", "45 tot en met 64 jaar"),
                            ("65_79", "65 tot en met 79 jaar"),
                            ("80_plus", "80 jaar of ouder"),
                            ("onbekend", "weet ik niet"),
                        ],
                        default="onbekend",
                        max_length=10,
                    ),
                ),
                ("taal", models.CharField(blank=True, max_length=2, verbose_name="taal")),
                (
                    "behoeften",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="behoeften",
                    ),
                ),
                (
                    "signalen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="signalen",
                    ),
                ),
                (
                    "levensgebeurtenissen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="levensgebeurtenissen",
                    ),
                ),
                (
                    "zelf_gedaan",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="zelf gedaan",
                    ),
                ),
                (
                    "betrokkene_naam",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=120, verbose_name="naam"
                    ),
                ),
                (
                    "betrokkene_telefoon",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=20, verbose_name="telefoon"
                    ),
                ),
                (
                    "betrokkene_email",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                ("bereikbaar_via", models.CharField(blank=True, max_length=10)),
                (
                    "bereikbaar_moment",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="bereikbaar op",
                    ),
                ),
                ("voicemail", models.CharField(blank=True, max_length=3, verbose_name="voicemail")),
                (
                    "weet_ervan",
                    models.CharField(blank=True, max_length=15, verbose_name="weet ervan"),
                ),
                ("relatie", models.CharField(blank=True, max_length=15, verbose_name="relatie")),
                (
                    "geldzorgen",
                    models.CharField(blank=True, max_length=10, verbose_name="geldzorgen"),
                ),
                (
                    "terugkoppeling",
                    models.CharField(blank=True, max_length=10, verbose_name="terugkoppeling"),
                ),
                (
                    "hoe_kent_u_ons",
                    models.CharField(blank=True, max_length=20, verbose_name="hoe kent u ons"),
                ),
                ("adres_hash", models.CharField(blank=True, max_length=64)),
                ("telefoon_hash", models.CharField(blank=True, max_length=64)),
                ("email_hash", models.CharField(blank=True, max_length=64)),
                ("naam_hash", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name": "melding",
                "verbose_name_plural": "meldingen",
                "indexes": [
                    models.Index(fields=["gemeente", "ontvangen_dag"], name="melding_per_dag"),
                    models.Index(
                        condition=models.Q(("is_verdacht", True)),
                        fields=["gemeente"],
                        name="melding_verdacht",
                    ),
                    models.Index(
                        condition=models.Q(("vindplaats__isnull", False)),
                        fields=["vindplaats", "ontvangen_dag"],
                        name="melding_vindplaats",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("is_spoed", True), ("is_veilig", False), _connector="OR"
                        ),
                        fields=["gemeente"],
                        name="melding_dringend",
                    ),
                    models.Index(
                        condition=models.Q(("adres_hash", ""), _negated=True),
                        fields=["adres_hash"],
                        name="melding_adres",
                    ),
                    models.Index(
                        condition=models.Q(("telefoon_hash", ""), _negated=True),
                        fields=["telefoon_hash"],
                        name="melding_telefoon",
                    ),
                    models.Index(
                        condition=models.Q(("email_hash", ""), _negated=True),
                        fields=["email_hash"],
                        name="melding_email",
                    ),
                    models.Index(
                        condition=models.Q(("naam_hash", ""), _negated=True),
                        fields=["naam_hash", "buurt"],
                        name="melding_naam_buurt",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Melder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rij", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "melding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="melder",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="signaalpunt.gemeente"
                    ),
                ),
                (
                    "naam",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=120, verbose_name="naam"
                    ),
                ),
                (
                    "telefoon",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=20, verbose_name="telefoon"
                    ),
                ),
                (
                    "email",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                (
                    "organisatie",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=120, verbose_name="organisatie"
                    ),
                ),
                (
                    "functie",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=120, verbose_name="functie"
                    ),
                ),
                (
                    "mag_genoemd_worden",
                    models.CharField(blank=True, max_length=15, verbose_name="mag genoemd worden"),
                ),
                ("naam_hash", models.CharField(blank=True, max_length=64)),
                ("telefoon_hash", models.CharField(blank=True, max_length=64)),
                ("email_hash", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name": "melder",
                "verbose_name_plural": "melders",
                "indexes": [
                    models.Index(
                        condition=models.Q(("telefoon_hash", ""), _negated=True),
                        fields=["telefoon_hash"],
                        name="melder_telefoon",
                    ),
                    models.Index(
                        condition=models.Q(("email_hash", ""), _negated=True),
                        fields=["email_hash"],
                        name="melder_email",
                    ),
                    models.Index(
                        condition=models.Q(("naam_hash", ""), _negated=True),
                        fields=["naam_hash"],
                        name="melder_naam",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vindplaatsbezoek",
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
                    "vindplaats",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bezoeken",
                        to="meldingen.vindplaats",
                    ),
                ),
                ("dag", models.DateField(verbose_name="dag")),
                ("aantal", models.PositiveIntegerField(default=0, verbose_name="aantal")),
            ],
            options={
                "verbose_name": "bezoek van een vindplaats",
                "verbose_name_plural": "bezoeken van vindplaatsen",
                "constraints": [
                    models.UniqueConstraint(fields=("vindplaats", "dag"), name="bezoek_een_per_dag")
                ],
            },
        ),
    ]
