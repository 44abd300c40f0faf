"""Tables of planning. Every one carries the organisations it belongs to, and a ``wall``."""

from tutela.planning.store.models.documents import PlanFile
from tutela.planning.store.models.plan import Plan
from tutela.planning.store.models.progress import Actual
from tutela.planning.store.models.question import WhyNot
from tutela.planning.store.models.state import StateRequest, StateSheet
from tutela.planning.store.models.types import CatalogueEdit
from tutela.planning.store.models.version import PlanVersion, SolveRun

__all__ = [
    "Actual",
    "CatalogueEdit",
    "Plan",
    "PlanFile",
    "PlanVersion",
    "SolveRun",
    "StateRequest",
    "StateSheet",
    "WhyNot",
]
