"""The public front, the links of the vindplaatsen, and their screens for the team."""

from django.urls import include, path

from meldingen.views import vindplaats, vindplaatsen, voordeur

_vindplaats = [
    path("", vindplaatsen.vindplaats, name="vindplaats"),
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
    path("k/<str:code>/", vindplaats.kom_binnen, name="kom_binnen"),
    path("vindplaatsen/", vindplaatsen.vindplaatsen, name="vindplaatsen"),
    path("vindplaatsen/nieuw/", vindplaatsen.vindplaats_toevoegen, name="vindplaats_toevoegen"),
    path("vindplaatsen/<int:vindplaats_id>/", include(_vindplaats)),
]
