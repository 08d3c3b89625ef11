"""`bin/bench storing`: the long rounds of the fault proof and of the clocks.

`bin/bench storing=500` makes up so many stories of clocks.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.meten import Regel
from bench.storingen.rondes import LANG, Ronde, draai
from bench.storingen.uitslag import Uitslag
from bench.termijnmodel import vergelijk

GEVALLEN = 100_000  # random clocks, against the slow model
VERHALEN = 100  # of clocks, people, mail and deaths, other ones each time
TRAGER = 3  # how much slower a melding may be while Redis is away: who waits for it takes seconds


def meet(verhalen: int = VERHALEN) -> list[Regel]:
    """Run everything; exits with 1 when something was lost, stood twice or was counted wrong."""
    _vertel(verhalen)
    vergelijk(GEVALLEN)
    print(f"termijnen: {GEVALLEN} gevallen, 0 anders dan het trage model", flush=True)
    uitslagen = [_ronde(ronde) for ronde in LANG]
    if not all(uitslag.is_goed for uitslag in uitslagen):
        sys.exit("Er ging iets verloren, of er staat iets dubbel.")
    te_zacht = [tekort for paar in zip(LANG, uitslagen, strict=True) for tekort in _tekort(*paar)]
    if te_zacht:
        sys.exit("\n".join(["De proef was te zacht, of melden leed eronder:", *te_zacht]))
    return [
        Regel(f"POST, {uitslag.gebeurd.ronde}", uitslag.post_ms_mediaan, extra=uitslag.als_dict())
        for uitslag in uitslagen
    ]


def _vertel(verhalen: int) -> None:
    """Make up so many stories; a broken promise is told step by step."""
    proef = ["tests/opvolging/test_klokverhaal.py", f"--verhalen={verhalen}"]
    opdracht = [sys.executable, "-m", "pytest", "-q", "--create-db", *proef]
    if subprocess.run(opdracht, check=False).returncode:
        sys.exit("Een verhaal brak een belofte.")
    print(f"verhalen: {verhalen}, alle beloften gehouden", flush=True)


def _tekort(ronde: Ronde, uitslag: Uitslag) -> list[str]:
    """What a long round promises beside its result, and did not do."""
    gebeurd = uitslag.gebeurd
    mogelijk = {
        f"{gebeurd.kills} van {ronde.kills} kills": gebeurd.kills < ronde.kills,
        f"{gebeurd.kills_per_punt} van {ronde.per_punt} kills op elk punt": (
            gebeurd.kills_per_punt < ronde.per_punt
        ),
        f"{gebeurd.storingen} van {len(ronde.storingen)} storingen": (
            gebeurd.storingen < len(ronde.storingen)
        ),
        f"melden werd {TRAGER} keer zo traag zonder Redis": (
            uitslag.post_ms_mediaan_zonder_redis > TRAGER * uitslag.post_ms_mediaan
        ),
    }
    return [f"{ronde.naam}: {wat}" for wat, is_zo in mogelijk.items() if is_zo]


def _ronde(ronde: Ronde) -> Uitslag:
    """Run one round in a directory of its own and print its figures."""
    with tempfile.TemporaryDirectory(prefix="storing-") as map_:
        uitslag = draai(ronde, Path(map_))
    print(f"\n{ronde.naam}: {'goed' if uitslag.is_goed else 'FOUT'}")
    for wat, waarde in uitslag.als_dict().items():
        print(f"  {wat.replace('_', ' '):34} {waarde}", flush=True)
    return uitslag
