"""After sending: the volgcode, shown once more for a quarter of an hour, then nowhere.

It travels from the door to this page in an encrypted cookie, with the few answers by which tips are
chosen. On paper the page is a card: the code as text, and a QR code of the address where to use it.
The address never holds the code.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meldingen.intake import stuur_code
from meldingen.keuzes import WeetErvan
from meldingen.models import Buurt, Deur, Melding
from meldingen.tips import Tip, tips
from meldingen.vindplaatsen import Samen, samen_gemeld
from meldingen.volgcode import volgcode
from opvolging.views.koek import Koek
from opvolging.volgen import zoek
from signaalpunt import post
from signaalpunt.http import afzender_van, gemeente_van
from signaalpunt.models import Gemeente
from signaalpunt.remmen import Rem

KOEK = Koek("bedankt", timedelta(minutes=15))
REM_MAIL = Rem("bedankt-mail", hoogstens=20, venster=timedelta(minutes=10))
REM_MAIL_MELDING = Rem("bedankt-mail-melding", hoogstens=3, venster=timedelta(hours=1))


class MailForm(forms.Form):
    """Where to send the code, once."""

    use_required_attribute = False
    email = forms.EmailField(
        label=gettext_lazy("Uw e-mailadres"),
        help_text=gettext_lazy("Wij sturen alleen de code. Daarna wissen wij het adres."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Vul uw e-mailadres in."),
            "invalid": gettext_lazy("Vul een e-mailadres in zoals naam@voorbeeld.nl."),
        },
    )


@dataclass(frozen=True)
class Dank:
    """What the page may know of the melding."""

    volgcode: str
    is_jeugd: bool
    met_email: bool
    mag_mail: bool = False  # the page may offer to mail the code
    deur: str = ""
    weet_ervan: str = ""
    zelf_gedaan: tuple[str, ...] = ()
    buurt_id: int | None = None
    vindplaats_id: int | None = None

    @classmethod
    def voor(cls, melding: Melding) -> "Dank":
        """Of a melding that was just received; what looks like spam gets no mail."""
        met_email = melding.terugkoppeling == "email" and not melding.is_verdacht
        return cls(
            volgcode=volgcode(melding.sleutel),
            is_jeugd=melding.is_jeugd,
            met_email=met_email,
            mag_mail=not met_email and not melding.is_verdacht,
            deur=melding.deur,
            weet_ervan=melding.weet_ervan,
            zelf_gedaan=tuple(melding.zelf_gedaan),
            buurt_id=melding.buurt_id,
            vindplaats_id=melding.vindplaats_id,
        )

    @property
    def groepen(self) -> list[str]:
        """The code in pieces that a line may break between."""
        *begin, eind = self.volgcode.split("-")
        return [*(f"{groep}-" for groep in begin), eind]

    @property
    def is_niet_akkoord(self) -> bool:
        """Whether the person does not want it: then only the melder hears from us."""
        return self.weet_ervan == WeetErvan.JA_NIET_AKKOORD

    @property
    def tips(self) -> list[Tip]:
        """What the melder can do in the meantime."""
        return tips(self.deur, self.weet_ervan, self.zelf_gedaan)


def geef_mee(antwoord: HttpResponse, dank: Dank, *, nu: datetime) -> None:
    """Let `antwoord` carry the code to the page of thanks."""
    KOEK.geef_mee(antwoord, asdict(dank), nu=nu)


def _lees(request: HttpRequest, nu: datetime) -> Dank | None:
    velden = KOEK.lees(request, nu=nu)
    return Dank(**velden) if velden else None


def _samen(request: HttpRequest, dank: Dank, nu: datetime) -> Samen | None:
    """For a professional: how many meldingen came in together with this one."""
    if dank.deur != Deur.PROFESSIONAL:
        return None
    return samen_gemeld(gemeente_van(request).pk, dank.vindplaats_id, timezone.localdate(nu).year)


def _tips(dank: Dank) -> list[tuple[str, str]]:
    """Heading and text of each tip, with the name of the buurt where it was given."""
    buurt = Buurt.objects.filter(pk=dank.buurt_id).first() if dank.buurt_id else None
    return [
        (
            str(tip.kop),
            str(tip.met_buurt) % {"buurt": buurt.naam}
            if buurt and tip.met_buurt
            else str(tip.tekst),
        )
        for tip in dank.tips
    ]


def _qr(gemeente: Gemeente) -> str:
    """The address of the page that asks for the code, as a picture in the page itself."""
    code = segno.make(post.adres(gemeente, reverse("volgen")), error="m", micro=False)
    return str(code.svg_inline(border=2, omitsize=True, svgclass="qr"))


def _toon(request: HttpRequest, dank: Dank | None, nu: datetime, form: MailForm) -> HttpResponse:
    inhoud: dict[str, Any] = {"dank": dank, "samen": None}
    if dank:
        inhoud |= {
            "samen": _samen(request, dank, nu),
            "tips": _tips(dank),
            "qr": _qr(gemeente_van(request)),
            "adres": post.adres(gemeente_van(request), reverse("volgen")),
            "form": form,
        }
    return render(request, "meldingen/bedankt.html", inhoud, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bedankt(request: HttpRequest) -> HttpResponse:
    """The code and what happens next; with `Ik heb de code bewaard` the code leaves the browser."""
    if request.method == "POST":
        antwoord: HttpResponse = redirect("bedankt")
        KOEK.haal_weg(antwoord)
        return antwoord
    nu = timezone.now()
    return _toon(request, _lees(request, nu), nu, MailForm())


@never_cache
@require_http_methods(["GET", "POST"])
def bedankt_mail(request: HttpRequest) -> HttpResponse:
    """Mail the code once to an address that is not kept."""
    nu = timezone.now()
    dank = _lees(request, nu)
    melding = zoek(dank.volgcode, nu=nu) if dank and dank.mag_mail else None
    if request.method != "POST" or melding is None:
        return redirect("bedankt")
    form = MailForm(request.POST)
    if not form.is_valid():
        return _toon(request, dank, nu, form)
    if not _mag_nog(request, melding, nu):
        form.add_error(None, _("Er komt nu te veel tegelijk. Schrijf de code over, of bel ons."))
        return _toon(request, dank, nu, form)
    taal = translation.get_language() or "nl"
    stuur_code(melding, aan=form.cleaned_data["email"], taal=taal, nu=nu)
    messages.success(request, _("De code komt zo in uw e-mail."))
    return redirect("bedankt")


def _mag_nog(request: HttpRequest, melding: Melding, nu: datetime) -> bool:
    van_dit_adres = REM_MAIL.gaat_door(afzender_van(request), nu=nu)
    return van_dit_adres and REM_MAIL_MELDING.gaat_door(f"melding {melding.pk}", nu=nu)
