"""What the lines around a report say of it: who wrote it, where, for whom."""

import pytest

from pourparler.readers import document_from_text

BYLINES = [
    ("By JANE EXAMPLE Associated Press", ("Jane Example",), "AP", None),
    ("By Jane Example and John Test, Reuters", ("Jane Example", "John Test"), "Reuters", None),
    ("By Jane Example in Port Example", ("Jane Example",), None, "Port Example"),
    ("Reuters in Seoul", (), "Reuters", "Seoul"),
    ("By The Associated Press", (), "AP", None),
    ("Jane Example, BBC News", ("Jane Example",), None, None),
    ("Jane Example, Associated Press", ("Jane Example",), "AP", None),
    ("By Min-ji Sample & Omar al-Test", ("Min-ji Sample", "Omar al-Test"), None, None),
    ("By Staff Writer", (), None, None),
]


@pytest.mark.parametrize(("line", "authors", "agency", "place"), BYLINES)
def test_bylines(line, authors, agency, place):
    text = f"World\n\nCouncil talks end without a deal\n\n{line}\n\nThe council met on Monday. It was late.\n"
    document = document_from_text(text)
    report = document.report
    assert [text[a:b][:11] for a, b in document.paragraphs] == ["Council tal", "The council"]
    assert report.title == "Council talks end without a deal"
    assert (report.authors, report.agency, report.place) == (authors, agency, place)


def test_an_agency_at_the_end():
    text = "The council met on Monday.\n\nIt will meet again. (AFP)\n"
    document = document_from_text(text)
    assert document.report.agency == "AFP"
    assert text[slice(*document.paragraphs[-1])] == "It will meet again."
