"""How somebody becomes a maatje, and how a betrokkene becomes a deelnemer."""

from collections.abc import Iterable
from datetime import datetime, time

from django.db import IntegrityError, transaction

from opvolging import informeren, klokken, toestemming
from opvolging.kalender import JAREN, maak_lokaal
from opvolging.models import Deelnemer, Gebeurtenis, Maatje, Termijn, Toestemming, Zaak
from opvolging.verloop import schrijf_bij, verander_status, vergrendel
from signaalpunt import zoekhash
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import Rol

EINDE_VAN_DE_DAG = time(23, 59)
AL_IN_GEBRUIK = "Dit e-mailadres is al in gebruik. Kies een ander adres."


@transaction.atomic
def meld_maatje_aan(maatje: Maatje, *, email: str, nu: datetime) -> bool:
    """Store a new maatje with its account; True when the account is new and wants an invitation.

    An account with the role maatje that has no profile yet is used as it is. Raises Geweigerd when
    the address belongs to somebody else.
    """
    gebruiker = Gebruiker.objects.filter(email=email.lower()).first()
    if gebruiker and not _is_vrij(gebruiker, maatje):
        raise Geweigerd(AL_IN_GEBRUIK)
    try:
        with transaction.atomic():
            maatje.gebruiker = gebruiker or Gebruiker.objects.create_user(
                email, naam=maatje.naam, rol=Rol.MAATJE, gemeente=maatje.gemeente
            )
            maatje.aangemeld_op = nu
            wijzig_maatje(maatje, nu=nu)
    except IntegrityError as fout:  # somebody just used it
        raise Geweigerd(AL_IN_GEBRUIK) from fout
    return gebruiker is None


@transaction.atomic
def wijzig_maatje(maatje: Maatje, *, nu: datetime) -> None:
    """Store what we know of a maatje, and warn before the VOG that counts now expires.

    Of two at once the last counts, for the maatje and for its clock.
    """
    maatje.save()  # holds its row: who saves at the same time waits here
    tot = None if maatje.inzet == Maatje.Inzet.GESTOPT else maatje.vog_geldig_tot
    if tot and tot.year not in JAREN[1:-1]:  # no calendar reaches that far
        tot = None
    grens = maak_lokaal(datetime.combine(tot, EINDE_VAN_DE_DAG)) if tot else None
    soort, reden = Termijn.Soort.VOG, Termijn.Stopreden
    lopend = Termijn.objects.lopend().filter(maatje=maatje, soort=soort).first()
    if lopend and lopend.grens_op == grens:
        return
    klokken.stop(maatje, reden=reden.VERNIEUWD if grens else reden.GESTOPT, nu=nu)
    if grens:
        klokken.start(maatje, soort=soort, datum=grens, nu=nu)


def _is_vrij(gebruiker: Gebruiker, maatje: Maatje) -> bool:
    past = gebruiker.rol == Rol.MAATJE and gebruiker.gemeente_id == maatje.gemeente_id
    return past and not Maatje.objects.filter(gebruiker=gebruiker).exists()


@transaction.atomic
def meld_deelnemer_aan(
    deelnemer: Deelnemer,
    *,
    niet_met: Iterable[Maatje],
    manier: Toestemming.Manier | None = None,
    door: Gebruiker,
    nu: datetime,
) -> None:
    """Store a new deelnemer of a zaak, who said to want a maatje; the zaak is in begeleiding now.

    `manier` is how this person said so, when that does not stand in the register yet. Raises
    Geweigerd when nobody has spoken to this person yet or told what we know, the person did not
    agree, the zaak is closed, or a colleague was first.
    """
    zaak = vergrendel(deelnemer.zaak)
    if zaak.status == Zaak.Status.OPGEPAKT:
        raise Geweigerd("Een maatje zoeken kan pas na een gesprek. Leg eerst het contact vast.")
    if Deelnemer.objects.filter(zaak=zaak).exists():
        raise Geweigerd("Deze persoon is al deelnemer. Ververs de pagina.")
    gegeven = _eis_toestemming(zaak, manier, door=door, nu=nu)
    deelnemer.gemeente = zaak.gemeente
    deelnemer.aangemeld_op = deelnemer.toestemming_op = nu
    deelnemer.save()
    deelnemer.niet_met.set(niet_met)
    _breng_in_begeleiding(zaak, gegeven, door=door, nu=nu)


@transaction.atomic
def wijzig_deelnemer(
    deelnemer: Deelnemer,
    *,
    niet_met: Iterable[Maatje],
    gezien: str = "",
    door: Gebruiker,
    nu: datetime,
) -> None:
    """Store changed wishes.

    Raises Geweigerd when the zaak is closed, or a colleague changed them since they were `gezien`.
    """
    zaak = vergrendel(deelnemer.zaak)
    if gezien and gezien != stand(Deelnemer.objects.get(pk=deelnemer.pk)):
        regels = zaak.gebeurtenissen.filter(soort=Gebeurtenis.Soort.DEELNEMER)
        laatste = regels.select_related("door").last()
        raise Geweigerd(
            f"{laatste.van_wie if laatste else 'Een collega'} paste deze wensen zojuist aan. Er is "
            "niets opgeslagen. Open de wensen in een nieuw tabblad en vergelijk. Klopt wat hier "
            "staat? Bewaar het dan opnieuw."
        )
    deelnemer.save()
    deelnemer.niet_met.set(niet_met)
    soort = Gebeurtenis.Soort.DEELNEMER
    schrijf_bij(zaak, soort, door=door, nu=nu, tekst="De wensen zijn aangepast.")


def stand(deelnemer: Deelnemer) -> str:
    """What somebody saw who opened the wishes, to be sent along with the form; tells nothing."""
    velden = [getattr(deelnemer, veld.attname) for veld in deelnemer._meta.concrete_fields]
    velden.append(sorted(deelnemer.niet_met.values_list("pk", flat=True)))
    return zoekhash.sleutelhash("deelnemer", repr(velden))


def _eis_toestemming(
    zaak: Zaak, manier: Toestemming.Manier | None, *, door: Gebruiker, nu: datetime
) -> Toestemming | None:
    """The yes to a maatje, with which comes begeleiding; raises Geweigerd without."""
    soorten = toestemming.Soort
    if manier is None:
        toestemming.weiger_zonder(zaak, soorten.MAATJE)
        toestemming.weiger_zonder(zaak, soorten.BEGELEIDING)
        return None
    toestemming.geef(zaak, soort=soorten.BEGELEIDING, manier=manier, door=door, nu=nu)
    return toestemming.bevestig(zaak, soorten.MAATJE, manier=manier, door=door, nu=nu)


def _breng_in_begeleiding(
    zaak: Zaak, gegeven: Toestemming | None, *, door: Gebruiker, nu: datetime
) -> None:
    soort, tekst = Gebeurtenis.Soort.DEELNEMER, "Deze persoon wil een maatje."
    if zaak.status == Zaak.Status.IN_BEGELEIDING:
        schrijf_bij(zaak, soort, door=door, nu=nu, tekst=tekst, toestemming=gegeven)
        return
    informeren.weiger_zonder_informatie(zaak)
    verander_status(
        zaak,
        Zaak.Status.IN_BEGELEIDING,
        soort,
        samen_met={"hulpwens": Zaak.Hulpwens.JA},
        door=door,
        nu=nu,
        tekst=tekst,
        toestemming=gegeven,
    )
