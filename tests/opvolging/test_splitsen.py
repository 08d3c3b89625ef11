"""A zaak about two people of one house: the second gets a zaak, a clock and a history too."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from meldingen.models import Deur, Kanaal, Melding
from opvolging import contact, klokken, samenvoegen, splitsen, toestemming, triage
from opvolging.geschiedenis import speel_af, stand_van
from opvolging.models import (
    Contact,
    Gebeurtenis,
    Herinnering,
    Huisgenoot,
    Notitie,
    Relatie,
    Samenvoeging,
    Termijn,
    Toestemming,
    Zaak,
)
from rapportage import tellingen
from rapportage.bron import Bron
from rapportage.periode import periode
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Bericht
from tests import bouwers
from tests.bouwers import NU
from tests.draden import in_draden, wie_lukt
from tests.opvolging.samenloop import alles, spreek, zaak_van_een_melder
from tests.verzonden import verzonden

UUR = timedelta(hours=1)
DAG = timedelta(days=1)
LATER = NU + 30 * UUR
WIE = {
    "betrokkene_naam": "Sjeng Hendrix",
    "betrokkene_telefoon": "043 000 00 09",
    "leeftijdsgroep": "80_plus",
    "toelichting": "Zit de hele dag voor het raam.",
    "veilig": "ja",
    "weet_ervan": "nee",
}
THUIS = {"postcode": "6216 AB", "huisnummer": "14", "toevoeging": "b"}


@pytest.fixture
def jo(db):
    return bouwers.gebruiker(naam="Jo")


@pytest.fixture
def zaak(jo):
    """Bertha was spoken to, and agreed to be helped."""
    zaak = zaak_van_een_melder(jo, NU, buurt=bouwers.buurt(), **THUIS)
    spreek(zaak, NU + UUR)
    zaak = Zaak.objects.get(pk=zaak.pk)
    soort, manier = Toestemming.Soort.SCHAAL, Toestemming.Manier.GESPREK
    toestemming.geef(zaak, soort=soort, manier=manier, door=jo, nu=NU + UUR)
    return zaak


def splits(zaak, door, *, nu=LATER, sleutel=None, **velden):
    return splitsen.splits(
        zaak,
        relatie=Relatie.PARTNER,
        kanaal=Kanaal.BALIE,
        gegevens=WIE | velden,
        sleutel=sleutel or uuid4(),
        door=door,
        nu=nu,
    )


def _soorten(zaak) -> list[str]:
    return [regel.soort for regel in zaak.gebeurtenissen.all()]


def _klokken(zaak) -> dict[str, Termijn]:
    return {klok.soort: klok for klok in Termijn.objects.van(zaak)}


def test_the_second_person_has_a_melding_at_the_same_address_with_what_was_told(zaak, jo):
    nieuwe = splits(zaak, jo)
    melding = nieuwe.zaakmeldingen.get().melding
    assert (melding.betrokkene_naam, melding.toelichting) == (
        "Sjeng Hendrix",
        "Zit de hele dag voor het raam.",
    )
    eerste = zaak.zaakmeldingen.get().melding
    assert melding.adres_hash == eerste.adres_hash != ""
    assert (melding.toevoeging, melding.buurt) == ("b", bouwers.buurt())
    assert (melding.deur, melding.kanaal) == (Deur.IEMAND_ANDERS, Kanaal.BALIE)
    assert (melding.ontvangen_op, melding.ingevoerd_door) == (LATER, jo)
    assert not hasattr(melding, "melder")  # nobody reported this person


def test_both_stand_as_huisgenoten_and_both_histories_tell_of_the_split(zaak, jo):
    nieuwe = splits(zaak, jo)
    assert _soorten(zaak)[-2:] == _soorten(nieuwe) == ["gesplitst", "huisgenoot"]
    assert f"er nu zaak {nieuwe.pk}." in zaak.gebeurtenissen.get(soort="gesplitst").tekst
    assert f"in zaak {zaak.pk}." in nieuwe.gebeurtenissen.first().tekst
    for deze in (zaak, Zaak.objects.get(pk=nieuwe.pk)):
        regels = deze.gebeurtenissen.select_related("toestemming")
        assert speel_af(regels) == stand_van(deze)
    assert stand_van(nieuwe).huisgenoten == {zaak.pk}


def test_the_clocks_of_the_second_person_count_from_the_split_with_their_own_reminders(zaak, jo):
    voor = list(Termijn.objects.van(zaak).order_by("pk").values())
    nieuwe = splits(zaak, jo)
    klok = _klokken(nieuwe)
    assert klok.keys() == {"eerste_contact", "oppakken", "informatieplicht"}
    assert {deze.gestart_op for deze in klok.values()} == {LATER}
    assert klok["oppakken"].stopreden == "opgepakt"
    assert klok["eerste_contact"].gestopt_op is None
    assert klok["eerste_contact"].streef_op > LATER
    rijen = klok["eerste_contact"].herinneringen
    assert set(rijen.values_list("status", flat=True)) == {"gepland"}
    van_jo = rijen.filter(ontvanger=Herinnering.Ontvanger.BEHANDELAAR)
    assert {rij.gebruiker for rij in van_jo} == {jo}
    assert list(Termijn.objects.van(zaak).order_by("pk").values()) == voor


def test_nothing_of_the_first_person_counts_for_the_second(zaak, jo):
    nieuwe = splits(zaak, jo)
    assert nieuwe.status == Zaak.Status.OPGEPAKT
    assert not nieuwe.contacten.exists()
    assert not nieuwe.toestemmingen.exists()
    assert not hasattr(nieuwe, "informatie")
    assert zaak.toestemmingen.geldend().count() == zaak.contacten.count() == 1


def test_who_has_the_first_zaak_gets_the_second_and_sees_so(zaak, jo):
    els = bouwers.gebruiker(naam="Els")
    nieuwe = splits(zaak, els)
    assert nieuwe.behandelaar == jo
    nieuw = triage.nieuw_bij(nieuwe, jo)
    assert nieuw
    assert nieuw.van == "Els"
    assert triage.nieuw_bij(splits(zaak, jo), jo) is None


def test_of_a_colleague_who_left_the_second_zaak_is_of_who_splits(zaak, jo):
    els = bouwers.gebruiker(naam="Els")
    type(jo).objects.filter(pk=jo.pk).update(is_active=False)
    assert splits(Zaak.objects.get(pk=zaak.pk), els).behandelaar == els


def test_who_does_not_want_it_gets_no_call(zaak, jo):
    nieuwe = splits(zaak, jo, weet_ervan="ja_niet_akkoord")
    with pytest.raises(Geweigerd):
        spreek(nieuwe, LATER + UUR)


def test_sent_twice_is_split_once_and_other_words_under_the_same_key_are_refused(zaak, jo):
    sleutel = uuid4()
    nieuwe = splits(zaak, jo, sleutel=sleutel)
    assert splits(zaak, jo, sleutel=sleutel, nu=LATER + UUR) == nieuwe
    with pytest.raises(Geweigerd, match="al een keer verstuurd"):
        splits(zaak, jo, sleutel=sleutel, betrokkene_naam="Iemand anders")
    assert Zaak.objects.count() == 2


def test_a_closed_zaak_is_not_split(zaak, jo):
    Zaak.objects.filter(pk=zaak.pk).update(status="afgesloten", uitkomst="advies", afgesloten_op=NU)
    with pytest.raises(Geweigerd, match="al afgesloten"):
        splits(zaak, jo)
    assert Melding.objects.count() == 1


def test_undone_the_second_zaak_ends_as_no_melding_and_the_first_is_as_it_was(zaak, jo):
    voor, post = alles(), Bericht.objects.count()
    nieuwe = splits(zaak, jo)
    for _ in range(2):
        assert splitsen.maak_ongedaan(nieuwe, door=jo, nu=LATER + UUR) == zaak
    nieuwe.refresh_from_db()
    assert (nieuwe.status, nieuwe.uitkomst) == ("afgesloten", "geen_melding")
    assert not Termijn.objects.van(nieuwe).lopend().exists()
    assert not Huisgenoot.objects.geldend().exists()
    assert [rij for rij in alles()["klokken"] if rij in voor["klokken"]] == voor["klokken"]
    weg = ["huisgenoot_af", "splitsen_ongedaan"]
    assert _soorten(zaak)[-2:] == _soorten(nieuwe)[-2:] == weg
    assert speel_af(nieuwe.gebeurtenissen.all()) == stand_van(nieuwe)
    om_contact = {rij.termijn.melding_id for rij in verzonden(nu=LATER + 9 * DAG)}
    assert nieuwe.zaakmeldingen.get().melding_id not in om_contact
    assert Bericht.objects.filter(soort="afgerond").count() == 0
    assert post == 0


def test_undone_it_is_in_no_figure(zaak, jo):
    def aantal() -> int:
        telling = tellingen.meldingen_per_kanaal(Bron(jo.gemeente, periode(2026)))
        return sum(aantal.aantal for aantal in telling.aantallen.values())

    eerst = aantal()
    nieuwe = splits(zaak, jo)
    assert aantal() == eerst + 1
    splitsen.maak_ongedaan(nieuwe, door=jo, nu=LATER + UUR)
    assert aantal() == eerst


def test_what_was_done_since_stands_in_the_way_and_is_named(zaak, jo):
    nieuwe = splits(zaak, jo)
    spreek(nieuwe, LATER + UUR)
    with pytest.raises(Geweigerd, match="al iets gedaan: contact gehad, door Jo"):
        splitsen.maak_ongedaan(nieuwe, door=jo, nu=LATER + 2 * UUR)
    assert Huisgenoot.objects.geldend().exists()


def test_a_note_stands_in_the_way_too(zaak, jo):
    nieuwe = splits(zaak, jo)
    bouwers_notitie = Notitie(
        gemeente=jo.gemeente, zaak=nieuwe, voor=Notitie.Voor.IK, tekst="Bel Kiki.", door=jo, op=NU
    )
    bouwers_notitie.save()
    with pytest.raises(Geweigerd, match="er staat een notitie"):
        splitsen.maak_ongedaan(nieuwe, door=jo, nu=LATER)


def test_another_huisgenoot_of_the_second_person_stands_not_in_the_way(zaak, jo):
    nieuwe, kind = splits(zaak, jo), bouwers.zaak()
    bouwers.huisgenoot(nieuwe, kind, relatie=Relatie.KIND)
    splitsen.maak_ongedaan(nieuwe, door=jo, nu=LATER)
    assert not Huisgenoot.objects.geldend().exists()


def test_undone_when_the_first_zaak_was_joined_it_is_said_where_that_goes_on(zaak, jo):
    nieuwe, blijft = splits(zaak, jo), zaak_van_een_melder(jo)
    samenvoegen.voeg_samen(Zaak.objects.get(pk=zaak.pk), in_zaak=blijft, door=jo, nu=LATER)
    assert splitsen.maak_ongedaan(nieuwe, door=jo, nu=LATER + UUR) == blijft
    assert _soorten(blijft)[-1] == "splitsen_ongedaan"
    assert stand_van(zaak).huisgenoten == stand_van(nieuwe).huisgenoten == frozenset()


def test_a_zaak_that_was_not_split_off_cannot_be_taken_back(zaak, jo):
    with pytest.raises(Geweigerd, match="kwam niet uit een splitsing"):
        splitsen.maak_ongedaan(zaak, door=jo, nu=LATER)


@pytest.fixture
def tweede(zaak, jo):
    """A melding that was joined to the zaak and is about her husband."""
    melding = bouwers.melding_met_code(ontvangen_op=NU)
    klokken.start_alle(melding, nu=NU)
    triage.voeg_toe(melding, zaak=zaak, door=jo, nu=NU + 2 * UUR)
    return melding


def _splits_met(zaak, melding, door):
    relatie = Relatie.PARTNER
    return splitsen.splits_met(zaak, melding, relatie=relatie, door=door, nu=LATER)


def test_the_melding_about_the_second_person_goes_along_and_its_clock_counts_from_itself(
    zaak, tweede
):
    els = bouwers.gebruiker(naam="Els")
    nieuwe = _splits_met(zaak, tweede, els)
    assert nieuwe.zaakmeldingen.get().melding == tweede
    assert nieuwe.behandelaar == zaak.behandelaar
    assert triage.nieuw_bij(nieuwe, zaak.behandelaar)
    assert _soorten(nieuwe) == ["melding_losgemaakt", "huisgenoot"]
    klok = _klokken(nieuwe)["eerste_contact"]
    assert (klok.gestart_op, klok.gestopt_op) == (NU, None)
    assert stand_van(nieuwe).huisgenoten == {zaak.pk}


def test_that_melding_goes_back_and_all_is_as_it_was(zaak, tweede, jo):
    voor = alles()
    nieuwe = _splits_met(zaak, tweede, jo)
    triage.voeg_toe(tweede, zaak=zaak, door=jo, nu=LATER + UUR)
    na = alles()
    for wat in ("klokken", "meldingen", "contacten", "informatie", "pauzes"):
        assert na[wat] == voor[wat], wat
    assert not Huisgenoot.objects.geldend().exists()
    assert Zaak.objects.get(pk=nieuwe.pk).uitkomst == "dubbel"
    for deze in (zaak, Zaak.objects.get(pk=nieuwe.pk)):
        regels = deze.gebeurtenissen.select_related("toestemming")
        assert speel_af(regels).huisgenoten == frozenset()
    # and going back can be undone too
    samen = Samenvoeging.objects.geldend().get()
    assert samen.zaak == nieuwe


def test_the_only_melding_stays(zaak, jo):
    with pytest.raises(Geweigerd, match="enige melding"):
        _splits_met(zaak, zaak.zaakmeldingen.get().melding, jo)
    assert Zaak.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_splits_once():
    zaak, sleutel = bouwers.zaak(), UUID(int=77)
    gedaan = in_draden(lambda: splits(zaak, zaak.behandelaar, sleutel=sleutel).pk, 5)
    assert len(set(gedaan)) == 1
    assert Zaak.objects.count() == Melding.objects.count() == 2
    assert Gebeurtenis.objects.filter(soort="gesplitst").count() == 2


@pytest.mark.django_db(transaction=True)
def test_taking_it_back_while_a_colleague_calls_loses_no_call():
    for _ in range(8):
        zaak = bouwers.zaak()
        nieuwe, door = splits(zaak, zaak.behandelaar), zaak.behandelaar

        def bel(nieuwe=nieuwe, door=door):
            wijze = Contact.Wijze.TELEFOON
            contact.leg_vast(nieuwe, wijze=wijze, is_bereikt=False, door=door, nu=LATER + UUR)

        def terug(nieuwe=nieuwe, door=door):
            splitsen.maak_ongedaan(nieuwe, door=door, nu=LATER + UUR)

        assert sorted(wie_lukt(bel, terug)) == [False, True]
        nieuwe.refresh_from_db()
        assert (nieuwe.status == "opgepakt") == nieuwe.contacten.exists()


class TestOpDePagina:
    @pytest.fixture
    def client(self, jo):
        client = Client()
        client.force_login(jo)
        return client

    def _stuur(self, client, zaak, **velden):
        standaard = WIE | {"sleutel": str(uuid4()), "relatie": "partner", "kanaal": "balie"}
        adres = reverse("zaak_splitsen", args=[zaak.pk])
        return client.post(adres, standaard | velden, follow=True)

    def test_from_the_form_to_the_new_zaak_and_back(self, client, zaak):
        antwoord = self._stuur(client, zaak)
        nieuwe = Zaak.objects.exclude(pk=zaak.pk).get()
        assert antwoord.redirect_chain == [(f"/zaken/{zaak.pk}/#splitsen", 302)]
        assert f"is er nu zaak {nieuwe.pk}, bij Jo. De klok telt vanaf nu." in antwoord.text
        assert "Sjeng Hendrix: partner" in antwoord.text
        tekst = client.get(f"/zaken/{nieuwe.pk}/").text
        assert "Is er toch geen tweede persoon?" in tekst
        assert "Er is geen melder." in tekst
        assert "is de volgcode kwijt" not in tekst
        assert "Wij hoorden over u van iemand die wij in ons werk spraken." in tekst
        assert "vroeg of wij u eens wilden bellen" not in tekst
        adres = reverse("zaak_splitsen_ongedaan", args=[nieuwe.pk])
        terug = client.post(adres, follow=True)
        assert terug.redirect_chain == [(f"/zaken/{zaak.pk}/", 302)]
        assert f"Zaak {nieuwe.pk} vervalt." in terug.text
        assert "Is er toch geen tweede persoon?" not in client.get(f"/zaken/{nieuwe.pk}/").text

    def test_after_work_the_button_is_gone_and_the_address_says_why(self, client, zaak, jo):
        nieuwe = splits(zaak, jo)
        spreek(nieuwe, LATER + UUR)
        assert "Is er toch geen tweede persoon?" not in client.get(f"/zaken/{nieuwe.pk}/").text
        adres = reverse("zaak_splitsen_ongedaan", args=[nieuwe.pk])
        assert "al iets gedaan" in client.post(adres, follow=True).text

    def test_with_a_melding_only_the_relation_is_asked(self, client, zaak, tweede):
        leeg = dict.fromkeys([*WIE, "kanaal"], "")
        antwoord = self._stuur(client, zaak, melding=tweede.pk, **leeg)
        assert "De klok telt vanaf de melding." in antwoord.text
        nieuwe = Zaak.objects.exclude(pk=zaak.pk).get()
        tekst = client.get(f"/zaken/{nieuwe.pk}/").text
        assert f"Zet terug in zaak {zaak.pk}" in tekst

    @pytest.mark.parametrize(
        ("velden", "wat"),
        [
            ({"veilig": ""}, "Kies een antwoord."),
            ({"weet_ervan": ""}, "Kies een antwoord."),
            ({"relatie": ""}, "Kies een antwoord."),
            ({"betrokkene_telefoon": "bel maar"}, "Dit lijkt geen telefoonnummer."),
            (
                {"betrokkene_naam": "", "betrokkene_telefoon": "", "toelichting": ""},
                "Schrijf op wie het is, of wat er speelt.",
            ),
        ],
    )
    def test_what_is_missing_is_asked_and_nothing_is_lost(self, client, zaak, velden, wat):
        antwoord = self._stuur(client, zaak, **velden)
        assert antwoord.status_code == 422
        assert wat in antwoord.text
        assert WIE["leeftijdsgroep"] in antwoord.text
        assert Zaak.objects.count() == 1

    def test_a_melding_and_own_words_together_are_asked_back(self, client, zaak, tweede):
        antwoord = self._stuur(client, zaak, melding=tweede.pk)
        assert "U koos een melding, en u schreef ook zelf iets." in antwoord.text
        assert "Zit de hele dag voor het raam." in antwoord.text
        assert Zaak.objects.count() == 1
