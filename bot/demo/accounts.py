"""Who can sign in to the demo."""

from dataclasses import dataclass

PASSWORD = "noisong-demo"  # noqa: S105 - printed on every start of the demo


@dataclass(frozen=True)
class SampleOfficer:
    """An account of the demo; `commune` is the code of its unit."""

    username: str
    full_name: str
    commune: str


OFFICERS = (
    SampleOfficer("canbo", "Lê Thị Mai (mẫu)", "20056"),
    SampleOfficer("canbo2", "Trần Văn Hải (mẫu)", "20056"),
    SampleOfficer("canbo5", "Ngô Quý Lý (mẫu)", "20050"),
)
