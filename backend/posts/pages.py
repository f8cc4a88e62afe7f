"""What was published: a list, a form for another one, and one with its reach."""

from starlette.responses import Response

from backend.admin import communes
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.officers.permissions import Task
from backend.posts import queries, service
from backend.posts.models import PostChannel, PostId
from backend.posts.service import PostForm
from backend.programmes.service import programmes_now

pages = Pages(task=Task.WRITE_POSTS)

HOME = "/admin/posts"


@pages.get("/posts")
def posts(page: Page, before: str = "") -> Response:
    """The latest first."""
    found = queries.posts(page.session, page.officer, PostId(row_number(before) or 0) or None)
    return page.show(
        "posts/posts.html",
        posts=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        channels=[(one.value, one.label) for one in PostChannel],
        programmes=[(one.code, _(one.name)) for one in programmes_now(page.session)],
        communes=communes.choices(page),
    )


@pages.post("/posts", again=posts)
def add(page: Page) -> Response:
    """Another one."""
    form = page.form
    known = {one.code for one in programmes_now(page.session)}
    chosen = form.text("programme", 60)
    made = PostForm(
        title=form.text("title", 200),
        channel=form.text("channel", 20),
        posted_on=form.day("posted_on"),
        campaign=form.text("campaign", 200),
        programme=chosen if chosen in known else "",
        link=form.text("link", 500),
        reach=form.text("reach", 20),
    )
    service.add(page.session, page.officer, communes.chosen(page), made)
    return page.go(HOME, _("Đã ghi. Báo cáo tự cộng tin này."))


@pages.get("/posts/{post_id}")
def post(page: Page, post_id: PostId) -> Response:
    """One, to write down how many it reached."""
    return page.show("posts/post.html", post=queries.post(page.session, page.officer, post_id))


@pages.post("/posts/{post_id}/reach", again=post)
def count_reach(page: Page, post_id: PostId) -> Response:
    """How many it reached by now."""
    reach = page.form.text("reach", 20)
    service.count_reach(page.session, page.officer, post_id, page.version(), reach)
    return page.go(f"{HOME}/{post_id}", _("Đã ghi lượt tiếp cận."))


@pages.post("/posts/{post_id}/remove", again=post)
def remove(page: Page, post_id: PostId) -> Response:
    """It was written by mistake."""
    service.remove(page.session, page.officer, post_id, page.version())
    return page.go(HOME, _("Đã bỏ tin ghi nhầm."))
