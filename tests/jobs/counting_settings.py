"""The site's settings with the app whose effects are counted."""

from tutela.site.settings import *  # noqa: F403 - settings are extended this way
from tutela.site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobs.counting"]
