"""What a person says on a page stands, and comes from that page alone."""

from __future__ import annotations

from pourparler.views.desk.safety import TOKEN
from tests import builders

REPORT = builders.reading().document.report.id
EVENT = builders.reading().events[0]


def test_a_rejected_event_is_gone_and_named_as_rejected(desk, send):
    answer = send("/corrections", item=EVENT.id, action="reject", why="a headline", back=f"/reports/{REPORT}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/reports/{REPORT}"
    page = desk.get(f"/reports/{REPORT}").text
    assert "1 row rejected by people" in page
    assert "by ann" in page
    assert EVENT.id not in [e["id"] for e in desk.get("/api/v1/events").json()["items"]]


def test_an_edit_changes_the_row_and_its_codes(desk, send):
    send("/corrections", item=EVENT.id, action="edit", force="demand", back="/")
    held = desk.get("/api/v1/events?limit=500").json()["items"]
    assert next(e for e in held if e["id"] == EVENT.id)["force"] == "demand"


def test_an_overture_is_corrected_and_tells_so(desk, send):
    item = desk.get("/api/v1/overtures").json()["items"][0]["id"]
    send("/corrections", item=item, action="edit", outcome="withdrawn", why="she said so", back="/")
    page = desk.get(f"/overtures/{item}").text
    assert "she said so" in page
    held = desk.get("/api/v1/overtures?outcome=withdrawn").json()["items"]
    assert [o["id"] for o in held] == [item]


def test_a_judgement_that_makes_no_sense_is_refused_in_words(send):
    for values, told in (
        ({"action": "edit", "force": "shout"}, "force cannot be"),
        ({"action": "edit"}, "nothing was changed"),
        ({"action": "edit", "date": "soon"}, "date cannot be"),
        ({"action": "merge", "into": "o1"}, "only overtures can be merged"),
        ({"action": "praise"}, "unknown correction"),
    ):
        answer = send("/corrections", item=EVENT.id, **values)
        assert answer.status_code == 400
        assert told in answer.text


def test_a_form_without_the_word_of_its_page_is_refused(desk):
    desk.get("/")
    for form in ("", "0" * 32):
        answer = desk.post("/corrections", data={"item": EVENT.id, "action": "reject", "form": form})
        assert answer.status_code == 400
    assert desk.get("/api/v1/corrections").json()["items"] == []


def test_a_form_of_another_site_is_refused(desk):
    desk.get("/")
    data = {"item": EVENT.id, "action": "reject", "form": desk.cookies[TOKEN]}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert desk.post("/corrections", data=data, headers=headers).status_code == 403


def test_leading_back_stays_on_the_desk(send):
    for back in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = send("/corrections", item=EVENT.id, action="accept", back=back)
        assert answer.headers["location"] == "/"


def test_a_pasted_report_is_read_and_shown(desk, send):
    text = builders.TEXT.replace("Norland offers", "Norland again offers")
    answer = send("/reports", text=text, title="", publisher="Harbour Wire", published="2025-03-09")
    assert answer.status_code == 303
    page = desk.get(answer.headers["location"])
    assert page.status_code == 200
    assert "Harbour Wire" in page.text


ADDED = (
    ("event", {"force": "demand", "act": "AGREE", "actors": "Omar Tal", "recipients": "NOR"}, "Omar Tal demanded"),
    ("statement", {"speaker": "Ada Berg", "addressee": "reporters (NOR)"}, "Ada Berg"),
)


def test_what_was_missed_is_added_from_the_page(desk, send):
    for finding, values, told in ADDED:
        answer = send("/findings", finding=finding, report=REPORT, words="only after an  apology", **values)
        assert answer.status_code == 303, answer.text
        item = answer.headers["location"].removeprefix("/find/")
        page = desk.get(answer.headers["location"]).text
        card = page.split(f'id="{item}"')[1].split("</article>")[0]
        assert told in card
        assert "by ann" in card


def test_an_overture_is_added_from_the_page(desk, send):
    values = {"kind": "demand", "act": "AGREE", "from": "SUD", "to": "Norland", "due": "2031-05"}
    answer = send("/findings", finding="overture", report=REPORT, words="an apology", **values)
    assert answer.status_code == 303, answer.text
    assert "an apology" in desk.get(answer.headers["location"]).text


def test_words_may_be_given_by_their_place_blanks_around_them_do_not_count(desk, send):
    start = builders.TEXT.index("Berg will travel")
    values = {"force": "did", "act": "CONSULT", "actors": "ada-berg"}
    answer = send("/findings", finding="event", report=REPORT, start=start - 2, end=start + 17, **values)
    held = desk.get(f"/api/v1/findings/{answer.headers['location'].removeprefix('/find/')}").json()
    assert held["evidence"]["text"] == "Berg will travel"


def test_what_cannot_be_added_is_told_in_words(send):
    for values, told in (
        ({"finding": "event", "words": "apology", "force": "did", "act": "AID"}, "also say: actors"),
        ({"finding": "event", "words": "zebra", "force": "did", "act": "AID", "actors": "NOR"}, "does not hold"),
        ({"finding": "statement", "words": "apology", "speaker": "Nemo"}, "nobody is called"),
        ({"finding": "poem", "words": "apology"}, "cannot be added"),
        ({"finding": "event", "start": 36, "end": 36, "force": "did", "act": "AID", "actors": "NOR"}, "no part of it"),
    ):
        answer = send("/findings", report=REPORT, **values)
        assert answer.status_code in (400, 404)
        assert told in answer.text


def test_the_sides_of_what_was_found_can_be_edited(desk, send):
    send("/corrections", item=EVENT.id, action="edit", actors="Omar Tal, SUD", back="/")
    held = desk.get(f"/api/v1/findings/{EVENT.id}").json()
    assert [a["id"] for a in held["actors"]] == ["omar-tal", "sudia"]
    said = builders.reading().statements[0].id
    send("/corrections", item=said, action="edit", speaker="Omar Tal", back="/")
    assert desk.get(f"/api/v1/findings/{said}").json()["speaker"]["id"] == "omar-tal"
