"""The mail of the week to the teamleider: numbers only, at the first opening time of the week.

Its key names the gemeente and the ISO week, so it leaves exactly once, however many engines run
and however often they try; after a standstill it leaves late.
"""

import datetime
import json

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone

from opvolging import ontvanger
from opvolging.afwezig import afwezigen
from opvolging.informeren import aantal_dringend
from opvolging.klokstand import duur
from opvolging.models import Termijn
from opvolging.openingstijden import Openingen
from signaalpunt import post
from signaalpunt.models import Bericht, Gemeente

SOORT = "week"
WEEK = datetime.timedelta(days=7)


def leg_klaar(*, nu: datetime.datetime) -> int:
    """Lay ready what is due at `nu` and was not laid before; return for how many gemeenten."""
    gemeenten = Gemeente.objects.select_related("teamleider__plaatsvervanger")
    per_sleutel = {_sleutel(gemeente, nu): gemeente for gemeente in gemeenten}
    al_klaar = set(
        Bericht.objects.filter(sleutel__in=per_sleutel).values_list("sleutel", flat=True)
    )
    aantal = 0
    for sleutel in per_sleutel.keys() - al_klaar:
        if _is_zover(per_sleutel[sleutel], nu):
            _leg_klaar(per_sleutel[sleutel], sleutel, nu)
            aantal += 1
    return aantal


def _sleutel(gemeente: Gemeente, nu: datetime.datetime) -> str:
    jaar, week, _ = timezone.localtime(nu).isocalendar()
    return f"{SOORT}-{gemeente.pk}-{jaar}-{week:02}"


def _is_zover(gemeente: Gemeente, nu: datetime.datetime) -> bool:
    """Whether the week has begun for this gemeente, and it is open now."""
    hier = timezone.localtime(nu)
    maandag = (hier - datetime.timedelta(days=hier.weekday())).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    openingen = Openingen()
    return openingen.vanaf(gemeente, maandag) <= nu and openingen.vanaf(gemeente, nu) == nu


def _leg_klaar(gemeente: Gemeente, sleutel: str, nu: datetime.datetime) -> None:
    naar = ontvanger.leiding(gemeente, afwezig=afwezigen(nu))
    post.leg_klaar(
        gemeente=gemeente,
        soort=SOORT,
        aan=naar.adres,
        gegevens=cijfers(gemeente, nu=nu)
        | {"url": post.adres(gemeente, reverse("werkvoorraad")), "waarom": naar.waarom.label},
        sleutel=sleutel,
        nu=nu,
    )


def schrijf(bericht: Bericht, nu: datetime.datetime) -> post.Inhoud:
    """The same figures, for who leads the team when they leave.

    Raises post.NogNiet when we are closed.
    """
    opent_op = Openingen().vanaf(bericht.gemeente, nu)
    if opent_op > nu:
        raise post.NogNiet(opent_op)
    naar = ontvanger.leiding(bericht.gemeente, afwezig=afwezigen(nu))
    return post.Inhoud(naar.adres, json.loads(bericht.gegevens) | {"waarom": naar.waarom.label})


post.INHOUD[SOORT] = schrijf


def cijfers(gemeente: Gemeente, *, nu: datetime.datetime) -> dict[str, object]:
    """How the work stands at `nu` and what the last seven days brought; counts only."""
    open_ = Q(gestopt_op=None)
    contact = Q(gestopt_op__gt=nu - WEEK, gestopt_op__lte=nu, stopreden=Termijn.Stopreden.CONTACT)
    geteld = (
        Termijn.objects.om_contact()
        .filter(gemeente=gemeente)
        .aggregate(
            open=Count("pk", filter=open_),
            te_laat=Count("pk", filter=open_ & Q(grens_op__lt=nu)),
            van_niemand=Count("pk", filter=open_ & Q(melding__zaakmelding=None)),
            contact=Count("pk", filter=contact),
            op_tijd=Count("pk", filter=contact & Q(is_op_tijd=True)),
            staat_stil=Count("pk", filter=open_ & Q(stil_tot__gt=nu)),
            minuten_stil=Sum("aantal_minuten_pauze", filter=contact),
        )
    )
    deel = round(100 * geteld["op_tijd"] / geteld["contact"]) if geteld["contact"] else None
    mislukt = Bericht.objects.niet_aangekomen().filter(gemeente=gemeente).count()
    te_vertellen = aantal_dringend(gemeente, nu)
    stil = datetime.timedelta(minutes=geteld.pop("minuten_stil") or 0)
    return geteld | {
        "stond_stil": duur(stil) if stil else "",
        "procent_op_tijd": deel,
        "mail_mislukt": mislukt,
        "te_vertellen": te_vertellen,
    }
