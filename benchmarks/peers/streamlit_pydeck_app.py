"""Streamlit with pydeck, its own chart for maps: a selection in the chart reruns the page. No background map.

``streamlit run benchmarks/peers/streamlit_pydeck_app.py``.
"""

import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pydeck
import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parent))
from prepared import CENTRE, COLOURS, LAND, WATER, ZOOM, collection, of_modes, prepared

HEIGHT = 780  # all of it in the window: a click on a frame that is not scrolls the page under the pointer
data = st.cache_data(prepared)()


def rgb(colour: str) -> list[int]:
    return list(bytes.fromhex(colour[1:]))


def deck(modes: list[str]) -> pydeck.Deck:
    routes = [
        {
            "path": one["geometry"]["coordinates"],
            "route": one["properties"]["route"],
            "colour": rgb(COLOURS[one["properties"]["mode"]]),
        }
        for one in of_modes(data["segments"], modes)
    ]
    towns: list[dict[str, Any]] = [
        {"at": one["geometry"]["coordinates"], "name": one["properties"]["name_en"]} for one in data["places"]
    ]
    layers = [
        pydeck.Layer("GeoJsonLayer", collection(data["land"]), id="land", get_fill_color=rgb(LAND), stroked=False),
        pydeck.Layer(
            "PathLayer", routes, id="routes", get_path="path", get_color="colour", width_min_pixels=3, pickable=True
        ),
        pydeck.Layer("ScatterplotLayer", towns, id="towns", get_position="at", radius_min_pixels=4),
        pydeck.Layer("TextLayer", towns, id="names", get_position="at", get_text="name", get_size=12),
    ]
    view = pydeck.ViewState(longitude=CENTRE[0], latitude=CENTRE[1], zoom=ZOOM)
    water = {"id": "water", "type": "background", "paint": {"background-color": WATER}}
    style = json.dumps({"version": 8, "sources": {}, "layers": [water]})  # without one, Streamlit asks Carto for a map
    return pydeck.Deck(layers, initial_view_state=view, map_style=f"data:application/json,{quote(style)}")


st.set_page_config("Trans-Caspian Atlas", layout="wide")
with st.sidebar:
    st.title("Trans-Caspian Atlas")
    chosen = [mode for mode in COLOURS if st.checkbox(mode)]
left, right = st.columns([3, 2])
with left:
    event = st.pydeck_chart(deck(chosen), height=HEIGHT, on_select="rerun", selection_mode="single-object", key="map")
with right, st.container(height=HEIGHT):
    picked = event.selection.objects.get("routes", [])
    route = picked[0]["route"] if picked else None
    st.subheader(data["names"][route] if route else "Click a line")
    for fact in data["facts"].get(route, []):
        st.write(fact["statement"])
        st.markdown(f"> {fact['quote']}")
