"""The part of a page that is its own, to compare pages that must say the same."""

import re
from typing import Any

_MERK = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def hoofddeel(antwoord: Any) -> str:
    """From its main part on, without what differs with every visit."""
    return _MERK.sub("", antwoord.text.split("<main", 1)[1])
