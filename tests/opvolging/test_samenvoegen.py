"""Joining two zaken about one person: everything of that person goes on in one of them."""

import itertools
from datetime import timedelta
from uuid import uuid4

import pytest

from opvolging import (
    afsluiten,
    heropenen,
    informeren,
    losmaken,
    pauzeren,
    samenvoegen,
    triage,
    volgen,
)
from opvolging.models import (
    Gebeurtenis,
    Herinnering,
    Informatie,
    Pauze,
    Samenvoeging,
    Termijn,
    Zaak,
)
from rapportage.bron import Bron
from rapportage.periode import Periode
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU
from tests.opvolging.samenloop import DAG, UUR, klok, spreek, zaak_van_een_melder

pytestmark = pytest.mark.django_db
Status = Zaak.Status

# Where each thing that hangs on a zaak goes; who adds one decides it here.
GAAT_MEE = {
    *("zaakmeldingen", "contacten", "deelnemer", "informatie", "opgenomen", "termijnen"),
    *("doorverwijzingen", "toestemmingen", "metingen", "notities", "verkenningen"),
    *("behoeften", "verhalen", "afspraken", "gevaarkaarten", "doorgegeven"),
}
BLIJFT = {
    *("gebeurtenissen", "inzages", "inzages_melder", "kijkers", "samenvoegingen"),
    "concepten",  # of a form that is not there any more
}


@pytest.fixture
def jo():
    return bouwers.gebruiker(naam="Jo")


@pytest.fixture
def els():
    return bouwers.gebruiker(naam="Els")


@pytest.fixture
def twee(jo, els):
    """`zaak` of Els, which goes into `in_zaak` of Jo that came in an hour earlier."""
    return zaak_van_een_melder(els, NU + UUR), zaak_van_een_melder(jo)


def voeg_samen(zaak, in_zaak, nu=NU + 5 * UUR):
    gelezen = [Zaak.objects.get(pk=deze.pk) for deze in (zaak, in_zaak)]
    samenvoegen.voeg_samen(gelezen[0], in_zaak=gelezen[1], door=in_zaak.behandelaar, nu=nu)
    for deze in (zaak, in_zaak):
        deze.refresh_from_db()


def test_whatever_hangs_on_a_zaak_was_thought_of():
    namen = {relatie.get_accessor_name() for relatie in Zaak._meta.related_objects}
    assert {naam for naam in namen if naam and naam[-1] != "+"} == GAAT_MEE | BLIJFT


def test_the_meldingen_go_on_in_one_zaak_and_the_other_ends_as_dubbel(twee, jo):
    zaak, in_zaak = twee
    voeg_samen(zaak, in_zaak)
    assert in_zaak.zaakmeldingen.count() == 2
    assert not zaak.zaakmeldingen.exists()
    assert (zaak.status, zaak.uitkomst) == (Status.AFGESLOTEN, Zaak.Uitkomst.DUBBEL)
    assert zaak.samenvoegingen.get().in_zaak == in_zaak
    hier, daar = in_zaak.gebeurtenissen.last(), zaak.gebeurtenissen.last()
    assert {regel.soort for regel in (hier, daar)} == {"samengevoegd"}
    assert {regel.door for regel in (hier, daar)} == {jo}
    assert f"Zaak {zaak.pk} hoort nu hierbij" in hier.tekst
    assert daar.tekst == f"Deze zaak hoort nu bij zaak {in_zaak.pk}."


def test_the_melders_read_and_hear_nothing_of_it(twee):
    zaak, in_zaak = twee
    for deze in twee:
        melding = deze.zaakmeldingen.get().melding
        melding.terugkoppeling = "email"
        melding.save()
        bouwers.melder(melding=melding, email=f"{uuid4().hex}@voorbeeld.test")
    velden = ("melding", "toegevoegd_op", "afgerond_op")
    alle = Zaak.objects.order_by("zaakmeldingen__melding").values_list(
        *(f"zaakmeldingen__{veld}" for veld in velden)
    )
    voor = [rij for rij in alle if rij[0]]
    voeg_samen(zaak, in_zaak)
    assert [rij for rij in alle.all() if rij[0]] == voor
    assert not Bericht.objects.filter(soort="afgerond").exists()


def test_not_solved_of_a_melder_that_moved_reopens_the_zaak_it_moved_to(twee, jo):
    zaak, in_zaak = twee
    melding = zaak.zaakmeldingen.get().melding
    assert melding.zaakmelding.zaak == zaak  # as a request has it that started before
    voeg_samen(zaak, in_zaak)
    afsluiten.sluit_af(in_zaak, uitkomst=Zaak.Uitkomst.VERHUISD, door=jo, nu=NU + 6 * UUR)
    volgen.meld_niet_opgelost(melding, tekst="", sleutel=uuid4(), nu=NU + 7 * UUR)
    for deze in (zaak, in_zaak):
        deze.refresh_from_db()
    assert (zaak.status, in_zaak.status) == (Status.AFGESLOTEN, Status.OPGEPAKT)


@pytest.mark.parametrize("waar", ["zaak", "in_zaak"])
def test_contact_in_one_stops_the_clock_of_the_other_at_that_moment(twee, waar):
    zaak, in_zaak = twee
    klokken_ = [klok(deze) for deze in twee]
    gesproken = NU + 2 * UUR
    spreek(zaak if waar == "zaak" else in_zaak, gesproken)
    voeg_samen(zaak, in_zaak)
    assert in_zaak.status == Status.CONTACT_GELEGD
    for termijn in klokken_:
        termijn.refresh_from_db()
        assert (termijn.gestopt_op, termijn.stopreden) == (gesproken, "contact")
        assert not termijn.herinneringen.filter(status="gepland").exists()
    assert in_zaak.contacten.count() == 1


def test_contact_before_a_melding_came_in_does_not_answer_it(jo, els):
    in_zaak, zaak = zaak_van_een_melder(jo), zaak_van_een_melder(els, NU + DAG)
    spreek(in_zaak, NU + 2 * UUR)
    later = klok(zaak)
    voeg_samen(zaak, in_zaak, NU + 2 * DAG)
    later.refresh_from_db()
    assert later.gestopt_op is None
    assert in_zaak.status == Status.CONTACT_GELEGD


def test_the_coming_reminders_go_to_who_has_the_zaak_that_stays(twee, jo):
    zaak, in_zaak = twee
    later = klok(zaak)
    voeg_samen(zaak, in_zaak)
    van_team = later.herinneringen.filter(ontvanger=Herinnering.Ontvanger.BEHANDELAAR)
    assert set(van_team.values_list("gebruiker", "status")) == {(jo.pk, "gepland")}


@pytest.mark.parametrize("waar", ["zaak", "in_zaak", "beide"])
def test_all_clocks_stand_still_as_long_as_the_longest(twee, waar):
    zaak, in_zaak = twee
    stil = {"zaak": (zaak,), "in_zaak": (in_zaak,), "beide": twee}[waar]
    for dagen, deze in enumerate(stil, start=2):
        pauzeren.pauzeer(
            deze,
            reden=Pauze.Reden.WEG,
            tot_en_met=(NU + dagen * DAG).date(),
            door=deze.behandelaar,
            nu=NU + 2 * UUR,
        )
    langste = max(Pauze.objects.values_list("tot", flat=True))
    voeg_samen(zaak, in_zaak)
    for termijn in Termijn.objects.om_contact():
        assert termijn.stil_tot == langste
        delen = [(pauze.van, pauze.tot) for pauze in termijn.pauzes.all()]
        assert all(tot <= van for (_, tot), (van, _) in itertools.pairwise(delen))
        gepland = termijn.herinneringen.filter(status="gepland").values_list("gepland_op")
        assert min(gepland)[0] >= langste
    pauzeren.hervat(in_zaak, door=in_zaak.behandelaar, nu=NU + 6 * UUR)
    assert set(Termijn.objects.om_contact().values_list("stil_tot", flat=True)) == {NU + 6 * UUR}


def test_a_clock_that_is_late_already_stays_late(jo, els):
    in_zaak, zaak = zaak_van_een_melder(jo), zaak_van_een_melder(els, NU + 9 * DAG)
    laat, nu = klok(in_zaak), NU + 9 * DAG + UUR
    tot_en_met = (nu + 2 * DAG).date()
    pauzeren.pauzeer(zaak, reden=Pauze.Reden.WEG, tot_en_met=tot_en_met, door=els, nu=nu)
    voeg_samen(zaak, in_zaak, nu)
    grens = laat.grens_op
    laat.refresh_from_db()
    assert (laat.stil_tot, laat.grens_op) == (None, grens)


def test_what_the_person_heard_moves_along_and_told_goes_before_asked(twee, els):
    zaak, in_zaak = twee
    informeren.vraag_uitzondering(in_zaak, reden="Nog niet.", door=els, nu=NU + 2 * UUR)
    informeren.vertel(
        zaak, manier=Informatie.Manier.TELEFOON, op=NU + 2 * UUR, door=els, nu=NU + 2 * UUR
    )
    voeg_samen(zaak, in_zaak)
    hier = Informatie.objects.get(zaak=in_zaak)
    assert (hier.manier, hier.op, hier.door, hier.reden) == ("telefoon", NU + 2 * UUR, els, "")
    assert Informatie.objects.get(zaak=zaak).reden == "Nog niet."


@pytest.mark.parametrize("waar", [0, 1])
def test_what_was_told_in_one_needs_not_be_told_again_in_the_other(twee, els, waar):
    informeren.vertel(twee[waar], manier=Informatie.Manier.TELEFOON, door=els, nu=NU + 2 * UUR)
    voeg_samen(*twee)
    plicht = Termijn.objects.filter(soort="informatieplicht").order_by("gestopt_op")
    assert [(deze.gestopt_op, deze.stopreden) for deze in plicht] == [
        (NU + 2 * UUR, "verteld"),
        (NU + 5 * UUR, "verteld"),
    ]


def test_what_was_told_in_neither_must_still_be_told(twee, els):
    informeren.vraag_uitzondering(twee[0], reden="Nog niet.", door=els, nu=NU + 2 * UUR)
    voeg_samen(*twee)
    plicht = Termijn.objects.filter(soort="informatieplicht", gestopt_op=None)
    assert plicht.filter(melding__zaakmelding__zaak=twee[1]).count() == 2


def test_who_looks_for_a_maatje_goes_on_doing_so(jo, els):
    zaak = bouwers.deelnemer(zaak=_in_begeleiding(els)).zaak
    in_zaak = zaak_van_een_melder(jo)
    voeg_samen(zaak, in_zaak)
    assert in_zaak.status == Status.IN_BEGELEIDING
    assert in_zaak.deelnemer.voornaam == "Bertha"
    assert (in_zaak.oordeel, in_zaak.hulpwens) == ("terecht", "ja")
    regels = in_zaak.gebeurtenissen.filter(soort="samengevoegd").values_list("status", flat=True)
    assert list(regels) == [Status.CONTACT_GELEGD, Status.IN_BEGELEIDING]


def test_nobody_comes_into_begeleiding_without_hearing_what_we_know(jo, els):
    zaak = bouwers.deelnemer(zaak=_in_begeleiding(els, is_verteld=False)).zaak
    in_zaak = zaak_van_een_melder(jo)
    with pytest.raises(Geweigerd, match="Vertel deze persoon eerst"):
        voeg_samen(zaak, in_zaak)
    assert zaak.zaakmeldingen.exists()


def _in_begeleiding(door, **velden):
    stand = {"status": Status.IN_BEGELEIDING, "oordeel": "terecht", "hulpwens": "ja"}
    return bouwers.zaak(behandelaar=door, **stand | velden)


def test_two_deelnemers_are_two_people_until_somebody_says_otherwise(jo, els):
    zaken = [bouwers.deelnemer(zaak=_in_begeleiding(door)).zaak for door in (jo, els)]
    with pytest.raises(Geweigerd, match="zoekt iemand een maatje"):
        voeg_samen(*zaken)


def test_advice_to_a_melder_is_no_contact_with_a_person_who_may_be_called(jo, els):
    zaak = zaak_van_een_melder(els, weet_ervan="ja_niet_akkoord")
    in_zaak = zaak_van_een_melder(jo, deur="mijzelf")
    spreek(zaak, NU + 2 * UUR, is_met_melder=True)
    eigen = klok(in_zaak)
    voeg_samen(zaak, in_zaak)
    eigen.refresh_from_db()
    assert (in_zaak.status, eigen.gestopt_op) == (Status.OPGEPAKT, None)


@pytest.mark.parametrize("welke", ["zaak", "in_zaak"])
def test_a_closed_zaak_is_refused_with_what_to_do(twee, jo, welke):
    dicht = dict(zip(("zaak", "in_zaak"), twee, strict=True))[welke]
    afsluiten.sluit_af(dicht, uitkomst=Zaak.Uitkomst.VERHUISD, door=jo, nu=NU + UUR)
    with pytest.raises(Geweigerd, match=f"Zaak {dicht.pk} is al afgesloten.*Open die zaak eerst"):
        voeg_samen(*twee)


def test_a_zaak_does_not_go_into_itself_or_to_another_gemeente(twee):
    elders = bouwers.zaak(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
    with pytest.raises(Geweigerd, match="deze zaak zelf"):
        voeg_samen(twee[0], twee[0])
    with pytest.raises(Geweigerd, match="andere gemeente"):
        voeg_samen(elders, twee[0])


def test_what_was_joined_goes_on_where_it_is_and_is_not_opened_by_itself(twee, jo):
    voeg_samen(*twee)
    with pytest.raises(Geweigerd, match=f"hoort nu bij zaak {twee[1].pk}"):
        heropenen.heropen(twee[0], reden="Toch.", door=jo, nu=NU + 6 * UUR)


def test_the_year_counts_one_person_and_no_melding_less(twee):
    bron = Bron(twee[0].gemeente, Periode(2026))
    voor = sum((aantal for _, aantal in bron.binnenkomst), start=type(bron.binnenkomst[0][1])(0, 0))
    voeg_samen(*twee)
    bron = Bron(twee[0].gemeente, Periode(2026))
    na = sum((aantal for _, aantal in bron.binnenkomst), start=type(voor)(0, 0))
    assert (voor.aantal, voor.mensen) == (2, 2)
    assert (na.aantal, na.mensen) == (2, 1)


def test_a_melding_that_was_taken_out_goes_back_with_its_own_zaak(twee, jo):
    zaak, in_zaak = twee
    voeg_samen(zaak, in_zaak)
    melding = in_zaak.zaakmeldingen.latest("melding").melding
    eigen = _maak_los(melding, in_zaak, jo)
    triage.voeg_toe(melding, zaak=in_zaak, door=jo, nu=NU + 7 * UUR)
    eigen.refresh_from_db()
    assert (eigen.status, eigen.uitkomst) == (Status.AFGESLOTEN, Zaak.Uitkomst.DUBBEL)
    assert in_zaak.zaakmeldingen.filter(melding=melding).exists()
    assert Samenvoeging.objects.geldend().get(zaak=eigen).in_zaak == in_zaak


def test_a_melding_with_which_somebody_went_on_does_not_go_back_by_itself(twee, jo):
    zaak, in_zaak = twee
    voeg_samen(zaak, in_zaak)
    melding = in_zaak.zaakmeldingen.latest("melding").melding
    eigen = _maak_los(melding, in_zaak, jo)
    spreek(eigen, NU + 7 * UUR)
    with pytest.raises(Geweigerd, match="Voeg dan de zaken samen"):
        triage.voeg_toe(melding, zaak=in_zaak, door=jo, nu=NU + 8 * UUR)


def _maak_los(melding, zaak, door):
    return losmaken.maak_los(melding, zaak=zaak, door=door, nu=NU + 6 * UUR)


def test_the_clock_of_what_went_back_stands_as_before_it_was_taken_out(twee, jo):
    zaak, in_zaak = twee
    later = klok(zaak)
    spreek(in_zaak, NU + 2 * UUR)
    voeg_samen(zaak, in_zaak)
    voor = Termijn.objects.filter(pk=later.pk).values().get()
    melding = later.melding
    _maak_los(melding, in_zaak, jo)
    assert Termijn.objects.get(pk=later.pk).gestopt_op is None
    triage.voeg_toe(melding, zaak=in_zaak, door=jo, nu=NU + timedelta(hours=7))
    assert Termijn.objects.filter(pk=later.pk).values().get() == voor


def test_the_history_of_both_decides_what_can_be_true_at_the_end(twee, jo):
    zaak, in_zaak = twee
    bouwers.gebeurtenis(zaak=zaak, soort=Gebeurtenis.Soort.HEROPEND, op=NU + 2 * UUR)
    voeg_samen(zaak, in_zaak)
    assert afsluiten.heropend_op(in_zaak) == NU + 2 * UUR


@pytest.mark.parametrize("heeft_er_een", [True, False])
def test_of_a_clock_on_the_zaak_itself_one_of_each_kind_runs_on(twee, heeft_er_een):
    zaak, in_zaak = twee
    uren = {"soort": "heropend", "aantal_uren_streef": 24, "aantal_uren_grens": 48}
    van_zaak = bouwers.termijn_op(zaak=zaak, **uren)
    hier = bouwers.termijn_op(zaak=in_zaak, **uren) if heeft_er_een else van_zaak
    voeg_samen(zaak, in_zaak)
    assert Termijn.objects.lopend().get(zaak=in_zaak) == hier
    assert not Termijn.objects.lopend().filter(zaak=zaak).exists()
