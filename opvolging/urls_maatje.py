"""Addresses on the way to a maatje: from the zaak, of the team, and of the maatje."""

from django.urls import include, path

from opvolging.views import deelnemer, koppelingen, maatjes, mijn

_zaak = [
    path("deelnemer/", deelnemer.zaak_deelnemer, name="zaak_deelnemer"),
    path("kandidaten/", deelnemer.zaak_kandidaten, name="zaak_kandidaten"),
    path("voorstellen/", deelnemer.zaak_voorstellen, name="zaak_voorstellen"),
]

_koppeling = [
    path("", koppelingen.koppeling, name="koppeling"),
    path("starten/", koppelingen.koppeling_starten, name="koppeling_starten"),
    path("intrekken/", koppelingen.koppeling_intrekken, name="koppeling_intrekken"),
    path("gesprek/", koppelingen.koppeling_gesprek, name="koppeling_gesprek"),
    path("verlengen/", koppelingen.koppeling_verlengen, name="koppeling_verlengen"),
    path("beeindigen/", koppelingen.koppeling_beeindigen, name="koppeling_beeindigen"),
]

urlpatterns = [
    path("zaken/<int:zaak_id>/", include(_zaak)),
    path("maatjes/", maatjes.maatjes, name="maatjes"),
    path("maatjes/nieuw/", maatjes.maatje_toevoegen, name="maatje_toevoegen"),
    path("maatjes/<int:maatje_id>/", maatjes.maatje_wijzigen, name="maatje_wijzigen"),
    path("koppelingen/", koppelingen.koppelingen, name="koppelingen"),
    path("koppelingen/<int:koppeling_id>/", include(_koppeling)),
    path("mijn/", mijn.mijn, name="mijn"),
    path("mijn/<int:koppeling_id>/ja/", mijn.mijn_accepteren, name="mijn_accepteren"),
    path("mijn/<int:koppeling_id>/nee/", mijn.mijn_afslaan, name="mijn_afslaan"),
]
