"""Saved views of the werkvoorraad: keeping a choice under a name, alone or for the team.

What is kept is the choice and not what it showed: opened again it shows who fits then, to each what
that person may see. "Van mij" in a shared view means whoever looks.
"""

from django.db import IntegrityError, transaction

from opvolging.models import Weergave
from opvolging.voorraadfilter import Filter
from signaalpunt import zoekhash
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import Rol

HOOGSTENS = 12  # of one person, and shared by one team


def weergaven(gebruiker: Gebruiker) -> list[Weergave]:
    """What `gebruiker` can choose, the own ones first; one query."""
    rijen = Weergave.objects.zichtbaar_voor(gebruiker).select_related("eigenaar")
    velden = ("rij", "naam", "vraag", "is_gedeeld", "eigenaar__rij", "eigenaar__naam")
    # by name in Python: in the database names are unreadable
    return sorted(
        rijen.only(*velden),
        key=lambda rij: (rij.eigenaar_id != gebruiker.pk, rij.naam.casefold(), rij.pk),
    )


@transaction.atomic
def bewaar(gekozen: Filter, *, naam: str, is_gedeeld: bool = False, door: Gebruiker) -> Weergave:
    """Keep `gekozen` as `naam`.

    Raises Geweigerd when nothing was chosen, the name is taken or there are too many.
    """
    if not gekozen.gekozen:
        raise Geweigerd("Kies eerst wat u wilt zien op de werkvoorraad. Bewaar het daarna.")
    # one at a time in this gemeente: two who share at once do not become too many
    Gemeente.objects.select_for_update().get(pk=door.gemeente_id)
    _weiger_te_veel(door, is_gedeeld=is_gedeeld)
    try:
        with transaction.atomic():
            return Weergave.objects.create(
                gemeente_id=door.gemeente_id,
                eigenaar=door,
                naam=naam,
                naam_hash=zoekhash.sleutelhash("weergave", naam.strip().casefold()),
                vraag=gekozen.vraag(),
                is_gedeeld=is_gedeeld,
            )
    except IntegrityError:
        raise Geweigerd("U heeft al een keuze met deze naam. Kies een andere naam.") from None


def mag_weg(weergave: Weergave, gebruiker: Gebruiker) -> bool:
    """Whose it is; what is shared also a coördinator, when somebody left."""
    is_eigen = weergave.eigenaar_id == gebruiker.pk
    return is_eigen or (weergave.is_gedeeld and gebruiker.rol == Rol.COORDINATOR)


def gooi_weg(weergave: Weergave, *, door: Gebruiker) -> None:
    """Forget it. Raises Geweigerd when it is of somebody else."""
    if not mag_weg(weergave, door):
        raise Geweigerd("Deze keuze is van een collega. Die kan haar weghalen, of een coördinator.")
    weergave.delete()


def _weiger_te_veel(door: Gebruiker, *, is_gedeeld: bool) -> None:
    alle = Weergave.objects.filter(gemeente=door.gemeente_id)
    if alle.filter(eigenaar=door).count() >= HOOGSTENS:
        raise Geweigerd(f"U heeft al {HOOGSTENS} keuzes bewaard. Haal er eerst een weg.")
    if is_gedeeld and alle.filter(is_gedeeld=True).count() >= HOOGSTENS:
        raise Geweigerd(
            f"Het team heeft al {HOOGSTENS} gedeelde keuzes. Bewaar deze voor uzelf, of haal er "
            "eerst een weg."
        )
