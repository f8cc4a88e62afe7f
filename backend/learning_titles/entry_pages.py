"""Writing an application down for somebody without a phone."""

from starlette.responses import Response

from backend import clock
from backend.admin import communes
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.learning_titles import applying, rubrics
from backend.learning_titles.applying import Entry
from backend.learning_titles.titles import applicant_label, titles
from backend.officers.permissions import Task

pages = Pages(task=Task.ASSESS_TITLE)
HOME = "/admin/learning-titles"


@pages.get("/learning-titles/new")
def new(page: Page, title: str = "", year: str = "") -> Response:
    """First which title and year, then the form with its criteria."""
    known = titles(page.session)
    code = page.form.raw("title") or title
    sought = known.get(code)
    this_year = clock.today().year
    chosen = row_number(page.form.raw("year") or year) or this_year
    rubric = rubrics.rubric_for(code, chosen) if sought else None
    return page.show(
        "learning_titles/new.html",
        titles=[(code, _(each.title.name)) for code, each in known.items()],
        years=[(each, str(each)) for each in range(this_year, this_year - 6, -1)],
        sought=sought,
        year=chosen,
        rubric=rubric,
        about=rubrics.about(rubric) if rubric else "",
        label=applicant_label(sought.title) if sought else "",
        communes=communes.choices(page),
    )


@pages.post("/learning-titles/new", again=new)
def enter(page: Page) -> Response:
    """Writes one down for somebody without a phone."""
    form = page.form
    code, year = form.text("title", 40), form.number("year") or clock.today().year
    rubric = rubrics.rubric_for(code, year)
    entry = Entry(
        code,
        year,
        communes.chosen(page),
        form.text("applicant", 120),
        form.text("hamlet", 120),
        form.text("words", 1000),
        {each.code: form.raw(each.code) for each in (rubric.criteria if rubric else ())},
        namesake=bool(form.raw("namesake")),
    )
    made = applying.enter(page.session, page.officer, entry)
    return page.go(f"{HOME}/{made.id}", _("Đã ghi hồ sơ {code}.").format(code=made.code))
