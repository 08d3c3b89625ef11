"""Each melder reads and hears the course of the own melding, whatever others do."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meldingen.volgcode import volgcode
from opvolging import aanvullingen, losmaken, triage, volgen
from opvolging.afsluiten import sluit_af
from opvolging.contact import leg_vast
from opvolging.models import Aanvulling, Contact, Termijn, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU

UUR = timedelta(hours=1)
DAG = timedelta(days=1)


def _melding(naam: str, **velden):
    melding = bouwers.melding_met_code(terugkoppeling="email", **velden)
    bouwers.melder(melding=melding, email=f"{naam}@voorbeeld.test")
    bouwers.termijn(melding=melding)
    return melding


def _stand(melding, nu=NU + DAG) -> volgen.Volgstand:
    gevonden = volgen.zoek(volgcode(melding.sleutel), nu=nu)
    assert gevonden
    return volgen.stand(gevonden)


def _post(naam: str) -> list[str]:
    van = Bericht.objects.order_by("pk")
    return [bericht.soort for bericht in van if bericht.aan == f"{naam}@voorbeeld.test"]


@pytest.fixture
def jo(db):
    return bouwers.gebruiker()


@pytest.fixture
def samen(jo):
    """A zaak of monday to which a melding of wednesday was joined on thursday."""
    anna = _melding("anna")
    zaak = triage.pak_op(anna, door=jo, nu=NU)
    bert = _melding("bert", ontvangen_op=NU + 2 * DAG)
    triage.voeg_toe(bert, zaak=zaak, door=jo, nu=NU + 3 * DAG)
    return anna, bert, zaak


def _sluit(zaak, jo, nu):
    sluit_af(Zaak.objects.get(pk=zaak.pk), uitkomst=Zaak.Uitkomst.VERHUISD, door=jo, nu=nu)


def _niet_opgelost(melding, nu):
    volgen.meld_niet_opgelost(melding, tekst="Nog steeds.", sleutel=uuid4(), nu=nu)


def test_what_was_joined_later_is_opgepakt_since_it_was_joined(samen):
    anna, bert, _ = samen
    assert _stand(anna).opgepakt_op == NU
    assert _stand(bert).opgepakt_op == NU + 3 * DAG


def test_after_a_split_both_go_on_reading_their_own_day(samen, jo):
    anna, bert, zaak = samen
    losmaken.maak_los(bert, zaak=zaak, door=jo, nu=NU + 4 * DAG)
    assert _stand(anna).opgepakt_op == NU
    assert _stand(bert).opgepakt_op == NU + 3 * DAG


def test_not_solved_of_one_moves_only_what_that_one_reads_and_hears(samen, jo):
    anna, bert, zaak = samen
    _sluit(zaak, jo, NU + 4 * DAG)
    voor = _stand(bert)
    _niet_opgelost(anna, NU + 5 * DAG)
    assert _stand(anna).stand == volgen.OPGEPAKT
    assert _stand(bert) == voor
    _sluit(zaak, jo, NU + 6 * DAG)
    assert _stand(anna).afgerond_op == NU + 6 * DAG
    assert _stand(bert) == voor
    assert _post("anna") == ["opgepakt", "afgerond", "afgerond"]
    assert _post("bert") == ["opgepakt", "afgerond"]


def test_who_says_so_while_the_work_goes_on_for_another_gets_a_round_of_the_own(samen, jo):
    anna, bert, zaak = samen
    _sluit(zaak, jo, NU + 4 * DAG)
    _niet_opgelost(anna, NU + 5 * DAG)
    _niet_opgelost(bert, NU + 6 * DAG)
    assert _stand(bert).stand == volgen.OPGEPAKT
    lopend = Termijn.objects.lopend().filter(soort="heropend").order_by("gestart_op")
    assert [klok.melding for klok in lopend] == [anna, bert]
    assert list(zaak.gebeurtenissen.values_list("soort", flat=True))[-2:] == [
        "niet_opgelost",
        "heropend",
    ]
    assert Zaak.objects.get(pk=zaak.pk).status == Zaak.Status.OPGEPAKT


@pytest.mark.parametrize("uitkomst", ["overleden", "advies"])
def test_the_page_after_not_solved_tells_not_whether_the_work_stays_closed(jo, uitkomst):
    anna = _melding("anna")
    einde = {"status": "afgesloten", "uitkomst": uitkomst, "afgesloten_op": NU}
    bouwers.zaak(meldingen=[anna], behandelaar=jo, **einde)
    _niet_opgelost(anna, NU + UUR)
    assert _stand(anna).stand == volgen.OPGEPAKT


def test_where_the_work_stays_closed_it_is_afgerond_again_once_somebody_read_it(jo):
    anna = _melding("anna")
    einde = {"status": "afgesloten", "uitkomst": "overleden", "afgesloten_op": NU}
    bouwers.zaak(meldingen=[anna], behandelaar=jo, **einde)
    _niet_opgelost(anna, NU + UUR)
    laatste = Aanvulling.objects.get().pk
    for _ in range(2):
        aanvullingen.lees(anna, tot=laatste, door=jo, nu=NU + 2 * UUR)
    assert _stand(anna).afgerond_op == NU + 2 * UUR
    assert _post("anna") == []


def test_a_zaak_that_was_closed_by_hand_as_dubbel_goes_on_when_it_is_not_solved(jo):
    anna = _melding("anna")
    einde = {"status": "afgesloten", "uitkomst": "dubbel", "afgesloten_op": NU}
    zaak = bouwers.zaak(meldingen=[anna], behandelaar=jo, **einde)
    _niet_opgelost(anna, NU + UUR)
    zaak.refresh_from_db()
    assert zaak.status == Zaak.Status.OPGEPAKT


def test_who_joined_after_an_earlier_end_cannot_look_back_on_that(samen, jo):
    anna, _, zaak = samen
    _sluit(zaak, jo, NU + 4 * DAG)
    _niet_opgelost(anna, NU + 5 * DAG)
    cato = _melding("cato", ontvangen_op=NU + 5 * DAG)
    triage.voeg_toe(cato, zaak=zaak, door=jo, nu=NU + 6 * DAG)
    volgen.kijk_terug(cato, cijfer=1, tekst="", nu=NU + 6 * DAG)
    assert not hasattr(cato, "tevredenheid")


# What one melder does, and the team about that one or about the zaak.
def _schrijf(wat):
    return lambda m, zaak, jo, nu: wat(m, tekst="Iets.", sleutel=uuid4(), nu=nu)


def _spreek(melding, zaak, jo, nu):
    wijze = Contact.Wijze.TELEFOON
    leg_vast(zaak, wijze=wijze, is_bereikt=False, door=jo, nu=nu)


DADEN = {
    "aanvullen": _schrijf(volgen.vul_aan),
    "intrekken": _schrijf(volgen.trek_in),
    "niet opgelost": _schrijf(volgen.meld_niet_opgelost),
    "terugkijken": lambda m, zaak, jo, nu: volgen.kijk_terug(m, cijfer=3, tekst="", nu=nu),
    "lezen": lambda m, zaak, jo, nu: aanvullingen.lees(m, tot=10**9, door=jo, nu=nu),
    "proberen": _spreek,
    "losmaken": lambda m, zaak, jo, nu: losmaken.maak_los(m, zaak=zaak, door=jo, nu=nu),
    "sluiten": lambda m, zaak, jo, nu: _sluit(zaak, jo, nu),
}


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(reeks=st.lists(st.sampled_from(sorted(DADEN)), min_size=1, max_size=9))
def test_whatever_one_melder_does_and_the_team_about_that_one_the_other_notices_nothing(reeks):
    naam = uuid4().hex
    jo = bouwers.gebruiker()
    anna, bert = _melding(f"a{naam}"), _melding(f"b{naam}")
    zaak = triage.pak_op(anna, door=jo, nu=NU)
    triage.voeg_toe(bert, zaak=zaak, door=jo, nu=NU)
    eigen, post, nu = _stand(bert), _post(f"b{naam}"), NU
    for wat in reeks:
        nu += UUR
        voor_het_eerst = wat == "sluiten" and _stand(bert).stand == volgen.OPGEPAKT
        try:
            DADEN[wat](anna, Zaak.objects.get(pk=zaak.pk), jo, nu)
        except Geweigerd:
            continue
        if voor_het_eerst:
            assert _stand(bert).afgerond_op == nu
            eigen, post = _stand(bert), [*post, "afgerond"]
        assert (_stand(bert), _post(f"b{naam}")) == (eigen, post)
