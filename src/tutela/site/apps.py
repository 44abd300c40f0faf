"""Registers the site's templates, template tags and static files with Django."""

from django.apps import AppConfig


class SitePages(AppConfig):
    """Base templates, design system and the pages that belong to no capability."""

    name = "tutela.site"
    label = "site_pages"
