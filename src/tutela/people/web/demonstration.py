"""Whether this installation is a demonstration, for pages and for the site."""

from tutela.people.store.addresses import is_demonstration

__all__ = ["is_demonstration"]
