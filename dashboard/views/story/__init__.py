"""Stories as they are read: cards, and the panel with steps and what they rest on. ``story_panel`` first."""
