"""The units of the country, as they are in the database: complete, and each old one succeeded."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from backend.administrative_units.country import new_units, old_units
from backend.administrative_units.models import (
    AdministrativeUnit,
    Level,
    SuccessionKind,
    UnitSuccession,
)
from backend.administrative_units.service import unit_with_code
from backend.errors import NotFound

unit = AdministrativeUnit
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
OLD, NEW = aliased(unit), aliased(unit)


def existing(session: Session, at: date) -> dict[Level, int]:
    there = (unit.valid_from <= at, unit.valid_to.is_(None) | (unit.valid_to > at))
    query = select(unit.level, func.count()).where(*there).group_by(unit.level)
    return {level: count for level, count in session.execute(query) if level is not Level.HAMLET}


def test_until_30_june_2025_there_are_three_levels(country: Session) -> None:
    expected = {Level.PROVINCE: 63, Level.DISTRICT: 696, Level.COMMUNE: 10_035}
    assert existing(country, BEFORE) == expected


def test_from_1_july_2025_there_are_two_levels(country: Session) -> None:
    assert existing(country, AFTER) == {Level.PROVINCE: 34, Level.COMMUNE: 3321}


def test_the_communes_of_today_are_of_three_types(country: Session) -> None:
    query = select(unit.type, func.count()).where(
        unit.level == Level.COMMUNE, unit.valid_to.is_(None)
    )
    rows = country.execute(query.group_by(unit.type))
    assert {type_: count for type_, count in rows} == {
        "xã": 2621,
        "phường": 687,
        "đặc khu": 13,
    }


def test_every_unit_stands_below_its_parent(country: Session) -> None:
    parent = aliased(unit)
    broken = select(unit.id).outerjoin(parent, unit.parent_id == parent.id)
    own = func.coalesce(parent.path, "/") + func.cast(unit.id, unit.name.type) + "/"
    assert country.scalars(broken.where(unit.path != own)).all() == []
    tops = select(unit.level).where(unit.parent_id.is_(None)).distinct()
    assert country.scalars(tops).all() == [Level.PROVINCE]


# Which old communes became which: from the resolutions, as domain knowledge has them.
SUCCESSIONS = {
    "20056 xã A Lưới 1": "xã Hồng Vân, xã Hồng Kim, xã Trung Sơn, xã Hồng Thủy",
    "20044 xã A Lưới 2": "thị trấn A Lưới, xã Hồng Bắc, xã A Ngo, xã Quảng Nhâm",
    "20071 xã A Lưới 3": "xã Sơn Thủy, xã Phú Vinh, xã Hồng Thượng, xã Hồng Thái",
    "20101 xã A Lưới 4": "xã Hương Phong, xã A Roàng, xã Đông Sơn, xã Lâm Đớt",
    "20050 xã A Lưới 5": "xã Hồng Hạ, xã Hương Nguyên",
    "23527 xã Sa Thầy": "thị trấn Sa Thầy, xã Sa Nhơn, xã Sa Sơn",
    "23534 xã Sa Bình": "xã Sa Bình, xã Sa Nghĩa, xã Hơ Moong",
    "23548 xã Ya Ly": "xã Ya Xiêr, xã Ya Tăng, xã Ya Ly",
    "23530 xã Rờ Kơi": "xã Rờ Kơi",
    "23536 xã Mô Rai": "xã Mô Rai",
    "03328 xã Thanh Nưa": "xã Thanh Nưa, xã Hua Thanh, xã Thanh Luông, xã Thanh Hưng, xã Thanh Chăn",
    "03349 xã Thanh Yên": "xã Thanh Yên, xã Noong Luống, xã Pa Thơm",
    "03352 xã Thanh An": "xã Thanh An, xã Noong Hẹt, xã Sam Mứn",
    "03356 xã Sam Mứn": "xã Pom Lót, xã Na Ư",
    "03358 xã Núa Ngam": "xã Núa Ngam, xã Hẹ Muông, xã Na Tông",
    "03368 xã Mường Nhà": "xã Mường Nhà, xã Mường Lói, xã Phu Luông",
    "03334 phường Mường Thanh": "xã Thanh Xương, phường Noong Bua, phường Nam Thanh",
}


@pytest.mark.parametrize(("new", "olds"), SUCCESSIONS.items())
def test_a_commune_was_made_of_these(country: Session, new: str, olds: str) -> None:
    code, _sep, name = new.partition(" ")
    commune = unit_with_code(country, code, AFTER)
    assert commune.full_name == name
    query = (
        select(OLD).join(UnitSuccession, UnitSuccession.old_id == OLD.id).where(
            UnitSuccession.new_id == commune.id
        )
    )  # fmt: skip
    found = {old.full_name for old in country.scalars(query)}
    assert found >= set(olds.split(", "))
    if code != "03334":
        assert found == set(olds.split(", "))


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("20056", "xã Trung Sơn", "xã A Lưới 1"),
        ("03349", "xã Noong Luống", "xã Thanh Yên"),
        ("03346", "xã Thanh Yên", None),
        ("46", "thành phố Huế", "thành phố Huế"),
        ("62", "tỉnh Kon Tum", None),
        ("481", "huyện A Lưới", None),
        ("15", "tỉnh Yên Bái", "tỉnh Lào Cai"),
        ("80", "tỉnh Long An", "tỉnh Tây Ninh"),
    ],
)
def test_a_code_means_a_unit_of_its_day(
    country: Session, code: str, before: str, after: str | None
) -> None:
    assert unit_with_code(country, code, BEFORE).full_name == before
    if after is None:
        with pytest.raises(NotFound, match=code):
            unit_with_code(country, code, AFTER)
    else:
        assert unit_with_code(country, code, AFTER).full_name == after
        assert unit_with_code(country, code).full_name == after, "today, unless a day is said"


def test_two_codes_of_three_were_given_to_another_unit() -> None:
    olds, news = old_units(), new_units()
    communes = [code for code in news if len(code) == 5 and code in olds]
    renamed = [c for c in communes if (olds[c].type, olds[c].name) != (news[c].type, news[c].name)]
    assert len(communes) == 3316
    assert 2100 < len(renamed) < 2200


def test_every_old_commune_and_province_became_something(country: Session) -> None:
    lost = select(OLD.name).where(
        OLD.valid_to == AFTER,
        OLD.level.in_([Level.COMMUNE, Level.PROVINCE]),
        OLD.id.not_in(select(UnitSuccession.old_id)),
    )
    assert country.scalars(lost).all() == []


def test_every_unit_of_today_came_from_something_on_its_level(country: Session) -> None:
    orphans = select(NEW.name).where(
        NEW.valid_from == AFTER,
        NEW.level != Level.HAMLET,
        NEW.id.not_in(select(UnitSuccession.new_id)),
    )
    assert country.scalars(orphans).all() == []
    levels = (
        select(OLD.level, NEW.level)
        .join(UnitSuccession, UnitSuccession.old_id == OLD.id)
        .join(NEW, UnitSuccession.new_id == NEW.id)
        .distinct()
    )
    assert {tuple(row) for row in country.execute(levels)} == {
        (Level.PROVINCE, Level.PROVINCE),
        (Level.COMMUNE, Level.COMMUNE),
        (Level.DISTRICT, Level.COMMUNE),  # five islands were districts without communes
    }


def test_divided_communes_say_so_and_name_the_likeliest_part(country: Session) -> None:
    parts: dict[int, list[UnitSuccession]] = {}
    for succession in country.scalars(select(UnitSuccession)):
        parts.setdefault(succession.old_id, []).append(succession)
    divided = [each for each in parts.values() if len(each) > 1]
    assert len(divided) == 441
    for each in parts.values():
        is_divided = len(each) > 1
        assert all(part.divided is is_divided for part in each)
        assert all((part.kind is SuccessionKind.SPLIT) is is_divided for part in each)
        assert sum(part.likeliest for part in each) == 1


def test_provinces_name_the_resolution(country: Session) -> None:
    query = (
        select(UnitSuccession.decision, func.count())
        .join(OLD, UnitSuccession.old_id == OLD.id)
        .where(OLD.level == Level.PROVINCE)
        .group_by(UnitSuccession.decision)
    )
    assert country.execute(query).all() == [("202/2025/QH15", 63)]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("20104", SuccessionKind.MERGE),  # Hồng Thủy
        ("23536", SuccessionKind.CONTINUE),  # Mô Rai
        ("318", SuccessionKind.RENAME),  # huyện -> đặc khu Bạch Long Vĩ
        ("62", SuccessionKind.MERGE),  # Kon Tum
        ("11", SuccessionKind.CONTINUE),  # Điện Biên
    ],
)
def test_what_became_of_a_unit_is_named(country: Session, code: str, kind: SuccessionKind) -> None:
    old = unit_with_code(country, code, BEFORE)
    kinds = select(UnitSuccession.kind).where(UnitSuccession.old_id == old.id)
    assert country.scalars(kinds).all() == [kind]
