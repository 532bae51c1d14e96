"""What a reader sees for each code and on each control: English, Azerbaijani and Arabic."""

from dashboard.wording.words import Words, words_in

__all__ = ["Words", "words_in"]
