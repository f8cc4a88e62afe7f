"""The admin site, with visitors, for the pages of posters."""

from tests.backend.admin.conftest import address, officer, stranger

__all__ = ["address", "officer", "stranger"]
