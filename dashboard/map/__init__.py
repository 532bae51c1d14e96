"""The drawing of the map: colours, dashes and widths, GeoJSON, the MapLibre style, figure and legend.

``theme`` declares every colour by mode, every dash by status and every width by precision; the style, the legend and
the swatches are made from it. ``camera`` has the paddings and limits by which a view is fitted.
May import ``catalogue``, ``geo`` and ``i18n``. Begin with ``theme``, then ``style.style``.
"""
