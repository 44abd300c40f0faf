"""Addresses of needs, under /needs/."""

from django.urls import path

from tutela.needs.web.views import (
    agencies,
    courses,
    evidence,
    home,
    question,
    reports,
    result,
    shared,
    sharing,
    transfer,
)

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
    path("<int:key>/agencies/", agencies.agencies, name="agencies"),
    path("<int:key>/agencies/invite/", agencies.invite, name="invite"),
    path("<int:key>/agencies/<int:agency>/remind/", agencies.remind, name="remind"),
    path("<int:key>/result/", result.result, name="result"),
    path("<int:key>/sharing/", sharing.sharing, name="sharing"),
    path("<int:key>/sharing/publish/", sharing.publish_now, name="publish"),
    path("<int:key>/targets/", sharing.targets, name="targets"),
    path("<int:key>/forms/", transfer.forms, name="forms"),
    path("<int:key>/forms/<str:kind>/<str:language>/", transfer.form_file, name="form-file"),
    path("<int:key>/import/", transfer.upload, name="import"),
    path("import/<int:pending>/", transfer.checked, name="checked"),
    path("import/<int:pending>/discard/", transfer.discard, name="discard"),
    path("<int:key>/reports/", reports.reports, name="reports"),
    path("<int:key>/reports/list/", reports.reports_part, name="reports-part"),
    path("reports/<int:report>/file/", reports.report_file, name="report-file"),
    path("courses/", courses.courses, name="courses"),
    path("courses/open/", courses.open_course, name="course-open"),
    path("courses/<int:key>/", courses.course, name="course"),
    path("shared/", shared.shared, name="shared"),
    path("verify/", shared.queue, name="queue"),
    path("verify/<int:disclosed>/<int:answer>/<int:version>/", shared.verify_one, name="verify"),
]
