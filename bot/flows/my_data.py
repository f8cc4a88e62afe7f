"""SỬA, XÓA: what a person may always do about the data that is kept on them."""

from backend.office import Office
from backend.tickets.commands import SubmitTicket
from bot.conversation import Chat, Next
from bot.flows.data_demand import pass_demand

# Words of the opening that are enough: "tôi muốn sửa hồ sơ" does not tell what to correct.
FEWEST_TO_FIX, FEWEST_TO_DELETE = 7, 3


async def fix_data(chat: Chat, office: Office) -> SubmitTicket | Next | None:
    """Passes a correction on: what an officer has verified is not changed behind their back."""
    return await pass_demand(chat, office, "data_fix", FEWEST_TO_FIX)


async def delete_data(chat: Chat, office: Office) -> SubmitTicket | Next | None:
    """Passes a request for deletion on."""
    return await pass_demand(chat, office, "data_delete", FEWEST_TO_DELETE)
