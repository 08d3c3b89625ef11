"""An entry of the sociale kaart: something that helps against loneliness, and for whom.

It is about what an organisation offers and never about a person: telephone and e-mail are those
that the organisation shows to everybody, so they are stored as they are and can be searched.
"""

import uuid
from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from meldingen.models import Buurt
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente

VOORAF = timedelta(days=30)  # so long before its last day an entry asks for a look


class AanbodQuerySet(models.QuerySet["Aanbod"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "AanbodQuerySet":
        """The sociale kaart of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def in_gebruik(self) -> "AanbodQuerySet":
        """What nobody put away."""
        return self.filter(gearchiveerd_op=None)

    def geldig(self, dag: date) -> "AanbodQuerySet":
        """Complete entries that can be gone to on `dag`."""
        is_over = models.Q(geldig_tot__lt=dag) | models.Q(datum__lt=dag)
        return self.in_gebruik().filter(is_compleet=True).exclude(is_over)

    def openbaar(self, dag: date) -> "AanbodQuerySet":
        """What residents may see on `dag`."""
        return self.geldig(dag).filter(is_openbaar=True)

    def laatst_gewijzigd(self) -> tuple[datetime | None, int]:
        """What is another whenever something is added, changed or put away."""
        gevonden = self.aggregate(op=models.Max("gewijzigd_op"), samen=models.Sum("versie"))
        return gevonden["op"], gevonden["samen"] or 0

    def verlopend(self, dag: date) -> "AanbodQuerySet":
        """What is over on `dag` or will be soon."""
        grens = dag + VOORAF
        is_eenmalig = models.Q(ritme=Aanbod.Ritme.EENMALIG)
        # of something that happens once the day itself is the end; that needs no warning before
        over = models.Q(geldig_tot__lte=grens) | is_eenmalig & models.Q(datum__lt=dag)
        return self.in_gebruik().filter(over)

    def te_bekijken(self, dag: date) -> "AanbodQuerySet":
        """What asks for a look: it is nearly over, or its organisation would change it."""
        pk_s = self.verlopend(dag).values("pk").union(self.in_gebruik().voorgesteld().values("pk"))
        return self.filter(pk__in=pk_s)

    def voorgesteld(self) -> "AanbodQuerySet":
        """What its organisation would change."""
        return self.filter(voorstellen__isnull=False, voorstellen__behandeld_op=None)


def _lijst(naam: str) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=30), verbose_name=naam, default=list, blank=True)


class Aanbod(models.Model):
    """One thing that somebody can go to, or that comes to somebody."""

    class Soort(models.TextChoices):
        SOCIAAL = "sociaal", "sociaal: te weinig mensen om mee om te gaan"
        EMOTIONEEL = "emotioneel", "emotioneel: iemand missen die heel dichtbij is"
        EXISTENTIEEL = "existentieel", "existentieel: vragen over zin en betekenis"

    class Doelgroep(models.TextChoices):
        JONGEREN = "jongeren", _("jongeren")
        STUDENTEN = "studenten", _("studenten")
        OUDEREN = "ouderen", _("ouderen")
        MANTELZORGERS = "mantelzorgers", _("wie voor een ander zorgt")
        NABESTAANDEN = "nabestaanden", _("wie iemand verloor")
        CULTUUR = "cultuur", _("mensen met een andere culturele achtergrond")
        KRAP = "krap", _("wie weinig geld heeft")

    class Plaats(models.TextChoices):
        PLEK = "plek", _("op een vaste plek")
        THUIS = "thuis", _("iemand komt thuis")
        AFSTAND = "afstand", _("aan de telefoon of online")

    class Ritme(models.TextChoices):
        VAST = "vast", _("steeds weer")
        EENMALIG = "eenmalig", _("één keer")

    class Vorm(models.TextChoices):
        GROEP = "groep", _("in een groep")
        EEN_OP_EEN = "een_op_een", _("met z’n tweeën")
        ALLEBEI = "allebei", _("in een groep of met z’n tweeën")

    class Drempel(models.TextChoices):
        BINNENLOPEN = "binnenlopen", _("gewoon binnenlopen")
        AANMELDEN = "aanmelden", _("eerst aanmelden")
        GESPREK = "gesprek", _("eerst een gesprek")

    class Kosten(models.TextChoices):
        GRATIS = "gratis", _("gratis")
        KLEIN = "klein", _("een klein bedrag")
        MEER = "meer", _("een groter bedrag")

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    # of the form: sent twice is one entry
    sleutel = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    # of what came along with the gemeente: loading again finds it, whatever it is called by now
    kenmerk = models.CharField("kenmerk", max_length=40, blank=True, editable=False)
    naam = models.CharField("naam", max_length=120)
    aanbieder = models.CharField("organisatie", max_length=120, blank=True)
    omschrijving = models.TextField("omschrijving", max_length=600, blank=True)
    soorten = _lijst("helpt bij")
    doelgroepen = _lijst("voor wie")  # none of them: for everybody
    behoeften = _lijst("past bij de vraag")

    plaats = models.CharField("waar", max_length=8, choices=Plaats.choices, default=Plaats.PLEK)
    plek = models.CharField("adres of plek", max_length=160, blank=True)
    buurt = models.ForeignKey(Buurt, models.PROTECT, verbose_name="buurt", null=True, blank=True)
    dagdelen = _lijst("dagdelen")
    tijd = models.CharField("dag en tijd", max_length=160, blank=True)
    ritme = models.CharField("hoe vaak", max_length=8, choices=Ritme.choices, default=Ritme.VAST)
    datum = models.DateField("op welke dag", null=True, blank=True)
    vorm = models.CharField("vorm", max_length=10, choices=Vorm.choices, blank=True)
    drempel = models.CharField("hoe begint u", max_length=12, choices=Drempel.choices, blank=True)
    kosten = models.CharField("kosten", max_length=6, choices=Kosten.choices, blank=True)
    prijs = models.CharField("bedrag", max_length=80, blank=True)
    is_rolstoelvriendelijk = models.BooleanField("met een rolstoel", null=True, blank=True)
    talen = _lijst("talen")
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mail", blank=True)
    website = models.URLField("website", blank=True)
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)

    # who keeps it, behind a link
    partner = models.ForeignKey(
        "opvolging.Aanbodpartner",
        models.SET_NULL,
        related_name="aanbod",
        null=True,
        blank=True,
        editable=False,
    )
    is_compleet = models.BooleanField("compleet", default=False, editable=False)
    is_openbaar = models.BooleanField("voor inwoners zichtbaar", default=False)
    gearchiveerd_op = models.DateTimeField("weggelegd op", null=True, blank=True)
    versie = models.PositiveIntegerField("versie", default=1, editable=False)
    gewijzigd_op = models.DateTimeField("gewijzigd op", null=True, blank=True)
    gewijzigd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
    zoektekst = models.GeneratedField(
        expression=SearchVector("naam", "aanbieder", weight="A", config="dutch")
        + SearchVector("omschrijving", "plek", "tijd", weight="B", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = AanbodQuerySet.as_manager()

    class Meta:
        verbose_name = "aanbod"
        verbose_name_plural = "aanbod"
        indexes = [
            # /aanbod/ and the page for residents: words that somebody typed
            GinIndex(fields=["zoektekst"], name="aanbod_zoektekst"),
            # both lists by name, and what fits somebody
            models.Index(
                fields=["gemeente", "naam"],
                name="aanbod_in_gebruik",
                condition=models.Q(gearchiveerd_op=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "kenmerk"],
                name="aanbod_kenmerk_een_keer",
                condition=~models.Q(kenmerk=""),
            ),
            models.CheckConstraint(
                condition=models.Q(is_openbaar=False) | models.Q(is_compleet=True),
                name="aanbod_openbaar_is_compleet",
            ),
            models.CheckConstraint(
                condition=models.Q(ritme="vast", datum=None)
                | models.Q(ritme="eenmalig", datum__isnull=False),
                name="aanbod_eenmalig_heeft_dag",
            ),
        ]

    def __str__(self) -> str:
        return f"aanbod {self.pk}"

    @property
    def ontbreekt(self) -> list[str]:
        """What somebody must still find out, before anybody can be sent there."""
        heeft_plek = self.buurt_id is not None or self.plaats != Aanbod.Plaats.PLEK
        heeft_contact = self.telefoon or self.email or self.website
        nodig = {
            "een omschrijving": self.omschrijving,
            "waar het bij helpt": self.soorten,
            "de buurt": heeft_plek,
            "wanneer het is": self.tijd or self.datum,
            "hoe iemand begint": self.drempel,
            "wat het kost": self.kosten,
            "een telefoonnummer, e-mailadres of website": heeft_contact,
        }
        return [wat for wat, is_er in nodig.items() if not is_er]

    def is_over(self, dag: date) -> bool:
        """Whether it cannot be gone to any more on `dag`."""
        return any(laatste < dag for laatste in (self.geldig_tot, self.datum) if laatste)
