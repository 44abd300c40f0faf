"""Addresses of needs, under /needs/."""

from django.urls import path

from tutela.needs.web.views import evidence, home, question

app_name = "needs"

urlpatterns = [
    path("", home.home, name="home"),
    path("open/", home.open_new, name="open"),
    path("<int:key>/", home.assessment, name="assessment"),
    path("<int:key>/continue/", home.go_on, name="continue"),
    path("<int:key>/status/", home.status, name="status"),
    path("<int:key>/close/", home.close, name="close"),
    path("<int:key>/reopen/", home.reopen, name="reopen"),
    path("<int:key>/domain/<str:letter>/", question.domain, name="domain"),
    path("<int:key>/question/<str:code>/", question.question, name="question"),
    path("<int:key>/question/<str:code>/draft/", question.autosave, name="autosave"),
    path("<int:key>/question/<str:code>/settle/", question.decide, name="settle"),
    path("<int:key>/question/<str:code>/comment/", question.comment, name="comment"),
    path("<int:key>/question/<str:code>/evidence/", evidence.add, name="evidence-add"),
    path("evidence/<int:evidence>/file/", evidence.file, name="evidence-file"),
    path("evidence/<int:evidence>/remove/", evidence.remove, name="evidence-remove"),
]
