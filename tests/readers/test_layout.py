"""Paragraphs, furniture and what it tells, on texts as people paste them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.readers import document_from_text
from pourparler.readers.marking import mark

BLOCKS = """The two ministers met on Monday.

They agreed to meet again. No date was set.

"We wait," one of them said.
"""
LINES = BLOCKS.replace("\n\n", "\n")
WRAPPED = """The two ministers met on Monday in the old harbour of the island
and talked for three hours about fishing rights, the ferry and the
return of prisoners.

They agreed to meet again before the end of the year, but no date was
set, and neither of them would say whether the ferry would sail.
   "We wait," one of them said. He was asked how long, and answered
that nobody could know.
"""


def paragraphs(text):
    document = document_from_text(text)
    return [text[a:b] for a, b in document.paragraphs]


@pytest.mark.parametrize("text", [BLOCKS, LINES, BLOCKS.replace("\n", "\r\n"), LINES.replace("\n", "\u2028")])
def test_blocks_and_lines(text):
    assert [p[:8] for p in paragraphs(text)] == ["The two ", "They agr", '"We wait']


def test_hard_wrapped_text():
    found = paragraphs(WRAPPED)
    assert [p[:8] for p in found] == ["The two ", "They agr", '"We wait']
    assert found[0].endswith("prisoners.")
    assert found[2].endswith("nobody could know.")


def test_short_lines_that_are_sentences_stay_apart():
    text = "He came on Monday to the harbour.\nShe left on Tuesday by the ferry.\nNobody saw them then.\n"
    assert len(paragraphs(text)) == 3


def test_an_ad_label_in_a_sentence():
    text = "The minister said that she would\n\nAdvert\n\nreturn to the table on Monday.\nThen she left.\n"
    document = document_from_text(text)
    assert [text[a:b] for a, b in document.paragraphs] == [
        "The minister said that she would\n\nAdvert\n\nreturn to the table on Monday.",
        "Then she left.",
    ]
    assert [f.span.text for f in document.furniture] == ["Advert"]


def test_a_list():
    text = "The plan in short:\n- The ferry sails.\n• The harbour opens.\n"
    assert paragraphs(text)[1:] == ["The ferry sails.", "The harbour opens."]


def test_an_ad_label_between_sentences():
    text = "The minister left.\nADVERTISEMENT\nHer aide stayed.\n"
    document = document_from_text(text)
    assert [text[a:b] for a, b in document.paragraphs] == ["The minister left.", "Her aide stayed."]


PAGE = """Home > World > Islands
Ferry talks break down, and nobody knows why
By Jane Example and Omar al-Sample in Port Example
Published: 28 October 2025
Share
Facebook Twitter WhatsApp
PORT EXAMPLE, Oct. 28 (Reuters) – The ferry talks broke down on Tuesday, the foreign minister said.
The ferry at the quay. REUTERS/Jane Example/File Photo
Story continues below advertisement
“We came with an open hand,” she told reporters.
Read more: What the ferry treaty says
Sign up for our daily newsletter
Related stories
Ministers meet in secret for the third time
Who owns the harbour?
Advertisers said they would stay, and the harbour master agreed.
We use cookies to improve your experience.
(This story has been updated with a comment from the ministry.)
Reporting by Jane Example; Editing by John Test
Topics: Ferries, Fishing rights, Island Council
© 2025 Example News. All rights reserved.
"""


def test_a_page_with_everything():
    document = document_from_text(PAGE)
    assert [PAGE[a:b] for a, b in document.paragraphs] == [
        "Ferry talks break down, and nobody knows why",
        "The ferry talks broke down on Tuesday, the foreign minister said.",
        "“We came with an open hand,” she told reporters.",
        "Advertisers said they would stay, and the harbour master agreed.",
    ]
    assert [f.kind for f in document.furniture] == [
        "navigation", "byline", "byline", "share", "share", "dateline", "caption", "advert", "read-more",
        "newsletter", "read-more", "read-more", "read-more", "cookie", "note", "note", "topics", "copyright",
    ]  # fmt: skip
    report = document.report
    assert document.headline == document.paragraphs[0]
    assert report.title == "Ferry talks break down, and nobody knows why"
    assert report.authors == ("Jane Example", "Omar al-Sample")
    assert report.published == "2025-10-28"
    assert (report.agency, report.place) == ("Reuters", "Port Example")
    assert report.topics == ("Ferries", "Fishing rights", "Island Council")
    for piece in document.furniture:
        assert PAGE[piece.span.start : piece.span.end] == piece.span.text


SENTENCES = [
    "Advertisers said they would leave the channel.",
    "Read more books, the minister said.",
    "Topics ranged from the ferry to fishing.",
    "By Tuesday the ferry had sailed.",
    "Share the catch, the envoy told them.",
    "Sign up to the treaty, she urged.",
    "Reporting by the state agency suggested that talks had failed.",
    "Copyright talks between the two resumed.",
    "Reuters could not verify the claim.",
    "More to come from both sides, the envoy promised.",
    "Related talks on fishing failed.",
    "Photos of the meeting were shown on television.",
    "Follow the money, she said.",
    "“Story continues,” he joked.",
    "Source of the leak: the ministry itself, said one.",
    "Video from the harbour showed two ferries.",
    "Home rule was the sticking point.",
    "On 28 October the two met.",
    "Two hours ago the ferry sailed.",
    "Search teams reached the reef.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_real_sentences_are_never_furniture(sentence):
    text = f"The ferry talks ended on Monday.\n{sentence}\nNobody spoke afterwards."
    document = document_from_text(text)
    assert document.furniture == ()
    assert [text[a:b] for a, b in document.paragraphs][1] == sentence


DATELINES = [
    ("SEOUL, Oct. 28 (Reuters) – ", "Seoul", "Reuters", None),
    ("WASHINGTON (AP) — ", "Washington", "AP", None),
    ("MOSCOW, March 3, 2022 /TASS/. ", "Moscow", "TASS", "2022-03-03"),
    ("KYIV, Ukraine (AP) — ", "Kyiv", "AP", None),
    ("BEIJING, 3 May 2019 (Xinhua) -- ", "Beijing", "Xinhua", "2019-05-03"),
    ("UNITED NATIONS — ", "United Nations", None, None),
    ("Beirut, Lebanon – ", "Beirut", None, None),
    ("ISLAMABAD: ", "Islamabad", None, None),
    ("London (CNN) ", "London", "CNN", None),
]


@pytest.mark.parametrize(("line", "place", "agency", "published"), DATELINES)
def test_datelines(line, place, agency, published):
    text = f"{line}The council met on Monday in the old harbour.\nIt will meet again."
    document = document_from_text(text)
    assert text[slice(*document.paragraphs[0])] == "The council met on Monday in the old harbour."
    report = document.report
    assert report.place == place
    assert (report.agency, report.published) == (agency, published)


def test_a_dateline_without_a_year_takes_it_from_the_file_name():
    text = "SEOUL, Oct. 28 (Reuters) – The council met on Monday."
    assert document_from_text(text).report.published is None
    assert document_from_text(text, origin="reports/2025-10-29_council.txt").report.published == "2025-10-29"
    assert document_from_text(text, published="2024-10-30").report.published == "2024-10-30"


HEADLINES = [
    ("Council meets\n\nThe council met on Monday.", True),
    ("Council meets\nThe council met on Monday in the old harbour.", True),
    ("Will the council meet?\n\nThe council met on Monday.", True),
    ("Council meets\n\nBy Jane Example\nThe council met on Monday.", True),
    ("The council met.\n\nIt will meet again.", False),
    ("“We met”\n\nThe council met on Monday.", False),
    ("the council met\n\nIt will meet again.", False),
    ("Only one line", False),
]


@pytest.mark.parametrize(("text", "headed"), HEADLINES)
def test_headlines(text, headed):
    document = document_from_text(text)
    assert (document.headline is not None) is headed
    assert document.report.title == (text.split("\n")[0] if headed else None)


def test_a_known_title_finds_its_headline():
    text = "The council met, and left.\nIt will meet again."
    document = document_from_text(text, title="The Council met — and left")
    assert document.headline == (0, 26)
    assert document.report.title == "The Council met — and left"


def test_header_lines():
    head = "Title: Council meets\nDate: 28 October 2025\nSource: Example Post\nURL: https://example.org/a\n"
    text = head + "\nIt met.\n"
    document = document_from_text(text)
    report = document.report
    assert (report.title, report.published, report.publisher) == (
        "Council meets",
        "2025-10-28",
        "Example Post",
    )
    assert report.url == "https://example.org/a"
    assert [text[a:b] for a, b in document.paragraphs] == ["It met."]


def test_a_headline_above_and_below_the_date():
    text = (
        "Council talks end after three days without any word on the ferry service\n"
        "August 17, 2014 / 10:59 PM / 3 years ago\n\n"
        "Council talks end after three days without any word on the ferry service\n\n"
        "Reuters Staff\n\n1 Min Read\n\n"
        "BERLIN (Reuters) - The council met.\n"
    )
    document = document_from_text(text)
    assert [text[a:b][:12] for a, b in document.paragraphs] == ["Council talk", "The council "]
    assert document.report.published == "2014-08-17"
    assert document.report.title == "Council talks end after three days without any word on the ferry service"
    assert document.headline == document.paragraphs[0]


def test_a_markdown_file():
    head = "---\ntitle: 'Council meets'\ndate: 2025-10-28\n---\n\n"
    text = head + "# Council meets\n\n> “We wait,” it said.\n\nIt left.\n"
    document = document_from_text(text)
    assert [text[a:b] for a, b in document.paragraphs] == ["Council meets", "“We wait,” it said.", "It left."]
    assert (document.report.title, document.report.published) == ("Council meets", "2025-10-28")
    assert document.headline == document.paragraphs[0]


def test_one_line_with_a_colon_is_no_header():
    assert mark("Source: the ministry itself, said one.\nNobody knew.").paragraphs[0][0] == 0


LINE = st.sampled_from(
    [
        "Advert",
        "",
        "The ferry sailed.",
        "By Jane Example",
        "and then",
        "Topics: A, B",
        "Related",
        "SEOUL (AP) — It",
        "  “We",
        "x" * 90,
    ]
)


@settings(deadline=None)
@given(st.lists(LINE, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_promises(lines, joint):
    text = joint.join(lines)
    document = document_from_text(text)
    assert document.text == (text if text.strip() else "")
    last = 0
    for start, end in document.paragraphs:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end
    for piece in document.furniture:
        assert text[piece.span.start : piece.span.end] == piece.span.text
        crossing = [p for p in document.paragraphs if p[0] < piece.span.end and piece.span.start < p[1]]
        assert all(a <= piece.span.start and piece.span.end <= b for a, b in crossing)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_never_raises(text):
    document_from_text(text)
