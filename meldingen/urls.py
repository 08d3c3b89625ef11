"""The public front."""

from django.urls import path

from meldingen import views

urlpatterns = [
    path("", views.voordeur, name="voordeur"),
]
