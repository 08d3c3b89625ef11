"""The look of every form: visibly grouped steps, our own template pack, errors also on top.

A form needs nothing for it: `{% crispy form %}` shows all fields. With `indeling` a form names
its button and, when it is long, its steps.
"""

from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def stap(titel: "StrOrPromise", *velden: Any) -> Fieldset:
    """A step of a form: fields together under a heading."""
    return Fieldset(titel, *velden, template="signaalpunt/layout/stap.html")


def indeling(knop: "StrOrPromise", *delen: Any, met_formulier: bool = True) -> FormHelper:
    """A crispy helper with one button; `delen` are fields or steps, none of them: all fields."""
    helper = FormHelper()
    helper.form_tag = met_formulier
    if delen:
        helper.layout = Layout(*delen)
    if knop:
        helper.add_input(Submit("", knop))
    return helper
