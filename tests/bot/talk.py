"""One person's talk with the production engine, message by message."""

from collections.abc import Callable, Iterator

import pytest

from bot.messages import Outgoing
from tests.factories import World
from tests.stage import Rendering, Stage
from tests.transcript import Step

Say = Callable[..., Outgoing]
TO_CLASS = ("xin máy", "đồng ý", "con tôi", "Hồ Văn Tí", "2014", "TH Hồng Thủy")
TO_PHONE = (
    *(*TO_CLASS, "5", "chưa có máy", "hộ nghèo", "a lưới 1", "thôn 1", "Hồ Thị A Lơ", "1985"),
)


@pytest.fixture
def stage(database_url: str, world: World) -> Iterator[Stage]:
    stage = Stage(database_url, world, Rendering.BUTTONS)
    yield stage
    stage.close()


@pytest.fixture
def say(stage: Stage) -> Say:
    """Sends messages; hands back the last answer."""

    def says(*messages: str) -> Outgoing:
        with stage.lit():
            for words in messages:
                (answer,) = stage.play(Step(0, "Dân", words))
        return answer

    return says
