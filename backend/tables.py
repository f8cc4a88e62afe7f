"""Every table of the service, for migrations and tests: importing this fills `Base.metadata`."""

from backend import audit, numbering
from backend.access_points import models as access_points
from backend.administrative_units import models as administrative_units
from backend.channel_tokens import models as channel_tokens
from backend.contacts import models as contacts
from backend.data_packages import models as data_packages
from backend.db import Base
from backend.deliveries import models as deliveries
from backend.households import models as households
from backend.invitations import models as invitations
from backend.jobs import models as jobs
from backend.media import models as media
from backend.message_quotas import models as message_quotas
from backend.messages import models as messages
from backend.officers import models as officers
from backend.poverty_lists import models as poverty_lists
from backend.programmes import models as programmes
from backend.support_requests import models as support_requests
from backend.teachers import models as teachers
from backend.tickets import models as tickets

__all__ = [
    "access_points",
    "administrative_units",
    "audit",
    "channel_tokens",
    "contacts",
    "data_packages",
    "deliveries",
    "households",
    "invitations",
    "jobs",
    "media",
    "message_quotas",
    "messages",
    "numbering",
    "officers",
    "poverty_lists",
    "programmes",
    "support_requests",
    "teachers",
    "tickets",
]

metadata = Base.metadata
