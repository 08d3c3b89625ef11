"""Command line of the embedded servers, for the supervisor, the keepers and `bin/manage`."""

import argparse
import fcntl
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

from signaalpunt.ingebouwd.bewaker import bewaak, dienst_van, neem_in_gebruik, nodige_diensten
from signaalpunt.ingebouwd.databank import is_ingericht
from signaalpunt.ingebouwd.diensten import SOORTEN, Postgres
from signaalpunt.ingebouwd.omgeving import vul_omgeving
from signaalpunt.ingebouwd.plaats import STAAT, WORTEL, Plaats, StartMislukt
from signaalpunt.ingebouwd.rechten import sterf_met_ouder
from signaalpunt.ingebouwd.sloten import vergrendeld
from signaalpunt.ingebouwd.voortgang import levensteken

MANAGE = [sys.executable, str(WORTEL / "manage.py")]


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
    deel = delen.add_parser("kind", help="voer een opdracht uit die stopt als de ouder stopt")
    deel.add_argument("--na", type=Path, help="wacht eerst tot dit slot vrij is")
    deel.add_argument("opdracht", nargs=argparse.REMAINDER)
    return lezer.parse_args(argumenten)


def meld(tekst: str) -> None:
    """Tell whoever waits; what the command prints is for a program."""
    sys.stderr.write(f"{tekst}\n")


def manage(argumenten: list[str]) -> None:
    """Become manage.py in the environment of `bin/start`, with the servers there until it ends."""
    plaats = Plaats()
    vul_omgeving(plaats, shlex.join(["bin/manage", *argumenten]))
    diensten = nodige_diensten(plaats)
    with levensteken(meld):
        for dienst in diensten:
            os.set_inheritable(neem_in_gebruik(dienst), True)
        # A database of somebody else is theirs to prepare.
        if any(isinstance(dienst, Postgres) for dienst in diensten) and not is_ingericht():
            richt_in(plaats)
    os.execv(sys.executable, [*MANAGE, *argumenten])


def richt_in(plaats: Plaats) -> None:
    """Make the tables of a fresh clone, unless `bin/start` or another command just did."""
    with vergrendeld(plaats.staat / "voorbereiding.slot"):
        for argumenten in () if is_ingericht() else (["migrate", "-v0"], ["laad_buurten"]):
            meld(f"Databank inrichten: {argumenten[0]} …")
            opdracht = [*MANAGE, *argumenten, "--skip-checks"]
            if subprocess.run(opdracht, stdout=sys.stderr, check=False).returncode != 0:
                raise StartMislukt(f"manage.py {argumenten[0]} mislukte.")


def word_kind(opdracht: list[str], na: Path | None) -> None:
    """Become `opdracht`, which ends with its parent even when that is killed."""
    ouder = os.getppid()
    sterf_met_ouder(signal.SIGTERM, ouder)
    if na is not None:
        with vergrendeld(na, fcntl.LOCK_SH):
            pass
    os.execv(opdracht[0], opdracht)


def doe(argumenten: list[str]) -> None:
    """Do what the command line says."""
    if argumenten[:1] == ["manage"]:  # its options are not ours to read
        manage(argumenten[1:])
    keuze = lees(argumenten)
    if keuze.wat == "kind":
        word_kind(keuze.opdracht, keuze.na)
    dienst = dienst_van(keuze.dienst, Plaats(keuze.staat, keuze.vluchtig))
    if keuze.wat == "draai":
        dienst.draai()
    bewaak(dienst)


def main(argumenten: list[str]) -> None:
    """Do what the command line says; exits with one line when it cannot be done."""
    try:
        doe(argumenten)
    except StartMislukt as fout:
        sys.exit(str(fout))


if __name__ == "__main__":
    main(sys.argv[1:])
