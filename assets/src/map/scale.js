// What stands beside the map: the scale bar.
import { onMap } from "./live.js";

const SCALE_PX = 110;
const EARTH_M = 40075016.686;

/** The scale of a map at a latitude in degrees. */
export function showScale({ lat, zoom }) {
  const element = document.getElementById("map-scale");
  if (!element) return;
  const metresPerPx = (EARTH_M * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);
  const most = (SCALE_PX * metresPerPx) / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  const km = [5, 2, 1].find((digit) => digit * power <= most) * power;
  const words = new Intl.NumberFormat(document.documentElement.lang || "en", { style: "unit", unit: "kilometer" });
  const bar = element.querySelector(".scale-bar") || element.appendChild(document.createElement("span"));
  const text = element.querySelector(".scale-text") || element.appendChild(document.createElement("span"));
  bar.classList.add("scale-bar");
  text.classList.add("scale-text");
  bar.style.width = `${Math.round((km * 1000) / metresPerPx)}px`;
  text.textContent = words.format(km);
}

onMap((map) => {
  const show = () => showScale({ lat: map.getCenter().lat, zoom: map.getZoom() });
  map.on("move", show);
  show();
  const name = map.getContainer().closest("[data-map]")?.dataset.map;
  if (name) map.getCanvas().setAttribute("aria-label", name);
});
