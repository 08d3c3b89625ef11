"""The port of the web server, looked at before anything is started.

`bin/start` runs this file by itself, before there are packages: only the standard library here.
"""

import os
import socket
import sys


def lees_poort() -> int:
    """Return PORT, default 8000. Exits with one line when it is no port number."""
    tekst = os.environ.get("PORT") or "8000"
    if not tekst.isascii() or not tekst.isdigit() or not 0 < int(tekst) < 65536:
        sys.exit(f"PORT is {tekst!r}; kies een getal van 1 tot en met 65535.")
    return int(tekst)


def eis_vrije_poort() -> int:
    """Return PORT when nothing listens there. Exits with one line when it is taken."""
    poort = lees_poort()
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", poort))
        except OSError as fout:
            ander = poort + 1 if poort < 65535 else 8000
            sys.exit(
                f"Poort {poort} is niet vrij ({fout.strerror}): draait bin/start al? "
                f"Kies een andere poort: PORT={ander} bin/start"
            )
    return poort


if __name__ == "__main__":
    eis_vrije_poort()
