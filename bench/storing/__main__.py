"""`bin/bench storing`: the long rounds, and the long comparison of the clocks."""

import json
import sys
import tempfile
from pathlib import Path

from bench.storing.rondes import KORT, LANG, draai
from bench.storing.uitslag import Uitslag
from bench.termijnmodel import vergelijk

GEVALLEN = 10_000  # random clocks, against the slow model


def toon(uitslag: Uitslag) -> None:
    """Print the figures of one round."""
    print(f"\n{uitslag.gebeurd.ronde}: {'goed' if uitslag.is_goed else 'FOUT'}")
    for naam, waarde in uitslag.als_dict().items():
        print(f"  {naam.replace('_', ' '):34} {waarde}", flush=True)


def vergelijk_klokken() -> int:
    """How many of GEVALLEN random clocks differ from the slow model; prints them."""
    verschillen = vergelijk(GEVALLEN)
    print(f"termijnen: {GEVALLEN} gevallen, {len(verschillen)} anders dan het trage model")
    for verschil in verschillen:
        print(f"  {verschil}")
    return len(verschillen)


def main(argumenten: list[str]) -> int:
    """Run everything; return 1 when something was lost, stood twice or was counted wrong."""
    verschillen = 0 if "--kort" in argumenten else vergelijk_klokken()
    uitslagen = []
    for ronde in (KORT,) if "--kort" in argumenten else LANG:
        with tempfile.TemporaryDirectory(prefix="storing-") as map_:
            uitslag = draai(ronde, Path(map_))
        toon(uitslag)
        uitslagen.append(uitslag)
    print(json.dumps([uitslag.als_dict() for uitslag in uitslagen], ensure_ascii=False))
    return 0 if not verschillen and all(uitslag.is_goed for uitslag in uitslagen) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
