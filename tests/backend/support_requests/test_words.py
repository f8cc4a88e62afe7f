"""What a request is found by: every way in which officers type a name, a code or a number."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.support_requests.queue_models import LONGEST_WORD
from backend.support_requests.words import MOST_ASKED, asked, phone_words, words_of
from backend.vietnamese import fold


def hide(digits: str) -> str:
    """As the ring of a database does, with a key that is nobody's."""
    return f"#{hashlib.sha256(digits.encode()).hexdigest()[:20]}"


def all_words(code: str, names: tuple[str, ...], *places: str, phone: str = "") -> frozenset[str]:
    return words_of(code, names, *places) | phone_words(phone, hide)


NAM = all_words(
    *("HT-2026-000123", ("Hồ Văn Nam", "Hồ Thị A Lơ"), "TH Hồng Thủy", "Thôn 01"),
    phone="0912345678",
)
BIAN = all_words("HT-2026-000124", ("H’Bian Êban", "YBhứt Niê"), "THCS Ea-Sup", "Buôn Ako")


def found(text: str, words: frozenset[str]) -> bool:
    """Whether every typed word is the beginning of one of the words."""
    return all(any(w.startswith(one) for w in words for one in ways) for ways in asked(text, hide))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "nam",
            "Nam",
            "NAM",
            "na",
            "n",
            "hồ văn nam",
            "ho van nam",
            "HO VAN",
            "nam ho",
            "van  nam",
        ),
        *("hồ thị a lơ", "a lo", "alo", "ALơ", "A-Lơ", "A' Lơ", "thi al"),
        *(
            "hồng thuỷ",
            "hong thuy",
            "th hong",
            "Hồng Thủy Nam",
            "thon 01",
            "Thôn 01 nam",
            "thon nam",
        ),
        *("HT-2026-000123", "ht2026000123", "ht-2026", "HT2026", "000123", "0123", "123"),
        *("2026-000123", "2026000123", "26-000123"),
        *("0912345678", "0912 345 678", "0912.345.678", "0912-345-678", "+84912345678"),
        *("+84 912 345 678", "84912345678", "345678", "5678", "678"),
        *("nam 5678", "nam 0912 345 678 thon", "nam,", "“Nam”", "(nam)"),
    ],
)
def test_a_request_is_found(text: str) -> None:
    assert asked(text, hide)
    assert found(text, NAM)


@pytest.mark.parametrize(
    "text",
    [
        *("am", "nâmx", "ho van nan", "nam thi b", "lo x", "01234", "0912345679", "912345678 9"),
        *(
            "091",
            "0912345",
            "345",
            "8765432190",
            "12345678901",
        ),  # a number has its end, no beginning
        *(
            "124",
            "000012",
            "78",
            "3210",
            "~321",
            "ht-2025",
            "2026-000124",
            "thon 02",
            "0912 345 679",
        ),
    ],
)
def test_another_request_is_not_found(text: str) -> None:
    assert asked(text, hide)
    assert not found(text, NAM)


@pytest.mark.parametrize(
    "text",
    [
        *("hbian", "H Bian", "h'bian", "H’ Bian", "H-Bian", "bian", "Bian Êban", "eban"),
        *("ybhut", "Y Bhứt", "Y-Bhứt", "nie", "ea sup", "easup", "Ea-Sup", "buon ako", "000124"),
    ],
)
def test_names_are_found_written_together_or_apart(text: str) -> None:
    # "Y Bhứt" typed apart is found in "YBhứt", and the other way round above ("alo")
    assert found(text, BIAN)


@pytest.mark.parametrize("text", ["", " ", "-", "…", "’", "\u200b", "~", "~~ --", "()"])
def test_nothing_is_asked_by_a_text_without_letters(text: str) -> None:
    assert asked(text, hide) == []


def test_a_request_without_a_phone_has_no_empty_word() -> None:
    assert "" not in BIAN
    assert "~" not in BIAN


def test_no_word_tells_a_telephone_number() -> None:
    readable = {word for word in NAM if not word.startswith("#")}
    assert not [word for word in readable if "34567" in word or "76543" in word]
    assert len(NAM - readable) == 8  # the whole, and its ends of three digits and more


texts = st.text(st.characters(codec="utf-8"), max_size=60)


@given(texts, texts, texts, texts, texts)
def test_any_text_gives_words_that_fit_the_column(
    code: str, child: str, school: str, hamlet: str, phone: str
) -> None:
    for word in all_words(code, (child, child), school, hamlet, phone=phone):
        assert 0 < len(word) <= LONGEST_WORD
        assert " " not in word
        assert "\0" not in word


@given(texts)
def test_any_text_can_be_asked(text: str) -> None:
    wanted = asked(text, hide)
    assert len(wanted) <= MOST_ASKED
    for ways in wanted:
        assert ways
        assert all(0 < len(one) <= LONGEST_WORD + 1 and " " not in one for one in ways)


names = st.lists(
    st.sampled_from(["Hồ", "Văn", "A", "Lơ", "Nguyễn", "Đặng", "H’Bian", "Y", "K’Sor", "Mỹ-Linh"]),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(names, st.integers(1, 999_999), st.integers(0, 10**8 - 1))
def test_whoever_types_what_is_written_finds_it(name: str, number: int, phone: int) -> None:
    code, called = f"HT-2026-{number:06}", f"09{phone:08}"
    words = all_words(code, (name, ""), "", "", phone=called)
    ends = (called[-length:] for length in range(3, 11))
    for text in (name, fold(name), name.upper(), code, code[-3:], *ends):
        assert found(text, words), text
    for cut in range(1, len(fold(name)) + 1):
        assert found(fold(name)[:cut], words)
