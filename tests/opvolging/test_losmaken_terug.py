"""A melding that was taken out by mistake goes back: every clock is as if it had never left."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from opvolging import heropenen, klokken, losmaken, samenvoegen, splitsen, triage
from opvolging.models import Relatie, Samenvoeging, Termijn, Zaak
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU
from tests.draden import iemand_wacht, wie_lukt
from tests.opvolging.samenloop import UUR, alles, spreek, zaak_van_een_melder
from tests.opvolging.test_samenvoegen_ongedaan import DADEN

pytestmark = pytest.mark.django_db

LATER = NU + 30 * UUR
HOE = {
    "los": lambda zaak, melding, door: losmaken.maak_los(melding, zaak=zaak, door=door, nu=LATER),
    "gesplitst": lambda zaak, melding, door: splitsen.splits_met(
        zaak, melding, relatie=Relatie.PARTNER, door=door, nu=LATER
    ),
}


def _zegt_niet_opgelost(zaak, nu):
    """A melder whose work was done says that it was not solved."""
    melding = zaak.zaakmeldingen.latest("melding").melding
    if Termijn.objects.van(melding).om_contact().lopend().exists():
        raise Geweigerd("eerst contact")
    zaak.zaakmeldingen.filter(melding=melding).update(afgerond_op=nu)
    heropenen.na_melder(Zaak.objects.get(pk=zaak.pk), melding, nu=nu)


ALLE = {**DADEN, "niet opgelost": _zegt_niet_opgelost}
REEKS = st.lists(st.sampled_from(sorted(ALLE)), max_size=5)


def _doe(zaak, reeks, vanaf):
    for nummer, wat in enumerate(reeks):
        try:
            with transaction.atomic():
                ALLE[wat](Zaak.objects.get(pk=zaak.pk), vanaf + nummer * UUR)
        except Geweigerd:
            continue


def _komt(stand) -> list[tuple[object, ...]]:
    """Every reminder: whether it comes, and when and to whom. Of one that does not that is all."""
    rijen = stand["herinneringen"]
    return [rij if rij[2] == "gepland" else rij[:3] for rij in rijen]


def _lopend() -> set[tuple[object, ...]]:
    """Which clocks run, of which melding in which zaak, until when."""
    velden = ("pk", "melding__zaakmelding__zaak", "streef_op", "grens_op", "stil_tot")
    return set(Termijn.objects.lopend().values_list(*velden))


def _samen(jo, eerder, samen, *, is_zaak):
    """A zaak with a second melding, and what was done before and after that joined."""
    zaak = zaak_van_een_melder(jo)
    _doe(zaak, eerder, NU + UUR)
    if is_zaak:  # it came along with a zaak that was joined
        andere = zaak_van_een_melder(jo)
        melding = andere.zaakmeldingen.get().melding
        in_zaak = Zaak.objects.get(pk=zaak.pk)
        samenvoegen.voeg_samen(andere, in_zaak=in_zaak, door=jo, nu=NU + 8 * UUR)
    else:
        melding = bouwers.melding_met_code(ontvangen_op=NU)
        klokken.start_alle(melding, nu=NU)
        triage.voeg_toe(melding, zaak=zaak, door=jo, nu=NU + 8 * UUR)
    _doe(zaak, samen, NU + 9 * UUR)
    return zaak, melding


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(eerder=REEKS, samen=REEKS, hoe=st.sampled_from(sorted(HOE)), is_zaak=st.booleans())
def test_whatever_was_done_before_it_left_all_is_as_it_was(eerder, samen, hoe, is_zaak):
    with transaction.atomic():
        jo = bouwers.gebruiker()
        zaak, melding = _samen(jo, eerder, samen, is_zaak=is_zaak)
        voor = alles()
        HOE[hoe](Zaak.objects.get(pk=zaak.pk), melding, jo)
        los = _lopend()
        triage.voeg_toe(melding, zaak=zaak, door=jo, nu=LATER + UUR)
        na = alles()
        assert na["zaken"][:-1] == voor["zaken"]
        for wat in ("klokken", "meldingen", "contacten", "informatie", "pauzes"):
            assert na[wat] == voor[wat], wat
        assert _komt(na) == _komt(voor)
        # and that it went back can be undone too
        terug = Samenvoeging.objects.geldend().latest("pk")
        samenvoegen.maak_ongedaan(terug, door=jo, nu=LATER + 2 * UUR)
        assert _lopend() == los
        transaction.set_rollback(True)


# A pause meanwhile counts for what stands in the zaak, and for what comes back only from then on.
PAUZES = {"stilzetten", "hervatten"}
ERVOOR = st.lists(st.sampled_from(sorted(ALLE.keys() - PAUZES)), max_size=4)
TUSSEN = st.lists(st.sampled_from(sorted(DADEN.keys() - PAUZES)), max_size=4)
VELDEN = ("soort", "gestart_op", "streef_op", "grens_op", "gestopt_op", "stopreden")
TELT = ("aantal_minuten", "aantal_minuten_werkdag", "aantal_minuten_klok", "stil_tot")


def _klokken_na(samen, tussen, *, gaat_weg):
    """How all clocks stand, when the second melding was away meanwhile and when it stayed."""
    with transaction.atomic():
        jo = bouwers.gebruiker()
        zaak, melding = _samen(jo, [], samen, is_zaak=False)
        if gaat_weg:
            HOE["los"](Zaak.objects.get(pk=zaak.pk), melding, jo)
        _doe(zaak, tussen, LATER + UUR)
        if gaat_weg:
            terug = LATER + 20 * UUR
            triage.voeg_toe(melding, zaak=Zaak.objects.get(pk=zaak.pk), door=jo, nu=terug)
        klokken_ = Termijn.objects.van(zaak).order_by("pk")
        stand = list(klokken_.values_list(*VELDEN, *TELT))
        transaction.set_rollback(True)
    return stand


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(samen=["spreken", "niet opgelost"], tussen=["spreken"])
@given(samen=ERVOOR, tussen=TUSSEN)
def test_what_was_done_with_this_person_meanwhile_counts_as_if_it_had_stayed(samen, tussen):
    weg, gebleven = (_klokken_na(samen, tussen, gaat_weg=weg) for weg in (True, False))
    assert weg == gebleven


def test_when_the_first_zaak_was_joined_meanwhile_the_melding_goes_where_that_goes_on():
    jo = bouwers.gebruiker()
    zaak, melding = _samen(jo, ["spreken"], [], is_zaak=False)
    nieuwe = HOE["gesplitst"](Zaak.objects.get(pk=zaak.pk), melding, jo)
    blijft = zaak_van_een_melder(jo)
    eerste = Zaak.objects.get(pk=zaak.pk)
    samenvoegen.voeg_samen(eerste, in_zaak=blijft, door=jo, nu=LATER + UUR)
    triage.voeg_toe(melding, zaak=eerste, door=jo, nu=LATER + 2 * UUR)
    assert melding.zaakmelding.__class__.objects.get(melding=melding).zaak == blijft
    assert Zaak.objects.get(pk=nieuwe.pk).uitkomst == "dubbel"


@pytest.mark.django_db(transaction=True)
def test_putting_it_back_waits_for_who_just_speaks_with_the_person_and_then_refuses():
    jo = bouwers.gebruiker()
    zaak, melding = _samen(jo, [], [], is_zaak=False)
    nieuwe = losmaken.maak_los(melding, zaak=zaak, door=jo, nu=LATER)
    terug = LATER + 2 * UUR
    with ThreadPoolExecutor(1) as draad, transaction.atomic():
        spreek(nieuwe, LATER + UUR)
        lukt = draad.submit(
            wie_lukt, lambda: triage.voeg_toe(melding, zaak=zaak, door=jo, nu=terug)
        )
        while not (iemand_wacht() or lukt.done()):
            pass
    assert lukt.result() == [False]
    klok = Termijn.objects.van(nieuwe).eerste_contact().get()
    assert klok.stopreden == Termijn.Stopreden.CONTACT
