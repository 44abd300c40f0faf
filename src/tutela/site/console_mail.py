"""Mail on the console of an installation without a mail server, to be read by a person."""

from django.core.mail import EmailMessage
from django.core.mail.backends import console


class EmailBackend(console.EmailBackend):
    """Writes letters as they are: packed for the wire, a link would be broken over lines."""

    def write_message(self, message: EmailMessage) -> None:
        """Write to whom, what about, and the text."""
        lines = [f"To: {', '.join(message.to)}", f"Subject: {message.subject}", "",
                 str(message.body).strip(), "-" * 79, ""]
        self.stream.write("\n".join(lines))
