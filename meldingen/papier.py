"""A door on paper: the same questions in the same order, made from the form itself."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django import forms
from django.utils.encoding import force_str
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meldingen.forms import DeurForm
from meldingen.models import Deur
from signaalpunt.models import Crisisnummer, Gemeente
from signaalpunt.pdf import zet

SJABLOON = Path(__file__).parent / "drukwerk/papier.typ"
HOOGSTENS = 12  # a longer list of answers is written down, not ticked
REGELS_VERHAAL = {6: 9, 3: 4}  # rows on the screen: lines on paper


def titel(deur: Deur) -> str:
    """What stands above the form."""
    return {
        Deur.MIJZELF: _("U voelt zich alleen"),
        Deur.IEMAND_ANDERS: _("U maakt zich zorgen om iemand"),
        Deur.PROFESSIONAL: _("U komt iemand tegen in uw werk"),
    }[deur]


def _keuzes(veld: forms.Field) -> list[str]:
    """The answers to tick; none when it is quicker to write."""
    keuzes = [(waarde, tekst) for waarde, tekst in getattr(veld, "choices", []) if waarde]
    return [force_str(tekst) for _waarde, tekst in keuzes] if len(keuzes) <= HOOGSTENS else []


def _regels(veld: forms.Field) -> int:
    if isinstance(veld.widget, forms.Textarea):
        return REGELS_VERHAAL.get(veld.widget.attrs.get("rows", 3), 4)
    return 1


def vragen(form: DeurForm) -> list[dict[str, Any]]:
    """The steps with their questions, as the page shows them."""
    return [
        {"titel": force_str(kop), "velden": [_vraag(form, veld) for veld in velden]}
        for kop, velden in form.groepen
    ]


def _vraag(form: DeurForm, gebonden: forms.BoundField) -> dict[str, Any]:
    veld = gebonden.field
    mag_leeg = not veld.required and gebonden.name not in form.zonder_merk
    return {
        "nummer": form.nummer_van(gebonden.name),
        "label": force_str(gebonden.label),
        "merk": _("hoeft niet") if mag_leeg else "",
        "hint": force_str(veld.help_text),
        "keuzes": _keuzes(veld),
        "regels": _regels(veld),
        "is_kort": veld.widget.attrs.get("class") == "smal",
    }


def papier(form: DeurForm, gemeente: Gemeente, *, nu: datetime) -> bytes:
    """The form as a tagged PDF in large type, in the language of the moment."""
    nummers = Crisisnummer.objects.filter(gemeente=gemeente)[:2]
    gegevens = {
        "taal": get_language() or "nl",
        "titel": titel(form.deur),
        "afzender": gemeente.afzender,
        "inleiding": [
            _("Vul in wat u weet. U hoeft niet alles in te vullen."),
            _("Schrijf met een donkere pen. Zet een kruisje in een vakje."),
        ],
        "nood_kop": _("Wij lezen dit niet meteen. Is er nu gevaar? Bel dan eerst:"),
        "nummers": [{"nummer": rij.nummer, "naam": rij.naam_in_taal} for rij in nummers],
        "stappen": vragen(form),
        "terug_kop": _("Klaar?"),
        "terug": _terug(gemeente),
        "adres": gemeente.postadres.splitlines(),
        "bel": _("Liever bellen? Dat kan op %(telefoon)s.") % {"telefoon": gemeente.telefoon},
    }
    return zet(SJABLOON, gegevens, moment=nu)


def _terug(gemeente: Gemeente) -> str:
    if gemeente.postadres:
        return _("Stop dit formulier in een envelop en stuur het naar:")
    return _("Geef dit formulier aan een medewerker van het Signaalpunt.")
