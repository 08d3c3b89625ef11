"""Tasks of the lowest layer: thin, and harmless when they run twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signaalpunt.models import Emmer
from signaalpunt.tasks import ruim_op


@pytest.mark.django_db
def test_the_hourly_task_deletes_old_counters():
    Emmer.objects.create(sleutel="oud", venster=timezone.now() - timedelta(days=2))
    for _ in range(2):
        ruim_op()
    assert not Emmer.objects.exists()
