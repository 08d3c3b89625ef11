"""Who needs several zaken holds them in one order: nobody waits in a circle, all go through."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from meldingen.models import Kanaal
from opvolging import splitsen
from opvolging.models import Huisgenoot, Relatie
from opvolging.verloop import houd_vast
from tests import bouwers
from tests.bouwers import NU
from tests.draden import iemand_wacht, in_draden

UUR = timedelta(hours=1)
WIE = {"betrokkene_naam": "Sjeng Hendrix", "veilig": "ja", "weet_ervan": "nee"}


@pytest.mark.django_db(transaction=True)
def test_taking_a_split_back_waits_for_who_holds_another_huisgenoot_first():
    kind, eerste = bouwers.zaak(), bouwers.zaak()
    door = eerste.behandelaar
    nieuwe = splitsen.splits(
        eerste,
        relatie=Relatie.PARTNER,
        kanaal=Kanaal.BALIE,
        gegevens=WIE,
        sleutel=uuid4(),
        door=door,
        nu=NU,
    )
    bouwers.huisgenoot(kind, nieuwe)
    with ThreadPoolExecutor(1) as draad, transaction.atomic():
        houd_vast(kind)
        terug = draad.submit(
            in_draden, lambda: splitsen.maak_ongedaan(nieuwe, door=door, nu=NU + UUR)
        )
        while not (iemand_wacht() or terug.done()):
            pass
        houd_vast(nieuwe)  # a circle when that one was held already
    assert terug.result() == [eerste]
    assert not Huisgenoot.objects.geldend().exists()
