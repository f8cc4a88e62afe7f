"""What a column of a list can hold, under the names by which an officer chooses it."""

from backend.i18n import N_
from backend.poverty_lists.draft import Standing

# Labels are source texts: `_()` translates them where they are shown.
FIELDS: dict[str, str] = {
    "number": N_("Số thứ tự"),
    "household_number": N_("Mã hộ, số hộ"),
    "head_name": N_("Họ và tên chủ hộ"),
    "member_name": N_("Họ và tên thành viên"),
    "pupil_name": N_("Họ và tên học sinh"),
    "family_name": N_("Họ và chữ đệm"),
    "given_name": N_("Tên (cột riêng)"),
    "relation": N_("Quan hệ với chủ hộ"),
    "parent_name": N_("Họ và tên cha mẹ"),
    "father_name": N_("Họ và tên cha"),
    "mother_name": N_("Họ và tên mẹ"),
    "birth": N_("Ngày sinh hoặc năm sinh"),
    "birth_day": N_("Ngày sinh (cột riêng)"),
    "birth_month": N_("Tháng sinh (cột riêng)"),
    "birth_year": N_("Năm sinh (cột riêng)"),
    "male": N_("Nam"),
    "female": N_("Nữ"),
    "sex": N_("Giới tính"),
    "citizen_id": N_("Số căn cước, chứng minh"),
    "ethnicity": N_("Dân tộc"),
    "phone": N_("Số điện thoại"),
    "hamlet": N_("Thôn, bản, tổ"),
    "commune": N_("Xã, phường"),
    "member_count": N_("Số khẩu"),
    "standing": N_("Phân loại hộ"),
    "poor": N_("Đánh dấu hộ nghèo"),
    "near_poor": N_("Đánh dấu hộ cận nghèo"),
    "left_poverty": N_("Đánh dấu hộ thoát nghèo"),
    "left_near_poverty": N_("Đánh dấu hộ thoát cận nghèo"),
    "average": N_("Đánh dấu hộ có mức sống trung bình"),
    "income_points": N_("Điểm thu nhập (A, B1)"),
    "deprivation_points": N_("Điểm thiếu hụt (B, B2)"),
    "indicator": N_("Một chỉ số thiếu hụt"),
    "deprivations": N_("Các chỉ số thiếu hụt (trong một ô)"),
    "lacks_information": N_("Thiếu hụt về thông tin"),
    "school_class": N_("Lớp"),
    "has_device": N_("Đã có thiết bị"),
    "note": N_("Ghi chú"),
}

# Columns under which a mark gives the class.
MARKED: dict[str, Standing] = {
    "poor": Standing.POOR,
    "near_poor": Standing.NEAR_POOR,
    "left_poverty": Standing.LEFT_POVERTY,
    "left_near_poverty": Standing.LEFT_NEAR_POVERTY,
    "average": Standing.AVERAGE,
}
NAMES = ("member_name", "pupil_name", "head_name", "family_name", "given_name")
BIRTHS = ("birth", "birth_year", "birth_month", "male", "female")
