"""Where things are: geodesy, countries, the network of the lines. Knows coordinates, no projects.

Coordinates are (longitude, latitude) in degrees on WGS84 (OGC:CRS84), everywhere. Begin with ``geodesy``.
Imports no other package of the atlas.
"""
