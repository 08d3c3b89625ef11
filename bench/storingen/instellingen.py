"""The settings of the product with short intervals, so that a fault takes seconds, not minutes."""

from signaalpunt.settings import *

CLAIM_SECONDEN = 2
LUS_SECONDEN = 0.5
VERZAMEL_SECONDEN = 2
CELERY_BEAT_SCHEDULE = {
    naam: regel | {"schedule": 1.0, "options": {"expires": 10}}
    for naam, regel in CELERY_BEAT_SCHEDULE.items()
}
EMAIL_BACKEND = "bench.storingen.postbode.Postbode"
