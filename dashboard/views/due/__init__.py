"""Due dates on the page: a sentence, a chart, a table, and the calendar. Begin with ``history``."""
