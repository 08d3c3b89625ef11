"""Why a step that is due need not be said: something else says it, or said it already."""

import datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from opvolging.bijstellen import OPEN
from opvolging.herinneringspost import INGEHAALD
from opvolging.klokkensoorten import OM_CONTACT
from opvolging.models import Herinnering, Termijn
from opvolging.ontvanger import Ontvanger

EERST = "het team hoort het al van een andere klok"
AL_GEMELD = "er ging al een mail over wat op spam lijkt"


def waarom_niet(nu: datetime.datetime) -> Case:
    """Of the row around this expression: why it need not be said, or nothing."""
    return Case(
        When(Exists(hogere_stap(nu)), Value(INGEHAALD)),
        When(_zegt_een_andere_klok(nu), Value(EERST)),
        default=Value(""),
    )


def _zegt_een_andere_klok(nu: datetime.datetime) -> Q:
    """The team hears one thing about a melding: take it up, and past the limit of contact: call."""
    zelfde = Termijn.objects.lopend().filter(melding=OuterRef("termijn__melding"))
    op_te_pakken = zelfde.filter(soort=Termijn.Soort.OPPAKKEN)
    te_laat = zelfde.om_contact().filter(grens_op__lte=nu)
    om_contact = Q(Exists(op_te_pakken), termijn__soort__in=OM_CONTACT, termijn__grens_op__gt=nu)
    om_op_te_pakken = Q(Exists(te_laat), termijn__soort=Termijn.Soort.OPPAKKEN)
    return Q(ontvanger=Herinnering.Ontvanger.TEAM) & (om_contact | om_op_te_pakken)


def hogere_stap(nu: datetime.datetime) -> "QuerySet[Herinnering]":
    """Of the row around this query: the steps above it of the same clock that are due as well."""
    return Herinnering.objects.filter(
        termijn=OuterRef("termijn"),
        regelversie=OuterRef("regelversie"),
        stap__gt=OuterRef("stap"),
        gepland_op__lte=nu,
        status__in=(*OPEN, Herinnering.Status.VERZONDEN),
    )


def weet_al_van_spam(naar: Ontvanger, gemeente_id: int, *, nu: datetime.datetime) -> bool:
    """Whether a mail to `naar` in this half day spoke of suspicious meldingen and has left."""
    hier = timezone.localtime(nu)
    halve_dag = hier.replace(hour=12 if hier.hour >= 12 else 0, minute=0, second=0, microsecond=0)
    gezegd = Herinnering.objects.filter(
        gemeente=gemeente_id,
        status=Herinnering.Status.VERZONDEN,
        ging_naar=naar.gebruiker,
        afgehandeld_op__gte=halve_dag,
        termijn__melding__is_verdacht=True,
    )
    return gezegd.exclude(bericht__verzamelt_voor=naar.voor).exists()
