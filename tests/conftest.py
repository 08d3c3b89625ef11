"""What every test stands on: the static files as production serves them, and a gemeente."""

from typing import cast

import pytest
from django.core.management import call_command
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.utils import timezone
from hypothesis import HealthCheck, settings

from signaalpunt import hartslag, toestand
from tests import bouwers

# Properties are judged by what is true, not by how busy the machine is.
settings.register_profile("proef", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("proef")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Collect the static files once, before the workers of xdist begin."""
    if not hasattr(session.config, "workerinput"):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def mails_zonder_gaten():
    """A variable that a mail lacks fails the test, as it does in a page."""
    pagina, mail = (cast("DjangoTemplates", engines[naam]).engine for naam in ("django", "post"))
    mail.string_if_invalid = pagina.string_if_invalid


@pytest.fixture(autouse=True)
def geen_stilstand(monkeypatch):
    """No banner on the pages of the tests, however long their database runs already."""
    leeg = toestand.Stilstand((), herinneringen_lopen=True, mail_blijft_liggen=0)
    monkeypatch.setattr(toestand, "stilstand_van_zojuist", lambda nu: leeg)


@pytest.fixture
def net_gestart(monkeypatch):
    """No engine is silent yet, however long the database of the tests runs already."""
    monkeypatch.setattr(hartslag, "_begin", timezone.now)


@pytest.fixture
def maastricht(db):
    """The gemeente that public pages belong to."""
    return bouwers.gemeente()
