"""Quotas (chỉ tiêu phân bổ): how many a province gives, and who has one of them."""
