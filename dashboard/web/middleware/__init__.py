"""What each request and each answer goes through: limits, headers, compression, the log, the metrics.

``registration`` in the folder above says in which order. ``request_limits`` answers malformed requests with a 400.
"""
