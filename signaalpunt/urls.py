"""The addresses of the product, app by app."""

from allauth.account import views as account
from django.urls import include, path, re_path
from django.views.i18n import set_language

from signaalpunt.views import beheer, systeem

# allauth's pages under Dutch addresses, and only those that exist here: nobody signs up.
inloggen = [
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("account/uit-dienst/", account.account_inactive, name="account_inactive"),
    path("account/aanvragen/", systeem.account_aanvragen, name="account_signup"),
    path("account/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("account/wachtwoord/", account.password_change, name="account_change_password"),
    path("account/wachtwoord/nieuw/", account.password_set, name="account_set_password"),
    path("wachtwoord-vergeten/", account.password_reset, name="account_reset_password"),
    path(
        "wachtwoord-vergeten/verstuurd/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord-kiezen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord-gekozen/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/tweede-stap/", include("allauth.mfa.urls")),
    path("ingelogd/", systeem.na_inloggen, name="na_inloggen"),
]

beheerpaginas = [
    path("", beheer.beheer, name="beheer"),
    path("gemeente/", beheer.gemeente_instellen, name="gemeente_instellen"),
    path("openbaar/", beheer.openbaar_instellen, name="openbaar_instellen"),
    path(
        "crisisnummer/<int:nummer_id>/",
        beheer.crisisnummer_wijzigen,
        name="crisisnummer_wijzigen",
    ),
    path("gebruiker/", beheer.gebruiker_toevoegen, name="gebruiker_toevoegen"),
    path("gebruiker/<int:gebruiker_id>/", beheer.gebruiker_wijzigen, name="gebruiker_wijzigen"),
]

urlpatterns = [
    path("healthz", systeem.healthz, name="healthz"),
    path("postvak/", systeem.postvak, name="postvak"),
    path("taal/", set_language, name="taal"),
    path("", include("meldingen.urls")),
    path("", include("opvolging.urls_publiek")),
    path("", include("opvolging.urls")),
    path("", include("opvolging.urls_maatje")),
    path("", include("opvolging.urls_aanbod")),
    *inloggen,
    path("beheer/", include(beheerpaginas)),
    path("rapportage/", include("rapportage.urls")),
]
