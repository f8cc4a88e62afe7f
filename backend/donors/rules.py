"""What a donor may hear of a pupil."""

import re

GRADES = range(1, 13)


def grade_of(class_name: str) -> str:
    """The grade of "5A" or "lớp 5" is "5"; "" when none is named. The whole name of a class of a small
    school would tell who the child is."""
    found = re.search(r"[0-9]+", class_name)
    return str(int(found[0])) if found and len(found[0]) < 3 and int(found[0]) in GRADES else ""
