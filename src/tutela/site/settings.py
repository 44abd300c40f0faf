"""Settings made from the declared options; nothing else is read from the environment."""

import os
from pathlib import Path

from tutela.foundation.language import CODES, languages
from tutela.foundation.options import load_options
from tutela.storage.postgresql.address import database_settings

OPTIONS = load_options(os.environ, Path(os.environ.get("TUTELA_INI", "tutela.ini")))
DATA_FOLDER = Path(OPTIONS["data_folder"])

SECRET_KEY = OPTIONS["secret_key"] or "replaced-by-the-site-helper"
ALLOWED_HOSTS = list(OPTIONS["hosts"])
DEBUG = False
ROOT_URLCONF = "tutela.site.urls"
WSGI_APPLICATION = "tutela.site.wsgi.application"
AUTH_USER_MODEL = "people.Account"
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
    "tutela.people.store",
    "tutela.journal.store",
]
MIDDLEWARE: list[str] = []
if OPTIONS["database"]:
    DATABASES = {"default": database_settings(OPTIONS["database"])}
    if OPTIONS["database_owner"]:
        # Used by `migrate --database owner` only; in tests both are one database.
        DATABASES["owner"] = database_settings(OPTIONS["database_owner"])
        DATABASES["owner"]["TEST"] = {"MIRROR": "default"}
else:
    DATABASES = {
        "default": {
            "ENGINE": "tutela.storage.sqlite",
            "NAME": DATA_FOLDER / "tutela.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"passphrase": OPTIONS["database_key"]},
        },
    }
JOURNAL_KEY = DATA_FOLDER / "journal-key.pem"
