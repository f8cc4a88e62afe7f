"""Every kind of job, and what does it."""

from backend.broadcasts import sending
from backend.broadcasts import service as broadcasts
from backend.data_packages import applying
from backend.jobs.runner import Handlers
from backend.papers import service as papers
from backend.papers import writing
from backend.poverty_lists import importing, recomparing

HANDLERS: Handlers = {
    applying.KIND: applying.HANDLER,
    broadcasts.KIND: sending.HANDLER,
    importing.KIND: importing.HANDLER,
    recomparing.KIND: recomparing.HANDLER,
    papers.KIND: writing.HANDLER,
}
