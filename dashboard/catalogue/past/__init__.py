"""The record as it stood on a day. Begin with ``record_on``; ``timeline`` has all days at once, for browsers."""
