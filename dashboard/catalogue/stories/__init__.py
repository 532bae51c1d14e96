"""Stories: findings told in steps, each sentence of which rests on records. ``story`` has the records; begin there."""
