"""A link that died: the one page for all of them, and asking for a new one."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opvolging.forms.bijhouden import NieuweLinkForm
from opvolging.nieuwelink import vraag_aan
from signaalpunt.http import afzender_van, gemeente_van, onvindbaar
from signaalpunt.remmen import Rem

REM = Rem("nieuwe-link", hoogstens=5, venster=timedelta(hours=1))


def toon_voorbij(
    request: HttpRequest, *, status: int, form: NieuweLinkForm | None = None
) -> HttpResponse:
    """Whatever does not live, is wrong or never was: one page, that says how to get a new link."""
    inhoud = {"form": form or NieuweLinkForm()}
    return render(request, "opvolging/hulpvraag_voorbij.html", inhoud, status=status)


@onvindbaar
@require_http_methods(["GET", "HEAD", "POST"])
def nieuwe_link(request: HttpRequest) -> HttpResponse:
    """Ask for a new link. Of known and unknown addresses the answer is the same."""
    form = NieuweLinkForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return toon_voorbij(request, status=422 if form.is_bound else 200, form=form)
    nu = timezone.now()
    if not REM.gaat_door(afzender_van(request), nu=nu):
        form.add_error(None, _("Er komt nu te veel tegelijk. Probeer het straks, of bel ons."))
        return toon_voorbij(request, status=429, form=form)
    vraag_aan(gemeente_van(request), email=form.cleaned_data["email"], nu=nu)
    return redirect("nieuwe_link_gevraagd")


@never_cache
@require_safe
def nieuwe_link_gevraagd(request: HttpRequest) -> HttpResponse:
    """The same words for everybody."""
    return render(request, "opvolging/nieuwe_link_gevraagd.html")
