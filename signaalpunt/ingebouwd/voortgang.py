"""A sign of life: whoever waits sees that it goes on, and how far it is.

`bin/_pakketten.py` imports this file by itself, before there are packages: only the standard
library here.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STIL = 4.0  # seconds that may pass without a word


def nog_bezig(seconden: float) -> str:
    """What to say when nothing better is known."""
    return f"  nog bezig, {seconden:.0f} seconden …"


@contextmanager
def levensteken(
    meld: Callable[[str], object], stand: Callable[[float], str] = nog_bezig, stil: float = STIL
) -> Iterator[None]:
    """Say every `stil` seconds of the block how it stands, as told after so many seconds."""
    klaar = threading.Event()

    def tik() -> None:
        begin = time.monotonic()
        while not klaar.wait(stil):
            meld(stand(time.monotonic() - begin))

    draad = threading.Thread(target=tik, daemon=True)
    draad.start()
    try:
        yield
    finally:
        klaar.set()
        draad.join()
