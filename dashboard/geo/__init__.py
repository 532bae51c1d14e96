"""Lengths, countries, the network of the lines, and tile files. Knows coordinates, no projects.

Coordinates are (longitude, latitude) in degrees on WGS84 (OGC:CRS84), everywhere. Begin with ``geodesy``.
Imports no other folder of the atlas.
"""
