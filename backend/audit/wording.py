"""The trail in words. `tests/backend/audit/test_wording.py` finds an act that has none."""

from backend.admin.phones import reasons
from backend.audit.checking import Break, BreakKind
from backend.audit.models import AuditEntry
from backend.clock import local
from backend.i18n import N_, _, day

ACTIONS = {
    "submit": N_("gửi đề nghị"),
    "enter": N_("nhập hồ sơ cho gia đình"),
    "supplement": N_("bổ sung"),
    "withdraw": N_("rút hồ sơ"),
    "ask_family": N_("hỏi gia đình"),
    "answer_officer": N_("trả lời câu hỏi của cán bộ"),
    "read_answer": N_("đọc câu trả lời của gia đình"),
    "merge": N_("gộp một hồ sơ trùng vào"),
    "merged_into": N_("gộp vào hồ sơ khác"),
    "transfer": N_("chuyển đến xã khác"),
    "declare_family": N_("báo là hồ sơ của người nhà"),
    "identify_household": N_("xác định hộ trong danh sách"),
    "verified_again": N_("đối chiếu lại với danh sách mới"),
    "verified_otherwise": N_("đối chiếu lại, kết quả thay đổi"),
    "approve": N_("duyệt"),
    "refuse": N_("từ chối"),
    "send_back": N_("trả lại để gia đình bổ sung"),
    "return": N_("trả về bước trước"),
    "reopen": N_("mở lại để xét"),
    "place_in_quota": N_("cấp chỉ tiêu"),
    "show_phone": N_("xem số điện thoại"),
    "hand_over": N_("ghi đã bàn giao máy"),
    "confirm_delivery": N_("xác nhận đã nhận máy"),
    "deny_delivery": N_("báo chưa nhận được máy"),
    "take_back": N_("ghi gia đình trả lại máy"),
    "remind_delivery": N_("nhắc gia đình xác nhận"),
    "plan_hand_over": N_("hẹn buổi bàn giao"),
    "change_hand_over": N_("sửa buổi bàn giao"),
    "call_off_hand_over": N_("hủy buổi bàn giao"),
    "invite_to_hand_over": N_("mời gia đình đến nhận máy"),
    "take_off_hand_over": N_("bỏ một gia đình khỏi buổi bàn giao"),
    "assign_devices": N_("xếp máy cho gia đình"),
    "keep_hand_over_photo": N_("lưu ảnh buổi bàn giao"),
    "tick_hand_over": N_("điểm danh buổi bàn giao"),
    "close_hand_over": N_("kết thúc buổi bàn giao"),
    "register_data_package": N_("đăng ký gói cước"),
    "activate_data_package": N_("ghi gói cước đã mở"),
    "package_needs_identity": N_("ghi gói cước chờ xác thực thuê bao"),
    "correct_package_number": N_("sửa số nhận gói cước"),
    "order_package_again": N_("đăng ký lại gói cước"),
    "renew_data_package": N_("gia hạn gói cước"),
    "begin_package_order": N_("lập danh sách gửi nhà mạng"),
    "add_to_package_order": N_("thêm dòng vào danh sách gửi nhà mạng"),
    "change_package_line": N_("sửa dòng của danh sách gửi nhà mạng"),
    "take_out_of_package_order": N_("bỏ dòng khỏi danh sách gửi nhà mạng"),
    "drop_package_order": N_("bỏ danh sách gửi nhà mạng"),
    "send_package_order": N_("gửi danh sách cho nhà mạng"),
    "download_package_order": N_("tải danh sách có số điện thoại"),
    "begin_package_answer": N_("bắt đầu ghi trả lời của nhà mạng"),
    "apply_package_answer": N_("ghi xong trả lời của nhà mạng"),
    "read_package_answer": N_("đọc tệp trả lời của nhà mạng"),
    "discard_package_answer": N_("bỏ tệp trả lời của nhà mạng"),
    "warn_of_package_end": N_("báo gia đình gói cước sắp hết"),
    "disclose_rows": N_("xem hoặc tải dữ liệu cá nhân"),
    "ask_export": N_("xin tệp xuất"),
    "fetch_export": N_("tải tệp xuất"),
    "gather_list": N_("lập danh sách được duyệt"),
    "drop_list": N_("bỏ danh sách được duyệt"),
    "freeze_list": N_("ghi quyết định cho danh sách"),
    "amend_list": N_("sửa danh sách bằng quyết định sau"),
    "draw_sample": N_("bốc thăm hộ để kiểm tra"),
    "inspect": N_("ghi kết quả kiểm tra"),
    "set_quota": N_("đặt chỉ tiêu"),
    "read_poverty_list_again": N_("đọc lại tệp danh sách hộ nghèo"),
    "stop_reading_poverty_list": N_("dừng đọc tệp danh sách hộ nghèo"),
    "upload_poverty_list": N_("tải lên danh sách hộ nghèo"),
    "drop_poverty_list": N_("bỏ bản nháp danh sách hộ nghèo"),
    "publish_poverty_list": N_("công bố danh sách hộ nghèo"),
    "undo_poverty_list": N_("hoàn tác công bố danh sách hộ nghèo"),
    "add_access_point": N_("thêm điểm máy tính"),
    "change_access_point": N_("sửa điểm máy tính"),
    "close_access_point": N_("đóng điểm máy tính"),
    "reopen_access_point": N_("mở lại điểm máy tính"),
    "except_day": N_("ghi giờ riêng của một ngày"),
    "keep_usual_hours": N_("bỏ giờ riêng của một ngày"),
    "add_school": N_("thêm trường"),
    "change_school": N_("sửa trường"),
    "close_school": N_("đóng trường"),
    "reopen_school": N_("mở lại trường"),
    "add_school_site": N_("thêm điểm trường"),
    "change_school_site": N_("sửa điểm trường"),
    "close_school_site": N_("đóng điểm trường"),
    "reopen_school_site": N_("mở lại điểm trường"),
    "create_invitation": N_("lập mã mời"),
    "revoke_invitation": N_("thu hồi mã mời"),
    "confirm_teacher": N_("xác nhận thầy cô"),
    "end_teacher": N_("kết thúc xác nhận thầy cô"),
    "give_consent": N_("đồng ý cho dùng thông tin"),
    "withdraw_consent": N_("rút lại sự đồng ý"),
    "issue_link_code": N_("xin mã nối máy"),
    "join_contacts": N_("nối máy"),
    "undo_link": N_("gỡ nối máy"),
    "sign_in": N_("đăng nhập"),
    "add_officer": N_("thêm tài khoản"),
    "rename_officer": N_("sửa tên cán bộ"),
    "switch_off_officer": N_("tắt tài khoản"),
    "switch_on_officer": N_("bật lại tài khoản"),
    "change_password": N_("đổi mật khẩu"),
    "reset_password": N_("cấp mã đặt lại mật khẩu"),
    "set_password": N_("đặt mật khẩu"),
    "appoint": N_("ghi chức vụ"),
    "end_appointment": N_("kết thúc chức vụ"),
    "switch_appointment": N_("chuyển sang chức vụ khác"),
    "set_up_second_step": N_("cài mã hai bước"),
    "use_recovery_code": N_("dùng mã dự phòng"),
    "renew_recovery_codes": N_("lấy mã dự phòng mới"),
    "remove_second_step": N_("gỡ mã hai bước"),
    "add_message_template": N_("thêm mẫu tin"),
    "change_message_template": N_("sửa mẫu tin"),
    "remove_message_template": N_("bỏ mẫu tin"),
    "write_broadcast": N_("soạn tin hàng loạt"),
    "ask_second_for_broadcast": N_("xin xác nhận tin hàng loạt"),
    "send_broadcast": N_("gửi tin hàng loạt"),
    "pause_broadcast": N_("tạm dừng tin hàng loạt"),
    "cancel_broadcast": N_("hủy tin hàng loạt"),
    "save_view": N_("lưu cách lọc"),
    "remove_view": N_("bỏ cách lọc đã lưu"),
}

# Acts that are named after what happened to a record: "ticket_closed".
FAMILIES = {
    "ticket_": N_("ghi vào phiếu"),
    "device_": N_("ghi sổ máy"),
    "package_": N_("ghi trạng thái gói cước"),
}

SUBJECTS = {
    "support_requests": N_("hồ sơ"),
    "tickets": N_("phiếu"),
    "deliveries": N_("lần giao máy"),
    "hand_over_days": N_("buổi bàn giao"),
    "devices": N_("máy"),
    "data_packages": N_("gói cước"),
    "package_orders": N_("danh sách gửi nhà mạng"),
    "approved_lists": N_("danh sách được duyệt"),
    "package_reconciliations": N_("tệp trả lời của nhà mạng"),
    "disclosures": N_("lần xuất dữ liệu"),
    "inspections": N_("lần kiểm tra"),
    "inspected_deliveries": N_("hộ được kiểm tra"),
    "quotas": N_("chỉ tiêu"),
    "poverty_lists": N_("danh sách hộ nghèo"),
    "access_points": N_("điểm máy tính"),
    "schools": N_("trường"),
    "invitations": N_("mã mời"),
    "teachers": N_("thầy cô"),
    "consents": N_("sự đồng ý"),
    "contact_links": N_("mã nối máy"),
    "message_templates": N_("mẫu tin"),
    "broadcasts": N_("tin hàng loạt"),
    "officers": N_("cán bộ"),
    "saved_views": N_("cách lọc"),
}

_BREAKS = {
    BreakKind.CHANGED: N_("Dòng thứ {position} (số {entry}) đã bị sửa."),
    BreakKind.REMOVED: N_("Dòng thứ {position} đã bị xóa."),
    BreakKind.INSERTED: N_("Dòng số {entry} bị chèn thêm từ ngoài hệ thống."),
    BreakKind.CUT: N_("Phần cuối, từ dòng thứ {position}, đã bị cắt hoặc thay."),
    BreakKind.OTHER: N_("Dòng thứ {position} không phải dòng đã chép ra ngoài trước đây."),
}


def action(name: str) -> str:
    """What was done; of an act of an older version its code."""
    for beginning, words in FAMILIES.items():
        if name.startswith(beginning) and name not in ACTIONS:
            return _(words)
    return _(ACTIONS[name]) if name in ACTIONS else name


def subject(entry: AuditEntry) -> str:
    """What it was done to."""
    kind = SUBJECTS.get(entry.subject)
    return _("{kind} số {number}").format(
        kind=_(kind) if kind else entry.subject, number=entry.subject_id
    )


def told(found: Break) -> str:
    """Where the chain is broken, as one sentence."""
    words = _(_BREAKS[found.kind]).format(position=found.position, entry=found.entry_id)
    if found.after is None:
        return words
    when = local(found.after)
    return (
        words
        + " "
        + _("Gần lúc {time} ngày {day}.").format(time=f"{when:%H:%M}", day=day(when.date()))
    )


def reason(code: str) -> str:
    """What a number was looked at for."""
    return dict(reasons()).get(code, code)
