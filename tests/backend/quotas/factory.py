"""An invented programme with two steps, two sources and classes that come first; and its quotas."""

import tempfile
from pathlib import Path

from sqlalchemy import select

from backend.administrative_units.models import UnitId
from backend.officers.models import Officer, OfficerId
from backend.programmes.service import CATALOGUE, load_catalogue
from backend.quotas import service
from backend.quotas.models import QuotaClaim, QuotaId
from backend.quotas.service import QuotaForm
from backend.support_requests.models import RequestId
from tests.backend.counter import APPROVE, Counter

CODE = "hai-buoc"
STEPS = """
[[steps]]
name = "Xã thẩm định"
level = "commune"
roles = ["approver"]
working_days = 5

[[steps]]
name = "Tỉnh duyệt"
level = "province"
roles = ["approver"]
working_days = 10
"""


def load_programme(counter: Counter, *, rounds: str = "") -> None:
    """Adds the programme to the catalogue of the test's world."""
    text = (CATALOGUE / "song-va-may-tinh.toml").read_text("utf-8")
    one_step = text[text.index("[[steps]]") : text.index("[[benefits]]")]
    text = text.replace(one_step, f"{STEPS}\n{rounds}\n")
    text = text.replace('code = "song-va-may-tinh"', f'code = "{CODE}"').replace('"HT"', '"HB"')
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{CODE}.toml").write_text(text, "utf-8")
        with counter.database.transaction() as session:
            load_catalogue(session, Path(folder))


def set_quota(
    counter: Counter,
    amount: object,
    *,
    unit: int | None = None,
    by: int | None = None,
    version: int = 0,
    programme: str = CODE,
    benefit: str = "device",
    source: str = "ngan-sach",
    round_code: str = "ca-chuong-trinh",
) -> QuotaId:
    """A line of the commune's, unless `unit` says otherwise; by the province's officer."""
    form = QuotaForm(
        UnitId(unit or counter.world.commune),
        programme,
        benefit,
        source,
        round_code,
        str(amount),
    )
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by or counter.world.province_officer))
        return service.set_quota(session, officer, version, form).id


def divided(counter: Counter, amount: int, source: str = "ngan-sach") -> QuotaId:
    """The commune's line, out of a province's that has 100."""
    set_quota(counter, 100, unit=counter.world.province, source=source)
    return set_quota(counter, amount, source=source)


def submit(counter: Counter, number: int, **said: object) -> RequestId:
    """A request under the programme, of the n-th child."""
    name = "Hồ Văn " + "Nam" * number
    fields = {"programme": CODE, "child_name": name, **said}
    return counter.submit(f"tele-{number}", **fields)


def approved_by_commune(counter: Counter, number: int, **said: object) -> RequestId:
    """A request that waits for the province."""
    request_id = submit(counter, number, **said)
    counter.decide(request_id, APPROVE)
    return request_id


def approve(counter: Counter, request_id: RequestId) -> None:
    """The last step."""
    counter.decide(request_id, APPROVE, by=counter.world.province_officer)


def claims(counter: Counter) -> list[QuotaClaim]:
    with counter.database.reading() as session:
        return list(session.scalars(select(QuotaClaim).order_by(QuotaClaim.id)))
