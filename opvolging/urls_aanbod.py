"""Addresses of the sociale kaart: for everybody, and for the team."""

from django.urls import include, path

from opvolging.views import aanbod, aanbodlijst, bijhouden, nieuwelink, tedoen

_een = [
    path("", aanbod.aanbod_bekijken, name="aanbod_bekijken"),
    path("wijzigen/", aanbod.aanbod_wijzigen, name="aanbod_wijzigen"),
    path("weg/", aanbod.aanbod_weg, name="aanbod_weg"),
    path("terug/", aanbod.aanbod_terug, name="aanbod_terug"),
    path("partner/", bijhouden.aanbod_partner, name="aanbod_partner"),
    path("partner/weg/", bijhouden.aanbod_partner_weg, name="aanbod_partner_weg"),
    path("voorstel/", bijhouden.aanbod_voorstel, name="aanbod_voorstel"),
]

urlpatterns = [
    path("bijhouden/<str:sleutel>/", bijhouden.bijhouden, name="bijhouden"),
    path(
        "bijhouden/<str:sleutel>/<int:aanbod_id>/",
        bijhouden.bijhouden_wijzigen,
        name="bijhouden_wijzigen",
    ),
    path("bijhouden/<str:sleutel>/nieuw/", bijhouden.bijhouden_nieuw, name="bijhouden_nieuw"),
    path("nieuwe-link/", nieuwelink.nieuwe_link, name="nieuwe_link"),
    path("nieuwe-link/gevraagd/", nieuwelink.nieuwe_link_gevraagd, name="nieuwe_link_gevraagd"),
    path("wat-is-er-te-doen/", tedoen.te_doen, name="te_doen"),
    path("wat-is-er-te-doen/<str:code>.pdf", tedoen.te_doen_op_papier, name="te_doen_op_papier"),
    path("aanbod/", aanbod.aanbod, name="aanbod"),
    path("aanbod/nieuw/", aanbod.aanbod_toevoegen, name="aanbod_toevoegen"),
    path("aanbod/lijst.csv", aanbodlijst.aanbod_ophalen, name="aanbod_ophalen"),
    path("aanbod/inlezen/", aanbodlijst.aanbod_inlezen, name="aanbod_inlezen"),
    path(
        "aanbod/voorgesteld/<int:voorstel_id>/",
        bijhouden.aanbod_nieuw_voorstel,
        name="aanbod_nieuw_voorstel",
    ),
    path("aanbod/<int:aanbod_id>/", include(_een)),
]
