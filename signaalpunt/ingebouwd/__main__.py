"""Command line of the embedded servers, for the supervisor, the keepers and `bin/manage`."""

import argparse
import os
import sys
from pathlib import Path

from signaalpunt.ingebouwd.bewaker import bewaak, dienst_van, neem_in_gebruik, nodige_diensten
from signaalpunt.ingebouwd.diensten import SOORTEN
from signaalpunt.ingebouwd.plaats import STAAT, Plaats, StartMislukt


def lees(argumenten: list[str]) -> argparse.Namespace:
    """Parse the command line."""
    lezer = argparse.ArgumentParser(prog="python -m signaalpunt.ingebouwd")
    delen = lezer.add_subparsers(dest="wat", required=True)
    for wat, uitleg in (
        ("draai", "word de server"),
        ("bewaak", "draai hem zolang iemand hem gebruikt"),
    ):
        deel = delen.add_parser(wat, help=uitleg)
        deel.add_argument("dienst", choices=SOORTEN)
        deel.add_argument("--staat", type=Path, default=STAAT)
        deel.add_argument("--vluchtig", action="store_true")
    deel = delen.add_parser("met", help="voer een opdracht uit met de servers erbij")
    deel.add_argument("opdracht", nargs=argparse.REMAINDER)
    return lezer.parse_args(argumenten)


def met(opdracht: list[str]) -> None:
    """Become `opdracht`, with the servers running until it ends."""
    for dienst in nodige_diensten(Plaats()):
        os.set_inheritable(neem_in_gebruik(dienst), True)
    os.execvp(opdracht[0], opdracht)


def main(argumenten: list[str]) -> None:
    """Do what the command line says."""
    keuze = lees(argumenten)
    if keuze.wat == "met":
        met(keuze.opdracht)
    dienst = dienst_van(keuze.dienst, Plaats(keuze.staat, keuze.vluchtig))
    if keuze.wat == "draai":
        dienst.draai()
    bewaak(dienst)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except StartMislukt as fout:
        sys.exit(str(fout))
