"""The states of an application for a title, and what can happen to it."""

from enum import StrEnum

from backend.i18n import N_, _


class TitleStatus(StrEnum):
    """Where an application stands. Stored for the list's sake, always derived by `rules.standing_of`."""

    WAITING = "waiting"  # at one of the steps
    SENT_BACK = "sent_back"  # the applicant has to add something
    PASSED = "passed"  # enough points; waits for the decision
    REFUSED = "refused"
    RECOGNISED = "recognised"
    REVOKED = "revoked"  # a later decision took the title away

    @property
    def label(self) -> str:
        """As officers and applicants read it."""
        return _(_STATUS[self])


_STATUS = {
    TitleStatus.WAITING: N_("Đang xét"),
    TitleStatus.SENT_BACK: N_("Chờ bổ sung"),
    TitleStatus.PASSED: N_("Đạt, chờ quyết định"),
    TitleStatus.REFUSED: N_("Chưa đạt"),
    TitleStatus.RECOGNISED: N_("Đã công nhận"),
    TitleStatus.REVOKED: N_("Đã hủy công nhận"),
}


class TitleHappened(StrEnum):
    """What can happen to an application."""

    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"  # a step before the last two
    SCORED = "scored"  # the points were written down; nothing is decided yet
    PASSED = "passed"
    SENT_BACK = "sent_back"
    ADDED = "added"  # the applicant added what was missing
    REFUSED = "refused"
    APPEALED = "appealed"  # the applicant does not agree with the refusal
    RECOGNISED = "recognised"
    CORRECTED = "corrected"  # by a later decision, as the next
    REVOKED = "revoked"
    EVIDENCE = "evidence"  # an officer put a photo to it

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_HAPPENED[self])


_HAPPENED = {
    TitleHappened.SUBMITTED: N_("Gửi hồ sơ"),
    TitleHappened.CONFIRMED: N_("Xác nhận"),
    TitleHappened.SCORED: N_("Chấm điểm"),
    TitleHappened.PASSED: N_("Đạt, đề nghị công nhận"),
    TitleHappened.SENT_BACK: N_("Trả lại để bổ sung"),
    TitleHappened.ADDED: N_("Người đăng ký bổ sung"),
    TitleHappened.REFUSED: N_("Chưa đạt"),
    TitleHappened.APPEALED: N_("Người đăng ký đề nghị xem lại"),
    TitleHappened.RECOGNISED: N_("Công nhận"),
    TitleHappened.CORRECTED: N_("Sửa quyết định công nhận"),
    TitleHappened.REVOKED: N_("Hủy công nhận"),
    TitleHappened.EVIDENCE: N_("Thêm ảnh minh chứng"),
}


class AwardKind(StrEnum):
    """What a line of a decision says of its application."""

    RECOGNISED = "recognised"
    REVOKED = "revoked"  # only in a later decision, as the next
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        """As the paper says it."""
        return _(_KINDS[self])


_KINDS = {
    AwardKind.RECOGNISED: N_("Công nhận"),
    AwardKind.REVOKED: N_("Hủy công nhận"),
    AwardKind.CORRECTED: N_("Sửa lại"),
}


class StudyKind(StrEnum):
    """What people of the association for the promotion of learning are taught."""

    POLICY = "policy"
    TECHNOLOGY = "technology"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_STUDIES[self])


_STUDIES = {
    StudyKind.POLICY: N_("Học tập, quán triệt chủ trương"),
    StudyKind.TECHNOLOGY: N_("Tập huấn công nghệ thông tin"),
}
