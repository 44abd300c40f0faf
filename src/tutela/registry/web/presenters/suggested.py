"""What the classifier suggests, with its reasons and how sure it is."""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _

from tutela.foundation.language import language
from tutela.pages.request import spoken
from tutela.registry.engine.record import Activity
from tutela.registry.engine.vocabulary import vocabulary
from tutela.registry.web.presenters import lines, values, words


def suggestions(
    activity: Activity, *, chosen: Collection[str] = (), whom: Collection[str] = ()
) -> dict[str, list[dict[str, Any]]]:
    """Return topics and audiences that title and description suggest.

    Args:
        activity: Its first title and description are read.
        chosen: Topics chosen already; they stay ticked.
        whom: Audiences chosen already.
    """
    # Looked up when it is needed: its model is heavy to load.
    from tutela.registry.engine.classify.classification import classify  # noqa: PLC0415 - see above

    code = next(iter(activity.titles), "")
    if not activity.titles.get(code, "").strip():
        return {"topics": [], "audiences": []}
    found = classify(
        title=activity.titles[code], summary=activity.summaries.get(code, ""), language=code
    )
    return {
        "topics": _rows(found.topics, words.topics(), chosen),
        "audiences": _rows(found.audiences, words.audiences(), whom),
    }


def _rows(found: Iterable[Any], named: Any, chosen: Collection[str]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code, "words": named.get(one.code, one.code),
            "because": _because(one.reasons), "checked": one.code in chosen,
            "confidence": language(spoken()).share(one.confidence), "share": one.confidence,
        }
        for one in found
    ]


def _because(reasons: Iterable[Any]) -> str:
    spoken_words = [
        _("the words “{word}”").format(word=one.text) for one in reasons if one.kind == "word"
    ]
    if spoken_words:
        return _("Suggested because of {reasons}.").format(
            reasons=lines.listed(list(dict.fromkeys(spoken_words)))
        )
    near = next((one.text for one in reasons), "")
    return _("Suggested because the title means much the same as “{text}”.").format(text=near)


def topic_groups(chosen: Collection[str], left_out: Collection[str]) -> list[dict[str, Any]]:
    """Return the topics by need area; one that belongs to several stands in the first."""
    known, named = vocabulary(), words.topics()
    groups: dict[str, list[dict[str, Any]]] = {letter: [] for letter in values.areas()}
    for code in known.topics:
        if code not in left_out:
            groups[known.areas(code)[0]].append(
                {"code": code, "words": named[code], "checked": code in chosen}
            )
    names = values.areas()
    return [
        {"letter": letter, "name": names[letter], "rows": rows,
         "count": sum(row["checked"] for row in rows)}
        for letter, rows in groups.items() if rows
    ]


def audience_rows(chosen: Collection[str], left_out: Collection[str]) -> list[dict[str, Any]]:
    """Return the audiences that are not suggested."""
    named = words.audiences()
    return [
        {"code": code, "words": named[code], "checked": code in chosen}
        for code in vocabulary().audiences if code not in left_out
    ]
