"""Tables of needs. Every one carries the organisations it belongs to, and a ``wall``."""

from tutela.needs.store.models.answer import (
    Answer,
    AnswerRevision,
    Comment,
    EvidenceItem,
    Settlement,
    Verification,
)
from tutela.needs.store.models.assessment import Assessment, Participation, Target
from tutela.needs.store.models.course import CourseNeeds, CourseNeedsAnswer, CoursePlace
from tutela.needs.store.models.disclosure import Disclosed, Disclosure
from tutela.needs.store.models.transfer import PendingImport, ReportFile

__all__ = [
    "Answer",
    "AnswerRevision",
    "Assessment",
    "Comment",
    "CourseNeeds",
    "CourseNeedsAnswer",
    "CoursePlace",
    "Disclosed",
    "Disclosure",
    "EvidenceItem",
    "Participation",
    "PendingImport",
    "ReportFile",
    "Settlement",
    "Target",
    "Verification",
]
