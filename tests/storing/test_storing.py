"""One short round of the fault proof with real processes; the long rounds run in `bin/bench`."""

from bench.storingen.rondes import KORT, draai


def test_nothing_is_lost_while_everything_breaks(tmp_path):
    uitslag = draai(KORT, tmp_path)
    assert uitslag.is_goed, uitslag
    gebeurd = uitslag.gebeurd
    assert gebeurd.herinneringen == KORT.aantal
    assert gebeurd.kills > 1
    assert gebeurd.storingen == len(KORT.storingen)
    assert uitslag.meldingen_bedankt > 3
