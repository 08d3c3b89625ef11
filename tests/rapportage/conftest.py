import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _geen_oud_concept():
    caches["proces"].clear()
