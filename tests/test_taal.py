"""The measure of B1 that public pages are held against; see test_toestanden."""

import pytest

from tests.leesbaar import oordeel, stukken, zinnen


def test_the_measure_sees_what_it_should():
    zin = "Dit is " + "een heel erg " * 7 + "lange zin."
    pagina = (
        f'<p>Kort. <b>Ook</b> kort.</p><p>{zin}</p><img alt="Een dossier"><script>Zaak</script>'
    )
    gemeten = oordeel(pagina)
    assert gemeten.te_lang == [zin]
    assert gemeten.gemiddeld == pytest.approx((1 + 2 + 25) / 3)
    assert stukken(pagina) == ["Kort. Ook kort.", zin, "Een dossier"]
    assert zinnen("Bel 112. Of ga naar a.b: nu! En dan") == ["Bel 112.", "Of ga naar a.b: nu!"]
