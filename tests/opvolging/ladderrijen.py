"""What a browser sends from the page with a ladder."""

from typing import Any

from opvolging.forms.ladder import LadderForm
from opvolging.klokkensoorten import SOORTEN
from opvolging.ladder import Stap
from opvolging.termijnen import Telling


def ladderrijen(*stappen: Stap, soort: str = "eerste_contact", versie: int = 1) -> dict[str, Any]:
    """The rows with these steps, and the empty one; nothing pressed yet."""
    klok = SOORTEN[soort].maatstaf(Telling.WERKDAGUREN)
    form = LadderForm(stappen, klok, versie=versie)
    return {veld.html_name: waarde for veld in form if (waarde := veld.value()) is not None}
