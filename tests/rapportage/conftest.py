import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _geen_oud_concept():
    cache.clear()
