"""The map as an SVG that the server draws: the first picture of a page, stories, the preview of a link.

Begin with ``map_picture``. ``map/camera.py`` says where the map looks and how much padding a view has; the
scripts get the same numbers with the page.
"""
