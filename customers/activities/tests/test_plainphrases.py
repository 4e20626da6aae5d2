"""A table of what people type, both languages. Now is Tuesday 17 November 2026, 10:00, in week 47."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.activities.plainphrases import MONTHS, SHORT_DAYS
from customers.activities.plainwords import find_due

TODAY, CLOCK = date(2026, 11, 17), time(10)


def day(text):
    """Return the 18-11 of 2026, or a date in full."""
    parts = [int(p) for p in text.split("-")]
    return date(parts[2] if len(parts) == 3 else 2026, parts[1], parts[0])


ENGLISH = """
today                            | 17-11
today 16:00                      | 17-11 | 16:00
tonight                          | 17-11
this afternoon                   | 17-11
end of the day                   | 17-11
eod                              | 17-11
tomorrow                         | 18-11
tomorrow morning at 9:30         | 18-11 | 09:30
by tomorrow noon                 | 18-11 | 12:00
tomorrow at quarter past two     | 18-11 | 14:15
the day after tomorrow           | 19-11
in half an hour                  | 17-11 | 10:30
in an hour                       | 17-11 | 11:00
in an hour and a half            | 17-11 | 11:30
in 20 minutes                    | 17-11 | 10:20
within 2 hours                   | 17-11 | 12:00
within 48 hours                  | 19-11 | 10:00
in 15 hours                      | 18-11 | 01:00
in two days                      | 19-11
in about three weeks             | 8-12
in 2 weeks                       | 1-12
in 2 weeks' time                 | 1-12
in a fortnight                   | 1-12
in a month                       | 17-12
in six months                    | 17-5-2027
in a quarter                     | 17-2-2027
in a year                        | 17-11-2027
in 3 working days                | 20-11
within 5 business days           | 24-11
a week from today                | 24-11
two weeks from Friday            | 4-12
three days from now              | 20-11
Friday week                      | 27-11
today week                       | 24-11
Monday                           | 23-11
Tuesday                          | 24-11
Call Friday                      | 20-11
Friday 14:00                     | 20-11 | 14:00
Friday at 2                      | 20-11 | 14:00
Friday at 10                     | 20-11 | 10:00
Friday at 2 pm                   | 20-11 | 14:00
Friday at 8 a.m.                 | 20-11 | 08:00
Friday half past two             | 20-11 | 14:30
at 14:00 on Friday               | 20-11 | 14:00
at 3 pm tomorrow                 | 18-11 | 15:00
this Friday                      | 20-11
coming Friday                    | 20-11
next Friday 14:00                | 27-11 | 14:00
next week                        | 23-11
next week Tuesday                | 24-11
Tuesday next week 9:00           | 24-11 | 09:00
in two weeks on Monday           | 30-11
early next week                  | 23-11
end of next week                 | 27-11
end of this week                 | 20-11
this week                        | 20-11
this weekend                     | 21-11
after the weekend                | 23-11
next month                       | 1-12
end of the month                 | 30-11
end of next month                | 31-12
mid January                      | 15-1-2027
early February                   | 1-2-2027
end of March                     | 31-3-2027
end of the quarter               | 31-12
next quarter                     | 1-1-2027
end of the year                  | 31-12
next year                        | 1-1-2027
15 Dec                           | 15-12
Dec 15                           | 15-12
15 December 2026 at 11:00        | 15-12 | 11:00
the 3rd of February              | 3-2-2027
by the 25th                      | 25-11
on the 3rd                       | 3-12
week 50                          | 7-12
2026-12-01                       | 1-12
"""
DUTCH = """
vandaag                          | 17-11
vandaag nog                      | 17-11
vandaag om 16.00 uur             | 17-11 | 16:00
vanavond                         | 17-11
vanmiddag                        | 17-11
einde van de dag                 | 17-11
morgen                           | 18-11
morgenochtend                    | 18-11
morgenmiddag half drie           | 18-11 | 14:30
morgen kwart voor drie           | 18-11 | 14:45
morgen kwart over twee           | 18-11 | 14:15
morgen om twee uur               | 18-11 | 14:00
morgen om 02:00                  | 18-11 | 02:00
overmorgen                       | 19-11
over een half uur                | 17-11 | 10:30
over een halfuur of vandaag      | 17-11
over een kwartier                | 17-11 | 10:15
over drie kwartier               | 17-11 | 10:45
over anderhalf uur               | 17-11 | 11:30
over 2 uur                       | 17-11 | 12:00
over 20 minuten                  | 17-11 | 10:20
binnen 48 uur                    | 19-11 | 10:00
over twee dagen                  | 19-11
over een week                    | 24-11
over 3 weken                     | 8-12
over ongeveer 3 weken            | 8-12
over een week of drie            | 8-12
over zo'n twee weken             | 1-12
over veertien dagen              | 1-12
over een maand                   | 17-12
over een half jaar of op 15 mei  | 15-5-2027
over een jaar                    | 17-11-2027
binnen 5 werkdagen               | 24-11
over 3 werkdagen                 | 20-11
vandaag over een week            | 24-11
morgen over een week             | 25-11
vrijdag over een week            | 27-11
vandaag over 14 dagen            | 1-12
maandag                          | 23-11
dinsdag                          | 24-11
vrijdag 14:00                    | 20-11 | 14:00
vrijdag om 14.00 uur             | 20-11 | 14:00
vrijdag om 10                    | 20-11 | 10:00
vrijdag 2 uur                    | 20-11 | 14:00
om 14:00 uur op vrijdag          | 20-11 | 14:00
vr 14 uur                        | 20-11 | 14:00
deze vrijdag                     | 20-11
komende vrijdag                  | 20-11
aanstaande vrijdag               | 20-11
uiterlijk vrijdag                | 20-11
volgende vrijdag                 | 27-11
volgende week                    | 23-11
volgende week dinsdag            | 24-11
dinsdag volgende week 9.30 uur   | 24-11 | 09:30
di volgende week                 | 24-11
volgende week op wo 11:00        | 25-11 | 11:00
over twee weken op maandag       | 30-11
begin volgende week              | 23-11
eind volgende week               | 27-11
eind van de week                 | 20-11
deze week                        | 20-11
dit weekend                      | 21-11
na het weekend                   | 23-11
volgende maand                   | 1-12
eind van de maand                | 30-11
eind deze maand                  | 30-11
eind volgende maand              | 31-12
half januari                     | 15-1-2027
begin februari                   | 1-2-2027
eind maart                       | 31-3-2027
eind van het kwartaal            | 31-12
volgend kwartaal                 | 1-1-2027
eind van het jaar                | 31-12
volgend jaar                     | 1-1-2027
15 dec                           | 15-12
15-12                            | 15-12
15/12 14:00                      | 15-12 | 14:00
15/12 half drie                  | 15-12 | 14:30
vr kwart over twee               | 20-11 | 14:15
15-12-2026                       | 15-12
15 december om 11 uur            | 15-12 | 11:00
1 mrt                            | 1-3-2027
op de 25e                        | 25-11
voor de 3e                       | 3-12
week 50                          | 7-12
begin week 50, dus 7 dec         | 7-12
"""


def rows(table):
    """Return the phrase, the day and the time of each line."""
    for line in table.strip().splitlines():
        words, on, at = [part.strip() for part in f"{line}||".split("|")[:3]]
        yield words, day(on), time.fromisoformat(at) if at else None


@pytest.mark.parametrize("table", [ENGLISH, DUTCH])
def test_the_table_is_long_enough_to_trust(table):
    assert len(list(rows(table))) >= 60


@pytest.mark.parametrize(("words", "on", "at"), [*rows(ENGLISH), *rows(DUTCH)])
@pytest.mark.parametrize("line", ["{}", "Bel Karin terug {}", "Send it {}."])
def test_every_phrase_is_read(words, on, at, line):
    due = find_due(line.format(words), TODAY, clock=CLOCK)
    assert due is not None, words
    assert (due.on, due.at) == (on, at), words


@pytest.mark.parametrize(
    "line",
    [
        "spoke with her this morning",
        "ze was gisteren ziek",
        "yesterday at 14:00",
        "vorige week vrijdags",
        "levert week in week uit",
        "sat in the sun and read, may be late",
        "het duurde een half uur",
        "10-12 dozen per week",
        "overleg over een voorstel",
        "within reason",
        "call today 09:00",
        "vandaag 9.30 uur gebeld",
        "op 3-11-2026 geleverd",
        "bestelt over het algemeen veel",
        "begin met de tekening",
        "sat half asleep",
        "the start of something",
    ],
)
def test_what_is_no_date_to_come_stays_text(line):
    assert find_due(line, TODAY, clock=CLOCK) is None


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("next Friday", date(2026, 11, 20)),
        ("volgende vrijdag", date(2026, 11, 20)),
        ("call 3/12", date(2027, 3, 12)),
        ("next Monday", None),
        ("Friday", None),
        ("3-12", None),
    ],
)
def test_words_that_mean_two_days_say_so(line, other):
    assert find_due(line, TODAY, clock=CLOCK).other == other


def test_working_days_are_those_of_the_organisation():
    """Wednesday 18 closed: three working days are Thu 19, Fri 20, Mon 23."""
    closed = date(2026, 11, 18)
    due = find_due(
        "over 3 werkdagen",
        TODAY,
        is_working=lambda d: d.weekday() < 5 and d != closed,
    )
    assert due.on == date(2026, 11, 23)


def test_hours_from_now_need_a_clock():
    assert find_due("over 2 uur", TODAY) is None


def test_an_hour_past_midnight_is_tomorrow():
    due = find_due("over 2 uur", TODAY, clock=time(23, 30))
    assert (due.on, due.at) == (date(2026, 11, 18), time(1, 30))


SAID = {word for words, _on, _at in [*rows(ENGLISH), *rows(DUTCH)] for word in words.split()}
PIECES = st.sampled_from(sorted({*SAID, *MONTHS, *SHORT_DAYS, "31", "29", "2026-02-29", "1/1"}))


@given(
    st.lists(PIECES, max_size=9),
    st.dates(date(1990, 1, 1), date(9999, 12, 31)),
    st.times(),
)
def test_no_mix_of_words_stumbles_or_leads_back(pieces, today, clock):
    text = " ".join(pieces)
    due = find_due(text, today, clock=clock)
    if due is None:
        return
    assert today <= due.on <= today + min(timedelta(days=366 * 5), date.max - today)
    assert due.other is None or due.other >= today
    assert 0 <= due.start < due.end <= len(text)
    if due.at is not None and today < date(9999, 1, 1):
        moment = datetime.combine(due.on, due.at)
        assert moment >= datetime.combine(today, clock.replace(second=0, microsecond=0))


@given(st.text(max_size=200), st.times())
def test_any_text_with_a_clock_is_read(text, clock):
    due = find_due(text, TODAY, clock=clock)
    assert due is None or due.on >= TODAY
