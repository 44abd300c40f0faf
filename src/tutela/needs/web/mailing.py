"""Messages that pages of needs send."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tutela.foundation.language import language
from tutela.needs.store.queries.assessments import owned_sheet
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import correspondents, organisation


def send_reminder(*, viewer: Viewer, assessment: int, agency: int) -> int | None:
    """Write to everyone who answers for an agency, each in the own language.

    Returns:
        The number of people written to; None when the mail server refused. It is 0 where no mail
        server is set: then the message stands in the console alone.

    Raises:
        NotFound, NotAllowed: See ``owned_sheet`` and ``correspondents``.
    """
    found = owned_sheet(viewer, assessment, Action.OPEN_ASSESSMENT)
    people = correspondents(viewer, agency, action=Action.ANSWER)
    part = next((one for one in found.parts if one.agency == agency), None)
    due = part.due if part and part.due else found.closes
    page = settings.OPTIONS["address"].rstrip("/") + reverse("needs:continue", args=[assessment])
    asking = organisation(viewer, viewer.organisation).name
    try:
        for person in people:
            with translation.override("zh-hans" if person.language == "zh" else person.language):
                send_mail(
                    _("Your answers are asked for"),
                    render_to_string("needs/mail/reminder.txt", {
                        "title": found.title, "asking": asking, "address": page,
                        "day": language(person.language).date(due),
                    }),
                    settings.OPTIONS["mail_from"], [person.email],
                )
    except (SMTPException, OSError):
        return None
    return len(people) if settings.OPTIONS["mail"] else 0
