"""Photos that an officer puts to an application: kept without what their file tells, never too late."""

import pytest

from backend.errors import Conflict, Invalid, NotFound
from backend.learning_titles import contents, evidence
from backend.learning_titles.histories import events
from backend.learning_titles.words import TitleHappened, TitleStatus
from backend.media.models import MediaFile, MediaState
from backend.media.uploads import LARGEST_PHOTO
from tests.backend.counter import Counter
from tests.backend.learning_titles.factory import enter, officer_of, passed
from tests.backend.media.pictures import JPEG_PICTURE, PICTURES


@pytest.mark.parametrize("picture", PICTURES)
def test_a_photo_proves_its_criterion(counter: Counter, picture: bytes) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        one = enter(session, officer)
        evidence.add_photo(session, officer, one.id, one.version, "children", picture)
        kept = session.get_one(MediaFile, contents.scores(session, one)["children"].media_id)
        assert (kept.state, kept.contact_id) == (MediaState.STORED, None)
        assert one.status is TitleStatus.WAITING
        assert events(session, one)[-1].kind is TitleHappened.EVIDENCE


WRONG = [
    ("children", b"", "photo"),
    ("children", b"%PDF-1.7", "photo"),
    ("children", b"<svg onload='x'/>", "photo"),
    ("children", JPEG_PICTURE[:40], "photo"),
    ("children", JPEG_PICTURE + bytes(LARGEST_PHOTO), "photo"),
    ("", JPEG_PICTURE, "criterion"),
    ("../children", JPEG_PICTURE, "criterion"),
]


@pytest.mark.parametrize(("criterion", "content", "field"), WRONG)
def test_what_is_no_photo_or_proves_nothing_is_refused(
    counter: Counter, criterion: str, content: bytes, field: str
) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        one = enter(session, officer)
        with pytest.raises(Invalid) as refused:
            evidence.add_photo(session, officer, one.id, one.version, criterion, content)
    assert refused.value.field == field


def test_nothing_is_added_after_the_points_nor_from_elsewhere(counter: Counter) -> None:
    world = counter.world
    with counter.database.transaction() as session:
        officer = officer_of(session, world.officer)
        one = enter(session, officer)
        stranger = officer_of(session, world.stranger)
        with pytest.raises(NotFound):
            evidence.add_photo(session, stranger, one.id, one.version, "children", JPEG_PICTURE)
        with pytest.raises(Conflict):
            evidence.add_photo(session, officer, one.id, one.version - 1, "children", JPEG_PICTURE)
        passed(session, world, one)
        with pytest.raises(Conflict):
            evidence.add_photo(session, officer, one.id, one.version, "children", JPEG_PICTURE)
