"""The addresses of the product, app by app."""

from django.urls import path

from signaalpunt import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
]
