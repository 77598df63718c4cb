"""HTML fragments of feeds and JSON to text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.readers.markup import is_markup, text_of

FRAGMENTS = [
    ("<p>They met.</p>\n<p>They\nleft.</p>", "They met.\n\nThey left."),
    ("They <b>met</b>.<br>They left.<br/><br/>Bye.", "They met.\n\nThey left.\n\nBye."),
    ("<div><figure><img><figcaption>A pier</figcaption></figure><p>They met.</p></div>", "They met."),
    ("<script>x()</script>They met.", "They met."),
    ("They <i>met</i>.\nThey left.", "They met.\n\nThey left."),
    ("Fish &amp; chips, it&#8217;s said.", "Fish & chips, it’s said."),
    ("<ul><li>One.</li><li>Two.</li></ul>", "One.\n\nTwo."),
    ("<p>Unclosed <b>tag", "Unclosed tag"),
    ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
    ("", ""),
]


@pytest.mark.parametrize(("fragment", "wanted"), FRAGMENTS)
def test_text_of(fragment, wanted):
    assert text_of(fragment) == wanted


def test_is_markup():
    assert is_markup("<p>x</p>")
    assert is_markup("a &amp; b")
    assert not is_markup("a < b & c > d; he said")


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/&;pbr a\n\x00\"'=!-"), max_size=60))
def test_never_raises(fragment):
    text_of(fragment)
