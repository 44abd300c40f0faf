"""What a search finds, as files and feeds."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from tutela.foundation.digest import sha256_hex
from tutela.foundation.errors import NotFound
from tutela.foundation.language import from_tag, tag
from tutela.pages.request import clock, spoken, today, viewer_of
from tutela.people.engine.roles import Action
from tutela.registry.engine.record import Activity
from tutela.registry.store.faults import KeyRefused
from tutela.registry.store.operations.keys import use_key
from tutela.registry.store.queries.records import shared_activities
from tutela.registry.store.queries.searching import search
from tutela.registry.web.asking import FACETS, Asked, asked
from tutela.registry.web.presenters import facets
from tutela.registry.web.presenters.lines import read_on
from tutela.registry.web.writing import FORMATS, MOST, About

FEED_SCOPE = "read:feeds"
_KEPT_SECONDS = 3600
_TOO_MANY = 422
_PLAIN = "text/plain; charset=utf-8"


@require_safe
def takeaway(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """Offer what a search finds in every format, and as a feed."""
    viewer, wanted = viewer_of(request), asked(request.GET)
    page = search(viewer, filters=wanted.filters, today=today(), size=1)
    query = wanted.query()
    return render(request, "registry/takeaway.html", {
        "total": page.total, "chips": facets.chips(page, wanted), "query": query, "most": MOST,
        "too_many": page.total > MOST,
        "formats": [
            {"words": one.words, "address": _with(reverse("registry:export", args=[name]), query)}
            for name, one in FORMATS.items()
        ],
        "feed": _feed_address(wanted), "keys": reverse("registry:keys")
        if viewer.may(Action.CURATE) else "",
        "api": reverse("registry:api-description"),
    }, status=status)


def _with(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


def _feed_address(wanted: Asked) -> str:
    # "language" is a facet: what the reader speaks has another name.
    base = str(settings.OPTIONS["address"]).rstrip("/")
    query = wanted.query(since=None, until=None)
    more = f"&{query}" if query else ""
    address = f"{base}{reverse('registry:feed')}?key=YOUR-KEY"
    return f"{address}&tongue={spoken()}{more}"


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse | StreamingHttpResponse:
    """Hand over what a search finds of what is shared; too much is said, not cut."""
    viewer = viewer_of(request)
    viewer.require(Action.READ_REGISTRY)
    if kind not in FORMATS:
        raise NotFound
    wanted = asked(request.GET)
    found = _shared(wanted)
    if len(found) > MOST:
        return takeaway(request, status=_TOO_MANY)
    form = FORMATS[kind]
    about = About(name=_name(wanted), language=spoken(), made=clock().now())
    # The activities are read by now: what is streamed later asks the database nothing.
    answer = StreamingHttpResponse(form.write(found, about), content_type=form.media)
    answer["Content-Disposition"] = f'attachment; filename="registry.{form.ending}"'
    return answer


def _shared(wanted: Asked) -> list[Activity]:
    rows = shared_activities(filters=wanted.filters, today=today(), most=MOST + 1)
    return [activity for _key, activity in rows]


def _name(wanted: Asked) -> str:
    chosen: list[str] = [wanted.filters.words] if wanted.filters.words else []
    for name in ("state", "topic", "audience"):
        known = facets.naming(name, {})
        chosen += [known(one) for one in getattr(wanted.filters, FACETS[name][0])]
    title = _("Training and assistance")
    return f"{title}: {_(', ').join(chosen)}" if chosen else title


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Answer a calendar program, which cannot sign in: the key in the address is its right."""
    try:
        use_key(secret=request.GET.get("key", ""), scope=FEED_SCOPE, clock=clock())
    except KeyRefused as fault:
        return HttpResponse(fault.text(spoken()), status=403, content_type=_PLAIN)
    wanted = asked(request.GET)
    year_ago = today() - timedelta(days=365)
    since = max(wanted.filters.since or year_ago, year_ago)
    language = from_tag(request.GET.get("tongue", ""))
    with override(tag(language)):
        found = _shared(wanted.changed(since=since))[:MOST]
        about = About(name=_name(wanted), language=language, made=_last_read(found))
        data = b"".join(FORMATS["calendar"].write(found, about))
    answer = HttpResponse(data, content_type=FORMATS["calendar"].media)
    answer["ETag"] = f'"{sha256_hex(data)[:32]}"'
    answer["Cache-Control"] = f"private, max-age={_KEPT_SECONDS}"
    return answer


def _last_read(found: list[Activity]) -> datetime:
    """Return when anything of it was last read, so that the same content gives the same bytes."""
    days = [day for one in found if (day := read_on(one))]
    return datetime.combine(max(days, default=today()), time(), tzinfo=UTC)
