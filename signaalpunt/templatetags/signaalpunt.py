"""Small formats of our templates."""

from django import forms, template

register = template.Library()


@register.filter
def tel(nummer: str) -> str:
    """A phone number as the address of a link: digits and a leading plus only."""
    cijfers = "".join(teken for teken in nummer if teken.isdigit())
    return f"tel:+{cijfers}" if nummer.startswith("+") else f"tel:{cijfers}"


@register.filter
def onthoudt(form: forms.BaseForm) -> bool:
    """Whether all that was typed comes back with an error; a password never does."""
    return not any(isinstance(vraag.widget, forms.PasswordInput) for vraag in form.fields.values())


@register.filter
def vraagnummer(veld: forms.BoundField) -> int:
    """The number of a question on the form on paper."""
    nummer: int = veld.form.nummer_van(veld.name)  # type: ignore[attr-defined]
    return nummer
