"""What a browser says it is, in words that its owner recognises."""

from backend.i18n import N_, _

LONGEST = 300  # letters that are kept of it

# The first that is found counts: Edge and Opera also call themselves Chrome, Chrome also Safari.
_PROGRAMS = (
    ("Zalo", "Zalo"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", N_("điện thoại iPhone")),
    ("iPad", N_("máy tính bảng iPad")),
    ("Android", N_("điện thoại Android")),
    ("Windows", N_("máy tính Windows")),
    ("Macintosh", N_("máy tính Mac")),
    ("CrOS", N_("máy tính Chromebook")),
    ("Linux", N_("máy tính Linux")),
)


def in_words(browser: str) -> str:
    """ "Chrome trên máy tính Windows"; "Trình duyệt không rõ" for what is not known."""
    program = next((name for sign, name in _PROGRAMS if sign in browser), "")
    machine = next((_(name) for sign, name in _MACHINES if sign in browser), "")
    if program and machine:
        return _("{program} trên {machine}").format(program=program, machine=machine)
    return program or machine or _("Trình duyệt không rõ")
