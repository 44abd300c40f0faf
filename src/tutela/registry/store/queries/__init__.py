"""Readings of the registry. Each takes the viewer and returns only what the viewer may see.

    searching    search(viewer, filters=, order=, page=, size=, today=) -> Page
    records      record(viewer, key), similar(viewer, activity, limit), shared_activities(...)
    overview     calendar, matrix, timeline, provider, state
    coverage     coverage(viewer, today=, months=)
    desk         imports, import_row, candidates, suggestions, keys, watches
    resources    materials, experts
"""
