"""Accounts, sessions, tokens, roles, rates and the log of a team's desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.errors import NotFoundError, SettingsError
from pourparler.project import Project
from pourparler.settings import Settings
from pourparler.views.desk import create_app
from pourparler.views.desk.access import SESSION, Failures, Rates
from pourparler.views.desk.pages import people as pages
from pourparler.views.desk.safety import TOKEN
from tests.views.conftest import fake_load

PASSWORD = "correct horse battery"


@pytest.fixture
def project(record):
    with Project(Settings(record=record), load=fake_load) as made:
        yield made


@pytest.fixture
def desk(project, monkeypatch):
    monkeypatch.setattr(pages, "failures", Failures())
    for name, role in (("ann", "admin"), ("ed", "editor"), ("rea", "reader")):
        project.people.add(name, role, PASSWORD, "test")
    with TestClient(create_app(project), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def enter(desk):
    """Return a function that logs in and gives one that sends forms."""

    def log_in(name: str, password: str = PASSWORD, next: str = "/"):
        desk.cookies.clear()
        desk.get("/login")
        return send("/login", name=name, password=password, _to=f"/login?next={next}")

    def send(path: str, _to: str | None = None, **values: object):
        word = desk.cookies.get(TOKEN)
        return desk.post(_to or path, data={"form": word, **values}, follow_redirects=False)

    log_in.send = send
    return log_in


def test_without_accounts_nobody_is_asked(project):
    with TestClient(create_app(project, user="zoe"), base_url="http://localhost") as client:
        assert client.get("/overtures").status_code == 200
        assert client.get("/api/v1/events").status_code == 200
        assert "no accounts" in client.get("/account").text


def test_with_an_account_everybody_is(desk):
    for path in ("/", "/overtures", "/brief.html", "/calendar.ics", "/search?q=talks"):
        answer = desk.get(path, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login")
    answer = desk.get("/api/v1/events")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert desk.post("/api/v1/reports", json={"text": "x"}).status_code == 401
    assert desk.get("/static/desk.css").status_code == 200


def test_login_opens_a_session_and_logout_ends_it(desk, enter):
    answer = enter("ann", next="/overtures")
    assert (answer.status_code, answer.headers["location"]) == (303, "/overtures")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith(SESSION))
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert desk.get("/overtures").status_code == 200
    word = desk.cookies[SESSION]
    assert enter.send("/logout").status_code == 303
    desk.cookies.set(SESSION, word)
    assert desk.get("/overtures", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_login_leads_nowhere_else(enter, next):
    assert enter("ann", next=next).headers["location"] == "/"


def test_a_wrong_password_and_a_wrong_name_are_told_alike(enter):
    one, other = enter("ann", "wrong password"), enter("nobody", "wrong password")
    assert one.status_code == other.status_code == 401
    assert "do not fit" in one.text
    assert "do not fit" in other.text


def test_who_fails_often_waits(enter):
    for _ in range(5):
        assert enter("ann", "wrong password").status_code == 401
    answer = enter("ann")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_login_needs_the_word_of_the_form(desk):
    desk.get("/login")
    answer = desk.post("/login", data={"name": "ann", "password": PASSWORD, "form": "0" * 32}, follow_redirects=False)
    assert answer.status_code == 400
    assert SESSION not in answer.cookies


def test_readers_read(desk, enter, project):
    enter("rea")
    overture = project.overtures()[0].id
    page = desk.get(f"/overtures/{overture}")
    assert page.status_code == 200
    assert 'action="/corrections"' not in page.text
    assert enter.send("/corrections", item=overture, action="accept", back="/").status_code == 403
    assert desk.get("/people").status_code == 403
    assert desk.post("/api/v1/corrections", json={"item": overture, "action": "accept"}).status_code == 403


def test_editors_correct_under_their_own_name(desk, enter, project):
    enter("ed")
    overture = project.overtures()[0].id
    assert 'action="/corrections"' in desk.get(f"/overtures/{overture}").text
    made = desk.post("/api/v1/corrections", json={"item": overture, "action": "accept", "who": "ann"})
    assert made.status_code == 201
    assert made.json()["who"] == "ed"
    deed = project.people.deeds()[0]
    assert (deed.who, deed.what) == ("ed", "judged a row")


def test_admins_manage_people(desk, enter, project):
    enter("ann")
    assert "rea" in desk.get("/people").text
    assert enter.send("/people", action="add", name="new", role="reader", password=PASSWORD).status_code == 303
    assert enter.send("/people", action="role", name="new", role="editor").status_code == 303
    assert {a.name: a.role for a in project.people.accounts()}["new"] == "editor"
    assert enter.send("/people", action="remove", name="ann").status_code == 400
    assert enter.send("/people", action="add", name="<b>", role="reader", password=PASSWORD).status_code == 400
    assert enter.send("/people", action="add", name="x", role="reader", password="short").status_code == 400


def test_whoever_is_shut_out_is_out_at_once(desk, enter, project):
    enter("rea")
    assert desk.get("/events").status_code == 200
    project.people.set_disabled("rea", True, "ann")
    assert desk.get("/events", follow_redirects=False).status_code == 303
    assert enter("rea").status_code == 401


def test_a_new_password_ends_other_sessions(desk, enter, project):
    other = project.people.log_in("rea", PASSWORD)
    enter("rea")
    assert enter.send("/account/password", old="wrong", new="another password").status_code == 400
    assert enter.send("/account/password", old=PASSWORD, new="another password").status_code == 200
    assert desk.get("/events").status_code == 200
    assert project.people.session(other) is None


def test_tokens_hold_for_their_scope(desk, enter, project):
    enter("ed")
    page = enter.send("/account/tokens", label="notebook", scope="reader", days=30).text
    word = page.partition('<p class="secret"><code>')[2].partition("</code>")[0]
    assert word.startswith("pp_")
    assert word not in desk.get("/account").text
    desk.cookies.clear()
    bearer = {"Authorization": f"Bearer {word}"}
    assert desk.get("/api/v1/events", headers=bearer).status_code == 200
    assert desk.post("/api/v1/reports", json={"text": "x"}, headers=bearer).status_code == 403
    assert desk.get("/api/v1/events", headers={"Authorization": "Bearer pp_wrong"}).status_code == 401
    token = project.people.tokens("ed")[0]
    with pytest.raises(NotFoundError):
        project.people.revoke(token.id, "rea", "rea")
    project.people.revoke(token.id, "ed")
    assert desk.get("/api/v1/events", headers=bearer).status_code == 401


def test_a_token_can_do_no_more_than_its_account(project, desk):
    with pytest.raises(SettingsError):
        project.people.new_token("rea", "x", "admin", 1, "rea")
    word, _ = project.people.new_token("ed", "x", "editor", 1, "ed")
    project.people.set_role("ed", "reader", "ann")
    assert project.people.bearer(word).role == "reader"


def test_words_and_passwords_are_not_in_the_record(project, desk, record):
    word = project.people.log_in("ann", PASSWORD)
    token, _ = project.people.new_token("ann", "x", "admin", 1, "ann")
    project.close()
    data = Path(record).read_bytes()
    assert not any(secret.encode() in data for secret in (word, token, PASSWORD))
    assert b"$argon2id$" in data


def test_too_many_requests(project, desk):
    word, _ = project.people.new_token("rea", "x", "reader", 1, "rea")
    with TestClient(create_app(project, rate=3), base_url="http://localhost") as client:
        bearer = {"Authorization": f"Bearer {word}"}
        answers = [client.get("/api/v1/actors", headers=bearer) for _ in range(5)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_rates_fill_up_again(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("pourparler.views.desk.access.time.monotonic", lambda: now[0])
    rates = Rates(60)
    assert not any(rates.wait("x") for _ in range(60))
    assert rates.wait("x") > 0
    now[0] = 1.0
    assert rates.wait("x") == 0.0


def test_the_log_tells_of_failed_logins(enter, project):
    enter("ann", "wrong password")
    enter("ann")
    assert [d.what for d in project.people.deeds()[:2]] == ["logged in", "failed to log in"]


# -- the command line ---------------------------------------------------------------------------------
def test_people_on_the_command_line(run, record):
    assert run("people", "list", "--record", record).output.startswith("There are no accounts")
    assert (
        run("people", "add", "ann", "--role", "admin", "--password-stdin", "--record", record, input=PASSWORD).exit_code
        == 0
    )
    assert run("people", "add", "ann", "--password-stdin", "--record", record, input=PASSWORD).exit_code == 2
    assert run("people", "role", "ann", "reader", "--record", record).exit_code == 2
    assert "ann,admin" in run("people", "list", "--record", record, "--format", "csv").output
    made = run("tokens", "new", "ann", "--scope", "reader", "--record", record)
    assert made.output.startswith("pp_")
    assert '"scope":"reader"' in run("tokens", "list", "--record", record, "--format", "json").output.replace(" ", "")
    assert "added an account" in run("audit", "--record", record).output
