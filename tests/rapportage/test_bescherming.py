"""Which numbers of a report are shown. The protection itself is proved in its own tests."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapportage import bescherming, onderdrukking
from rapportage.bescherming import Gekozen, Getoond, bescherm, familie_van, kies
from rapportage.bron import Aantal
from rapportage.indelingen import BEGIN, CONTACT, DEUR, EINDE, KANAAL, MAAND
from rapportage.onderdrukking import Cel, NietTeBeschermen, controleer
from rapportage.tellingen import Telling
from signaalpunt.fouten import Geweigerd

WERKDAG, GEWOON = bescherming.SAMEN


def telling(naam, niveaus, aantallen, drempel=5, mensen=None):
    return Telling(
        naam=naam,
        titel=naam.capitalize(),
        definitie="",
        niveaus=niveaus,
        aantallen={w: Aantal(n, (mensen or aantallen)[w]) for w, n in aantallen.items()},
        drempel=drempel,
        gaat_over_mensen=naam not in bescherming.SAMEN,
    )


def deur(mijzelf, ander, professional, **velden):
    aantallen = {"mijzelf": mijzelf, "iemand_anders": ander, "professional": professional}
    return telling("deur", DEUR, aantallen, **velden)


def contact(naam, *aantallen):
    waarden = ("24", "48", "later", "zonder", "nog_niet")
    return telling(naam, CONTACT, dict(zip(waarden, aantallen, strict=True)))


def rijen(keuze, naam):
    return [groep.naam for groep in keuze[naam].niveau]


def test_a_table_without_small_cells_stays_as_fine_as_it_can_be():
    keuze, getoond = bescherm(kies([deur(40, 30, 30)]))
    assert rijen(keuze, "deur") == ["mijzelf", "iemand_anders", "professional"]
    assert getoond["deur"] == Getoond((40, 30, 30), 100)


def test_a_table_with_too_many_small_cells_becomes_coarser():
    keuze, getoond = bescherm(kies([deur(3, 47, 50)]))
    assert rijen(keuze, "deur") == ["inwoner", "professional"]
    assert getoond["deur"] == Getoond((50, 50), 100)


def test_a_table_that_cannot_be_divided_is_left_out():
    assert bescherm(kies([deur(48, 49, 3)])) == ({}, {})


def test_the_threshold_looks_at_people_and_the_number_shown_is_of_meldingen():
    veel = {"mijzelf": 40, "iemand_anders": 30, "professional": 30}
    keuze, getoond = bescherm(kies([deur(60, 31, 34, mensen=veel)]))
    assert getoond["deur"] == Getoond((60, 31, 34), 125)
    een_persoon = {"mijzelf": 40, "iemand_anders": 59, "professional": 1}
    keuze = kies([deur(40, 60, 20, mensen=een_persoon)])
    assert "deur" not in keuze


def test_a_number_that_stands_for_repeated_meldingen_only_is_joined_with_another():
    niemand = {"mijzelf": 0, "iemand_anders": 60, "professional": 40}
    assert rijen(kies([deur(2, 60, 40, mensen=niemand)]), "deur") == ["inwoner", "professional"]


def test_a_small_cell_takes_another_one_with_it():
    per_maand = dict(zip(map(str, range(1, 13)), [20] * 11 + [3], strict=True))
    _, getoond = bescherm(kies([telling("maand", MAAND, per_maand)]))
    assert getoond["maand"].rijen[11] is None
    assert getoond["maand"].rijen.count(None) >= 2


def test_both_ways_to_count_hours_have_the_same_rows():
    keuze = kies([contact(WERKDAG, 60, 20, 10, 10, 10), contact(GEWOON, 40, 20, 40, 9, 1)])
    assert rijen(keuze, WERKDAG) == rijen(keuze, GEWOON)
    keuze = kies([contact(WERKDAG, 60, 20, 10, 10, 10), contact(GEWOON, 1, 1, 1, 106, 1)])
    assert keuze == {}


def test_few_people_between_the_two_ways_to_count_are_protected():
    tellingen = [contact(WERKDAG, 63, 20, 17, 10, 10), contact(GEWOON, 60, 20, 20, 10, 10)]
    keuze, getoond = bescherm(kies(tellingen))
    assert rijen(keuze, WERKDAG)[0] in {"24", "binnen"}
    # whoever sees both first rows knows that three people waited for a weekend
    assert None in (getoond[WERKDAG].rijen[0], getoond[GEWOON].rijen[0])


def test_a_leak_is_refused_and_says_what_to_join(monkeypatch):
    def alles_tonen(familie):
        return type("Lek", (), {"getoond": familie.tellingen()})

    monkeypatch.setattr(bescherming, "kies_wat_weg_moet", alles_tonen)
    keuze = {
        "kanaal": Gekozen(telling("kanaal", KANAAL, dict.fromkeys(KANALEN, 20) | {"brief": 3}))
    }
    with pytest.raises(Geweigerd, match=r"‘Kanaal’.*Voeg ‘brief of papier’ en ‘.*’ samen"):
        bescherm(keuze)


def _te_fijn(monkeypatch, *tabellen):
    """Let the protection refuse these tables, one by one, before it goes to work."""
    te_weigeren = [*tabellen]

    def weiger_of_doe(familie):
        if te_weigeren:
            raise NietTeBeschermen(Cel(te_weigeren.pop(0), "web"), ())
        return onderdrukking.bescherm(familie)

    monkeypatch.setattr(bescherming, "kies_wat_weg_moet", weiger_of_doe)


def test_a_table_that_cannot_be_protected_gets_coarser(monkeypatch):
    _te_fijn(monkeypatch, "kanaal")
    keuze, _ = bescherm(kies([telling("kanaal", KANAAL, dict.fromkeys(KANALEN, 20))]))
    assert rijen(keuze, "kanaal") == ["web", "telefoon", "ander_kanaal"]


def test_a_table_that_cannot_be_protected_at_its_coarsest_is_left_out(monkeypatch):
    _te_fijn(monkeypatch, "kanaal", "kanaal", "kanaal")
    tellingen = [telling("kanaal", KANAAL, dict.fromkeys(KANALEN, 20)), deur(40, 30, 30)]
    assert bescherm(kies(tellingen))[0].keys() == {"deur"}


def test_the_share_within_48_hours_makes_both_ways_to_count_coarser(monkeypatch):
    _te_fijn(monkeypatch, f"{WERKDAG}_48")
    tellingen = [contact(WERKDAG, 60, 20, 10, 10, 10), contact(GEWOON, 40, 20, 30, 10, 10)]
    keuze, _ = bescherm(kies(tellingen))
    assert rijen(keuze, WERKDAG) == rijen(keuze, GEWOON) == ["24", "48", "later", "geen"]


KANALEN = ("web", "telefoon", "balie", "email", "brief")


def koppelingen(liep_al, gestart, geeindigd):
    begin = {"liep_al": liep_al, "gestart": gestart}
    einde = {"afgerond": geeindigd, "gestopt": 0, "loopt_nog": liep_al + gestart - geeindigd}
    return [
        replace(telling(naam, niveaus, aantallen), eenheid="koppelingen", gaat_over_mensen=False)
        for naam, niveaus, aantallen in (("begin", BEGIN, begin), ("einde", EINDE, einde))
    ]


def test_koppelingen_divide_a_total_of_their_own():
    _, getoond = bescherm(kies([deur(40, 30, 30), *koppelingen(12, 18, 10)]))
    assert getoond["deur"].totaal == 100
    assert getoond["begin"] == Getoond((12, 18), 30)
    assert getoond["einde"] == Getoond((10, 0, 20), 30)


def test_what_an_earlier_report_hid_stays_hidden():
    keuze = kies(koppelingen(12, 18, 10))
    _, getoond = bescherm(keuze, {("begin", "liep_al"): None})
    assert getoond["begin"].rijen == (None, None)


def test_what_an_earlier_report_counted_otherwise_says_nothing_about_now():
    _, getoond = bescherm(kies(koppelingen(12, 18, 10)), {("begin", "liep_al"): 11})
    assert getoond["begin"].rijen == (12, 18)


@given(willekeur=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_random_towns_never_leak(willekeur):
    totaal = willekeur.choice([12, 25, 60, 150, 400])
    tellingen = [
        telling("maand", MAAND, verdeel(willekeur, totaal, [str(m) for m in range(1, 13)])),
        telling("kanaal", KANAAL, verdeel(willekeur, totaal, KANALEN)),
        telling("wijk", DEUR, verdeel(willekeur, totaal, list(WIJK)), drempel=10),
        *uren(willekeur, totaal),
    ]
    keuze, getoond = bescherm(kies(tellingen))
    assert getoond.keys() == keuze.keys()
    if keuze:
        familie = familie_van(keuze)
        assert controleer(familie, onderdrukking.bescherm(familie).getoond) == []
    for naam, gekozen in keuze.items():
        for aantal, waarde in zip(gekozen.rijen, getoond[naam].rijen, strict=True):
            assert waarde in (None, aantal.aantal)
            assert waarde is None or not 0 < aantal.mensen < gekozen.telling.drempel


WIJK = ("mijzelf", "iemand_anders", "professional")


def verdeel(willekeur, totaal, waarden):
    gewichten = [willekeur.random() ** 3 for _ in waarden]
    keuzes = willekeur.choices(waarden, gewichten, k=totaal)
    return {waarde: keuzes.count(waarde) for waarde in waarden}


def uren(willekeur, totaal):
    """Plain hours are never fewer than hours on working days."""
    werkdag = verdeel(willekeur, totaal, ("24", "48", "later", "zonder", "nog_niet"))
    later = [willekeur.randint(0, werkdag["24"]), willekeur.randint(0, werkdag["48"])]
    gewoon = werkdag | {
        "24": werkdag["24"] - later[0],
        "48": werkdag["48"] - later[1] + later[0] // 2,
        "later": werkdag["later"] + later[1] + later[0] - later[0] // 2,
    }
    return [telling(WERKDAG, CONTACT, werkdag), telling(GEWOON, CONTACT, gewoon)]
