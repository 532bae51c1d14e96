"""Reads our translations of documents."""

import os
from pathlib import Path

from dashboard.catalogue.load.files import read_toml
from dashboard.catalogue.load.load_context import LoadContext, record_label
from dashboard.catalogue.load.paths import TRANSLATIONS_FOLDER
from dashboard.catalogue.text.translation import Translation


def read_translations(context: LoadContext) -> list[Translation]:
    """The valid records of ``data/translations``; none where there is no such folder."""
    if not os.path.lexists(context.root / TRANSLATIONS_FOLDER):
        return []
    read = [_read_translation(context, file) for file in context.files(TRANSLATIONS_FOLDER, ".toml")]
    return [translation for translation in read if translation is not None]


def _read_translation(context: LoadContext, file: str) -> Translation | None:
    content = context.read(file, read_toml)
    if content is None:
        context.presume_id("translation", Path(file).stem)
        return None
    context.register_id("translation", content.get("id"), file)
    context.check_id_matches_file(file, content.get("id"))
    return context.validate(Translation, content, file, record_label(content, ""))
