"""Messages that people's pages send, and the words shown when this installation sends none."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from tutela.foundation.language import tag
from tutela.people.store import queries
from tutela.people.store.addresses import invitation_address
from tutela.people.store.operations import Issued


def send_invitation(issued: Issued, *, organisation: str, invited_by: str) -> str:
    """Send an invitation, and say what was done.

    Where no mail server is set, the link is said instead: the one who invited passes it on.
    """
    address = invitation_address(issued.token)
    if not settings.OPTIONS["mail"]:
        text = _("This installation sends no mail. Give this link to {email} yourself: {address}")
        return text.format(email=issued.email, address=address)
    context = {"address": address, "organisation": organisation, "invited_by": invited_by}
    known = queries.language_of(issued.email)
    with override(tag(known) if known else get_language()):
        subject = _("Invitation to Tutela")
        body = render_to_string("people/mail/invitation.txt", context)
    send_mail(subject, body, settings.OPTIONS["mail_from"], [issued.email])
    return _("The invitation was sent to {email}.").format(email=issued.email)
