"""Addresses of the public pages that start or follow a clock."""

from django.urls import path

from meldingen.models import Deur
from opvolging.views import bedankt, hulpvraag, melden, volgen

urlpatterns = [
    path("melden/voor-mijzelf/", melden.melden, {"deur": Deur.MIJZELF}, name="melden_voor_mijzelf"),
    path(
        "melden/voor-iemand-anders/",
        melden.melden,
        {"deur": Deur.IEMAND_ANDERS},
        name="melden_voor_iemand_anders",
    ),
    path(
        "melden/als-professional/",
        melden.melden,
        {"deur": Deur.PROFESSIONAL},
        name="melden_als_professional",
    ),
    path("melden/bedankt/", bedankt.bedankt, name="bedankt"),
    path("melden/bedankt/mail/", bedankt.bedankt_mail, name="bedankt_mail"),
    path("hulpvraag/klaar/", hulpvraag.hulpvraag_klaar, name="hulpvraag_klaar"),
    path("hulpvraag/<str:sleutel>/", hulpvraag.hulpvraag, name="hulpvraag"),
    path("volgen/", volgen.volgen, name="volgen"),
    path("volgen/klaar/", volgen.volgen_klaar, name="volgen_klaar"),
    path("volgen/aanvullen/", volgen.volgen_aanvullen, name="volgen_aanvullen"),
    path("volgen/intrekken/", volgen.volgen_intrekken, name="volgen_intrekken"),
    path("volgen/niet-opgelost/", volgen.volgen_niet_opgelost, name="volgen_niet_opgelost"),
    path("volgen/tevreden/", volgen.volgen_tevreden, name="volgen_tevreden"),
]
