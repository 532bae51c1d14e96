"""Where in the atlas's page the benchmark finds what it looks at: the one place to change when the page changes.

Each is an expression of JavaScript, but for the paths at the end.
"""

MAP = "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map"
LINES = "['segments-line', 'segments-sketch']"
"""The map's layers that show routes."""
PICTURE = "document.querySelector('.first-picture ~ .map-buttons')"
"""There when the picture of the map, which comes in the HTML, has been read."""
FILTER = "document.querySelector('[data-count=\"mode:rail\"]').closest('label').querySelector('input')"
HEADING = "document.querySelector('#panel h2')"
A_FACT = "document.querySelector('#panel a.open-source')"
"""The first fact of what is selected; it leads to its sentence."""
LIT = "document.querySelector('#panel mark.highlighted')"
THEME = "document.querySelector('#theme')"
OTHER_LANGUAGE = "document.querySelector('a[data-language=az]')"
OTHER_LANGUAGE_SHOWN = "document.documentElement.lang.startsWith('az')"

PAGES = {
    "home": "/",
    "project": "/project/tasim",
    "fact": "/fact/cable-laid-by-end-of-2026",
    "about": "/about",
}
"""What Lighthouse looks at."""
