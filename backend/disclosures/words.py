"""What the register's codes mean: receivers, grounds, purposes, kinds of data."""

from enum import StrEnum

from backend.i18n import N_, _


class ReceiverKind(StrEnum):
    """Whom data went to. What an officer takes out to work with stays in the `OFFICE`."""

    OPERATOR = "operator"
    AUTHORITY = "authority"
    SCHOOL = "school"
    DONOR = "donor"
    PUBLIC = "public"
    OTHER = "other"
    OFFICE = "office"

    @property
    def label(self) -> str:
        """As officers and families read it."""
        return _(_KINDS[self])


_KINDS = {
    ReceiverKind.OPERATOR: N_("Nhà mạng"),
    ReceiverKind.AUTHORITY: N_("Cơ quan nhà nước, Mặt trận"),
    ReceiverKind.SCHOOL: N_("Nhà trường"),
    ReceiverKind.DONOR: N_("Người ủng hộ"),
    ReceiverKind.PUBLIC: N_("Niêm yết công khai"),
    ReceiverKind.OTHER: N_("Nơi khác"),
    ReceiverKind.OFFICE: N_("Dùng tại đơn vị"),
}
OUTSIDE = tuple(kind for kind in ReceiverKind if kind is not ReceiverKind.OFFICE)


class Basis(StrEnum):
    """On what grounds. Which law that is stands in the impact dossier, not here."""

    CONSENT = "consent"
    DUTY = "duty"
    DEMAND = "demand"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_BASES[self])


_BASES = {
    Basis.CONSENT: N_("Gia đình đã đồng ý"),
    Basis.DUTY: N_("Nhiệm vụ của đơn vị"),
    Basis.DEMAND: N_("Cơ quan có thẩm quyền yêu cầu bằng văn bản"),
    Basis.OTHER: N_("Căn cứ khác, ghi ở chú thích"),
}

PURPOSES = {
    "data_package": N_("Đăng ký gói cước"),
    "call_family": N_("Gọi cho gia đình"),
    "hand_over": N_("Bàn giao máy"),
    "decision": N_("Ban hành quyết định"),
    "posting": N_("Niêm yết công khai"),
    "support": N_("Hỗ trợ thêm cho gia đình"),
    "inspection": N_("Kiểm tra, báo cáo"),
    "office_work": N_("Làm việc tại đơn vị"),
}

FIELDS = {
    "name": N_("tên người, gia đình"),
    "child": N_("tên học sinh"),
    "birth": N_("năm sinh"),
    "school": N_("trường, lớp"),
    "head": N_("tên chủ hộ"),
    "place": N_("nơi ở"),
    "standing": N_("diện hộ"),
    "benefit": N_("khoản được hỗ trợ"),
    "status": N_("kết quả"),
    "device": N_("máy đã nhận"),
    "receiver": N_("người nhận máy"),
    "phone": N_("số điện thoại"),
    "sim_serial": N_("số SIM"),
    "package": N_("gói cước"),
    "ordered_on": N_("ngày đặt gói"),
    "request": N_("mã hồ sơ"),
    "title": N_("danh hiệu"),
    "citizen_id": N_("số định danh"),
}

PAPERS = {
    "order": N_("Tệp đặt gói cước"),
    "decision.pdf": N_("Quyết định kèm danh sách, PDF"),
    "decision.docx": N_("Quyết định kèm danh sách, Word"),
    "list.xlsx": N_("Danh sách được duyệt, Excel"),
    "posting.pdf": N_("Danh sách niêm yết, PDF"),
    "posting.docx": N_("Danh sách niêm yết, Word"),
    "minutes.pdf": N_("Biên bản bàn giao, PDF"),
    "minutes.docx": N_("Biên bản bàn giao, Word"),
    "family-minutes.pdf": N_("Biên bản bàn giao từng gia đình, PDF"),
    "titles.pdf": N_("Quyết định danh hiệu, PDF"),
    "titles.docx": N_("Quyết định danh hiệu, Word"),
    "titles.xlsx": N_("Danh sách giấy chứng nhận, Excel"),
    "marked.xlsx": N_("Danh sách hộ nghèo đánh dấu lỗi, Excel"),
    "not-accepted.xlsx": N_("Các dòng chưa nhận của danh sách hộ nghèo, Excel"),
    "requests": N_("Bảng kê hồ sơ"),
    "hand-overs": N_("Bảng kê bàn giao"),
    "data-packages": N_("Bảng kê gói cước"),
    "by_hand": N_("Đưa ngoài hệ thống"),
}


def paper_told(code: str) -> str:
    """Which paper or table it was."""
    return _(PAPERS[code]) if code in PAPERS else code


def fields_told(codes: str) -> str:
    """ "phone, request" -> "số điện thoại, mã hồ sơ"; a code of former times stays as it is."""
    known = [code for code in codes.split(", ") if code]
    return ", ".join(_(FIELDS[code]) if code in FIELDS else code for code in known)


def purpose_told(code: str) -> str:
    """What it was for; "" where nothing was said."""
    return _(PURPOSES[code]) if code in PURPOSES else code


def receiver_told(kind: ReceiverKind, name: str) -> str:
    """ "Nhà mạng: Viettel", or the kind alone."""
    return _("{kind}: {name}").format(kind=kind.label, name=name) if name else kind.label
