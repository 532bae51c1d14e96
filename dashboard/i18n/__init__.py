"""What readers see for each code and on each control, in English, Azerbaijani and Arabic.

The texts, with the plural forms of each language, are gettext catalogues in ``locales/<language>/LC_MESSAGES``.
CONTRIBUTING.md says how to edit them. Begin with ``words``.
"""

from dashboard.i18n.words import Words, words_in

__all__ = ["Words", "words_in"]
