"""Organisations that keep their own entries: only theirs, only for a while, and we look first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging import bijhouden
from opvolging.models import Aanbod, Aanbodvoorstel
from opvolging.views import bijhouden as pagina
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
from tests import bouwers
from tests.hoofddeel import hoofddeel

pytestmark = pytest.mark.django_db


@pytest.fixture
def nu():
    return timezone.now()


@pytest.fixture
def partner():
    return bouwers.aanbodpartner()


@pytest.fixture
def eigen(partner):
    return bouwers.aanbod(naam="Van ons", partner=partner)


def lijst(partner):
    return reverse("bijhouden", args=[bijhouden.sleutel_van(partner)])


def een(partner, rij):
    return reverse("bijhouden_wijzigen", args=[bijhouden.sleutel_van(partner), rij.pk])


def velden(rij, **anders):
    return {veld: getattr(rij, veld) for veld in bijhouden.VELDEN} | anders


def keuze(gezien, wat):
    inhoud = gezien.context
    return {"keuze": wat, "gezien": inhoud["gezien"], "voorstel": inhoud["voorstel"].pk}


class TestLink:
    def test_the_link_is_mailed_without_names_and_works_two_weeks(self, client, nu):
        rij = bouwers.aanbod()
        partner = bijhouden.stuur_link(rij, email="Zaal@voorbeeld.test", nu=nu)
        gesteld = post.stel_op(Bericht.objects.get(soort="bijhouden"))
        assert lijst(partner) in gesteld.body
        sleutel = bijhouden.sleutel_van(partner)
        assert bijhouden.levend(sleutel, nu=nu + timedelta(days=13)) == partner
        assert bijhouden.levend(sleutel, nu=nu + timedelta(days=14)) is None
        assert "Koffieochtend" in client.get(lijst(partner)).text

    def test_a_newer_link_to_the_same_address_ends_the_first(self, nu):
        een_, twee = bouwers.aanbod(naam="Een"), bouwers.aanbod(naam="Twee")
        partner = bijhouden.stuur_link(een_, email="zaal@voorbeeld.test", nu=nu)
        eerste = bijhouden.sleutel_van(partner)
        later = nu + timedelta(minutes=1)
        zelfde = bijhouden.stuur_link(twee, email="ZAAL@voorbeeld.test", nu=later)
        assert zelfde == partner
        assert bijhouden.levend(eerste, nu=later) is None
        assert bijhouden.van_partner(zelfde).count() == 2

    def test_pressed_twice_is_one_mail_whose_link_works(self, nu):
        rij = bouwers.aanbod()
        for seconden in (0, 0.2):
            moment = nu + timedelta(seconds=seconden)
            partner = bijhouden.stuur_link(rij, email="zaal@voorbeeld.test", nu=moment)
        assert lijst(partner) in post.stel_op(Bericht.objects.get(soort="bijhouden")).body

    @pytest.mark.parametrize("sleutel", ["x", "-", "99999-", "٣-x", "9" * 30 + "-x", "1"])
    def test_what_never_was_reads_as_what_is_over(self, client, partner, sleutel):
        oud = lijst(partner)
        type(partner).objects.update(geldig_tot=timezone.now())
        antwoorden = [client.get(oud), client.get(f"/bijhouden/{sleutel}/")]
        assert {antwoord.status_code for antwoord in antwoorden} == {404}
        assert len({hoofddeel(antwoord) for antwoord in antwoorden}) == 1

    def test_who_guesses_is_slowed_down(self, client, maastricht, monkeypatch):
        monkeypatch.setattr(pagina.REM.__class__, "gaat_door", lambda *a, **k: False)
        assert client.get("/bijhouden/1-x/").status_code == 429


class TestAlleenHetEigene:
    def test_no_cache_and_no_search_engine_keeps_what_stands_behind_the_link(
        self, client, partner, eigen
    ):
        dood = reverse("bijhouden", args=["1-x"])
        for adres in (lijst(partner), een(partner, eigen), dood):
            antwoord = client.get(adres)
            assert "no-store" in antwoord["Cache-Control"]
            assert "noindex" in antwoord["X-Robots-Tag"]

    def test_entries_of_others_are_not_there(self, client, partner, eigen):
        ander = bouwers.aanbod(naam="Van een ander", partner=bouwers.aanbodpartner())
        van_team = bouwers.aanbod(naam="Van het team")
        weg = bouwers.aanbod(naam="Weggelegd", partner=partner, gearchiveerd_op=bouwers.NU)
        antwoord = client.get(lijst(partner))
        assert [rij.naam for rij in antwoord.context["rijen"]] == ["Van ons"]
        for rij in (ander, van_team, weg):
            assert client.get(een(partner, rij)).status_code == 404
            assert client.post(een(partner, rij), velden(rij, tijd="Nu")).status_code == 404
        assert not Aanbodvoorstel.objects.exists()

    def test_taking_it_back_ends_it(self, client, partner, eigen):
        client.force_login(bouwers.gebruiker())
        client.post(reverse("aanbod_partner_weg", args=[eigen.pk]))
        assert client.get(een(partner, eigen)).status_code == 404


class TestVoorstel:
    def test_a_change_waits_for_the_team_and_changes_nothing_before(self, client, partner, eigen):
        antwoord = client.post(een(partner, eigen), velden(eigen, tijd="Op vrijdag"), follow=True)
        assert "Wij kijken er eerst even naar." in antwoord.text
        assert "Wij kijken naar uw wijziging." in antwoord.text
        eigen.refresh_from_db()
        assert eigen.tijd != "Op vrijdag"
        assert Aanbodvoorstel.objects.get().velden == {"tijd": "Op vrijdag"}
        assert Aanbod.objects.te_bekijken(timezone.localdate()).get() == eigen

    def test_a_newer_one_takes_the_place_of_the_first(self, client, partner, eigen):
        for tijd in ("Op vrijdag", "Op zaterdag"):
            client.post(een(partner, eigen), velden(eigen, tijd=tijd))
        assert Aanbodvoorstel.objects.get().velden == {"tijd": "Op zaterdag"}

    def test_what_waits_stands_in_the_form_so_that_a_second_change_adds_to_it(
        self, client, partner, eigen
    ):
        client.post(een(partner, eigen), velden(eigen, tijd="Op vrijdag"))
        form = client.get(een(partner, eigen)).context["form"]
        assert form["tijd"].value() == "Op vrijdag"
        client.post(een(partner, eigen), form.initial | {"is_weg": "", "prijs": "2 euro"})
        assert Aanbodvoorstel.objects.get().velden == {"tijd": "Op vrijdag", "prijs": "2 euro"}

    def test_what_another_organisation_sent_before_is_not_shown(self, client, partner, eigen):
        bouwers.aanbodvoorstel(
            aanbod=eigen, partner=bouwers.aanbodpartner(), velden={"tijd": "Van een ander"}
        )
        assert "Van een ander" not in client.get(een(partner, eigen)).text

    def test_nothing_else_can_be_changed(self, client, partner, eigen):
        meer = velden(eigen, tijd="Nu", is_openbaar="on", naam="Anders", soorten="emotioneel")
        client.post(een(partner, eigen), meer)
        assert Aanbodvoorstel.objects.get().velden == {"tijd": "Nu"}

    def test_what_is_set_back_to_what_stands_there_is_taken_back(self, client, partner, eigen):
        client.post(een(partner, eigen), velden(eigen, tijd="Op vrijdag"))
        antwoord = client.post(een(partner, eigen), velden(eigen), follow=True)
        assert "U nam uw wijziging terug. Alles blijft zoals het is." in antwoord.text
        assert not Aanbodvoorstel.objects.exists()
        assert "U wijzigde niets." in client.post(een(partner, eigen), velden(eigen)).text

    def test_nobody_takes_back_what_another_organisation_sent(self, client, partner, eigen):
        andere = bouwers.aanbodvoorstel(aanbod=eigen, partner=bouwers.aanbodpartner())
        assert client.post(een(partner, eigen), velden(eigen)).status_code == 422
        assert Aanbodvoorstel.objects.get() == andere

    @pytest.mark.parametrize(
        ("anders", "zin"),
        [
            ({}, "U wijzigde niets."),
            ({"telefoon": "bel maar"}, "Dit lijkt geen telefoonnummer."),
            ({"website": "javascript:alert(1)"}, "URL"),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(self, client, partner, eigen, anders, zin):
        antwoord = client.post(een(partner, eigen), velden(eigen, **anders))
        assert antwoord.status_code == 422
        assert zin in antwoord.text

    def test_too_much_at_once_is_refused(self, client, partner, eigen, monkeypatch):
        monkeypatch.setattr(pagina.REM_OPSTUREN.__class__, "gaat_door", lambda *a, **k: False)
        antwoord = client.post(een(partner, eigen), velden(eigen, tijd="Nu"))
        assert "Er komt nu te veel tegelijk." in antwoord.text


class TestBeslissen:
    @pytest.fixture
    def team(self, client):
        client.force_login(bouwers.gebruiker())
        return client

    def test_the_team_sees_the_difference_and_takes_it_over_once(self, team, nu):
        voorstel = bouwers.aanbodvoorstel()
        adres = reverse("aanbod_voorstel", args=[voorstel.aanbod_id])
        gezien = team.get(adres)
        assert "Elke vrijdag" in gezien.text
        assert "Kijk dan ook de dagdelen na" in gezien.text
        assert "Overgenomen." in team.post(adres, keuze(gezien, "overnemen"), follow=True).text
        rij = Aanbod.objects.get()
        assert (rij.tijd, rij.versie) == ("Elke vrijdag", 2)
        with pytest.raises(Geweigerd, match="dit al bekeken en overgenomen"):
            bijhouden.beslis(voorstel, neem_over=True, door=bouwers.gebruiker(), nu=nu)
        assert Aanbod.objects.get().versie == 2
        assert team.get(adres).status_code == 404

    def test_what_is_not_taken_over_stays_as_it_was(self, team):
        voorstel = bouwers.aanbodvoorstel()
        adres = reverse("aanbod_voorstel", args=[voorstel.aanbod_id])
        team.post(adres, keuze(team.get(adres), "laten"))
        voorstel.refresh_from_db()
        assert voorstel.is_overgenomen is False
        assert Aanbod.objects.get().versie == 1

    def test_what_is_gone_is_put_away(self, team):
        voorstel = bouwers.aanbodvoorstel(velden={}, is_weg=True)
        adres = reverse("aanbod_voorstel", args=[voorstel.aanbod_id])
        team.post(adres, keuze(team.get(adres), "overnemen"))
        assert Aanbod.objects.get().gearchiveerd_op is not None

    def test_residents_never_read_half_of_it_and_it_keeps_waiting(self, team, nu):
        voorstel = bouwers.aanbodvoorstel(velden={"tijd": ""})
        with pytest.raises(Geweigerd, match="Inwoners zien dit pas"):
            bijhouden.beslis(voorstel, neem_over=True, door=bouwers.gebruiker(), nu=nu)
        voorstel.refresh_from_db()
        assert voorstel.behandeld_op is None
        adres = reverse("aanbod_voorstel", args=[voorstel.aanbod_id])
        geweigerd = team.post(adres, keuze(team.get(adres), "overnemen"), follow=True)
        assert "Vul nog aan" in geweigerd.text

    @pytest.mark.parametrize("wat", ["overnemen", "laten"])
    def test_nothing_is_decided_that_nobody_read(self, team, partner, eigen, wat):
        bouwers.aanbodvoorstel(aanbod=eigen, partner=partner)
        adres = reverse("aanbod_voorstel", args=[eigen.pk])
        gezien = team.get(adres)
        team.post(een(partner, eigen), velden(eigen, omschrijving="Heel iets anders"))
        antwoord = team.post(adres, keuze(gezien, wat), follow=True)
        assert "Dit is zojuist veranderd" in antwoord.text
        assert "Heel iets anders" in antwoord.text
        assert Aanbodvoorstel.objects.get().behandeld_op is None
        Aanbod.objects.update(versie=7)
        assert "zojuist veranderd" in team.post(adres, keuze(antwoord, wat), follow=True).text
        assert Aanbod.objects.get().omschrijving != "Heel iets anders"

    def test_the_page_of_an_entry_leads_to_the_link_and_to_what_waits(self, team):
        rij = bouwers.aanbodvoorstel().aanbod
        assert rij is not None
        tekst = team.get(reverse("aanbod_bekijken", args=[rij.pk])).text
        assert "De organisatie stuurde een wijziging op." in tekst
        assert rij.partner is not None
        assert rij.partner.email in tekst
        adres = reverse("aanbod_partner", args=[rij.pk])
        assert team.post(adres, {"email": "geen adres"}).status_code == 422
        gestuurd = team.post(adres, {"email": "nieuw@voorbeeld.test"}, follow=True)
        assert "De link is onderweg." in gestuurd.text
