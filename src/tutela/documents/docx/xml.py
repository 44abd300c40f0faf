"""Elements of WordprocessingML, made in one line each."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def make(tag: str, *children: Any, **attributes: str | int) -> Any:
    """Return an element such as ``w:pgSz`` with attributes of its own namespace.

    >>> make("w:lang", val="fr-FR").tag.rpartition("}")[2]
    'lang'
    """
    element = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        element.set(qn(f"{prefix}:{name}"), str(value))
    element.extend(children)
    return element


def text_element(tag: str, words: str) -> Any:
    """Return an element that holds words and keeps their spaces."""
    element = make(tag)
    element.text = words
    element.set(qn("xml:space"), "preserve")
    return element


def replace_child(parent: Any, child: Any, order: tuple[str, ...] = ()) -> None:
    """Put a child into its parent in place of one of the same name.

    Args:
        parent: A properties element.
        child: What goes in.
        order: Local names that must come before the child, in a schema that fixes the order;
            () appends.
    """
    for old in parent.findall(child.tag):
        parent.remove(old)
    place = len(parent)
    if order:
        before = {qn(f"w:{name}") for name in order}
        place = sum(1 for element in parent if element.tag in before)
    parent.insert(place, child)
