"""Stories: cards, and the panel with the steps and their evidence. Begin with ``story_panel``."""
