"""The wording of the privacy notice, by version. Consents name the version that was agreed to: a word
changed is a new version, and none is ever deleted."""

from collections.abc import Mapping

from backend.contacts.commands import HOUSEHOLD_REQUESTS, REQUESTS
from backend.i18n import N_
from bot.flows.notice import Notice

CURRENT = "2026-11-23"
NOTICES: Mapping[str, Notice] = {
    "2026-11": Notice(
        N_(
            "Em là trợ lý tự động của {who}, trả lời bằng máy.\n"
            "Để gửi {what}, em sẽ hỏi: {asks}\n"
            "Người xem: {seen_by}. "
            "Giữ đến 24 tháng sau khi xong.\n"
            "Lúc nào anh/chị cũng có thể nhắn: XEM, SỬA, XÓA thông tin của mình, DỪNG, "
            "hoặc GẶP CÁN BỘ.\n\n"
            "Anh/chị có đồng ý không? Trả lời ĐỒNG Ý hoặc KHÔNG."
        )
    ),
    "2026-11-22": Notice(
        N_(
            "Em là trợ lý tự động của {who}. Em hỏi {asks}, chỉ để {what}. "
            "{seen_by} xem; giữ 24 tháng sau khi xong. "
            "Anh/chị nhắn XEM, SỬA, XÓA, DỪNG lúc nào cũng được.\n\n"
            "Anh/chị có đồng ý không?"
        ),
        N_(
            "{who} chịu trách nhiệm về thông tin này. Em là máy trả lời tự động.\n"
            "Em hỏi: {all}. Chỉ để {what}.\n"
            "{seen_by} xem, để lo việc trên; không ai khác. Giữ đến 24 tháng sau khi xong.\n"
            "Lúc nào anh/chị cũng nhắn được: XEM, SỬA, XÓA thông tin của mình, DỪNG để rút lại "
            "đồng ý, hoặc GẶP CÁN BỘ.\n\n"
            "Anh/chị có đồng ý không?"
        ),
    ),
    CURRENT: Notice(
        N_(
            "Em là máy trả lời của {who}, qua Zalo, Telegram. Em hỏi {asks}, chỉ để {what}. "
            "{seen_by}; giữ {kept}. Muốn XEM, SỬA, XÓA, DỪNG cứ nhắn em.\n\n"
            "Anh/chị có đồng ý không?"
        ),
        N_(
            "{who} chịu trách nhiệm về thông tin này. Em là máy trả lời tự động; Zalo, Telegram "
            "chuyển tin nhắn và ảnh giữa anh/chị với em.\n"
            "Em hỏi: {all}. Chỉ để {what}.\n"
            "{seen_in_full}\n"
            "Giữ {kept}; quyết định, biên bản đã ký và nhật ký thì giữ theo quy định lưu trữ.\n"
            "Lúc nào anh/chị cũng nhắn được: XEM, SỬA, XÓA thông tin của mình, DỪNG để rút lại "
            "đồng ý, hoặc GẶP CÁN BỘ.\n\n"
            "Anh/chị có đồng ý không?"
        ),
        frozenset((REQUESTS, HOUSEHOLD_REQUESTS)),
        N_(
            "Em nói thêm điều lần trước chưa nói rõ: danh sách được duyệt dán ở xã có tên chủ hộ; cán "
            "bộ kiểm tra và nơi nhận quyết định cũng xem; tin nhắn đi qua Zalo, Telegram. Còn lại như "
            "trước, vẫn chỉ để {what}.\n\n"
            "Anh/chị có đồng ý không?"
        ),
    ),
}
