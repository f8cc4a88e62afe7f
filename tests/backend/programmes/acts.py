"""What transcripts call «CHƯƠNG TRÌNH»: where programmes run, and that there is none."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.programmes.models import ProgrammeRevision


def write_down(session: Session, said: str) -> None:
    """ "CHƯƠNG TRÌNH không có nào"; "CHƯƠNG TRÌNH chỉ ở 46": those that run everywhere run there."""
    if said == "CHƯƠNG TRÌNH không có nào":
        session.execute(delete(ProgrammeRevision))
        return
    code = said.removeprefix("CHƯƠNG TRÌNH chỉ ở ")
    for revision in session.scalars(select(ProgrammeRevision)):
        if not revision.content.get("units"):
            revision.content = {**revision.content, "units": [code]}
