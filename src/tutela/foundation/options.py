"""Every option, declared once: type, default, help. The reference page is made from this table.

A value comes from, first to last: the environment (``TUTELA_NAME``), a secret file named by
``TUTELA_NAME_FILE``, the ini file, the default.
"""

import configparser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutela.foundation.errors import Misconfigured


def _flag(text: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True}
    known |= {"0": False, "false": False, "no": False, "off": False}
    try:
        return known[text.strip().lower()]
    except KeyError:
        raise ValueError("write yes or no") from None


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of an installation.

    Attributes:
        name: Lower-case name; the environment variable is TUTELA_ and the name in capitals.
        read: Turns text into the value; raises ValueError with a reason.
        kind: What the value is, in words, for the reference page.
        default: Text that ``read`` accepts.
        help: One or two sentences for the reference page.
        secret: Never shown, and may come from a file.
    """

    name: str
    read: Callable[[str], Any]
    kind: str
    default: str
    help: str
    secret: bool = False

    @property
    def variable(self) -> str:
        """Return the name of the environment variable."""
        return f"TUTELA_{self.name.upper()}"


def _text(name: str, default: str, help_: str, *, secret: bool = False) -> Option:
    return Option(name=name, read=str, kind="text", default=default, help=help_, secret=secret)


def _yes_no(name: str, default: str, help_: str) -> Option:
    return Option(name=name, read=_flag, kind="yes or no", default=default, help=help_)


def _whole(name: str, default: str, help_: str) -> Option:
    return Option(name=name, read=int, kind="whole number", default=default, help=help_)


def _list(name: str, default: str, help_: str) -> Option:
    return Option(name=name, read=_names, kind="list, comma between", default=default, help=help_)


OPTIONS: tuple[Option, ...] = (
    Option(name="data_folder", read=Path, kind="folder", default="var",
           help="Where the database, uploaded evidence, keys and the journal's heads live."),
    _text("database", "",
          "Empty for SQLite in the data folder, or postgresql://user@host:port/name for "
          "PostgreSQL 15 or newer. Several organisations on one server need PostgreSQL.",
          secret=True),
    _text("database_owner", "",
          "PostgreSQL only: the same address with the role that owns the tables. It is used to "
          "migrate; the site itself runs under the role of `database`.", secret=True),
    _text("database_key", "",
          "SQLite only: a passphrase of at least 20 characters; the database is then encrypted "
          "at rest with SQLCipher. Losing it loses the data.", secret=True),
    _text("secret_key", "",
          "Signs sessions and links. Made and kept in the data folder when empty.", secret=True),
    _list("hosts", "127.0.0.1,localhost", "Names under which the site may be asked for."),
    _text("address", "http://127.0.0.1:8000",
          "Address under which people reach the site; used in links that are sent. With https, "
          "cookies are marked secure and HSTS is sent."),
    _yes_no("hsts_subdomains", "no",
            "HSTS speaks for every name below that of `address` too, and consents to lists kept "
            "in browsers. Say yes only when all these names answer with https, for good."),
    _text("listen", "127.0.0.1:8000", "Network address and port on which pages are served."),
    _yes_no("behind_proxy", "no",
            "A proxy in front ends https, sets X-Forwarded-Proto and appends to "
            "X-Forwarded-For on every request. Say yes only then: otherwise anyone could claim "
            "these headers."),
    _yes_no("demonstration", "no",
            "Sign-in links for invented people. Refused when the address is not this machine's."),
    _text("language", "en", "Language of people who have not chosen one: ar zh en fr ru or es."),
    _text("time_zone", "UTC", "Time zone in which times are shown to people."),
    _whole("session_hours", "8", "A session ends this many hours after sign-in."),
    _whole("session_idle_minutes", "30", "A session ends after this many minutes without a click."),
    _whole("upload_megabytes", "20", "Largest file that may be uploaded as evidence or import."),
    _yes_no("require_second_factor", "yes",
            "Everyone must set up a code generator or a passkey at the first sign-in."),
    _text("mail", "",
          "Empty writes mail to the console; smtp://user:password@host:port sends it.",
          secret=True),
    _text("mail_from", "tutela@localhost", "Address that stands as the sender of mail."),
    _text("log_level", "INFO", "Least important record that is written: DEBUG INFO WARNING ERROR."),
    _whole("workers", "1", "Processes that serve pages. With SQLite only 1 is allowed."),
    _whole("threads", "8", "Threads of each such process."),
)


def load_options(environ: Mapping[str, str], ini: Path | None = None) -> dict[str, Any]:
    """Read every option.

    Args:
        environ: The environment, usually ``os.environ``.
        ini: A file with a section ``[tutela]``; left out when None or absent.

    Returns:
        One entry an option, by name, in the order of OPTIONS.

    Raises:
        Misconfigured: A value that cannot be read, or an unknown name in the ini file.
    """
    section = _read_ini(ini)
    unknown = sorted(set(section) - {option.name for option in OPTIONS})
    if unknown:
        raise Misconfigured(option=unknown[0], reason="there is no such option")
    return {option.name: _value(option, environ, section) for option in OPTIONS}


def _read_ini(ini: Path | None) -> dict[str, str]:
    if ini is None or not ini.exists():
        return {}
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read(ini, encoding="utf-8")
        return dict(parser["tutela"]) if parser.has_section("tutela") else {}
    except (configparser.Error, UnicodeDecodeError) as fault:
        raise Misconfigured(option=str(ini), reason=str(fault).splitlines()[0]) from fault


def _value(option: Option, environ: Mapping[str, str], section: Mapping[str, str]) -> Any:
    text = environ.get(option.variable)
    if text is None and f"{option.variable}_FILE" in environ:
        path = Path(environ[f"{option.variable}_FILE"])
        try:
            text = path.read_text("utf-8").rstrip("\n")
        except OSError as fault:
            reason = fault.strerror or "unreadable"
            raise Misconfigured(option=f"{option.variable}_FILE", reason=reason) from fault
    if text is None:
        text = section.get(option.name, option.default)
    try:
        return option.read(text)
    except ValueError as fault:
        raise Misconfigured(option=option.variable, reason=str(fault)) from fault
