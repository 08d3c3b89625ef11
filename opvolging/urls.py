"""Addresses of the team's pages."""

from django.urls import include, path

from opvolging.views import (
    aanvullingen,
    afwezig,
    belkaart,
    doorverwijzen,
    heropenen,
    heruitgeven,
    intake,
    intake_meelezen,
    kijken,
    ladders,
    regels,
    ronde,
    samenvoegen,
    toestemming,
    verdelen,
    weergaven,
    werkvoorraad,
    zaak,
    zaakacten,
    zoeken,
)

_zaak = [
    path("", zaak.zaak, name="zaak"),
    path("kijken/", kijken.zaak_kijken, name="zaak_kijken"),
    path("contact/", zaakacten.zaak_contact, name="zaak_contact"),
    path("informatie/", belkaart.zaak_informatie, name="zaak_informatie"),
    path("vertellen/", belkaart.zaak_vertellen, name="zaak_vertellen"),
    path("uitzondering/", belkaart.zaak_uitzondering, name="zaak_uitzondering"),
    path("akkoord/", belkaart.zaak_akkoord, name="zaak_akkoord"),
    path("brief/", belkaart.zaak_brief, name="zaak_brief"),
    path("beoordelen/", zaakacten.zaak_beoordelen, name="zaak_beoordelen"),
    path("afsluiten/", zaakacten.zaak_afsluiten, name="zaak_afsluiten"),
    path("doorverwijzen/", doorverwijzen.zaak_doorverwijzen, name="zaak_doorverwijzen"),
    path(
        "doorverwijzing/<int:verwijzing_id>/antwoord/",
        doorverwijzen.zaak_verwijzing_antwoord,
        name="zaak_verwijzing_antwoord",
    ),
    path(
        "doorverwijzing/<int:verwijzing_id>/intrekken/",
        doorverwijzen.zaak_verwijzing_intrekken,
        name="zaak_verwijzing_intrekken",
    ),
    path(
        "doorverwijzing/<int:verwijzing_id>/aankomst/",
        doorverwijzen.zaak_aankomst,
        name="zaak_aankomst",
    ),
    path("toestemming/", toestemming.zaak_toestemming, name="zaak_toestemming"),
    path(
        "toestemming/<int:toestemming_id>/intrekken/",
        toestemming.zaak_toestemming_intrekken,
        name="zaak_toestemming_intrekken",
    ),
    path("heropenen/", heropenen.zaak_heropenen, name="zaak_heropenen"),
    path("pauzeren/", zaakacten.zaak_pauzeren, name="zaak_pauzeren"),
    path("hervatten/", zaakacten.zaak_hervatten, name="zaak_hervatten"),
    path("gelezen/", aanvullingen.zaak_gelezen, name="zaak_gelezen"),
    path("overdragen/", zaakacten.zaak_overdragen, name="zaak_overdragen"),
    path("contact-toestaan/", zaakacten.zaak_contact_toestaan, name="zaak_contact_toestaan"),
    path("melder/<int:melding_id>/", zaak.zaak_melder, name="zaak_melder"),
    path("melding-losmaken/", zaakacten.zaak_melding_losmaken, name="zaak_melding_losmaken"),
    path("melding-toevoegen/", zaakacten.zaak_melding_toevoegen, name="zaak_melding_toevoegen"),
    path("samenvoegen/", samenvoegen.zaak_samenvoegen, name="zaak_samenvoegen"),
    path(
        "samenvoegen-ongedaan/",
        samenvoegen.zaak_samenvoegen_ongedaan,
        name="zaak_samenvoegen_ongedaan",
    ),
]

urlpatterns = [
    path("werkvoorraad/", werkvoorraad.werkvoorraad, name="werkvoorraad"),
    path(
        "werkvoorraad/<int:melding_id>/oppakken/",
        werkvoorraad.melding_oppakken,
        name="melding_oppakken",
    ),
    path(
        "werkvoorraad/<int:melding_id>/ingetrokken/",
        aanvullingen.melding_ingetrokken,
        name="melding_ingetrokken",
    ),
    path("werkvoorraad/verdelen/", verdelen.voorraad_verdelen, name="voorraad_verdelen"),
    path("werkvoorraad/filter/", werkvoorraad.voorraad_filter, name="voorraad_filter"),
    path("werkvoorraad/bewaren/", weergaven.weergave_bewaren, name="weergave_bewaren"),
    path(
        "werkvoorraad/bewaard/<int:weergave_id>/weg/",
        weergaven.weergave_weg,
        name="weergave_weg",
    ),
    path("werkvoorraad/nieuws/", kijken.werkvoorraad_nieuws, name="werkvoorraad_nieuws"),
    path("werkvoorraad/ronde/", ronde.ronde, name="ronde"),
    path("meldingen/zoeken/", zoeken.melding_zoeken, name="melding_zoeken"),
    path(
        "meldingen/<int:melding_id>/nieuwe-code/",
        heruitgeven.melding_nieuwe_code,
        name="melding_nieuwe_code",
    ),
    path("van-melders/", aanvullingen.van_melders, name="van_melders"),
    path(
        "werkvoorraad/mail/<int:bericht_id>/gezien/", werkvoorraad.mail_gezien, name="mail_gezien"
    ),
    path("beheer/herinneringen/", ladders.ladder, name="ladder"),
    path("beheer/termijnen/", regels.klokregel, name="klokregel"),
    path("afwezig/", afwezig.afwezig, name="afwezig"),
    path(
        "afwezig/<int:afwezigheid_id>/intrekken/",
        afwezig.afwezig_intrekken,
        name="afwezig_intrekken",
    ),
    path("intake/", intake.intake, name="intake"),
    path("intake/concept/", intake_meelezen.intake_concept, name="intake_concept"),
    path(
        "intake/concept/<int:concept_id>/weg/",
        intake_meelezen.intake_concept_weg,
        name="intake_concept_weg",
    ),
    path("intake/dubbel/", intake_meelezen.intake_dubbel, name="intake_dubbel"),
    path("zaken/<int:zaak_id>/", include(_zaak)),
]
