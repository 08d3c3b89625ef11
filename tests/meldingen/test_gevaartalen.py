"""Danger in other languages is found as they are really typed, and everyday words are not."""

import time
import unicodedata

import pytest

from meldingen import gevaartalen
from meldingen.gevaarwoorden import ALLE, wijst_op_gevaar
from tests.meldingen.test_gevaarwoorden import MIS as GEWOON_NEDERLANDS_EN_ENGELS

RAAK = {
    "DUITS": [
        "Sie spricht von Selbstmord",
        "Er möchte sterben",
        "sie will nicht mehr weiter leben",
        "Er SCHLÄGT SIE jeden Tag",
        "er schlaegt mich",
        "Sie liegt seit Stunden auf dem Boden",
        "Die Nachbarin wurde seit drei Tagen nicht mehr gesehen",
        "er ist bewußtlos",
    ],
    "TURKS": [
        "İntihar etmekten bahsediyor",
        "INTIHAR edecek",
        "Artık yaşamak istemiyorum",
        "artik yasamak istemiyor",
        "Kocası onu dövüyor",
        "Elinde BIÇAK var",
        "yerde yatıyor ve tepki vermiyor",
        "evde gaz kokusu var",
    ],
    "ARABISCH": [
        "تتحدث عن الانتحار",
        "يفكر بالانتحار",
        "أريد أن أموت",
        "اريد ان اموت",
        "لا أُريد أن أعيش",
        "زوجها يضربها كل يوم",
        "معه سكين",
        "لا يتنفس",
        "فاقدة الوعي",
    ],
    "OEKRAIENS": [
        "Вона говорить про самогубство",
        "СУЇЦИД",
        "не хоче більше жити",
        "чоловік б’є її",
        "чоловік б'є її",
        "він лежить на підлозі",
        "кілька днів не бачила сусідку",
        "не дихає",
    ],
    "POOLS": [
        "Mówi o samobójstwie",
        "mowi o samobojstwie",
        "nie chcę już żyć",
        "Mąż bije ją codziennie",
        "Grozi jej nożem",
        "leży na podłodze i nie reaguje",
        "LEZY NA PODLODZE",
        "Od trzech dni nie widziałam sąsiadki",
    ],
}
MIS = [
    "Meine Mutter ist oft allein und möchte mehr Besuch",
    "Wir essen gern Waffeln, das ist eine gewaltige Freude",
    "Mein Mann ist tot, er starb letztes Jahr",
    "Er lebt nicht mehr in Köln",
    "Annem çok yalnız, kimseyle konuşmuyor",
    "Kan değerleri iyi, yemek yapmayı seviyor",
    "Eşi geçen yıl vefat etti",
    "أمي وحيدة وتريد من يزورها",
    "هي امرأة مسكينة ولا تعرف أحدا",
    "تعيش وحدها منذ سنة",
    "Моя мама самотня, краще ніж рік тому",
    "Вона любить садити квіти на землі",
    "Чоловік помер минулого року",
    "Moja sąsiadka jest bardzo samotna",
    "Jej mąż nie żyje od roku",
    "Lubi grać w karty i nie je mięsa",
    "bron van zorg, kan graag eens langskomen tot vijf uur",
]


@pytest.mark.parametrize(
    ("taal", "tekst"), [(taal, tekst) for taal, zinnen in RAAK.items() for tekst in zinnen]
)
def test_danger_is_found_in_each_language_with_and_without_accents(taal, tekst):
    assert wijst_op_gevaar(tekst)
    assert wijst_op_gevaar(unicodedata.normalize("NFD", tekst))


@pytest.mark.parametrize("tekst", MIS + GEWOON_NEDERLANDS_EN_ENGELS)
def test_everyday_words_of_any_language_are_not(tekst):
    assert not wijst_op_gevaar(tekst)


@pytest.mark.parametrize("lijst", list(RAAK))
def test_every_expression_of_a_list_is_found_as_it_is_written(lijst):
    for uitdrukking in getattr(gevaartalen, lijst):
        assert wijst_op_gevaar(uitdrukking.replace("*", "").replace("…", " ")), uitdrukking


def test_all_lists_count_and_none_names_a_thing_twice():
    talen = [getattr(gevaartalen, taal) for taal in RAAK]
    assert set().union(*talen) <= set(ALLE)
    assert all(len(set(lijst)) == len(lijst) > 30 for lijst in talen)


def test_a_long_text_is_read_in_no_time():
    """The longest text that fits, of the kind that a careless pattern would stumble over."""
    for stuk in ("не хоче ", "niet meer ", "لا أريد ", "x"):
        tekst = (stuk * 2000)[:2000]
        begin = time.perf_counter()
        wijst_op_gevaar(tekst)
        assert time.perf_counter() - begin < 5  # seconds; hundredths on an idle machine
