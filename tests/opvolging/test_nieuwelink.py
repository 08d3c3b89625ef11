"""Who lost a link gets a new one at the address that we know, and nobody learns anything."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging import bijhouden, hulpvraag, klokken, nieuwelink
from opvolging.models import Doorverwijzing, Partnerlink, Termijn, Toestemming
from opvolging.views import nieuwelink as pagina
from signaalpunt import post, zoekhash
from signaalpunt.models import Bericht
from tests import bouwers
from tests.hoofddeel import hoofddeel

pytestmark = pytest.mark.django_db

LINDE = "linde@voorbeeld.test"
DAG = timedelta(days=1)


@pytest.fixture
def nu():
    return timezone.now()


@pytest.fixture
def link(nu):
    """A link that lives, with its clock and the agreement of the person."""
    deze = bouwers.doorverwijzing()
    soort = Toestemming.Soort.DELEN
    bouwers.toestemming(zaak=deze.zaak, soort=soort, partner=deze.naar)
    klokken.start(deze, soort=Termijn.Soort.DOORVERWIJZING, aan=deze.zaak.behandelaar, nu=nu)
    return bouwers.partnerlink(doorverwijzing=deze, email_hash=zoekhash.email(LINDE))


def vraag(email=LINDE, nu=None) -> list[Bericht]:
    """Ask, and the mails that come of it."""
    vooraf = list(Bericht.objects.values_list("pk", flat=True))
    nieuwelink.vraag_aan(bouwers.gemeente(), email=email, nu=nu or timezone.now())
    return list(Bericht.objects.exclude(pk__in=vooraf).order_by("pk"))


class TestSocialeKaart:
    def test_who_keeps_an_entry_gets_a_link_that_works(self, client, nu):
        oud = nu - 20 * DAG
        partner = bijhouden.stuur_link(bouwers.aanbod(), email="Zaal@voorbeeld.test", nu=oud)
        [mail] = vraag("ZAAL@voorbeeld.test")
        partner.refresh_from_db()
        pad = reverse("bijhouden", args=[bijhouden.sleutel_van(partner)])
        assert mail.aan == "Zaal@voorbeeld.test"  # as the team wrote it
        assert pad in post.stel_op(mail).body
        assert client.get(pad).status_code == 200

    def test_pressed_twice_is_one_mail(self, nu):
        bijhouden.stuur_link(bouwers.aanbod(), email=LINDE, nu=nu - DAG)
        assert len(vraag()) == 1
        assert vraag() == []

    def test_who_keeps_nothing_any_more_gets_nothing(self, nu):
        rij = bouwers.aanbod()
        partner = bijhouden.stuur_link(rij, email=LINDE, nu=nu - DAG)
        bijhouden.neem_terug(rij)
        assert vraag() == []
        # unless something new of it waits
        bouwers.aanbodvoorstel(aanbod=None, partner=partner, velden={"naam": "Leesclub"})
        assert len(vraag()) == 1

    def test_another_gemeente_knows_nobody(self, nu):
        bijhouden.stuur_link(bouwers.aanbod(), email=LINDE, nu=nu - DAG)
        vooraf = Bericht.objects.count()
        elders = bouwers.gemeente(code="GM9999", naam="Elders")
        nieuwelink.vraag_aan(elders, email=LINDE, nu=nu)
        assert Bericht.objects.count() == vooraf


class TestHulpvraag:
    def test_a_link_that_lives_is_mailed_again(self, link):
        [mail] = vraag()
        assert mail.aan == LINDE
        assert reverse("hulpvraag", args=[hulpvraag.sleutel_van(link)]) in post.stel_op(mail).body

    def test_the_page_of_another_gemeente_knows_nobody(self, nu, link):
        Bericht.objects.all().delete()
        elders = bouwers.gemeente(code="GM9999", naam="Elders")
        nieuwelink.vraag_aan(elders, email=LINDE, nu=nu)
        assert not Bericht.objects.exists()

    def test_the_link_that_was_sent_knows_to_whom(self, nu, link):
        deze = link.doorverwijzing
        wat = {"delen": [], "toelichting": "Kort.", "door": deze.verwezen_door, "nu": nu}
        nieuw = hulpvraag.maak(deze, email="Ander@voorbeeld.test", **wat)
        assert nieuw.email_hash == zoekhash.email("ander@voorbeeld.test")
        assert vraag() == []  # that link stopped
        assert len(vraag("ander@voorbeeld.test")) == 1

    def test_when_the_time_is_over_the_team_hears_it_once_a_day(self, nu, link):
        Partnerlink.objects.update(geldig_tot=nu)
        zaak = link.doorverwijzing.zaak
        [mail] = vraag(nu=nu)
        assert (mail.soort, mail.aan) == ("link_gevraagd", "")
        inhoud = post.INHOUD[mail.soort](mail, nu)
        assert inhoud is not None
        assert (inhoud.aan, inhoud.gegevens["zaak"]) == (zaak.behandelaar.email, zaak.pk)
        mail.gegevens = '{"zaak": 7, "url": "https://x", "waarom": "y"}'
        assert "vraagt nu om een nieuwe link" in post.stel_op(mail).body
        regel = zaak.gebeurtenissen.get()
        assert (regel.soort, regel.door, regel.van_wie) == ("link_gevraagd", None, "de organisatie")
        assert vraag(nu=nu + timedelta(hours=1)) == []
        assert len(vraag(nu=nu + DAG + timedelta(hours=1))) == 1

    def test_of_two_organisations_that_ask_the_team_hears_of_both(self, nu, link):
        zaak = link.doorverwijzing.zaak
        ander = bouwers.doorverwijzing(zaak=zaak, naar="Wijkteam West")
        bouwers.toestemming(zaak=zaak, soort=Toestemming.Soort.DELEN, partner=ander.naar)
        bouwers.partnerlink(doorverwijzing=ander, email_hash=zoekhash.email("west@voorbeeld.test"))
        Partnerlink.objects.update(geldig_tot=nu)
        assert len(vraag(nu=nu)) == len(vraag("west@voorbeeld.test", nu=nu)) == 1
        teksten = [regel.tekst for regel in zaak.gebeurtenissen.all()]
        assert teksten == [f"{link.doorverwijzing.naar}.", "Wijkteam West."]

    def test_the_team_hears_it_in_the_zaak_where_the_question_stands_now(self, nu, link):
        Partnerlink.objects.update(geldig_tot=nu)
        deze, in_zaak = link.doorverwijzing, bouwers.zaak()

        def naar_een_ander(*_):  # a colleague joins the zaak between reading and holding
            Doorverwijzing.objects.update(zaak=in_zaak)
            return True

        with pytest.MonkeyPatch.context() as anders:
            anders.setattr(hulpvraag, "mag_delen", naar_een_ander)
            assert len(vraag(nu=nu)) == 1
        assert in_zaak.gebeurtenissen.get().tekst == f"{deze.naar}."
        assert not deze.zaak.gebeurtenissen.exists()

    @pytest.mark.parametrize("hoe", ["beantwoord", "ingetrokken", "vervallen"])
    def test_what_is_over_is_not_mailed_again(self, nu, link, hoe):
        deze = link.doorverwijzing
        if hoe == "beantwoord":
            Doorverwijzing.objects.update(status="aangenomen", afgehandeld_op=nu)
        elif hoe == "ingetrokken":
            terug = {"ingetrokken_op": nu, "ingetrokken_door": deze.zaak.behandelaar}
            deze.zaak.toestemmingen.filter(soort="delen").update(**terug)
        else:
            Partnerlink.objects.update(vervallen_op=nu)
        assert vraag() == []
        assert not deze.zaak.gebeurtenissen.exists()


class TestPage:
    def _vraag(self, client, email):
        return client.post(reverse("nieuwe_link"), {"email": email}, follow=True)

    def test_known_and_unknown_addresses_read_the_same(self, client, link):
        antwoorden = [self._vraag(client, email) for email in (LINDE, "wie@voorbeeld.test")]
        assert len({hoofddeel(antwoord) for antwoord in antwoorden}) == 1
        assert [a.redirect_chain for a in antwoorden] == [[("/nieuwe-link/gevraagd/", 302)]] * 2
        assert Bericht.objects.get().aan == LINDE

    @pytest.mark.parametrize("naam", ["bijhouden", "bijhouden_nieuw", "hulpvraag"])
    def test_every_dead_link_offers_the_form(self, client, maastricht, naam):
        antwoord = client.get(reverse(naam, args=["1-x"]))
        assert antwoord.status_code == 404
        assert f'action="{reverse("nieuwe_link")}"' in antwoord.text

    def test_what_is_no_address_is_said_and_nothing_is_sent(self, client, maastricht):
        antwoord = self._vraag(client, "geen adres")
        assert antwoord.status_code == 422
        assert "noindex" in antwoord["X-Robots-Tag"]
        assert not Bericht.objects.exists()

    def test_who_asks_too_often_is_slowed_down(self, client, maastricht):
        statussen = [
            client.post(reverse("nieuwe_link"), {"email": f"a{i}@voorbeeld.test"}).status_code
            for i in range(pagina.REM.hoogstens + 1)
        ]
        assert statussen == [302] * pagina.REM.hoogstens + [429]

    def test_nobody_can_fill_the_mailbox_of_another(self, link, nu):
        keren = [len(vraag(nu=nu + timedelta(seconds=i))) for i in range(5)]
        assert keren == [1, 1, 1, 0, 0]
