"""The melder hears how it went only as far as the person agreed, and in words that stand fixed."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from opvolging import intrekken, losmaken, terugvertellen
from opvolging.models import Gebeurtenis, Toestemming, Zaak
from opvolging.terugvertellen import Manier, Zin
from opvolging.toestemming import ToestemmingOntbreekt
from signaalpunt import post
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

GOED = Toestemming.Soort.TERUGKOPPELING
UUR = timedelta(hours=1)


def _melding(**velden):
    melding = bouwers.melding(**{"terugkoppeling": "email"} | velden)
    bouwers.melder(melding=melding, email="buur@voorbeeld.test", telefoon="06 00 00 00 09")
    return melding


@pytest.fixture
def melding():
    return _melding(betrokkene_naam="Mevrouw Geheim")


@pytest.fixture
def zaak(melding):
    return bouwers.zaak(meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)


@pytest.fixture
def goed(zaak):
    return bouwers.toestemming(zaak=zaak, soort=GOED)


def vertel(zaak, melding, zin=Zin.CONTACT, manier=Manier.EMAIL, nu=NU + UUR):
    door = zaak.behandelaar
    terugvertellen.vertel(zaak, melding=melding, zin=zin, manier=manier, door=door, nu=nu)


def regels(zaak):
    return list(zaak.gebeurtenissen.values_list("soort", flat=True))


@pytest.mark.usefixtures("goed")
def test_with_a_yes_the_mail_says_the_chosen_sentence_and_nothing_about_the_person(zaak, melding):
    for _ in range(2):
        vertel(zaak, melding)
    [regel] = zaak.gebeurtenissen.all()
    verwacht = f"Melding {melding.pk}, in een e-mail: Wij hebben contact gehad met deze persoon."
    assert (regel.soort, regel.tekst) == ("terugverteld", verwacht)
    post.verstuur(nu=NU + UUR)
    [gestuurd] = mail.outbox
    assert gestuurd.to == ["buur@voorbeeld.test"]
    assert "Wij hebben contact gehad met deze persoon." in gestuurd.body
    assert "We have been in touch" in gestuurd.body
    assert "Geheim" not in gestuurd.body


@pytest.mark.usefixtures("goed")
def test_on_the_phone_it_is_written_down_and_no_mail_leaves(zaak, melding):
    vertel(zaak, melding, Zin.VRAAG_ZELF, Manier.TELEFOON)
    assert regels(zaak) == ["terugverteld"]
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("manier", Manier)
def test_without_a_yes_nothing_is_told_or_written_down(zaak, melding, manier):
    with pytest.raises(ToestemmingOntbreekt, match="Vertel de melder niet hoe het ging"):
        vertel(zaak, melding, manier=manier)
    assert not zaak.gebeurtenissen.exists()
    assert not Bericht.objects.exists()


def test_taking_it_back_holds_a_mail_that_did_not_leave(zaak, melding, goed):
    vertel(zaak, melding)
    intrekken.trek_in(goed, door=zaak.behandelaar, nu=NU + 2 * UUR)
    assert regels(zaak)[-2:] == ["toestemming_ingetrokken", "toch_niet_verteld"]
    post.verstuur(nu=NU + 3 * UUR)
    assert mail.outbox == []
    assert Bericht.objects.get().status == Bericht.Status.INGETROKKEN


def test_after_a_new_yes_it_can_be_told_again(zaak, melding, goed):
    vertel(zaak, melding)
    intrekken.trek_in(goed, door=zaak.behandelaar, nu=NU + 2 * UUR)
    bouwers.toestemming(zaak=zaak, soort=GOED, vastgelegd_op=NU + 3 * UUR)
    vertel(zaak, melding, nu=NU + 4 * UUR)
    post.verstuur(nu=NU + 4 * UUR)
    assert len(mail.outbox) == 1


def test_taking_it_back_when_all_left_writes_no_second_line(zaak, melding, goed):
    vertel(zaak, melding)
    post.verstuur(nu=NU + UUR)
    intrekken.trek_in(goed, door=zaak.behandelaar, nu=NU + 2 * UUR)
    assert regels(zaak)[-1] == "toestemming_ingetrokken"


@pytest.mark.parametrize("zegt_weer_ja", [False, True])
def test_a_mail_asks_again_as_it_leaves_whether_that_yes_holds(zaak, melding, goed, zegt_weer_ja):
    vertel(zaak, melding)
    # as when the taking back and the sending meet
    Toestemming.objects.filter(pk=goed.pk).update(
        ingetrokken_op=NU + UUR, ingetrokken_door=zaak.behandelaar
    )
    if zegt_weer_ja:  # to another sentence, perhaps
        bouwers.toestemming(zaak=zaak, soort=GOED, vastgelegd_op=NU + UUR)
    post.verstuur(nu=NU + 2 * UUR)
    assert mail.outbox == []


def test_a_melding_that_turned_out_to_be_about_somebody_else_takes_no_mail_along(melding):
    andere = _melding()
    zaak = bouwers.zaak(meldingen=[melding, andere], status=Zaak.Status.CONTACT_GELEGD)
    bouwers.toestemming(zaak=zaak, soort=GOED)
    for deel in (melding, andere):
        bouwers.termijn(melding=deel)
    vertel(zaak, andere)
    losmaken.maak_los(andere, zaak=zaak, door=zaak.behandelaar, nu=NU + UUR)
    post.verstuur(nu=NU + 2 * UUR)
    assert mail.outbox == []
    with pytest.raises(Geweigerd, match="hoort niet meer bij deze zaak"):
        vertel(zaak, andere)


def test_a_mail_about_a_melding_that_is_gone_is_not_sent(zaak, melding, goed):
    vertel(zaak, melding)
    bericht = Bericht.objects.get()
    bericht.sleutel = f"hoe_het_ging-999999-contact-{goed.pk}"
    assert terugvertellen.schrijf(bericht, NU) is None


@pytest.mark.usefixtures("goed")
def test_who_took_the_melding_back_hears_nothing_more(zaak, melding):
    vertel(zaak, melding)
    bouwers.aanvulling(melding=melding, soort="intrekking")
    post.verstuur(nu=NU + UUR)
    assert mail.outbox == []
    with pytest.raises(Geweigerd, match="trok de melding in"):
        vertel(zaak, melding, manier=Manier.TELEFOON)


@pytest.mark.parametrize("anders", [{"deur": "mijzelf"}, {"terugkoppeling": "code"}])
def test_nobody_is_mailed_who_did_not_ask_for_it(anders):
    melding = _melding(**anders)
    zaak = bouwers.zaak(meldingen=[melding], status=Zaak.Status.CONTACT_GELEGD)
    bouwers.toestemming(zaak=zaak, soort=GOED)
    with pytest.raises(Geweigerd, match=r"meldde zelf|vroeg niet om e-mail"):
        vertel(zaak, melding)
    assert not zaak.gebeurtenissen.exists()


@pytest.mark.parametrize(
    "stand",
    [
        {"status": Zaak.Status.CONTACT_GELEGD, "hulpwens": "nee"},
        {"status": Zaak.Status.AFGESLOTEN, "uitkomst": "wil_geen_hulp", "afgesloten_op": NU},
    ],
)
def test_a_sentence_that_cannot_be_true_is_refused(melding, stand):
    zaak = bouwers.zaak(meldingen=[melding], **stand)
    bouwers.toestemming(zaak=zaak, soort=GOED)
    with pytest.raises(Geweigerd, match="deze zin klopt niet"):
        vertel(zaak, melding, Zin.HULP)
    vertel(zaak, melding, Zin.VRAAG_ZELF)  # also of a closed zaak
    assert regels(zaak) == ["terugverteld"]


def test_every_sentence_exists_in_english_too_and_fits_the_key_of_a_mail():
    assert terugvertellen.IN_ENGLISH.keys() == set(Zin)
    assert all("-" not in zin.value for zin in Zin)


class TestPage:
    @pytest.fixture
    def client(self, client, zaak):
        client.force_login(zaak.behandelaar)
        return client

    def _adres(self, zaak):
        return reverse("zaak_terugvertellen", args=[zaak.pk])

    def _met_regel(self, zaak, goed):
        bouwers.gebeurtenis(zaak=zaak, soort=Gebeurtenis.Soort.TOESTEMMING, toestemming=goed)

    def test_the_form_is_there_only_after_a_yes(self, client, zaak):
        adres = reverse("zaak", args=[zaak.pk])
        assert "Vertel het</button>" not in client.get(adres).text
        self._met_regel(zaak, bouwers.toestemming(zaak=zaak, soort=GOED))
        assert "Vertel het</button>" in client.get(adres).text

    def test_a_chosen_sentence_is_told_and_said(self, client, zaak, melding, goed):
        self._met_regel(zaak, goed)
        velden = {"melding": melding.pk, "zin": "contact"}
        for manier, zin in (("email", "onderweg"), ("telefoon", "u vertelde het de melder")):
            antwoord = client.post(self._adres(zaak), velden | {"manier": manier}, follow=True)
            assert zin in antwoord.text
        assert Bericht.objects.get().soort == "hoe_het_ging"

    def test_a_yes_that_was_just_taken_back_refuses_and_keeps_the_choice(
        self, client, zaak, melding
    ):
        velden = {"melding": melding.pk, "zin": "contact", "manier": "email"}
        antwoord = client.post(self._adres(zaak), velden)
        assert antwoord.status_code == 422
        assert "deze persoon gaf daar geen toestemming voor" in antwoord.text

    def test_of_several_melders_one_is_chosen(self, client):
        meldingen = [_melding(), _melding(terugkoppeling="code"), bouwers.melding(deur="mijzelf")]
        zaak = bouwers.zaak(meldingen=meldingen, status=Zaak.Status.CONTACT_GELEGD)
        self._met_regel(zaak, bouwers.toestemming(zaak=zaak, soort=GOED))
        client.force_login(zaak.behandelaar)
        tekst = client.get(reverse("zaak", args=[zaak.pk])).text
        gekozen = [m.pk for m in meldingen if f"De melder van melding {m.pk}<" in tekst]
        assert gekozen == [m.pk for m in meldingen[:2]]
        velden = {"melding": meldingen[2].pk, "zin": "contact", "manier": "telefoon"}
        assert client.post(self._adres(zaak), velden).status_code == 422
