"""Every table of the service, for migrations and tests: importing this fills `Base.metadata`."""

from backend import audit, numbering
from backend.access_points import models as access_points
from backend.administrative_units import models as administrative_units
from backend.approved_lists import models as approved_lists
from backend.broadcasts import models as broadcasts
from backend.channel_tokens import models as channel_tokens
from backend.contacts import models as contacts
from backend.data_packages import models as data_packages
from backend.data_packages import order_models as package_orders
from backend.data_packages import reconciliation_models as package_reconciliations
from backend.db import Base
from backend.deliveries import models as deliveries
from backend.devices import models as devices
from backend.donors import models as donors
from backend.households import models as households
from backend.inspections import models as inspections
from backend.invitations import models as invitations
from backend.jobs import models as jobs
from backend.media import models as media
from backend.message_quotas import models as message_quotas
from backend.message_templates import models as message_templates
from backend.messages import models as messages
from backend.officers import models as officers
from backend.papers import models as papers
from backend.poverty_lists import models as poverty_lists
from backend.programmes import models as programmes
from backend.quotas import models as quotas
from backend.saved_views import models as saved_views
from backend.schools import models as schools
from backend.support_requests import models as support_requests
from backend.support_requests import moves as support_request_moves
from backend.support_requests import queue_models
from backend.teachers import models as teachers
from backend.tickets import models as tickets

__all__ = [
    "access_points",
    "administrative_units",
    "approved_lists",
    "audit",
    "broadcasts",
    "channel_tokens",
    "contacts",
    "data_packages",
    "deliveries",
    "devices",
    "donors",
    "households",
    "inspections",
    "invitations",
    "jobs",
    "media",
    "message_quotas",
    "message_templates",
    "messages",
    "numbering",
    "officers",
    "package_orders",
    "package_reconciliations",
    "papers",
    "poverty_lists",
    "programmes",
    "queue_models",
    "quotas",
    "saved_views",
    "schools",
    "support_request_moves",
    "support_requests",
    "teachers",
    "tickets",
]

metadata = Base.metadata
