"""What each request and each answer passes through: limits, headers, the log, the metrics.

``registration``, in the folder above, says in which order. ``request_limits`` answers malformed requests with a 400,
``rate_limits`` too many requests of one address with a 429.
"""
