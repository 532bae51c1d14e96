"""How things are drawn: colours, dashes and widths, the GeoJSON of the map, its style, figure and legend.

``theme`` declares every colour by mode, every dash by status and every width by precision; the style, the legend and
the swatches are made from it. ``camera`` has the paddings and limits by which a view is fitted.
May import ``catalogue``, ``geo`` and ``i18n``. Begin with ``theme``, then ``style.style``.
"""
