"""What can be printed: the card of a vindplaats, and each door on paper."""

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meldingen.forms import DEUREN
from meldingen.kaart import FORMATEN, kaart
from meldingen.models import Deur, Vindplaats
from meldingen.papier import papier
from signaalpunt.http import IngelogdRequest, gemeente_van
from signaalpunt.models import Gemeente
from signaalpunt.rollen import TEAM, rol_vereist

BEWAAR_SECONDEN = 600  # making one takes longer than a page
LATIJNS = {"nl", "en", "de", "pl", "tr"}  # what our letters can print


def pdf_antwoord(inhoud: bytes, naam: str) -> HttpResponse:
    """The document, to be read in the browser."""
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    antwoord["Content-Disposition"] = f'inline; filename="{naam}.pdf"'
    return antwoord


@rol_vereist(*TEAM)
@never_cache
@require_safe
def kaart_afdrukken(request: IngelogdRequest, vindplaats_id: int, formaat: str) -> HttpResponse:
    """The card, to print at once."""
    zichtbaar = Vindplaats.objects.zichtbaar_voor(request.user).select_related("gemeente")
    vindplaats = get_object_or_404(zichtbaar, pk=vindplaats_id)
    if formaat not in FORMATEN:
        raise Http404("zo'n formaat is er niet")
    naam = f"signaalkaart-{slugify(vindplaats.naam) or vindplaats.code}-{formaat}"
    return pdf_antwoord(kaart(vindplaats, formaat, nu=timezone.now()), naam)


@require_safe
def op_papier(request: HttpRequest, deur: Deur) -> HttpResponse:
    """A door on paper, in the language of the visitor."""
    gemeente = gemeente_van(request)
    if gemeente.pk is None:
        raise Http404("er is nog geen gemeente ingesteld")
    gekozen = translation.get_language() or "nl"
    with translation.override(gekozen if gekozen in LATIJNS else "en"):
        return pdf_antwoord(_papier(gemeente, deur), f"signaalpunt-{slugify(deur.label)}")


def _papier(gemeente: Gemeente, deur: Deur) -> bytes:
    eigen = hash((gemeente.pk, gemeente.afzender, gemeente.postadres, gemeente.telefoon))
    sleutel = f"papier-{deur}-{eigen}-{translation.get_language()}"
    inhoud: bytes | None = caches["proces"].get(sleutel)
    if inhoud is None:
        inhoud = papier(DEUREN[deur](gemeente=gemeente), gemeente, nu=timezone.now())
        caches["proces"].set(sleutel, inhoud, BEWAAR_SECONDEN)
    return inhoud
