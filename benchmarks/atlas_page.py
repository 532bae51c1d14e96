"""The elements of the atlas's page that the benchmark uses: the one place to change when the page changes.

Each constant is an expression of JavaScript, but for the paths at the end.
"""

MAP = "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map"
LINES = "['segments-line', 'segments-sketch']"
"""The map's layers that show routes."""
PICTURE = "document.querySelector('.first-picture ~ .map-buttons')"
"""Present once the browser has read the picture of the map, which comes in the HTML."""
FILTER = "document.querySelector('[data-count=\"mode:rail\"]').closest('label').querySelector('input')"
HEADING = "document.querySelector('#panel h2')"
FIRST_FACT = "document.querySelector('#panel a.open-source')"
"""The first fact of the selection; it leads to its sentence."""
HIGHLIGHT = "document.querySelector('#panel mark.highlighted')"
THEME = "document.querySelector('#theme')"
OTHER_LANGUAGE = "document.querySelector('a[data-language=az]')"
IS_IN_OTHER_LANGUAGE = "document.documentElement.lang.startsWith('az')"

PAGES = {
    "home": "/",
    "project": "/project/tasim",
    "fact": "/fact/cable-laid-by-end-of-2026",
    "about": "/about",
}
"""The pages that Lighthouse scores."""
