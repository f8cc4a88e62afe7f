"""Words that officers choose from: reasons in the words that the family reads, and labels."""

from backend.i18n import N_

REFUSE = (
    N_("Hộ không có trong danh sách hộ nghèo, hộ cận nghèo của xã."),
    N_("Học sinh đã được hỗ trợ thiết bị học trước đây."),
    N_("Học sinh đã có máy riêng dùng tốt."),
    N_("Học sinh không thường trú ở xã, xin gửi đề nghị đến xã nơi thường trú."),
)
SEND_BACK = (
    N_("Xin cho biết họ tên và năm sinh của chủ hộ, đúng như giấy chứng nhận hộ nghèo."),
    N_("Xin cho biết gia đình đang ở thôn nào."),
    N_("Xin cho biết họ tên, ngày sinh của học sinh, đúng như giấy khai sinh."),
    N_("Xin mang giấy tờ xác nhận hoàn cảnh đến UBND xã."),
)
# What holds when a rule of `programmes.rules` finds nothing against a request.
CHECKS = {
    "circumstances": N_("Thuộc đối tượng của chương trình."),
    "without_device": N_("Học sinh chưa có máy riêng để học."),
    "one_device_a_household": N_("Hộ chưa được chương trình nào cấp máy."),
    "answers": N_("Câu trả lời đúng điều kiện của chương trình."),
    "once_a_child": N_("Học sinh chưa được chương trình hỗ trợ lần nào."),
    "once_a_household": N_("Hộ chưa được chương trình hỗ trợ lần nào."),
    "one_device_a_child": N_("Học sinh chưa được cấp máy lần nào."),
}
RELATIONS = (
    N_("bố hoặc mẹ"),
    N_("ông hoặc bà"),
    N_("anh hoặc chị"),
    N_("họ hàng"),
    N_("người giám hộ"),
    N_("chính học sinh"),
    N_("chủ hộ"),
    N_("người trong hộ"),
)
