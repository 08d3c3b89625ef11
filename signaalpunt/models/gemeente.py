"""The gemeente: owner of every row, and the choices it makes (hours, holidays, numbers to call).

What its public pages and its paper say about itself is here too; left empty, they say less.
"""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language

VOLGCODE_MAANDEN = 3  # months after closing; what a new gemeente starts with


class Telling(models.TextChoices):
    """How a clock counts; the rules are in `opvolging.termijnen`."""

    KLOKUREN = "klokuren", "klokuren"
    WERKDAGUREN = "werkdaguren", "werkdaguren"
    KANTOORUREN = "kantooruren", "kantooruren"


class Grondslag(models.TextChoices):
    """Why the law allows to keep data; the organisation decides it in its DPIA."""

    ALGEMEEN_BELANG = "algemeen_belang", "taak van algemeen belang"
    GERECHTVAARDIGD_BELANG = "gerechtvaardigd_belang", "gerechtvaardigd belang"


class Naleving(models.TextChoices):
    """How accessible the website was found to be, in the words of the Dutch statement."""

    A = "a", "A: voldoet volledig"
    B = "b", "B: voldoet gedeeltelijk"
    C = "c", "C: eerste maatregelen genomen"
    D = "d", "D: voldoet niet"


class Gemeente(models.Model):
    """One town with its own signaalpunt."""

    code = models.CharField("CBS-code", max_length=6, unique=True)
    naam = models.CharField("naam", max_length=80)
    hostnaam = models.CharField(
        "hostnaam", max_length=253, blank=True, help_text="Alleen nodig bij meer dan één gemeente."
    )
    telefoon = models.CharField("telefoonnummer van het signaalpunt", max_length=20)
    bereikbaar = models.CharField(
        "wanneer bereikbaar", max_length=80, default="op werkdagen van 9 tot 17 uur"
    )
    bereikbaar_en = models.CharField(
        "wanneer bereikbaar (Engels)",
        max_length=80,
        default="on working days from 9 am to 5 pm",
        blank=True,
    )
    teammail = models.EmailField(
        "e-mailadres van het team", help_text="Herinneringen gaan hierheen zolang niemand oppakt."
    )
    teamleider = models.ForeignKey(
        "signaalpunt.Gebruiker",
        models.PROTECT,
        verbose_name="teamleider",
        null=True,
        blank=True,
        related_name="leidt",
    )
    telling = models.CharField(
        "telling van de termijnen",
        max_length=12,
        choices=Telling.choices,
        default=Telling.WERKDAGUREN,
    )
    volgcode_maanden = models.PositiveSmallIntegerField(
        "maanden dat een volgcode werkt na afsluiten",
        default=VOLGCODE_MAANDEN,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="Hoogstens uw bewaartermijn. Daarna weet de volgpagina van niets meer.",
    )
    pogingen_voor_brief = models.PositiveSmallIntegerField(
        "pogingen voordat u een brief kunt sturen",
        default=3,
        validators=[MinValueValidator(2), MaxValueValidator(20)],
        help_text="Bellen of langsgaan, op minstens twee dagdelen. Daarna biedt de zaak een brief "
        'aan, en afsluiten als "niet bereikt".',
    )
    stilte_uren = models.PositiveSmallIntegerField(
        "werkdaguren stilte voordat een zaak vrijkomt",
        default=24,
        validators=[MaxValueValidator(240)],
        help_text="Gebeurt er zo lang niets? Dan ziet wie oppakte dat. Een werkdag "
        "later gaat de zaak naar de teamleider. Vul 0 in om dit uit te zetten.",
    )
    vraagt_reden = models.BooleanField(
        "vraag waarom iemand de zaak van een collega opent",
        default=True,
        help_text="Het antwoord komt in het logboek en geldt die dag. Wie waarneemt en de "
        "teamleider hoeven niets te zeggen. Zet dit alleen uit als iedereen alle zaken samen doet.",
    )
    # which version of the hours, days and counting below and above; see `signaalpunt.openingen`
    versie_openingen = models.PositiveSmallIntegerField(default=1, db_default=1, editable=False)
    opent_om = models.TimeField("opent om", default=datetime.time(9))
    sluit_om = models.TimeField("sluit om", default=datetime.time(17))
    is_dicht_op_goede_vrijdag = models.BooleanField("dicht op Goede Vrijdag", default=False)
    is_dicht_op_5_mei = models.BooleanField("dicht op 5 mei", default=False)
    is_dicht_met_carnaval = models.BooleanField("dicht met carnaval", default=False)

    logotekst = models.CharField("naam op kaarten en formulieren", max_length=80, blank=True)
    postadres = models.CharField("postadres", max_length=200, blank=True)
    verantwoordelijke = models.CharField(
        "organisatie die verantwoordelijk is voor de gegevens", max_length=120, blank=True
    )
    privacycontact = models.EmailField("e-mailadres voor privacy", blank=True)
    grondslag = models.CharField(
        "grondslag volgens de AVG", max_length=25, choices=Grondslag.choices, blank=True
    )
    bewaartermijn = models.PositiveSmallIntegerField(
        "bewaartermijn in maanden",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    toegankelijkheid_contact = models.EmailField("e-mailadres voor toegankelijkheid", blank=True)
    toegankelijkheid_status = models.CharField(
        "status van toegankelijkheid", max_length=1, choices=Naleving.choices, blank=True
    )
    toegankelijkheid_op = models.DateField("datum van de verklaring", null=True, blank=True)
    beveiligingscontact = models.EmailField("e-mailadres voor beveiliging", blank=True)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opent_om__lt=models.F("sluit_om")),
                name="gemeente_opent_voor_sluit",
                violation_error_message="De openingstijd moet voor de sluitingstijd liggen.",
            ),
            models.CheckConstraint(
                condition=models.Q(bewaartermijn__isnull=True)
                | models.Q(volgcode_maanden__lte=models.F("bewaartermijn")),
                name="gemeente_code_binnen_bewaartermijn",
            ),
            models.CheckConstraint(
                condition=models.Q(toegankelijkheid_status="")
                | models.Q(toegankelijkheid_op__isnull=False),
                name="gemeente_verklaring_met_datum",
                violation_error_message="Een status hoort bij een datum. Vul de datum in van de "
                "verklaring, of laat de status leeg.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def afzender(self) -> str:
        """How it calls itself on paper."""
        return self.logotekst or f"Signaalpunt {self.naam}"

    @property
    def wie_verantwoordelijk(self) -> str:
        """Who answers for the data."""
        return self.verantwoordelijke or f"Signaalpunt {self.naam}"

    @property
    def bereikbaar_in_taal(self) -> str:
        """When to call, in Dutch on a Dutch page and in English on any other."""
        if get_language() == "nl":
            return self.bereikbaar
        return self.bereikbaar_en or self.bereikbaar


class Sluitingsdag(models.Model):
    """A day on which this signaalpunt is closed, beside weekends and holidays."""

    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="sluitingsdagen")
    datum = models.DateField("datum")
    reden = models.CharField("reden", max_length=80)

    class Meta:
        verbose_name = "sluitingsdag"
        verbose_name_plural = "sluitingsdagen"
        ordering = ["datum"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "datum"], name="sluitingsdag_een_per_dag")
        ]

    def __str__(self) -> str:
        return f"{self.datum}: {self.reden}"


class Crisisnummer(models.Model):
    """A number to call now, on every public page; `laad_crisisnummers` fills the defaults."""

    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="crisisnummers")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    nummer = models.CharField("nummer", max_length=20)
    naam = models.CharField("naam", max_length=60)
    naam_en = models.CharField("naam (Engels)", max_length=60, blank=True)
    wanneer = models.CharField("wanneer bellen", max_length=120)
    wanneer_en = models.CharField("wanneer bellen (Engels)", max_length=120)
    is_voor_jeugd = models.BooleanField("voor jongeren", default=False)

    class Meta:
        verbose_name = "crisisnummer"
        verbose_name_plural = "crisisnummers"
        ordering = ["volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "volgorde"], name="crisisnummer_volgorde")
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.nummer}"

    @property
    def naam_in_taal(self) -> str:
        """The name, explained on a page that is not Dutch."""
        return self.naam if get_language() == "nl" else self.naam_en or self.naam

    @property
    def wanneer_in_taal(self) -> str:
        """When to call it, in Dutch on a Dutch page and in English on any other."""
        return self.wanneer if get_language() == "nl" else self.wanneer_en
