"""Communication in every programme: posts, days, reach."""

from tests.acceptance.steps import Town


def test_each_campaign_has_posts_dates_and_reach(town: Town) -> None:
    """«Mỗi chiến dịch có tin, ngày đăng và số người tiếp cận.» Truyền thông của mọi chương trình."""
    desk = town.desk()
    campaigns = (
        ("Loa sáng thôn 1 (mẫu)", "Loa truyền thanh", "2/11/2026", "Sóng và Máy tính", "350"),
        ("Bài trên Zalo (mẫu)", "Zalo", "9/11/2026", "Sóng và Máy tính", "1200"),
        ("Họp thôn 2 (mẫu)", "Họp, phát động", "16/11/2026", "Điện thoại thông minh", ""),
    )
    for title, channel, day, programme, reach in campaigns:
        desk.opens("posts")
        typed = {"Tên tin": title, "Kênh": channel, "Ngày": day, "Lượt người": reach}
        typed |= {"Chương trình": programme, "Chiến dịch": f"Chiến dịch {programme}"}
        assert "Đã ghi" in desk.presses("Thêm", typed)
    desk.follows("Họp thôn 2")
    desk.presses("Ghi lượt tiếp cận", {"Lượt người tiếp cận": "45"})
    desk.opens("posts")
    shown = {row["Tin, bài, buổi"]: row for row in desk.table(heading="Chiến dịch")}
    for title, channel, day, programme, reach in campaigns:
        row = shown[title]
        assert (row["Kênh"], row["Ngày"]) == (channel, day)
        assert row["Chiến dịch"] == f"Chiến dịch {programme}"
        assert row["Lượt người"].replace(".", "") == (reach or "45")
    rows = desk.opens("figures/rows?figure=posts&always=1")
    assert all(title in rows for title in shown)
    for which, programme, posts, days, reach in (
        ("Sóng", "Sóng và Máy tính", "2", ("2/11/2026", "9/11/2026"), "1.550"),
        ("điện thoại", "Điện thoại thông minh", "1", ("16/11/2026", "16/11/2026"), "45"),
    ):
        desk.opens("reports")
        desk.presses("Lập báo cáo", {"Báo cáo nào": which, "Kỳ báo cáo": "Tháng này"})
        (campaign, total) = desk.table(heading="Chiến dịch truyền thông")
        assert campaign["Chiến dịch truyền thông"] == f"Chiến dịch {programme}"
        assert (campaign["Từ ngày"], campaign["Đến ngày"]) == days
        for row in (campaign, total):
            assert (row["Số tin, bài, buổi"], row["Lượt người tiếp cận"]) == (posts, reach)
    desk.opens("reports")
    desk.presses("Lập báo cáo", {"Báo cáo nào": "Sóng", "Kỳ báo cáo": "Tháng này"})
    by_channel = {row["Kênh"]: row for row in desk.table(heading="Kênh")}
    assert by_channel["Loa truyền thanh"]["Lượt người tiếp cận"] == "350"
    assert by_channel["Họp, phát động"]["Số tin, bài, buổi"] == "0", "that is of another programme"
