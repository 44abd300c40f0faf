"""Settings made from the declared options; nothing else is read from the environment.

Everything that belongs to one capability is taken over from it: a room ``store`` or ``web``
that holds an ``apps.py`` is an app, and ``people.web.settings`` speaks for sign-in.
"""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP
from django.utils.functional import lazy

from tutela.foundation.language import CODES, languages, tag
from tutela.foundation.options import load_options
from tutela.people.web import settings as people
from tutela.site.databases import databases
from tutela.site.logs import logging_settings
from tutela.site.mail import mail_settings
from tutela.site.secret import kept_key

OPTIONS = load_options(os.environ, Path(os.environ.get("TUTELA_INI", "tutela.ini")))
DATA_FOLDER = Path(OPTIONS["data_folder"]).absolute()
JOURNAL_KEY = DATA_FOLDER / "journal-key.pem"
CAPABILITIES = ("needs", "registry", "planning", "people", "journal", "jobs")
_ADDRESS = urlsplit(OPTIONS["address"])
_HTTPS = _ADDRESS.scheme == "https"

# The key is made when it is first asked for, not when settings are read by a tool.
SECRET_KEY = OPTIONS["secret_key"] or lazy(kept_key, str)(DATA_FOLDER)
ALLOWED_HOSTS = list(OPTIONS["hosts"])
DEBUG = False
ROOT_URLCONF = "tutela.site.urls"
WSGI_APPLICATION = "tutela.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = databases(OPTIONS)
TASKS = {"default": {"BACKEND": "tutela.jobs.store.backend.LeaseBackend"}}

# --- apps: a capability's room is one when it holds apps.py -------------------
_ROOMS = [f"tutela.{name}.{room}" for name in CAPABILITIES for room in ("store", "web")]
_BUILT = [room for room in _ROOMS if find_spec(room) and find_spec(f"{room}.apps")]
INSTALLED_APPS = list(dict.fromkeys([
    "tutela.site",  # before django.forms and allauth, whose templates it draws anew
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "tutela.storage",
    *_BUILT,
    *people.APPS,
]))
MIDDLEWARE = [
    "tutela.site.middleware.record_request",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tutela.site.middleware.close_doors",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tutela.site.middleware.AnswerErrors",
    *people.MIDDLEWARE,
]
locals().update(people.settings_for(OPTIONS))

# Attempts to sign in are counted here. At Django's 300 entries, guesses for many accounts would
# push out the count for the one that is meant.
CACHES = {"default": {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}}

# --- languages: Django's tags outside, our six codes inside -------------------
USE_TZ = True
TIME_ZONE = OPTIONS["time_zone"]
LANGUAGE_CODE = tag(OPTIONS["language"])
LANGUAGES = [(tag(code), languages()[code].native) for code in CODES]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = _HTTPS

# --- pages --------------------------------------------------------------------
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.messages.context_processors.messages",
        "tutela.site.context.page",
    ]},
}]
FORM_RENDERER = "tutela.site.forms.Renderer"
MESSAGE_TAGS = {10: "", 20: "", 25: "good", 30: "warn", 40: "bad"}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tutela.site.static_files.Files"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = OPTIONS["upload_megabytes"] * 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- doors --------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "tutela.site.errors.expired_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [f"{_ADDRESS.scheme}://{_ADDRESS.netloc}"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
if _HTTPS:
    SESSION_COOKIE_NAME = "__Host-tutela-session"
    CSRF_COOKIE_NAME = "__Host-tutela-form"
    LANGUAGE_COOKIE_NAME = "__Host-tutela-language"
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = OPTIONS["hsts_subdomains"]
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
else:
    SESSION_COOKIE_NAME = "tutela-session"
    CSRF_COOKIE_NAME = "tutela-form"
    LANGUAGE_COOKIE_NAME = "tutela-language"
if OPTIONS["behind_proxy"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- logs and mail ------------------------------------------------------------
LOGGING = logging_settings(OPTIONS["log_level"])
locals().update(mail_settings(OPTIONS))
