"""The texts, numbers, dates and names of the page in English, Azerbaijani and Arabic. Begin with ``words``.

The texts, with the plural forms of each language, are gettext catalogues in ``locales/<language>/LC_MESSAGES``.
CONTRIBUTING.md says how to edit them. May import ``catalogue``.
"""

from dashboard.i18n.words import Words, words_in

__all__ = ["Words", "words_in"]
