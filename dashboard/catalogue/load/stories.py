"""Reads the stories."""

import os
from pathlib import Path

from dashboard.catalogue.load.files import read_toml
from dashboard.catalogue.load.load_context import LoadContext, record_label
from dashboard.catalogue.load.paths import STORIES_FOLDER
from dashboard.catalogue.stories.story import Story


def read_stories(context: LoadContext) -> list[Story]:
    """The valid stories of ``data/stories``; none where there is no such folder."""
    if not os.path.lexists(context.root / STORIES_FOLDER):
        return []
    read = [_read_story(context, file) for file in context.files(STORIES_FOLDER, ".toml")]
    return [story for story in read if story is not None]


def _read_story(context: LoadContext, file: str) -> Story | None:
    content = context.read(file, read_toml)
    if content is None:
        context.presume_id("story", Path(file).stem)
        return None
    context.register_id("story", content.get("id"), file)
    context.check_id_matches_file(file, content.get("id"))
    return context.validate(Story, content, file, record_label(content, ""))
