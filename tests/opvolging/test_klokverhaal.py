"""Whatever happens to clocks, people, mail and engines: each step that is due leaves once or says
why not, to somebody who may have it, when we are open. The story is in `verhaal`.
"""

import logging

import pytest
from django.db.models.functions import Now
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.opvolging import verhaal, verhaaldood, verhaalwerk

VERHALEN = 10
STAPPEN = 30
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wereld(settings, monkeypatch):
    """The post office of the story, its deaths, and a database that goes by its clock."""
    settings.EMAIL_BACKEND = "tests.opvolging.verhaalpost.Lijn"
    logging.disable(logging.CRITICAL)  # a loud story
    verhaaldood.markeer(monkeypatch)
    hoe_laat = lambda self, *_, **__: ("%s::timestamptz", [verhaalwerk.KLOK.nu])  # noqa: E731
    monkeypatch.setattr(Now, "as_postgresql", hoe_laat)
    yield
    logging.disable(logging.NOTSET)  # every logger forgets what it remembered of the silence


def test_every_story_keeps_the_promises(wereld, request):
    verhaalwerk.GEBEURD.clear()
    nieuwe = request.config.getoption("--verhalen")
    aantal = nieuwe or VERHALEN
    run_state_machine_as_test(
        verhaal.Klokverhaal,
        settings=settings(
            max_examples=aantal,
            stateful_step_count=STAPPEN,
            deadline=None,
            derandomize=not nieuwe,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a story is short enough to read
            suppress_health_check=list(HealthCheck),
        ),
    )
    gebeurd = verhaalwerk.GEBEURD
    # they are stories: mail left, and engines died
    assert gebeurd["mails"] > aantal, gebeurd
    assert sum(gebeurd[punt] for punt in verhaaldood.PUNTEN) >= min(aantal, VERHALEN) // 2, gebeurd
