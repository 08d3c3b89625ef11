"""Letting the work on a closed zaak go on, under a clock of its own; the old one keeps its outcome.

Whoever reopens, each melder goes on reading the own course only: who did not say that it is not
solved keeps reading "afgerond".
"""

from datetime import datetime

from meldingen.models import Melding
from opvolging import herinneringen, klokken
from opvolging.models import Gebeurtenis, Termijn, Zaak
from opvolging.verloop import schrijf_bij, verander_status
from signaalpunt.rollen import werkt_hier

# Nothing more to do for this person under this number: the team reads it, the work stays closed.
BLIJFT_DICHT = frozenset({Zaak.Uitkomst.OVERLEDEN, Zaak.Uitkomst.GEEN_MELDING})


def na_melder(zaak: Zaak, melding: Melding, *, nu: datetime) -> None:
    """The melder of `melding` says that it is not solved; `zaak` is held by the caller.

    The page of this melder says "opgepakt" again in every case: that the work stays closed would
    tell why. Where the work goes on already, for others, this melder starts a round of the own.
    """
    koppeling = zaak.zaakmeldingen.filter(melding=melding)
    if not koppeling.exclude(afgerond_op=None).update(afgerond_op=None):
        return
    if zaak.uitkomst in BLIJFT_DICHT:
        return
    soort = Gebeurtenis.Soort.HEROPEND
    if zaak.status == Zaak.Status.AFGESLOTEN:
        weer_open = {"uitkomst": "", "afgesloten_op": None}
        verander_status(zaak, _waar_het_was(zaak), soort, samen_met=weer_open, door=None, nu=nu)
    else:
        schrijf_bij(zaak, soort, door=None, nu=nu)
    _start_klok(zaak, melding, nu)


def _waar_het_was(zaak: Zaak) -> Zaak.Status:
    gesproken = zaak.contacten.filter(is_bereikt=True, is_met_melder=False).exists()
    return Zaak.Status.CONTACT_GELEGD if gesproken else Zaak.Status.OPGEPAKT


def _start_klok(zaak: Zaak, melding: Melding, nu: datetime) -> None:
    klokken.start(melding, nu=nu, soort=Termijn.Soort.HEROPEND)
    if werkt_hier(zaak.behandelaar, zaak.gemeente_id):
        herinneringen.heradresseer(melding, aan=zaak.behandelaar)
