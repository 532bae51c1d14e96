"""Streamlit with folium: the map in the component's frame, a rerun on each click, as streamlit-folium's pages have it.

The lines are in a feature group of their own, so that a filter does not make the frame anew. No tiles. What folium asks
of CDNs comes from npm and is served by Streamlit: the application runs from ``build/bench/streamlit``, where
``benchmarks/environment.py`` has laid it.
"""

import sys
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

sys.path.insert(0, str(Path(__file__).resolve().parent))
from prepared import CENTRE, COLOURS, LAND, TOWN, WATER, collection, of_modes, prepared

HEIGHT = 780  # all of it in the window: a click on a frame that is not scrolls the page under the pointer
STATIC = "/app/static"
data = st.cache_data(prepared)()
folium.Map.default_js = [
    (name, f"{STATIC}/{name}")
    for name in ("leaflet.js", "jquery.min.js", "bootstrap.bundle.min.js", "leaflet.awesome-markers.js")
]
folium.Map.default_css = [
    (name, f"{STATIC}/{name}")
    for name in ("leaflet.css", "bootstrap.min.css", "all.min.css", "leaflet.awesome-markers.css")
]


def base() -> folium.Map:
    made = folium.Map(CENTRE[::-1], zoom_start=4, tiles=None, prefer_canvas=False)
    land = {"fillColor": LAND, "fillOpacity": 1, "weight": 0}
    folium.GeoJson(collection(data["land"]), style_function=lambda _: land, interactive=False).add_to(made)
    made.get_root().header.add_child(folium.Element(f"<style>.leaflet-container {{ background: {WATER}; }}</style>"))
    return made


def lines(modes: list[str]) -> folium.FeatureGroup:
    group = folium.FeatureGroup("routes")
    shown = of_modes(data["segments"], modes)

    def look(feature: dict[str, Any]) -> dict[str, Any]:
        return {"color": COLOURS[feature["properties"]["mode"]], "weight": 3}

    if shown:
        folium.GeoJson(collection(shown), style_function=look).add_to(group)
    for town in data["places"]:
        lon, lat = town["geometry"]["coordinates"]
        folium.CircleMarker((lat, lon), radius=3, color=TOWN, tooltip=town["properties"]["name_en"]).add_to(group)
    return group


st.set_page_config("Trans-Caspian Atlas", layout="wide")
with st.sidebar:
    st.title("Trans-Caspian Atlas")
    chosen = [mode for mode in COLOURS if st.checkbox(mode)]
left, right = st.columns([3, 2])
with left:
    clicked = st_folium(
        base(),
        key="map",
        feature_group_to_add=lines(chosen),
        returned_objects=["last_active_drawing"],
        height=HEIGHT,
        use_container_width=True,
    )
with right, st.container(height=HEIGHT):
    found = (clicked or {}).get("last_active_drawing")
    route = found and found["properties"].get("route")
    st.subheader(data["names"][route] if route else "Click a line")
    for fact in data["facts"].get(route, []):
        st.write(fact["statement"])
        st.markdown(f"> {fact['quote']}")
