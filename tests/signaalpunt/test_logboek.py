"""A log line holds nothing but what is allowed: no argument, no exception text."""

import json
import logging
import re
import sys

from django.conf import settings

from signaalpunt.logboek import TOEGESTAAN, AlleenToegestaan

APPS = ("signaalpunt", "meldingen", "opvolging", "rapportage")
EXTRA = re.compile(r'extra=\{"(\w+)"')
KANARIE = "Mevrouw Kanarie 0612345678"


def _regel(**velden):
    return json.loads(AlleenToegestaan().format(logging.makeLogRecord(velden)))


def test_an_allowed_key_stands_in_the_line_and_another_does_not():
    regel = _regel(msg="verstuurd", bericht_id=7, naam=KANARIE)
    assert (regel["tekst"], regel["bericht_id"]) == ("verstuurd", 7)
    assert KANARIE not in json.dumps(regel)


def test_every_key_that_our_own_lines_name_is_allowed():
    paden = [pad for app in APPS for pad in (settings.BASE_DIR / app).rglob("*.py")]
    genoemd = {sleutel for pad in paden for sleutel in EXTRA.findall(pad.read_text("utf-8"))}
    assert "bericht_id" in genoemd
    assert genoemd <= TOEGESTAAN


def test_the_arguments_of_a_message_are_left_out():
    regel = _regel(msg="kan %s niet bellen", args=(KANARIE,))
    assert regel["tekst"] == "kan %s niet bellen"


def test_an_exception_shows_its_kind_and_place_but_not_its_text():
    try:
        raise ValueError(KANARIE)
    except ValueError:
        regel = _regel(msg=f"fout: {KANARIE}", exc_info=sys.exc_info())
    assert regel["fout"] == "ValueError"
    assert "test_logboek.py" in regel["waar"][0]
