"""The description of the atlas, with the number and the languages of its documents."""

from collections.abc import Mapping

from dashboard.i18n.words import Words, words_in


def corpus(words: Words, languages: Mapping[str, int]) -> dict[str, str]:
    """The values of the placeholders in texts about the documents, such as ``Identity.description``.

    Parameters
    ----------
    words
        The page's language.
    languages
        The number of documents of the catalogue in each language (a BCP 47 tag).

    Returns
    -------
    dict of str to str
        ``documents`` (``5 documents``) and ``languages`` (``in Azerbaijani and Arabic``). The language of most
        documents comes first; languages with equally many documents are in alphabetical order.
    """
    names = [name for _, name in sorted((-number, words.language_name(tag)) for tag, number in languages.items())]
    in_languages = words.count("documents.languages", len(names), languages=words.listing(names))
    return {
        "documents": words.count("documents.count", sum(languages.values())),
        "languages": in_languages if names else words("documents.any_language"),
    }


def about_atlas(words: Words, languages: Mapping[str, int]) -> str:
    """The description of the atlas, in a sentence; ``languages`` as for ``corpus``."""
    text, language = words.identity.description.wording(words.language)
    return text.format(**corpus(words_in(language), languages))
