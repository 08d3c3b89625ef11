"""What one test wrote is gone for the next, also what the database lets nobody remove."""

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.test import TransactionTestCase

from opvolging.models import Inzage
from rapportage.models import Jaarverslag
from signaalpunt.models import Gemeente
from tests import bouwers, databank
from tests.databank import maak_leeg

pytestmark = pytest.mark.django_db(transaction=True)


def test_everything_that_was_written_is_gone_and_what_the_migrations_wrote_stays():
    bouwers.jaarverslag(jaar=2025, bestanden=("json",))
    bouwers.koppeling()
    zaak = bouwers.zaak()
    gezien = Inzage.objects.create(
        gemeente=zaak.gemeente, zaak=zaak, gebruiker=zaak.behandelaar, op=bouwers.NU
    )
    cache.set("proef", 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        gezien.delete()
    rechten = Permission.objects.count()
    maak_leeg(TransactionTestCase())
    aantallen = Gemeente.objects.count(), Jaarverslag.objects.count(), Inzage.objects.count()
    assert aantallen == (0, 0, 0)
    assert cache.get("proef") is None
    assert Permission.objects.count() == rechten > 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        assert cursor.fetchone() > (0,)


def test_what_a_closed_page_still_writes_is_emptied_too(monkeypatch):
    gewoon, keren = databank._maak_een_keer_leeg, iter([IntegrityError, OperationalError, None])

    def wordt_gestoord():
        if fout := next(keren):
            raise fout("net nog iets geschreven")
        gewoon()

    bouwers.zaak()
    monkeypatch.setattr(databank, "_maak_een_keer_leeg", wordt_gestoord)
    maak_leeg(TransactionTestCase())
    assert not Gemeente.objects.exists()


def test_what_can_never_be_emptied_says_why(monkeypatch):
    def botst():
        raise IntegrityError("altijd")

    monkeypatch.setattr(databank, "_maak_een_keer_leeg", botst)
    with pytest.raises(IntegrityError, match="altijd"):
        maak_leeg(TransactionTestCase())
    monkeypatch.undo()
