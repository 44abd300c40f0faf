"""Addresses of the journal; site/urls.py puts them under journal/."""

from django.urls import path

from tutela.journal.web import views

app_name = "journal"
urlpatterns = [path("", views.home, name="home")]
