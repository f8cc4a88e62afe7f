"""Answers to questions about a programme."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.errors import Invalid
from backend.programmes.answers import FACTS, LONGEST, answer, facts, faults, official
from backend.programmes.schema import DataPackageBenefit, Platform, Programme, Question, Source
from backend.programmes.service import CATALOGUE, read_programme

PATHS = sorted(CATALOGUE.glob("*.toml"))
SONG = read_programme(CATALOGUE / "song-va-may-tinh.toml")
PHONES = read_programme(CATALOGUE / "dien-thoai-thong-minh.toml")
LISTS = ("platforms", "document")  # a list of sites and a quotation, which are not read aloud


EVERY_QUESTION = [
    pytest.param(programme, question, id=f"{programme.code}-{question.key}")
    for programme in map(read_programme, PATHS)
    for question in programme.questions
]


def asked(**changed: Any) -> Programme:
    """The programme with one question."""
    fields: dict[str, Any] = {
        "key": "who",
        "title": "Ai",
        "examples": ("a", "b", "c"),
        "answer": "Dạ.",
        "next": "Nhắn: xin máy.",
        "source": Source.DOCUMENT,
    }
    return SONG.model_copy(update={"questions": (Question(**fields | changed),)})


def only(programme: Programme) -> str:
    return answer(programme, programme.questions[0])


@pytest.mark.parametrize(("programme", "question"), EVERY_QUESTION)
def test_an_answer_can_be_read_aloud_and_says_what_one_can_do(
    programme: Programme, question: Question
) -> None:
    said = answer(programme, question)
    assert question.next in said
    assert "nhắn: " in question.next
    assert "{" not in said
    if question.key not in LISTS:
        assert len(said) <= LONGEST


@pytest.mark.parametrize(("programme", "question"), EVERY_QUESTION)
def test_a_figure_of_the_programme_is_never_typed_a_second_time(
    programme: Programme, question: Question
) -> None:
    """ "5 ngày" and "4 GB" stand in steps and benefits, from where placeholders take them."""
    assert not any(letter.isdigit() for letter in question.answer + question.next)


@pytest.mark.parametrize(("programme", "question"), EVERY_QUESTION)
def test_the_official_wording_is_quoted_with_its_document(
    programme: Programme, question: Question
) -> None:
    said = official(programme, question)
    assert programme.basis.document in said
    assert (question.wording or programme.basis.wording) in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Dạ. Nhắn: xin máy."),
        ({"officers_decide": True}, "Dạ. Cán bộ quyết định. Nhắn: xin máy."),
        ({"source": Source.SERVICE}, "Dạ. Nhắn: xin máy."),
        ({"source": Source.OFFICER}, "Dạ. Phần này cán bộ xác nhận thêm. Nhắn: xin máy."),
        (
            {"source": Source.OFFICER, "officers_decide": True},
            "Dạ. Cán bộ quyết định. Nhắn: xin máy.",
        ),
        ({"wording": "Lời"}, "Dạ. Nhắn: xin máy. Xem lời văn, nhắn: văn bản gốc ai."),
    ],
)
def test_an_answer_says_who_decides_and_on_what_it_rests(changed: Any, said: str) -> None:
    assert only(asked(**changed)) == said


@pytest.mark.parametrize("name", FACTS)
def test_every_placeholder_has_something_to_say(name: str) -> None:
    assert facts(PHONES if name == "cash" else SONG)[name]


def test_figures_come_from_the_programme() -> None:
    steps = tuple(step.model_copy(update={"working_days": 9}) for step in SONG.steps * 2)
    assert only(asked(answer="{working_days}").model_copy(update={"steps": steps})).startswith("18")
    package = SONG.data_package
    assert isinstance(package, DataPackageBenefit)
    assert facts(SONG)["months"] == str(package.months)
    assert facts(SONG)["package"] == package.wording


def test_a_programme_without_a_package_has_no_facts_of_it() -> None:
    bare = SONG.model_copy(update={"benefits": SONG.benefits[:1]})
    assert {"package", "gigabytes", "months"} & facts(bare).keys() == set()


@pytest.mark.parametrize(
    ("child", "household", "said"),
    [
        (True, False, "Mỗi học sinh được một máy"),
        (True, True, "Mỗi hộ được một máy"),
        (False, True, "Mỗi hộ được một máy"),
        (False, False, None),
    ],
)
def test_how_many_one_gets_follows_from_the_rules(
    child: bool, household: bool, said: str | None
) -> None:
    changed = {"one_device_a_child": child, "one_device_a_household": household}
    eligible = SONG.eligible.model_copy(update=changed)
    assert facts(SONG.model_copy(update={"eligible": eligible})).get("share") == said


def test_a_site_that_nobody_has_tried_is_said_to_be_a_sample() -> None:
    tried = Platform(
        name="A", link="https://a.vn", publisher="B", until=date(2999, 5, 31), confirmed=True
    )
    sample = Platform(name="C", link="https://c.vn", publisher="D")
    several = SONG.model_copy(update={"platforms": (sample, tried)})
    assert facts(several)["platforms"].split("\n") == [
        "- A (B): https://a.vn, miễn phí đến hết ngày 31/5/2999",
        "Danh sách mẫu, cán bộ chưa xác nhận:",
        "- C (D): https://c.vn",
    ]
    assert "mẫu" not in facts(SONG.model_copy(update={"platforms": (tried,)}))["platforms"]
    assert "platforms" not in facts(SONG.model_copy(update={"platforms": ()}))


def test_a_site_that_is_free_no_more_is_not_given() -> None:
    ended = Platform(
        name="A", link="https://a.vn", publisher="B", until=date(2026, 5, 31), confirmed=True
    )
    free = Platform(name="C", link="https://c.vn", publisher="D", confirmed=True)
    both = SONG.model_copy(update={"platforms": (ended, free)})
    assert facts(both)["platforms"] == "- C (D): https://c.vn"
    none_left = SONG.model_copy(update={"platforms": (ended,)})
    assert "https" not in facts(none_left)["platforms"]


@given(st.text(max_size=20) | st.text("{}name!:r.[0]", max_size=14))
def test_no_text_of_an_answer_breaks_the_check(text: str) -> None:
    programme = asked(answer=f"a{text}")
    if not list(faults(programme)):
        assert only(programme)


# What stands in a question of the file, and the sentence that names it.
FAULTS = {
    "an unknown placeholder": (
        'answer = "{who}"',
        "questions.16.answer: {who} is none of circumstances, devices, document, gigabytes, months, "
        "name, offer, package, platforms, share, sources, steps, wording, working_days",
    ),
    "a placeholder without a name": (
        'answer = "được {} máy"',
        "questions.16.answer: {} is none of circumstances, devices, document, gigabytes, months, "
        "name, offer, package, platforms, share, sources, steps, wording, working_days",
    ),
    "a brace that does not close": (
        'answer = "được {name"',
        "questions.16.answer: {{} is none of circumstances, devices, document, gigabytes, months, "
        "name, offer, package, platforms, share, sources, steps, wording, working_days",
    ),
    "too long to be read aloud": (
        f'answer = "{"dài " * 80}"',
        "questions.16.answer: 332 letters with all that is added; at most 300",
    ),
    "a title too long for a button": (
        f'title = "{"dài " * 11}"',
        "questions.16.title: String should have at most 40 characters",
    ),
    "too few examples": (
        'examples = ["một"]',
        "questions.16.examples: Tuple should have at least 3 items after validation, not 1",
    ),
    "an unknown source": (
        'source = "internet"',
        "questions.16.source: Input should be 'document', 'service' or 'officer'",
    ),
    "an unknown key": ('anser = "x"', "questions.16.anser: Extra inputs are not permitted"),
    "a key that stands already": ('key = "who"', "questions.16.key: 'who' stands twice"),
    "a key that is no word": (
        'key = "Ai được"',
        "questions.16.key: String should match pattern '^[a-z_]{2,30}$'",
    ),
}
GOOD = {
    "key": '"new"',
    "title": '"Mới"',
    "examples": '["một", "hai", "ba"]',
    "answer": '"Dạ."',
    "next": '"Nhắn: menu."',
    "source": '"service"',
}


@pytest.mark.parametrize(("wrong", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_a_question_is_named_with_its_line(
    tmp_path: Path, wrong: str, sentence: str
) -> None:
    name = wrong.partition(" = ")[0]
    written = [wrong if key == name else f"{key} = {value}" for key, value in GOOD.items()]
    written += [] if name in GOOD else [wrong]
    text = (CATALOGUE / "song-va-may-tinh.toml").read_text("utf-8").rstrip(
        "\n"
    ) + "\n\n[[questions]]\n"
    line = text.count("\n") + written.index(wrong) + 1
    path = tmp_path / "x.toml"
    path.write_text(text + "\n".join(written), "utf-8")
    with pytest.raises(Invalid) as refused:
        read_programme(path)
    assert str(refused.value) == f"x.toml, line {line}: {sentence}"


@pytest.mark.parametrize(
    ("link", "ok"),
    [
        ("https://vnedu.vn", True),
        ("http://vnedu.vn", False),
        ("vnedu.vn", False),
        ("https://", False),
    ],
)
def test_a_site_has_a_safe_link(tmp_path: Path, link: str, ok: bool) -> None:
    text = (
        (CATALOGUE / "song-va-may-tinh.toml")
        .read_text("utf-8")
        .replace('link = "https://vnedu.vn"', f'link = "{link}"')
    )
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    if ok:
        assert read_programme(path).platforms[0].link == link
    else:
        with pytest.raises(Invalid, match=r"x.toml, line \d+: platforms.0.link: "):
            read_programme(path)
