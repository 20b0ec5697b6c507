"""Figures: value, unit, qualifier and date, and where they stand."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import figures

NONE = None
QUANTITIES = [
    # text, the figure's words, kind, low, high, unit, qualifier
    (
        "6,500 Russian soldiers called",
        "6,500 Russian soldiers",
        "count",
        6500,
        6500,
        "russian soldiers",
        "exactly",
    ),
    (
        "more than 6,500 people",
        "more than 6,500 people",
        "count",
        6500,
        NONE,
        "people",
        "more than",
    ),
    (
        "nearly 300,000 Russians",
        "nearly 300,000 Russians",
        "count",
        300000,
        300000,
        "russians",
        "nearly",
    ),
    (
        "Up to 100 people a day use it",
        "Up to 100 people a day",
        "count",
        NONE,
        100,
        "people/day",
        "up to",
    ),
    (
        "between 50 and 100 calls a day",
        "between 50 and 100 calls a day",
        "count",
        50,
        100,
        "calls/day",
        "between",
    ),
    (
        "almost two million visits",
        "almost two million visits",
        "count",
        2e6,
        2e6,
        "visits",
        "nearly",
    ),
    ("1.6 million of them", "1.6 million", "count", 1.6e6, 1.6e6, "", "exactly"),
    ("ten men are left", "ten men", "count", 10, 10, "men", "exactly"),
    (
        "two hundred and fifty thousand voters",
        "two hundred and fifty thousand voters",
        "count",
        250000,
        250000,
        "voters",
        "exactly",
    ),
    ("twenty-one towns", "twenty-one towns", "count", 21, 21, "towns", "exactly"),
    ("a dozen homes", "a dozen homes", "count", 12, 12, "homes", "exactly"),
    ("about 300 000 people", "about 300 000 people", "count", 300000, 300000, "people", "about"),
    ("6,500+ claims", "6,500+", "count", 6500, NONE, "", "at least"),
    ("40 people or more", "40 people or more", "count", 40, NONE, "people", "at least"),
    ("fewer than 20 beds", "fewer than 20 beds", "count", NONE, 20, "beds", "less than"),
    ("dozens of times a day", "dozens", "count", 24, 99, "times/day", "between"),
    (
        "hundreds of thousands of soldiers",
        "hundreds of thousands",
        "count",
        200000,
        999999,
        "soldiers",
        "between",
    ),
    ("several hundred jobs", "several hundred", "count", 200, 999, "jobs", "between"),
    ("talking about three meals a day", "three meals a day", "count", 3, 3, "meals/day", "exactly"),
    ("for 5,000 rubles” or less", "5,000 rubles", "money", 5000, 5000, "RUB", "exactly"),
    ("cost £12.4m to mend", "£12.4m", "money", 12.4e6, 12.4e6, "GBP", "exactly"),
    ("worth $5-6 million", "$5-6 million", "money", 5e6, 6e6, "USD", "between"),
    # Signs in small letters; the last is an article that lost its blank.
    ("a fine of rs 500", "rs 500", "money", 500, 500, "INR", "exactly"),
    ("worth us$5m", "us$5m", "money", 5e6, 5e6, "USD", "exactly"),
    ("it was a$5m fine", "a$5m", "money", 5e6, 5e6, "USD", "exactly"),
    ("up to €30,000 a week", "up to €30,000 a week", "money", NONE, 30000, "EUR/week", "up to"),
    ("fell by 1.2 per cent", "1.2 per cent", "percentage", 1.2, 1.2, "percent", "exactly"),
    ("52% of the vote", "52%", "percentage", 52, 52, "percent", "exactly"),
    ("10 to 15 percent of it", "10 to 15 percent", "percentage", 10, 15, "percent", "between"),
    (
        "2.5 percentage points",
        "2.5 percentage points",
        "percentage",
        2.5,
        2.5,
        "percentage points",
        "exactly",
    ),
    ("prison for ten years", "ten years", "duration", 10, 10, "year", "exactly"),
    ("the 24-hour scheme", "24-hour", "duration", 24, 24, "hour", "exactly"),
    ("seven days a week", "seven days a week", "duration", 7, 7, "day/week", "exactly"),
    ("have one month to answer", "one month", "duration", 1, 1, "month", "exactly"),
    ("Oksana, 25, one of them", "25", "age", 25, 25, "year", "exactly"),
    ("a 90-year-old bridge", "90-year-old", "age", 90, 90, "year", "exactly"),
    ("men in their 60s.", "60s", "age", 60, 69, "year", "between"),
    ("operates 24/7", "24/7", "time", NONE, NONE, "24/7", "exactly"),
    ("at 10:30 on the dot", "10:30", "time", NONE, NONE, "10:30", "exactly"),
    ("one in five adults", "one in five", "fraction", 0.2, 0.2, "", "exactly"),
    ("two-thirds of staff", "two-thirds", "fraction", 0.6667, 0.6667, "", "exactly"),
    ("the third-largest city", "third-largest", "ordinal", 3, 3, "", "exactly"),
    ("they won 3-1 at home", "3-1", "score", 1, 3, "", "exactly"),
    ("90mph winds", "90mph", "measure", 90, 90, "mph", "exactly"),
    ("jailed for four and a half years", "four and a half years", "duration", 4.5, 4.5, "year",
     "exactly"),
    ("3½ miles off", "3½ miles", "measure", 3.5, 3.5, "mile", "exactly"),
    ("four and a half billion euros", "four and a half billion euros", "money", 4.5e9, 4.5e9,
     "EUR", "exactly"),
    ("half a million homes", "half a million homes", "count", 5e5, 5e5, "homes", "exactly"),
    ("for 38 cents a share", "38 cents a share", "money", 0.38, 0.38, "USD/share", "exactly"),
    ("about 450p, it", "about 450p", "money", 4.5, 4.5, "GBP", "about"),
    ("a fine of Rs 5 lakh", "Rs 5 lakh", "money", 5e5, 5e5, "INR", "exactly"),
    ("paid A$40 for", "A$40", "money", 40, 40, "AUD", "exactly"),
    ("lost £3m a year earlier", "£3m", "money", 3e6, 3e6, "GBP", "exactly"),
    ("rates fell 75 basis points", "75 basis points", "measure", 75, 75, "basis point", "exactly"),
    ("a lead of six points in the poll", "six points", "percentage", 6, 6, "percentage points",
     "exactly"),
    ("warming to 1.5C; they", "1.5C", "measure", 1.5, 1.5, "degree Celsius", "exactly"),
    ("a quake of magnitude 5.7 hit", "5.7", "measure", 5.7, 5.7, "magnitude", "exactly"),
    ("two quarters of growth", "two quarters", "fraction", 0.5, 0.5, "", "exactly"),
    ("for two quarters in a row", "two quarters", "duration", 2, 2, "quarter", "exactly"),
    ("killed within three hours", "within three hours", "duration", NONE, 3, "hour", "up to"),
    ("women over 70 fell", "over 70", "age", 70, NONE, "year", "more than"),
    ("children under 5 are", "under 5", "age", NONE, 5, "year", "less than"),
    ("shut around 3am.", "around 3am", "time", NONE, NONE, "03:00", "about"),
    ("at 2:07 p.m. on", "2:07 p.m.", "time", NONE, NONE, "14:07", "exactly"),
    ("rose at 1020 GMT", "1020 GMT", "time", NONE, NONE, "10:20", "exactly"),
    ("by noon the guns", "noon", "time", NONE, NONE, "12:00", "exactly"),
    ("at eight o'clock we", "eight o'clock", "time", NONE, NONE, "08:00", "exactly"),
    ("since six in the evening", "six in the evening", "time", NONE, NONE, "18:00", "exactly"),
    ("he phoned at 5.40 to say", "5.40", "time", NONE, NONE, "05:40", "exactly"),
    ("the rate has doubled", "doubled", "fraction", 2, 2, "", "exactly"),
    ("almost ten times as many", "almost ten times", "fraction", 10, 10, "", "nearly"),
    ("seven in ten adults", "seven in ten", "fraction", 0.7, 0.7, "", "exactly"),
    ("one-twentieth of it", "one-twentieth", "fraction", 0.05, 0.05, "", "exactly"),
    ("she fell twice.", "twice", "count", 2, 2, "times", "exactly"),
    ("fell twice or more", "twice or more", "count", 2, NONE, "times", "at least"),
    ("the fifth minister to go", "fifth", "ordinal", 5, 5, "minister", "exactly"),
    ("the union’s ninth round", "ninth", "ordinal", 9, 9, "", "exactly"),
    ("voted by 23 to 19 to", "23 to 19", "score", 19, 23, "", "exactly"),
    ("two phone numbers appear", "two phone numbers", "count", 2, 2, "phone numbers", "exactly"),
]  # fmt: skip


@pytest.mark.parametrize("case", QUANTITIES, ids=[case[0] for case in QUANTITIES])
def test_it_reads_a_quantity(case):
    text, words, kind, low, high, unit, qualifier = case
    (found,) = figures.find(text)
    assert (found.text, found.kind, found.low, found.high, found.unit, found.qualifier) == (
        words,
        kind,
        low,
        high,
        unit,
        qualifier,
    )


DATES = [
    ("On September 18, 2022, it began", "September 18, 2022", "2022-09-18"),
    ("by 15 September 2022", "15 September 2022", "2022-09-15"),
    ("Between 15 September and now", "15 September", "--09-15"),
    ("finalised on January 8, when", "January 8", "--01-08"),
    ("The Telegraph 30/11/2022 Verity", "30/11/2022", "2022-11-30"),
    ("on 11/30/2022 it", "11/30/2022", "2022-11-30"),
    ("dated 2022-11-30.", "2022-11-30", "2022-11-30"),
    ("day or month first: 05/06/2022", "05/06/2022", "2022"),
    ("annexed Crimea in 2014 and", "2014", "2014"),
    ("In September, the hotline", "September", "--09"),
    ("The 1951 Refugee Convention", "1951", "1951"),
    ("since March 2021", "March 2021", "2021-03"),
    ("in the 1990s", "1990s", ""),
    ("said on Tuesday", "Tuesday", ""),
    ("on Monday night", "Monday night", ""),
    ("opens on Saturday 29 April 2023", "Saturday 29 April 2023", "2023-04-29"),
    ("on Thursday, February 1", "Thursday, February 1", "--02-01"),
    ("most of last year's gain", "last year", ""),
    ("alleged in an October report", "October", "--10"),
    ("in the second half of 2025", "the second half of 2025", "2025"),
    ("from the fourteenth century", "fourteenth century", ""),
    ("under the Elections Act 2022", "2022", "2022"),
    ("founded in 1389, it", "1389", "1389"),
]


@pytest.mark.parametrize(("text", "words", "iso"), DATES)
def test_it_reads_a_date_as_far_as_it_is_written(text, words, iso):
    (found,) = figures.find(text)
    assert (found.text, found.kind, found.date, found.completed) == (words, "date", iso, False)


NO_FIGURES = [
    "One soldier asked",
    "no one came",
    "one of them",
    "COVID-19 spread",
    "F-16 jets",
    "Article 5 applies",
    "they may march",
    "it may be",
    "Resolution 242",
    "the G7 met",
    "two people familiar with the talks",
    "courts may one day use it",
    "a pal told The Sunday Comet",
    "page 7",
    "the first 911 call",
    "call 0207 555 0199",
    "a third, smaller one",
    "a fifth-year girl",
    "the A72 and the CM-40",
    "a 4-4-2 formation",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_it_leaves_words_alone_that_only_look_like_figures(text):
    assert figures.find(text) == ()


def test_it_reads_a_change_as_two_figures_of_one_unit():
    first, second = figures.find("rose from 5 to 7 percent")
    assert (first.low, first.unit, second.low, second.unit) == (5, "percent", 7, "percent")


def test_it_reads_days_that_share_their_month():
    found = figures.find("They will walk out on November 4, 8 and 11 after talks.")
    assert [figure.date for figure in found] == ["--11-04", "--11-08", "--11-11"]


def test_a_sign_of_many_times_is_one_number():
    assert [figure.text for figure in figures.find("was 40,000 times more likely")] == [
        "40,000 times"
    ]


COMPLETED = [
    ("It opened on 15 September.", "2022-09-15"),
    ("The deal was made on January 8.", "2023-01-08"),
    ("In December the site grew.", "2022-12"),
    ("He spoke on Tuesday.", "2023-01-17"),
    ("It closed last year.", "2022"),
    ("It closed last month.", "2022-12"),
]


@pytest.mark.parametrize(("text", "iso"), COMPLETED)
def test_it_supplies_the_year_from_the_articles_date(text, iso):
    (found,) = figures.find(text, published=datetime.date(2023, 1, 20))
    assert (found.date, found.completed) == (iso, True)


@pytest.mark.parametrize("text", ["It will open on 15 September.", "Voting is due on 3 May."])
def test_it_leaves_the_year_open_when_the_sentence_looks_ahead(text):
    (found,) = figures.find(text, published=datetime.date(2023, 1, 20))
    assert found.date.startswith("--")
    assert not found.completed


def test_it_does_not_invent_the_29th_of_february():
    (found,) = figures.find("It closed on 29 February.", published=datetime.date(2023, 3, 1))
    assert (found.date, found.completed) == ("--02-29", False)


def pieces(listed):
    return listed.split("|")


PIECES = st.sampled_from(
    pieces(
        "6,500|1.6|million|between|and|5|to|10|%|percent|$|€|m|two|hundred|of|thousands|dozens|a|"
        "day|people|September|18|,|2022|24/7|10:30|60s|-|–|on|in|since|more than|up to|nearly|th|"
        "½|٣|.|one"
    )
)


@given(st.lists(PIECES, max_size=25).map(" ".join), st.integers(0, 50))
def test_figures_lie_in_order_inside_the_quote(text, offset):
    end = offset
    for figure in figures.find(text, offset, published=datetime.date(2023, 1, 20)):
        assert end <= figure.start < figure.end <= offset + len(text)
        assert text[figure.start - offset : figure.end - offset] == figure.text
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        end = figure.end
