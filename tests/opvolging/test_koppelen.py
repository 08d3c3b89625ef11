"""From candidate to koppeling: who may, who is told, what is written and mailed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection

from opvolging import koppelen
from opvolging.afsluiten import sluit_af
from opvolging.maatjebeeld import maatjestand
from opvolging.models import Deelnemer, Gebeurtenis, Koppeling, Maatje, Zaak
from opvolging.triage import draag_over
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht, Gebruiker
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.bouwers import NU

S = Koppeling.Status


def stel_voor(deelnemer, maatje, nu=NU):
    return koppelen.stel_voor(deelnemer, maatje, door=deelnemer.zaak.behandelaar, nu=nu)


def verstuurd(nu=NU):
    """The mails that leave at `nu`."""
    post.verstuur(nu=nu)
    return mail.outbox


def soorten(koppeling):
    return [g.soort for g in koppeling.deelnemer.zaak.gebeurtenissen.all()]


@pytest.mark.django_db
class TestKandidaten:
    def test_the_best_maatje_comes_first_and_the_rest_is_explained(self):
        deelnemer = bouwers.deelnemer(buurt=bouwers.buurt())
        schaakt = bouwers.maatje(interesses=["schaken", "wandelen"], buurt=bouwers.buurt())
        wandelt = bouwers.maatje(buurt=bouwers.buurt())
        zonder_vog = bouwers.maatje(vog_geldig_tot=None)
        bouwers.maatje(inzet=Maatje.Inzet.GESTOPT)
        bouwers.maatje(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
        alle = koppelen.kandidaten(deelnemer, nu=NU)
        assert [k.maatje for k in alle.passend] == [schaakt, wandelt]
        assert [k.maatje for k in alle.afgevallen] == [zonder_vog]
        assert "Allebei houden ze van schaken en wandelen." in alle.passend[0].oordeel.voor
        assert alle.afgevallen[0].oordeel.tegen == ("Er is nog geen VOG.",)
        assert alle.vraag_aan is None

    @pytest.mark.parametrize("velden", [{"is_active": False}, {"rol": Rol.GEMEENTE}])
    def test_who_cannot_log_in_as_maatje_any_more_is_no_candidate(self, velden):
        deelnemer, maatje = bouwers.deelnemer(), bouwers.maatje()
        Gebruiker.objects.filter(maatje=maatje).update(**velden)
        alle = koppelen.kandidaten(deelnemer, nu=NU)
        assert (alle.passend, alle.afgevallen) == ([], [])
        with pytest.raises(Geweigerd, match="niet meer in de lijst"):
            stel_voor(deelnemer, maatje)

    def test_places_and_waiting_days_come_from_the_koppelingen(self):
        bezet = bouwers.maatje(aantal_plaatsen=2)
        bouwers.koppeling(maatje=bezet, status=S.ACTIEF)
        bouwers.koppeling(maatje=bezet)
        vrij = bouwers.maatje()
        bouwers.koppeling(maatje=vrij, status=S.BEEINDIGD, geeindigd_op=NU - timedelta(days=7))
        alle = koppelen.kandidaten(bouwers.deelnemer(), nu=NU)
        assert [k.maatje for k in alle.passend] == [vrij]
        assert "Dit maatje wacht al 7 dagen op iemand." in alle.passend[0].oordeel.voor
        assert "2 van 2 bezet, 1 open voorstel" in alle.afgevallen[0].oordeel.tegen[0]

    def test_no_click_and_family_are_remembered(self):
        deelnemer = bouwers.deelnemer(niet_met=[familie := bouwers.maatje()])
        eerder = bouwers.koppeling(
            deelnemer=deelnemer, status=S.BEEINDIGD, eindreden=Koppeling.Eindreden.GEEN_KLIK
        )
        zei_nee = bouwers.koppeling(deelnemer=deelnemer, status=S.AFGESLAGEN).maatje
        alle = koppelen.kandidaten(deelnemer, nu=NU)
        assert {k.maatje for k in alle.afgevallen} == {familie, eerder.maatje}
        assert [(k.maatje, k.sloeg_eerder_af) for k in alle.passend] == [(zei_nee, True)]

    def test_the_maatje_whom_a_small_change_asks_is_named(self):
        vol = bouwers.koppeling(status=S.ACTIEF).maatje
        alle = koppelen.kandidaten(bouwers.deelnemer(), nu=NU)
        assert alle.vraag_aan == vol

    @pytest.mark.parametrize("aantal", [1, 12])
    def test_the_number_of_queries_does_not_grow(self, aantal, django_assert_num_queries):
        deelnemer = bouwers.deelnemer(geslacht="vrouw", aard="rustig")
        for _ in range(aantal):
            bouwers.koppeling(maatje=bouwers.maatje(buurt=bouwers.buurt(), aantal_plaatsen=2))
        with django_assert_num_queries(2):
            koppelen.kandidaten(deelnemer, nu=NU)


@pytest.mark.django_db
class TestVoorstel:
    def test_an_offer_stores_the_decision_and_its_rules(self):
        deelnemer, maatje = bouwers.deelnemer(), bouwers.maatje()
        koppeling = stel_voor(deelnemer, maatje)
        koppeling.refresh_from_db()
        assert (koppeling.status, koppeling.plek, koppeling.regelversie) == ("voorgesteld", 1, 1)
        assert 0 < koppeling.punten < 100
        assert koppeling.voorgesteld_op == NU
        regel = deelnemer.zaak.gebeurtenissen.get()
        assert regel.soort == Gebeurtenis.Soort.MAATJE_VOORGESTELD
        assert maatje.naam in regel.tekst
        assert "Allebei houden ze van wandelen." in regel.tekst

    def test_the_second_of_the_list_may_be_chosen_too_and_that_is_remembered(self):
        deelnemer = bouwers.deelnemer()
        bouwers.maatje(interesses=["schaken", "wandelen"])
        assert stel_voor(deelnemer, bouwers.maatje()).plek == 2

    def test_the_mail_says_nothing_about_the_deelnemer(self):
        deelnemer, maatje = bouwers.deelnemer(buurt=bouwers.buurt()), bouwers.maatje()
        stel_voor(deelnemer, maatje)
        bericht = Bericht.objects.get()
        assert bericht.aan == maatje.gebruiker.email
        mail = post.stel_op(bericht)
        assert mail.subject == "Er wacht een vraag op u"
        assert "/mijn/" in mail.body
        for geheim in ("Bertha", "06 00 00 00 01", "Malberg", "wandelen"):
            assert geheim not in mail.body

    def test_who_does_not_fit_cannot_be_offered_and_the_text_says_why(self):
        maatje = bouwers.maatje(vog_geldig_tot=date(2026, 9, 14))
        with pytest.raises(Geweigerd, match=r"De VOG is verlopen op 14-09-2026\."):
            stel_voor(bouwers.deelnemer(), maatje)

    def test_a_maatje_of_another_gemeente_cannot_be_offered(self):
        elders = bouwers.maatje(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
        with pytest.raises(Geweigerd, match="niet meer in de lijst"):
            stel_voor(bouwers.deelnemer(), elders)

    def test_who_has_somebody_already_gets_nobody_else(self):
        deelnemer = bouwers.koppeling().deelnemer
        zin = r"al een maatje of een open voorstel: Vera Voorbeeld \(voorgesteld\)"
        with pytest.raises(Geweigerd, match=zin):
            stel_voor(deelnemer, bouwers.maatje())

    def test_a_closed_zaak_gets_no_offer(self):
        dicht = bouwers.zaak(status="afgesloten", uitkomst="advies", afgesloten_op=NU)
        with pytest.raises(Geweigerd, match="al afgesloten"):
            stel_voor(bouwers.deelnemer(zaak=dicht), bouwers.maatje())

    def test_who_wants_no_help_now_waits_for_nobody_and_gets_no_offer(self):
        deelnemer, maatje = bouwers.deelnemer(), bouwers.maatje()
        Zaak.objects.update(status=Zaak.Status.CONTACT_GELEGD)
        deelnemer.zaak.refresh_from_db()
        with pytest.raises(Geweigerd, match="Leg dat eerst vast bij Beoordelen"):
            stel_voor(deelnemer, maatje)
        assert not Deelnemer.objects.wachtend().exists()
        stand = maatjestand(deelnemer.zaak, nu=NU)
        assert (stand.kandidaten, stand.wil_nu_niet) == (None, True)

    def test_an_offer_that_is_withdrawn_takes_its_mail_back(self):
        koppeling = stel_voor(bouwers.deelnemer(), bouwers.maatje())
        koppelen.trek_in(koppeling, door=koppeling.voorgesteld_door, nu=NU)
        koppeling.refresh_from_db()
        assert koppeling.status == S.INGETROKKEN
        assert Bericht.objects.get().status == Bericht.Status.INGETROKKEN


@pytest.mark.django_db
class TestAntwoord:
    def test_from_yes_to_start_to_end_each_step_is_written_down(self):
        koppeling = bouwers.koppeling()
        maatje, team = koppeling.maatje.gebruiker, koppeling.voorgesteld_door
        koppelen.accepteer(koppeling, door=maatje, nu=NU)
        koppelen.activeer(koppeling, door=team, nu=NU + timedelta(days=3))
        koppelen.beeindig(
            koppeling,
            eindreden=Koppeling.Eindreden.AFGEROND,
            toelichting="Na een mooi jaar.",
            door=team,
            nu=NU + timedelta(days=365),
        )
        koppeling.refresh_from_db()
        assert koppeling.geantwoord_op == NU
        assert koppeling.gestart_op == NU + timedelta(days=3)
        assert koppeling.toelichting == "Na een mooi jaar."
        assert soorten(koppeling) == ["maatje_ja", "koppeling_gestart", "koppeling_beeindigd"]
        laatste = koppeling.deelnemer.zaak.gebeurtenissen.latest("pk")
        assert laatste.tekst == "Afgerond zoals gepland. Na een mooi jaar."

    def test_a_no_is_free_of_reasons_and_frees_the_deelnemer(self):
        koppeling = bouwers.koppeling()
        koppelen.sla_af(koppeling, door=koppeling.maatje.gebruiker, nu=NU)
        assert soorten(koppeling) == ["maatje_nee"]
        assert stel_voor(koppeling.deelnemer, koppeling.maatje).pk

    @pytest.mark.parametrize("antwoord", [koppelen.accepteer, koppelen.sla_af])
    def test_the_owner_of_the_zaak_hears_that_there_is_an_answer(self, antwoord):
        koppeling = bouwers.koppeling()
        antwoord(koppeling, door=koppeling.maatje.gebruiker, nu=NU)
        zaak = koppeling.deelnemer.zaak
        [brief] = verstuurd()
        assert brief.to == [zaak.behandelaar.email]
        assert f"zaak {zaak.pk}" in brief.body
        assert f"/koppelingen/{koppeling.pk}/" in brief.body
        assert "omdat u deze zaak behandelt." in brief.body
        assert "Vera" not in brief.body

    @pytest.mark.parametrize("velden", [{"is_active": False}, {"rol": Rol.BEHEERDER}])
    def test_when_the_owner_left_the_team_hears_the_answer(self, velden):
        koppeling = bouwers.koppeling()
        Gebruiker.objects.filter(pk=koppeling.voorgesteld_door.pk).update(**velden)
        koppeling = Koppeling.objects.get()
        koppelen.sla_af(koppeling, door=koppeling.maatje.gebruiker, nu=NU)
        [brief] = verstuurd()
        assert brief.to == ["team@voorbeeld.test"]
        assert "omdat u bij het team hoort." in brief.body

    def test_the_answer_goes_to_who_has_the_zaak_when_the_mail_leaves(self):
        koppeling = bouwers.koppeling()
        koppelen.accepteer(koppeling, door=koppeling.maatje.gebruiker, nu=NU)
        jo, zaak = bouwers.gebruiker(), koppeling.deelnemer.zaak
        draag_over(zaak, aan=jo, door=zaak.behandelaar, nu=NU)
        [brief] = verstuurd()
        assert brief.to == [jo.email]

    def test_the_answer_goes_to_who_stands_in_for_who_is_away(self):
        koppeling = bouwers.koppeling()
        jo, behandelaar = bouwers.gebruiker(), koppeling.deelnemer.zaak.behandelaar
        Gebruiker.objects.filter(pk=behandelaar.pk).update(plaatsvervanger=jo)
        bouwers.afwezigheid(gebruiker=behandelaar)
        koppelen.accepteer(koppeling, door=koppeling.maatje.gebruiker, nu=NU)
        [brief] = verstuurd()
        assert brief.to == [jo.email]
        assert "omdat u een collega vervangt." in brief.body

    def test_of_a_koppeling_that_is_not_kept_no_answer_is_mailed(self):
        koppeling = bouwers.koppeling()
        koppelen.accepteer(koppeling, door=koppeling.maatje.gebruiker, nu=NU)
        Koppeling.objects.all().delete()
        assert verstuurd() == []
        assert Bericht.objects.get().status == Bericht.Status.INGETROKKEN

    @pytest.mark.parametrize(
        ("status", "stap"),
        [(S.VOORGESTELD, koppelen.accepteer), (S.GEACCEPTEERD, koppelen.activeer)],
    )
    def test_a_vog_that_ran_out_meanwhile_stops_the_next_step_kindly(self, status, stap):
        koppeling = bouwers.koppeling(status=status)
        Maatje.objects.update(vog_geldig_tot=date(2026, 9, 14))
        with pytest.raises(Geweigerd, match=r"De VOG is verlopen op 14-09-2026\. Bel het"):
            stap(koppeling, door=koppeling.maatje.gebruiker, nu=NU)
        koppeling.refresh_from_db()
        assert koppeling.status == status


@pytest.mark.django_db
class TestAfsluiten:
    def sluit(self, koppeling, uitkomst=Zaak.Uitkomst.MAATJE):
        zaak = koppeling.deelnemer.zaak
        sluit_af(zaak, uitkomst=uitkomst, door=zaak.behandelaar, nu=NU)

    @pytest.mark.parametrize("status", [S.VOORGESTELD, S.GEACCEPTEERD])
    def test_an_open_offer_keeps_the_zaak_open(self, status):
        with pytest.raises(Geweigerd, match="voorstel aan een maatje open"):
            self.sluit(bouwers.koppeling(status=status))

    def test_an_active_koppeling_goes_on_after_closing_with_a_maatje(self):
        koppeling = bouwers.koppeling(status=S.ACTIEF)
        with pytest.raises(Geweigerd, match="heeft nog een maatje"):
            self.sluit(koppeling, Zaak.Uitkomst.ADVIES)
        self.sluit(koppeling)
        koppelen.beeindig(
            koppeling,
            eindreden=Koppeling.Eindreden.AFGEROND,
            door=koppeling.voorgesteld_door,
            nu=NU,
        )
        assert soorten(koppeling) == ["afgesloten", "koppeling_beeindigd"]


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_who_offer_the_last_place_one_wins_and_the_other_is_told():
    maatje = bouwers.maatje(aantal_plaatsen=1)
    deelnemers = [bouwers.deelnemer(), bouwers.deelnemer()]
    tegelijk = threading.Barrier(2)

    def bied_aan(deelnemer):
        try:
            tegelijk.wait(timeout=10)
            return stel_voor(deelnemer, maatje).pk
        except Geweigerd as weigering:
            return str(weigering)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden:
        uitkomst = list(draden.map(bied_aan, deelnemers))
    gelukt = [pk for pk in uitkomst if isinstance(pk, int)]
    verteld = [tekst for tekst in uitkomst if isinstance(tekst, str)]
    assert len(gelukt) == len(verteld) == 1
    assert "Er is geen plaats vrij: 1 van 1 bezet, 1 open voorstel." in verteld[0]
    assert Koppeling.objects.get().pk == gelukt[0]
    assert Bericht.objects.count() == 1
