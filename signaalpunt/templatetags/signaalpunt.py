"""Small formats of our templates."""

from django import template

register = template.Library()


@register.filter
def tel(nummer: str) -> str:
    """A phone number as the address of a link: digits and a leading plus only."""
    cijfers = "".join(teken for teken in nummer if teken.isdigit())
    return f"tel:+{cijfers}" if nummer.startswith("+") else f"tel:{cijfers}"
