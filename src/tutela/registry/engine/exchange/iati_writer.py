"""Write activities as a file of IATI 2.03.

Source: IATI Standard 2.03 (http://iatistandard.org/).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from lxml import etree

from tutela.registry.engine.exchange.iati_elements import element_of
from tutela.registry.engine.exchange.iati_own import NAMESPACE
from tutela.registry.engine.exchange.iati_schema import schema
from tutela.registry.engine.record import Activity, Party


def _valid(element: etree._Element) -> etree._Element:
    """Leave out what makes an activity invalid: an address or an amount no schema takes."""
    for name in ("document-link", "budget"):
        if schema().validate(element):
            break
        for part in element.findall(name):
            element.remove(part)
    return element


def write_iati(activities: Iterable[Activity], *, stream: BinaryIO, generated: datetime,
               publisher: Party) -> int:
    """Write activities one after the other, in constant memory; equal input, equal bytes.

    What IATI cannot say in its own words stands in tags of our vocabularies, so that
    ``read_iati`` returns the same records; their origins are not written. A web address or an
    amount that the standard does not allow is left out.

    Args:
        activities: In the order to write them; an empty file is not valid IATI.
        stream: Where to.
        generated: Instant of the file; days up to it count as past.
        publisher: Who reports.

    Returns:
        Number of activities written.
    """
    count = 0
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("iati-activities", nsmap={"tutela": NAMESPACE}, attrib={
                "version": "2.03", "generated-datetime": generated.isoformat()}):
            for activity in activities:
                element = element_of(activity, publisher=publisher, today=generated.date())
                file.write("\n", _valid(element))
                count += 1
            file.write("\n")
    return count
