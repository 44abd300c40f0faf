"""Files of evidence: one shelf an organisation, and a file goes with the last item that names it.

An organisation's own shelf, because behind the wall it cannot see whether another one has a file
of the same content.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from tutela.needs.store.models import EvidenceItem
from tutela.people.store.queries import lock_organisation
from tutela.storage import files
from tutela.storage.wall import acting_for


def shelf_of(organisation: int) -> str:
    """Return where an organisation's evidence lies in the data folder."""
    return f"evidence/{organisation}"


def lock(organisation: int) -> None:
    """Wait until nobody adds or deletes evidence of an organisation; holds until the commit."""
    lock_organisation(organisation)


@receiver(post_delete, sender=EvidenceItem)
def let_go(instance: EvidenceItem, **_: Any) -> None:
    """Delete the file of an item after the commit, whatever deleted the item."""
    if instance.digest:
        transaction.on_commit(partial(_forget, instance.digest, instance.organisation_id))


def _forget(digest: str, organisation: int) -> None:
    with acting_for(organisation), transaction.atomic():
        # Somebody may be adding the same file again this moment.
        lock(organisation)
        if not EvidenceItem.objects.filter(digest=digest, organisation=organisation).exists():
            files.forget(digest, shelf=shelf_of(organisation))
