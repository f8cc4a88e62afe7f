"""Hours and places in words that can be read aloud."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from backend.access_points.rules import (
    Asked,
    DayHours,
    Found,
    Hours,
    Occasion,
    Part,
    Schedule,
    alike,
    hours_on,
    minute_of,
    next_opening,
    open_at,
    open_within,
)
from backend.access_points.typed_hours import show_minute
from backend.calendar.days import holiday_on, next_holiday
from backend.i18n import N_, _, weekday_name

MOST_APART = 2  # days that are told one by one
SOON = 60  # days
SUMMER = range(6, 9)  # the months of the school holidays
_PARTS = {
    Part.MORNING: N_("sáng"),
    Part.NOON: N_("trưa"),
    Part.AFTERNOON: N_("chiều"),
    Part.EVENING: N_("tối"),
}


def answer(found: Found, asked: Asked, now: datetime, *, alone: bool) -> str:
    """What a place answers to a question, in short sentences: its hours and where it is; of one that
    is told `alone`, more."""
    told = hours_told(found.schedule, asked, now)
    words = _("{place}: {hours} ạ.") if alone else "{place}: {hours}."
    sentences = [words.format(place=found.point.name, hours=told)]
    if alone and asked.any_time and (week := week_words(found.schedule)):
        sentences.append(_("Giờ mở cửa: {week}.").format(week=week))
    sentences.append(whereabouts(found, alone=alone))
    if alone and asked.any_time and found.point.activities:
        sentences.append(_("Làm được: {activities}.").format(activities=found.point.activities))
    if alone and asked.any_time and found.point.summer and now.month in SUMMER:
        sentences.append(_("Hè này có: {activities}.").format(activities=found.point.summer))
    return " ".join(filter(None, sentences))


def hours_told(schedule: Schedule, asked: Asked, now: datetime) -> str:
    """The hours that were asked for, and when it opens again if it is closed then."""
    if not asked.is_now:
        occasion = _days_of(asked.occasion, now.date()) if asked.occasion else ()
        return _of_days(schedule, asked.days or occasion or (now.date(),), asked, now)
    today = hours_on(schedule, now.date())
    inside = open_at(today.hours, minute_of(now))
    if inside:
        return _("đang mở, đến {time}").format(time=show_minute(inside.closes))
    closed = _closed(_("hôm nay"), today) if today.reason else _("đang đóng cửa")
    again = next_opening(schedule, now)
    if again is None:
        return _("{closed}, chưa rõ ngày mở lại").format(closed=closed)
    return _("{closed}, mở lại {when}").format(closed=closed, when=moment_words(again, now))


def _days_of(occasion: Occasion, today: date) -> Sequence[date]:
    return next_holiday(today, None if occasion is Occasion.HOLIDAY else occasion)


def _of_days(schedule: Schedule, days: Sequence[date], asked: Asked, now: datetime) -> str:
    """Each day, and when it opens again after them if the last one is closed."""
    hours = [hours_on(schedule, day) for day in days]
    if len(days) > MOST_APART and len(set(hours)) == 1 and not hours[0].hours:
        first, last = (day_words(day, now.date()) for day in (days[0], days[-1]))
        clauses = [_closed(_("{first} đến {last}").format(first=first, last=last), hours[0])]
    else:
        clauses = [_of_day(*pair, asked, now.date()) for pair in zip(hours, days, strict=True)]
    if days[-1] >= now.date() and not hours[-1].hours:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        behind = midnight + (days[-1] - now.date()) + timedelta(days=1)
        again = next_opening(schedule, max(now, behind))
        if again:
            clauses.append(_("mở lại {when}").format(when=moment_words(again, now)))
    return "; ".join(clauses)


def _of_day(of_day: DayHours, day: date, asked: Asked, today: date) -> str:
    """What is told of one day."""
    named = day_words(day, today)
    if not of_day.hours:
        return _closed(named, of_day)
    hours = hours_words(of_day.hours)
    if of_day.reason:
        hours = f"{hours} ({of_day.reason})"
    if asked.minute is not None:
        inside = open_at(of_day.hours, asked.minute)
        words = _("{day} lúc {time} có mở, giờ mở là {hours}")
        words = words if inside else _("{day} lúc {time} không mở, chỉ mở {hours}")
        return words.format(day=named, time=show_minute(asked.minute), hours=hours)
    if asked.part:
        named = _part_words(asked.part, day, today)
        within = open_within(of_day.hours, asked.part.span)
        if not within:
            return _("{day} không mở, chỉ mở {hours}").format(day=named, hours=hours)
        hours = hours_words(within)
    return _("{day} mở {hours}").format(day=named, hours=hours)


def _closed(named: str, hours: DayHours) -> str:
    if hours.assumed:
        words = _("{day} là {holiday}, thường nghỉ")
        return words.format(day=named, holiday=_(hours.reason))
    if hours.reason:
        return _("{day} nghỉ ({reason})").format(day=named, reason=hours.reason)
    return _("{day} nghỉ").format(day=named)


def whereabouts(found: Found, *, alone: bool) -> str:
    """Where it is and its telephone; of one `alone`, also how many machines and what it costs."""
    point = found.point
    place = ", ".join(filter(None, (point.address, found.commune)))
    facts = [
        _("ở {place}").format(place=place) if place else "",
        distance_words(found.distance) if found.distance is not None else "",
        _("có {count} máy").format(count=point.machines) if point.machines and alone else "",
        point.fee if alone else "",
        _("gọi {phone}").format(phone=point.phone) if point.phone else "",
    ]
    told = ", ".join(filter(None, facts))
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def distance_words(kilometres: float) -> str:
    """As the crow flies, so only about."""
    if kilometres < 1:
        return _("cách chưa đến 1 km")
    return _("cách khoảng {count} km").format(count=round(kilometres))


def moment_words(moment: datetime, now: datetime) -> str:
    """ "13:30 chiều nay", "7:30 sáng mai, thứ Hai", "7:30 sáng thứ Hai 30/11"."""
    time, part = show_minute(minute_of(moment)), _(_PARTS[_part_of(minute_of(moment))])
    weekday = weekday_name(moment.weekday())
    days = (moment.date() - now.date()).days
    if days == 0:
        return _("{time} {part} nay").format(time=time, part=part)
    if days == 1:
        return _("{time} {part} mai, {weekday}").format(time=time, part=part, weekday=weekday)
    named = f"{weekday} {moment.day}/{moment.month}"
    return _("{time} {part} {day}").format(time=time, part=part, day=named)


def _part_of(minute: int) -> Part:
    return next(
        (part for part in Part if part.span.opens <= minute < part.span.closes), Part.MORNING
    )


def day_words(day: date, today: date) -> str:
    """ "hôm nay", "mai (thứ Ba 24/11)", "Chủ nhật 29/11"."""
    if day == today:
        return _("hôm nay")
    named = f"{weekday_name(day.weekday())} {day.day}/{day.month}"
    if day.year != today.year:
        named = f"{named}/{day.year}"
    return _("mai ({weekday})").format(weekday=named) if (day - today).days == 1 else named


def _part_words(part: Part, day: date, today: date) -> str:
    """ "tối nay", "tối mai (thứ Ba 24/11)", "tối Chủ nhật 29/11"."""
    named = _("nay") if day == today else day_words(day, today)
    return f"{_(_PARTS[part])} {named}"


def hours_words(hours: Hours) -> str:
    """7:30-11:30 và 13:30-17:00."""
    spans = [f"{show_minute(one.opens)}-{show_minute(one.closes)}" for one in hours]
    return _(" và ").join(spans)


def week_words(schedule: Schedule) -> str:
    """ "thứ Hai đến thứ Sáu 7:30-11:30 và 13:30-17:00; thứ Bảy 8:00-11:00"."""
    return "; ".join(
        f"{', '.join(_days_words(*stretch) for stretch in stretches)} {hours_words(hours)}"
        for stretches, hours in alike(schedule.week)
    )


def _days_words(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return _("hằng ngày")
    names = [weekday_name(day) for day in (first, last)]
    if last - first < MOST_APART:
        return ", ".join(dict.fromkeys(names))
    return _("{first} đến {last}").format(first=names[0], last=names[1])


def coming_holidays(today: date) -> str:
    """The holidays of the next weeks, for whoever has to say whether a place is open then."""
    soon = (today + timedelta(days=ahead) for ahead in range(SOON + 1))
    named = ((day, holiday_on(day)) for day in soon)
    return "; ".join(f"{day_words(day, today)} {_(name)}" for day, name in named if name)
