"""The link of an organisation that was asked to help: what it shows, until when, and the answer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging import doorverwijzen, hulpvraag, intrekken
from opvolging.hulpvraag import levend, sleutel_van
from opvolging.models import Doorverwijzing, Gebeurtenis, Inzage, Partnerlink, Termijn
from opvolging.views import hulpvraag as pagina
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
from tests import bouwers
from tests.hoofddeel import hoofddeel

pytestmark = pytest.mark.django_db

DEUR = {"betrokkene_naam": "Anna Proef", "betrokkene_telefoon": "043 000 00 03"}


@pytest.fixture
def nu():
    return timezone.now()


@pytest.fixture
def deze(nu):
    """A doorverwijzing with the agreement of the person, and the clock of its answer."""
    zaak = bouwers.zaak(
        meldingen=[bouwers.melding(**DEUR, postcode="6211 AB", huisnummer="7")],
        status="contact_gelegd",
    )
    return doorverwijzen.verwijs_door(
        zaak,
        soort=doorverwijzen.Soort.HUISARTS,
        naar="Praktijk De Linde",
        grond=doorverwijzen.Grond(nu.date(), Doorverwijzing.Toestemming.GESPREK),
        sleutel=uuid4(),
        door=zaak.behandelaar,
        nu=nu,
    )


def maak(deze, nu, **anders) -> Partnerlink:
    velden = {
        "email": "linde@voorbeeld.test",
        "delen": ["naam"],
        "toelichting": "Graag een gesprek.",
    }
    return hulpvraag.maak(deze, **velden | anders, door=deze.verwezen_door, nu=nu)


def adres(link) -> str:
    return reverse("hulpvraag", args=[sleutel_van(link)])


def is_dood(client, link) -> bool:
    antwoord = client.get(adres(link))
    assert antwoord.status_code in (200, 404)
    return antwoord.status_code == 404 and "Anna Proef" not in antwoord.text


class TestZien:
    def test_only_what_was_chosen_is_shown_and_only_in_the_page(self, client, deze, nu):
        link = maak(deze, nu)
        antwoord = client.get(adres(link))
        assert "Anna Proef" in antwoord.text
        assert "Graag een gesprek." in antwoord.text
        for verborgen in ("043 000 00 03", "6211 AB"):
            assert verborgen not in antwoord.text
        assert "no-store" in antwoord["Cache-Control"]
        assert "noindex" in antwoord["X-Robots-Tag"]
        mail = Bericht.objects.get(soort="hulpvraag")
        gesteld = post.stel_op(mail)
        assert adres(link) in gesteld.body
        assert "Anna" not in f"{gesteld.subject} {gesteld.body}"
        link.refresh_from_db()
        assert link.geopend_op is not None

    def test_what_was_shared_is_a_line_of_the_history(self, deze, nu):
        maak(deze, nu, delen=["telefoon", "naam"])
        regel = Gebeurtenis.objects.get(soort="link_gestuurd")
        assert regel.tekst == "Praktijk De Linde. Gedeeld: naam, telefoon."

    def test_the_link_lives_as_long_as_the_clock_of_the_answer(self, deze, nu):
        link = maak(deze, nu)
        assert link.geldig_tot == Termijn.objects.get(soort="doorverwijzing").grens_op
        sleutel = sleutel_van(link)
        assert levend(sleutel, nu=link.geldig_tot - timedelta(seconds=1)) == link
        assert levend(sleutel, nu=link.geldig_tot) is None

    def test_a_newer_link_ends_the_first(self, client, deze, nu):
        eerste, tweede = maak(deze, nu), maak(deze, nu, toelichting="Liever een bezoek.")
        assert is_dood(client, eerste)
        assert not is_dood(client, tweede)

    def test_pressed_twice_is_one_mail_but_a_slip_in_the_address_ends_the_first(
        self, client, deze, nu
    ):
        link = maak(deze, nu)
        assert maak(deze, nu + timedelta(seconds=1)) == link
        assert Bericht.objects.filter(soort="hulpvraag").count() == 1
        goed = maak(deze, nu + timedelta(seconds=2), email="de.linde@voorbeeld.test")
        assert is_dood(client, link)
        later = maak(deze, nu + timedelta(hours=1), email="de.linde@voorbeeld.test")
        assert is_dood(client, goed)
        assert not is_dood(client, later)

    def test_taking_the_agreement_back_ends_the_link_at_once(self, client, deze, nu):
        link = maak(deze, nu)
        [rij] = deze.zaak.toestemmingen.filter(soort="delen")
        intrekken.trek_in(rij, door=deze.verwezen_door, nu=nu + timedelta(minutes=1))
        assert is_dood(client, link)

    def test_an_agreement_that_is_gone_shows_nothing_even_before_anything_else_followed(
        self, client, deze, nu
    ):
        link = maak(deze, nu)
        terug = {"ingetrokken_op": deze.verwezen_op, "ingetrokken_door": deze.zaak.behandelaar}
        deze.zaak.toestemmingen.update(**terug)
        assert is_dood(client, link)

    @pytest.mark.parametrize(
        "sleutel", ["x", "-", "99999-", "٣-x", "9" * 30 + "-x", "1", "%00", "1-" + "a" * 32]
    )
    def test_what_never_was_reads_as_what_is_over(self, client, deze, nu, sleutel):
        link = maak(deze, nu)
        doorverwijzen.trek_in(deze, door=deze.verwezen_door, nu=nu)
        voorbij = client.get(adres(link))
        vreemd = client.get(f"/hulpvraag/{sleutel}/")
        assert voorbij.status_code == vreemd.status_code == 404
        assert hoofddeel(voorbij) == hoofddeel(vreemd)

    def test_a_link_of_another_row_does_not_open_this_one(self, deze, nu):
        link = maak(deze, nu)
        _, _, merk = sleutel_van(link).partition("-")
        ander = bouwers.partnerlink()
        assert levend(f"{ander.pk}-{merk}", nu=nu) is None

    def test_who_guesses_is_slowed_down(self, client, deze, monkeypatch):
        monkeypatch.setattr(pagina.REM.__class__, "gaat_door", lambda *a, **k: False)
        assert client.get("/hulpvraag/1-x/").status_code == 429


class TestMaken:
    def test_nothing_is_shared_without_the_agreement(self, deze, nu):
        terug = {"ingetrokken_op": deze.verwezen_op, "ingetrokken_door": deze.zaak.behandelaar}
        deze.zaak.toestemmingen.update(**terug)
        with pytest.raises(Geweigerd, match="pas iets delen als deze persoon dat goed vindt"):
            maak(deze, nu)
        assert not Partnerlink.objects.exists()
        assert not Bericht.objects.filter(soort="hulpvraag").exists()

    def test_danger_does_not_wait_for_an_agreement(self, client, nu):
        zaak = bouwers.zaak(status="contact_gelegd")
        bouwers.gevaarkaart(zaak=zaak, meegelezen=True)
        deze = doorverwijzen.verwijs_door(
            zaak,
            soort=doorverwijzen.Soort.VEILIG_THUIS,
            naar="Veilig Thuis",
            grond=doorverwijzen.Grond(waarom_zonder="Er is gevaar."),
            door=zaak.behandelaar,
            nu=nu,
        )
        link = maak(deze, nu)
        assert levend(sleutel_van(link), nu=nu)
        assert "Deze persoon weet ervan" not in client.get(adres(link)).text

    def test_nothing_is_sent_after_an_answer_or_past_the_limit(self, deze, nu):
        with pytest.raises(Geweigerd, match="De tijd voor een antwoord is voorbij"):
            maak(deze, nu + timedelta(days=60))
        doorverwijzen.trek_in(deze, door=deze.verwezen_door, nu=nu)
        with pytest.raises(Geweigerd, match="Hier is al antwoord op"):
            maak(deze, nu)

    def test_the_page_offers_what_is_known_and_logs_the_look(self, client, deze):
        client.force_login(deze.verwezen_door)
        adres_ = reverse("zaak_verwijzing_link", args=[deze.zaak_id, deze.pk])
        antwoord = client.get(adres_)
        assert "Telefoon: 043 000 00 03" in antwoord.text
        assert "E-mail: " not in antwoord.text
        assert Inzage.objects.filter(zaak=deze.zaak).count() == 1
        velden = {"email": "linde@voorbeeld.test", "delen": ["naam"], "toelichting": "Graag."}
        gestuurd = client.post(adres_, velden, follow=True)
        assert "De link is onderweg." in gestuurd.text
        assert Partnerlink.objects.get().delen == ["naam"]

    def test_who_shares_of_the_zaak_of_somebody_else_says_why_first(self, client, deze):
        deze.gemeente.vraagt_reden = True
        deze.gemeente.save()
        client.force_login(bouwers.gebruiker())
        adres_ = reverse("zaak_verwijzing_link", args=[deze.zaak_id, deze.pk])
        velden = {"email": "a@b.nl", "toelichting": "Graag.", "delen": ["naam"]}
        for antwoord in (client.get(adres_), client.post(adres_, velden)):
            assert "Anna Proef" not in antwoord.text
        assert not Partnerlink.objects.exists()

    def test_a_refusal_keeps_what_was_typed(self, client, deze):
        client.force_login(deze.verwezen_door)
        terug = {"ingetrokken_op": deze.verwezen_op, "ingetrokken_door": deze.zaak.behandelaar}
        deze.zaak.toestemmingen.update(**terug)
        adres_ = reverse("zaak_verwijzing_link", args=[deze.zaak_id, deze.pk])
        antwoord = client.post(adres_, {"email": "a@b.nl", "toelichting": "Mijn tekst"})
        assert antwoord.status_code == 422
        assert "Mijn tekst" in antwoord.text


class TestAntwoord:
    def test_a_yes_starts_asking_whether_the_person_arrived(self, client, deze, nu):
        link = maak(deze, nu)
        antwoord = client.post(adres(link), {"antwoord": "ja", "reden": ""}, follow=True)
        assert "Dank u wel voor uw antwoord" in antwoord.text
        deze.refresh_from_db()
        assert deze.status == "aangenomen"
        assert Termijn.objects.lopend().filter(soort="aangekomen").exists()
        assert is_dood(client, link)

    def test_a_no_comes_back_with_its_reason_and_the_team_hears(self, client, deze, nu):
        link = maak(deze, nu)
        assert client.post(adres(link), {"antwoord": "nee"}).status_code == 422
        client.post(adres(link), {"antwoord": "nee", "reden": "Er is een wachtlijst."})
        deze.refresh_from_db()
        assert (deze.status, deze.reden) == ("teruggegeven", "Er is een wachtlijst.")
        regel = Gebeurtenis.objects.get(soort="doorverwijzing_antwoord")
        assert (regel.door, regel.van_wie) == (None, "de organisatie")
        mail = Bericht.objects.get(soort="antwoord_organisatie")
        inhoud = post.INHOUD[mail.soort](mail, nu)
        assert inhoud is not None
        assert inhoud.aan == deze.verwezen_door.email
        assert inhoud.gegevens["zaak"] == deze.zaak_id

    def test_answering_twice_is_answering_once(self, client, deze, nu):
        link = maak(deze, nu)
        for _ in range(2):
            client.post(adres(link), {"antwoord": "ja"})
        assert Gebeurtenis.objects.filter(soort="doorverwijzing_antwoord").count() == 1

    @pytest.mark.parametrize(
        "velden", [{"antwoord": "ja"}, {"antwoord": "nee", "reden": "Er is een wachtlijst."}]
    )
    def test_the_same_answer_pressed_twice_reads_thanks_again(self, client, deze, nu, velden):
        link = maak(deze, nu)
        for _ in range(2):
            antwoord = client.post(adres(link), velden, follow=True)
            assert "Dank u wel voor uw antwoord" in antwoord.text
        anders = {"antwoord": "ja" if velden["antwoord"] == "nee" else "nee", "reden": "Toch."}
        assert client.post(adres(link), anders).status_code == 404
        vals = reverse("hulpvraag", args=[f"{link.pk}-vals"])
        assert client.post(vals, velden).status_code == 404

    def test_what_a_colleague_recorded_is_no_answer_of_the_organisation(self, client, deze, nu):
        link = maak(deze, nu)
        ja, door = Doorverwijzing.Status.AANGENOMEN, deze.verwezen_door
        doorverwijzen.leg_antwoord_vast(deze, antwoord=ja, door=door, nu=nu)
        assert client.post(adres(link), {"antwoord": "ja"}).status_code == 404

    def test_a_colleague_who_was_first_wins(self, client, deze, nu, monkeypatch):
        link = maak(deze, nu)
        monkeypatch.setattr(hulpvraag, "levend", lambda *a, **k: link)
        doorverwijzen.trek_in(deze, door=deze.verwezen_door, nu=nu)
        assert client.post(adres(link), {"antwoord": "ja"}).status_code == 409
        deze.refresh_from_db()
        assert deze.status == "ingetrokken"

    def test_a_mail_about_nothing_any_more_is_not_sent(self, nu):
        assert post.INHOUD["antwoord_organisatie"](Bericht(sleutel="organisatie-999"), nu) is None
