"""What every app stands on: the gemeente, its people, outgoing mail, heartbeats and rate limits."""

from signaalpunt.models.bericht import Bericht
from signaalpunt.models.gebruiker import Gebruiker
from signaalpunt.models.gemeente import Crisisnummer, Gemeente, Sluitingsdag
from signaalpunt.models.systeem import Dagzout, Emmer, Hartslag

__all__ = [
    "Bericht",
    "Crisisnummer",
    "Dagzout",
    "Emmer",
    "Gebruiker",
    "Gemeente",
    "Hartslag",
    "Sluitingsdag",
]
