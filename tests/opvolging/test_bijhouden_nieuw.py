"""What an organisation sends in that is not there yet, and two colleagues who look at once."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from opvolging import bijhouden
from opvolging.models import Aanbod, Aanbodvoorstel
from opvolging.views import bijhouden as pagina
from opvolging.voorraadtelling import telling
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden

pytestmark = pytest.mark.django_db

LEESCLUB = {
    "naam": "Leesclub",
    "aanbieder": "Bibliotheek Proef",
    "omschrijving": "Samen lezen en praten.",
    "tijd": "Elke maandag",
    "telefoon": "043 000 00 05",
}


@pytest.fixture
def partner():
    partner = bouwers.aanbodpartner()
    bouwers.aanbod(partner=partner)
    return partner


@pytest.fixture
def els():
    return bouwers.gebruiker(naam="Els Bemelmans")


def binnen(wie) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def nieuw(partner):
    sleutel = uuid4()
    bijhouden.stel_nieuw_voor(partner, LEESCLUB, sleutel=sleutel, nu=NU)
    return Aanbodvoorstel.objects.get(sleutel=sleutel)


def adres(partner) -> str:
    return reverse("bijhouden_nieuw", args=[bijhouden.sleutel_van(partner)])


class TestOpsturen:
    def test_something_new_waits_for_the_team_and_is_on_no_list(self, client, partner):
        velden = LEESCLUB | {"sleutel": str(uuid4())}
        for _ in range(2):  # pressed twice
            antwoord = client.post(adres(partner), velden, follow=True)
        assert "Dank u wel. Wij kijken er eerst even naar." in antwoord.text
        assert antwoord.text.count("Leesclub") == 1
        voorstel = Aanbodvoorstel.objects.get()
        assert (voorstel.aanbod, voorstel.partner) == (None, partner)
        assert not Aanbod.objects.filter(naam="Leesclub").exists()

    def test_it_needs_a_name_and_nothing_else_can_be_sent_along(self, client, partner):
        zonder = client.post(adres(partner), {"sleutel": str(uuid4()), "tijd": "Nu"})
        assert zonder.status_code == 422
        meer = LEESCLUB | {"sleutel": str(uuid4()), "is_openbaar": "on", "soorten": "sociaal"}
        client.post(adres(partner), meer)
        assert Aanbodvoorstel.objects.get().velden.keys() <= set(bijhouden.NIEUW)

    def test_a_dead_link_sends_nothing_in(self, client, partner):
        pad = adres(partner)
        type(partner).objects.update(geldig_tot=timezone.now())
        assert client.post(pad, LEESCLUB | {"sleutel": str(uuid4())}).status_code == 404
        assert not Aanbodvoorstel.objects.exists()

    def test_of_more_than_anybody_reads_the_rest_has_to_wait(self, client, partner, monkeypatch):
        monkeypatch.setattr(bijhouden, "NIEUW_HOOGSTENS", 2)
        for _ in range(2):
            nieuw(partner)
        antwoord = client.post(adres(partner), LEESCLUB | {"sleutel": str(uuid4())})
        assert (antwoord.status_code, Aanbodvoorstel.objects.count()) == (422, 2)
        assert "over een paar dagen" in antwoord.text

    def test_too_fast_is_refused(self, client, partner, monkeypatch):
        monkeypatch.setattr(pagina.REM_OPSTUREN.__class__, "gaat_door", lambda *a, **k: False)
        antwoord = client.post(adres(partner), LEESCLUB | {"sleutel": str(uuid4())})
        assert "Er komt nu te veel tegelijk." in antwoord.text


class TestBekijken:
    def test_the_team_sees_it_on_its_list_and_takes_it_over_to_complete(self, partner, els):
        voorstel, team = nieuw(partner), binnen(els)
        assert telling([], els, nu=NU).aanbod == "1"
        pad = reverse("aanbod_nieuw_voorstel", args=[voorstel.pk])
        assert f'href="{pad}"' in team.get(reverse("aanbod")).text
        gezien = team.get(pad)
        assert "Bibliotheek Proef" in gezien.text
        keuze = {"voorstel": voorstel.pk, "gezien": gezien.context["gezien"], "keuze": "overnemen"}
        antwoord = team.post(pad, keuze, follow=True)
        rij = Aanbod.objects.get(naam="Leesclub")
        assert antwoord.redirect_chain == [(f"/aanbod/{rij.pk}/wijzigen/", 302)]
        assert "Vul nog aan voor wie het is." in antwoord.text
        assert (rij.partner, rij.tijd) == (partner, "Elke maandag")
        assert (rij.is_openbaar, rij.is_compleet) == (False, False)
        assert (rij.gewijzigd_door, telling([], els, nu=NU).aanbod) == (els, "")
        team.post(pad, keuze)  # pressed twice
        assert Aanbod.objects.filter(naam="Leesclub").count() == 1

    def test_what_is_not_taken_over_never_comes_on_the_sociale_kaart(self, partner, els):
        voorstel, team = nieuw(partner), binnen(els)
        pad = reverse("aanbod_nieuw_voorstel", args=[voorstel.pk])
        gezien = bijhouden.stand(Aanbodvoorstel.objects.get())
        keuze = {"voorstel": voorstel.pk, "gezien": gezien, "keuze": "laten"}
        assert "Niet overgenomen." in team.post(pad, keuze, follow=True).text
        assert not Aanbod.objects.filter(naam="Leesclub").exists()
        assert team.get(pad).status_code == 404

    def test_nothing_is_decided_on_what_nobody_read(self, partner, els):
        voorstel, team = nieuw(partner), binnen(els)
        pad = reverse("aanbod_nieuw_voorstel", args=[voorstel.pk])
        keuze = {"voorstel": voorstel.pk, "gezien": "iets anders", "keuze": "overnemen"}
        assert "zojuist veranderd" in team.post(pad, keuze, follow=True).text
        assert Aanbodvoorstel.objects.open().exists()

    def test_no_other_gemeente_sees_it(self, partner):
        elders = bouwers.gebruiker(gemeente=bouwers.gemeente(code="GM9999", naam="Elders"))
        voorstel = nieuw(partner)
        pad = reverse("aanbod_nieuw_voorstel", args=[voorstel.pk])
        assert binnen(elders).get(pad).status_code == 404
        assert binnen(elders).post(pad, {"keuze": "overnemen"}).status_code == 404
        assert Aanbodvoorstel.objects.open().exists()


class TestTegelijk:
    @pytest.mark.parametrize("neem_over", [True, False])
    def test_who_is_second_reads_who_decided_what(self, els, neem_over):
        jo, voorstel = bouwers.gebruiker(naam="Jo"), bouwers.aanbodvoorstel()
        for _ in range(2):  # pressed twice
            bijhouden.beslis(voorstel, neem_over=neem_over, door=els, nu=NU)
        wat = "overgenomen" if neem_over else "niet overgenomen"
        with pytest.raises(Geweigerd, match=f"Els Bemelmans heeft dit al bekeken en {wat}"):
            bijhouden.beslis(voorstel, neem_over=True, door=jo, nu=NU)
        with pytest.raises(Geweigerd, match=f"U hebt dit al bekeken en {wat}"):
            bijhouden.beslis(voorstel, neem_over=not neem_over, door=els, nu=NU)

    def test_the_page_says_it_too(self, els):
        voorstel = bouwers.aanbodvoorstel()
        pad = reverse("aanbod_voorstel", args=[voorstel.aanbod_id])
        jo = binnen(bouwers.gebruiker(naam="Jo"))
        gezien = jo.get(pad).context["gezien"]
        keuze = {"voorstel": voorstel.pk, "gezien": gezien, "keuze": "overnemen"}
        assert "Overgenomen." in binnen(els).post(pad, keuze, follow=True).text
        antwoord = jo.post(pad, keuze, follow=True)
        assert antwoord.redirect_chain == [(f"/aanbod/{voorstel.aanbod_id}/", 302)]
        assert "Els Bemelmans heeft dit al bekeken en overgenomen." in antwoord.text

    def test_what_the_organisation_took_back_meanwhile_is_gone(self, els):
        voorstel = bouwers.aanbodvoorstel()
        pad, nummer = reverse("aanbod_voorstel", args=[voorstel.aanbod_id]), voorstel.pk
        voorstel.delete()
        keuze = {"voorstel": nummer, "keuze": "overnemen"}
        assert "nam dit zelf al terug" in binnen(els).post(pad, keuze, follow=True).text


@pytest.mark.django_db(transaction=True)
def test_of_colleagues_who_decide_at_once_one_does_and_the_others_hear_who():
    voorstel = bouwers.aanbodvoorstel()
    collegas = iter([bouwers.gebruiker(naam=f"Collega {nummer}") for nummer in range(4)])

    def beslis() -> str:
        try:
            bijhouden.beslis(voorstel, neem_over=True, door=next(collegas), nu=NU)
        except Geweigerd as weigering:
            return str(weigering)
        return ""

    antwoorden = in_draden(beslis, 4)
    voorstel.refresh_from_db()
    assert voorstel.behandeld_door is not None
    zin = f"{voorstel.behandeld_door.naam} heeft dit al bekeken en overgenomen."
    assert sorted(zin in antwoord for antwoord in antwoorden) == [False, True, True, True]
    assert antwoorden.count("") == 1
    assert Aanbod.objects.get().versie == 2


@pytest.mark.django_db(transaction=True)
def test_a_new_entry_that_is_sent_at_once_four_times_is_one():
    partner, sleutel = bouwers.aanbodpartner(), UUID(int=7)
    in_draden(lambda: bijhouden.stel_nieuw_voor(partner, LEESCLUB, sleutel=sleutel, nu=NU), 4)
    assert Aanbodvoorstel.objects.count() == 1
