"""Due dates: promises, the dates that were named for a thing, and what came due. Begin with ``history``."""
