"""Setting a plan up: one page a part, and a page that says what comes next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tutela.foundation.errors import InputRefused, NotFound
from tutela.pages.request import clock, spoken, take_problems, viewer_of
from tutela.people.engine.roles import Action
from tutela.people.engine.states import state_name
from tutela.planning.engine.problem import PlannedState
from tutela.planning.store.access import owned_plan
from tutela.planning.store.operations import plans as change
from tutela.planning.store.queries.plans import Setup, plan_heading, plan_setup
from tutela.planning.store.queries.runs import latest_run
from tutela.planning.store.queries.states import requests
from tutela.planning.web.forms import setup as forms
from tutela.planning.web.presenters import setup as shape
from tutela.planning.web.presenters.names import Names, language_choices, names_for


def _plan(request: HttpRequest, key: int) -> tuple[Setup, Names]:
    viewer = viewer_of(request)
    owned_plan(viewer=viewer, key=key, action=Action.PLAN)
    found = plan_setup(viewer, key, today=clock().now().date())
    return found, names_for(spoken(), viewer_of(request), found.material.problem)


@require_safe
def setup(request: HttpRequest, key: int) -> HttpResponse:
    """Show what is set up and the one next step."""
    found, names = _plan(request, key)
    return render(request, "planning/setup.html", {
        "plan": found, "parts": shape.parts(found, names),
        "missing": found.material.missing, "run": latest_run(viewer_of(request), key),
        "form": forms.NoteForm(again=bool(found.newest)),
        "problems": shape.doubts(found, names),
    })


def time(request: HttpRequest, key: int) -> HttpResponse:
    """Change title, time or currency."""
    viewer = viewer_of(request)
    owned_plan(viewer=viewer, key=key, action=Action.PLAN)
    row = plan_heading(viewer, key)
    names = ("title", "region", "first_year", "first_quarter", "quarters", "currency")
    form = forms.PlanForm(request.POST or None, initial={n: getattr(row, n) for n in names})
    if request.method == "POST" and form.is_valid():
        try:
            change.change_plan(viewer=viewer, plan=key, clock=clock(), **form.cleaned_data)
        except InputRefused as fault:
            take_problems(form, fault)
        else:
            return redirect("planning:setup", key)
    return render(request, "planning/setup_form.html", {
        "plan": row, "key": key, "form": form, "title": _("Title and time"),
    })


@require_safe
def states(request: HttpRequest, key: int) -> HttpResponse:
    """List the States that take part and what they ask for."""
    found, names = _plan(request, key)
    return render(request, "planning/setup_states.html", {
        "plan": found, "rows": shape.state_rows(found, names, requests(viewer_of(request))),
    })


def add_states(request: HttpRequest, key: int) -> HttpResponse:
    """Let States take part."""
    viewer = viewer_of(request)
    found, names = _plan(request, key)
    form = forms.StatesForm(
        request.POST or None, states=shape.candidates(viewer, found, names),
        languages=language_choices(), initial={"region": found.region, "language": "en"},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        change.add_states(
            viewer=viewer, plan=key, region=forms.region_code(data["region"]),
            region_name=data["region"], clock=clock(),
            states=[
                PlannedState(code=code, name=state_name(code), region="",
                             language=data["language"], requests=frozenset())
                for code in form.codes()
            ],
        )
        return redirect("planning:setup-states", key)
    return render(request, "planning/setup_form.html", {
        "plan": found, "key": key, "form": form, "title": _("Add States"),
        "way": "planning:setup-states", "way_words": _("States and requests"),
    })


def state(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Change how one State takes part."""
    viewer = viewer_of(request)
    found, names = _plan(request, key)
    one = found.material.draft.states.get(code)
    if one is None:
        raise NotFound
    asked = requests(viewer).get(code)
    form = forms.StateForm(
        request.POST or None, regions=shape.region_choices(found, names), asked=asked is not None,
        languages=language_choices(), types=shape.type_choices(found, names),
        initial=shape.state_values(one),
    )
    if request.method == "POST" and form.is_valid():
        change.keep_state(
            viewer=viewer, plan=key, state=form.state(one), clock=clock(),
            region_name=form.cleaned_data["new_region"],
        )
        return redirect("planning:setup-states", key)
    return render(request, "planning/setup_state.html", {
        "plan": found, "key": key, "form": form, "title": names.state(code), "code": code,
        "asked": asked, "asked_words": shape.asked_words(asked, names) if asked else "",
    })


@require_POST
def remove_state(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Let a State no longer take part."""
    change.remove_state(viewer=viewer_of(request), plan=key, code=code, clock=clock())
    messages.success(request, _("{state} no longer takes part in this plan.").format(
        state=state_name(code, spoken())))
    return redirect("planning:setup-states", key)


def needs(request: HttpRequest, key: int) -> HttpResponse:
    """Choose where the needs come from."""
    viewer = viewer_of(request)
    found, names = _plan(request, key)
    form = forms.NeedsForm(request.POST or None, request.FILES or None,
                           initial={"source": found.material.draft.needs_from})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        if form.cleaned_data["source"] == "shared":
            change.use_shared_needs(viewer=viewer, plan=key, clock=clock())
            return redirect("planning:setup", key)
        if given is None:
            form.add_error("file", _("Choose the file with the needs."))
        elif _uploaded(request, key, form):
            return redirect("planning:setup", key)
    return render(request, "planning/setup_needs.html", {
        "plan": found, "key": key, "form": form, "title": _("Needs"),
        "rows": shape.need_rows(found, names),
    })


def _uploaded(request: HttpRequest, key: int, form: forms.NeedsForm) -> bool:
    given = form.cleaned_data["file"]
    try:
        read = change.upload_needs(viewer=viewer_of(request), plan=key, file_name=given.name,
                                   data=given.read(), clock=clock())
    except InputRefused as fault:
        take_problems(form, fault)
        return False
    messages.success(request, shape.uploaded_words(read))
    return True


@require_safe
def money(request: HttpRequest, key: int) -> HttpResponse:
    """List the funds."""
    found, names = _plan(request, key)
    return render(request, "planning/setup_money.html", {
        "plan": found, "rows": shape.fund_rows(found, names),
        "total": sum(one.amount for one in found.material.draft.funds),
    })


def fund(request: HttpRequest, key: int, code: str = "") -> HttpResponse:
    """Add a fund, or change one."""
    found, names = _plan(request, key)
    present = {one.code: one for one in found.material.draft.funds}
    if code and code not in present:
        raise NotFound
    form = forms.FundForm(
        request.POST or None, choices=shape.fund_choices(found, names),
        initial=shape.fund_values(present[code]) if code else {},
    )
    if request.method == "POST" and form.is_valid():
        kept = code or shape.free_code(form.cleaned_data["name"], present)
        change.keep_fund(viewer=viewer_of(request), plan=key, clock=clock(),
                         fund=form.fund(code=kept, quarters=found.quarters))
        return redirect("planning:setup-money", key)
    return render(request, "planning/setup_fund.html", {
        "plan": found, "key": key, "form": form, "code": code,
        "title": present[code].name if code else _("Add a fund"),
    })


@require_POST
def remove_fund(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Take a fund away."""
    change.remove_fund(viewer=viewer_of(request), plan=key, code=code, clock=clock())
    return redirect("planning:setup-money", key)


def trainers(request: HttpRequest, key: int) -> HttpResponse:
    """Say how many trainer-days there are."""
    found, _names = _plan(request, key)
    form = forms.TrainersForm(
        request.POST or None, languages=language_choices(),
        present=found.material.draft.trainer_days,
    )
    if request.method == "POST" and form.is_valid():
        change.keep_trainers(viewer=viewer_of(request), plan=key, days=form.days(), clock=clock())
        return redirect("planning:setup", key)
    return render(request, "planning/setup_form.html", {
        "plan": found, "key": key, "form": form, "title": _("Trainers"),
        "lead": _("Enter how many trainer-days there are in each quarter. A language without days "
                  "has no trainers."),
    })


def rules(request: HttpRequest, key: int) -> HttpResponse:
    """Set floors and exceptions; list decisions by hand."""
    found, names = _plan(request, key)
    draft = found.material.draft
    form = forms.RulesForm(
        request.POST or None, regions=shape.region_choices(found, names), floors=draft.floors,
        types=shape.every_type(names),
        initial={"months": draft.months, "left_out": list(draft.left_out)},
    )
    if request.method == "POST" and form.is_valid():
        change.keep_rules(
            viewer=viewer_of(request), plan=key, floors=form.floors(), clock=clock(),
            left_out=form.cleaned_data["left_out"], months=form.cleaned_data["months"],
        )
        return redirect("planning:setup", key)
    return render(request, "planning/setup_rules.html", {
        "plan": found, "key": key, "form": form, "title": _("Rules"),
        "pins": shape.pin_rows(found, names),
    })
