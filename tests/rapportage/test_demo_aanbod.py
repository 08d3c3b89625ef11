"""The sociale kaart of a demo: invented, complete, and no organisation that exists."""

from datetime import date

import pytest

from meldingen.laden import laad_maastricht
from opvolging.models import Aanbod
from rapportage.demo.aanbod import VERZONNEN, vul_sociale_kaart

pytestmark = pytest.mark.django_db


def test_what_is_invented_can_be_read_by_residents_and_one_asks_for_a_look():
    stad = laad_maastricht()
    vandaag = date(2026, 9, 15)
    for _ in range(2):
        vul_sociale_kaart(stad, vandaag)
    verzonnen = Aanbod.objects.filter(kenmerk__startswith="demo-")
    assert verzonnen.openbaar(vandaag).count() == len(VERZONNEN)
    assert verzonnen.verlopend(vandaag).count() == 1
    assert not Aanbod.objects.exclude(pk__in=verzonnen).filter(is_compleet=True).exists()
