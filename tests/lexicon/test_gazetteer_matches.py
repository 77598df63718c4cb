"""Names and titles in a text: what is found, and what must not be."""

from __future__ import annotations

import pytest

from pourparler.lexicon.gazetteer import Gazetteer, load


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.ids[0]) for m in gazetteer.matches(text)]


MATCH = [
    ("The US and Russia met.", [("US", "usa"), ("Russia", "rus")]),
    ("A U.S.-led plan.", [("U.S.", "usa")]),
    ("They met in the U.S. Then they left.", [("U.S.", "usa")]),
    ("US’s and U.S.'s stance", [("US", "usa"), ("U.S.", "usa")]),
    ("US-South Korean drills", [("US", "usa"), ("South Korean", "kor")]),
    ("Kim Jong-un wrote to Kim Jong Un.", [("Kim Jong-un", "kim-jong-un"), ("Kim Jong Un", "kim-jong-un")]),
    ("KIM JONG UN SENDS WORD", [("KIM JONG UN", "kim-jong-un")]),
    ("Lee Jae-myung's aide", [("Lee Jae-myung", "lee-jae-myung")]),
    ("Donald J. Trump spoke.", [("Donald J. Trump", "donald-trump")]),
    (
        "Nicolás Maduro and Nicolas Maduro",
        [("Nicolás Maduro", "nicolas-maduro"), ("Nicolas Maduro", "nicolas-maduro")],
    ),
    ("Gerhard Schroeder", [("Gerhard Schroeder", "gerhard-schroder")]),
    ("the Cote d’Ivoire army", [("Cote d’Ivoire", "civ")]),
    ("N'Djamena and N’Djamena", [("N'Djamena", "tcd"), ("N’Djamena", "tcd")]),
    ("envoys from North\nKorea", [("North\nKorea", "prk")]),
    ("Pyongyang answered the Kremlin", [("Pyongyang", "prk"), ("Kremlin", "kremlin")]),
    ("the White House's reply", [("White House", "white-house")]),
    ("Unesco and UNESCO", [("Unesco", "unesco"), ("UNESCO", "unesco")]),
    ("the W.H.O. said", [("W.H.O.", "world-health-organization")]),
    (
        "the U.N. Security Council and U.S. Forces Korea",
        [("U.N. Security Council", "un-security-council"), ("U.S. Forces Korea", "us-forces-korea")],
    ),
    ("Prime Minister Mark Brown said", [("Mark Brown", "mark-brown-cook-islands")]),
    ("WHO officials", [("WHO", "world-health-organization")]),
    ("the Korean Central News said", [("Korean Central News", "korean-central-news-agency")]),
    ("Bashar Assad fled", [("Bashar Assad", "bashar-al-assad")]),
    ("President Abdel Fattah el-Sisi", [("Abdel Fattah el-Sisi", "abdel-fattah-al-sisi")]),
    ("Ukraine’s Volodymyr Zelensky", [("Ukraine", "ukr"), ("Volodymyr Zelensky", "volodymyr-zelenskyy")]),
    ("Abe Shinzo", [("Abe Shinzo", "shinzo-abe")]),
    ("talks in Jordan and Chad", [("Jordan", "jor"), ("Chad", "tcd")]),
    ("Mali's junta and Niger's", [("Mali", "mli"), ("Niger", "ner")]),
    ("the Quad met", [("Quad", "quad")]),
    ("Guinea-Bissau and Guinea", [("Guinea-Bissau", "gnb"), ("Guinea", "gin")]),
    ("South Sudan, not Sudan", [("South Sudan", "ssd"), ("Sudan", "sdn")]),
    ("Papua New Guinea", [("Papua New Guinea", "png")]),
    ("New York Times", [("New York Times", "new-york-times")]),
    ("the Workers' Party of Korea", [("Workers' Party of Korea", "workers-party-of-korea")]),
    ("AT LEAST TEN DEAD IN TURKEY", [("TURKEY", "tur")]),
    ("Turkey bought turkey.", [("Turkey", "tur")]),
    (
        "so-called Islamic State (IS) fighters",
        [("so-called Islamic State", "islamic-state"), ("IS", "islamic-state")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MATCH)
def test_match(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]):
    assert found(gazetteer, text) == expected


REJECT = [
    "He told us who it is.",
    "Michael Jordan met Chad Johnson.",
    "TELL US MORE ABOUT IT",
    "WHO IS THERE",
    "a turkey, a china cup and a polish cloth",
    "the L.G.B.T. march",
    "Jane Doe (D-PA)",
    "Mark Brown, a teacher, met Alex Wong.",
    "a case of Stockholm syndrome",
    "Geneva Conventions and the Vienna Convention",
    "the Paris Agreement",
    "George Washington slept here",
    "guinea pigs",
    "Malicious and Irani",
    "Swift's song and an ETA of noon",
    "Reem As-Saba’ee",
    "",
    "\n\n",
]


@pytest.mark.parametrize("text", REJECT)
def test_reject(gazetteer: Gazetteer, text: str):
    assert found(gazetteer, text) == []


def test_kinds(gazetteer: Gazetteer):
    text = "South Korean envoys, South Koreans, South Korea, Seoul, the ROK and Burma"
    kinds = [m.kind for m in gazetteer.matches(text)]
    assert kinds == ["adjective", "demonym", "name", "metonym", "acronym", "former"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [("Korean", {"kor", "prk"}), ("Congo", {"cod", "cog"}), ("Georgia", {"geo", "georgia-us"})],
)
def test_ambiguous(gazetteer: Gazetteer, text: str, ids: set[str]):
    (match,) = gazetteer.matches(f"The {text} talks")
    assert set(match.ids) == ids


def test_offsets_are_those_of_the_text(gazetteer: Gazetteer):
    text = "İstanbul’da “Türkiye’s” Erdoğan — Recep Tayyip Erdoğan’s — ﬁne\u00a0US\u00a0envoy"
    for match in gazetteer.matches(text):
        assert text[match.start : match.end].strip() == text[match.start : match.end]
    assert ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan") in found(gazetteer, text)
    assert ("US", "usa") in found(gazetteer, text)


def test_titles(gazetteer: Gazetteer):
    text = "Foreign Minister Cho Hyun, the deputy foreign minister, ministers of foreign affairs, the taoiseach"
    titles = [(text[t.start : t.end], t.title, t.country, t.plural) for t in gazetteer.title_matches(text)]
    assert titles == [
        ("Foreign Minister", "foreign minister", None, False),
        ("deputy foreign minister", "deputy minister", None, False),
        ("ministers of foreign affairs", "foreign minister", None, True),
        ("taoiseach", "prime minister", "IRL", False),
    ]


@pytest.mark.parametrize(
    ("title", "country", "expected"),
    [
        ("secretary of state", "USA", "foreign minister"),
        ("chancellor", "DEU", "prime minister"),
        ("chancellor", "GBR", "finance minister"),
        ("external affairs minister", "IND", "foreign minister"),
        ("Supreme Leader", "IRN", "supreme leader"),
        ("UN chief", None, "secretary-general"),
        ("beekeeper", None, None),
    ],
)
def test_title_class(gazetteer: Gazetteer, title: str, country: str | None, expected: str | None):
    assert gazetteer.title_class(title, country) == expected


@pytest.mark.parametrize(
    ("country", "title", "date", "name"),
    [
        ("KOR", "foreign minister", "2025-10-28", "Cho Hyun"),
        ("KOR", "unification minister", "2025-10-28", "Chung Dong-young"),
        ("USA", "secretary of state", "2018-06-12", "Mike Pompeo"),
        ("USA", "president", "2019-02-27", "Donald Trump"),
        ("USA", "president", "2022-02", "Joe Biden"),
        ("PRK", "leader", "2018-06-12", "Kim Jong Un"),
        ("DEU", "leader", "2020", "Angela Merkel"),
        ("SAU", "leader", "2025-05-13", "Mohammed bin Salman"),
        ("CAN", "head of state", "2023-05", "King Charles III"),
        ("IRL", "taoiseach", "2023", "Leo Varadkar"),
        ("nato", "secretary-general", "2023-07", "Jens Stoltenberg"),
        ("united-nations", "secretary-general", "2012", "Ban Ki-moon"),
        ("VAT", "pope", "2014", "Pope Francis"),
    ],
)
def test_holders(gazetteer: Gazetteer, country: str, title: str, date: str, name: str):
    assert [e.name for e in gazetteer.holders(country, title, date)] == [name]


def test_holders_on_a_day_of_change_are_both(gazetteer: Gazetteer):
    names = [e.name for e in gazetteer.holders("USA", "president", "2025-01-20")]
    assert names == ["Donald Trump", "Joe Biden"]
    assert gazetteer.holders("USA", "president", "1850") == ()


@pytest.mark.parametrize(
    ("surname", "date", "first"),
    [
        ("Trump", "2025-10-28", "donald-trump"),
        ("Kim", "2025-10-28", "kim-jong-un"),
        ("Lee", "2025-10-28", "lee-jae-myung"),
        ("Lee", "2010-03-26", "lee-myung-bak"),
        ("Johnson", "2021-06-11", "boris-johnson"),
        ("Zelensky", "2025-02-28", "volodymyr-zelenskyy"),
        ("Sharaa", "2025-05-14", "ahmed-al-sharaa"),
        ("Jolani", "2024-11-30", "ahmed-al-sharaa"),
        ("Khamenei", "2020-01-03", "ali-khamenei"),
        ("von der Leyen", "2025-07-27", "ursula-von-der-leyen"),
        ("Suu Kyi", "2017-09", "aung-san-suu-kyi"),
    ],
)
def test_surnames(gazetteer: Gazetteer, surname: str, date: str, first: str):
    assert gazetteer.by_surname(surname, date)[0].id == first


def test_affiliation_follows_the_office(gazetteer: Gazetteer):
    assert gazetteer.affiliation("mark-rutte", "2020")[0] == "NLD"
    assert gazetteer.affiliation("mark-rutte", "2025-06")[0] == "IGO"
    assert gazetteer.affiliation("antonio-guterres", "2025") == ("UNO", "GOV")
    assert gazetteer.affiliation("kaja-kallas", "2025")[0] == "EUR"
    assert gazetteer.affiliation("khalil-al-hayya", "2025") == ("PSE", "REB")


def test_a_crown_worn_in_several_realms_is_given_at_home(gazetteer: Gazetteer):
    assert [r.of for r in gazetteer.roles_on("charles-iii", "2025")] == ["United Kingdom"]
    assert [e.id for e in gazetteer.holders("CAN", "monarch", "2025")] == ["charles-iii"]


def test_states_by_adjective(gazetteer: Gazetteer):
    state = gazetteer.state_of_adjective("South Korean")
    assert state is not None
    assert state.country == "KOR"
    assert gazetteer.state_of_adjective("Korean") is None
    assert {e.country for e in gazetteer.states_of_adjective("Koreans")} == {"KOR", "PRK"}
    assert gazetteer.state_of_adjective("Martian") is None


def test_loading_is_cached(gazetteer: Gazetteer):
    assert load() is gazetteer


def test_a_long_text_gives_what_its_sentences_give(gazetteer: Gazetteer):
    sentence = "South Korean Foreign Minister Cho Hyun told parliament in Seoul that talks with us would go on. "
    assert len(gazetteer.matches(sentence * 60)) == 60 * len(gazetteer.matches(sentence))


@pytest.mark.parametrize("text", ["A" * 200_000, "'" * 50_000, "U.S. " * 20_000, "\x00\ud800 US", "北京 said 平壤"])
def test_odd_text_is_no_harm(gazetteer: Gazetteer, text: str):
    gazetteer.matches(text)
    gazetteer.title_matches(text)
