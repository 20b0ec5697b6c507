"""The one settings file: development by default, production with DEBUG=false.

Every value that differs between machines comes from the environment, by `factcheck.env`:

    DEBUG            true here, false in production
    SECRET_KEY       required in production
    ALLOWED_HOSTS    required in production: host names, separated by commas
    DATABASE_URL     required in production; here the embedded PostgreSQL stands in
    DATABASE_POOL    connections a process may hold (8); 0 turns the pool off
    TIME_ZONE        the newsroom's zone, for whom no browser and no choice tells of another (UTC)
    MEDIA_ROOT       where uploaded evidence lies (.data/uploads)
    COLLECT_STATIC   true in production and by `make run`: static files are served compressed from
                     .data/static; false for runserver: from where they lie, as they are edited
    EMAIL_HOST       and EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_FROM; without it
                     mail is printed here and dropped in production, where a link that sets a
                     password must not lie in a log: an admin then sets passwords
    WORKER_HEARTBEAT seconds between a worker's signs of life (2)
    BEHIND_PROXY     true when one proxy ends TLS, and sets X-Forwarded-Proto and -For
"""

import sys
from pathlib import Path
from zoneinfo import available_timezones

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from factcheck import env, localpg

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / ".data"

# --- what production must say ---------------------------------------------------------------

DEBUG = env.boolean("DEBUG", True)
TESTING = "pytest" in sys.modules

if DEBUG:
    SECRET_KEY = env.text("SECRET_KEY", "development-only-key-that-signs-nothing-of-worth")
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
    DATABASE_URL = env.text("DATABASE_URL") or localpg.url(DATA_DIR)
else:
    SECRET_KEY = env.required("SECRET_KEY", "it signs sessions; make one of 50 random characters.")
    ALLOWED_HOSTS = env.required_words(
        "ALLOWED_HOSTS", "name the hosts this site answers for, separated by commas."
    )
    DATABASE_URL = env.required(
        "DATABASE_URL", "production runs on a PostgreSQL server of its own: postgres://…"
    )

# --- applications ---------------------------------------------------------------------------

INSTALLED_APPS = [
    "claims",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # for allauth's list of passkeys
    "django.contrib.postgres",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "factcheck.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "factcheck.delivery.CompressPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every view is behind the sign-in, unless it says otherwise.
    "factcheck.middleware.SignInFirst",
    "factcheck.middleware.on_the_readers_clock",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "factcheck.middleware.one_page_of_what_is_not_there",
    "factcheck.middleware.refuse_oversized_forms",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

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
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- data -----------------------------------------------------------------------------------

_default_database = dj_database_url.parse(DATABASE_URL)
if _default_database["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres://: no other engine will do.")
if (_pool := env.integer("DATABASE_POOL", 8, high=200)) and not TESTING:
    _default_database.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": _pool}
DATABASES = {"default": _default_database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits and the like are counted where every process sees them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "factcheck_cache",
    }
}

MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(DATA_DIR / "uploads")))
# Room enough for a pasted text that is far too long to be refused with a sentence, not an error.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
# A document of evidence; and a whole form with one, which is refused before it fills the disk.
DOCUMENT_MAX_SIZE = 20 * 1024 * 1024
MULTIPART_MAX_SIZE = DOCUMENT_MAX_SIZE + 1024 * 1024
# The same from people who are not signed in, none of whose forms holds a file.
ANONYMOUS_MAX_SIZE = 1024 * 1024

# --- people ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "claims.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "factcheck.accounts.AccountAdapter"
ACCOUNT_FORMS = {"login": "factcheck.accounts.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# No mail to whoever a stranger names.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.integer("EMAIL_PORT", 587, low=1, high=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = EMAIL_PORT == 587
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "factcheck@localhost")
_without_host = "console" if DEBUG else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else _without_host}.EmailBackend"

# --- language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "UTC")
if TIME_ZONE not in available_timezones():
    raise ImproperlyConfigured(f"TIME_ZONE is {TIME_ZONE!r}; write a name like Europe/Kyiv.")

# --- files ------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
COLLECT_STATIC = env.boolean("COLLECT_STATIC", not DEBUG)
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not COLLECT_STATIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "factcheck.delivery.CollectedFiles"
        if COLLECT_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- safety -----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_FAILURE_VIEW = "factcheck.accounts.session_ended"
if not DEBUG:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
    if env.boolean("BEHIND_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        # Wrong sign-ins are counted for each address, which is not the proxy's.
        ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- background work --------------------------------------------------------------------------

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
# A worker says this often that it lives; after so long a silence its jobs go to another.
WORKER_HEARTBEAT = env.integer("WORKER_HEARTBEAT", 2, low=1, high=60)
WORKER_STALLED_AFTER = 4 * WORKER_HEARTBEAT
PROCRASTINATE_WORKER_DEFAULTS = {
    "update_heartbeat_interval": WORKER_HEARTBEAT,
    "stalled_worker_timeout": WORKER_STALLED_AFTER,
    # What was done is in the history; what failed stays to be looked at.
    "delete_jobs": "successful",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING").upper()},
}
