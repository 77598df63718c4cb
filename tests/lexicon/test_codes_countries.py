"""Country codes of event data: every row, oddities of older files, and what is unknown."""

import pytest

from pourparler.lexicon import countries
from pourparler.lexicon.formats import gdelt_type, icews_sector, sector_of_gdelt, sector_of_icews
from pourparler.lexicon.tables import rows


@pytest.mark.parametrize("code", list(countries.COUNTRIES))
def test_every_country_leads_back_to_itself(code):
    country = countries.COUNTRIES[code]
    assert countries.from_code(code) == code
    assert countries.from_name(country.name) == code
    if country.cow:
        assert countries.from_cow(countries.cow_of(code)) == code
    if country.fips:
        assert countries.from_fips(countries.fips_of(code)) == code


@pytest.mark.parametrize(
    ("older", "code"),
    [
        ("JAP", "JPN"),
        ("ROM", "ROU"),
        ("ZAR", "COD"),
        ("TMP", "TLS"),
        ("KSV", "XKX"),
        ("YUG", "SRB"),
        ("ITL", "ITA"),
        ("VTN", "VNM"),
        ("usa ", "USA"),
        ("UNO", "UNO"),
        ("QQQ", None),
        ("", None),
        (None, None),
    ],
)
def test_older_codes(older, code):
    assert countries.from_code(older) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russian Federation", "RUS"),
        ("Occupied Palestinian Territory", "PSE"),
        ("Cote d'Ivoire", "CIV"),
        ("south korea", "KOR"),
        ("European Union", "EUR"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_names_as_icews_writes_them(name, code):
    assert countries.from_name(name) == code


def test_fips_is_not_iso():
    assert countries.from_fips("KS") == "KOR"
    assert countries.from_fips("RS") == "RUS"
    assert countries.from_fips("GZ") == "PSE"
    assert countries.fips_of("UNO") == countries.cow_of("UNO") == ""
    assert countries.name_of("UNO") == "UNO"
    assert countries.from_cow("none") is None


def test_sectors_lead_back():
    for row in rows("sectors.tsv"):
        if row["gdelt"]:
            assert sector_of_gdelt(gdelt_type(row["sector"])) == row["sector"]
        assert sector_of_icews(icews_sector(row["sector"])) == row["sector"]
    assert sector_of_icews("Nobody,Police") == "COP"
    assert sector_of_icews("") is None
