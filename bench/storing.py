"""`bin/bench storing`: the long rounds of the fault proof and of the clocks."""

import sys
import tempfile
from pathlib import Path

from bench.meten import Regel
from bench.storingen.rondes import LANG, Ronde, draai
from bench.storingen.uitslag import Uitslag
from bench.termijnmodel import vergelijk

GEVALLEN = 10_000  # random clocks, against the slow model


def meet() -> list[Regel]:
    """Run everything; exits with 1 when something was lost, stood twice or was counted wrong."""
    if verschillen := vergelijk(GEVALLEN):
        sys.exit("\n".join([f"{len(verschillen)} van {GEVALLEN} termijnen anders:", *verschillen]))
    print(f"termijnen: {GEVALLEN} gevallen, 0 anders dan het trage model", flush=True)
    uitslagen = [_ronde(ronde) for ronde in LANG]
    if not all(uitslag.is_goed for uitslag in uitslagen):
        sys.exit("Er ging iets verloren, of er staat iets dubbel.")
    return [
        Regel(f"POST, {uitslag.gebeurd.ronde}", uitslag.post_ms_mediaan, extra=uitslag.als_dict())
        for uitslag in uitslagen
    ]


def _ronde(ronde: Ronde) -> Uitslag:
    """Run one round in a directory of its own and print its figures."""
    with tempfile.TemporaryDirectory(prefix="storing-") as map_:
        uitslag = draai(ronde, Path(map_))
    print(f"\n{ronde.naam}: {'goed' if uitslag.is_goed else 'FOUT'}")
    for wat, waarde in uitslag.als_dict().items():
        print(f"  {wat.replace('_', ' '):34} {waarde}", flush=True)
    return uitslag
