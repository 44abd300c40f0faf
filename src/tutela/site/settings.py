"""Settings made from the declared options; nothing else is read from the environment."""

import os
from pathlib import Path

from tutela.foundation.language import CODES, languages
from tutela.foundation.options import load_options
from tutela.people.web import settings as people

OPTIONS = load_options(os.environ, Path(os.environ.get("TUTELA_INI", "tutela.ini")))
DATA_FOLDER = Path(OPTIONS["data_folder"])

SECRET_KEY = OPTIONS["secret_key"] or "replaced-by-the-site-helper"
ALLOWED_HOSTS = list(OPTIONS["hosts"])
DEBUG = False
ROOT_URLCONF = "tutela.site.urls"
WSGI_APPLICATION = "tutela.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = OPTIONS["time_zone"]
LANGUAGE_CODE = OPTIONS["language"]
LANGUAGES = [("zh-hans" if c == "zh" else c, languages()[c].native) for c in CODES]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "tutela.storage",
    *people.APPS,
    "tutela.journal.store",
    "tutela.needs.store",
    "tutela.needs.web",
]
MIDDLEWARE: list[str] = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    *people.MIDDLEWARE,
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
globals().update(people.settings_for(OPTIONS))
DATABASES = {
    "default": {
        "ENGINE": "tutela.storage.sqlite",
        "NAME": DATA_FOLDER / "tutela.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {"passphrase": OPTIONS["database_key"]},
    },
}
JOURNAL_KEY = DATA_FOLDER / "journal-key.pem"
