"""Adding a school, changing it, closing it; and the same for its sites."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend import audit, scope
from backend.administrative_units import queries as units
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.schools import queries
from backend.schools.models import School, SchoolId, SchoolSite, SiteId
from backend.schools.rules import read_level, read_names, school_key, site_key
from backend.schools.words import Internet
from backend.vietnamese import clean


@dataclass(frozen=True)
class SchoolForm:
    """A school as an officer types it; `other_names` one a line or with commas between."""

    name: str
    level: str
    other_names: str = ""


@dataclass(frozen=True)
class SiteForm:
    """A site as an officer types it; `hamlet` is a number of the tree or "", `internet` a value of
    `Internet` or ""."""

    name: str
    hamlet: str = ""
    internet: str = ""


def add(session: Session, officer: Officer, unit_id: UnitId, form: SchoolForm) -> School:
    """A new school of a commune. Raises `Invalid` beside the field, `Conflict` when the commune has
    it already, `NotFound` for a commune that is not the officer's."""
    require_commune(session, officer, unit_id)
    school = School(unit_id=unit_id, closed_on=None, version=1)
    with _unique(session, _school_is_there()):
        _fill(school, form)
        session.add(school)
    audit.record(session, "add_school", school, by=officer)
    return school


def change(
    session: Session, officer: Officer, school_id: SchoolId, version: int, form: SchoolForm
) -> School:
    """What is different now. Raises `Invalid` beside the field, `Conflict` when a colleague was
    faster."""
    school = _open_for_change(session, officer, school_id, version)
    before = school.key
    with _unique(session, _school_is_there()):
        _fill(school, form)
        session.add(school)
    audit.record(session, "change_school", school, by=officer, renamed=school.key != before)
    return school


def close(
    session: Session, officer: Officer, school_id: SchoolId, version: int, on: date
) -> School:
    """From a day on it teaches no more. Raises `Conflict` when a colleague was faster."""
    school = _open_for_change(session, officer, school_id, version)
    school.closed_on = on
    audit.record(session, "close_school", school, by=officer, on=on.isoformat())
    return school


def reopen(session: Session, officer: Officer, school_id: SchoolId, version: int) -> School:
    """It teaches again, or was closed by mistake."""
    school = _open_for_change(session, officer, school_id, version)
    school.closed_on = None
    audit.record(session, "reopen_school", school, by=officer)
    return school


def add_site(
    session: Session, officer: Officer, school_id: SchoolId, version: int, form: SiteForm
) -> SchoolSite:
    """One more site. Raises `Invalid` beside the field, `Conflict` when the school has it already
    or a colleague was faster."""
    school = _open_for_change(session, officer, school_id, version)
    site = SchoolSite(school_id=school.id, closed_on=None)
    with _unique(session, _site_is_there()):
        _fill_site(session, school, site, form)
        session.add(site)
    audit.record(session, "add_school_site", school, by=officer, site=site.id)
    return site


def change_site(
    session: Session,
    officer: Officer,
    school_id: SchoolId,
    site_id: SiteId,
    version: int,
    form: SiteForm,
) -> SchoolSite:
    """What is different now at a site. Raises as `add_site`."""
    school = _open_for_change(session, officer, school_id, version)
    site = queries.site(session, officer, school_id, site_id)
    with _unique(session, _site_is_there()):
        _fill_site(session, school, site, form)
        session.add(site)
    audit.record(session, "change_school_site", school, by=officer, site=site.id)
    return site


def close_site(
    session: Session,
    officer: Officer,
    school_id: SchoolId,
    site_id: SiteId,
    version: int,
    on: date | None,
) -> SchoolSite:
    """From a day on nobody is taught there; None opens it again."""
    school = _open_for_change(session, officer, school_id, version)
    site = queries.site(session, officer, school_id, site_id)
    site.closed_on = on
    action = "close_school_site" if on else "reopen_school_site"
    audit.record(session, action, school, by=officer, site=site.id)
    return site


def require_commune(session: Session, officer: Officer, unit_id: UnitId) -> None:
    """Raises `NotFound` for what is no commune of the officer's."""
    unit = session.get(AdministrativeUnit, unit_id)
    is_commune = unit is not None and unit.level is Level.COMMUNE
    if not (is_commune and scope.reaches(session, officer, unit_id)):
        raise NotFound(_("Không có xã này trong đơn vị của anh/chị."))


def _open_for_change(
    session: Session, officer: Officer, school_id: SchoolId, version: int
) -> School:
    school = queries.school(session, officer, school_id, lock=True)
    if school.version != version:
        raise Conflict(_("Trường này vừa có người sửa. Anh/chị xem lại rồi ghi."))
    school.version += 1
    return school


@contextmanager
def _unique(session: Session, taken: str) -> Iterator[None]:
    """The database itself knows whether a name is taken: two officers may add at one moment."""
    try:
        with session.begin_nested():
            yield
            session.flush()
    except IntegrityError:
        raise Conflict(taken, field="name") from None


def _school_is_there() -> str:
    return _("Xã này đã có trường tên này. Anh/chị mở trường đó trong danh sách.")


def _site_is_there() -> str:
    return _("Trường này đã có điểm trường tên này. Anh/chị xem ở bảng các điểm trường.")


def _fill(school: School, form: SchoolForm) -> None:
    if not school_key(form.name):
        raise Invalid(_("Anh/chị ghi tên trường, ví dụ: Trường Tiểu học Hồng Thủy."), field="name")
    level = read_level(form.level)
    if level is None:
        raise Invalid(_("Anh/chị chọn cấp học."), field="level")
    school.name, school.key, school.level = clean(form.name), school_key(form.name), level
    school.other_names = [
        name for name in read_names(form.other_names) if school_key(name) != school.key
    ]


def _fill_site(session: Session, school: School, site: SchoolSite, form: SiteForm) -> None:
    if not site_key(form.name):
        raise Invalid(_("Anh/chị ghi tên điểm trường, ví dụ: Điểm Thôn 2."), field="name")
    # The hamlet that it has may be none of today any more.
    hamlets = {"", *(str(each.id) for each in units.hamlets(session, school.unit_id))}
    if form.hamlet not in hamlets | {str(site.hamlet_id or "")}:
        raise Invalid(_("Anh/chị chọn một thôn của xã."), field="hamlet")
    if form.internet and form.internet not in list(Internet):
        raise Invalid(_("Anh/chị chọn: có, yếu hoặc không."), field="internet")
    site.name, site.key = clean(form.name), site_key(form.name)
    site.hamlet_id = UnitId(int(form.hamlet)) if form.hamlet else None
    site.internet = Internet(form.internet) if form.internet else None
