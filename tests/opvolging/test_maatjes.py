"""The pages of the team on the way to a maatje."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging.models import Deelnemer, Gebeurtenis, Inzage, Koppeling, Maatje, Zaak
from signaalpunt.models import Bericht
from signaalpunt.post import stel_op
from tests import bouwers

pytestmark = pytest.mark.django_db
S = Koppeling.Status
RUIM = date(2999, 1, 1)

MAATJE = {
    "naam": "Toon Test",
    "email": "toon@voorbeeld.test",
    "telefoon": "06 12 34 56 78",
    "inzet": "beschikbaar",
    "vog_geldig_tot": "2999-01-01",
    "training_op": "2025-03-01",
    "overeenkomst_op": "2025-03-08",
    "aantal_plaatsen": "2",
    "max_km": "7.5",
    "vormen": ["thuis"],
    "dagdelen": ["di_middag", "za_ochtend"],
    "talen": ["nl", "de"],
    "interesses": ["schaken"],
    "rookt": "False",
    "heeft_vervoer": "",
}
DEELNEMER = {
    "manier": "gesprek",
    "voornaam": "Bertha",
    "telefoon": "",
    "vormen": ["thuis"],
    "dagdelen": ["di_middag"],
    "talen": ["nl"],
    "interesses": ["wandelen"],
    "eisen": ["niemand_die_rookt"],
}


@pytest.fixture
def team():
    return bouwers.gebruiker()


@pytest.fixture
def client(team):
    client = Client()
    client.force_login(team)
    return client


def adres(naam, **kwargs):
    return reverse(naam, kwargs=kwargs)


def tekst(antwoord):
    return antwoord.content.decode()


class TestMaatjes:
    def test_the_list_names_what_is_missing_and_who_stopped_comes_last(self, client):
        bouwers.maatje(naam="Anna", inzet=Maatje.Inzet.GESTOPT, vog_geldig_tot=RUIM)
        bouwers.maatje(naam="Cor", vog_geldig_tot=None)
        bijna = timezone.localdate() + timedelta(days=30)
        bouwers.koppeling(
            maatje=bouwers.maatje(naam="bea", vog_geldig_tot=bijna, buurt=bouwers.buurt())
        )
        pagina = tekst(client.get(adres("maatjes")))
        assert pagina.index("bea") < pagina.index("Cor") < pagina.index("Anna")
        assert "Er is nog geen VOG." in pagina
        assert "De VOG loopt af op" in pagina
        assert "1 van 1 bezet" in pagina
        assert "Malberg" in pagina

    def test_without_maatjes_the_page_says_what_to_do(self, client):
        assert "Voeg het eerste maatje toe" in tekst(client.get(adres("maatjes")))

    def test_a_new_maatje_is_stored_and_invited(self, client):
        antwoord = client.post(adres("maatje_toevoegen"), MAATJE, follow=True)
        assert "Toon Test staat erbij." in tekst(antwoord)
        maatje = Maatje.objects.get()
        assert (maatje.naam, maatje.max_km, maatje.aantal_plaatsen) == ("Toon Test", 7.5, 2)
        assert maatje.dagdelen == ["di_middag", "za_ochtend"]
        assert (maatje.rookt, maatje.heeft_vervoer) == (False, None)
        bericht = Bericht.objects.get()
        assert (bericht.soort, bericht.aan) == ("uitnodiging", "toon@voorbeeld.test")
        mail = stel_op(bericht).body
        assert timedelta(days=3).total_seconds() == settings.PASSWORD_RESET_TIMEOUT
        assert "De link werkt drie dagen." in mail
        assert f"Bel {maatje.gemeente.telefoon}." in mail

    def test_nothing_typed_is_lost_when_something_is_wrong(self, client):
        fout = MAATJE | {"telefoon": "geen nummer", "eisen": ["alleen_een_man", "alleen_een_vrouw"]}
        antwoord = client.post(adres("maatje_toevoegen"), fout)
        assert antwoord.status_code == 422
        pagina = tekst(antwoord)
        assert "Toon Test" in pagina
        assert "Dit lijkt geen telefoonnummer" in pagina
        assert "niet allebei" in pagina
        assert not Maatje.objects.exists()

    def test_an_address_in_use_is_said_at_the_field(self, client, team):
        antwoord = client.post(adres("maatje_toevoegen"), MAATJE | {"email": team.email})
        assert antwoord.status_code == 422
        assert "al in gebruik" in tekst(antwoord)

    def test_a_maatje_is_changed_without_touching_the_login(self, client):
        maatje = bouwers.maatje()
        pagina = tekst(client.get(adres("maatje_wijzigen", maatje_id=maatje.pk)))
        assert "Vera Voorbeeld" in pagina
        assert 'name="email"' not in pagina
        client.post(adres("maatje_wijzigen", maatje_id=maatje.pk), MAATJE)
        maatje.refresh_from_db()
        assert maatje.naam == "Toon Test"
        assert maatje.gebruiker.email != "toon@voorbeeld.test"

    def test_who_still_has_somebody_does_not_stop_unnoticed(self, client):
        maatje = bouwers.koppeling(status=S.ACTIEF).maatje
        pad = adres("maatje_wijzigen", maatje_id=maatje.pk)
        antwoord = client.post(pad, MAATJE | {"inzet": "gestopt"})
        assert "Beëindig eerst de koppelingen" in tekst(antwoord)

    def test_who_has_nobody_can_stop(self, client):
        maatje = bouwers.maatje()
        client.post(adres("maatje_wijzigen", maatje_id=maatje.pk), MAATJE | {"inzet": "gestopt"})
        maatje.refresh_from_db()
        assert maatje.inzet == Maatje.Inzet.GESTOPT

    @pytest.mark.parametrize("aantal", [1, 12])
    def test_the_number_of_queries_does_not_grow(self, client, aantal, django_assert_num_queries):
        for _ in range(aantal):
            bouwers.koppeling(maatje=bouwers.maatje(buurt=bouwers.buurt()))
        with django_assert_num_queries(3):  # session, gebruiker with gemeente, maatjes
            client.get(adres("maatjes"))


class TestDeelnemer:
    def test_what_the_melding_says_is_a_start(self, client):
        melding = bouwers.melding(
            betrokkene_naam="Bertha Janssen", buurt=bouwers.buurt(), taal="de"
        )
        zaak = bouwers.zaak(meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)
        begin = client.get(adres("zaak_deelnemer", zaak_id=zaak.pk)).context["form"].initial
        assert begin["voornaam"] == "Bertha"
        assert begin["talen"] == ["de"]
        assert begin["buurt"] == melding.buurt_id

    def test_a_form_of_address_is_no_first_name(self, client):
        melding = bouwers.melding(betrokkene_naam="mevrouw Janssen")
        zaak = bouwers.zaak(meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)
        form = client.get(adres("zaak_deelnemer", zaak_id=zaak.pk)).context["form"]
        assert not form.initial["voornaam"]

    def test_the_wishes_lead_to_the_candidates(self, client):
        zaak = bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD)
        familie = bouwers.maatje(naam="Zus", vog_geldig_tot=RUIM)
        bouwers.maatje(naam="Past Wel", vog_geldig_tot=RUIM, rookt=False)
        antwoord = client.post(
            adres("zaak_deelnemer", zaak_id=zaak.pk),
            DEELNEMER | {"niet_met": [familie.pk]},
            follow=True,
        )
        pagina = tekst(antwoord)
        assert "Er past 1 maatje. Afgevallen: 1 op een bekende of familie." in pagina
        assert "Ze zijn familie of kennen elkaar." in pagina
        assert "Allebei houden ze van wandelen." in pagina
        assert Deelnemer.objects.get().toestemming_op

    def test_wishes_can_be_changed_and_come_back_filled_in(self, client):
        deelnemer = bouwers.deelnemer()
        pad = adres("zaak_deelnemer", zaak_id=deelnemer.zaak_id)
        assert "Bertha" in tekst(client.get(pad))
        client.post(pad, DEELNEMER | {"voornaam": "Els"})
        deelnemer.refresh_from_db()
        assert deelnemer.voornaam == "Els"
        assert deelnemer.eisen == ["niemand_die_rookt"]

    def test_without_the_word_of_the_person_nothing_is_stored(self, client):
        zaak = bouwers.zaak(status=Zaak.Status.CONTACT_GELEGD)
        zonder = {veld: waarde for veld, waarde in DEELNEMER.items() if veld != "manier"}
        antwoord = client.post(adres("zaak_deelnemer", zaak_id=zaak.pk), zonder)
        assert antwoord.status_code == 422
        assert not Deelnemer.objects.exists()

    def test_before_a_conversation_the_form_explains_why_not(self, client):
        zaak = bouwers.zaak()
        antwoord = client.post(adres("zaak_deelnemer", zaak_id=zaak.pk), DEELNEMER)
        assert "pas na een gesprek" in tekst(antwoord)


class TestKandidaten:
    def test_opening_is_logged(self, client, team):
        deelnemer = bouwers.deelnemer()
        client.get(adres("zaak_kandidaten", zaak_id=deelnemer.zaak_id))
        assert Inzage.objects.get().gebruiker == team

    def test_when_nobody_fits_the_page_names_what_helps(self, client):
        deelnemer = bouwers.deelnemer()
        bouwers.maatje(naam="Avond Mens", vog_geldig_tot=RUIM, dagdelen=["ma_avond"])
        pagina = tekst(client.get(adres("zaak_kandidaten", zaak_id=deelnemer.zaak_id)))
        assert "Nu past geen enkel maatje." in pagina
        assert "Vraag de deelnemer of maandagavond toch een keer kan." in pagina

    def test_when_one_change_is_not_enough_the_page_says_so(self, client):
        deelnemer = bouwers.deelnemer()
        bouwers.maatje(vog_geldig_tot=None)
        pagina = tekst(client.get(adres("zaak_kandidaten", zaak_id=deelnemer.zaak_id)))
        assert "Eén wens aanpassen is niet genoeg." in pagina

    @pytest.mark.parametrize(
        ("maak", "zin"),
        [
            (lambda: bouwers.koppeling().deelnemer.zaak, "heeft al een maatje"),
            (lambda: bouwers.zaak(status="contact_gelegd"), "nog geen deelnemer"),
            (lambda: bouwers.zaak(), "zoeken wij nu geen maatje"),
        ],
    )
    def test_who_looks_for_nobody_gets_a_clear_page(self, client, maak, zin):
        zaak = maak()
        assert zin in tekst(client.get(adres("zaak_kandidaten", zaak_id=zaak.pk)))

    def test_the_chosen_maatje_gets_the_offer(self, client, team):
        deelnemer, maatje = bouwers.deelnemer(), bouwers.maatje(vog_geldig_tot=RUIM)
        pad = adres("zaak_voorstellen", zaak_id=deelnemer.zaak_id)
        antwoord = client.post(pad, {"maatje": maatje.pk}, follow=True)
        assert "krijgt een e-mail" in tekst(antwoord)
        assert Koppeling.objects.get().voorgesteld_door == team

    def test_a_refused_offer_comes_back_to_the_list_with_the_reason(self, client):
        deelnemer, maatje = bouwers.deelnemer(), bouwers.maatje(vog_geldig_tot=None)
        pad = adres("zaak_voorstellen", zaak_id=deelnemer.zaak_id)
        antwoord = client.post(pad, {"maatje": maatje.pk}, follow=True)
        assert "Dit maatje past niet (meer)." in tekst(antwoord)

    @pytest.mark.parametrize("nummer", ["", "x", "0", "999999", "9" * 5000])
    def test_an_unknown_maatje_does_not_exist(self, client, nummer):
        deelnemer = bouwers.deelnemer()
        pad = adres("zaak_voorstellen", zaak_id=deelnemer.zaak_id)
        assert client.post(pad, {"maatje": nummer}).status_code == 404


class TestZaak:
    def test_the_zaak_shows_the_first_three_and_leads_to_the_rest(self, client):
        deelnemer = bouwers.deelnemer()
        for nummer in range(4):
            bouwers.maatje(naam=f"Maatje {nummer}", vog_geldig_tot=RUIM)
        pagina = tekst(client.get(adres("zaak", zaak_id=deelnemer.zaak_id)))
        assert "Er passen 4 maatjes." in pagina
        assert pagina.count("Stel voor") == 3
        assert adres("zaak_kandidaten", zaak_id=deelnemer.zaak_id) in pagina

    def test_the_zaak_shows_who_was_asked(self, client):
        koppeling = bouwers.koppeling()
        pagina = tekst(client.get(adres("zaak", zaak_id=koppeling.deelnemer.zaak_id)))
        assert "Vera Voorbeeld, voorgesteld" in pagina
        assert adres("koppeling", koppeling_id=koppeling.pk) in pagina

    @pytest.mark.parametrize("aantal", [1, 12])
    def test_the_page_keeps_to_its_queries(self, client, aantal, django_assert_max_num_queries):
        deelnemer = bouwers.deelnemer(buurt=bouwers.buurt())
        for _ in range(aantal):
            bouwers.maatje(vog_geldig_tot=RUIM, buurt=bouwers.buurt())
            bouwers.koppeling(deelnemer=deelnemer, status=S.AFGESLAGEN)
        with django_assert_max_num_queries(12):
            client.get(adres("zaak", zaak_id=deelnemer.zaak_id))

    def test_a_closed_zaak_looks_for_nobody(self, client):
        dicht = bouwers.zaak(status="afgesloten", uitkomst="advies", afgesloten_op=bouwers.NU)
        bouwers.deelnemer(zaak=dicht)
        assert "Er is nu geen maatje." in tekst(client.get(adres("zaak", zaak_id=dicht.pk)))


class TestKoppelingen:
    def test_the_list_shows_who_waits_and_what_runs(self, client):
        bouwers.deelnemer(voornaam="Wachtende", buurt=bouwers.buurt())
        bouwers.koppeling(status=S.ACTIEF)
        bouwers.koppeling(status=S.BEEINDIGD, maatje=bouwers.maatje(naam="Vroeger"))
        pagina = tekst(client.get(adres("koppelingen")))
        assert "Wachtende, Malberg" in pagina
        assert "Bertha en Vera Voorbeeld" in pagina
        assert "Vroeger" not in pagina
        pagina = tekst(client.get(adres("koppelingen"), {"welke": "voorbij"}))
        assert "Vroeger" in pagina
        assert "afgerond zoals gepland" in pagina

    def test_an_empty_list_says_so(self, client):
        assert "Niemand wacht op een maatje." in tekst(client.get(adres("koppelingen")))
        pagina = tekst(client.get(adres("koppelingen"), {"welke": "voorbij"}))
        assert "Er is nog geen koppeling voorbij." in pagina

    def test_more_than_a_page_is_leafed_through(self, client, monkeypatch):
        monkeypatch.setattr("opvolging.views.koppelingen.PER_PAGINA", 1)
        for _ in range(3):
            bouwers.koppeling()
        assert "Pagina 2 van 3" in tekst(client.get(adres("koppelingen"), {"pagina": "2"}))
        assert "Pagina 1 van 3" in tekst(client.get(adres("koppelingen"), {"pagina": "x"}))

    @pytest.mark.parametrize("aantal", [1, 12])
    def test_the_number_of_queries_does_not_grow(self, client, aantal, django_assert_num_queries):
        for _ in range(aantal):
            bouwers.koppeling()
            bouwers.deelnemer(buurt=bouwers.buurt())
        # session, gebruiker with gemeente, number of koppelingen, koppelingen, what comes next,
        # waiting deelnemers
        with django_assert_num_queries(6):
            client.get(adres("koppelingen"))

    def test_from_yes_to_start_to_end(self, client):
        koppeling = bouwers.koppeling(
            status=S.GEACCEPTEERD, maatje=bouwers.maatje(vog_geldig_tot=RUIM)
        )
        pagina = tekst(client.get(adres("koppeling", koppeling_id=koppeling.pk)))
        assert "Plan het eerste gesprek" in pagina
        client.post(adres("koppeling_starten", koppeling_id=koppeling.pk))
        koppeling.refresh_from_db()
        assert koppeling.status == S.ACTIEF
        antwoord = client.post(
            adres("koppeling_beeindigen", koppeling_id=koppeling.pk),
            {"eindreden": "geen_klik", "toelichting": "Te verschillend."},
            follow=True,
        )
        assert "Het maatje ziet niets meer." in tekst(antwoord)
        assert "Te verschillend." in tekst(antwoord)
        soorten = [g.soort for g in koppeling.deelnemer.zaak.gebeurtenissen.all()]
        assert soorten == [
            Gebeurtenis.Soort.KOPPELING_GESTART,
            Gebeurtenis.Soort.KOPPELING_BEEINDIGD,
        ]

    @pytest.mark.parametrize(
        ("status", "kan"),
        [
            (S.VOORGESTELD, ["Trek het voorstel in"]),
            (S.GEACCEPTEERD, ["Start de koppeling", "Beëindig de koppeling"]),
            (S.ACTIEF, ["Beëindig de koppeling"]),
            (S.BEEINDIGD, []),
        ],
    )
    def test_only_what_can_be_done_now_is_offered(self, client, status, kan):
        koppeling = bouwers.koppeling(status=status, maatje=bouwers.maatje(vog_geldig_tot=RUIM))
        pagina = tekst(client.get(adres("koppeling", koppeling_id=koppeling.pk)))
        alles = ["Trek het voorstel in", "Start de koppeling", "Beëindig de koppeling"]
        assert [woord for woord in alles if woord in pagina] == kan

    def test_an_offer_can_be_withdrawn_once(self, client):
        koppeling = bouwers.koppeling()
        pad = adres("koppeling_intrekken", koppeling_id=koppeling.pk)
        assert "is ingetrokken" in tekst(client.post(pad, follow=True))
        assert "Ververs de pagina" in tekst(client.post(pad, follow=True))

    def test_an_end_needs_a_reason(self, client):
        koppeling = bouwers.koppeling(status=S.ACTIEF)
        pad = adres("koppeling_beeindigen", koppeling_id=koppeling.pk)
        assert client.post(pad, {}).status_code == 422
        assert client.get(pad).status_code == 302

    def test_what_has_ended_cannot_end_again(self, client):
        koppeling = bouwers.koppeling(status=S.INGETROKKEN)
        pad = adres("koppeling_beeindigen", koppeling_id=koppeling.pk)
        antwoord = client.post(pad, {"eindreden": "anders"})
        assert antwoord.status_code == 422
