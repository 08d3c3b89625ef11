"""The settings of the product with short intervals, so that a fault takes seconds, not minutes.

The town of the rounds is always open: faults are struck at any hour, and reminders wait for hours
in which somebody is at work.
"""

from opvolging import kalender
from signaalpunt.settings import *

kalender.is_open = lambda moment, kalender: True

CLAIM_SECONDEN = 2
LUS_SECONDEN = 0.5
MAG_ZWIJGEN = dict.fromkeys(MAG_ZWIJGEN, 5)
VERZAMEL_SECONDEN = 2
CELERY_BEAT_SCHEDULE = {
    naam: regel | {"schedule": 1.0, "options": {"expires": 10}}
    for naam, regel in CELERY_BEAT_SCHEDULE.items()
}
INSTALLED_APPS = [*INSTALLED_APPS, "bench.storingen.apps.Storingen"]
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", env.int("STORING_MAILPOORT")
EMAIL_TIMEOUT = 2
