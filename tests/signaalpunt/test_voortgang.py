"""Whoever waits sees that it goes on."""

import threading

import pytest

from signaalpunt.ingebouwd.voortgang import STIL, levensteken, nog_bezig


def test_a_long_silence_is_broken_again_and_again_with_how_it_stands():
    gezegd: list[str] = []
    twee = threading.Event()

    def meld(tekst: str) -> None:
        gezegd.append(tekst)
        if len(gezegd) == 2:
            twee.set()

    with levensteken(meld, lambda seconden: f"na {seconden > 0}", stil=0.01):
        assert twee.wait(30)
    aantal = len(gezegd)
    assert set(gezegd) == {"na True"}
    assert aantal >= 2


def test_what_is_done_soon_says_nothing():
    gezegd: list[str] = []
    with levensteken(gezegd.append):
        pass
    assert gezegd == []


def test_an_error_goes_on_and_ends_the_signs_of_life():
    draden = threading.active_count()
    with pytest.raises(ZeroDivisionError), levensteken(print):
        raise ZeroDivisionError
    assert threading.active_count() == draden


def test_nobody_waits_five_seconds_without_a_word():
    assert STIL <= 5
    assert nog_bezig(12.34) == "  nog bezig, 12 seconden …"
