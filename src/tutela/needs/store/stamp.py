"""One short question that tells whether anything of an assessment changed since it was read."""

from collections.abc import Hashable

from django.db import connection

from tutela.needs.store.models import Answer, Settlement, Target, Verification

# Each write to an answer or its evidence raises the version of the answer by one, so the sum of
# the versions never comes back to an earlier value. Targets are made anew, never changed. Written
# by hand because composing it anew for each page would cost more than asking it.
_STAMP = f"""
SELECT * FROM
(SELECT count(*) AS n1, max(id) AS k1, sum(version) AS v1, max(updated_at) AS t1
 FROM {Answer._meta.db_table} WHERE assessment_id = %s AND (%s OR organisation_id = %s)) answers,
(SELECT count(*) AS n2, max(id) AS k2, max(verified_at) AS t2
 FROM {Verification._meta.db_table} WHERE assessment = %s) verified,
(SELECT count(*) AS n3, max(id) AS k3, max(settled_at) AS t3
 FROM {Settlement._meta.db_table} WHERE assessment_id = %s) settled,
(SELECT count(*) AS n4, max(id) AS k4
 FROM {Target._meta.db_table} WHERE assessment_id = %s) targets
"""  # noqa: S608 - names of our own tables


def stamp_of(*, assessment: int, organisation: int, own: bool) -> Hashable:
    """Return what changes with every write to answers, evidence, verification, decisions, targets.

    Args:
        assessment: Key of one that the viewer may see.
        organisation: The viewer's; its own answers count, all when ``own``.
        own: Whether the assessment is the organisation's own.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [assessment, own, organisation, *[assessment] * 3])
        return tuple(cursor.fetchone())
