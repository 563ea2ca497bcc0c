"""Every setting of the clinic, all from the environment; README.md lists the variables."""

from pathlib import Path

import pghistory
from csp.constants import NONE, SELF

from clinic import environment

BASE_DIR = Path(__file__).resolve().parent.parent

PRODUCT = "Softhold"
SECRET_KEY = environment.secret("SECRET_KEY")
DEBUG = environment.flag("DEBUG")
DEMO = environment.flag("CLINIC_DEMO")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "127.0.0.1,localhost")
BASE_URL = environment.text("BASE_URL", "http://127.0.0.1:8000")
HTTPS = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "clinic",
    "patients",
    "scheduling",
    "sessions",
    "reports",
    "demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "clinic.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic.middleware.Compressed",
    "clinic.middleware.known_host",
    "clinic.middleware.body_fits",
    "clinic.middleware.database_away",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "clinic.middleware.SignedIn",
    "clinic.middleware.request_context",
    "clinic.middleware.refusals",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["clinic.unindented.Ours", "clinic.unindented.OfApps"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinic.context.shell",
            ],
            # In place of lucide's own tag of that name.
            "libraries": {"lucide": "clinic.icons", "scripts": "clinic.scripts"},
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# One database. Web and worker connect as a role that owns nothing; migrations run with the owner's URL.
POOLED = environment.flag("DATABASE_POOL", default=True)
STATEMENT_SECONDS = environment.number("DATABASE_STATEMENT_SECONDS", 5, 1, 3600)
DATABASES = {
    "default": {
        **environment.database("DATABASE_URL"),
        "CONN_MAX_AGE": 0,
        # clinic/postgres sees for itself, and without asking, whether a pooled connection still lives.
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {
            **({"pool": {"min_size": 1, "max_size": 8, "timeout": 3}} if POOLED else {}),
            # Plans are kept of what clinic/by_hand.py asks; of the ORM's statements never.
            "prepare_threshold": 0,
            # JIT makes the slot search ten times slower; time-outs keep one bad request from hurting others.
            # A plan that was kept is used: making another takes many times as long as the answer. On a disk
            # without a spindle any row costs little more than the next one: use the indexes.
            "options": f"-c jit=off -c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout=3s"
            " -c idle_in_transaction_session_timeout=15s -c timezone=UTC"
            " -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"
            " -c pg_trgm.word_similarity_threshold=0.4",
        },
        "TEST": {"NAME": environment.text("TEST_DATABASE_NAME", "test_softhold")},
    },
}
DATABASE_APP_ROLE = environment.text("DATABASE_APP_ROLE", "softhold_app")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Sign-in limits are counted here, so every worker must see the same numbers.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "clinic_cache"},
}

# Every insert, update and delete of a tracked row, by whatever path, leaves a version that nobody can change.
PGHISTORY_APPEND_ONLY = True
# They are asked for by the row they are of; the few who ask otherwise name an index with their model.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

AUTH_USER_MODEL = "clinic.Staff"
# Whose records the audit log speaks of; the ground floor may not import them.
RECORD_MODEL = "patients.Patient"
# What a patient's timeline is gathered from; a floor that imports nothing above it finds them by these names.
TIMELINE = [
    "sessions.timeline.visits",
    "sessions.timeline.incidents",
    "sessions.courses.timeline.complaints",
    "sessions.courses.timeline.outcomes",
    "sessions.earlier.timeline.notes",
    "patients.timeline_sources.histories",
    "patients.timeline_sources.posture",
    "patients.timeline_sources.decisions",
    "patients.timeline_sources.documents",
    "patients.timeline_sources.messages",
    "patients.timeline_sources.alerts",
]
AUTHENTICATION_BACKENDS = ["clinic.sign_in.OnlyWhoWorksHere"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "legal_name", "display_name")},
    },
    {"NAME": "clinic.passwords.HardToGuess"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "clinic.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "50/h/ip",
    "login_failed": "50/h/ip,10/15m/key",
    "reauthenticate": "10/15m/user",
    "forgotten": "20/h/ip,3/h/key",
}

SESSION_ENGINE = "clinic.logins"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-login" if HTTPS else "login"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "clinic.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("BEHIND_PROXY") else None
MESSAGE_STORAGE = "clinic.toasts.Waiting"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# What is uploaded stays in memory until it is cleaned, so that the raw file never touches a disk.
FILES_LARGEST_BYTES = 10_000_000
LARGEST_BODY = FILES_LARGEST_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE
# As much as any view lets through; what is longer than a view takes is refused before it is read.
FILE_UPLOAD_MAX_MEMORY_SIZE = 60_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    },
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "clinic.formats"

STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Patients' files: on this machine's disk or in an S3-compatible store; only our own views give them out.
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
# Exports grow here until they are whole; on the same disk as the files, so that one step takes them over.
UNFINISHED_ROOT = MEDIA_ROOT / "unfinished"
STORAGES = {
    "default": environment.files("FILES_S3", MEDIA_ROOT),
    "staticfiles": {"BACKEND": "clinic.storage.HashedStaticFiles"},
}

# Mails go to colleagues and hold no patient's data; without a mail server they are printed.
globals().update(environment.mail("EMAIL_URL"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", f"{PRODUCT} <softhold@localhost>")

# What the worker does stands in each app's jobs.py.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# Two long exports at most, see reports/exports/jobs.py, and two places more for what is short.
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 4}

# Where the heads of the audit chains are sealed, and with what key: not one the database host knows.
AUDIT_SEAL_KEY = environment.text("AUDIT_SEAL_KEY", "") or SECRET_KEY
AUDIT_SEAL_FILE = Path(environment.text("AUDIT_SEAL_FILE", str(BASE_DIR / "var" / "audit-seals.jsonl")))

LOGGING_CONFIG = "clinic.logs.configure"
LOGGING = {"level": environment.text("LOG_LEVEL", "INFO")}
