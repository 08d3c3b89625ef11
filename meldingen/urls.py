"""The public front, the pages about ourselves, paper, and the vindplaatsen with their screens."""

from django.urls import include, path

from meldingen.models import Deur
from meldingen.views import drukwerk, verklaringen, vindplaats, vindplaatsen, voordeur

_vindplaats = [
    path("", vindplaatsen.vindplaats, name="vindplaats"),
    path("kaart-<str:formaat>.pdf", drukwerk.kaart_afdrukken, name="vindplaats_kaart"),
    path(
        "stoppen/",
        vindplaatsen.vindplaats_schakelen,
        {"is_actief": False},
        name="vindplaats_stoppen",
    ),
    path(
        "hervatten/",
        vindplaatsen.vindplaats_schakelen,
        {"is_actief": True},
        name="vindplaats_hervatten",
    ),
]

urlpatterns = [
    path("", voordeur.voordeur, name="voordeur"),
    path("melden/buurten.svg", voordeur.buurtkaart, name="buurtkaart"),
    path("k/<str:code>/", vindplaats.kom_binnen, name="kom_binnen"),
    path("privacy/", verklaringen.privacy, name="privacy"),
    path("toegankelijkheid/", verklaringen.toegankelijkheid, name="toegankelijkheid"),
    path(".well-known/security.txt", verklaringen.security_txt, name="security_txt"),
    path(
        "melden/voor-mijzelf.pdf",
        drukwerk.op_papier,
        {"deur": Deur.MIJZELF},
        name="papier_voor_mijzelf",
    ),
    path(
        "melden/voor-iemand-anders.pdf",
        drukwerk.op_papier,
        {"deur": Deur.IEMAND_ANDERS},
        name="papier_voor_iemand_anders",
    ),
    path(
        "melden/als-professional.pdf",
        drukwerk.op_papier,
        {"deur": Deur.PROFESSIONAL},
        name="papier_als_professional",
    ),
    path("vindplaatsen/", vindplaatsen.vindplaatsen, name="vindplaatsen"),
    path("vindplaatsen/nieuw/", vindplaatsen.vindplaats_toevoegen, name="vindplaats_toevoegen"),
    path("vindplaatsen/<int:vindplaats_id>/", include(_vindplaats)),
]
