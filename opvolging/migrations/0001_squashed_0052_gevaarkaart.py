"""All tables as they are, in one go. A database that took the earlier steps has this already."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.math
import signaalpunt.versleuteling
import uuid
from django.conf import settings
from django.db import migrations, models

from opvolging.migrations import _triggers


class Migration(migrations.Migration):
    replaces = [
        ("opvolging", "0001_begin"),
        ("opvolging", "0002_geschiedenis_en_inzage"),
        ("opvolging", "0003_maatje"),
        ("opvolging", "0004_alleen_met_screening"),
        ("opvolging", "0005_herinnering_zonder_bericht"),
        ("opvolging", "0006_kalender_van_start"),
        ("opvolging", "0007_zaken_in_contact"),
        ("opvolging", "0008_melder_beschermd_en_concept"),
        ("opvolging", "0009_volgen"),
        ("opvolging", "0010_pauze"),
        ("opvolging", "0011_bundel"),
        ("opvolging", "0012_ladder"),
        ("opvolging", "0013_afwezigheid"),
        ("opvolging", "0014_kijker"),
        ("opvolging", "0015_informatie"),
        ("opvolging", "0016_uitkomsten_van_klok_en_mail"),
        ("opvolging", "0017_eigen_loop_van_de_melder"),
        ("opvolging", "0018_toegevoegd_op_verplicht"),
        ("opvolging", "0019_weergave"),
        ("opvolging", "0020_klok_op_elk_onderwerp"),
        ("opvolging", "0021_overdracht"),
        ("opvolging", "0022_pogingen_van_een_herinnering"),
        ("opvolging", "0023_samenvoegen"),
        ("opvolging", "0024_stilte"),
        ("opvolging", "0025_klokken_bij_alles"),
        ("opvolging", "0026_bevroren_uitslag"),
        ("opvolging", "0027_plaatsvervanger_in_de_ladder"),
        ("opvolging", "0028_klokregel"),
        ("opvolging", "0029_doorverwijzing"),
        ("opvolging", "0030_herrekend"),
        ("opvolging", "0031_evaluaties"),
        ("opvolging", "0032_ritme_van_lopende_koppelingen"),
        ("opvolging", "0033_sociale_kaart"),
        ("opvolging", "0034_herinnering_per_ontvanger"),
        ("opvolging", "0035_toestemming"),
        ("opvolging", "0036_toestemming_van_eerder"),
        ("opvolging", "0037_snelle_werkvoorraad"),
        ("opvolging", "0038_aanbod_doorgegeven"),
        ("opvolging", "0039_openingsversie"),
        ("opvolging", "0040_link_voor_een_organisatie"),
        ("opvolging", "0041_meting"),
        ("opvolging", "0042_feiten"),
        ("opvolging", "0043_geschiedenis_groeit_alleen"),
        ("opvolging", "0044_reden_bij_inzage"),
        ("opvolging", "0045_notities_en_nooit_meer"),
        ("opvolging", "0046_zaakconcept"),
        ("opvolging", "0047_organisaties_houden_bij"),
        ("opvolging", "0048_verkenning"),
        ("opvolging", "0049_later_vragen"),
        ("opvolging", "0050_verhalen_en_wat_er_niet_was"),
        ("opvolging", "0051_afspraak"),
        ("opvolging", "0052_gevaarkaart"),
    ]

    initial = True

    dependencies = [
        ("meldingen", "0001_squashed_0006_dringend_eerst"),
        ("signaalpunt", "0001_squashed_0015_vraagt_reden"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Aanbodpartner",
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
                    "email",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=254, verbose_name="e-mail"
                    ),
                ),
                ("email_hash", models.CharField(max_length=64)),
                ("geldig_tot", models.DateTimeField(verbose_name="link geldig tot")),
            ],
            options={
                "verbose_name": "organisatie van de sociale kaart",
                "verbose_name_plural": "organisaties van de sociale kaart",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "email_hash"), name="aanbodpartner_een_per_adres"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanbod",
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
                    "sleutel",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel"
                    ),
                ),
                (
                    "kenmerk",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="kenmerk"
                    ),
                ),
                ("naam", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "aanbieder",
                    models.CharField(blank=True, max_length=120, verbose_name="organisatie"),
                ),
                (
                    "omschrijving",
                    models.TextField(blank=True, max_length=600, verbose_name="omschrijving"),
                ),
                (
                    "soorten",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="helpt bij",
                    ),
                ),
                (
                    "doelgroepen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="voor wie",
                    ),
                ),
                (
                    "behoeften",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="past bij de vraag",
                    ),
                ),
                (
                    "plaats",
                    models.CharField(
                        choices=[
                            ("plek", "op een vaste plek"),
                            ("thuis", "iemand komt thuis"),
                            ("afstand", "aan de telefoon of online"),
                        ],
                        default="plek",
                        max_length=8,
                        verbose_name="waar",
                    ),
                ),
                (
                    "plek",
                    models.CharField(blank=True, max_length=160, verbose_name="adres of plek"),
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
                    "dagdelen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="dagdelen",
                    ),
                ),
                ("tijd", models.CharField(blank=True, max_length=160, verbose_name="dag en tijd")),
                (
                    "ritme",
                    models.CharField(
                        choices=[("vast", "steeds weer"), ("eenmalig", "één keer")],
                        default="vast",
                        max_length=8,
                        verbose_name="hoe vaak",
                    ),
                ),
                ("datum", models.DateField(blank=True, null=True, verbose_name="op welke dag")),
                (
                    "vorm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("groep", "in een groep"),
                            ("een_op_een", "met z’n tweeën"),
                            ("allebei", "in een groep of met z’n tweeën"),
                        ],
                        max_length=10,
                        verbose_name="vorm",
                    ),
                ),
                (
                    "drempel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("binnenlopen", "gewoon binnenlopen"),
                            ("aanmelden", "eerst aanmelden"),
                            ("gesprek", "eerst een gesprek"),
                        ],
                        max_length=12,
                        verbose_name="hoe begint u",
                    ),
                ),
                (
                    "kosten",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gratis", "gratis"),
                            ("klein", "een klein bedrag"),
                            ("meer", "een groter bedrag"),
                        ],
                        max_length=6,
                        verbose_name="kosten",
                    ),
                ),
                ("prijs", models.CharField(blank=True, max_length=80, verbose_name="bedrag")),
                (
                    "is_rolstoelvriendelijk",
                    models.BooleanField(blank=True, null=True, verbose_name="met een rolstoel"),
                ),
                (
                    "talen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="talen",
                    ),
                ),
                ("telefoon", models.CharField(blank=True, max_length=20, verbose_name="telefoon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "geldig_tot",
                    models.DateField(blank=True, null=True, verbose_name="geldig tot en met"),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="aanbod",
                        to="opvolging.aanbodpartner",
                    ),
                ),
                (
                    "is_compleet",
                    models.BooleanField(default=False, editable=False, verbose_name="compleet"),
                ),
                (
                    "is_openbaar",
                    models.BooleanField(default=False, verbose_name="voor inwoners zichtbaar"),
                ),
                (
                    "gearchiveerd_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="weggelegd op"),
                ),
                (
                    "versie",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
                ),
                (
                    "gewijzigd_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="gewijzigd op"),
                ),
                (
                    "gewijzigd_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "zoektekst",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                "naam", "aanbieder", config="dutch", weight="A"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "omschrijving", "plek", "tijd", config="dutch", weight="B"
                            ),
                            django.contrib.postgres.search.SearchConfig("dutch"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "aanbod",
                "verbose_name_plural": "aanbod",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["zoektekst"], name="aanbod_zoektekst"
                    ),
                    models.Index(
                        condition=models.Q(("gearchiveerd_op", None)),
                        fields=["gemeente", "naam"],
                        name="aanbod_in_gebruik",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kenmerk", ""), _negated=True),
                        fields=("gemeente", "kenmerk"),
                        name="aanbod_kenmerk_een_keer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_openbaar", False), ("is_compleet", True), _connector="OR"
                        ),
                        name="aanbod_openbaar_is_compleet",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("datum", None), ("ritme", "vast")),
                            models.Q(("datum__isnull", False), ("ritme", "eenmalig")),
                            _connector="OR",
                        ),
                        name="aanbod_eenmalig_heeft_dag",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanbodvoorstel",
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
                    "aanbod",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voorstellen",
                        to="opvolging.aanbod",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voorstellen",
                        to="opvolging.aanbodpartner",
                    ),
                ),
                ("velden", models.JSONField(verbose_name="wat er anders wordt")),
                ("is_weg", models.BooleanField(default=False, verbose_name="dit is er niet meer")),
                ("ingestuurd_op", models.DateTimeField(verbose_name="ingestuurd op")),
                (
                    "behandeld_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="behandeld op"),
                ),
                (
                    "behandeld_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "is_overgenomen",
                    models.BooleanField(blank=True, null=True, verbose_name="overgenomen"),
                ),
            ],
            options={
                "verbose_name": "voorstel voor de sociale kaart",
                "verbose_name_plural": "voorstellen voor de sociale kaart",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("behandeld_op", None)),
                        fields=("aanbod",),
                        name="aanbodvoorstel_een_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanvulling",
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
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aanvullingen",
                        to="meldingen.melding",
                    ),
                ),
                ("sleutel", models.UUIDField(unique=True, verbose_name="sleutel")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("aanvulling", "vertelt er iets bij"),
                            ("intrekking", "trekt de melding in"),
                            ("niet_opgelost", "zegt dat het niet is opgelost"),
                        ],
                        max_length=15,
                        verbose_name="soort",
                    ),
                ),
                (
                    "tekst",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="tekst"
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
                (
                    "gelezen_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="gelezen op"),
                ),
                (
                    "gelezen_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "aanvulling",
                "verbose_name_plural": "aanvullingen",
                "ordering": ["op", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("gelezen_op__isnull", True)),
                        fields=["gemeente", "op"],
                        name="aanvulling_ongelezen",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("soort", "intrekking")),
                        fields=("melding",),
                        name="aanvulling_een_intrekking",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gelezen_door__isnull", True), ("gelezen_op__isnull", True)),
                            models.Q(
                                ("gelezen_door__isnull", False), ("gelezen_op__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="aanvulling_gelezen_door_iemand",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Afwezigheid",
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
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="afwezigheden",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("van", models.DateField(verbose_name="eerste dag")),
                ("tot_en_met", models.DateField(verbose_name="laatste dag")),
                ("genoteerd_op", models.DateTimeField(verbose_name="genoteerd op")),
                (
                    "genoteerd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ingetrokken_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
                ),
                (
                    "ingetrokken_door",
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
                "verbose_name": "afwezigheid",
                "verbose_name_plural": "afwezigheden",
                "ordering": ["van", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ingetrokken_op__isnull", True)),
                        fields=["gemeente", "tot_en_met"],
                        name="afwezigheid_geldig",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("van__lte", models.F("tot_en_met"))),
                        name="afwezigheid_van_tot",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Concept",
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
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concepten",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sleutel", models.UUIDField(verbose_name="sleutel")),
                (
                    "gegevens",
                    signaalpunt.versleuteling.VersleuteldTekstveld(verbose_name="gegevens"),
                ),
                ("begonnen_op", models.DateTimeField(verbose_name="begonnen op")),
                ("bewaard_op", models.DateTimeField(verbose_name="bewaard op")),
            ],
            options={
                "verbose_name": "concept",
                "verbose_name_plural": "concepten",
                "ordering": ["-bewaard_op"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("door", "sleutel"), name="concept_een_per_formulier"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Heruitgifte",
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
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heruitgiften",
                        to="meldingen.melding",
                    ),
                ),
                ("versie", models.PositiveSmallIntegerField(verbose_name="versie van de code")),
                (
                    "herkend_aan",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("naam", "de eigen naam"),
                                ("telefoon", "het telefoonnummer"),
                                ("email", "het e-mailadres"),
                                ("organisatie", "de organisatie"),
                                ("wanneer", "wanneer het bericht is verstuurd"),
                                ("over_wie", "over wie het bericht gaat, en in welke buurt"),
                            ],
                            max_length=15,
                        ),
                        size=None,
                        verbose_name="herkend aan",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "heruitgifte",
                "verbose_name_plural": "heruitgiften",
                "ordering": ["melding", "versie"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("melding", "versie"), name="heruitgifte_een_per_versie"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ladderversie",
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
                    "soort",
                    models.CharField(
                        choices=[
                            ("eerste_contact", "eerste contact"),
                            ("oppakken", "oppakken"),
                            ("informatieplicht", "vertellen wat wij weten"),
                            ("opnieuw", "opnieuw proberen"),
                            ("antwoord", "antwoord op een voorstel"),
                            ("evaluatie_2", "gesprek na 2 maanden"),
                            ("evaluatie_6", "gesprek na 6 maanden"),
                            ("eindgesprek", "eindgesprek na 12 maanden"),
                            ("stop_24", "einde na 24 maanden"),
                            ("vog", "VOG verloopt"),
                            ("doorverwijzing", "antwoord op een doorverwijzing"),
                            ("aangekomen", "kwam iemand aan"),
                            ("later", "later nog één keer vragen"),
                            ("heropend", "opnieuw contact"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("versie", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("stappen", models.JSONField(verbose_name="stappen")),
                ("aantal_stappen", models.PositiveSmallIntegerField(verbose_name="aantal stappen")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "ladder",
                "verbose_name_plural": "ladders",
                "ordering": ["-versie"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "soort", "versie"), name="ladder_een_per_versie"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Maatje",
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
                    "telefoon",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=20, verbose_name="telefoon"
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
                    "vormen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="vorm van contact",
                    ),
                ),
                (
                    "dagdelen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="dagdelen",
                    ),
                ),
                (
                    "talen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="talen",
                    ),
                ),
                (
                    "interesses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="interesses",
                    ),
                ),
                (
                    "ervaringen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="levenservaring",
                    ),
                ),
                (
                    "eisen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="uitdrukkelijke wensen",
                    ),
                ),
                (
                    "geslacht",
                    models.CharField(
                        blank=True,
                        choices=[("vrouw", "vrouw"), ("man", "man")],
                        max_length=5,
                        verbose_name="geslacht",
                    ),
                ),
                ("rookt", models.BooleanField(blank=True, null=True, verbose_name="rookt")),
                (
                    "heeft_huisdier",
                    models.BooleanField(blank=True, null=True, verbose_name="heeft een huisdier"),
                ),
                (
                    "aard",
                    models.CharField(
                        blank=True,
                        choices=[("prater", "een prater"), ("rustig", "rustig")],
                        max_length=10,
                        verbose_name="aard",
                    ),
                ),
                (
                    "gebruiker",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="maatje",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "naam",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=120, verbose_name="naam"
                    ),
                ),
                (
                    "inzet",
                    models.CharField(
                        choices=[
                            ("beschikbaar", "beschikbaar"),
                            ("pauze", "heeft pauze"),
                            ("gestopt", "gestopt"),
                        ],
                        default="beschikbaar",
                        max_length=12,
                        verbose_name="inzet",
                    ),
                ),
                ("aangemeld_op", models.DateTimeField(verbose_name="aangemeld op")),
                (
                    "vog_geldig_tot",
                    models.DateField(blank=True, null=True, verbose_name="VOG geldig tot en met"),
                ),
                (
                    "training_op",
                    models.DateField(blank=True, null=True, verbose_name="training gedaan op"),
                ),
                (
                    "overeenkomst_op",
                    models.DateField(
                        blank=True, null=True, verbose_name="overeenkomst getekend op"
                    ),
                ),
                (
                    "aantal_plaatsen",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="aantal deelnemers tegelijk"
                    ),
                ),
                ("max_km", models.FloatField(default=5.0, verbose_name="reist hoogstens (km)")),
                (
                    "leeftijdsgroep",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("18_26", "18 tot en met 26 jaar"),
                            ("27_44", "27 tot en met 44 jaar"),
                            ("45_64", "45 tot en met 64 jaar"),
                            ("65_79", "65 tot en met 79 jaar"),
                            ("80_plus", "80 jaar of ouder"),
                        ],
                        max_length=10,
                        verbose_name="leeftijd",
                    ),
                ),
                (
                    "is_dierenvriend",
                    models.BooleanField(blank=True, null=True, verbose_name="houdt van dieren"),
                ),
                (
                    "heeft_vervoer",
                    models.BooleanField(blank=True, null=True, verbose_name="heeft een auto"),
                ),
            ],
            options={
                "verbose_name": "maatje",
                "verbose_name_plural": "maatjes",
                "indexes": [
                    models.Index(
                        condition=models.Q(("inzet", "gestopt"), _negated=True),
                        fields=["gemeente"],
                        name="maatje_niet_gestopt",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NooitMeer",
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
                    "soort",
                    models.CharField(
                        choices=[("telefoon", "telefoonnummer"), ("adres", "adres")],
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                ("waarde_hash", models.CharField(max_length=64)),
                ("op", models.DateField(verbose_name="op")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "niet meer benaderen",
                "verbose_name_plural": "niet meer benaderen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "waarde_hash"), name="nooitmeer_een_per_waarde"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Openingsversie",
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
                ("versie", models.PositiveSmallIntegerField(verbose_name="versie")),
                (
                    "telling",
                    models.CharField(
                        choices=[
                            ("klokuren", "klokuren"),
                            ("werkdaguren", "werkdaguren"),
                            ("kantooruren", "kantooruren"),
                        ],
                        max_length=12,
                        verbose_name="telling",
                    ),
                ),
                ("kalender", models.JSONField(verbose_name="kalender")),
                ("redenen", models.JSONField(default=dict, verbose_name="redenen")),
                (
                    "door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField(blank=True, null=True, verbose_name="op")),
            ],
            options={
                "verbose_name": "versie van de openingstijden",
                "verbose_name_plural": "versies van de openingstijden",
                "ordering": ["-versie"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "versie"), name="opening_een_per_versie"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Regelversie",
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
                    "soort",
                    models.CharField(
                        choices=[
                            ("eerste_contact", "eerste contact"),
                            ("oppakken", "oppakken"),
                            ("informatieplicht", "vertellen wat wij weten"),
                            ("opnieuw", "opnieuw proberen"),
                            ("antwoord", "antwoord op een voorstel"),
                            ("evaluatie_2", "gesprek na 2 maanden"),
                            ("evaluatie_6", "gesprek na 6 maanden"),
                            ("eindgesprek", "eindgesprek na 12 maanden"),
                            ("stop_24", "einde na 24 maanden"),
                            ("vog", "VOG verloopt"),
                            ("doorverwijzing", "antwoord op een doorverwijzing"),
                            ("aangekomen", "kwam iemand aan"),
                            ("later", "later nog één keer vragen"),
                            ("heropend", "opnieuw contact"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("versie", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("streef", models.JSONField(verbose_name="tot het streefmoment")),
                ("grens", models.JSONField(verbose_name="tot de grens")),
                (
                    "telling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("klokuren", "klokuren"),
                            ("werkdaguren", "werkdaguren"),
                            ("kantooruren", "kantooruren"),
                        ],
                        max_length=12,
                        verbose_name="telling",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "klokregel",
                "verbose_name_plural": "klokregels",
                "ordering": ["-versie"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "soort", "versie"), name="regel_een_per_versie"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tevredenheid",
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
                    "melding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tevredenheid",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "cijfer",
                    models.PositiveSmallIntegerField(verbose_name="cijfer, van 1 tot en met 5"),
                ),
                (
                    "tekst",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="tekst"
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "tevredenheid",
                "verbose_name_plural": "tevredenheden",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cijfer__gte", 1), ("cijfer__lte", 5)),
                        name="tevredenheid_1_tot_5",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Weergave",
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
                    "eigenaar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weergaven",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "naam",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=40, verbose_name="naam"
                    ),
                ),
                ("naam_hash", models.CharField(editable=False, max_length=64)),
                ("vraag", models.CharField(max_length=300, verbose_name="keuzes")),
                ("is_gedeeld", models.BooleanField(default=False, verbose_name="met het team")),
            ],
            options={
                "verbose_name": "weergave",
                "verbose_name_plural": "weergaven",
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_gedeeld", True)),
                        fields=["gemeente"],
                        name="weergave_gedeeld",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("eigenaar", "naam_hash"), name="weergave_een_per_naam"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Zaak",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("opgepakt", "opgepakt"),
                            ("contact_gelegd", "contact gelegd"),
                            ("in_begeleiding", "in begeleiding"),
                            ("afgesloten", "afgesloten"),
                        ],
                        default="opgepakt",
                        max_length=15,
                    ),
                ),
                (
                    "behandelaar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zaken",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opgepakt_op", models.DateTimeField(verbose_name="opgepakt op")),
                (
                    "oordeel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("terecht", "terecht"),
                            ("niet_terecht", "niet terecht"),
                            ("niet_te_bepalen", "niet te bepalen"),
                        ],
                        max_length=15,
                        verbose_name="terecht?",
                    ),
                ),
                (
                    "hulpwens",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ja", "wil graag iets"),
                            ("nee", "wil geen hulp"),
                            ("weet_niet", "weet het nog niet"),
                        ],
                        max_length=10,
                        verbose_name="hulpwens",
                    ),
                ),
                (
                    "uitkomst",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("advies", "geholpen met advies"),
                            ("activiteit", "naar een activiteit"),
                            ("maatje", "een maatje"),
                            ("professional", "naar een professional"),
                            ("wil_geen_hulp", "wil geen hulp"),
                            ("niet_bereikt", "niet bereikt"),
                            ("niet_terecht", "niet terecht"),
                            ("dubbel", "dubbel"),
                            ("buiten_gebied", "buiten ons gebied"),
                            ("overleden", "overleden"),
                            ("verhuisd", "verhuisd"),
                            ("ingetrokken", "ingetrokken door de melder"),
                            ("geen_melding", "geen echte melding"),
                        ],
                        max_length=15,
                        verbose_name="uitkomst",
                    ),
                ),
                (
                    "contact_toegestaan_op",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="contact toegestaan op"
                    ),
                ),
                (
                    "afgesloten_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgesloten op"),
                ),
                (
                    "stil_gemeld_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="stilte gemeld op"),
                ),
                (
                    "losgemaakt_uit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="opvolging.zaak",
                    ),
                ),
            ],
            options={
                "verbose_name": "zaak",
                "verbose_name_plural": "zaken",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["contact_gelegd", "in_begeleiding"])),
                        fields=["gemeente", "opgepakt_op", "id"],
                        name="zaak_in_contact",
                    ),
                    models.Index(
                        condition=models.Q(("status", "afgesloten"), _negated=True),
                        fields=["behandelaar"],
                        name="zaak_open_van",
                    ),
                    models.Index(
                        condition=models.Q(("stil_gemeld_op__isnull", False)),
                        fields=["stil_gemeld_op"],
                        name="zaak_stil",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("afgesloten_op__isnull", False),
                                ("status", "afgesloten"),
                                models.Q(("uitkomst", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "afgesloten"), _negated=True),
                                ("afgesloten_op__isnull", True),
                                ("uitkomst", ""),
                            ),
                            _connector="OR",
                        ),
                        name="zaak_afgesloten_met_uitkomst",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Afspraak",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="afspraken",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "sleutel",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel"
                    ),
                ),
                (
                    "wijze",
                    models.CharField(
                        choices=[
                            ("telefoon", "telefoon"),
                            ("bezoek", "huisbezoek"),
                            ("brief", "brief"),
                            ("flyer", "flyer"),
                            ("email", "e-mail"),
                        ],
                        max_length=10,
                        verbose_name="hoe",
                    ),
                ),
                ("begint_op", models.DateTimeField(verbose_name="begint op")),
                ("aantal_minuten", models.PositiveSmallIntegerField(verbose_name="aantal minuten")),
                (
                    "plek",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=200, verbose_name="plek"
                    ),
                ),
                (
                    "plek_in_agenda",
                    models.BooleanField(default=False, verbose_name="plek in de agenda"),
                ),
                (
                    "met",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("gemaakt_op", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "afgezegd_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgezegd op"),
                ),
            ],
            options={
                "verbose_name": "afspraak",
                "verbose_name_plural": "afspraken",
                "ordering": ["begint_op", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacten",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "sleutel",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel"
                    ),
                ),
                (
                    "wijze",
                    models.CharField(
                        choices=[
                            ("telefoon", "telefoon"),
                            ("bezoek", "huisbezoek"),
                            ("brief", "brief"),
                            ("flyer", "flyer"),
                            ("email", "e-mail"),
                        ],
                        max_length=10,
                        verbose_name="hoe",
                    ),
                ),
                ("is_bereikt", models.BooleanField(verbose_name="bereikt")),
                ("is_met_melder", models.BooleanField(default=False, verbose_name="met de melder")),
                ("op", models.DateTimeField(verbose_name="op")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "notitie",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="notitie"
                    ),
                ),
                (
                    "opnieuw_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="opnieuw proberen op"),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacten",
                "ordering": ["op", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Deelnemer",
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
                    "telefoon",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=20, verbose_name="telefoon"
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
                    "vormen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="vorm van contact",
                    ),
                ),
                (
                    "dagdelen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="dagdelen",
                    ),
                ),
                (
                    "talen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="talen",
                    ),
                ),
                (
                    "interesses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="interesses",
                    ),
                ),
                (
                    "ervaringen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="levenservaring",
                    ),
                ),
                (
                    "eisen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="uitdrukkelijke wensen",
                    ),
                ),
                (
                    "geslacht",
                    models.CharField(
                        blank=True,
                        choices=[("vrouw", "vrouw"), ("man", "man")],
                        max_length=5,
                        verbose_name="geslacht",
                    ),
                ),
                ("rookt", models.BooleanField(blank=True, null=True, verbose_name="rookt")),
                (
                    "heeft_huisdier",
                    models.BooleanField(blank=True, null=True, verbose_name="heeft een huisdier"),
                ),
                (
                    "aard",
                    models.CharField(
                        blank=True,
                        choices=[("prater", "een prater"), ("rustig", "rustig")],
                        max_length=10,
                        verbose_name="aard",
                    ),
                ),
                (
                    "zaak",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deelnemer",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "voornaam",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=60, verbose_name="voornaam"
                    ),
                ),
                ("aangemeld_op", models.DateTimeField(verbose_name="aangemeld op")),
                ("toestemming_op", models.DateTimeField(verbose_name="wil een maatje, gezegd op")),
                (
                    "doel",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=500, verbose_name="wat hoopt deze persoon?"
                    ),
                ),
                (
                    "leeftijden",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="gewenste leeftijd van het maatje",
                    ),
                ),
                (
                    "wil_dierenvriend",
                    models.BooleanField(default=False, verbose_name="zoekt een dierenvriend"),
                ),
                (
                    "wil_vervoer",
                    models.BooleanField(default=False, verbose_name="zoekt iemand met een auto"),
                ),
                (
                    "niet_met",
                    models.ManyToManyField(
                        blank=True,
                        related_name="bekend_met",
                        to="opvolging.maatje",
                        verbose_name="familie of bekenden",
                    ),
                ),
            ],
            options={
                "verbose_name": "deelnemer",
                "verbose_name_plural": "deelnemers",
                "indexes": [
                    models.Index(fields=["gemeente", "aangemeld_op"], name="deelnemer_wachttijd")
                ],
            },
        ),
        migrations.CreateModel(
            name="Doorverwijzing",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doorverwijzingen",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "sleutel",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel"
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("huisarts", "huisarts of Welzijn op Recept"),
                            ("wijkteam", "wijkteam of Doorbraakmethode"),
                            ("geldzorgen", "hulp bij geldzorgen, zoals de Kredietbank"),
                            ("veilig_thuis", "Veilig Thuis"),
                            ("ggz", "ggz"),
                            ("andere", "een andere organisatie"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                (
                    "naar",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=200, verbose_name="organisatie"
                    ),
                ),
                (
                    "vraag",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="hoe gevraagd"
                    ),
                ),
                (
                    "toestemming_op",
                    models.DateField(blank=True, null=True, verbose_name="toestemming op"),
                ),
                (
                    "toestemming",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gesprek", "in een gesprek"),
                            ("telefoon", "aan de telefoon"),
                            ("schriftelijk", "op papier of in een e-mail"),
                        ],
                        max_length=12,
                        verbose_name="hoe gaf deze persoon toestemming",
                    ),
                ),
                ("is_acuut", models.BooleanField(default=False, verbose_name="er is nu gevaar")),
                (
                    "waarom_zonder",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="waarom zonder toestemming"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("gevraagd", "gevraagd"),
                            ("aangenomen", "aangenomen"),
                            ("teruggegeven", "teruggegeven"),
                            ("geen_antwoord", "geen antwoord"),
                            ("ingetrokken", "ingetrokken"),
                        ],
                        default="gevraagd",
                        max_length=13,
                    ),
                ),
                ("verwezen_op", models.DateTimeField(verbose_name="verwezen op")),
                (
                    "verwezen_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "afgehandeld_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="antwoord op"),
                ),
                (
                    "reden",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="reden"
                    ),
                ),
                (
                    "aangekomen",
                    models.CharField(
                        blank=True,
                        choices=[("ja", "ja"), ("nee", "nee"), ("onbekend", "dat weten wij niet")],
                        max_length=8,
                    ),
                ),
                (
                    "aankomst_op",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="aankomst vastgelegd op"
                    ),
                ),
            ],
            options={
                "verbose_name": "doorverwijzing",
                "verbose_name_plural": "doorverwijzingen",
                "ordering": ["verwezen_op", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("toestemming_op__isnull", False),
                                ("waarom_zonder", ""),
                                models.Q(("toestemming", ""), _negated=True),
                            ),
                            models.Q(
                                ("toestemming", ""),
                                ("toestemming_op__isnull", True),
                                models.Q(("waarom_zonder", ""), _negated=True),
                                models.Q(
                                    ("soort", "veilig_thuis"), ("is_acuut", True), _connector="OR"
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="doorverwijzing_toestemming_of_reden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("afgehandeld_op__isnull", True), ("status", "gevraagd")),
                            models.Q(
                                models.Q(("status", "gevraagd"), _negated=True),
                                ("afgehandeld_op__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="doorverwijzing_afgehandeld",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "teruggegeven"), _negated=True),
                            models.Q(("reden", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="doorverwijzing_terug_met_reden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aangekomen", ""), ("aankomst_op__isnull", True)),
                            models.Q(
                                ("aankomst_op__isnull", False),
                                ("status", "aangenomen"),
                                models.Q(("aangekomen", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="doorverwijzing_aankomst_na_ja",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gevaarkaart",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gevaarkaarten",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "wat",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="wat er aan de hand is"
                    ),
                ),
                ("gestart_op", models.DateTimeField(verbose_name="gestart op")),
                (
                    "gestart_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("klaar_op", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
            ],
            options={
                "verbose_name": "kaart bij gevaar",
                "verbose_name_plural": "kaarten bij gevaar",
                "ordering": ["gestart_op", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("klaar_op", None)),
                        fields=["gemeente", "gestart_op"],
                        name="gevaarkaart_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Gevaarstap",
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
                    "kaart",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stappen",
                        to="opvolging.gevaarkaart",
                    ),
                ),
                (
                    "stap",
                    models.CharField(
                        choices=[
                            ("bel", "Bel nu wie kan helpen"),
                            ("blijf", "Blijf bereikbaar tot er hulp is"),
                            ("meelezen", "Een collega leest mee"),
                            ("afspreken", "Spreek af wie wat doet"),
                            ("nazorg", "Praat na: hoe gaat het met u?"),
                        ],
                        max_length=10,
                        verbose_name="stap",
                    ),
                ),
                ("is_nodig", models.BooleanField(default=True, verbose_name="was nodig")),
                ("op", models.DateTimeField(verbose_name="op")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "stap bij gevaar",
                "verbose_name_plural": "stappen bij gevaar",
                "ordering": ["op", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("kaart", "stap"), name="gevaarstap_een_keer")
                ],
            },
        ),
        migrations.CreateModel(
            name="Informatie",
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
                    "zaak",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="informatie",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "manier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("telefoon", "aan de telefoon"),
                            ("gesprek", "in een gesprek"),
                            ("brief", "met een brief"),
                            ("email", "met een e-mail"),
                        ],
                        max_length=10,
                        verbose_name="hoe verteld",
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="verteld of gevraagd op")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reden",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="reden"
                    ),
                ),
                (
                    "akkoord_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "akkoord_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="akkoord op"),
                ),
            ],
            options={
                "verbose_name": "informatie aan de betrokkene",
                "verbose_name_plural": "informatie aan betrokkenen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("akkoord_door", models.F("door")), _negated=True),
                        name="informatie_uitzondering_met_twee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("akkoord_door__isnull", True), ("akkoord_op__isnull", True)),
                            models.Q(
                                ("akkoord_door__isnull", False),
                                ("akkoord_op__isnull", False),
                                ("manier", ""),
                            ),
                            _connector="OR",
                        ),
                        name="informatie_akkoord_bij_uitzondering",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inzage",
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
                    "zaak",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inzages",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inzages",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
                (
                    "reden",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gebeld", "deze persoon of de melder belt nu"),
                            ("waarnemen", "ik help, want mijn collega is er niet"),
                            ("overleg", "mijn collega vraagt mij mee te denken"),
                            ("verdelen", "ik verdeel het werk of neem het over"),
                            ("dubbel", "ik kijk of het om dezelfde persoon gaat"),
                            ("anders", "iets anders"),
                        ],
                        max_length=10,
                        verbose_name="reden",
                    ),
                ),
            ],
            options={
                "verbose_name": "inzage",
                "verbose_name_plural": "inzages",
                "ordering": ["-op"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("zaak__isnull", True), ("melding__isnull", True), _connector="XOR"
                        ),
                        name="inzage_van_een_ding",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InzageMelder",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inzages_melder",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "melding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
                (
                    "reden",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("terugkoppeling", "de melder bellen of schrijven"),
                            ("verificatie", "nagaan wie er belt"),
                            ("anders", "iets anders"),
                        ],
                        max_length=15,
                        verbose_name="reden",
                    ),
                ),
            ],
            options={
                "verbose_name": "inzage van een melder",
                "verbose_name_plural": "inzages van melders",
                "ordering": ["-op"],
            },
        ),
        migrations.CreateModel(
            name="Kijker",
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
                        on_delete=django.db.models.deletion.CASCADE, to="signaalpunt.gemeente"
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kijkers",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("tot", models.DateTimeField(db_index=True, verbose_name="tot")),
            ],
            options={
                "verbose_name": "kijker",
                "verbose_name_plural": "kijkers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("zaak", "gebruiker"), name="kijker_een_per_zaak"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Koppeling",
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
                    "deelnemer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="koppelingen",
                        to="opvolging.deelnemer",
                    ),
                ),
                (
                    "maatje",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="koppelingen",
                        to="opvolging.maatje",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("voorgesteld", "voorgesteld"),
                            ("geaccepteerd", "maatje zei ja"),
                            ("actief", "actief"),
                            ("afgeslagen", "maatje zei nee"),
                            ("ingetrokken", "ingetrokken"),
                            ("beeindigd", "beëindigd"),
                        ],
                        default="voorgesteld",
                        max_length=12,
                    ),
                ),
                (
                    "regelversie",
                    models.PositiveSmallIntegerField(verbose_name="versie van de regels"),
                ),
                (
                    "punten",
                    models.DecimalField(decimal_places=1, max_digits=4, verbose_name="punten"),
                ),
                ("plek", models.PositiveSmallIntegerField(verbose_name="plek in de lijst")),
                (
                    "voorgesteld_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("voorgesteld_op", models.DateTimeField(verbose_name="voorgesteld op")),
                (
                    "geantwoord_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="geantwoord op"),
                ),
                (
                    "gestart_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="gestart op"),
                ),
                (
                    "geeindigd_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="geëindigd op"),
                ),
                (
                    "eindreden",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("afgerond", "afgerond zoals gepland"),
                            ("geen_klik", "geen klik"),
                            ("deelnemer_stopt", "de deelnemer wil stoppen"),
                            ("maatje_stopt", "het maatje wil stoppen"),
                            ("verhuisd", "verhuisd"),
                            ("overleden", "overleden"),
                            ("anders", "iets anders"),
                        ],
                        max_length=20,
                        verbose_name="reden",
                    ),
                ),
                (
                    "toelichting",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="toelichting"
                    ),
                ),
            ],
            options={
                "verbose_name": "koppeling",
                "verbose_name_plural": "koppelingen",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("status__in", ("voorgesteld", "geaccepteerd", "actief"))
                        ),
                        fields=["maatje"],
                        name="koppeling_lopend_maatje",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("status__in", ("voorgesteld", "geaccepteerd", "actief"))
                        ),
                        fields=["gemeente", "voorgesteld_op"],
                        name="koppeling_lopend",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ("voorgesteld", "geaccepteerd", "actief"))
                        ),
                        fields=("deelnemer",),
                        name="koppeling_een_lopende",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("eindreden", ""),
                                ("geeindigd_op__isnull", True),
                                ("status__in", ("voorgesteld", "geaccepteerd", "actief")),
                            ),
                            models.Q(
                                ("eindreden", ""),
                                ("geeindigd_op__isnull", False),
                                ("status__in", ["afgeslagen", "ingetrokken"]),
                            ),
                            models.Q(
                                ("geeindigd_op__isnull", False),
                                ("status", "beeindigd"),
                                models.Q(("eindreden", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="koppeling_einde_met_reden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["voorgesteld", "ingetrokken"]),
                            ("geantwoord_op__isnull", False),
                            _connector="OR",
                        ),
                        name="koppeling_antwoord",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "actief"), _negated=True),
                            ("gestart_op__isnull", False),
                            _connector="OR",
                        ),
                        name="koppeling_actief_gestart",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluatie",
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
                    "koppeling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluaties",
                        to="opvolging.koppeling",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("evaluatie_2", "gesprek na 2 maanden"),
                            ("evaluatie_6", "gesprek na 6 maanden"),
                            ("eindgesprek", "eindgesprek na 12 maanden"),
                        ],
                        max_length=20,
                        verbose_name="gesprek",
                    ),
                ),
                ("gesprek_op", models.DateTimeField(verbose_name="gesprek op")),
                (
                    "met_wie",
                    models.CharField(
                        choices=[
                            ("samen", "met allebei samen"),
                            ("apart", "met allebei, apart"),
                            ("deelnemer", "alleen met de deelnemer"),
                            ("maatje", "alleen met het maatje"),
                        ],
                        max_length=10,
                        verbose_name="met wie",
                    ),
                ),
                ("cijfer", models.PositiveSmallIntegerField(verbose_name="cijfer")),
                (
                    "doorgaan",
                    models.CharField(
                        choices=[
                            ("ja", "ja"),
                            ("nee", "nee"),
                            ("weet_niet", "dat weten zij nog niet"),
                        ],
                        max_length=10,
                        verbose_name="doorgaan?",
                    ),
                ),
                (
                    "toelichting",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="toelichting"
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("vastgelegd_op", models.DateTimeField(verbose_name="vastgelegd op")),
            ],
            options={
                "verbose_name": "evaluatie",
                "verbose_name_plural": "evaluaties",
                "ordering": ["gesprek_op", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("koppeling", "soort"), name="evaluatie_een_per_gesprek"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("soort__in", ["evaluatie_2", "evaluatie_6", "eindgesprek"])
                        ),
                        name="evaluatie_is_een_gesprek",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cijfer__gte", 1), ("cijfer__lte", 10)),
                        name="evaluatie_cijfer_1_tot_10",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gesprek_op__lte", models.F("vastgelegd_op"))),
                        name="evaluatie_is_geweest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meting",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="metingen",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "sleutel",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel"
                    ),
                ),
                (
                    "vorm",
                    models.PositiveSmallIntegerField(
                        choices=[(6, "kort: 6 uitspraken"), (11, "lang: 11 uitspraken")],
                        verbose_name="vorm",
                    ),
                ),
                (
                    "antwoorden",
                    signaalpunt.versleuteling.VersleuteldTekstveld(verbose_name="antwoorden"),
                ),
                (
                    "emotioneel",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="emotioneel"
                    ),
                ),
                (
                    "sociaal",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="sociaal"),
                ),
                (
                    "totaal",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="totaal"),
                ),
                (
                    "categorie",
                    models.CharField(blank=True, max_length=12, verbose_name="categorie"),
                ),
                (
                    "cijfer",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="rapportcijfer"
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "meting",
                "verbose_name_plural": "metingen",
                "ordering": ["op", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("vorm__in", [6, 11])), name="meting_vorm"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cijfer__isnull", True), ("cijfer__range", (1, 10)), _connector="OR"
                        ),
                        name="meting_cijfer_van_1_tot_10",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("categorie", ""), ("totaal__isnull", True)),
                            models.Q(
                                ("totaal__isnull", False),
                                models.Q(("categorie", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="meting_categorie_bij_totaal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notitie",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notities",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "sleutel",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel"
                    ),
                ),
                (
                    "voor",
                    models.CharField(
                        choices=[("team", "het team"), ("ik", "alleen ik")],
                        max_length=4,
                        verbose_name="voor wie",
                    ),
                ),
                (
                    "tekst",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=2000, verbose_name="tekst"
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "notitie",
                "verbose_name_plural": "notities",
                "ordering": ["-op", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OnvervuldeBehoefte",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="behoeften",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "sleutel",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel"
                    ),
                ),
                (
                    "wat",
                    models.CharField(
                        choices=[
                            ("bezoek", "iemand die op bezoek komt of belt"),
                            ("maatje", "een vast maatje"),
                            ("activiteit", "een activiteit of een groep"),
                            ("samen_eten", "samen eten"),
                            ("bewegen", "samen bewegen of naar buiten"),
                            ("huisdier", "iets met een huisdier"),
                            ("rouw", "steun na een verlies"),
                            ("vervoer", "vervoer of iemand die meegaat"),
                            ("taal", "oefenen met de taal"),
                            ("digitaal", "hulp met telefoon of computer"),
                            ("geld", "hulp met geld of papieren"),
                            ("professional", "een professional"),
                            ("anders", "iets anders"),
                        ],
                        max_length=12,
                        verbose_name="wat",
                    ),
                ),
                (
                    "waarom",
                    models.CharField(
                        choices=[
                            ("er_niet", "het is er niet"),
                            ("vol", "het is vol of er is een wachtlijst"),
                            ("niemand_past", "er is nu niemand die past"),
                            ("te_ver", "het is te ver of er is geen vervoer"),
                            ("te_duur", "het is te duur"),
                            ("tijd", "het is op een ander moment"),
                            ("toegang", "deze persoon kan er niet in of aan meedoen"),
                            ("taal", "het is niet in de taal van deze persoon"),
                            ("anders", "een andere reden"),
                        ],
                        max_length=12,
                        verbose_name="waarom niet",
                    ),
                ),
                (
                    "tekst",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=300, verbose_name="in eigen woorden"
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "onvervulde behoefte",
                "verbose_name_plural": "onvervulde behoeften",
                "ordering": ["-op", "-pk"],
                "indexes": [models.Index(fields=["gemeente", "op"], name="behoefte_van_gemeente")],
            },
        ),
        migrations.CreateModel(
            name="Partnerlink",
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
                    "doorverwijzing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partnerlinks",
                        to="opvolging.doorverwijzing",
                    ),
                ),
                (
                    "delen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        default=list,
                        size=None,
                        verbose_name="wat wij delen",
                    ),
                ),
                (
                    "toelichting",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=2000, verbose_name="wat zij moeten weten"
                    ),
                ),
                ("gemaakt_op", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("geldig_tot", models.DateTimeField(verbose_name="geldig tot")),
                (
                    "geopend_op",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="voor het eerst geopend op"
                    ),
                ),
                (
                    "vervallen_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="vervallen op"),
                ),
            ],
            options={
                "verbose_name": "link voor een organisatie",
                "verbose_name_plural": "links voor organisaties",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("vervallen_op", None)),
                        fields=("doorverwijzing",),
                        name="partnerlink_een_levend",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Termijn",
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
                    "melding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="termijnen",
                        to="meldingen.melding",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="termijnen",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "koppeling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="termijnen",
                        to="opvolging.koppeling",
                    ),
                ),
                (
                    "maatje",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="termijnen",
                        to="opvolging.maatje",
                    ),
                ),
                (
                    "doorverwijzing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="termijnen",
                        to="opvolging.doorverwijzing",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("eerste_contact", "eerste contact"),
                            ("oppakken", "oppakken"),
                            ("informatieplicht", "vertellen wat wij weten"),
                            ("opnieuw", "opnieuw proberen"),
                            ("antwoord", "antwoord op een voorstel"),
                            ("evaluatie_2", "gesprek na 2 maanden"),
                            ("evaluatie_6", "gesprek na 6 maanden"),
                            ("eindgesprek", "eindgesprek na 12 maanden"),
                            ("stop_24", "einde na 24 maanden"),
                            ("vog", "VOG verloopt"),
                            ("doorverwijzing", "antwoord op een doorverwijzing"),
                            ("aangekomen", "kwam iemand aan"),
                            ("later", "later nog één keer vragen"),
                            ("heropend", "opnieuw contact"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "telling",
                    models.CharField(
                        choices=[
                            ("klokuren", "klokuren"),
                            ("werkdaguren", "werkdaguren"),
                            ("kantooruren", "kantooruren"),
                        ],
                        max_length=12,
                        verbose_name="telling",
                    ),
                ),
                (
                    "regelversie",
                    models.PositiveSmallIntegerField(verbose_name="versie van de regels"),
                ),
                (
                    "regel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="opvolging.regelversie",
                    ),
                ),
                (
                    "ladder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="opvolging.ladderversie",
                    ),
                ),
                (
                    "aantal_uren_streef",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="uren tot het streefmoment"
                    ),
                ),
                (
                    "aantal_uren_grens",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="uren tot de grens"
                    ),
                ),
                ("gestart_op", models.DateTimeField(verbose_name="gestart op")),
                ("streef_op", models.DateTimeField(verbose_name="streefmoment")),
                ("grens_op", models.DateTimeField(verbose_name="grens")),
                (
                    "kalender",
                    models.JSONField(
                        blank=True, editable=False, null=True, verbose_name="kalender"
                    ),
                ),
                ("uitleg", models.TextField(verbose_name="uitleg")),
                (
                    "stil_tot",
                    models.DateTimeField(blank=True, null=True, verbose_name="staat stil tot"),
                ),
                (
                    "gestopt_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="gestopt op"),
                ),
                (
                    "stopreden",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contact", "contact gelegd"),
                            ("afgesloten", "afgesloten"),
                            ("advies", "advies aan de melder"),
                            ("opgegaan", "het eerste contact telt weer"),
                            ("opgepakt", "opgepakt"),
                            ("verteld", "verteld wat wij weten"),
                            ("uitzondering", "besloten niets te vertellen"),
                            ("poging", "opnieuw geprobeerd"),
                            ("antwoord", "er kwam een antwoord"),
                            ("ingetrokken", "ingetrokken"),
                            ("gevoerd", "het gesprek is gevoerd"),
                            ("ingehaald", "er kwam een later gesprek"),
                            ("beeindigd", "de koppeling is beëindigd"),
                            ("vernieuwd", "vernieuwd"),
                            ("gestopt", "het maatje is gestopt"),
                            ("aankomst", "de aankomst is vastgelegd"),
                            ("vervallen", "niet meer nodig"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "aantal_minuten",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="minuten"),
                ),
                (
                    "aantal_minuten_werkdag",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="werkdagminuten"
                    ),
                ),
                (
                    "aantal_minuten_klok",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="klokminuten"),
                ),
                (
                    "aantal_minuten_pauze",
                    models.PositiveIntegerField(
                        db_default=0, default=0, verbose_name="minuten pauze"
                    ),
                ),
                (
                    "is_op_tijd",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.ExpressionWrapper(
                            models.Q(("gestopt_op__lte", models.F("grens_op"))),
                            output_field=models.BooleanField(),
                        ),
                        output_field=models.BooleanField(null=True),
                        verbose_name="op tijd",
                    ),
                ),
                (
                    "aantal_minuten_te_laat",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(gestopt_op__lte=models.F("grens_op"), then=0),
                            models.When(
                                gestopt_op__gt=models.F("grens_op"),
                                then=django.db.models.functions.comparison.Cast(
                                    django.db.models.functions.math.Ceil(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.functions.datetime.Extract(
                                                models.ExpressionWrapper(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("gestopt_op"),
                                                        "-",
                                                        models.F("grens_op"),
                                                    ),
                                                    output_field=models.DurationField(),
                                                ),
                                                "epoch",
                                            ),
                                            "/",
                                            models.Value(60.0),
                                        )
                                    ),
                                    models.IntegerField(),
                                ),
                            ),
                        ),
                        output_field=models.IntegerField(null=True),
                        verbose_name="minuten te laat",
                    ),
                ),
            ],
            options={
                "verbose_name": "termijn",
                "verbose_name_plural": "termijnen",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("gestopt_op__isnull", True),
                            ("soort__in", ("eerste_contact", "heropend")),
                        ),
                        fields=["gemeente", "grens_op"],
                        name="termijn_lopend_contact",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("gestopt_op__isnull", True),
                            models.Q(("soort__in", ("eerste_contact", "heropend")), _negated=True),
                        ),
                        fields=["gemeente", "soort", "streef_op"],
                        name="termijn_lopend_overig",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("soort", "eerste_contact")),
                        fields=("melding",),
                        name="termijn_een_eerste_contact",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("gestopt_op__isnull", True)),
                        fields=("melding", "soort"),
                        name="termijn_een_lopende_per_soort",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("gestopt_op__isnull", True), ("zaak__isnull", False)),
                        fields=("zaak", "soort"),
                        name="termijn_een_lopende_zaak",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("gestopt_op__isnull", True), ("koppeling__isnull", False)
                        ),
                        fields=("koppeling", "soort"),
                        name="termijn_een_lopende_koppeling",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("gestopt_op__isnull", True), ("maatje__isnull", False)),
                        fields=("maatje", "soort"),
                        name="termijn_een_lopende_maatje",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("doorverwijzing__isnull", False), ("gestopt_op__isnull", True)
                        ),
                        fields=("doorverwijzing", "soort"),
                        name="termijn_een_lopende_doorverwijzing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("doorverwijzing__isnull", True),
                                ("koppeling__isnull", True),
                                ("maatje__isnull", True),
                                ("melding__isnull", False),
                                ("zaak__isnull", True),
                            ),
                            models.Q(
                                ("doorverwijzing__isnull", True),
                                ("koppeling__isnull", True),
                                ("maatje__isnull", True),
                                ("melding__isnull", True),
                                ("zaak__isnull", False),
                            ),
                            models.Q(
                                ("doorverwijzing__isnull", True),
                                ("koppeling__isnull", False),
                                ("maatje__isnull", True),
                                ("melding__isnull", True),
                                ("zaak__isnull", True),
                            ),
                            models.Q(
                                ("doorverwijzing__isnull", True),
                                ("koppeling__isnull", True),
                                ("maatje__isnull", False),
                                ("melding__isnull", True),
                                ("zaak__isnull", True),
                            ),
                            models.Q(
                                ("doorverwijzing__isnull", False),
                                ("koppeling__isnull", True),
                                ("maatje__isnull", True),
                                ("melding__isnull", True),
                                ("zaak__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="termijn_van_een_onderwerp",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("aantal_uren_grens__isnull", True),
                                ("aantal_uren_streef__isnull", True),
                            ),
                            models.Q(
                                ("aantal_uren_grens__isnull", False),
                                ("aantal_uren_streef__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="termijn_in_uren_of_niet",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("aantal_minuten__isnull", True),
                                ("aantal_minuten_klok__isnull", True),
                                ("aantal_minuten_werkdag__isnull", True),
                                ("gestopt_op__isnull", True),
                                ("stopreden", ""),
                            ),
                            models.Q(
                                ("aantal_minuten__isnull", False),
                                ("aantal_minuten_klok__isnull", False),
                                ("aantal_minuten_werkdag__isnull", False),
                                ("gestopt_op__isnull", False),
                                models.Q(("stopreden", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="termijn_uitslag_bij_stoppen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Herinnering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("claim", models.UUIDField(blank=True, null=True, verbose_name="claim")),
                (
                    "claim_tot",
                    models.DateTimeField(blank=True, null=True, verbose_name="claim tot"),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="signaalpunt.gemeente",
                    ),
                ),
                (
                    "termijn",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="herinneringen",
                        to="opvolging.termijn",
                    ),
                ),
                (
                    "regelversie",
                    models.PositiveSmallIntegerField(verbose_name="versie van de ladder"),
                ),
                ("stap", models.PositiveSmallIntegerField(verbose_name="stap")),
                (
                    "ontvanger",
                    models.CharField(
                        choices=[
                            ("team", "het team"),
                            ("behandelaar", "de behandelaar"),
                            ("plaatsvervanger", "de plaatsvervanger van de behandelaar"),
                            ("teamleider", "de teamleider"),
                        ],
                        max_length=15,
                        verbose_name="aan",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("gepland_op", models.DateTimeField(verbose_name="gepland op")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("gepland", "gepland"),
                            ("bezig", "bezig"),
                            ("verzonden", "verzonden"),
                            ("mislukt", "mislukt"),
                            ("geannuleerd", "geannuleerd"),
                            ("vervallen", "vervallen"),
                        ],
                        default="gepland",
                        max_length=12,
                    ),
                ),
                ("reden", models.CharField(blank=True, max_length=60, verbose_name="reden")),
                (
                    "afgehandeld_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgehandeld op"),
                ),
                (
                    "aantal_pogingen",
                    models.PositiveSmallIntegerField(
                        db_default=0, default=0, verbose_name="aantal pogingen"
                    ),
                ),
                (
                    "bericht",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="herinneringen",
                        to="signaalpunt.bericht",
                    ),
                ),
                (
                    "ging_naar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "waarom",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("team", "u bij het team hoort"),
                            ("behandelaar", "u deze zaak behandelt"),
                            ("vervanger", "u een collega vervangt"),
                            ("plaatsvervanger", "u plaatsvervanger bent van wie dit behandelt"),
                            ("teamleider", "u teamleider bent"),
                        ],
                        max_length=15,
                        verbose_name="waarom",
                    ),
                ),
            ],
            options={
                "verbose_name": "herinnering",
                "verbose_name_plural": "herinneringen",
                "ordering": ["termijn", "stap"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["gepland", "bezig"])),
                        fields=["gepland_op"],
                        name="herinnering_te_doen",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ["gepland", "bezig"])),
                        fields=["gemeente", "ontvanger", "gebruiker", "gepland_op"],
                        name="herinnering_voor_wie",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("termijn", "regelversie", "stap", "ontvanger"),
                        name="herinnering_eenmaal",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pauze",
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
                    "termijn",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauzes",
                        to="opvolging.termijn",
                    ),
                ),
                ("van", models.DateTimeField(verbose_name="van")),
                ("tot", models.DateTimeField(verbose_name="tot")),
                (
                    "reden",
                    models.CharField(
                        choices=[
                            ("weg", "deze persoon is een tijd weg"),
                            ("later", "deze persoon wil later contact"),
                            ("navraag", "wij wachten op een antwoord dat nodig is om te bellen"),
                            ("anders", "er is een andere reden"),
                        ],
                        max_length=10,
                        verbose_name="reden",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pauze",
                "verbose_name_plural": "pauzes",
                "ordering": ["van", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tot__gte", models.F("van"))),
                        name="pauze_eindigt_na_begin",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Toestemming",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="toestemmingen",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("begeleiding", "begeleiding"),
                            ("schaal", "vragenlijst over eenzaamheid"),
                            ("delen", "delen met een organisatie"),
                            ("maatje", "een maatje"),
                            ("verhaal", "een verhaal over deze persoon"),
                            ("later", "later nog één keer vragen"),
                            ("terugkoppeling", "de melder vertellen hoe het ging"),
                        ],
                        max_length=14,
                        verbose_name="waarvoor",
                    ),
                ),
                (
                    "partner",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=200, verbose_name="met wie"
                    ),
                ),
                ("partner_hash", models.CharField(blank=True, max_length=64)),
                (
                    "manier",
                    models.CharField(
                        choices=[
                            ("gesprek", "in een gesprek"),
                            ("telefoon", "aan de telefoon"),
                            ("schriftelijk", "op papier of in een e-mail"),
                        ],
                        max_length=12,
                        verbose_name="hoe",
                    ),
                ),
                ("gegeven_op", models.DateField(verbose_name="gegeven op")),
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
                    "ingetrokken_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
                ),
                (
                    "ingetrokken_door",
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
                "verbose_name": "toestemming",
                "verbose_name_plural": "toestemmingen",
                "ordering": ["vastgelegd_op", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("soort", "delen"),
                                models.Q(("partner", ""), ("partner_hash", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("soort", "delen"), _negated=True),
                                ("partner", ""),
                                ("partner_hash", ""),
                            ),
                            _connector="OR",
                        ),
                        name="toestemming_delen_met_iemand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ingetrokken_door__isnull", True), ("ingetrokken_op__isnull", True)
                            ),
                            models.Q(
                                ("ingetrokken_door__isnull", False),
                                ("ingetrokken_op__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="toestemming_ingetrokken_door_iemand",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verhaal",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verhalen",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "sleutel",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel"
                    ),
                ),
                (
                    "tekst",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=4000, verbose_name="verhaal"
                    ),
                ),
                ("geldig_tot", models.DateField(verbose_name="te lezen tot en met")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "verhaal",
                "verbose_name_plural": "verhalen",
                "ordering": ["-op", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Verkenning",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verkenningen",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "sleutel",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel"
                    ),
                ),
                (
                    "mate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("niet", "nu niet eenzaam"),
                            ("soms", "soms eenzaam"),
                            ("vaak", "vaak eenzaam"),
                            ("altijd", "bijna altijd eenzaam"),
                        ],
                        max_length=6,
                        verbose_name="hoe vaak",
                    ),
                ),
                (
                    "soorten",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="soorten eenzaamheid",
                    ),
                ),
                (
                    "oorzaken",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="oorzaken",
                    ),
                ),
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
                    "hulp",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="krijgt al hulp van",
                    ),
                ),
                (
                    "geldzorgen",
                    models.CharField(
                        blank=True,
                        choices=[("ja", "Ja"), ("nee", "Nee"), ("onbekend", "Weet ik niet")],
                        max_length=10,
                        verbose_name="zorgen over geld",
                    ),
                ),
                (
                    "eigen_kracht",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="wat goed gaat"
                    ),
                ),
                (
                    "toelichting",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, max_length=2000, verbose_name="toelichting"
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "verkenning",
                "verbose_name_plural": "verkenningen",
                "ordering": ["op", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Gebeurtenis",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gebeurtenissen",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("opgepakt", "opgepakt"),
                            ("melding_toegevoegd", "melding toegevoegd"),
                            ("melding_losgemaakt", "melding losgemaakt"),
                            ("samengevoegd", "samengevoegd"),
                            ("samenvoegen_ongedaan", "samenvoegen ongedaan gemaakt"),
                            ("poging", "geprobeerd te bereiken"),
                            ("contact", "contact gehad"),
                            ("melder_gesproken", "de melder gesproken"),
                            ("contact_toegestaan", "contact toegestaan"),
                            ("verteld", "verteld wat wij weten"),
                            ("uitzondering_gevraagd", "stelde voor niets te vertellen"),
                            ("uitzondering", "akkoord: niets vertellen"),
                            ("beoordeeld", "beoordeeld"),
                            ("afspraak", "afspraak gemaakt"),
                            ("afspraak_af", "afspraak afgezegd"),
                            ("gevaar", "kaart bij gevaar gestart"),
                            ("gevaarstap", "stap bij gevaar"),
                            ("gevaar_klaar", "kaart bij gevaar klaar"),
                            ("verkend", "besproken wat er speelt"),
                            ("overgedragen", "overgedragen"),
                            ("vrijgegeven", "kwam vrij: er gebeurde niets"),
                            ("gepauzeerd", "klok stilgezet"),
                            ("hervat", "klok loopt weer"),
                            ("herrekend", "klok opnieuw geteld"),
                            ("aanbod", "aanbod doorgegeven"),
                            ("nooit_meer", "wil nooit meer contact"),
                            ("weer_wel", "mag weer benaderd worden"),
                            ("later_afgesproken", "mag later nog één keer vragen"),
                            ("later_gevraagd", "nog één keer gevraagd"),
                            ("was_er_niet", "zocht iets dat er niet was"),
                            ("verhaal_bewaard", "verhaal bewaard"),
                            ("verhaal_weg", "verhaal weggegooid"),
                            ("meting", "vragenlijst ingevuld"),
                            ("toestemming", "toestemming gegeven"),
                            ("toestemming_ingetrokken", "toestemming ingetrokken"),
                            ("afgesloten", "afgesloten"),
                            ("deelnemer", "zoekt een maatje"),
                            ("maatje_voorgesteld", "maatje voorgesteld"),
                            ("maatje_ja", "maatje zei ja"),
                            ("maatje_nee", "maatje zei nee"),
                            ("voorstel_ingetrokken", "voorstel ingetrokken"),
                            ("koppeling_gestart", "koppeling gestart"),
                            ("evaluatie", "gesprek over de koppeling"),
                            ("verlengd", "koppeling verlengd"),
                            ("koppeling_beeindigd", "koppeling beëindigd"),
                            ("doorverwezen", "doorverwezen"),
                            ("link_gestuurd", "link naar een organisatie gestuurd"),
                            ("doorverwijzing_antwoord", "antwoord op een doorverwijzing"),
                            ("doorverwijzing_terug", "doorverwijzing ingetrokken"),
                            ("aankomst", "gevraagd of iemand aankwam"),
                            ("aanvulling", "melder vertelde er iets bij"),
                            ("intrekking", "melder trok de melding in"),
                            ("niet_opgelost", "melder zegt: niet opgelost"),
                            ("heropend", "heropend"),
                            ("tevreden", "melder keek terug"),
                            ("nieuwe_code", "nieuwe volgcode gegeven"),
                        ],
                        max_length=30,
                        verbose_name="soort",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("opgepakt", "opgepakt"),
                            ("contact_gelegd", "contact gelegd"),
                            ("in_begeleiding", "in begeleiding"),
                            ("afgesloten", "afgesloten"),
                        ],
                        max_length=15,
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
                (
                    "door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tekst",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, verbose_name="tekst"
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gebeurtenis",
                        to="opvolging.contact",
                    ),
                ),
                (
                    "toestemming",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="opvolging.toestemming",
                    ),
                ),
                (
                    "meting",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gebeurtenis",
                        to="opvolging.meting",
                    ),
                ),
                (
                    "verkenning",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gebeurtenis",
                        to="opvolging.verkenning",
                    ),
                ),
                (
                    "afspraak",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="opvolging.afspraak",
                    ),
                ),
                (
                    "feiten",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="feiten"
                    ),
                ),
            ],
            options={
                "verbose_name": "gebeurtenis",
                "verbose_name_plural": "gebeurtenissen",
                "ordering": ["op", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("door__isnull", False),
                            (
                                "soort__in",
                                [
                                    "aanvulling",
                                    "intrekking",
                                    "niet_opgelost",
                                    "heropend",
                                    "tevreden",
                                    "vrijgegeven",
                                    "doorverwijzing_antwoord",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="gebeurtenis_door_iemand",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Samenvoeging",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="samenvoegingen",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "in_zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opgenomen",
                        to="opvolging.zaak",
                    ),
                ),
                ("op", models.DateTimeField(verbose_name="op")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("voor", models.JSONField(editable=False, verbose_name="stond ervoor")),
                (
                    "regel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="opvolging.gebeurtenis",
                    ),
                ),
                (
                    "ongedaan_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="ongedaan op"),
                ),
                (
                    "ongedaan_door",
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
                "verbose_name": "samenvoeging",
                "verbose_name_plural": "samenvoegingen",
                "ordering": ["op", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ongedaan_op__isnull", True)),
                        fields=("zaak",),
                        name="samenvoeging_een_geldende_per_zaak",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("zaak", models.F("in_zaak")), _negated=True),
                        name="samenvoeging_van_twee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ongedaan_door__isnull", True), ("ongedaan_op__isnull", True)
                            ),
                            models.Q(
                                ("ongedaan_door__isnull", False), ("ongedaan_op__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="samenvoeging_ongedaan_door_iemand",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verlenging",
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
                    "koppeling",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, to="opvolging.koppeling"
                    ),
                ),
                (
                    "stopklok",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="opvolging.termijn",
                    ),
                ),
                (
                    "motivatie",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=2000, verbose_name="motivatie"
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verlengd_op", models.DateTimeField(verbose_name="verlengd op")),
            ],
            options={
                "verbose_name": "verlenging",
                "verbose_name_plural": "verlengingen",
            },
        ),
        migrations.CreateModel(
            name="Zaakconcept",
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
                        on_delete=django.db.models.deletion.CASCADE, to="signaalpunt.gemeente"
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concepten",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("act", models.CharField(max_length=40, verbose_name="formulier")),
                (
                    "gegevens",
                    signaalpunt.versleuteling.VersleuteldTekstveld(verbose_name="gegevens"),
                ),
                ("bewaard_op", models.DateTimeField(db_index=True, verbose_name="bewaard op")),
            ],
            options={
                "verbose_name": "concept op een zaak",
                "verbose_name_plural": "concepten op zaken",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("zaak", "door", "act"), name="zaakconcept_een_per_formulier"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ZaakMelding",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zaakmeldingen",
                        to="opvolging.zaak",
                    ),
                ),
                (
                    "melding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zaakmelding",
                        to="meldingen.melding",
                    ),
                ),
                ("toegevoegd_op", models.DateTimeField(verbose_name="toegevoegd op")),
                (
                    "afgerond_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgerond op"),
                ),
            ],
            options={
                "verbose_name": "melding van een zaak",
                "verbose_name_plural": "meldingen van zaken",
            },
        ),
        migrations.AddField(
            model_name="zaak",
            name="overdracht",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="opvolging.gebeurtenis",
                verbose_name="nieuwe overdracht",
            ),
        ),
        migrations.RunSQL(_triggers.HEEN, _triggers.TERUG),
    ]
