"""Where things are: coordinates, lengths, countries and the ground beneath. Knows no projects.

Coordinates are (longitude, latitude) in degrees on WGS84 (OGC:CRS84), everywhere.
"""
