"""Tables without a wall, each with the reason. A table is in here, or it has a wall."""

UNWALLED: dict[str, str] = {
    # Django and its packages: read before it is known who is asking.
    "auth.Permission": "names of rights, the same for everyone",
    "auth.Group": "not used for people; no rows",
    "auth.Group_permissions": "not used for people; no rows",
    "contenttypes.ContentType": "names of tables, the same for everyone",
    "sessions.Session": "read to find out who is asking; keys cannot be guessed",
    "account.EmailAddress": "read at sign-in, before an organisation is known",
    "account.EmailConfirmation": "read at sign-in, before an organisation is known",
    "mfa.Authenticator": "read at sign-in, before an organisation is known; secrets are encrypted",
    "usersessions.UserSession": "belongs to an account, not to an organisation",
    # People: read to find out which organisations the asker may act for.
    "people.Organisation": "names of organisations are known to the whole programme",
    "people.Account": "one account may belong to several organisations",
    "people.Membership": "read to find out for which organisation the asker acts",
    "people.Invitation": "read by somebody who belongs to no organisation yet",
    "people.SignInSession": "belongs to an account; read to find out whether a sign-in still holds",
    "people.OneTimeLink": "demonstration only; read before sign-in",
    # Jobs
    "jobs.Job": "workers take jobs of every organisation; arguments are keys, never content",
    # Registry: what everyone signed in may see, and what is read to find out who asks.
    "registry.ApiKey": "read to find out which organisation a system asks for; digests only",
    "registry.Counter": "counts changes, the same for everyone",
    "registry.Entry": "codes of records that are shared with everyone",
    "registry.Words": "words of records that are shared with everyone",
    "registry.Meaning": "what titles of shared records mean, as numbers",
    "registry.Block": "hashes of records that are shared with everyone",
}
"""Reason by model label."""
