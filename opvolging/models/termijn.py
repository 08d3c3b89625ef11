"""A running clock on a melding, a zaak, a koppeling, a maatje or a doorverwijzing. How the kinds
differ is written in `opvolging.klokkensoorten`, what a clock counts in `opvolging.termijnen`, when
it starts and stops in `opvolging.klokken`. What it said when it stopped is frozen here; reports
read only that.
"""

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models.functions import Cast, Ceil, Extract

from meldingen.models import Melding
from opvolging.klokkensoorten import BUITEN_ZAAK, OM_CONTACT, SOORTEN
from opvolging.kloksoort import Onderwerp
from opvolging.models.doorverwijzing import Doorverwijzing
from opvolging.models.koppeling import Koppeling
from opvolging.models.maatje import Maatje
from opvolging.models.zaak import Zaak, zaak_van
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.models.gemeente import Telling
from signaalpunt.rollen import TEAM, van_eigen_gemeente


class TermijnQuerySet(models.QuerySet["Termijn"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "TermijnQuerySet":
        """Clocks of the own gemeente, for the team only."""
        return van_eigen_gemeente(self, gebruiker, TEAM)  # type: ignore[return-value]

    def lopend(self) -> "TermijnQuerySet":
        """Clocks that nobody stopped yet."""
        return self.filter(gestopt_op__isnull=True)

    def om_contact(self) -> "TermijnQuerySet":
        """Clocks that wait until somebody was spoken to; of a melding one runs at most."""
        return self.filter(soort__in=OM_CONTACT)

    def ook_te_doen(self, nu: datetime) -> "TermijnQuerySet":
        """Running clocks with a line of their own that somebody must act on at `nu`."""
        return self.lopend().filter(soort__in=BUITEN_ZAAK, streef_op__lte=nu)

    def van(
        self, waarvan: Melding | Zaak, soorten: Collection[str] | None = None
    ) -> "TermijnQuerySet":
        """Clocks on a melding, or on a zaak with all that belongs to it; of `soorten`, or all."""
        gekozen = self if soorten is None else self.filter(soort__in=sorted(soorten))
        if isinstance(waarvan, Melding):
            return gekozen.filter(melding=waarvan)
        onderwerpen = {SOORTEN[soort].onderwerp for soort in (soorten or SOORTEN)}
        # Apart, so that each is found by its own index; an OR over joins would read every clock.
        alle = Termijn.objects.order_by().values("pk")
        eerste, *andere = [
            alle.filter(**{weg: waarvan})
            for onderwerp, weg in _NAAR_ZAAK.items()
            if onderwerp in onderwerpen
        ] or [alle.none()]
        return gekozen.filter(pk__in=eerste.union(*andere, all=True) if andere else eerste)

    def eerste_contact(self) -> "TermijnQuerySet":
        """The clocks that a melding starts with, one for each."""
        return self.filter(soort=Termijn.Soort.EERSTE_CONTACT)

    def oudste_per_melding(self) -> "TermijnQuerySet":
        """Of each melding the clock that started first."""
        return self.order_by("melding_id", "gestart_op", "pk").distinct("melding_id")


# Along which way a clock belongs to a zaak; that of a maatje does not.
_NAAR_ZAAK = {
    Onderwerp.MELDING: "melding__zaakmelding__zaak",
    Onderwerp.ZAAK: "zaak",
    Onderwerp.KOPPELING: "koppeling__deelnemer__zaak",
    Onderwerp.DOORVERWIJZING: "doorverwijzing__zaak",
}
_EEN_VAN_VIJF: dict[str, Any] = {"related_name": "termijnen", "null": True, "blank": True}
_ONDERWERPEN = ("melding", "zaak", "koppeling", "maatje", "doorverwijzing")


def _alleen(onderwerp: str) -> models.Q:
    return models.Q(**{f"{naam}__isnull": naam != onderwerp for naam in _ONDERWERPEN})


def _begonnen_te_laat() -> Cast:
    """The minutes past the limit on the clock of the wall; a begun minute counts as one."""
    over = models.ExpressionWrapper(
        models.F("gestopt_op") - models.F("grens_op"), output_field=models.DurationField()
    )
    return Cast(Ceil(Extract(over, "epoch") / 60.0), models.IntegerField())


class Termijn(models.Model):
    """One clock on one subject, with its target and its limit."""

    class Soort(models.TextChoices):
        EERSTE_CONTACT = "eerste_contact", "eerste contact"
        OPPAKKEN = "oppakken", "oppakken"
        INFORMATIEPLICHT = "informatieplicht", "vertellen wat wij weten"
        OPNIEUW = "opnieuw", "opnieuw proberen"
        ANTWOORD = "antwoord", "antwoord op een voorstel"
        EVALUATIE_2 = "evaluatie_2", "gesprek na 2 maanden"
        EVALUATIE_6 = "evaluatie_6", "gesprek na 6 maanden"
        EINDGESPREK = "eindgesprek", "eindgesprek na 12 maanden"
        STOP_24 = "stop_24", "einde na 24 maanden"
        VOG = "vog", "VOG verloopt"
        DOORVERWIJZING = "doorverwijzing", "antwoord op een doorverwijzing"
        AANGEKOMEN = "aangekomen", "kwam iemand aan"
        AANBOD_AANGEKOMEN = "aanbod_aangekomen", "kwam iemand aan bij een aanbod"
        LATER = "later", "later nog één keer vragen"
        HEROPEND = "heropend", "opnieuw contact"  # by the melder, or by a colleague

    class Stopreden(models.TextChoices):
        CONTACT = "contact", "contact gelegd"
        AFGESLOTEN = "afgesloten", "afgesloten"
        ADVIES = "advies", "advies aan de melder"
        OPGEGAAN = "opgegaan", "het eerste contact telt weer"
        OPGEPAKT = "opgepakt", "opgepakt"
        VERTELD = "verteld", "verteld wat wij weten"
        UITZONDERING = "uitzondering", "besloten niets te vertellen"
        POGING = "poging", "opnieuw geprobeerd"
        ANTWOORD = "antwoord", "er kwam een antwoord"
        INGETROKKEN = "ingetrokken", "ingetrokken"
        GEVOERD = "gevoerd", "het gesprek is gevoerd"
        INGEHAALD = "ingehaald", "er kwam een later gesprek"
        BEEINDIGD = "beeindigd", "de koppeling is beëindigd"
        VERNIEUWD = "vernieuwd", "vernieuwd"
        GESTOPT = "gestopt", "het maatje is gestopt"
        AANKOMST = "aankomst", "de aankomst is vastgelegd"
        VERVALLEN = "vervallen", "niet meer nodig"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    # exactly one of these five; who reads one of them knows the kind, or asks `van_zaak`
    melding = models.ForeignKey(Melding, models.CASCADE, **_EEN_VAN_VIJF)
    zaak = models.ForeignKey(Zaak, models.CASCADE, **_EEN_VAN_VIJF)
    koppeling = models.ForeignKey(Koppeling, models.CASCADE, **_EEN_VAN_VIJF)
    maatje = models.ForeignKey(Maatje, models.CASCADE, **_EEN_VAN_VIJF)
    doorverwijzing = models.ForeignKey(Doorverwijzing, models.CASCADE, **_EEN_VAN_VIJF)
    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    telling = models.CharField("telling", max_length=12, choices=Telling.choices)
    regelversie = models.PositiveSmallIntegerField("versie van de regels")
    # by which rule it counts; empty is that of `opvolging.klokkensoorten`
    regel = models.ForeignKey("opvolging.Regelversie", models.PROTECT, null=True, blank=True)
    # whom it reminds when; empty is the ladder of `opvolging.klokkensoorten`
    ladder = models.ForeignKey("opvolging.Ladderversie", models.PROTECT, null=True, blank=True)
    # of one that counts hours; the others go by the calendar and count elapsed time
    aantal_uren_streef = models.PositiveSmallIntegerField(
        "uren tot het streefmoment", null=True, blank=True
    )
    aantal_uren_grens = models.PositiveSmallIntegerField("uren tot de grens", null=True, blank=True)
    gestart_op = models.DateTimeField("gestart op")
    streef_op = models.DateTimeField("streefmoment")
    grens_op = models.DateTimeField("grens")
    # with what calendar they were counted; stopping counts with the same
    kalender = models.JSONField("kalender", null=True, blank=True, editable=False)
    uitleg = models.TextField("uitleg")  # how target and limit were counted, in a sentence

    stil_tot = models.DateTimeField("staat stil tot", null=True, blank=True)  # of the last pause

    gestopt_op = models.DateTimeField("gestopt op", null=True, blank=True)
    stopreden = models.CharField(max_length=12, choices=Stopreden.choices, blank=True)
    # frozen when the clock stops, in minutes: its own counting, working-day hours, elapsed time;
    # a begun minute counts as one
    aantal_minuten = models.PositiveIntegerField("minuten", null=True, blank=True)
    aantal_minuten_werkdag = models.PositiveIntegerField("werkdagminuten", null=True, blank=True)
    aantal_minuten_klok = models.PositiveIntegerField("klokminuten", null=True, blank=True)
    # what its own counting left out because of pauses; the elapsed time leaves nothing out
    aantal_minuten_pauze = models.PositiveIntegerField("minuten pauze", default=0, db_default=0)

    # the outcome by the moments that were promised; empty while it runs
    is_op_tijd = models.GeneratedField(
        verbose_name="op tijd",
        expression=models.ExpressionWrapper(
            models.Q(gestopt_op__lte=models.F("grens_op")), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(null=True),
        db_persist=True,
    )
    aantal_minuten_te_laat = models.GeneratedField(
        verbose_name="minuten te laat",
        expression=models.Case(
            models.When(gestopt_op__lte=models.F("grens_op"), then=0),
            models.When(gestopt_op__gt=models.F("grens_op"), then=_begonnen_te_laat()),
        ),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )

    objects = TermijnQuerySet.as_manager()

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        constraints = [
            models.UniqueConstraint(
                fields=["melding"],
                name="termijn_een_eerste_contact",
                condition=models.Q(soort="eerste_contact"),
            ),
            # again and again, but never two at once
            models.UniqueConstraint(
                fields=["melding", "soort"],
                name="termijn_een_lopende_per_soort",
                condition=models.Q(gestopt_op__isnull=True),
            ),
            *(
                models.UniqueConstraint(
                    fields=[naam, "soort"],
                    name=f"termijn_een_lopende_{naam}",
                    condition=models.Q(gestopt_op__isnull=True, **{f"{naam}__isnull": False}),
                )
                for naam in ("zaak", "koppeling", "maatje", "doorverwijzing")
            ),
            models.CheckConstraint(
                condition=reduce(or_, map(_alleen, _ONDERWERPEN)), name="termijn_van_een_onderwerp"
            ),
            models.CheckConstraint(
                condition=models.Q(aantal_uren_streef__isnull=True, aantal_uren_grens__isnull=True)
                | models.Q(aantal_uren_streef__isnull=False, aantal_uren_grens__isnull=False),
                name="termijn_in_uren_of_niet",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    gestopt_op__isnull=True,
                    stopreden="",
                    aantal_minuten__isnull=True,
                    aantal_minuten_werkdag__isnull=True,
                    aantal_minuten_klok__isnull=True,
                )
                | models.Q(
                    gestopt_op__isnull=False,
                    aantal_minuten__isnull=False,
                    aantal_minuten_werkdag__isnull=False,
                    aantal_minuten_klok__isnull=False,
                )
                & ~models.Q(stopreden=""),
                name="termijn_uitslag_bij_stoppen",
            ),
        ]
        indexes = [
            # werkvoorraad: who waits for contact in a gemeente, least time left first
            models.Index(
                fields=["gemeente", "grens_op"],
                name="termijn_lopend_contact",
                condition=models.Q(gestopt_op__isnull=True, soort__in=OM_CONTACT),
            ),
            # werkvoorraad, "ook te doen", and the weekly figures: running clocks of other kinds
            models.Index(
                fields=["gemeente", "soort", "streef_op"],
                name="termijn_lopend_overig",
                condition=models.Q(gestopt_op__isnull=True) & ~models.Q(soort__in=OM_CONTACT),
            ),
        ]

    def __str__(self) -> str:
        return f"termijn {self.pk}"

    @property
    def van_zaak(self) -> Zaak | None:
        """The zaak it belongs to, if any; without a query when that was fetched along."""
        if self.melding:
            return zaak_van(self.melding)
        if self.doorverwijzing:
            return self.doorverwijzing.zaak
        return self.koppeling.deelnemer.zaak if self.koppeling else self.zaak


class Pauze(models.Model):
    """A stretch in which one clock stands still, by decision of a person.

    Of the clock and not of the zaak: a melding that changes zaak takes its deadline along. Why in
    more words stands in the history of the zaak; here is nothing about a person.
    """

    class Reden(models.TextChoices):
        WEG = "weg", "deze persoon is een tijd weg"
        LATER = "later", "deze persoon wil later contact"
        NAVRAAG = "navraag", "wij wachten op een antwoord dat nodig is om te bellen"
        ANDERS = "anders", "er is een andere reden"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    termijn = models.ForeignKey(Termijn, models.CASCADE, related_name="pauzes")
    van = models.DateTimeField("van")
    tot = models.DateTimeField(
        "tot"
    )  # planned at its start, moved when somebody resumes; a clock can stop before it
    reden = models.CharField("reden", max_length=10, choices=Reden.choices)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "pauze"
        verbose_name_plural = "pauzes"
        ordering = ["van", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tot__gte=models.F("van")), name="pauze_eindigt_na_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"pauze {self.pk}"
