"""Geodesy, country polygons, and the network of the lines; this package knows coordinates, no projects.

All coordinates are (longitude, latitude) in degrees on WGS84 (OGC:CRS84). Begin with ``geodesy``.
"""
