"""Stories: findings in steps, in which each sentence rests on records. Begin with ``story``."""
