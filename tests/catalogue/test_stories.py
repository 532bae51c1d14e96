"""Stories: sentences rest on records, numbers stand there or are computed, and messages name every error."""

from pathlib import Path

import pytest

from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.findings import CatalogueError
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.stories.evidence import computed_numbers, named_figures, numbers_under, unknown_numbers
from dashboard.catalogue.text.amounts import numbers_in
from dashboard.catalogue.vocabulary import LANGUAGES
from tests.factories import project_table, railway_table, write_catalogue

STORY = "data/stories/the-cable.toml"
FIGURE = {"id": "due-2024", "measure": "due", "as_of": "2024", "source": "a page"}
GOOD = """id = "the-cable"
title = { en = "The cable", az = "Kabel", ar = "الكابل" }

[summary]
facts = ["cable-ready"]
en = "It will be ready by the end of 2026."
az = "2026-cı ilin sonunda hazır olacaq."
ar = "سيجهز بنهاية ٢٠٢٦."

[[steps]]
map = "/project/cable"
heading = { en = "First", az = "Birinci", ar = "أولاً" }

[[steps.sentences]]
facts = ["cable-ready"]
figures = ["cable/due-2024"]
en = "Named were {count} dates."
az = "Vədələrin sayı: {count}."
ar = "عدد المواعيد: {count}."

[[steps]]
map = "/corridor/baku/aktau?view=5.2/41/50.1"
heading = { en = "Then", az = "Sonra", ar = "ثم" }

[[steps.sentences]]
statuses = ["railway"]
way = ["baku", "tbilisi"]
en = "It is {km} long."
az = "Uzunluğu: {km}."
ar = "طوله {km}."
"""


def written(root: Path, old: str = "", new: str = "") -> Path:
    """A good tree with one story, in which ``old`` is replaced once by ``new``."""
    cable = project_table(figures=[FIGURE])
    write_catalogue(root, projects=[cable, railway_table()])
    assert old in GOOD
    (root / "data/stories").mkdir()
    (root / STORY).write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    return root


def messages_of(root: Path) -> list[str]:
    """The errors of loading or of checking, and what is warned of."""
    try:
        findings = check(load_catalogue(root))
    except CatalogueError as error:
        return [str(finding) for finding in error.findings]
    return [str(finding) for finding in findings if finding.level != "note"]


def test_a_good_story_is_read(tmp_path: Path) -> None:
    catalogue = load_catalogue(written(tmp_path))
    story = catalogue.stories["the-cable"]
    assert messages_of(tmp_path) == []
    assert [step.map_path for step in story.steps] == ["/project/cable", "/corridor/baku/aktau"]
    assert story.steps[1].map_query == "view=5.2/41/50.1"
    assert story.steps[0].sentences[0].text("en", {"count": "2"}) == "Named were 2 dates."


RESTS = "facts: the sentence rests on nothing; name the statement, figure, status or way that says it"
CASES = {
    "a sentence without a record": (
        ('facts = ["cable-ready"]\nen = "It', 'en = "It'),
        [f"{STORY}: the-cable: summary.{RESTS}"],
    ),
    "an unknown statement": (
        ('facts = ["cable-ready"]\nfig', 'facts = ["cable-redy"]\nfig'),
        [
            f"{STORY}: the-cable: steps[0].sentences[0].facts: "
            "there is no fact 'cable-redy'; did you mean 'cable-ready'?"
        ],
    ),
    "an unknown figure": (
        ("cable/due-2024", "cable/due-2025"),
        [
            f"{STORY}: the-cable: steps[0].sentences[0].figures: "
            "there is no figure 'cable/due-2025'; did you mean 'cable/due-2024'?"
        ],
    ),
    "a figure without its project": (
        ("cable/due-2024", "due-2024"),
        [
            f"{STORY}: the-cable: steps[0].sentences[0].figures[0]: 'due-2024' "
            "is not the name of a figure; write its project's or route's id and its own, as in cable/length"
        ],
    ),
    "an unknown project": (
        ('statuses = ["railway"]', 'statuses = ["railways"]'),
        [
            f"{STORY}: the-cable: steps[1].sentences[0].statuses: "
            "there is no project 'railways'; did you mean 'railway'?"
        ],
    ),
    "an address of nothing": (
        ("/project/cable", "/project/kable"),
        [f"{STORY}: the-cable: steps[0].map: there is no project 'kable'; did you mean 'cable'?"],
    ),
    "an address with a filter": (
        ("/project/cable", "/project/cable?mode=rail"),
        [
            f"{STORY}: the-cable: steps[0].map: '/project/cable?mode=rail' is not the address of a map; "
            "write one such as /project/cable or /corridor/here/there?view=5/41/47"
        ],
    ),
    "a number from nowhere": (
        ("by the end of 2026.", "by the end of 2031."),
        [
            f"{STORY}: the-cable: summary.en: "
            "2031 stands in nothing that this rests on; name the record that has it, or correct it"
        ],
    ),
    "an Arabic number from nowhere": (
        ("٢٠٢٦", "٢٠٢٧"),
        [
            f"{STORY}: the-cable: summary.ar: "
            "2027 stands in nothing that this rests on; name the record that has it, or correct it"
        ],
    ),
    "a number from nowhere in a heading": (
        ('en = "First"', 'en = "In 2021"'),
        [
            f"{STORY}: the-cable: steps[0].heading.en: "
            "2021 stands in nothing that this rests on; name the record that has it, or correct it"
        ],
    ),
    "a name that is not computed": (
        ('en = "Named were {count} dates."', 'en = "Named were {dates} dates."'),
        [
            f"{STORY}: the-cable: steps[0].sentences[0].en: "
            "{dates} is nothing that is computed here; use count, years"
        ],
    ),
    "a way's number without a way": (
        ('way = ["baku", "tbilisi"]\n', ""),
        [f"{STORY}: the-cable: steps[1].sentences[0].en: {{km}} is nothing that is computed here; use count, years"],
    ),
    "other names in another language": (
        ('az = "Vədələrin sayı: {count}."', 'az = "Vədələr."'),
        [
            f"{STORY}: the-cable: steps[0].sentences[0].az: "
            "has other names in braces than en; name the same in each language"
        ],
    ),
    "a step alone": (
        (GOOD[GOOD.rindex("[[steps]]") :], ""),
        [f"{STORY}: the-cable: steps: has 1 entries; at least 2 needed"],
    ),
    "another file's name": (
        ('id = "the-cable"', 'id = "a-cable"'),
        [f"{STORY}: a-cable: id: must be the file's name, 'the-cable'; rename the one or the other"],
    ),
    "a key that is not known": (
        ("[summary]", '[sumary]\nx = 1\n[summary]'),
        [f"{STORY}: the-cable: sumary: is not a known key; did you mean summary?"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_broken_story_says_what_is_broken(name: str, tmp_path: Path) -> None:
    (old, new), messages = CASES[name]
    assert messages_of(written(tmp_path, old, new)) == messages


def test_years_need_two_days(tmp_path: Path) -> None:
    text = GOOD.replace("{count}", "{years}")
    (written(tmp_path) / STORY).write_text(text, encoding="utf-8")
    assert messages_of(tmp_path) == [
        f"{STORY}: the-cable: steps[0].sentences[0]: "
        "{years} needs two statements or figures with a day due; name them, or write it without"
    ]


def test_a_figure_has_an_id_of_its_own(tmp_path: Path) -> None:
    write_catalogue(tmp_path, projects=[project_table(figures=[FIGURE, FIGURE]), railway_table()])
    assert messages_of(tmp_path) == [
        "data/projects/cable.toml: cable: figures.id: 'due-2024' is the id of two figures; give each its own"
    ]


def test_the_figures_of_a_faulty_project_are_not_missed(tmp_path: Path) -> None:
    cable = project_table(figures=[FIGURE], kind="kable")
    write_catalogue(tmp_path, projects=[cable, railway_table()])
    (tmp_path / "data/stories").mkdir()
    (tmp_path / STORY).write_text(GOOD, encoding="utf-8")
    assert [message.split(": ")[0] for message in messages_of(tmp_path)] == ["data/projects/cable.toml"]


def test_the_numbers_of_the_real_stories_are_counted(real: Catalogue) -> None:
    """A change of the records changes what the stories say, without anybody writing it."""
    cable = real.stories["the-cable-that-keeps-moving"].summary
    dues = [figure for name, figure in named_figures(real).items() if name.startswith("trans-caspian-cable/due")]
    assert computed_numbers(real, cable) == {"count": len(dues) + 1, "years": 5}


def test_the_real_stories_say_no_number_of_their_own(real: Catalogue) -> None:
    assert len(real.stories) >= 3
    for story in real.stories.values():
        for _, sentence in story.all_sentences():
            evidence = numbers_under(real, [sentence])
            for language in LANGUAGES:
                assert unknown_numbers(sentence.in_language(language), evidence) == [], story.id


def test_the_real_stories_have_the_same_numbers_in_each_language(real: Catalogue) -> None:
    """Words for small numbers, and thousands in two notations, aside."""
    for story in real.stories.values():
        for field, sentence in story.all_sentences():
            large = [
                {number for number in numbers_in(sentence.in_language(code)) if number > 1900} for code in LANGUAGES
            ]
            assert large[0] == large[1] == large[2], f"{story.id}: {field}"
