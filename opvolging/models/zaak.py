"""A zaak: what we do about one betrokkene, with its meldingen and its history.

`Zaak.status` changes only in `opvolging.verloop`.
"""

from typing import Any

from django.db import models

from meldingen.models import Melding
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import TEAM, van_eigen_gemeente
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class ZaakQuerySet(models.QuerySet["Zaak"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "ZaakQuerySet":
        """Zaken of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def open(self) -> "ZaakQuerySet":
        """Everything not finished."""
        return self.exclude(status=Zaak.Status.AFGESLOTEN)


class Zaak(models.Model):
    """One betrokkene whom somebody of the team has taken up."""

    class Status(models.TextChoices):
        OPGEPAKT = "opgepakt", "opgepakt"
        CONTACT_GELEGD = "contact_gelegd", "contact gelegd"
        IN_BEGELEIDING = "in_begeleiding", "in begeleiding"
        AFGESLOTEN = "afgesloten", "afgesloten"

    class Oordeel(models.TextChoices):
        TERECHT = "terecht", "terecht"
        NIET_TERECHT = "niet_terecht", "niet terecht"
        NIET_TE_BEPALEN = "niet_te_bepalen", "niet te bepalen"

    class Hulpwens(models.TextChoices):
        JA = "ja", "wil graag iets"
        NEE = "nee", "wil geen hulp"
        WEET_NIET = "weet_niet", "weet het nog niet"

    class Uitkomst(models.TextChoices):
        ADVIES = "advies", "geholpen met advies"
        ACTIVITEIT = "activiteit", "naar een activiteit"
        MAATJE = "maatje", "een maatje"
        PROFESSIONAL = "professional", "naar een professional"
        WIL_GEEN_HULP = "wil_geen_hulp", "wil geen hulp"
        NIET_BEREIKT = "niet_bereikt", "niet bereikt"
        NIET_TERECHT = "niet_terecht", "niet terecht"
        DUBBEL = "dubbel", "dubbel"
        BUITEN_GEBIED = "buiten_gebied", "buiten ons gebied"
        OVERLEDEN = "overleden", "overleden"
        VERHUISD = "verhuisd", "verhuisd"
        INGETROKKEN = "ingetrokken", "ingetrokken door de melder"
        GEEN_MELDING = "geen_melding", "geen echte melding"  # spam; says nothing about a person

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    status = models.CharField(max_length=15, choices=Status.choices, default=Status.OPGEPAKT)
    behandelaar = models.ForeignKey(Gebruiker, models.PROTECT, related_name="zaken")
    opgepakt_op = models.DateTimeField("opgepakt op")
    oordeel = models.CharField("terecht?", max_length=15, choices=Oordeel.choices, blank=True)
    hulpwens = models.CharField("hulpwens", max_length=10, choices=Hulpwens.choices, blank=True)
    uitkomst = models.CharField("uitkomst", max_length=15, choices=Uitkomst.choices, blank=True)
    # when a coördinator decided that somebody who did not want the melding may be contacted
    contact_toegestaan_op = models.DateTimeField("contact toegestaan op", null=True, blank=True)
    afgesloten_op = models.DateTimeField("afgesloten op", null=True, blank=True)
    # when the behandelaar was told that nothing happens
    stil_gemeld_op = models.DateTimeField("stilte gemeld op", null=True, blank=True)
    # the hand-over that the behandelaar has not seen yet
    overdracht = models.OneToOneField(
        "opvolging.Gebeurtenis",
        models.SET_NULL,
        verbose_name="nieuwe overdracht",
        null=True,
        blank=True,
        related_name="+",
    )
    # of a zaak that began in another one: by taking a melding out of it, or by splitting it
    losgemaakt_uit = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ZaakQuerySet.as_manager()

    class Meta:
        verbose_name = "zaak"
        verbose_name_plural = "zaken"
        indexes = [
            # werkvoorraad: the zaken in contact of one gemeente, however many wait for contact
            models.Index(
                fields=["gemeente", "opgepakt_op", "id"],
                name="zaak_in_contact",
                condition=models.Q(status__in=["contact_gelegd", "in_begeleiding"]),
            ),
            # werkvoorraad: what is of one colleague
            models.Index(
                fields=["behandelaar"],
                name="zaak_open_van",
                condition=~models.Q(status="afgesloten"),
            ),
            # werkvoorraad: the few in which nothing happens
            models.Index(
                fields=["stil_gemeld_op"],
                name="zaak_stil",
                condition=models.Q(stil_gemeld_op__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="afgesloten", afgesloten_op__isnull=False)
                & ~models.Q(uitkomst="")
                | ~models.Q(status="afgesloten")
                & models.Q(afgesloten_op__isnull=True, uitkomst=""),
                name="zaak_afgesloten_met_uitkomst",
            ),
        ]

    def __str__(self) -> str:
        return f"zaak {self.pk}"


class ZaakMelding(models.Model):
    """Which zaak took up a melding. UNIQUE(melding) decides who wins an oppakken.

    Both moments are the course of this one melding, which is all that its melder reads: others who
    reported about the same person change nothing in it.
    """

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="zaakmeldingen")
    melding = models.OneToOneField(Melding, models.PROTECT, related_name="zaakmelding")
    toegevoegd_op = models.DateTimeField("toegevoegd op")  # stays when it changes zaak
    # empty again when this melder says that it is not solved
    afgerond_op = models.DateTimeField("afgerond op", null=True, blank=True)

    class Meta:
        verbose_name = "melding van een zaak"
        verbose_name_plural = "meldingen van zaken"

    def __str__(self) -> str:
        return f"melding {self.melding_id} in zaak {self.zaak_id}"


class Gebeurtenis(VersleuteldeRij):
    """One line of the history of a zaak: only added, never changed; a trigger refuses the rest.

    Replaying the lines gives the zaak as it is: see `geschiedenis`.
    """

    class Soort(models.TextChoices):
        OPGEPAKT = "opgepakt", "opgepakt"
        MELDING_TOEGEVOEGD = "melding_toegevoegd", "melding toegevoegd"
        MELDING_LOSGEMAAKT = "melding_losgemaakt", "melding losgemaakt"
        SAMENGEVOEGD = "samengevoegd", "samengevoegd"
        SAMENVOEGEN_ONGEDAAN = "samenvoegen_ongedaan", "samenvoegen ongedaan gemaakt"
        GESPLITST = "gesplitst", "gesplitst"
        SPLITSEN_ONGEDAAN = "splitsen_ongedaan", "splitsen ongedaan gemaakt"
        HUISGENOOT = "huisgenoot", "huisgenoot vastgelegd"
        HUISGENOOT_AF = "huisgenoot_af", "toch geen huisgenoot"
        POGING = "poging", "geprobeerd te bereiken"
        CONTACT = "contact", "contact gehad"
        MELDER_GESPROKEN = "melder_gesproken", "de melder gesproken"
        CONTACT_TOEGESTAAN = "contact_toegestaan", "contact toegestaan"
        VERTELD = "verteld", "verteld wat wij weten"
        UITZONDERING_GEVRAAGD = "uitzondering_gevraagd", "stelde voor niets te vertellen"
        UITZONDERING = "uitzondering", "akkoord: niets vertellen"
        BEOORDEELD = "beoordeeld", "beoordeeld"
        AFSPRAAK = "afspraak", "afspraak gemaakt"
        AFSPRAAK_AF = "afspraak_af", "afspraak afgezegd"
        GEVAAR = "gevaar", "kaart bij gevaar gestart"
        GEVAARSTAP = "gevaarstap", "stap bij gevaar"
        GEVAAR_KLAAR = "gevaar_klaar", "kaart bij gevaar klaar"
        VERKEND = "verkend", "besproken wat er speelt"
        OVERGEDRAGEN = "overgedragen", "overgedragen"
        VRIJGEGEVEN = "vrijgegeven", "kwam vrij: er gebeurde niets"
        GEPAUZEERD = "gepauzeerd", "klok stilgezet"
        HERVAT = "hervat", "klok loopt weer"
        HERREKEND = "herrekend", "klok opnieuw geteld"
        AANBOD = "aanbod", "aanbod doorgegeven"
        NOOIT_MEER = "nooit_meer", "wil nooit meer contact"
        WEER_WEL = "weer_wel", "mag weer benaderd worden"
        LATER_AFGESPROKEN = "later_afgesproken", "mag later nog één keer vragen"
        LATER_GEVRAAGD = "later_gevraagd", "nog één keer gevraagd"
        WAS_ER_NIET = "was_er_niet", "zocht iets dat er niet was"
        TOCH_NIET_GEZOCHT = "toch_niet_gezocht", "teruggenomen: zocht iets dat er niet was"
        VERHAAL_BEWAARD = "verhaal_bewaard", "verhaal bewaard"
        VERHAAL_WEG = "verhaal_weg", "verhaal weggegooid"
        METING = "meting", "vragenlijst ingevuld"
        TOESTEMMING = "toestemming", "toestemming gegeven"
        TOESTEMMING_INGETROKKEN = "toestemming_ingetrokken", "toestemming ingetrokken"
        TERUGVERTELD = "terugverteld", "de melder verteld hoe het ging"
        TOCH_NIET_VERTELD = "toch_niet_verteld", "bericht aan de melder tegengehouden"
        AFGESLOTEN = "afgesloten", "afgesloten"
        DEELNEMER = "deelnemer", "zoekt een maatje"
        MAATJE_VOORGESTELD = "maatje_voorgesteld", "maatje voorgesteld"
        MAATJE_JA = "maatje_ja", "maatje zei ja"
        MAATJE_NEE = "maatje_nee", "maatje zei nee"
        VOORSTEL_INGETROKKEN = "voorstel_ingetrokken", "voorstel ingetrokken"
        KOPPELING_GESTART = "koppeling_gestart", "koppeling gestart"
        EVALUATIE = "evaluatie", "gesprek over de koppeling"
        VERLENGD = "verlengd", "koppeling verlengd"
        KOPPELING_BEEINDIGD = "koppeling_beeindigd", "koppeling beëindigd"
        DOORVERWEZEN = "doorverwezen", "doorverwezen"
        LINK_GESTUURD = "link_gestuurd", "link naar een organisatie gestuurd"
        LINK_GEVRAAGD = "link_gevraagd", "organisatie vroeg om een nieuwe link"
        DOORVERWIJZING_ANTWOORD = "doorverwijzing_antwoord", "antwoord op een doorverwijzing"
        DOORVERWIJZING_STIL = "doorverwijzing_stil", "geen antwoord, de vraag is terug bij ons"
        DOORVERWIJZING_TERUG = "doorverwijzing_terug", "doorverwijzing ingetrokken"
        AANKOMST = "aankomst", "gevraagd of iemand aankwam"
        # of the melder, behind the volgcode
        AANVULLING = "aanvulling", "melder vertelde er iets bij"
        INTREKKING = "intrekking", "melder trok de melding in"
        NIET_OPGELOST = "niet_opgelost", "melder zegt: niet opgelost"
        HEROPEND = "heropend", "heropend"
        TEVREDEN = "tevreden", "melder keek terug"
        NIEUWE_CODE = "nieuwe_code", "nieuwe volgcode gegeven"

    # of a rule for all, or of who lives in the same house: no work on this zaak
    GEEN_WERK = (Soort.HERREKEND, Soort.HUISGENOOT, Soort.HUISGENOOT_AF)

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    zaak = models.ForeignKey(Zaak, models.CASCADE, related_name="gebeurtenissen")
    soort = models.CharField("soort", max_length=30, choices=Soort.choices)
    status = models.CharField(max_length=15, choices=Zaak.Status.choices, blank=True)
    op = models.DateTimeField("op")
    # nobody of ours: then it was the melder, behind the volgcode, an organisation behind its
    # link, or nobody did anything
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True)
    tekst = VersleuteldTekstveld("tekst", blank=True)
    contact = models.OneToOneField(
        "opvolging.Contact", models.CASCADE, related_name="gebeurtenis", null=True, blank=True
    )
    # what the person agreed to with this act, or took back
    toestemming = models.ForeignKey(
        "opvolging.Toestemming", models.CASCADE, related_name="+", null=True, blank=True
    )
    meting = models.OneToOneField(
        "opvolging.Meting", models.CASCADE, related_name="gebeurtenis", null=True, blank=True
    )
    verkenning = models.OneToOneField(
        "opvolging.Verkenning", models.CASCADE, related_name="gebeurtenis", null=True, blank=True
    )
    # made with this act, or called off
    afspraak = models.ForeignKey(
        "opvolging.Afspraak", models.CASCADE, related_name="+", null=True, blank=True
    )

    # what of the zaak changed with this act: words of our own lists and numbers, no person
    feiten: Any = models.JSONField("feiten", default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(door__isnull=False)
                | models.Q(
                    soort__in=[
                        *("aanvulling", "intrekking", "niet_opgelost", "heropend", "tevreden"),
                        *("vrijgegeven", "doorverwijzing_antwoord", "link_gevraagd"),
                        "doorverwijzing_stil",
                    ]
                ),
                name="gebeurtenis_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return f"gebeurtenis {self.pk}"

    @property
    def is_later_opgeschreven(self) -> bool:
        """Whether the contact it tells of was at another moment than the line itself."""
        return self.contact is not None and self.contact.op != self.op

    @property
    def van_wie(self) -> str:
        """Who did it, as the team reads it."""
        if self.door:
            return self.door.naam
        anderen = {
            Gebeurtenis.Soort.VRIJGEGEVEN: "het signaalpunt zelf",
            Gebeurtenis.Soort.DOORVERWIJZING_STIL: "het signaalpunt zelf",
            Gebeurtenis.Soort.DOORVERWIJZING_ANTWOORD: "de organisatie",
            Gebeurtenis.Soort.LINK_GEVRAAGD: "de organisatie",
        }
        return anderen.get(Gebeurtenis.Soort(self.soort), "de melder")


def zaak_van(melding: Melding) -> Zaak | None:
    """The zaak that took `melding` up; without a query when it was fetched along."""
    koppeling: ZaakMelding | None = getattr(melding, "zaakmelding", None)
    return koppeling.zaak if koppeling else None
