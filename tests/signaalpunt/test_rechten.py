"""Root steps down to an ordinary user and keeps one right: to pass closed directories."""

import os
import signal
from pathlib import Path

import pytest

from signaalpunt.ingebouwd import rechten
from signaalpunt.ingebouwd.plaats import StartMislukt

PASSEREN, ALLES_SCHRIJVEN, BITS_ZETTEN = 1 << 2, 1 << 1, 1 << 8


class Kern:
    """Stands in for the kernel: notes what was asked, answers what it is told."""

    def __init__(self, antwoord: int = 0) -> None:
        self.gevraagd: list[tuple[str, tuple[int, ...]]] = []
        self.antwoord = antwoord

    def prctl(self, *argumenten) -> int:
        self.gevraagd.append(("prctl", tuple(deel.value for deel in argumenten)))
        return self.antwoord

    def capset(self, kop, gegevens) -> int:
        self.gevraagd.append(("capset", tuple(gegevens)))
        return self.antwoord


@pytest.fixture
def kern(monkeypatch) -> Kern:
    """A process of root that becomes user 1000, as far as the kernel is concerned."""
    kern = Kern()
    monkeypatch.setattr(rechten, "libc", kern)
    monkeypatch.setattr(os, "getuid", lambda: 0)
    for naam in ("setgroups", "setresgid", "setresuid"):
        monkeypatch.setattr(os, naam, lambda *deel, naam=naam: kern.gevraagd.append((naam, deel)))
    return kern


def mag(monkeypatch, vermogens: int) -> None:
    monkeypatch.setattr(rechten, "_toegestane_vermogens", lambda: vermogens)


def test_reachable_directory_takes_no_capability(kern, tmp_path: Path):
    rechten.stap_terug(1000, 1001, [tmp_path])
    assert [naam for naam, _ in kern.gevraagd] == ["prctl", "setgroups", "setresgid", "setresuid"]
    assert kern.gevraagd[2:] == [("setresgid", (1001,) * 3), ("setresuid", (1000,) * 3)]


@pytest.mark.parametrize(
    ("vermogens", "behouden"),
    [
        (PASSEREN | ALLES_SCHRIJVEN | BITS_ZETTEN, PASSEREN),
        (ALLES_SCHRIJVEN | BITS_ZETTEN, ALLES_SCHRIJVEN),
    ],
)
def test_closed_directory_takes_the_smallest_capability_and_nothing_more(
    kern, monkeypatch, vermogens, behouden
):
    mag(monkeypatch, vermogens)
    rechten.stap_terug(1000, 1000, [Path("/bestaat/niet")])
    capsets = [deel for naam, deel in kern.gevraagd if naam == "capset"]
    assert capsets[-1] == (behouden, behouden, behouden, 0, 0, 0)
    assert kern.gevraagd[-1] == ("prctl", (47, 2, behouden.bit_length() - 1, 0, 0))


@pytest.mark.parametrize("vermogens", [0, BITS_ZETTEN, PASSEREN])
def test_closed_directory_without_the_right_to_pass_is_named(kern, monkeypatch, vermogens):
    mag(monkeypatch, vermogens)
    with pytest.raises(StartMislukt, match="kies een andere"):
        rechten.stap_terug(1000, 1000, [Path("/bestaat/niet")])


def test_own_user_stays_as_it_is(kern):
    rechten.stap_terug(0, 0, [])
    assert kern.gevraagd == []


def test_refusal_of_the_kernel_is_an_error(kern):
    kern.antwoord = -1
    with pytest.raises(OSError, match=r"\[Errno"):
        rechten.stap_terug(1000, 1000, [])


def test_child_whose_parent_is_gone_already_ends_at_once(kern, monkeypatch):
    gestuurd = []
    monkeypatch.setattr(os, "kill", lambda pid, sein: gestuurd.append((pid, sein)))
    rechten.sterf_met_ouder(signal.SIGTERM, os.getppid())
    assert gestuurd == []
    rechten.sterf_met_ouder(signal.SIGTERM, -1)
    assert gestuurd == [(os.getpid(), signal.SIGTERM)]


def test_capabilities_of_this_process_are_read():
    assert rechten._toegestane_vermogens() >= 0
