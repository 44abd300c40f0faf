"""One block model, rendered to PDF, DOCX and HTML; figures as SVG, each with its data and words."""
