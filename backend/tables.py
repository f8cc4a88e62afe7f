"""Every table of the service, for migrations and tests: importing this fills `Base.metadata`."""

from backend import audit
from backend.administrative_units import models as administrative_units
from backend.channel_tokens import models as channel_tokens
from backend.contacts import models as contacts
from backend.data_packages import models as data_packages
from backend.db import Base
from backend.deliveries import models as deliveries
from backend.enquiries import models as enquiries
from backend.households import models as households
from backend.jobs import models as jobs
from backend.messages import models as messages
from backend.officers import models as officers
from backend.poverty_lists import models as poverty_lists
from backend.programmes import models as programmes
from backend.support_requests import models as support_requests

__all__ = [
    "administrative_units",
    "audit",
    "channel_tokens",
    "contacts",
    "data_packages",
    "deliveries",
    "enquiries",
    "households",
    "jobs",
    "messages",
    "officers",
    "poverty_lists",
    "programmes",
    "support_requests",
]

metadata = Base.metadata
