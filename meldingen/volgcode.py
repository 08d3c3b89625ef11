"""The code with which a melder follows a melding: readable, hard to guess, never stored.

15 characters of 30 give 73 bits. The code follows from the idempotency key of the form, the number
of times that a new one was given out, and a key of the server. So sending the same form again shows
the same code, a new code kills the old one, and the database holds only a keyed hash.
"""

from uuid import UUID

from signaalpunt.zoekhash import sleutelhash

TEKENS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O, 1 I L and U: they look or sound alike
LENGTE = 15
GROEP = 5


def volgcode(sleutel: UUID, versie: int = 0) -> str:
    """The code of the melding that was sent under `sleutel`, in three groups of five.

    `versie` counts how often a new code was given out.
    """
    bron = f"{sleutel}/{versie}" if versie else str(sleutel)
    getal = int(sleutelhash("volgcode van", bron), 16)
    tekens = []
    for _ in range(LENGTE):
        getal, rest = divmod(getal, len(TEKENS))
        tekens.append(TEKENS[rest])
    return "-".join("".join(tekens[begin : begin + GROEP]) for begin in range(0, LENGTE, GROEP))


def groepen(code: str) -> list[str]:
    """A code in pieces that a line may break between."""
    *begin, eind = code.split("-")
    return [*(f"{groep}-" for groep in begin), eind]


def volgcode_hash(code: str) -> str:
    """What is stored and looked up; capitals, spaces and dashes make no difference."""
    kaal = "".join(teken for teken in code.upper() if teken.isalnum())
    return sleutelhash("volgcode", kaal)
