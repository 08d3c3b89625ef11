"""Letting one clock stand still: its row, its deadlines and its reminders; see `pauzeren`.

A pause is known with its end from the start, and the deadlines are counted with it at once: a clock
resumes without anything having to run. Its pauses are left out of the counted hours, never out of
the elapsed ones.
"""

import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from meldingen.models import Melding
from opvolging import bijstellen
from opvolging.klokkensoorten import OM_CONTACT
from opvolging.klokrekening import klok_van, rijen_van_ladder, soort_van, verklaring
from opvolging.ladder import Anker
from opvolging.models import Pauze, Termijn, Zaak
from opvolging.models.termijn import TermijnQuerySet
from signaalpunt.models import Gebruiker


def te_pauzeren(zaak: Zaak) -> TermijnQuerySet:
    """The running clocks of `zaak` that a pause can be about, held until the transaction ends.

    Those wait until somebody can be called; nothing else waits for that.
    """
    lopend = Termijn.objects.om_contact().lopend().filter(melding__zaakmelding__zaak=zaak)
    return lopend.select_related("gemeente").select_for_update(of=("self",)).order_by("pk")


@transaction.atomic
def zet_stil(
    termijn: Termijn,
    *,
    tot: datetime.datetime,
    reden: Pauze.Reden,
    door: Gebruiker,
    nu: datetime.datetime,
) -> None:
    """Let a running clock stand still from `nu` to `tot`: its deadlines and reminders move."""
    Pauze.objects.create(
        gemeente_id=termijn.gemeente_id, termijn=termijn, van=nu, tot=tot, reden=reden, door=door
    )
    herbereken(termijn, stil_tot=tot)


def volg_pauze(melding: Melding, *, zaak: Zaak, door: Gebruiker, nu: datetime.datetime) -> None:
    """Let the clock of a melding that joins `zaak` stand still as long as the others there do."""
    lopend = Termijn.objects.lopend().filter(melding__zaakmelding__zaak=zaak, soort__in=OM_CONTACT)
    van_anderen = Pauze.objects.filter(termijn__in=lopend, tot__gt=nu)
    if pauze := van_anderen.order_by("-tot").first():
        eigen = te_pauzeren(zaak).filter(melding=melding, stil_tot=None, grens_op__gt=nu)
        for termijn in eigen:
            zet_stil(termijn, tot=pauze.tot, reden=Pauze.Reden(pauze.reden), door=door, nu=nu)


@transaction.atomic
def laat_weer_lopen(termijn: Termijn, *, nu: datetime.datetime) -> None:
    """End the pause of a clock that stands still at `nu`, as if that was its end all along."""
    # not before it began, where the clock of the machine was set back since
    termijn.pauzes.filter(tot__gt=nu).update(tot=Greatest(F("van"), nu))
    herbereken(termijn, stil_tot=nu)


def herbereken(termijn: Termijn, *, stil_tot: datetime.datetime | None) -> None:
    """Count again with the pauses as they are now, and plan again what did not leave."""
    termijn.stil_tot = stil_tot
    klok = klok_van(termijn)
    termijn.streef_op, termijn.grens_op = klok.anker(Anker.STREEF), klok.anker(Anker.GRENS)
    redenen = {pauze.van: pauze.get_reden_display() for pauze in termijn.pauzes.all()}
    termijn.uitleg = verklaring(soort_van(termijn), klok, redenen=redenen)
    termijn.save(update_fields=["stil_tot", "streef_op", "grens_op", "uitleg"])
    momenten = {rij.stap: rij.gepland_op for rij in rijen_van_ladder(termijn, klok)}
    bijstellen.herplan(termijn.pk, momenten)
