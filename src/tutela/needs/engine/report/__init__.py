"""The report: from a result to a document in any of the six languages, or to JSON."""

from tutela.needs.engine.report.build import build_report
from tutela.needs.engine.report.machine import report_json
from tutela.needs.engine.report.material import JournalHead, Material

__all__ = ["JournalHead", "Material", "build_report", "report_json"]
