"""The same talk means the same on both channels, whatever is said, tapped, restarted or decided
meanwhile; every command is carried out once, and there is always a way out."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import func, select

from backend.contacts.models import Conversation
from backend.db import Database
from backend.errors import Refused
from backend.messages.models import InboxMessage
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import SupportRequest
from backend.tickets.commands import SubmitTicket
from backend.tickets.models import Ticket
from bot.messages import Outgoing
from tests.bot.test_any_talk import OFFICERS, SMOOTH, WORDS
from tests.factories import World, make_world
from tests.stage import KINDS, Rendering, Stage
from tests.transcript import Step

MORE_WORDS = (
    "máy con tôi bật không lên",
    "mạng viettel yếu lắm",
    "tôi muốn phản ánh cán bộ",
    "tôi không đồng ý kết quả",
    "tôi ủng hộ 5 laptop",
    "đăng ký gia đình học tập",
    "tôi là giáo viên",
    "báo nhu cầu của trường",
    "thư viện mở chủ nhật không",
    "ai được nhận máy",
    "để sau",
    "không có ảnh",
    "viettel",
    "lúc có lúc không",
    "30",
    "tất cả",
    "bổ sung",
)
TICKET_OFFICERS = ("hỏi phiếu Nhà ở đâu ạ?", "trả lời phiếu explained: Đã hướng dẫn.")
# Talks that go well up to some point: chance alone hardly ever gets through a form.
FORMS = (
    SMOOTH,
    ("đăng ký gia đình học tập", "đồng ý", "Trần Thị Lan", "tất cả", "thỉnh thoảng", "đủ"),
    ("mạng viettel yếu lắm", "đồng ý", "a lưới 1", "thôn 1", "chập chờn", "gửi đi"),
    ("tôi là giáo viên", "báo nhu cầu của trường", "đồng ý", "Nguyễn Thị Hoa", "TH Hồng Thủy"),
)


class TwoChannels(RuleBasedStateMachine):
    """One person on a channel with buttons and the same person on one without."""

    world_file: ClassVar[Path]
    world: ClassVar[World]

    @initialize(form=st.sampled_from(FORMS), length=st.integers(0, len(SMOOTH)))
    def begin(self, form: tuple[str, ...], length: int) -> None:
        """Some of a talk that goes well."""
        self.folder = Path(mkdtemp(prefix="noisong-two-"))
        self.stages = [self._stage(rendering) for rendering in Rendering]
        self.last: Outgoing | None = None
        self.submitted: list[dict[type, int]] = [{}, {}]
        for words in form[:length]:
            self.says(words)

    def _stage(self, rendering: Rendering) -> Stage:
        file = self.folder / f"{rendering}.db"
        shutil.copy(self.world_file, file)
        return Stage(f"sqlite:///{file}", self.world, rendering)

    @rule(words=st.sampled_from(WORDS + MORE_WORDS))
    def says(self, words: str) -> None:
        """A sentence that people say."""
        self._both("Dân", words)

    @rule(words=st.text(min_size=1, max_size=60).filter(str.strip))
    def types(self, words: str) -> None:
        """Anything."""
        self._both("Dân", " ".join(words.split()) or "?")

    @rule(at=st.integers(0, 11))
    def chooses(self, at: int) -> None:
        """A tap on the one, the number of the same option on the other. An old button has no such
        number, so only what was shown last is chosen from."""
        labels = [option.label for option in self.last.options] if self.last else []
        if labels:
            self._both("Dân", f"[nút] {labels[at % len(labels)]}")

    @rule(mark=st.sampled_from(sorted(KINDS)))
    def sends(self, mark: str) -> None:
        """Something that is no text."""
        self._both("Dân", mark)

    @rule()
    def is_delivered_again(self) -> None:
        """The platform hands the last message out twice."""
        if self.stages[0].has_spoken:
            assert self._both("Dân", "[gửi lại]") == []

    @rule()
    def is_deployed(self) -> None:
        """The service is stopped and started."""
        self._both("Khởi động lại", "")

    @rule(days=st.sampled_from((1, 8)))
    def waits(self, days: int) -> None:
        """Some days go by."""
        self._both("Ngày", str(days))

    @rule(verb=st.sampled_from(OFFICERS + TICKET_OFFICERS))
    def an_officer_acts(self, verb: str) -> None:
        """What cannot be done now is refused on both."""
        self._both("Cán bộ", verb)

    @invariant()
    def the_talk_stands_at_the_same_place(self) -> None:
        """Flow, question, answers, and what is parked."""
        first, second = map(_talk, getattr(self, "stages", []) or [None, None])
        assert first == second

    @invariant()
    def nothing_failed(self) -> None:
        """No message was answered by an apology."""
        for stage in getattr(self, "stages", []):
            with stage.database.reading() as session:
                failures = set(session.scalars(select(InboxMessage.failure)))
            assert failures <= {None}

    def teardown(self) -> None:
        """«menu» shows the menu, «huỷ» ends what is open, and what was sent off is there once."""
        if not hasattr(self, "stages"):
            return
        self._both("Dân", "menu")
        assert self.stages[0].labels()
        for _time in range(4):
            self._both("Dân", "huỷ")
        for stage, submitted in zip(self.stages, self.submitted, strict=True):
            with stage.database.reading() as session:
                requests = session.scalar(select(func.count()).select_from(SupportRequest))
                tickets = session.scalar(select(func.count()).select_from(Ticket))
            assert requests == submitted.get(SubmitSupportRequest, 0)
            assert (tickets or 0) >= min(1, submitted.get(SubmitTicket, 0))
            stage.close()
        shutil.rmtree(self.folder)

    def _both(self, speaker: str, words: str) -> list[tuple[str, list[str]]]:
        heard = [_played(stage, Step(0, speaker, words)) for stage in self.stages]
        for stage, submitted in zip(self.stages, self.submitted, strict=True):
            for command in stage.commands:
                submitted[type(command)] = submitted.get(type(command), 0) + 1
            stage.commands.clear()
        if self.stages[0].shown_last:
            self.last = self.stages[0].shown_last
        assert heard[0] == heard[1], (speaker, words)
        if speaker == "Dân" and words != "[gửi lại]":
            assert heard[0], f"nobody answered {words!r}"
        return heard[0]


def _played(stage: Stage, step: Step) -> list[tuple[str, list[str]]]:
    with stage.lit():
        try:
            said = stage.play(step)
        except (Refused, AssertionError):
            if step.speaker != "Cán bộ":
                raise
            return []
    return [(message.text, [option.label for option in message.options]) for message in said]


def _talk(stage: Stage | None) -> Any:
    if stage is None or not stage.has_spoken:
        return None
    columns = (Conversation.run, Conversation.talk, Conversation.parked)
    with stage.database.reading() as session:
        row = session.execute(select(*columns)).one()
    return [row.run, _without_form(row.talk), _without_form(row.parked)]


def _without_form(talk: dict[str, Any] | None) -> dict[str, Any] | None:
    """The words of an answer may be the number of an option here and its label there."""
    return {key: value for key, value in talk.items() if key != "told"} if talk else None


@pytest.fixture(scope="module")
def world_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small world."""
    file = tmp_path_factory.mktemp("two") / "world.db"
    shutil.copy(sqlite_template, file)
    database = Database(f"sqlite:///{file}")
    with database.transaction() as session:
        TwoChannels.world = make_world(session)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    TwoChannels.world_file = file
    return file


def test_the_same_talk_means_the_same_on_both_channels(world_file: Path) -> None:
    machine: Callable[..., Any] = TwoChannels.TestCase().runTest
    TwoChannels.TestCase.settings = settings(
        max_examples=25,
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        phases=(Phase.generate,),  # to shrink a talk takes minutes
        suppress_health_check=list(HealthCheck),
    )
    machine()
