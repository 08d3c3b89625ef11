"""All settings, in the order of Django's documentation, read from the environment.

A wrong or missing value stops the start and names its variable. `SIGNAALPUNT_OMGEVING` decides
between `productie` (the default: nothing generated, nothing invented) and `demo`.
"""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from signaalpunt import ingebouwd, talen
from signaalpunt.sleutels import lees_sleutels

BASE_DIR = Path(__file__).resolve().parent.parent
STAAT_DIR = BASE_DIR / "var"

env = environ.Env()

OMGEVING = env.str("SIGNAALPUNT_OMGEVING", default="productie")
if OMGEVING not in {"productie", "demo"}:
    raise ImproperlyConfigured(f"SIGNAALPUNT_OMGEVING is {OMGEVING!r}; kies productie of demo")
IS_DEMO = OMGEVING == "demo"

# Secrets: no default anywhere; bin/start generates them once for a demo.
SECRET_KEY = env.str("SIGNAALPUNT_GEHEIM")
SLEUTELS = lees_sleutels(env.str("SIGNAALPUNT_SLEUTELS"))
HASHSLEUTEL = env.str("SIGNAALPUNT_HASHSLEUTEL").encode()
if len(HASHSLEUTEL) < 32:
    raise ImproperlyConfigured("SIGNAALPUNT_HASHSLEUTEL moet minstens 32 tekens lang zijn")

DEBUG = False
ALLOWED_HOSTS = env.list(
    "SIGNAALPUNT_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if IS_DEMO else env.NOTSET
)
CSRF_TRUSTED_ORIGINS = [] if IS_DEMO else [f"https://{host}" for host in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "signaalpunt",
    "meldingen",
    "opvolging",
    "rapportage",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_htmx",  # only its static file
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "signaalpunt.middleware.Mogelijkheden",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before WhiteNoise: for static files too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "signaalpunt.zitting.Zitting",
    "signaalpunt.middleware.TaalVanKeuze",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
if not IS_DEMO:
    MIDDLEWARE.append("signaalpunt.middleware.TweedeFactor")

ROOT_URLCONF = "signaalpunt.urls"
WSGI_APPLICATION = "signaalpunt.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "signaalpunt.context.pagina",
                "opvolging.context.waakzaam",
                "opvolging.context.sociale_kaart",
            ],
        },
    },
    {
        # Mails: plain text, so nothing is escaped.
        "NAME": "post",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"autoescape": False},
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "signaalpunt"
CRISPY_TEMPLATE_PACK = "signaalpunt"
CRISPY_FAIL_SILENTLY = False

# PostgreSQL everywhere; the embedded one unless DATABASE_URL names another.
DATABASES: dict[str, Any] = {
    "default": {
        **env.db_url_config(env.str("DATABASE_URL", default="") or ingebouwd.database_url()),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Nothing in a web request talks to Redis: cache and sessions live elsewhere.
CACHES: dict[str, Any] = {
    # allauth counts attempts and used codes in here, for all processes of the web server together.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "signaalpunt_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # a full cache forgets attempts
    },
    # What may differ between processes and must cost no query.
    "proces": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
SESSION_ENGINE = "signaalpunt.zittingopslag"
MESSAGE_STORAGE = "signaalpunt.mededelingen.VersleuteldeKoek"

AUTH_USER_MODEL = "signaalpunt.Gebruiker"
AUTHENTICATION_BACKENDS = ["signaalpunt.aanmelding.Toegang"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "signaalpunt.wachtwoord.LangGenoeg",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "na_inloggen"
LOGOUT_REDIRECT_URL = "voordeur"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "signaalpunt.aanmelding.Aanmelding"
ACCOUNT_EMAIL_VERIFICATION = "none"  # the beheerder makes accounts, nobody signs up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False  # a shared desk is never remembered
MFA_ADAPTER = "signaalpunt.aanmelding.TweedeFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Signaalpunt"

LANGUAGE_CODE = "nl"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = talen.aangeboden(LOCALE_PATHS[0])
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = STAAT_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail leaves only from the sweep of Bericht rows (signaalpunt.post), never from a request.
DEFAULT_FROM_EMAIL = env.str(
    "SIGNAALPUNT_MAIL_VAN",
    default="signaalpunt@demo.signaalpunt.nl" if IS_DEMO else env.NOTSET,
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
POSTVAK_DIR = STAAT_DIR / "postvak"  # the mail of a demo, readable at /postvak/
if IS_DEMO and not env.str("SIGNAALPUNT_MAIL_URL", default=""):
    EMAIL_BACKEND = "signaalpunt.postvak.PostvakBackend"
else:
    _mail = env.email_url("SIGNAALPUNT_MAIL_URL")
    vars().update(_mail)
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs may not hold a sender longer

# Where a link in a mail leads, unless the gemeente has a host name of its own.
ADRES = (
    f"http://127.0.0.1:{env.int('PORT', default=8000)}"
    if IS_DEMO
    else f"https://{ALLOWED_HOSTS[0]}"
)

# How long an engine may hold a row it claimed before another takes it, in seconds.
CLAIM_SECONDEN = 90

# How long a mail waits for more lines when the engine that began it died, in seconds.
VERZAMEL_SECONDEN = 60

# After how many seconds without a run an engine counts as silent: a few of its intervals.
MAG_ZWIJGEN = {
    "beat-herinneringen": 300,
    "beat-berichten": 300,
    "beat-nakijken": 3 * 3600,
    "lus": 300,
}

# Pause between two rounds of the loop that needs no broker (stuur_herinneringen --lus), in seconds.
LUS_SECONDEN = 20.0

# Security. A demo speaks plain http on the own machine, production never does.
SECURE_SSL_REDIRECT = not IS_DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies of our own add to X-Forwarded-For; the rate limits look past exactly these.
AANTAL_PROXYS = env.int("SIGNAALPUNT_PROXYS", default=0 if IS_DEMO else 1)
ALLAUTH_TRUSTED_PROXY_COUNT = AANTAL_PROXYS
# From how many meldingen in ten minutes the doors of a gemeente ask everybody to wait a moment.
DRUK_VANAF = env.int("SIGNAALPUNT_DRUK_VANAF", default=300)
SECURE_HSTS_SECONDS = 0 if IS_DEMO else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "sessie" if IS_DEMO else "__Host-sessie"
SESSION_COOKIE_SECURE = not IS_DEMO
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "csrf" if IS_DEMO else "__Host-csrf"
CSRF_COOKIE_SECURE = not IS_DEMO
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "signaalpunt.views.systeem.csrf_mislukt"
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_SECURE = not IS_DEMO
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of the second factor
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Celery only ticks: every task may run twice, and a lost message is caught by the next tick.
CELERY_BROKER_URL = ingebouwd.redis_url()  # REDIS_URL, as Celery spells it
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60,  # seconds
    "socket_timeout": 5,
    "socket_connect_timeout": 5,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"  # plain intervals: no gap on the nights the clock changes
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # however long Redis is away, go on trying
CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "herinneringen": {
        "task": "opvolging.tasks.stuur_herinneringen",
        "schedule": 60.0,  # seconds, as all below
        "options": {"expires": 55},
    },
    "berichten": {
        "task": "signaalpunt.tasks.verstuur_berichten",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "nakijken": {
        "task": "opvolging.tasks.kijk_na",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    "weekbericht": {
        "task": "opvolging.tasks.leg_weekbericht_klaar",
        "schedule": 300.0,
        "options": {"expires": 290},
    },
    "opruimen": {
        "task": "signaalpunt.tasks.ruim_op",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "signaalpunt.logboek.AlleenToegestaan"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
