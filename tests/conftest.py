"""What every test stands on: the static files as production serves them, and a gemeente."""

from typing import Any, cast

import pytest
from django.core.management import call_command
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.test import TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key
from whitenoise.base import WhiteNoise

from signaalpunt import hartslag, toestand
from tests import bouwers, databank
from tests.toestanden import open_alle

# Properties are judged by what is true, not by how busy the machine is.
settings.register_profile("proef", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("proef")


# What takes longest begins first, so that no worker is still busy with it when the others are done.
LANG = (
    "test_start.py",
    "test_start_samen.py",
    "test_elke_pagina.py",
    "test_storing.py",
    "test_klokverhaal.py",
    "browser",
    "test_paginas.py",
    "test_demodata_stad.py",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many stories of clocks to make up; without it the same few are told each time."""
    parser.addoption("--verhalen", type=int, default=0)


def _volgorde(item: pytest.Item) -> int:
    """Its place in LANG, by its file or its folder; everything else behind them."""
    waar = [LANG.index(naam) for naam in (item.path.name, item.path.parent.name) if naam in LANG]
    return min(waar, default=len(LANG))


# What walks the same lines again, in a browser or a hundred times: measuring coverage there costs
# more than the walk, and a line that only they reach would have no test that says what it is for.
HERHALING = (
    "test_storing.py",
    "test_stilstand.py",
    "test_klokverhaal.py",
    "test_eigen_loop.py",
    "test_samenvoegen_ongedaan.py",
    "test_melden_tegelijk.py",
    "test_melden_drukte.py",
    "test_melden_echt.py",
    "test_melden_gevallen.py",
    "test_melden_slecht.py",
    "test_slecht_adres.py",
    "test_toestanden.py",
    "test_paginas.py",
    "test_inzage.py",
    "test_kanarie.py",
    "test_onderdrukking_aanval.py",
    "test_demodata.py",
    "test_aanhouden.py",
    "test_getypt.py",
    "test_tweemaal.py",
    "test_intussen_samengevoegd.py",
    "test_kijkrecht_rondom.py",
)


def _herhaalt(item: pytest.Item) -> bool:
    return (
        item.path.parent.name == "browser"
        or item.path.name in HERHALING
        or item.get_closest_marker("hypothesis") is not None
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the random order, but put the long tests in front; measure no repetition."""
    items.sort(key=_volgorde)
    for item in filter(_herhaalt, items):
        item.add_marker("no_cover")


def _lees_bestanden_een_keer() -> None:
    """Every Client of Django makes the middleware anew; what it serves is looked up once."""
    lees = WhiteNoise.update_files_dictionary
    gelezen: dict[tuple[str, str], dict[str, Any]] = {}

    def onthoud(zelf: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in gelezen:
            lees(zelf, root, prefix)
            gelezen[root, prefix] = dict(zelf.files)
        zelf.files |= gelezen[root, prefix]

    WhiteNoise.update_files_dictionary = onthoud


def pytest_sessionstart(session: pytest.Session) -> None:
    """Collect the static files and migrate once, before the workers of xdist begin."""
    is_eerste = not hasattr(session.config, "workerinput")
    if is_eerste:
        call_command("collectstatic", interactive=False, verbosity=0)
    _lees_bestanden_een_keer()
    with session.config.stash[blocking_manager_key].unblock():
        databank.kopieer_sjabloon(maak=is_eerste)
    TransactionTestCase._fixture_teardown = databank.maak_leeg  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database of these tests; at the end also when a thread or a browser still holds on."""
    yield
    with django_db_blocker.unblock():
        databank.hang_op()


@pytest.fixture(scope="session", autouse=True)
def mails_zonder_gaten():
    """A variable that a mail lacks fails the test, as it does in a page."""
    pagina, mail = (cast("DjangoTemplates", engines[naam]).engine for naam in ("django", "post"))
    mail.string_if_invalid = pagina.string_if_invalid


@pytest.fixture(autouse=True)
def geen_stilstand(monkeypatch):
    """No banner on the pages of the tests, however long their database runs already."""
    leeg = toestand.Stilstand(())
    monkeypatch.setattr(toestand, "stilstand_van_zojuist", lambda nu: leeg)


@pytest.fixture(autouse=True)
def net_gestart(monkeypatch):
    """No engine is silent yet, however long the database of the tests runs already."""
    monkeypatch.setattr(hartslag, "_begin", timezone.now)


@pytest.fixture(scope="session")
def bladzijden(django_db_setup, django_db_blocker):
    """Every state of every public page in every language, opened once for all who look."""
    with django_db_blocker.unblock():
        return open_alle()


@pytest.fixture
def maastricht(db):
    """The gemeente that public pages belong to."""
    return bouwers.gemeente()
