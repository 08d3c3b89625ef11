"""Which user a server runs as, and how root steps down to it.

A clone of root often lies below a 0700 directory. Opening that to everybody is no option, so the
server keeps one capability: to pass directories it may not read. Nothing else of root remains.
"""

import ctypes
import os
import pwd
import signal
from collections.abc import Sequence
from pathlib import Path

from signaalpunt.ingebouwd.plaats import StartMislukt

PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_SET_SECUREBITS, PR_CAP_AMBIENT = 1, 8, 28, 47
PR_CAP_AMBIENT_RAISE = 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_SETPCAP = 1, 2, 8
CAPABILITY_VERSION_3 = 0x20080522

libc = ctypes.CDLL(None, use_errno=True)


def dienstgebruiker(eigenaar: int) -> tuple[int, int]:
    """Return uid and gid for a server whose state directory belongs to `eigenaar`.

    Not root: the caller. Root: the owner of the state directory, or an unprivileged system user
    when that is root too. Raises StartMislukt when the directory is somebody else's.
    """
    if (ik := os.getuid()) != 0:
        if eigenaar != ik:
            raise StartMislukt(
                "var/ is van een andere gebruiker. Start als die, of verwijder var/."
            )
        return ik, os.getgid()
    if eigenaar != 0:
        return eigenaar, pwd.getpwuid(eigenaar).pw_gid
    bekend = {rij.pw_name: rij for rij in pwd.getpwall() if rij.pw_uid != 0}
    for naam in ("postgres", "nobody"):
        if naam in bekend:
            return bekend[naam].pw_uid, bekend[naam].pw_gid
    raise StartMislukt("Er is geen gewone gebruiker (postgres, nobody) voor de databank.")


def sterf_met_ouder(sein: signal.Signals, ouder: int) -> None:
    """Ask the kernel for `sein` when the parent process `ouder` ends, even by kill -9."""
    _prctl(PR_SET_PDEATHSIG, sein)
    if os.getppid() != ouder:
        os.kill(os.getpid(), sein)


def stap_terug(uid: int, gid: int, paden: Sequence[Path]) -> None:
    """Become `uid` for good, still able to reach `paden`; nothing to do when already that user."""
    if os.getuid() == uid:
        return
    _prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    if not all(os.access(pad, os.R_OK | os.X_OK) for pad in paden):
        _houd_doorgang()


def _houd_doorgang() -> None:
    """Keep the smallest capability at hand that passes closed directories, across exec too."""
    mag = _toegestane_vermogens()
    doorgang = [bit for bit in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE) if mag >> bit & 1]
    if not doorgang or not mag >> CAP_SETPCAP & 1:
        raise StartMislukt(
            "De databank kan als gewone gebruiker niet bij deze map; kies een andere."
        )
    # PostgreSQL asks access(2) about its own program, which ignores capabilities without this bit.
    _capset(1 << CAP_SETPCAP | 1 << doorgang[0])
    _prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    _capset(1 << doorgang[0])
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, doorgang[0])


def _toegestane_vermogens() -> int:
    for regel in Path("/proc/self/status").read_text().splitlines():
        if regel.startswith("CapPrm:"):
            return int(regel.split()[1], 16)
    return 0


def _capset(vermogens: int) -> None:
    kop = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    # twice: effective, permitted, inheritable
    gegevens = (ctypes.c_uint32 * 6)(vermogens, vermogens, vermogens, 0, 0, 0)
    _controleer(libc.capset(kop, gegevens))


def _prctl(*argumenten: int) -> None:
    aangevuld = [*argumenten, 0, 0, 0, 0][:5]
    _controleer(libc.prctl(*(ctypes.c_ulong(argument) for argument in aangevuld)))


def _controleer(antwoord: int) -> None:
    if antwoord != 0:
        fout = ctypes.get_errno()
        raise OSError(fout, os.strerror(fout))
