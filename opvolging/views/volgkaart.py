"""The card with a volgcode: the code as text, and a QR code of the address where to use it.

The address never holds the code.
"""

from typing import Any

import segno
from django.urls import reverse

from meldingen.volgcode import groepen
from signaalpunt import post
from signaalpunt.models import Gemeente


def kaartje(gemeente: Gemeente, code: str, merk: str) -> dict[str, Any]:
    """What the card shows; `merk` keeps the cards of one page apart."""
    adres = post.adres(gemeente, reverse("volgen"))
    qr = segno.make(adres, error="m", micro=False)
    return {
        "groepen": groepen(code),
        "adres": adres,
        "qr": str(qr.svg_inline(border=2, omitsize=True, svgclass="qr")),
        "merk": merk,
    }
