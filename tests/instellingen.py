"""The settings with the environment of the tests: for the type checker, which sets none itself."""

import os

from tests.omgeving import VAST

os.environ.update(VAST)

from signaalpunt.settings import *
