"""Pure needs assessment: instrument, answers, scores, comparison, forms, report."""
