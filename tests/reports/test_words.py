"""What a file holds of a page's words: as many digits as were said, and a number where one was."""

from datetime import timedelta
from decimal import Decimal

import pytest

from reports.words import NOT_KNOWN, change_words, hours, money, number, percent, value_of


@pytest.mark.parametrize(
    ("words", "said", "value"),
    [
        (percent(2469, 20000), "12.3%", 0.123),
        (percent(1, 0), "n/a", "n/a"),
        (number(59.4, 0), "59", 59),
        (number(1234.56), "1,234.6", 1234.6),
        (number(None), NOT_KNOWN, NOT_KNOWN),
        (hours(75 * 60 + 5), "75:05", timedelta(minutes=75 * 60 + 5)),
        (change_words(2.44), "2.4 less", 2.4),
        (change_words(-1), "1.0 more", -1.0),
        (change_words(-0.04), "No change", 0.0),
    ],
)
def test_a_file_holds_the_value_that_a_page_words(words, said, value):
    assert (words, value_of(words), type(value_of(words))) == (said, value, type(value))


@pytest.mark.django_db
def test_money_is_a_number_in_a_file_and_shown_in_the_clinics_currency():
    words = money(Decimal("1064.5"))

    assert (words, words.value, words.look) == ("£1,064.50", Decimal("1064.5"), '"£"#,##0.00')
