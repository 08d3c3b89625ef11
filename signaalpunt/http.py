"""Typed requests for views."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from signaalpunt.models import Gebruiker


class IngelogdRequest(HttpRequest):
    """A request of somebody who logged in; views behind `rol_vereist` get this one."""

    user: Gebruiker
    htmx: HtmxDetails
