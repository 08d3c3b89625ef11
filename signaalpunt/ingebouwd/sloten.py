"""File locks: the kernel lets them go when their holder ends, however it ended."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_slot(pad: Path) -> int:
    """Open (and make) the lock file; the descriptor is not inherited unless asked for."""
    return os.open(pad, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def probeer(slot: int, soort: int = fcntl.LOCK_EX) -> bool:
    """Take the lock when it is free; return whether it is ours now."""
    try:
        fcntl.flock(slot, soort | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_bezet(pad: Path) -> bool:
    """Whether somebody holds the lock exclusively at this moment."""
    slot = open_slot(pad)
    try:
        return not probeer(slot, fcntl.LOCK_SH)
    finally:
        os.close(slot)


@contextmanager
def vergrendeld(pad: Path, soort: int = fcntl.LOCK_EX) -> Iterator[int]:
    """Hold the lock for the length of the block, waiting for it as long as needed."""
    slot = open_slot(pad)
    try:
        fcntl.flock(slot, soort)
        yield slot
    finally:
        os.close(slot)
