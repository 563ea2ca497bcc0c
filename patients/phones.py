"""Phone numbers: what is typed becomes what is shown and dialled; pure but for the clinic's country."""

import re
import unicodedata
from typing import NamedTuple

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from clinic.models import Clinic

NUMBER = re.compile(r"\+?[0-9 ().\-/]+")
EXTENSION = re.compile(
    r"^(?P<number>.*?)[\s,;]*(?:extension|ext\.?|x|#)\s*(?P<extension>\d{1,7})$", re.I | re.ASCII
)
FEWEST, MOST = 6, 15


class NotANumber(ValueError):
    """str() says to whoever typed it what is wrong."""


class Parts(NamedTuple):
    number: str
    extension: str

    @property
    def shown(self) -> str:
        return f"{self.number} ext {self.extension}" if self.extension else self.number


def shown(typed: str) -> str:
    """As it is dialled: ASCII digits, one leading + at most, no (0) after a country's code; "" for nothing.

    Raises NotANumber.
    """
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in typed)
    parts = _parts(" ".join(plain.split()))
    number = parts.number
    if number.startswith(("+", "00")):
        number = " ".join(number.replace("(0)", " ").split())
    if not number and not parts.extension:
        return ""
    _refuse(number)
    return Parts(number, parts.extension).shown


def number_of(shown: str, region: str = "") -> str:
    """In E.164, or "" where the number plans do not know such a number."""
    number = _parts(shown).number
    try:
        read = phonenumbers.parse(number, region or Clinic.current().country)
    except NumberParseException:
        return ""
    return (
        phonenumbers.format_number(read, PhoneNumberFormat.E164)
        if phonenumbers.is_possible_number(read)
        else ""
    )


def _parts(typed: str) -> Parts:
    found = EXTENSION.match(typed)
    return Parts(found["number"].strip(), found["extension"]) if found else Parts(typed, "")


def _refuse(number: str) -> None:
    if number.count("+") > 1 or "+" in number[1:]:
        raise NotANumber("A number begins with one + at most, before the country's code.")
    if any(letter.isalpha() for letter in number):
        raise NotANumber("A number has digits only. Write an extension as ext 12.")
    digits = sum(map(str.isdigit, number))
    if not NUMBER.fullmatch(number) or not FEWEST <= digits <= MOST:
        raise NotANumber("Write the number with 6 to 15 digits; spaces, a leading + and ( ) - . / are fine.")
    if number.startswith("+"):
        _refuse_unknown_country(number)


def _refuse_unknown_country(number: str) -> None:
    try:
        phonenumbers.parse(number)
    except NumberParseException as error:
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
            raise NotANumber("No country has that code. Check the digits after the +.") from error


def is_mobile(number: str) -> bool:
    """Of a number in E.164, where its country's plan tells mobile ones apart."""
    if not number:
        return False
    kind = phonenumbers.number_type(phonenumbers.parse(number))
    return bool(kind == phonenumbers.PhoneNumberType.MOBILE)
