"""The world of the tests: demo settings with fixed keys, and servers of their own below `var/test`.

A plugin and no conftest: pytest-django reads the settings before any conftest. The workers of xdist
inherit the addresses; the servers stop when the process that started them ends.
"""

import base64
import os

import pytest

from signaalpunt.ingebouwd import Plaats, start_postgres, start_redis
from signaalpunt.ingebouwd.plaats import STAAT

PLAATS = Plaats(STAAT / "test", vluchtig=True)
VAST = {
    "SIGNAALPUNT_OMGEVING": "demo",
    "SIGNAALPUNT_GEHEIM": "alleen-voor-de-proeven-" * 3,
    "SIGNAALPUNT_SLEUTELS": "1:" + base64.b64encode(b"alleen voor de proeven, 32 bytes").decode(),
    "SIGNAALPUNT_HASHSLEUTEL": "alleen-voor-de-proeven-hashsleutel",
}


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Set the environment and start what no address in it replaces."""
    os.environ.update(VAST)
    if not os.environ.get("DATABASE_URL"):
        start_postgres(PLAATS)
        os.environ["DATABASE_URL"] = PLAATS.database_url()
    if not os.environ.get("REDIS_URL"):
        start_redis(PLAATS)
        os.environ["REDIS_URL"] = PLAATS.redis_url()
