"""`bin/bench termijnen`: deadlines against the model that asks of every minute whether it counts.

100.000 random cases in the three countings, with pauses and closing days; `termijnen=1000` runs so
many. Stops at the first that differs.
"""

import time

from bench.meten import Regel
from bench.termijnmodel import vergelijk

GEVALLEN = 100_000


def meet(gevallen: int = GEVALLEN) -> list[Regel]:
    """Both, case by case; raises AssertionError where they differ."""
    begin = time.perf_counter()
    gezien = vergelijk(gevallen)
    if gezien["gevallen"] < gevallen:
        raise AssertionError(f"{gezien['gevallen']} gevallen, niet {gevallen}")
    ms = (time.perf_counter() - begin) * 1000 / gevallen
    return [Regel("een geval, met het model", ms, extra={**gezien, "verschillen": 0})]
