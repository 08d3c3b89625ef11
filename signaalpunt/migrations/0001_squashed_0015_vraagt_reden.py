"""All tables as they are, in one go. A database that took the earlier steps has this already."""

import datetime
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import signaalpunt.versleuteling
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("signaalpunt", "0001_begin"),
        ("signaalpunt", "0002_cache"),
        ("signaalpunt", "0003_dagzout"),
        ("signaalpunt", "0004_volgcode_maanden"),
        ("signaalpunt", "0005_openbaar"),
        ("signaalpunt", "0006_engels"),
        ("signaalpunt", "0007_bundel"),
        ("signaalpunt", "0008_niet_aangekomen"),
        ("signaalpunt", "0009_plaatsvervanger"),
        ("signaalpunt", "0010_pogingen_voor_brief"),
        ("signaalpunt", "0011_laatst_verzonden"),
        ("signaalpunt", "0012_code_binnen_bewaartermijn"),
        ("signaalpunt", "0013_stilte"),
        ("signaalpunt", "0014_versie_openingen"),
        ("signaalpunt", "0015_vraagt_reden"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dagzout",
            fields=[
                ("dag", models.DateField(primary_key=True, serialize=False, verbose_name="dag")),
                ("zout", models.CharField(max_length=64, verbose_name="zout")),
            ],
            options={
                "verbose_name": "dagzout",
                "verbose_name_plural": "dagzouten",
            },
        ),
        migrations.CreateModel(
            name="Emmer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sleutel", models.CharField(max_length=80, verbose_name="sleutel")),
                ("venster", models.DateTimeField(verbose_name="venster")),
                ("aantal", models.PositiveIntegerField(default=0, verbose_name="aantal")),
            ],
            options={
                "verbose_name": "emmer",
                "verbose_name_plural": "emmers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sleutel", "venster"), name="emmer_een_per_venster"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Gemeente",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=6, unique=True, verbose_name="CBS-code")),
                ("naam", models.CharField(max_length=80, verbose_name="naam")),
                (
                    "hostnaam",
                    models.CharField(
                        blank=True,
                        help_text="Alleen nodig bij meer dan één gemeente.",
                        max_length=253,
                        verbose_name="hostnaam",
                    ),
                ),
                (
                    "telefoon",
                    models.CharField(
                        max_length=20, verbose_name="telefoonnummer van het signaalpunt"
                    ),
                ),
                (
                    "bereikbaar",
                    models.CharField(
                        default="op werkdagen van 9 tot 17 uur",
                        max_length=80,
                        verbose_name="wanneer bereikbaar",
                    ),
                ),
                (
                    "bereikbaar_en",
                    models.CharField(
                        blank=True,
                        default="on working days from 9 am to 5 pm",
                        max_length=80,
                        verbose_name="wanneer bereikbaar (Engels)",
                    ),
                ),
                (
                    "teammail",
                    models.EmailField(
                        help_text="Herinneringen gaan hierheen zolang niemand oppakt.",
                        max_length=254,
                        verbose_name="e-mailadres van het team",
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
                        default="werkdaguren",
                        max_length=12,
                        verbose_name="telling van de termijnen",
                    ),
                ),
                (
                    "volgcode_maanden",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="Hoogstens uw bewaartermijn. Daarna weet de volgpagina van niets meer.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="maanden dat een volgcode werkt na afsluiten",
                    ),
                ),
                (
                    "pogingen_voor_brief",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text='Bellen of langsgaan, op minstens twee dagdelen. Daarna biedt de zaak een brief aan, en afsluiten als "niet bereikt".',
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="pogingen voordat u een brief kunt sturen",
                    ),
                ),
                (
                    "stilte_uren",
                    models.PositiveSmallIntegerField(
                        default=24,
                        help_text="Gebeurt er zo lang niets? Dan ziet wie oppakte dat. Een werkdag later gaat de zaak naar de teamleider. Vul 0 in om dit uit te zetten.",
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="werkdaguren stilte voordat een zaak vrijkomt",
                    ),
                ),
                (
                    "vraagt_reden",
                    models.BooleanField(
                        default=True,
                        help_text="Het antwoord komt in het logboek en geldt die dag. Wie waarneemt en de teamleider hoeven niets te zeggen. Zet dit alleen uit als iedereen alle zaken samen doet.",
                        verbose_name="vraag waarom iemand de zaak van een collega opent",
                    ),
                ),
                (
                    "versie_openingen",
                    models.PositiveSmallIntegerField(db_default=1, default=1, editable=False),
                ),
                (
                    "opent_om",
                    models.TimeField(default=datetime.time(9, 0), verbose_name="opent om"),
                ),
                (
                    "sluit_om",
                    models.TimeField(default=datetime.time(17, 0), verbose_name="sluit om"),
                ),
                (
                    "is_dicht_op_goede_vrijdag",
                    models.BooleanField(default=False, verbose_name="dicht op Goede Vrijdag"),
                ),
                (
                    "is_dicht_op_5_mei",
                    models.BooleanField(default=False, verbose_name="dicht op 5 mei"),
                ),
                (
                    "is_dicht_met_carnaval",
                    models.BooleanField(default=False, verbose_name="dicht met carnaval"),
                ),
                (
                    "logotekst",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="naam op kaarten en formulieren"
                    ),
                ),
                (
                    "postadres",
                    models.CharField(blank=True, max_length=200, verbose_name="postadres"),
                ),
                (
                    "verantwoordelijke",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        verbose_name="organisatie die verantwoordelijk is voor de gegevens",
                    ),
                ),
                (
                    "privacycontact",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mailadres voor privacy"
                    ),
                ),
                (
                    "grondslag",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("algemeen_belang", "taak van algemeen belang"),
                            ("gerechtvaardigd_belang", "gerechtvaardigd belang"),
                        ],
                        max_length=25,
                        verbose_name="grondslag volgens de AVG",
                    ),
                ),
                (
                    "bewaartermijn",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="bewaartermijn in maanden",
                    ),
                ),
                (
                    "toegankelijkheid_contact",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mailadres voor toegankelijkheid"
                    ),
                ),
                (
                    "toegankelijkheid_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a", "A: voldoet volledig"),
                            ("b", "B: voldoet gedeeltelijk"),
                            ("c", "C: eerste maatregelen genomen"),
                            ("d", "D: voldoet niet"),
                        ],
                        max_length=1,
                        verbose_name="status van toegankelijkheid",
                    ),
                ),
                (
                    "toegankelijkheid_op",
                    models.DateField(blank=True, null=True, verbose_name="datum van de verklaring"),
                ),
                (
                    "beveiligingscontact",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mailadres voor beveiliging"
                    ),
                ),
            ],
            options={
                "verbose_name": "gemeente",
                "verbose_name_plural": "gemeenten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("opent_om__lt", models.F("sluit_om"))),
                        name="gemeente_opent_voor_sluit",
                        violation_error_message="De openingstijd moet voor de sluitingstijd liggen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bewaartermijn__isnull", True),
                            ("volgcode_maanden__lte", models.F("bewaartermijn")),
                            _connector="OR",
                        ),
                        name="gemeente_code_binnen_bewaartermijn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("toegankelijkheid_status", ""),
                            ("toegankelijkheid_op__isnull", False),
                            _connector="OR",
                        ),
                        name="gemeente_verklaring_met_datum",
                        violation_error_message="Een status hoort bij een datum. Vul de datum in van de verklaring, of laat de status leeg.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Crisisnummer",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="crisisnummers",
                        to="signaalpunt.gemeente",
                    ),
                ),
                ("volgorde", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("nummer", models.CharField(max_length=20, verbose_name="nummer")),
                ("naam", models.CharField(max_length=60, verbose_name="naam")),
                (
                    "naam_en",
                    models.CharField(blank=True, max_length=60, verbose_name="naam (Engels)"),
                ),
                ("wanneer", models.CharField(max_length=120, verbose_name="wanneer bellen")),
                (
                    "wanneer_en",
                    models.CharField(max_length=120, verbose_name="wanneer bellen (Engels)"),
                ),
                ("is_voor_jeugd", models.BooleanField(default=False, verbose_name="voor jongeren")),
            ],
            options={
                "verbose_name": "crisisnummer",
                "verbose_name_plural": "crisisnummers",
                "ordering": ["volgorde"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "volgorde"), name="crisisnummer_volgorde"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Gebruiker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rij", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres"),
                ),
                (
                    "naam",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        max_length=120, verbose_name="naam"
                    ),
                ),
                (
                    "rol",
                    models.CharField(
                        choices=[
                            ("medewerker", "medewerker"),
                            ("coordinator", "coördinator"),
                            ("maatje", "maatje"),
                            ("gemeente", "gemeente"),
                            ("beheerder", "beheerder"),
                        ],
                        max_length=12,
                        verbose_name="rol",
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gebruikers",
                        to="signaalpunt.gemeente",
                    ),
                ),
                (
                    "plaatsvervanger",
                    models.ForeignKey(
                        blank=True,
                        help_text="Krijgt de herinneringen zolang deze collega afwezig is.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="vervangt",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="plaatsvervanger",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "gebruiker",
                "verbose_name_plural": "gebruikers",
            },
        ),
        migrations.CreateModel(
            name="Bericht",
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
                ("rij", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="signaalpunt.gemeente"
                    ),
                ),
                ("soort", models.CharField(max_length=30, verbose_name="soort")),
                ("sleutel", models.CharField(max_length=80, unique=True, verbose_name="sleutel")),
                ("verzamelt_voor", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "aan",
                    signaalpunt.versleuteling.VersleuteldTekstveld(blank=True, verbose_name="aan"),
                ),
                (
                    "gegevens",
                    signaalpunt.versleuteling.VersleuteldTekstveld(
                        blank=True, verbose_name="gegevens"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("klaar", "klaar om te versturen"),
                            ("bezig", "wordt verstuurd"),
                            ("verzonden", "verzonden"),
                            ("ingetrokken", "ingetrokken"),
                            ("mislukt", "mislukt"),
                        ],
                        default="klaar",
                        max_length=12,
                    ),
                ),
                ("klaar_op", models.DateTimeField(verbose_name="klaar op")),
                ("volgende_poging_op", models.DateTimeField(verbose_name="volgende poging op")),
                (
                    "aantal_pogingen",
                    models.PositiveSmallIntegerField(default=0, verbose_name="aantal pogingen"),
                ),
                (
                    "verzonden_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="verzonden op"),
                ),
                (
                    "gezien_op",
                    models.DateTimeField(blank=True, null=True, verbose_name="gezien op"),
                ),
                (
                    "gezien_door",
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
                "verbose_name": "bericht",
                "verbose_name_plural": "berichten",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["klaar", "bezig"])),
                        fields=["volgende_poging_op"],
                        name="bericht_te_versturen",
                    ),
                    models.Index(
                        condition=models.Q(("verzonden_op__isnull", False)),
                        fields=["verzonden_op"],
                        name="bericht_verzonden",
                    ),
                    models.Index(
                        condition=models.Q(("gezien_op__isnull", True), ("status", "mislukt")),
                        fields=["gemeente", "klaar_op"],
                        name="bericht_niet_aangekomen",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("verzamelt_voor", ""), _negated=True),
                        fields=("verzamelt_voor",),
                        name="bericht_een_verzamelt",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hartslag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(max_length=60, unique=True, verbose_name="naam")),
                ("op", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "hartslag",
                "verbose_name_plural": "hartslagen",
            },
        ),
        migrations.CreateModel(
            name="Sluitingsdag",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sluitingsdagen",
                        to="signaalpunt.gemeente",
                    ),
                ),
                ("datum", models.DateField(verbose_name="datum")),
                ("reden", models.CharField(max_length=80, verbose_name="reden")),
            ],
            options={
                "verbose_name": "sluitingsdag",
                "verbose_name_plural": "sluitingsdagen",
                "ordering": ["datum"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "datum"), name="sluitingsdag_een_per_dag"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="gemeente",
            name="teamleider",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leidt",
                to=settings.AUTH_USER_MODEL,
                verbose_name="teamleider",
            ),
        ),
        # The table of Django's DatabaseCache, as `createcachetable` makes it.
        migrations.RunSQL(
            """
            CREATE TABLE signaalpunt_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX signaalpunt_cache_expires ON signaalpunt_cache (expires);
            """,
            "DROP TABLE signaalpunt_cache",
        ),
    ]
