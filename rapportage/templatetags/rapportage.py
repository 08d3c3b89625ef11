"""How a frozen number looks on a page."""

from collections.abc import Mapping

from django.template import Library

from rapportage.verslag import STREEPJE, Rij, getal

register = Library()


@register.filter
def cellen(rij: Rij) -> list[tuple[str, str]]:
    """The numbers of a row with their shares, as text."""
    return [
        (getal(aantal), STREEPJE if deel is None else f"{deel}%")
        for aantal, deel in zip(rij["aantallen"], rij["percentages"], strict=True)
    ]


@register.filter
def van(waarden: Mapping[str, str], naam: str) -> str:
    """The value of that name."""
    return waarden[naam]
