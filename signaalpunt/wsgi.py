"""Entry of the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "signaalpunt.settings")

application = get_wsgi_application()
# All pages now: the workers fork from here and share them, and no first visitor waits.
_paginas = get_resolver().url_patterns
