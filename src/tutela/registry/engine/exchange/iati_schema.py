"""A schema made at run time from our table, to judge whole files and single activities with.

Two kinds: the strict one says what the standard says; the lenient one lets an activity's own
children be absent or repeated, so that one slip of order does not hide a broken date.
"""

from functools import cache
from typing import Any

from lxml import etree

from tutela.registry.engine.exchange.iati_structure import Shape, structure

_XSD = "http://www.w3.org/2001/XMLSchema"
_XML = "http://www.w3.org/XML/1998/namespace"
_ATTRIBUTES_OF_XML = f"""<s:schema xmlns:s="{_XSD}" targetNamespace="{_XML}">
<s:attribute name="lang"><s:simpleType><s:union memberTypes="s:language"><s:simpleType>
<s:restriction base="s:string"><s:enumeration value=""/></s:restriction>
</s:simpleType></s:union></s:simpleType></s:attribute>
<s:attribute name="space"><s:simpleType><s:restriction base="s:NCName">
<s:enumeration value="default"/><s:enumeration value="preserve"/>
</s:restriction></s:simpleType></s:attribute>
<s:attribute name="base" type="s:anyURI"/><s:attribute name="id" type="s:ID"/>
</s:schema>"""
"""Language, space, base and identity as XML itself declares them."""


class _Inside(etree.Resolver):
    """Answer every reference from memory: a schema never reaches the disk or the network."""

    def resolve(self, *asked: Any) -> Any:
        """Return the attributes of XML, the only thing our schema refers to."""
        return self.resolve_string(_ATTRIBUTES_OF_XML, asked[-1], base_url=None)


def _tag(name: str) -> str:
    return f"{{{_XSD}}}{name}"


def _type(name: str) -> str:
    """Name a type: a shape of ours becomes a legal XML name, the rest are XML Schema's own."""
    return name.replace("/", "..") if name in structure().shapes else f"s:{name}"


def _content(parent: etree._Element, shape: Shape, *, lenient: bool) -> None:
    sequence = etree.SubElement(parent, _tag("sequence"))
    for child in shape.children:
        etree.SubElement(
            sequence, _tag("element"), name=child.name, type=_type(child.shape),
            minOccurs="0" if lenient else str(child.least),
            maxOccurs="unbounded" if child.many or lenient else "1")
    if shape.foreign_elements:
        etree.SubElement(sequence, _tag("any"), namespace="##other", processContents="lax",
                         minOccurs="0", maxOccurs="unbounded")


def _attributes(parent: etree._Element, shape: Shape) -> None:
    for attribute in shape.attributes:
        use = "required" if attribute.required else "optional"
        if attribute.type == "xml:lang":
            etree.SubElement(parent, _tag("attribute"), ref="xml:lang", use=use)
        else:
            etree.SubElement(parent, _tag("attribute"), name=attribute.name,
                             type=_type(attribute.type), use=use)
    if shape.foreign_attributes:
        etree.SubElement(parent, _tag("anyAttribute"), namespace="##other",
                         processContents="lax")


def _complex(root: etree._Element, shape: Shape, *, lenient: bool) -> None:
    made = etree.SubElement(root, _tag("complexType"), name=_type(shape.name))
    if shape.text:
        content = etree.SubElement(made, _tag("simpleContent"))
        extension = etree.SubElement(content, _tag("extension"), base=_type(shape.text))
        _attributes(extension, shape)
    else:
        _content(made, shape, lenient=lenient and shape.name == "iati-activity")
        _attributes(made, shape)


@cache
def schema(*, lenient: bool = False) -> etree.XMLSchema:
    """Compile the table.

    Args:
        lenient: Let the children of an activity be absent or repeated.
    """
    table = structure()
    root = etree.Element(_tag("schema"), nsmap={"s": _XSD})
    etree.SubElement(root, _tag("import"), namespace=_XML, schemaLocation="xml-attributes")
    for name, shape in table.elements.items():
        etree.SubElement(root, _tag("element"), name=name, type=_type(shape))
    for name, type_ in table.attributes.items():
        etree.SubElement(root, _tag("attribute"), name=name, type=_type(type_))
    for found in table.shapes.values():
        _complex(root, found, lenient=lenient)
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(_Inside())
    return etree.XMLSchema(etree.fromstring(etree.tostring(root), parser))
