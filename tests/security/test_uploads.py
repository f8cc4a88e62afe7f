"""Every upload refuses what was made to hurt, in words, and goes on serving."""

import re
import resource
import time
from pathlib import Path

import httpx
import pytest

import backend
from backend.admin.headers import LARGEST_FILE
from tests.backend.admin.rows import Numbers, make_rows
from tests.backend.learning_titles.factory import enter, officer_of
from tests.backend.test_uploaded_sheets import workbook
from tests.security.bad_files import BAD_PHOTOS, BAD_SHEETS, SECRET_FILE
from tests.security.whole import Whole
from tests.site import Visitor, hidden, words

LONGEST_SECONDS = 60.0  # the child's own limit, on a busy machine
FIELDS = {
    **{"kind": "year", "on": "", "programme": "song-va-may-tinh"},
    "criterion": "children",
}
SMALL = "/admin/device-intake/file"
SHEET_ENTRIES = (
    "/admin/poverty-lists",
    "/admin/need-answers/sheet",
    "/admin/school-needs/import/file",
    "/admin/data-packages/orders/{order_id}/answer",
)
WORST = ("a zip bomb", "an outside entity", "a cell in the far corner")
PHOTO_ENTRIES = (
    "/admin/hand-overs/{day_id}/photos",
    "/admin/school-needs/{need_id}/photos",
    "/admin/learning-titles/{open_title_id}/photos",
)
TRAPS = ("root:", "alert(1)", "hahaha", "Traceback")


@pytest.fixture(scope="module")
def numbers(whole: Whole) -> Numbers:
    with whole.database.transaction() as session:
        title = enter(
            session, officer_of(session, whole.world.officer), applicant_name="Hồ Thị Ảnh"
        )
        return make_rows(session, whole.world) | {"open_title_id": title.id}


def test_every_upload_is_here() -> None:
    """A page that reads a file of a form, and whose address stands neither here nor above."""
    source = Path(backend.__file__).parent
    readers = re.compile(r"(form\.file|photos\.chosen)\(")
    pages = [one for one in source.rglob("*pages.py") if readers.search(one.read_text("utf-8"))]
    assert len(pages) == len((SMALL, *SHEET_ENTRIES, *PHOTO_ENTRIES)), pages


def send(
    officer: Visitor,
    whole: Whole,
    path: str,
    content: bytes,
    name: str = "a.xlsx",
    field: str = "file",
    version: str = "",
) -> httpx.Response:
    data = {"csrf_token": officer.token, "unit_id": str(whole.world.commune), **FIELDS}
    data["version"] = version
    answer = officer.post(path, data=data, files={field: (name, content)})
    return officer.open(answer.headers["location"]) if answer.status_code == 303 else answer


def check(answer: httpx.Response, began: float) -> None:
    assert answer.status_code in (200, 409, 413, 422), answer.status_code
    assert [trap for trap in TRAPS if trap in words(answer)] == []
    assert time.monotonic() - began < LONGEST_SECONDS


@pytest.mark.parametrize("name", BAD_SHEETS)
def test_a_bad_file_is_refused_in_words(whole: Whole, name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with whole.visitor(username="canbo") as officer:
        began = time.monotonic()
        check(send(officer, whole, SMALL, BAD_SHEETS[name]), began)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200 * 1024, "kibibytes: the service itself unpacks nothing"
    assert not Path("/tmp/noisong-climbed").exists()  # noqa: S108 - where the file would climb to


@pytest.mark.parametrize("path", SHEET_ENTRIES)
def test_every_other_upload_stands_the_worst_of_them(
    whole: Whole, numbers: Numbers, path: str
) -> None:
    with whole.visitor(username="canbo") as officer:
        for name in WORST:
            began = time.monotonic()
            check(send(officer, whole, path.format(**numbers), BAD_SHEETS[name]), began)
    assert Path(SECRET_FILE).exists()


@pytest.mark.parametrize("path", PHOTO_ENTRIES)
@pytest.mark.parametrize("name", BAD_PHOTOS)
def test_what_is_no_photo_is_refused_in_words(
    whole: Whole, numbers: Numbers, path: str, name: str
) -> None:
    with whole.visitor(username="canbo") as officer:
        version = hidden(officer.open(path.rpartition("/")[0].format(**numbers)), "version")
        content, place = BAD_PHOTOS[name], path.format(**numbers)
        answer = send(officer, whole, place, content, "a.jpg", field="photo", version=version)
        assert answer.status_code == 422
        assert "nh" in words(answer)


@pytest.mark.parametrize("path", [SMALL, "/admin/poverty-lists"])
def test_more_than_the_site_takes_in_is_not_read(whole: Whole, path: str) -> None:
    with whole.visitor(username="canbo") as officer:
        answer = send(officer, whole, path, b"\0" * (LARGEST_FILE + 2 * 2**20))
        assert answer.status_code == 413
        assert "20 MB" in words(answer)


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x\\a.xlsx", "a\r\nX: y.xlsx", "ồ" * 300])
def test_a_name_of_a_file_is_no_path(whole: Whole, name: str) -> None:
    with whole.visitor(username="canbo") as officer:
        answer = send(officer, whole, "/admin/poverty-lists", workbook({(0, 0): name}), name)
        assert answer.status_code in (200, 409, 422)
        assert "../" not in answer.text.replace('href="../', "")
