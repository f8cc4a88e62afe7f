"""How the service is, for officers: whether messages arrive, and what runs."""

from starlette.responses import Response

from backend import clock
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.backups import nightly
from backend.health import facts, queries, rules, words
from backend.health.signs import GONE_AFTER, last_sign
from backend.jobs.models import JobState
from backend.messages.channel_names import channel_name

pages = Pages()


@pages.get("/status")
def status(page: Page) -> Response:
    """Every channel, the sender, jobs, the last list, the last backup."""
    session, now = page.session, clock.now()
    seen, backup = last_sign(session), nightly.standing(session)
    jobs = queries.job_counts(session, page.officer)
    return page.show(
        "health/status.html",
        channels=facts.channels(session, words.configured(page.settings)),
        name=channel_name,
        title=words.title,
        meaning=words.meaning,
        seen=seen,
        gone=rules.is_gone(seen, now, GONE_AFTER),
        waiting=jobs.get(JobState.WAITING, 0),
        running=jobs.get(JobState.RUNNING, 0),
        failed=jobs.get(JobState.FAILED, 0),
        last_list=queries.last_list(session, page.officer),
        backup=backup,
        backup_late=backup.is_late(now),
    )
