"""Every table of the service, for migrations and tests: importing this fills `Base.metadata`."""

from backend import audit, numbering
from backend.access_points import models as access_points
from backend.administrative_units import models as administrative_units
from backend.approved_lists import models as approved_lists
from backend.area_counts import models as area_counts
from backend.breaches import models as breaches
from backend.broadcasts import models as broadcasts
from backend.channel_tokens import models as channel_tokens
from backend.contacts import models as contacts
from backend.coverage import models as coverage
from backend.data_packages import models as data_packages
from backend.data_packages import order_models as package_orders
from backend.data_packages import reconciliation_models as package_reconciliations
from backend.data_requests import models as data_requests
from backend.db import Base
from backend.deliveries import models as deliveries
from backend.devices import models as devices
from backend.disclosures import models as disclosures
from backend.donors import models as donors
from backend.encryption import models as encryption
from backend.gifts import models as gifts
from backend.health import models as health
from backend.households import models as households
from backend.inspections import models as inspections
from backend.invitations import models as invitations
from backend.jobs import models as jobs
from backend.learning_titles import centre_models as learning_centres
from backend.learning_titles import models as learning_titles
from backend.media import models as media
from backend.message_quotas import models as message_quotas
from backend.message_templates import models as message_templates
from backend.messages import models as messages
from backend.need_answers import models as need_answers
from backend.need_surveys import models as need_surveys
from backend.officers import models as officers
from backend.papers import models as papers
from backend.posts import models as posts
from backend.poverty_lists import models as poverty_lists
from backend.programmes import models as programmes
from backend.public_computers import book_models as public_computer_books
from backend.public_computers import models as public_computers
from backend.quotas import models as quotas
from backend.reports import models as reports
from backend.retention import models as retention
from backend.saved_views import models as saved_views
from backend.school_needs import models as school_needs
from backend.schools import models as schools
from backend.support_requests import models as support_requests
from backend.support_requests import moves as support_request_moves
from backend.support_requests import queue_models, served_marks
from backend.teachers import models as teachers
from backend.tickets import models as tickets

__all__ = [
    "access_points",
    "administrative_units",
    "approved_lists",
    "area_counts",
    "audit",
    "breaches",
    "broadcasts",
    "channel_tokens",
    "contacts",
    "coverage",
    "data_packages",
    "data_requests",
    "deliveries",
    "devices",
    "disclosures",
    "donors",
    "encryption",
    "gifts",
    "health",
    "households",
    "inspections",
    "invitations",
    "jobs",
    "learning_centres",
    "learning_titles",
    "media",
    "message_quotas",
    "message_templates",
    "messages",
    "need_answers",
    "need_surveys",
    "numbering",
    "officers",
    "package_orders",
    "package_reconciliations",
    "papers",
    "posts",
    "poverty_lists",
    "programmes",
    "public_computer_books",
    "public_computers",
    "queue_models",
    "quotas",
    "reports",
    "retention",
    "saved_views",
    "school_needs",
    "schools",
    "served_marks",
    "support_request_moves",
    "support_requests",
    "teachers",
    "tickets",
]

metadata = Base.metadata
