"""`bin/bench [NAAM]…`: starts a database of its own and runs the benchmarks there."""

import os
import subprocess
import sys

from signaalpunt.ingebouwd import Plaats, gebruik
from signaalpunt.ingebouwd.plaats import STAAT, WORTEL
from tests.omgeving import VAST

PLAATS = Plaats(STAAT / "bench")


def main(namen: list[str]) -> int:
    """Run `bench.draaien` with the environment of the benchmarks; returns its exit status."""
    os.environ.update(VAST)
    with gebruik(PLAATS):
        os.environ["DATABASE_URL"] = PLAATS.database_url()
        os.environ["REDIS_URL"] = PLAATS.redis_url()
        opdracht = [sys.executable, "-m", "bench.draaien", *namen]
        return subprocess.run(opdracht, cwd=WORTEL, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
