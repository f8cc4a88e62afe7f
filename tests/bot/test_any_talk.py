"""Whatever people send, in whatever order: an answer, one, and always a way out."""

import shutil
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend.contacts.models import Conversation
from backend.db import Database
from backend.errors import Refused
from backend.messages.models import InboxMessage
from bot.messages import Outgoing
from tests.factories import World, make_world
from tests.stage import KINDS, Rendering, Stage
from tests.transcript import Step

WORDS = (
    "xin máy",
    "đồng ý",
    "con tôi",
    "Hồ Văn Tí",
    "huy",
    "9 tuổi",
    "2014",
    "TH Hồng Thủy",
    "lớp 5",
    "chưa có máy",
    "đã có máy",
    "hộ nghèo",
    "a lưới 1",
    "thôn 1",
    "Hồ Thị A Lơ",
    "không nhớ",
    "0912345678",
    "gửi đi",
    "sửa điện thoại",
    "sai tên con",
    "trạng thái",
    "HT-2026-000001",
    "gặp cán bộ",
    "máy của cháu bị hỏng rồi",
    "gói cước",
    "đã nhận",
    "chưa nhận",
    "bổ sung",
    "XEM",
    "SỬA",
    "XÓA",
    "DỪNG",
    "đúng",
    "không",
    "dạ",
    "chào em",
    "cảm ơn",
    "để mai chị làm",
    "tối em làm tiếp",
    "không có số",
    "0912",
    "345678",
    "hihi",
    "nhờ cán bộ giúp",
    "cháu bị đánh đập",
    "em là giáo viên, trường thiếu máy tính",
    "menu",
    "quay lại",
    "làm lại",
    "huỷ",
    "giúp chị với",
)
OFFICERS = ("duyệt", "trả lại Thiếu năm sinh.", "từ chối Đã có máy.", "bàn giao MTB-1")

said = st.sampled_from(WORDS).map(lambda words: f"Dân: {words}")
typed = st.text(max_size=80).map(lambda words: f"Dân: {' '.join(words.split())}")
number = st.integers(0, 12).map(lambda number: f"Dân: {number}")
kind = st.sampled_from(sorted(KINDS)).map(lambda mark: f"Dân: {mark}")
tap = st.integers(0, 11).map(lambda at: f"tap: {at}")
again = st.just("Dân: [gửi lại]")
officer = st.sampled_from(OFFICERS).map(lambda verb: f"Cán bộ: {verb}")
restart = st.just("Khởi động lại: ")
later = st.sampled_from((1, 8)).map(lambda days: f"Ngày: {days}")
pair = st.sampled_from(
    (
        ["Dân: DỪNG", "Dân: DỪNG"],
        ["Dân: huỷ", "Dân: huỷ", "Dân: rút đi"],
        ["Dân: đã nhận", "Dân: đúng"],
        ["Dân: gặp cán bộ", "Dân: Khi nào nhà tôi có máy"],
        ["Dân: sửa lại", "tap: 10"],
    )
)
single = st.one_of(
    *(said, said, said, tap, tap, tap, number, typed, kind, again, officer, restart, later)
)
random_steps = st.lists(st.one_of(single.map(lambda one: [one]), pair), min_size=5, max_size=40)
# A talk that goes well, up to any point: chance alone hardly ever gets through a form.
SMOOTH = (
    *("xin máy", "đồng ý", "con tôi", "Hồ Văn Tí", "2014", "TH Hồng Thủy", "lớp 5"),
    *("chưa có máy", "hộ nghèo", "a lưới 1", "thôn 1", "Hồ Thị A Lơ", "1985", "0912345678"),
    "gửi đi",
)
smooth = [*(f"Dân: {words}" for words in SMOOTH), "Cán bộ: duyệt", "Cán bộ: bàn giao MTB-1"]
talks = st.builds(
    lambda length, then: [*smooth[:length], *chain.from_iterable(then)],
    st.integers(0, len(smooth)),
    random_steps,
)


@pytest.fixture(scope="module")
def begin(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Rendering], Stage]]:
    """Begins a talk on a new copy of the small world."""
    world_file = tmp_path_factory.mktemp("talks") / "world.db"
    shutil.copy(sqlite_template, world_file)
    database = Database(f"sqlite:///{world_file}")
    with database.transaction() as session:
        world: World = make_world(session)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    with TemporaryDirectory() as folder:

        def copy(rendering: Rendering) -> Stage:
            talk = Path(folder) / "talk.db"
            for old in Path(folder).iterdir():
                old.unlink()
            shutil.copy(world_file, talk)
            return Stage(f"sqlite:///{talk}", world, rendering)

        yield copy


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(steps=talks, rendering=st.sampled_from(Rendering))
def test_every_message_gets_one_answer_and_there_is_always_a_way_out(
    begin: Callable[[Rendering], Stage], steps: list[str], rendering: Rendering
) -> None:
    stage = begin(rendering)
    with stage.lit():
        for written in steps:
            _check(stage, written)
        _check_ways_out(stage)
        _check_no_failure(stage)
    stage.close()


def _check(stage: Stage, written: str) -> None:
    speaker, _sep, words = written.partition(": ")
    if speaker == "tap":
        labels = stage.labels()
        if not labels:
            return
        speaker, words = "Dân", f"[nút] {labels[int(words) % len(labels)]}"
    if words == "[gửi lại]" and not stage.has_spoken:
        return
    stage.commands.clear()
    if speaker == "Cán bộ":
        _officer_tries(stage, words)
        return
    answers = stage.play(Step(0, speaker, words))
    if speaker == "Ngày":  # of a form that was left one is reminded, at most twice
        assert len(answers) <= 2, answers
        return
    if speaker != "Dân" or words == "[gửi lại]":
        assert not answers, (written, answers)
        return
    in_danger = bool(answers) and "111" in answers[0].text  # the number does not wait for a notice
    assert len(answers) == 1 + (in_danger and len(answers) == 2), (written, answers)
    assert answers[0].text.strip(), written
    assert len(stage.commands) <= 1, (written, stage.commands)


def _officer_tries(stage: Stage, verb: str) -> None:
    """What cannot be done now is refused; that is no fault."""
    try:
        stage.play(Step(0, "Cán bộ", verb))
    except (Refused, AssertionError):
        return


def _check_ways_out(stage: Stage) -> None:
    """«menu» shows the menu, and «huỷ» ends whatever is open, in a few messages at most."""
    menu = stage.play(Step(0, "Dân", "menu"))
    assert ["Gặp cán bộ" in _labels(message) for message in menu] == [True]
    for _time in range(4):
        stage.play(Step(0, "Dân", "huỷ"))
        if _nothing_open(stage):
            return
    stage.play(Step(0, "Dân", "không"))  # to "muốn rút hồ sơ đã gửi ạ?"
    assert _nothing_open(stage)


def _labels(message: Outgoing) -> list[str]:
    return [option.label for option in message.options]


def _nothing_open(stage: Stage) -> bool:
    with stage.database.reading() as session:
        talk = session.scalars(select(Conversation.talk)).one()
    return talk is None or not talk["flow"]  # what was spoken of last may be remembered


def _check_no_failure(stage: Stage) -> None:
    with stage.database.reading() as session:
        failures = session.scalars(select(InboxMessage.failure)).all()
    assert not any(failures), failures
