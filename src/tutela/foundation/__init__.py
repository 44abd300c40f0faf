"""What every part stands on: errors, clock, countries, languages, sources, digests, options.

Nothing here knows Django, a database or the network.
"""
