from datetime import date

import pytest

from rapportage.periode import periode


def test_a_year_is_over_on_the_first_of_january_of_the_next():
    jaar = periode(2025)
    assert (jaar.van, jaar.tot_en_met) == (date(2025, 1, 1), date(2025, 12, 31))
    assert not jaar.is_voorbij(date(2025, 12, 31))
    assert jaar.is_voorbij(date(2026, 1, 1))


@pytest.mark.parametrize("jaar", [-1, 0, 1999, 3000, 10**9])
def test_what_is_no_year_of_a_report_is_refused(jaar):
    with pytest.raises(ValueError, match="geen jaar"):
        periode(jaar)
