"""What the atlas is, and the number of its documents and their languages, as text."""

from collections import Counter
from collections.abc import Iterable

from dashboard.catalogue.models import Document
from dashboard.i18n.words import Words, words_in


def corpus(words: Words, documents: Iterable[Document]) -> dict[str, str]:
    """The values for texts that say what the atlas is made from, such as ``Identity.description``.

    Parameters
    ----------
    words
        The page's language.
    documents
        All documents of the catalogue.

    Returns
    -------
    dict of str to str
        ``documents`` (``5 documents``) and ``languages`` (``in Azerbaijani and Arabic``). The language of most
        documents comes first; equal ones are in alphabetical order.
    """
    tags = Counter(document.language for document in documents)
    named = sorted((-number, words.language_name(tag)) for tag, number in tags.items())
    languages = words.listing([name for _, name in named])
    return {
        "documents": words.count("documents.count", tags.total()),
        "languages": words.count("documents.languages", len(tags), languages=languages),
    }


def about_atlas(words: Words, documents: Iterable[Document]) -> str:
    """What the atlas is, in a sentence; ``documents`` are all that it has."""
    text, language = words.identity.description.wording(words.language)
    return text.format(**corpus(words_in(language), documents))
