"""For which commune a form is; an officer of one commune has no choice."""

from backend.admin.page import Page
from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import communes_of
from backend.errors import Invalid
from backend.i18n import _


def choices(page: Page) -> list[tuple[UnitId, str]]:
    """The officer's communes, for a field."""
    return [(unit.id, unit.full_name) for unit in communes_of(page.session, page.officer)]


def chosen(page: Page) -> UnitId:
    """The commune of the field `unit_id`. Raises `Invalid` for none of several."""
    communes = communes_of(page.session, page.officer)
    if len(communes) == 1:
        return communes[0].id
    number = page.form.number("unit_id")
    if number is None:
        raise Invalid(_("Anh/chị chọn xã."), field="unit_id")
    return UnitId(number)
