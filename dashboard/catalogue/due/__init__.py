"""Due dates: which dates were named for a thing, when they were named, and what came due. Begin with ``history``.

``promises``, in the folder above, says whether one promise is past due.
"""
