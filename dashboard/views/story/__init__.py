"""Stories on the page: cards, and the panel with steps and their evidence. Begin with ``story_panel``."""
