"""Every kind of job, and what does it."""

from backend.jobs.runner import Handlers
from backend.poverty_lists import importing, recomparing

HANDLERS: Handlers = {
    importing.KIND: importing.HANDLER,
    recomparing.KIND: recomparing.HANDLER,
}
