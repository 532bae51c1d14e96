"""The number of documents and their languages, as text for the sentences that name them."""

from collections import Counter
from collections.abc import Iterable

from dashboard.catalogue.models import Document
from dashboard.i18n.words import Words


def corpus(words: Words, documents: Iterable[Document]) -> dict[str, str]:
    """The values for messages that say what the atlas is made from, such as ``home.what``.

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
