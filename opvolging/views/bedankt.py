"""After sending: the volgcode, shown once more for a quarter of an hour, then nowhere.

It travels from the door to this page in an encrypted cookie, with the few answers by which tips are
chosen. Each melding has a cookie of its own. A browser that sent another one shortly before gets an
address that names the melding by a keyed mark, which is worth nothing without that cookie; so each
tab is about its own. Of the first melding the address stays bare. Two that were both the first,
because they left at the same moment, share that page.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meldingen.intake import stuur_code
from meldingen.keuzes import WeetErvan
from meldingen.models import Buurt, Deur, Melding
from meldingen.tips import Tip, tips
from meldingen.vindplaatsen import Samen, samen_gemeld
from meldingen.volgcode import volgcode, volgcode_hash
from opvolging.tedoen import dichtbij_te_doen
from opvolging.views import taalwissel
from opvolging.views.koek import Koek
from opvolging.views.volgkaart import kaartje
from opvolging.volgen import zoek
from signaalpunt.http import afzender_van, gemeente_van
from signaalpunt.remmen import Rem
from signaalpunt.zoekhash import sleutelhash

KOEK = Koek("bedankt", timedelta(minutes=15))
HOOGSTENS = 4  # pages of thanks at a time in one browser: the cookies of all travel together
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

    merk: str  # of the melding, for forms and addresses
    in_adres: bool  # whether the address of the page holds it
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
    def uit_koek(cls, velden: Any) -> "Dank | None":
        """What a cookie says; None of one that another release wrote, with other fields."""
        try:
            return cls(**velden)
        except TypeError:
            return None

    @classmethod
    def voor(cls, melding: Melding, *, in_adres: bool = False) -> "Dank":
        """Of a melding that was just received; what looks like spam gets no mail.

        The code is the first one: who sends again does not get one that was given later by phone.
        """
        met_email = melding.terugkoppeling == "email" and not melding.is_verdacht
        return cls(
            merk=sleutelhash("bedankt", str(melding.sleutel))[:16],
            in_adres=in_adres,
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
    def is_voor_mijzelf(self) -> bool:
        """Whether who sent it is the person whom it is about."""
        return self.deur == Deur.MIJZELF

    @property
    def is_niet_akkoord(self) -> bool:
        """Whether the person does not want it: then only the melder hears from us."""
        return self.weet_ervan == WeetErvan.JA_NIET_AKKOORD

    @property
    def tips(self) -> list[Tip]:
        """What the melder can do in the meantime."""
        return tips(self.deur, self.weet_ervan, self.zelf_gedaan)

    @property
    def adres(self) -> str:
        """Of the page about this melding."""
        vraag = f"?{urlencode({'bericht': self.merk})}" if self.in_adres else ""
        return f"{reverse('bedankt')}{vraag}"


@dataclass(frozen=True)
class Bedankje:
    """One melding on the page."""

    dank: Dank
    is_vervangen: bool  # a new code was given since
    kaartje: dict[str, Any]
    form: MailForm


def naar(melding: Melding, *, is_enige: bool, nu: datetime) -> HttpResponse:
    """To the page of thanks of `melding`, with its code; `is_enige`: this browser sent no other."""
    dank = Dank.voor(melding, in_adres=not is_enige)
    antwoord: HttpResponse = redirect(dank.adres)
    KOEK.geef_mee(antwoord, asdict(dank), nu=nu, deel=dank.merk)
    return antwoord


def _danken(request: HttpRequest, nu: datetime) -> list[Dank]:
    """What this page is about: what form or address names, otherwise what had a bare address."""
    gelezen = (Dank.uit_koek(velden) for velden in KOEK.delen(request, nu=nu).values())
    alle = [dank for dank in gelezen if dank]
    if merk := request.POST.get("bericht") or request.GET.get("bericht"):
        return [dank for dank in alle if dank.merk == merk]
    return [dank for dank in alle if not dank.in_adres]


def _bedankjes(request: HttpRequest, nu: datetime, form: MailForm | None) -> list[Bedankje]:
    danken = _danken(request, nu)
    hashes = [volgcode_hash(dank.volgcode) for dank in danken]
    met_code = Melding.objects.filter(volgcode_hash__in=hashes)
    levend = set(met_code.values_list("volgcode_hash", flat=True)) if danken else set()
    return [
        Bedankje(
            dank,
            is_vervangen=hash_ not in levend,
            kaartje=kaartje(gemeente_van(request), dank.volgcode, dank.merk),
            form=form or MailForm(auto_id=f"%s_{dank.merk}"),
        )
        for dank, hash_ in zip(danken, hashes, strict=True)
    ]


def _samen(request: HttpRequest, dank: Dank, nu: datetime) -> Samen | None:
    """For a professional: how many meldingen came in together with this one."""
    if dank.deur != Deur.PROFESSIONAL:
        return None
    return samen_gemeld(gemeente_van(request).pk, dank.vindplaats_id, timezone.localdate(nu).year)


def _tips(dank: Dank, nu: datetime) -> list[tuple[str, str, str]]:
    """Heading, text and perhaps a link of each tip, with the buurt where it was given.

    A tip about a buurt names what there is to do there, when the sociale kaart knows of anything.
    """
    buurt = Buurt.objects.filter(pk=dank.buurt_id).first() if dank.buurt_id else None
    met_buurt = buurt and any(tip.met_buurt for tip in dank.tips)
    te_doen = dichtbij_te_doen(buurt, nu=nu) if buurt and met_buurt else []
    bijvoorbeeld = adres = ""
    if buurt and te_doen:
        namen = _(" en ").join(rij.naam for rij in te_doen)
        bijvoorbeeld = _("Bijvoorbeeld: %(namen)s.") % {"namen": namen}
        adres = f"{reverse('te_doen')}?{urlencode({'buurt': buurt.code})}"
    return [
        (
            str(tip.kop),
            f"{str(tip.met_buurt) % {'buurt': buurt.naam}} {bijvoorbeeld}".strip(),
            adres,
        )
        if buurt and tip.met_buurt
        else (str(tip.kop), str(tip.tekst), "")
        for tip in dank.tips
    ]


def _toon(
    request: HttpRequest,
    nu: datetime,
    form: MailForm | None = None,
    *,
    status: int = 200,
    is_verlopen: bool = False,
) -> HttpResponse:
    bedankjes = _bedankjes(request, nu, form)
    dank = bedankjes[0].dank if bedankjes else None
    inhoud: dict[str, Any] = {
        "bedankjes": bedankjes,
        "dank": dank,
        "form": form,
        "is_verlopen": is_verlopen,
        "houdt_mailadres": any(b.dank.mag_mail and not b.is_vervangen for b in bedankjes),
        "samen": dank and _samen(request, dank, nu),
        "tips": _tips(dank, nu) if dank else [],
    }
    antwoord = render(request, "meldingen/bedankt.html", inhoud, status=status)
    for oudste in list(KOEK.delen(request, nu=nu))[HOOGSTENS:]:
        KOEK.haal_weg(antwoord, oudste)
    return antwoord


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bedankt(request: HttpRequest) -> HttpResponse:
    """The code and what happens next; with `Ik heb de code bewaard` the code leaves the browser."""
    nu = timezone.now()
    if request.method != "POST":
        return _toon(request, nu)
    danken = _danken(request, nu)
    antwoord: HttpResponse = redirect(danken[0].adres if danken else "bedankt")
    for dank in danken:
        KOEK.haal_weg(antwoord, dank.merk)
    return antwoord


@never_cache
@require_http_methods(["GET", "POST"])
def bedankt_mail(request: HttpRequest) -> HttpResponse:
    """Mail the code once to an address that is not kept."""
    nu = timezone.now()
    if request.method != "POST":
        return redirect("bedankt")
    if taalwissel.is_gevraagd(request):
        return taalwissel.onthoud(_toon(request, nu, _getypt(request)))
    danken = _danken(request, nu)
    melding = zoek(danken[0].volgcode, nu=nu) if len(danken) == 1 and danken[0].mag_mail else None
    if melding is None:
        tekst = _("De code is niet gestuurd. Hier staat geen code meer die werkt. Bel ons.")
        messages.warning(request, tekst)
        return redirect(danken[0].adres if danken else "bedankt")
    form = MailForm(request.POST)
    if not form.is_valid():
        return _toon(request, nu, form, status=422)
    if not _mag_nog(request, melding, nu):
        form.add_error(None, _("Er komt nu te veel tegelijk. Schrijf de code over, of bel ons."))
        return _toon(request, nu, form, status=422)
    taal = translation.get_language() or "nl"
    stuur_code(melding, aan=form.cleaned_data["email"], taal=taal, nu=nu)
    messages.success(request, _("De code komt zo in uw e-mail."))
    return redirect(danken[0].adres)


def _getypt(request: HttpRequest) -> MailForm | None:
    """The form with the address that was typed, not judged."""
    email = request.POST.get("email", "")
    return MailForm(initial={"email": email}) if email else None


def _herkansing(request: HttpRequest) -> HttpResponse:
    """The page was open too long: once more, with the code and what was typed."""
    return _toon(request, timezone.now(), _getypt(request), status=403, is_verlopen=True)


bedankt.herkansing = _herkansing  # type: ignore[attr-defined]  # see systeem.csrf_mislukt
bedankt_mail.herkansing = _herkansing  # type: ignore[attr-defined]


def _mag_nog(request: HttpRequest, melding: Melding, nu: datetime) -> bool:
    van_dit_adres = REM_MAIL.gaat_door(afzender_van(request), nu=nu)
    return van_dit_adres and REM_MAIL_MELDING.gaat_door(f"melding {melding.pk}", nu=nu)
