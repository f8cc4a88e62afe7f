"""Which school a list of pupils is of: several schools of one commune stand side by side, and a later
list of one replaces the earlier one of the same."""

import re

from backend.poverty_lists.models import PovertyList
from backend.vietnamese import compact, fold

_SCHOOL = re.compile(r"\btruong\b(?P<name>.+?)(?=\bnam hoc\b|\bnam\b|\bhoc ky\b|[(,;\n]|$)")
_NOT_A_NAME = re.compile(r"\.[a-z]+$|\d|\b(nam|hoc|ky|thang|lan|moi|ban|danh|sach|sinh)\b")


def school_key(listed: PovertyList) -> str:
    """By what the title calls the school; where it names none, by the file's name without what
    changes from one file to the next, such as the date."""
    named = _SCHOOL.search(fold(listed.title))
    if named and compact(named["name"]):
        return compact(named["name"])
    return compact(_NOT_A_NAME.sub(" ", fold(listed.file_name)))
