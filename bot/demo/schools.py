"""Schools of the demo: invented, and marked so."""

from sqlalchemy.orm import Session

from backend.officers.models import Officer
from backend.schools.service import SchoolForm, SiteForm, add, add_site

PRIMARY = SchoolForm("Trường Tiểu học Suối Trong (mẫu)", "TH", "TH Suối Trong, tiểu học Suối Trong")
COMBINED = SchoolForm("Trường PTDTBT TH&THCS Đồi Xanh (mẫu)", "liên cấp", "bán trú Đồi Xanh")
SITES = {
    PRIMARY: (
        SiteForm("Điểm chính (mẫu)", internet="yes"),
        SiteForm("Điểm Thôn Trên (mẫu)", internet="weak"),
        SiteForm("Điểm Thôn Dưới (mẫu)", internet="no"),
    ),
    COMBINED: (SiteForm("Điểm chính (mẫu)", internet="yes"),),
}


def make_schools(session: Session, officer: Officer) -> None:
    """Two schools of the officer's commune, with their sites."""
    for form, sites in SITES.items():
        school = add(session, officer, officer.unit_id, form)
        for site in sites:
            add_site(session, officer, school.id, school.version, site)
