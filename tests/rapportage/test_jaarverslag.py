import pytest
from django.db import IntegrityError, transaction

from meldingen.models import Melding
from opvolging.models import Termijn, Zaak
from rapportage import bescherming, jaarverslag
from rapportage.models import Jaarverslag, Verslagbestand
from rapportage.onderdrukking import Cel
from rapportage.verslag import tabellen
from signaalpunt.fouten import Geweigerd
from signaalpunt.rollen import Rol
from tests import bouwers
from tests.rapportage import stad

pytestmark = pytest.mark.django_db
NU = bouwers.NU


@pytest.fixture
def maastricht():
    gemeente = stad.gemeente_met_wijken()
    stad.jaar_vol_meldingen(gemeente, 2025)
    return gemeente


@pytest.fixture
def coordinator(maastricht):
    return bouwers.gebruiker(Rol.COORDINATOR, gemeente=maastricht)


def aantallen(verslag, tabel, kolom=0):
    gevonden = next(t for t in tabellen(verslag) if t["naam"] == tabel)
    return {rij["naam"]: rij["aantallen"][kolom] for rij in gevonden["rijen"]}


def bestanden(verslag):
    return {b.naam: bytes(b.inhoud) for b in verslag.bestanden.all()}


def test_the_report_holds_every_indicator_of_the_year(maastricht):
    stad.koppelingen(maastricht, 2025)
    verslag = jaarverslag.concept(maastricht, 2025, nu=NU)
    assert [tabel["naam"] for tabel in tabellen(verslag)] == [
        "meldingen_per_maand",
        "meldingen_per_deur",
        "meldingen_per_kanaal",
        "meldingen_per_wijk",
        "meldingen_per_leeftijd",
        "eerste_contact",
        "terecht",
        "uitkomst",
        "koppelingen",
    ]
    assert aantallen(verslag, "meldingen_per_deur") == {
        "mijzelf": 112,
        "iemand_anders": 128,
        "professional": 80,
    }
    assert aantallen(verslag, "eerste_contact")["24"] == 192
    assert aantallen(verslag, "eerste_contact", 1)["24"] == 160
    assert aantallen(verslag, "koppelingen") == {
        "liep_al": 12,
        "gestart": 18,
        "afgerond": 5,
        "gestopt": 5,
        "loopt_nog": 20,
    }


def test_the_report_begins_with_words_made_from_its_own_numbers(maastricht):
    verslag = jaarverslag.concept(maastricht, 2025, nu=NU)
    assert verslag["samenvatting"][0] == "In 2025 kwamen 320 meldingen binnen bij het signaalpunt."
    assert "Bij 80% van de meldingen was er binnen 48 uur" in verslag["samenvatting"][2]
    assert "In gewone uren geteld was dat 60%." in verslag["samenvatting"][2]
    assert [c["waarde"] for c in verslag["kerncijfers"]] == ["320", "80%", "60%", "67%"]


def test_where_wijken_are_shown_their_source_is_named(maastricht):
    verslag = jaarverslag.concept(maastricht, 2025, nu=NU)
    per_wijk = next(t for t in tabellen(verslag) if t["naam"] == "meldingen_per_wijk")
    assert "Kadaster / Centraal Bureau voor de Statistiek, 2025" in per_wijk["bron"]


def test_a_small_town_gets_coarser_tables_and_dashes(maastricht):
    stad.jaar_vol_meldingen(maastricht, 2024, 40)
    verslag = jaarverslag.concept(maastricht, 2024, nu=NU)
    namen = aantallen(verslag, "meldingen_per_maand").keys()
    assert namen < {"k1", "k2", "k3", "k4"} or len(namen) <= 4
    alles = [a for t in tabellen(verslag) for rij in t["rijen"] for a in rij["aantallen"]]
    assert all(a is None or a == 0 or a >= 5 for a in alles)


def test_what_cannot_be_divided_is_named_and_not_shown(maastricht):
    stad.jaar_vol_meldingen(maastricht, 2024, 12)
    verslag = jaarverslag.concept(maastricht, 2024, nu=NU)
    assert "Te weinig om te tonen: Meldingen per wijk" in verslag["hoofdstukken"][1]["inleiding"]


def test_a_year_with_hardly_anybody_has_no_report(maastricht):
    stad.jaar_vol_meldingen(maastricht, 2024, 9)
    with pytest.raises(Geweigerd, match="minder dan 10 mensen"):
        jaarverslag.concept(maastricht, 2024, nu=NU)


def test_percentages_need_a_base_of_thirty(maastricht):
    stad.jaar_vol_meldingen(maastricht, 2024, 29)
    verslag = jaarverslag.concept(maastricht, 2024, nu=NU)
    delen = [d for t in tabellen(verslag) for r in t["rijen"] for d in r["percentages"]]
    assert set(delen) == {None}
    assert len(verslag["kerncijfers"]) == 1


def test_a_year_that_is_not_over_cannot_be_frozen(maastricht, coordinator):
    stad.jaar_vol_meldingen(maastricht, 2026, 60)
    assert jaarverslag.concept(maastricht, 2026, nu=NU)["is_concept"]
    with pytest.raises(Geweigerd, match="nog niet voorbij"):
        jaarverslag.leg_vast(maastricht, 2026, door=coordinator, nu=NU)


def test_a_frozen_report_can_be_frozen_anew_until_it_is_published(maastricht, coordinator):
    eerste = jaarverslag.leg_vast(maastricht, 2025, door=coordinator, nu=NU)
    Melding.objects.filter(gemeente=maastricht).update(deur="professional")
    tweede = jaarverslag.leg_vast(maastricht, 2025, door=coordinator, nu=NU)
    assert eerste.inhoud != tweede.inhoud
    assert Jaarverslag.objects.get() == tweede
    wie = coordinator.naam
    with pytest.raises(Geweigerd, match=f"{wie} heeft dit verslag zojuist opnieuw vastgelegd"):
        jaarverslag.publiceer(eerste, door=coordinator, nu=NU)
    jaarverslag.publiceer(tweede, door=coordinator, nu=NU)
    with pytest.raises(Geweigerd, match="verandert niet meer"):
        jaarverslag.leg_vast(maastricht, 2025, door=coordinator, nu=NU)
    with pytest.raises(Geweigerd, match=f"{wie} heeft dit verslag al gepubliceerd"):
        jaarverslag.publiceer(tweede, door=coordinator, nu=NU)


def test_a_leak_stops_the_freeze_and_leaves_nothing_behind(maastricht, coordinator, monkeypatch):
    lek = type("Lek", (), {"cel": Cel("meldingen_per_maand", "01")})
    monkeypatch.setattr(bescherming, "controleer", lambda familie, getoond: [lek])
    with pytest.raises(Geweigerd, match="‘Meldingen per maand’ is een klein aantal uit te rekenen"):
        jaarverslag.leg_vast(maastricht, 2025, door=coordinator, nu=NU)
    assert not Jaarverslag.objects.exists()


def test_what_is_frozen_does_not_change_with_what_it_counted(maastricht, coordinator):
    verslag = jaarverslag.leg_vast(maastricht, 2025, door=coordinator, nu=NU)
    voor = bestanden(verslag)
    assert voor.keys() >= {"pdf", "xlsx", "csv", "json", "meldingen_per_maand.svg"}
    Zaak.objects.filter(uitkomst="advies").update(uitkomst="dubbel")
    Termijn.objects.all().delete()
    assert bestanden(Jaarverslag.objects.get()) == voor


def test_koppelingen_that_a_published_year_hid_stay_hidden_in_the_next(maastricht, coordinator):
    stad.koppelingen(maastricht, 2025)
    inhoud = jaarverslag.concept(maastricht, 2025, nu=NU)
    tabel = next(t for t in tabellen(inhoud) if t["naam"] == "koppelingen")
    next(r for r in tabel["rijen"] if r["naam"] == "loopt_nog")["aantallen"] = [None]
    bouwers.jaarverslag(gemeente=maastricht, jaar=2024, inhoud=inhoud)
    verslag = jaarverslag.concept(maastricht, 2025, nu=NU)
    assert aantallen(verslag, "koppelingen")["liep_al"] is None


class TestPublicationIsFinal:
    """The database itself refuses, whoever asks."""

    @pytest.fixture
    def verslag(self):
        return bouwers.jaarverslag()

    @pytest.mark.parametrize("velden", [{"jaar": 2020}, {"inhoud": {}}, {"gepubliceerd_op": None}])
    def test_a_published_report_cannot_be_changed(self, verslag, velden):
        with pytest.raises(IntegrityError, match="verandert niet meer"), transaction.atomic():
            Jaarverslag.objects.update(**velden)

    def test_a_published_report_cannot_be_deleted(self, verslag):
        with pytest.raises(IntegrityError, match="verandert niet meer"), transaction.atomic():
            verslag.delete()
        with pytest.raises(IntegrityError, match="verandert niet meer"), transaction.atomic():
            Jaarverslag.objects.all()._raw_delete("default")

    def test_its_files_cannot_be_changed_added_or_taken_away(self, verslag):
        elders = bouwers.jaarverslag(jaar=2024, gepubliceerd_op=None)
        pogingen = [
            lambda: Verslagbestand.objects.filter(jaarverslag=verslag).update(inhoud=b"anders"),
            lambda: Verslagbestand.objects.filter(jaarverslag=verslag).delete(),
            lambda: verslag.bestanden.create(gemeente=verslag.gemeente, naam="x", inhoud=b""),
            lambda: elders.bestanden.update(jaarverslag=verslag, naam="erbij"),
        ]
        for poging in pogingen:
            with pytest.raises(IntegrityError, match="verandert niet meer"), transaction.atomic():
                poging()

    def test_what_is_only_frozen_can_still_go(self):
        verslag = bouwers.jaarverslag(gepubliceerd_op=None)
        verslag.bestanden.update(inhoud=b"anders")
        verslag.delete()
        assert not Verslagbestand.objects.exists()


def test_years_run_from_the_first_melding_to_today(maastricht):
    stad.jaar_vol_meldingen(maastricht, 2023, 5)
    assert jaarverslag.jaren(maastricht, NU.date()) == [2026, 2025, 2024, 2023]
    assert jaarverslag.jaren(bouwers.gemeente(code="GM0001", naam="Leeg"), NU.date()) == []


def test_a_report_is_called_by_its_year():
    verslag = bouwers.jaarverslag(bestanden=("pdf",))
    assert str(verslag) == "jaarverslag 2025"
    assert str(verslag.bestanden.get()) == f"pdf van {verslag.pk}"
