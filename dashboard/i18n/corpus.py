"""What the atlas is, and the number of its documents and their languages, as text."""

from collections.abc import Mapping

from dashboard.i18n.words import Words, words_in


def corpus(words: Words, languages: Mapping[str, int]) -> dict[str, str]:
    """The values for texts that say what the atlas is made from, such as ``Identity.description``.

    Parameters
    ----------
    words
        The page's language.
    languages
        By language (a BCP 47 tag), how many documents of the catalogue are in it.

    Returns
    -------
    dict of str to str
        ``documents`` (``5 documents``) and ``languages`` (``in Azerbaijani and Arabic``). The language of most
        documents comes first; equal ones are in alphabetical order.
    """
    named = sorted((-number, words.language_name(tag)) for tag, number in languages.items())
    listed = words.listing([name for _, name in named])
    return {
        "documents": words.count("documents.count", sum(languages.values())),
        "languages": words.count("documents.languages", len(languages), languages=listed),
    }


def about_atlas(words: Words, languages: Mapping[str, int]) -> str:
    """What the atlas is, in a sentence; ``languages`` as for ``corpus``."""
    text, language = words.identity.description.wording(words.language)
    return text.format(**corpus(words_in(language), languages))
