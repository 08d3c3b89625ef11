"""What somebody told us: the melding as it came in, who brought it, where, and the buurten.

A melding is immutable. Its field names are those of the public forms (`deur` decides which are
asked). Everything that can point to a person is encrypted; look-ups go by keyed hashes.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class Wijk(models.Model):
    """A CBS wijk."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="wijken")
    code = models.CharField("CBS-code", max_length=8, unique=True)
    naam = models.CharField("naam", max_length=80)
    aantal_inwoners = models.PositiveIntegerField("inwoners", null=True, blank=True)

    class Meta:
        verbose_name = "wijk"
        verbose_name_plural = "wijken"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.naam


class Buurt(models.Model):
    """A CBS buurt: chosen by the melder, never derived from a postcode."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="buurten")
    wijk = models.ForeignKey(Wijk, models.PROTECT, related_name="buurten")
    code = models.CharField("CBS-code", max_length=10, unique=True)
    naam = models.CharField("naam", max_length=80)
    postcode4 = models.CharField("eerste cijfers van de postcode", max_length=4, blank=True)
    breedte = models.FloatField("breedtegraad")
    lengte = models.FloatField("lengtegraad")

    class Meta:
        verbose_name = "buurt"
        verbose_name_plural = "buurten"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Deur(models.TextChoices):
    MIJZELF = "mijzelf", "voor mijzelf"
    IEMAND_ANDERS = "iemand_anders", "voor iemand anders"
    PROFESSIONAL = "professional", "als professional"


class Kanaal(models.TextChoices):
    WEB = "web", "website"
    TELEFOON = "telefoon", "telefoon"
    BALIE = "balie", "balie"
    EMAIL = "email", "e-mail"
    BRIEF = "brief", "brief of formulier op papier"


class BuurtAnders(models.TextChoices):
    """What can be answered instead of a buurt."""

    ONBEKEND = "onbekend", "Weet ik niet"
    BUITEN = "buiten", "Buiten de gemeente"


class Leeftijdsgroep(models.TextChoices):
    TOT_18 = "tot_18", _("jonger dan 18 jaar")
    VAN_18 = "18_26", _("18 tot en met 26 jaar")
    VAN_27 = "27_44", _("27 tot en met 44 jaar")
    VAN_45 = "45_64", _("45 tot en met 64 jaar")
    VAN_65 = "65_79", _("65 tot en met 79 jaar")
    VAN_80 = "80_plus", _("80 jaar of ouder")
    ONBEKEND = "onbekend", _("weet ik niet")


class VindplaatsQuerySet(models.QuerySet["Vindplaats"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "VindplaatsQuerySet":
        """Vindplaatsen of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]


class Vindplaats(models.Model):
    """A place where lonely people are met, with a link and a card of its own; never a person."""

    class Soort(models.TextChoices):
        HUISARTS = "huisarts", "huisarts"
        APOTHEEK = "apotheek", "apotheek"
        BIBLIOTHEEK = "bibliotheek", "bibliotheek"
        KAPPER = "kapper", "kapper"
        WINKEL = "winkel", "winkel"
        CORPORATIE = "corporatie", "woningcorporatie"
        WIJKSERVICEPUNT = "wijkservicepunt", "wijkservicepunt"
        VERENIGING = "vereniging", "vereniging"
        ANDERS = "anders", "iets anders"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    naam = models.CharField("naam", max_length=120)
    soort = models.CharField("soort", max_length=15, choices=Soort.choices)
    buurt = models.ForeignKey(Buurt, models.PROTECT, null=True, blank=True, verbose_name="buurt")
    deur = models.CharField(
        "formulier", max_length=15, choices=Deur.choices, default=Deur.PROFESSIONAL
    )
    code = models.CharField("code", max_length=8, unique=True)  # without the dash
    is_actief = models.BooleanField("in gebruik", default=True)

    objects = VindplaatsQuerySet.as_manager()

    class Meta:
        verbose_name = "vindplaats"
        verbose_name_plural = "vindplaatsen"
        ordering = ["naam", "pk"]

    def __str__(self) -> str:
        return self.naam

    @property
    def leescode(self) -> str:
        """The code as people read and type it, and as it stands in the link."""
        return f"{self.code[:4]}-{self.code[4:]}"


class Vindplaatsbezoek(models.Model):
    """How often the link of a vindplaats was opened on one day; nothing about who did."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    vindplaats = models.ForeignKey(Vindplaats, models.CASCADE, related_name="bezoeken")
    dag = models.DateField("dag")
    aantal = models.PositiveIntegerField("aantal", default=0)

    class Meta:
        verbose_name = "bezoek van een vindplaats"
        verbose_name_plural = "bezoeken van vindplaatsen"
        constraints = [
            # the upsert that counts one more
            models.UniqueConstraint(fields=["vindplaats", "dag"], name="bezoek_een_per_dag")
        ]

    def __str__(self) -> str:
        return f"bezoeken {self.pk}"


class MeldingQuerySet(models.QuerySet["Melding"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "MeldingQuerySet":
        """Meldingen of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]


def _lijst(naam: str) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=30), verbose_name=naam, default=list, blank=True)


class Melding(VersleuteldeRij):
    """One incoming signal, as it was given."""

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    deur = models.CharField("deur", max_length=15, choices=Deur.choices)
    kanaal = models.CharField("kanaal", max_length=10, choices=Kanaal.choices, default=Kanaal.WEB)
    ontvangen_op = models.DateTimeField("ontvangen op")
    ontvangen_dag = models.DateField("dag van ontvangst")  # local day: figures group by it
    ingevoerd_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True)
    # whose link or card led here
    vindplaats = models.ForeignKey(
        Vindplaats, models.PROTECT, null=True, blank=True, db_index=False
    )

    sleutel = models.UUIDField("sleutel", unique=True)  # idempotency key of the form
    inhoud_hash = models.CharField("hash van de inhoud", max_length=64)
    volgcode_hash = models.CharField("hash van de volgcode", max_length=64, unique=True)
    volgcode_versie = models.PositiveSmallIntegerField("versie van de volgcode", default=0)
    is_verdacht = models.BooleanField("lijkt spam", default=False)
    is_veilig = models.BooleanField("is nu veilig", default=True)
    # words that can point to danger (gevaarwoorden): for staff, never shown to the melder
    is_spoed = models.BooleanField("lees dit eerst", default=False)

    toelichting = VersleuteldTekstveld("toelichting", max_length=2000, blank=True)
    aandachtspunten = VersleuteldTekstveld("aandachtspunten", max_length=500, blank=True)
    buurt = models.ForeignKey(Buurt, models.PROTECT, null=True, blank=True)
    buurt_anders = models.CharField(max_length=10, choices=BuurtAnders.choices, blank=True)
    postcode = VersleuteldTekstveld("postcode", max_length=7, blank=True)
    huisnummer = VersleuteldTekstveld("huisnummer", max_length=5, blank=True)
    toevoeging = VersleuteldTekstveld("toevoeging", max_length=10, blank=True)
    leeftijdsgroep = models.CharField(
        max_length=10, choices=Leeftijdsgroep.choices, default=Leeftijdsgroep.ONBEKEND
    )
    taal = models.CharField("taal", max_length=2, blank=True)
    behoeften = _lijst("behoeften")
    signalen = _lijst("signalen")
    levensgebeurtenissen = _lijst("levensgebeurtenissen")
    zelf_gedaan = _lijst("zelf gedaan")

    # the betrokkene; behind the door "voor mijzelf" that is the melder
    betrokkene_naam = VersleuteldTekstveld("naam", max_length=120, blank=True)
    betrokkene_telefoon = VersleuteldTekstveld("telefoon", max_length=20, blank=True)
    betrokkene_email = VersleuteldTekstveld("e-mail", max_length=254, blank=True)
    bereikbaar_via = models.CharField(max_length=10, blank=True)
    bereikbaar_moment = _lijst("bereikbaar op")
    voicemail = models.CharField("voicemail", max_length=3, blank=True)

    weet_ervan = models.CharField("weet ervan", max_length=15, blank=True)
    relatie = models.CharField("relatie", max_length=15, blank=True)
    geldzorgen = models.CharField("geldzorgen", max_length=10, blank=True)
    terugkoppeling = models.CharField("terugkoppeling", max_length=10, blank=True)
    hoe_kent_u_ons = models.CharField("hoe kent u ons", max_length=20, blank=True)

    adres_hash = models.CharField(max_length=64, blank=True)
    telefoon_hash = models.CharField(max_length=64, blank=True)
    email_hash = models.CharField(max_length=64, blank=True)
    naam_hash = models.CharField(max_length=64, blank=True)

    objects = MeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        indexes = [
            # tellingen: everything of one gemeente in one year
            models.Index(fields=["gemeente", "ontvangen_dag"], name="melding_per_dag"),
            # werkvoorraad: what looks like spam and waits for a look, however much else waits
            models.Index(
                fields=["gemeente"],
                name="melding_verdacht",
                condition=models.Q(is_verdacht=True),
            ),
            # what came through each vindplaats in a year; most meldingen have none
            models.Index(
                fields=["vindplaats", "ontvangen_dag"],
                name="melding_vindplaats",
                condition=models.Q(vindplaats__isnull=False),
            ),
            # werkvoorraad: what speaks of danger comes first, however much else waits
            models.Index(
                fields=["gemeente"],
                name="melding_dringend",
                condition=models.Q(is_spoed=True) | models.Q(is_veilig=False),
            ),
            # likely duplicates: the same address, phone, e-mail, or name within a buurt
            models.Index(
                fields=["adres_hash"], name="melding_adres", condition=~models.Q(adres_hash="")
            ),
            models.Index(
                fields=["telefoon_hash"],
                name="melding_telefoon",
                condition=~models.Q(telefoon_hash=""),
            ),
            models.Index(
                fields=["email_hash"], name="melding_email", condition=~models.Q(email_hash="")
            ),
            models.Index(
                fields=["naam_hash", "buurt"],
                name="melding_naam_buurt",
                condition=~models.Q(naam_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.pk}"

    @property
    def is_jeugd(self) -> bool:
        """Whether this is about somebody under 18: staff act differently."""
        return self.leeftijdsgroep == Leeftijdsgroep.TOT_18


class MelderQuerySet(models.QuerySet["Melder"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "MelderQuerySet":
        """Who brought a melding: for the team of the own gemeente, and for nobody else."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]


class Melder(VersleuteldeRij):
    """Who brought a melding about somebody else: a protected record apart."""

    melding = models.OneToOneField(Melding, models.CASCADE, related_name="melder")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    naam = VersleuteldTekstveld("naam", max_length=120, blank=True)
    telefoon = VersleuteldTekstveld("telefoon", max_length=20, blank=True)
    email = VersleuteldTekstveld("e-mail", max_length=254, blank=True)
    organisatie = VersleuteldTekstveld("organisatie", max_length=120, blank=True)
    functie = VersleuteldTekstveld("functie", max_length=120, blank=True)
    mag_genoemd_worden = models.CharField("mag genoemd worden", max_length=15, blank=True)
    naam_hash = models.CharField(max_length=64, blank=True)
    telefoon_hash = models.CharField(max_length=64, blank=True)
    email_hash = models.CharField(max_length=64, blank=True)

    objects = MelderQuerySet.as_manager()

    class Meta:
        verbose_name = "melder"
        verbose_name_plural = "melders"
        indexes = [
            # meldingen/zoeken: who calls about an earlier melding
            models.Index(
                fields=["telefoon_hash"],
                name="melder_telefoon",
                condition=~models.Q(telefoon_hash=""),
            ),
            models.Index(
                fields=["email_hash"], name="melder_email", condition=~models.Q(email_hash="")
            ),
            models.Index(
                fields=["naam_hash"], name="melder_naam", condition=~models.Q(naam_hash="")
            ),
        ]

    def __str__(self) -> str:
        return f"melder {self.pk}"
