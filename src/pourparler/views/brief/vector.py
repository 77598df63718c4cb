"""Plots in documents as lines and letters, not as dots: drawn into a PDF page, put beside the picture in Word."""

from __future__ import annotations

import io
from typing import Any

SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""How Word names a picture's SVG, beside the dots for programs that draw none."""


def gap(ratio: float, width: float) -> Any:
    """Return an empty place on the page, ``width`` points wide and ``ratio`` times as high, that knows where it stands.

    After the page is built, ``spot`` is the number of its page (0 is the first) and its lower left corner in points.
    """
    from reportlab.platypus import Flowable

    class Gap(Flowable):
        spot: tuple[int, float, float] | None = None

        def draw(self) -> None:
            x, y = self.canv.absolutePosition(0, 0)
            self.spot = (self.canv.getPageNumber() - 1, x, y)

    made = Gap()
    made.width, made.height = width, width * ratio
    return made


def filled(document: bytes, place: Any, picture: bytes) -> bytes:
    """Return a PDF with the first page of another one drawn into a gap of it.

    The picture becomes a form of the page: pypdf's own merging names the parts by chance.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

    number, x, y = place.spot
    writer = PdfWriter(clone_from=io.BytesIO(document))
    drawn = PdfReader(io.BytesIO(picture)).pages[0]
    _sort(drawn["/Resources"], set())
    plain = StreamObject()
    contents = drawn.get_contents()
    plain.set_data(contents.get_data() if contents is not None else b"")
    form = plain.flate_encode()
    form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    form[NameObject("/BBox")] = drawn.mediabox
    form[NameObject("/Resources")] = drawn["/Resources"].clone(writer)
    page = writer.pages[number]
    resources = page["/Resources"].get_object()
    held = resources.setdefault(NameObject("/XObject"), DictionaryObject())
    held[NameObject("/Plot")] = writer._add_object(form)
    scale = place.width / float(drawn.mediabox.width)
    show = StreamObject()
    show.set_data(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /Plot Do Q".encode())
    page[NameObject("/Contents")] = ArrayObject([page.raw_get("/Contents"), writer._add_object(show)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _sort(thing: Any, seen: set[int]) -> None:
    """Put the names of all that hangs on a part of a PDF in order: who drew it left them as they fell."""
    held = thing.get_object()
    if id(held) in seen or not isinstance(held, (dict, list)):
        return
    seen.add(id(held))
    if isinstance(held, dict):
        names = sorted(held.items())
        held.clear()
        held.update(names)
    for part in held.values() if isinstance(held, dict) else held:
        _sort(part, seen)


def with_svg(document: Any, picture: Any, svg: str, description: str) -> None:
    """Give the picture of a Word document its SVG and the words for who cannot see it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    package = document.part.package
    part = Part(PackURI("/word/media/plot.svg"), "image/svg+xml", svg.encode(), package)
    name = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    inline = picture._inline
    inline.docPr.set("descr", description)
    blip = inline.find(f".//{qn('a:blip')}")
    blip.append(
        parse_xml(
            f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{SVG_EXTENSION}">'
            f'<asvg:svgBlip xmlns:asvg="{SVG_NAMESPACE}" r:embed="{name}"/></a:ext></a:extLst>'
        )
    )
