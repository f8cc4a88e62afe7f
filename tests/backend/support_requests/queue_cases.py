"""What officers filter the queue by and search it for."""

from backend.households.rules import Verdict
from backend.programmes.rules import Circumstance
from backend.support_requests.filters import Due, Filters
from backend.support_requests.models import Status
from backend.support_requests.queue_models import Entered

FILTERS = [
    Filters(),
    *(Filters(status=status) for status in Status),
    *(Filters(verdict=verdict) for verdict in Verdict),
    *(Filters(due=due) for due in Due),
    *(Filters(entered=entered) for entered in Entered),
    *(Filters(circumstance=one) for one in (Circumstance.POOR, Circumstance.COVID_ORPHAN)),
    *(Filters(programme=code) for code in ("song-va-may-tinh", "khong-co")),
    Filters(status=Status.WAITING, circumstance=Circumstance.NEAR_POOR, due=Due.OVERDUE),
    Filters(status=Status.WAITING, entered=Entered.TEACHER, verdict=Verdict.SAME),
    Filters(supplemented=True),
]

SEARCHED = ["em a", "em", "em số 1", "hồ thị", "hoa", "lạ", "000017", "17", "678", "0912", "xóm đèo",
            "thon 1 em b", "zzz", "em zzz", "lơ a", "th hồng thủy em"]  # fmt: skip
