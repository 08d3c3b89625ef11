"""The sociale kaart: what is kept, what is found, and what a colleague just changed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from meldingen.laden import laad_maastricht
from opvolging import aanbod as kaart
from opvolging.aanbod import ZojuistGewijzigd, bewaar, dichtbij, gezocht
from opvolging.aanbodbeeld import stand, verschillen
from opvolging.models import Aanbod
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers

pytestmark = pytest.mark.django_db

NU, VANDAAG = bouwers.NU, bouwers.NU.date()


def alle():
    return Aanbod.objects.all()


def gevonden(**keuze):
    return [rij.naam for rij in gezocht(alle(), keuze)]


class TestLaden:
    def test_the_names_of_the_policy_documents_come_along_each_to_be_completed(self):
        laad_maastricht()
        namen = set(alle().values_list("naam", flat=True))
        assert {"Trajekt", "@Ease", "Buurtbrögke", "UM-huiskamer", "Kredietbank Limburg"} <= namen
        assert len(namen) == 31
        assert not alle().filter(is_compleet=True).exists()

    def test_no_address_or_telephone_was_invented(self):
        laad_maastricht()
        leeg = {"plek": "", "telefoon": "", "email": "", "website": "", "buurt": None}
        assert alle().filter(**leeg).count() == alle().count()

    def test_loading_again_keeps_what_was_renamed_completed_or_put_away(self):
        laad_maastricht()
        alle().filter(kenmerk="trajekt").update(naam="Trajekt Welzijn", gearchiveerd_op=NU)
        laad_maastricht()
        assert alle().count() == 31
        assert alle().get(kenmerk="trajekt").naam == "Trajekt Welzijn"


class TestBewaren:
    def test_a_second_writer_hears_what_the_first_wrote_and_loses_nothing(self):
        rij = bouwers.aanbod()
        eerste, tweede = alle().get(pk=rij.pk), alle().get(pk=rij.pk)
        eerste.tijd = "Elke woensdag om 14.00 uur"
        bewaar(eerste, versie=1, door=bouwers.gebruiker(), nu=NU)
        tweede.naam = "Koffie en thee"
        with pytest.raises(ZojuistGewijzigd, match="Een collega heeft dit zojuist") as weigering:
            bewaar(tweede, versie=1, door=bouwers.gebruiker(), nu=NU)
        anders = {v.veld: v.nu for v in verschillen(weigering.value.nu_geldend, tweede)}
        assert anders == {"Naam": "Koffieochtend", "Dag en tijd": "Elke woensdag om 14.00 uur"}
        rij.refresh_from_db()
        assert (rij.naam, rij.tijd, rij.versie) == ("Koffieochtend", eerste.tijd, 2)

    def test_what_is_sent_twice_is_one_entry(self):
        eerste = Aanbod(gemeente=bouwers.gemeente(), naam="Naaiatelier")
        tweede = Aanbod(gemeente=bouwers.gemeente(), naam="Naaiatelier", sleutel=eerste.sleutel)
        bewaar(eerste, versie=1, door=None, nu=NU)
        assert bewaar(tweede, versie=1, door=None, nu=NU) == eerste
        assert alle().count() == 1

    def test_residents_never_read_half_an_entry(self):
        half = Aanbod(gemeente=bouwers.gemeente(), naam="Naaiatelier", is_openbaar=True)
        with pytest.raises(Geweigerd, match=r"Vul nog aan: een omschrijving, .*wat het kost"):
            bewaar(half, versie=1, door=None, nu=NU)
        with pytest.raises(IntegrityError), transaction.atomic():
            half.save()

    def test_what_comes_to_somebody_needs_no_buurt(self):
        assert bouwers.aanbod(buurt=None).ontbreekt == ["de buurt"]
        assert bouwers.aanbod(buurt=None, plaats="afstand").ontbreekt == []

    def test_put_away_is_out_of_sight_and_comes_back_for_the_team_only(self):
        rij, door = bouwers.aanbod(), bouwers.gebruiker()
        for _ in range(2):
            kaart.leg_weg(rij, door=door, nu=NU)
        rij.refresh_from_db()
        assert (rij.gearchiveerd_op, rij.versie, rij.gewijzigd_door) == (NU, 2, door)
        assert not alle().openbaar(VANDAAG).exists()
        kaart.haal_terug(rij, door=door, nu=NU)
        assert alle().geldig(VANDAAG).get() == rij
        assert not alle().openbaar(VANDAAG).exists()


class TestVerlopen:
    @pytest.mark.parametrize(
        ("dagen", "is_te_zien", "vraagt_aandacht"),
        [(-1, False, True), (0, True, True), (30, True, True), (31, True, False)],
    )
    def test_the_last_day_still_counts_and_a_month_before_somebody_looks(
        self, dagen, is_te_zien, vraagt_aandacht
    ):
        rij = bouwers.aanbod(geldig_tot=VANDAAG + timedelta(days=dagen))
        assert alle().openbaar(VANDAAG).exists() is is_te_zien
        assert alle().verlopend(VANDAAG).exists() is vraagt_aandacht
        assert rij.is_over(VANDAAG) is not is_te_zien

    def test_what_happens_once_is_over_the_day_after_and_asks_nothing_before(self):
        bouwers.aanbod(ritme="eenmalig", datum=VANDAAG)
        assert alle().openbaar(VANDAAG).exists()
        assert not alle().verlopend(VANDAAG).exists()
        morgen = VANDAAG + timedelta(days=1)
        assert not alle().openbaar(morgen).exists()
        assert alle().verlopend(morgen).exists()

    def test_a_stand_is_one_word_and_the_worst_comes_first(self):
        assert stand(bouwers.aanbod(), VANDAAG)[0] == "zichtbaar voor inwoners"
        assert stand(bouwers.aanbod(is_openbaar=False), VANDAAG)[0] == "alleen voor het team"
        assert stand(bouwers.aanbod(tijd=""), VANDAAG)[0] == "nog aan te vullen"
        assert stand(bouwers.aanbod(geldig_tot=date(2026, 1, 1)), VANDAAG)[0] == "voorbij"
        assert stand(bouwers.aanbod(gearchiveerd_op=NU), VANDAAG)[0] == "weggelegd"


class TestZoeken:
    @pytest.mark.parametrize(
        "woorden", ["wandelen", "wandeling", "WANDELINGEN", "wandelen parken", "samen -koffie"]
    )
    def test_a_word_is_found_in_any_form(self, woorden):
        bouwers.aanbod(naam="Ommetje", omschrijving="Samen een wandeling maken in het park.")
        bouwers.aanbod()
        assert gevonden(zoek=woorden) == ["Ommetje"]

    @pytest.mark.parametrize(
        "woorden",
        [
            "eten",
            "etentje",
            "samen eten",
            "Koken",
            "warm eten koken",
            "tuinieren",
            "eten in de tuin",
        ],
    )
    def test_another_word_for_the_same_will_do(self, woorden):
        tekst = "U eet samen een warme maaltijd uit de buurttuin. Wie wil, kookt mee."
        bouwers.aanbod(naam="Samen aan tafel", omschrijving=tekst)
        bouwers.aanbod()
        assert gevonden(zoek=woorden) == ["Samen aan tafel"]
        assert gevonden(zoek=f"{woorden} parachute") == []

    def test_who_leaves_a_word_out_with_a_sign_means_that_word(self):
        bouwers.aanbod(naam="Tafel", omschrijving="U eet samen een maaltijd.")
        assert gevonden(zoek="samen -maaltijd") == []
        assert gevonden(zoek='"samen eten"') == []
        assert gevonden(zoek="samen -eten") == ["Tafel"]

    def test_a_word_in_the_name_comes_before_one_in_the_text(self):
        bouwers.aanbod(naam="Eetcafé", omschrijving="Samen schaken na het eten.")
        bouwers.aanbod(naam="Schaken")
        assert gevonden(zoek="schaken") == ["Schaken", "Eetcafé"]

    @pytest.mark.parametrize("raar", ["'", '"open', "&|!()", "<->", "\\", "de het een", "%_"])
    def test_no_sign_breaks_the_search(self, raar):
        bouwers.aanbod()
        assert gevonden(zoek=raar) in ([], ["Koffieochtend"])

    def test_what_is_for_everybody_is_for_a_group_too(self):
        bouwers.aanbod(naam="Iedereen")
        bouwers.aanbod(naam="Studenten", doelgroepen=["studenten"])
        assert gevonden(doelgroep="studenten") == ["Iedereen", "Studenten"]
        assert gevonden(doelgroep="ouderen") == ["Iedereen"]

    def test_each_choice_narrows_the_list(self):
        bouwers.aanbod()
        bouwers.aanbod(
            naam="Praatgroep", soorten=["emotioneel"], dagdelen=["wo_avond"], kosten="klein",
            is_rolstoelvriendelijk=None, behoeften=["samen_eten"],
        )  # fmt: skip
        for keuze in (
            {"soort": "emotioneel"},
            {"dagdelen": ["wo_avond", "do_avond"]},
            {"behoefte": "samen_eten"},
        ):
            assert gevonden(**keuze) == ["Praatgroep"]
        assert gevonden(gratis=True) == gevonden(rolstoel=True) == ["Koffieochtend"]
        assert gevonden(soort="sociaal", dagdelen=["wo_avond"]) == []

    def test_the_nearest_comes_first_and_what_comes_to_you_last(self):
        malberg = bouwers.buurt()
        ver = bouwers.buurt(code="BU09350601", naam="Ver", breedte=50.82, lengte=5.72)
        naast = bouwers.buurt(code="BU09350205", naam="Naast", breedte=50.861, lengte=5.66)
        bouwers.aanbod(naam="Bellen", plaats="afstand", buurt=None)
        for plek in (ver, naast, malberg):
            bouwers.aanbod(naam=plek.naam, buurt=plek)
        namen = [rij.naam for rij in dichtbij(alle(), malberg)]
        assert namen == ["Malberg", "Naast", "Ver", "Bellen"]


def test_another_gemeente_and_other_roles_see_nothing():
    bouwers.aanbod()
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    vreemd = bouwers.gebruiker(Rol.COORDINATOR, gemeente=elders)
    assert not Aanbod.objects.zichtbaar_voor(vreemd).exists()
    for rol in Rol:
        ziet = Aanbod.objects.zichtbaar_voor(bouwers.gebruiker(rol)).exists()
        assert ziet is (rol in (Rol.MEDEWERKER, Rol.COORDINATOR))


class TestPaginas:
    @pytest.fixture
    def team(self, client):
        client.force_login(bouwers.gebruiker())
        return client

    @pytest.mark.parametrize("aantal", [1, 500])
    def test_the_list_costs_the_same_with_one_entry_and_with_five_hundred(
        self, team, aantal, django_assert_num_queries
    ):
        eerste = bouwers.aanbod()
        Aanbod.objects.bulk_create(
            Aanbod(gemeente=eerste.gemeente, naam=f"Plek {nummer}") for nummer in range(aantal - 1)
        )
        with django_assert_num_queries(
            6
        ):  # session, gebruiker, buurten, count, page, what is sent in
            antwoord = team.get(reverse("aanbod"))
        assert len(antwoord.context["rijen"]) == min(aantal, 25)

    def test_a_page_further_keeps_what_was_asked(self, team):
        for nummer in range(30):
            bouwers.aanbod(naam=f"Plek {nummer:02}")
        antwoord = team.get(reverse("aanbod"), {"soort": "sociaal", "blad": "2", "zoek": "plek"})
        assert "Pagina 2 van 2" in antwoord.text
        assert "soort=sociaal&amp;zoek=plek&amp;blad=1" in antwoord.text

    @pytest.mark.parametrize(
        "vraag", ["buurt=x", "moment=nacht", "soort=liefde", "stand=raar", "blad=nul", "zoek=%00"]
    )
    def test_what_is_not_understood_is_left_out(self, team, vraag):
        bouwers.aanbod()
        antwoord = team.get(f"{reverse('aanbod')}?{vraag}")
        assert antwoord.status_code == 200
        assert "Koffieochtend" in antwoord.text

    @pytest.mark.parametrize(
        ("stand", "naam"),
        [("aanvullen", "Half"), ("verloopt", "Oud"), ("openbaar", "Heel"), ("weggelegd", "Weg")],
    )
    def test_each_stand_has_its_list(self, team, stand, naam):
        bouwers.aanbod(naam="Heel")
        bouwers.aanbod(naam="Half", tijd="")
        bouwers.aanbod(naam="Oud", geldig_tot=date(2020, 1, 1))
        bouwers.aanbod(naam="Weg", gearchiveerd_op=NU)
        antwoord = team.get(reverse("aanbod"), {"stand": stand})
        assert [rij.naam for rij, _ in antwoord.context["rijen"]] == [naam]

    def test_an_entry_is_added_with_a_name_alone_and_says_what_it_lacks(self, team):
        velden = {"naam": "Naaiatelier", "plaats": "plek", "ritme": "vast"}
        antwoord = team.post(reverse("aanbod_toevoegen"), velden, follow=True)
        assert "Naaiatelier is bewaard." in antwoord.text
        assert "Vraag na: een omschrijving, waar het bij helpt, de buurt" in antwoord.text

    def test_once_needs_a_day_and_half_is_not_for_residents(self, team):
        velden = {"naam": "Kerstdiner", "plaats": "plek", "ritme": "eenmalig"}
        antwoord = team.post(reverse("aanbod_toevoegen"), velden)
        assert antwoord.status_code == 422
        assert "Vul de dag in, want het is één keer." in antwoord.text
        velden |= {"datum": "2026-12-25", "is_openbaar": "on"}
        antwoord = team.post(reverse("aanbod_toevoegen"), velden)
        assert "Inwoners zien dit pas als het compleet is." in antwoord.text
        assert not alle().exists()

    def test_who_comes_second_reads_the_difference_and_may_save_again(self, team):
        rij = bouwers.aanbod(naam="Koffie")
        adres = reverse("aanbod_wijzigen", args=[rij.pk])
        velden = {"naam": "Koffie", "plaats": "plek", "ritme": "vast", "versie": "1"}
        team.post(adres, velden | {"tijd": "Op maandag"})
        tweede = team.post(adres, velden | {"tijd": "Op vrijdag"})
        assert tweede.status_code == 422
        assert "Dit schreef uw collega anders" in tweede.text
        assert "Op maandag" in tweede.text
        assert tweede.context["form"]["tijd"].value() == "Op vrijdag"
        nieuwe_versie = tweede.context["form"]["versie"].value()
        team.post(adres, velden | {"tijd": "Op vrijdag", "versie": nieuwe_versie})
        assert alle().get().tijd == "Op vrijdag"

    def test_put_away_and_back_by_its_page(self, team):
        rij = bouwers.aanbod()
        assert "is weggelegd" in team.post(reverse("aanbod_weg", args=[rij.pk]), follow=True).text
        assert "Haal terug" in team.get(reverse("aanbod_bekijken", args=[rij.pk])).text
        terug = team.post(reverse("aanbod_terug", args=[rij.pk]), follow=True)
        assert "alleen voor het team" in terug.text
