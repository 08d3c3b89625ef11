"""What every test stands on: the static files as production serves them, and a gemeente."""

import pytest
from django.core.management import call_command

from tests import bouwers


def pytest_sessionstart(session: pytest.Session) -> None:
    """Collect the static files once, before the workers of xdist begin."""
    if not hasattr(session.config, "workerinput"):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def maastricht(db):
    """The gemeente that public pages belong to."""
    return bouwers.gemeente()
