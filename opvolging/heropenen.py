"""Letting the work on a closed zaak go on, under a clock of its own; the old one keeps its outcome.

Whoever reopens, each melder goes on reading the own course only: who did not say that it is not
solved keeps reading "afgerond".
"""

from datetime import datetime

from django.db import transaction

from meldingen.models import Melding
from opvolging import bijstellen, informeren, klokken
from opvolging.models import Gebeurtenis, Termijn, Zaak
from opvolging.verloop import houd_vast, is_laatste, schrijf_bij, verander_status
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import werkt_hier

# Nothing more to do for this person under this number: the team reads it, the work stays closed.
BLIJFT_DICHT = frozenset({Zaak.Uitkomst.OVERLEDEN, Zaak.Uitkomst.GEEN_MELDING})


@transaction.atomic
def heropen(zaak: Zaak, *, reden: str, door: Gebruiker, nu: datetime) -> None:
    """Let the team go on with a closed zaak, for `reden`; sent twice, once.

    One clock runs, of the newest melding: nobody is waited for twice. Who has it keeps it, unless
    that colleague works here no more; then it is of `door`. No melder hears of it. Raises Geweigerd
    without a reason, or when it is open already.
    """
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom u deze zaak weer opent.")
    zaak, soort = houd_vast(zaak), Gebeurtenis.Soort.HEROPEND
    if zaak.status != Zaak.Status.AFGESLOTEN:
        if is_laatste(zaak, soort, reden):
            return
        raise Geweigerd("Deze zaak is al open. Ververs de pagina om te zien wat er is gebeurd.")
    if hoort_bij := zaak.samenvoegingen.geldend().first():
        raise Geweigerd(
            f"Deze zaak hoort nu bij zaak {hoort_bij.in_zaak_id}. Ga daar verder, of maak het "
            "samenvoegen ongedaan."
        )
    weer_open = {"uitkomst": "", "afgesloten_op": None}
    naar = _waar_het_was(zaak)
    verander_status(zaak, naar, soort, samen_met=weer_open, door=door, nu=nu, tekst=reden)
    if not werkt_hier(zaak.behandelaar, zaak.gemeente_id):
        zaak.behandelaar = door
        zaak.save(update_fields=["behandelaar"])
        tekst = f"Aan {door.naam}."
        soort, feiten = Gebeurtenis.Soort.OVERGEDRAGEN, {"behandelaar": door.pk}
        schrijf_bij(zaak, soort, door=door, nu=nu, tekst=tekst, feiten=feiten)
    van_zaak = Melding.objects.filter(zaakmelding__zaak=zaak)
    _start_klok(zaak, van_zaak.latest("ontvangen_op", "pk"), nu)


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
    vervallen = Termijn.Stopreden.VERVALLEN
    klokken.stop(zaak, reden=vervallen, nu=nu, alleen=[Termijn.Soort.LATER])
    informeren.laat_weer_gelden(zaak, nu=nu)
    if werkt_hier(zaak.behandelaar, zaak.gemeente_id):
        bijstellen.heradresseer(melding, aan=zaak.behandelaar)
