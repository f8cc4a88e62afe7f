"""The catalogues are read as Babel reads them."""

from io import StringIO

import pytest
from babel.messages.pofile import read_po

from backend import i18n
from backend.i18n import LOCALES, translations

EVERYTHING = r"""# A remark.
msgid ""
msgstr "Language: en\n"

#: bot/cli.py:1
#, python-brace-format
msgid "Xã {name}"
msgstr "Commune {name}"

msgid ""
"Hai dòng\n"
"và \"ngoặc\", \\ và\ttab"
msgstr ""
"Two lines\n"
"and \"quotes\", \\ and\ttab"

#, fuzzy, python-brace-format
#| msgid "Hồ sơ {code}"
msgid "Hồ sơ {number}"
msgstr "Request {code}"

msgid "Chưa dịch"
msgstr ""

msgid "Hộ nghèo"
msgstr "Poor household"

#~ msgid "Bỏ rồi"
#~ msgstr "Gone"
"""


def by_babel(text: str) -> dict[str, str]:
    messages = read_po(StringIO(text))
    told = (message for message in messages if message.id and not message.fuzzy)
    return {str(message.id): str(message.string) for message in told if message.string}


@pytest.mark.parametrize("code", ["vi", "en"])
def test_our_catalogues(code: str) -> None:
    text = (LOCALES / code / "LC_MESSAGES" / "messages.po").read_text("utf-8")
    assert translations(text) == by_babel(text)


def test_all_that_a_catalogue_of_ours_may_hold() -> None:
    assert translations(EVERYTHING) == by_babel(EVERYTHING)
    assert len(translations(EVERYTHING)) == 3


def test_what_is_not_translated_is_said_in_the_words_of_the_source() -> None:
    before = i18n.language.set("en")
    try:
        assert i18n._("Chưa ai dịch câu này") == "Chưa ai dịch câu này"
        assert i18n._("") == ""
        assert i18n.catalogue("xx") == {}
    finally:
        i18n.language.reset(before)
