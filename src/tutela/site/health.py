"""Two addresses for whoever watches the service; strangers learn yes or no and nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse

from tutela.people.engine.roles import Role
from tutela.site.readiness import checks


@login_not_required
def live(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """Say that the process answers; touches nothing else."""
    return JsonResponse({"status": "live"})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether the service can do its work: 200 or 503; an administrator also sees why."""
    looked_at = checks()
    holds = all(check.holds for check in looked_at)
    answer: dict[str, object] = {"status": "ready" if holds else "not ready"}
    viewer = getattr(request, "viewer", None)
    if viewer is not None and viewer.role is Role.ADMINISTRATOR:
        answer["checks"] = {check.name: check.words or "holds" for check in looked_at}
    return JsonResponse(answer, status=200 if holds else 503)
