"""What can be wrong with a row, in words for the officer.

A sentence names places in the file and never repeats a name or a number of a person.
"""

from enum import StrEnum

from backend.i18n import N_, _
from backend.poverty_lists.draft import Problem


class Kind(StrEnum):
    NAME_MISSING = "name_missing"
    STANDING_MISSING = "standing_missing"
    STANDING_BOTH = "standing_both"
    STANDING_UNKNOWN = "standing_unknown"
    DUPLICATE = "duplicate"
    DUPLICATE_PUPIL = "duplicate_pupil"
    MEMBER_ROW = "member_row"
    MEMBER_NAME_MISSING = "member_name_missing"
    MEMBERS_REFUSED = "members_refused"
    PUPIL_NAME_MISSING = "pupil_name_missing"
    NOT_UNDERSTOOD = "not_understood"

    LEFT_LIST = "not_on_list_any_more"

    LOOK_ALIKE = "look_alike"
    SAME_NUMBER = "same_number"
    SHARED_MEMBER = "shared_member"
    STANDING_UNCLEAR = "standing_unclear"
    MARK_UNCLEAR = "mark_unclear"
    POINTS_CONTRADICT = "points_contradict"
    POINTS_UNREADABLE = "points_unreadable"
    MEMBER_COUNT_UNREADABLE = "member_count_unreadable"
    BIRTH_MISSING = "birth_missing"
    BIRTH_UNREADABLE = "birth_unreadable"
    BIRTH_IMPOSSIBLE = "birth_impossible"
    BIRTH_OUT_OF_RANGE = "birth_out_of_range"
    BIRTH_LUNAR = "birth_lunar"
    BIRTH_TWICE = "birth_twice"
    BIRTH_DOUBTFUL = "birth_doubtful"
    BIRTH_LETTERS = "birth_letters"
    SEX_UNREADABLE = "sex_unreadable"
    CITIZEN_ID_ROUNDED = "citizen_id_rounded"
    CITIZEN_ID_REPAIRED = "citizen_id_repaired"
    CITIZEN_ID_SHORT = "citizen_id_short"
    CITIZEN_ID_TWO = "citizen_id_two"
    CITIZEN_ID_LETTERS = "citizen_id_letters"
    CITIZEN_ID_PHONE = "citizen_id_phone"
    CITIZEN_ID_YEAR = "citizen_id_year"
    CITIZEN_ID_WRONG = "citizen_id_wrong"
    CITIZEN_ID_DISAGREES = "citizen_id_disagrees"
    HAMLET_MISSING = "hamlet_missing"
    HAMLET_FROM_ABOVE = "hamlet_from_above"
    NAME_NOTE = "name_note"
    HEAD_DEAD = "head_dead"
    HEAD_MOVED = "head_moved"
    PHONE_UNREADABLE = "phone_unreadable"
    DEVICE_UNCLEAR = "device_unclear"


_REFUSING = {
    Kind.NAME_MISSING: N_("Dòng này không có họ tên chủ hộ."),
    Kind.STANDING_MISSING: N_("Dòng này chưa ghi là hộ nghèo hay hộ cận nghèo."),
    Kind.STANDING_BOTH: N_(
        "Dòng này được đánh dấu cả hộ nghèo lẫn hộ cận nghèo. Anh/chị giữ lại một dấu."
    ),
    Kind.STANDING_UNKNOWN: N_(
        "Em không hiểu loại hộ ghi ở dòng này. Anh/chị ghi HN (hộ nghèo) hoặc HCN (hộ cận nghèo)."
    ),
    Kind.DUPLICATE: N_("Hộ này đã có ở dòng {first_row}, trang “{first_sheet}”."),
    Kind.DUPLICATE_PUPIL: N_("Học sinh này đã có ở dòng {first_row}, trang “{first_sheet}”."),
    Kind.MEMBER_ROW: N_(
        "Dòng này là thành viên nhưng em không thấy chủ hộ. Anh/chị ghi chủ hộ ở dòng đầu của hộ."
    ),
    Kind.MEMBER_NAME_MISSING: N_("Dòng này không có họ tên thành viên nên em để ra ngoài."),
    Kind.MEMBERS_REFUSED: N_(
        "Hộ này không lấy được nên các thành viên ở dòng {rows} cũng để ra ngoài."
    ),
    Kind.PUPIL_NAME_MISSING: N_("Dòng này không có họ tên học sinh nên em để ra ngoài."),
    Kind.NOT_UNDERSTOOD: N_("Em không hiểu dòng này nên để ra ngoài."),
}

_FLAGGING = {
    Kind.LEFT_LIST: N_(
        "Hộ này được ghi là đã thoát nghèo, thoát cận nghèo hoặc có mức sống trung bình, "
        "nên có thể không còn được hưởng. Anh/chị xem lại."
    ),
    Kind.SAME_NUMBER: N_(
        "Dòng này có cùng số định danh với dòng {first_row}, trang “{first_sheet}”, "
        "nhưng khác tên. Anh/chị xem có phải một hộ không."
    ),
    Kind.SHARED_MEMBER: N_(
        "Một người của hộ này cũng có ở hộ dòng {first_row}, trang “{first_sheet}”. "
        "Anh/chị xem hai hộ có phải là một không."
    ),
    Kind.LOOK_ALIKE: N_(
        "Dòng này gần giống dòng {first_row}, trang “{first_sheet}”. Anh/chị xem có trùng hộ không."
    ),
    Kind.STANDING_UNCLEAR: N_("Dòng này ghi hai diện khác nhau nên em để trống diện của hộ."),
    Kind.MARK_UNCLEAR: N_("Em không hiểu dấu ghi ở ô này nên không tính."),
    Kind.POINTS_CONTRADICT: N_("Điểm rà soát không khớp với loại hộ. Anh/chị xem lại dòng này."),
    Kind.POINTS_UNREADABLE: N_("Em không đọc được điểm nên để trống."),
    Kind.MEMBER_COUNT_UNREADABLE: N_("Em không đọc được số khẩu nên để trống."),
    Kind.BIRTH_MISSING: N_("Dòng này không có ngày sinh hoặc năm sinh."),
    Kind.BIRTH_UNREADABLE: N_("Em không đọc được ngày sinh nên để trống."),
    Kind.BIRTH_IMPOSSIBLE: N_(
        "Ngày sinh này không có trong lịch. Em chỉ lấy năm sinh (em luôn đọc ngày trước, tháng sau)."
    ),
    Kind.BIRTH_OUT_OF_RANGE: N_(
        "Năm sinh nằm ngoài khoảng từ 1900 đến nay nên em để trống ngày sinh."
    ),
    Kind.BIRTH_LUNAR: N_("Ngày sinh ghi theo âm lịch nên em chỉ lấy năm sinh."),
    Kind.BIRTH_TWICE: N_(
        "Năm sinh ghi ở cả hai cột Nam và Nữ nên em để trống năm sinh và giới tính."
    ),
    Kind.BIRTH_DOUBTFUL: N_("Ngày sinh ghi chưa chắc chắn (khoảng, dấu hỏi). Anh/chị xem lại."),
    Kind.BIRTH_LETTERS: N_(
        "Ngày sinh có chữ O hoặc chữ l thay cho số 0 hoặc số 1. Em đọc là số, anh/chị kiểm tra lại."
    ),
    Kind.SEX_UNREADABLE: N_("Em không đọc được giới tính nên để trống."),
    Kind.CITIZEN_ID_ROUNDED: N_(
        "Excel đã làm tròn số định danh (dạng 4,6E+10) nên không khôi phục được. "
        "Em để trống, anh/chị gõ lại số ở dạng chữ."
    ),
    Kind.CITIZEN_ID_REPAIRED: N_(
        "Số căn cước thiếu chữ số, do Excel bỏ số 0 ở đầu. Em đã thêm lại, anh/chị kiểm tra giúp em."
    ),
    Kind.CITIZEN_ID_SHORT: N_(
        "Số định danh thiếu chữ số, có thể mất số 0 ở đầu. Em để trống, anh/chị điền lại."
    ),
    Kind.CITIZEN_ID_TWO: N_("Ô này có nhiều số. Em lấy số căn cước nếu có, anh/chị kiểm tra lại."),
    Kind.CITIZEN_ID_LETTERS: N_(
        "Số định danh có chữ O hoặc chữ l thay cho số 0 hoặc số 1. Em đọc là số, anh/chị xem lại."
    ),
    Kind.CITIZEN_ID_PHONE: N_(
        "Ô số định danh ghi một số giống số điện thoại. Em để trống, anh/chị điền lại."
    ),
    Kind.CITIZEN_ID_YEAR: N_(
        "Ô số định danh ghi một năm. Em để trống, anh/chị điền lại số định danh."
    ),
    Kind.CITIZEN_ID_WRONG: N_(
        "Số định danh không đúng dạng (căn cước 12 chữ số, chứng minh 9 chữ số). Em để trống."
    ),
    Kind.CITIZEN_ID_DISAGREES: N_(
        "Số căn cước không khớp với giới tính hoặc năm sinh ở dòng này. Anh/chị xem lại."
    ),
    Kind.HAMLET_MISSING: N_("Em không biết hộ này ở thôn nào."),
    Kind.HAMLET_FROM_ABOVE: N_("Dòng này không ghi thôn. Em lấy thôn của dòng phía trên."),
    Kind.HEAD_DEAD: N_(
        "Bên cạnh tên có ghi là người này đã mất. Anh/chị xem hộ này nay ai là chủ hộ."
    ),
    Kind.HEAD_MOVED: N_(
        "Bên cạnh tên có ghi là đã chuyển đi hoặc vắng. Anh/chị xem hộ này còn ở xã không."
    ),
    Kind.PHONE_UNREADABLE: N_("Em không đọc được số điện thoại nên để trống."),
    Kind.DEVICE_UNCLEAR: N_("Em không hiểu ô ghi về thiết bị nên để trống."),
    Kind.NAME_NOTE: N_(
        "Bên cạnh tên chủ hộ có ghi chú. Anh/chị xem hộ này còn trong danh sách không."
    ),
}


def problem(
    kind: Kind, sheet: str, row: int, column: str = "", number: int = 0, **values: object
) -> Problem:
    """The problem of a row, worded; `values` fill the sentence. `column` is the header of a cell
    and `number` its column."""
    refused = kind in _REFUSING
    sentence = _(_REFUSING[kind] if refused else _FLAGGING[kind])
    return Problem(sheet, row, column, kind, sentence.format(**values), refused, number)
