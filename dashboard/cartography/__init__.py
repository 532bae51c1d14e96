"""How things are drawn: colours, dashes and widths, the GeoJSON of the map, its style, figure and legend.

Everything visual is declared once, in ``theme``; the style, the legend and the swatches are made from it.
"""
