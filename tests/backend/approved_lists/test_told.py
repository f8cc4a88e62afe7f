"""What a family is told of the signed list, and when it is told nothing."""

from backend.approved_lists.models import ApprovedListRow, RowKind
from backend.approved_lists.told import lines_about
from backend.quotas.places import open_claim
from backend.support_requests.models import RequestId, SupportRequest
from tests.backend.approved_lists.test_lists import (
    PROGRAMME,
    amend,
    approved,
    change,
    gather,
    sign,
    signed,
)
from tests.backend.counter import Counter
from tests.backend.quotas.factory import set_quota


def told(counter: Counter, request_id: RequestId) -> list[str]:
    with counter.database.reading() as session:
        return lines_about(session, session.get_one(SupportRequest, request_id))


def test_only_a_signed_list_is_told_of(counter: Counter) -> None:
    request_id = approved(counter, 1)
    assert told(counter, request_id) == []
    gathered = gather(counter)
    assert told(counter, request_id) == [], "a draft promises nothing"
    sign(counter, gathered)
    first, second = told(counter, request_id)
    assert first.startswith("Gia đình có tên trong danh sách của quyết định 168/QĐ-UBND ngày ")
    assert first.endswith("diện Hộ nghèo.")
    assert second == "Được nhận: Máy tính, thiết bị học."


def test_source_and_the_reason_of_it_are_told(counter: Counter) -> None:
    set_quota(counter, 5, unit=counter.world.commune, by=counter.world.officer, programme=PROGRAMME)
    request_id = approved(counter, 1)
    signed(counter)
    reason = "Vì sao dùng nguồn này: Nguồn đầu tiên theo thứ tự của chương trình."
    assert told(counter, request_id)[2:] == ["Nguồn: Ngân sách nhà nước.", reason]
    with counter.database.transaction() as session:
        claim = open_claim(session, request_id)
        assert claim is not None
        claim.reason = ""
    assert told(counter, request_id)[2:] == ["Nguồn: Ngân sách nhà nước."]


def test_a_family_that_was_removed_is_told_of_no_list(counter: Counter) -> None:
    request_id, other = approved(counter, 1), approved(counter, 2)
    first = signed(counter)
    later = amend(counter, first)
    change(counter, later, RowKind.REMOVED, request_id)
    assert told(counter, request_id), "the later decision is not signed"
    sign(counter, later, "200/QĐ-UBND")
    assert told(counter, request_id) == []
    assert "168/QĐ-UBND" in told(counter, other)[0]


def test_a_correction_is_told_with_the_decision_that_made_it(counter: Counter) -> None:
    request_id = approved(counter, 1)
    later = amend(counter, signed(counter))
    change(counter, later, RowKind.CORRECTED, request_id)
    sign(counter, later, "201/QĐ-UBND")
    (first, *_rest) = told(counter, request_id)
    assert "201/QĐ-UBND" in first
    assert "168/QĐ-UBND" not in first
    with counter.database.reading() as session:
        rows = session.query(ApprovedListRow).filter_by(request_id=request_id, in_force=True)
        assert rows.count() == 1
