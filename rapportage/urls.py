"""The addresses of the evaluation, below /rapportage/."""

from django.urls import path

from rapportage import views

urlpatterns = [
    path("", views.rapportage, name="rapportage"),
    path("<int:jaar>/", views.jaarverslag_bekijken, name="jaarverslag_bekijken"),
    path("<int:jaar>.<slug:formaat>", views.jaarverslag_downloaden, name="jaarverslag_downloaden"),
    path(
        "<int:jaar>/grafiek/<slug:naam>.svg", views.jaarverslag_grafiek, name="jaarverslag_grafiek"
    ),
    path("<int:jaar>/vastleggen/", views.jaarverslag_vastleggen, name="jaarverslag_vastleggen"),
    path("<int:jaar>/publiceren/", views.jaarverslag_publiceren, name="jaarverslag_publiceren"),
]
