"""Short articles in languages that no document of the atlas has, and a copy of the data with them.

They are added like every new text: ``draft`` proposes statements, and a script confirms one candidate of each article.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.catalogue.load.catalogue import load_catalogue
from dashboard.curation.draft import draft_source
from dashboard.curation.source_text import Source
from tests.commands import ROOT, copy_loaded
from tests.factories import toml


@dataclass(frozen=True)
class Article:
    """A text, the quotation of one statement in it, our gloss in one language, and queries that find the quotation."""

    language: str
    direction: str
    text: str
    quote: str
    gloss: dict[str, str]
    queries: tuple[str, ...]
    bibtex: str
    numbers: dict[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"article-{self.language.lower()}"


ARTICLES = (
    Article(
        "tr",
        "ltr",
        "Demiryolunda yük artıyor\n\nIğdır'da konuşan Bakan, İstanbul'a giden yükün arttığını söyledi. "
        "Bakü-Tiflis-Kars demiryolunun kapasitesi 5 milyon tona çıkarılacaktır. Hava güzeldi.\n",
        "Bakü-Tiflis-Kars demiryolunun kapasitesi 5 milyon tona çıkarılacaktır.",
        {"en": "The capacity of the Baku–Tbilisi–Kars railway will be raised to 5 million tonnes."},
        ("demiryolunun kapasitesi", "DEMİRYOLUNUN", "çıkarılacaktır"),
        "turkish",
        {"target": 5, "unit": "million tonnes"},
    ),
    Article(
        "ru",
        "ltr",
        "Коридор растёт\n\nПорт Алят принял в этом году ещё больше судов из Актау и Курыка. "
        "Транскаспийский международный транспортный маршрут в 2024 году перевёз 4,5 млн тонн грузов.\n",
        "Порт Алят принял в этом году ещё больше судов из Актау и Курыка.",
        {"en": "The port of Alat took in even more ships from Aktau and Kuryk this year."},
        ("еще больше судов", "ЕЩЁ", "порт Алят"),
        "russian",
    ),
    Article(
        "ka",
        "ltr",
        "შუა დერეფანი იზრდება\n\nბაქო-თბილისი-ყარსის რკინიგზა 2025 წელს 1 მილიონ ტონას გადაზიდავს. "
        "ფოთის პორტი აქტაუდან ტვირთს იღებს. ამინდი კარგი იყო და ყველა კმაყოფილი დარჩა.\n",
        "ბაქო-თბილისი-ყარსის რკინიგზა 2025 წელს 1 მილიონ ტონას გადაზიდავს.",
        {"az": "Bakı–Tbilisi–Qars dəmir yolu 2025-ci ildə 1 milyon ton daşıyacaq."},
        ("რკინიგზა", "გადაზიდავს"),
        "georgian",
        {"target": 1, "unit": "million tonnes"},
    ),
    Article(
        "fa",
        "rtl",
        "راه‌آهن و بندر\n\nظرفیت بندر باکو یک‌میلیون کانتینر است و کشتی‌های آکتائو به بندر باکو می‌آیند. "
        "هوا خوب بود و همه راضی بودند.\n",
        "ظرفیت بندر باکو یک‌میلیون کانتینر است و کشتی‌های آکتائو به بندر باکو می‌آیند.",
        {"ar": "سعة ميناء باكو مليون حاوية، وتصل إليه سفن من أكتاو."},
        ("كشتی", "ظرفيت بندر"),  # with the Arabic letters kaf and ya
        "persian",
    ),
    Article(
        "zh",
        "ltr",
        "中间走廊\n\n巴库港去年接待了更多来自阿克套的船只。天气很好。\n",
        "巴库港去年接待了更多来自阿克套的船只。",
        {"en": "The port of Baku took in more ships from Aktau last year."},
        ("阿克套", "船只", "巴库港"),
        "chinese",
    ),
)


def copied_root(root: Path) -> Path:
    """Copy the project's data and seeds to ``root``, with links to its assets; return ``root``."""
    copy_loaded(root)
    for folder in ("assets", "build"):
        (root / folder).symlink_to(ROOT / folder)
    return root


def add_articles(root: Path, articles: Iterable[Article] = ARTICLES) -> None:
    """Add articles with ``draft``, confirm one candidate of each, and remove the drafts."""
    for article in articles:
        source = Source(f"article-{article.language}", article.text)
        draft_source(root, load_catalogue(root), source)
        file = root / f"data/drafts/{article.id}.toml"
        proposed = tomllib.loads(file.read_text(encoding="utf-8"))
        assert proposed["language"] == article.language
        file.unlink()
        confirm(root, proposed, article)


def confirm(root: Path, proposed: dict[str, object], article: Article) -> None:
    raw = (root / str(proposed["file"])).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == proposed["sha256"]
    statement = {
        "id": f"statement-{article.language}",
        "about": ["port-of-alat"],
        "kind": "capacity",
        "statement": article.gloss,
        "quote": article.quote,
        "speaker": "tasim-page",
        "modality": "planned",
        **article.numbers,
    }
    header = {key: proposed[key] for key in ("id", "file", "sha256", "language", "title")}
    table = {**header, "url": f"https://example.org/{article.language}/article", "facts": [statement]}
    (root / f"data/documents/{article.id}.toml").write_text(toml(table), encoding="utf-8")
