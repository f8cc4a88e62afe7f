"""Places outside Huế whose own programmes are played: a commune of Điện Biên, a ward of TP.HCM."""

from backend.administrative_units.models import Level
from backend.administrative_units.service import add_unit
from tests.acceptance.steps import Town
from tests.factories import SINCE, make_officer


def opens_dien_bien(town: Town) -> None:
    """xã Thanh Yên takes part; "dienbien" sits in the province."""
    with town.database.transaction() as session:
        province = add_unit(
            session, Level.PROVINCE, "tỉnh", "Điện Biên", code="11", valid_from=SINCE
        )
        add_unit(
            session,
            Level.COMMUNE,
            "xã",
            "Thanh Yên",
            parent=province,
            code="03349",
            valid_from=SINCE,
        )
        make_officer(session, "dienbien", "Lò Thị Mẫu (mẫu)", province)


def opens_tan_dinh(town: Town) -> None:
    """phường Tân Định takes part; "hoi" signs there, "hoi2" assesses."""
    with town.database.transaction() as session:
        city = add_unit(
            session, Level.PROVINCE, "thành phố", "Hồ Chí Minh", code="79", valid_from=SINCE
        )
        ward = add_unit(
            session,
            Level.COMMUNE,
            "phường",
            "Tân Định",
            parent=city,
            code="26734",
            valid_from=SINCE,
        )
        add_unit(session, Level.HAMLET, "khu phố", "Khu phố 1", parent=ward, valid_from=SINCE)
        make_officer(session, "hoi", "Phạm Thị Hội (mẫu)", ward)
        make_officer(session, "hoi2", "Đỗ Văn Học (mẫu)", ward)
