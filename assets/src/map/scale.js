// The scale bar of the map.
import { getElements, make } from "../dom.js";
import { numberText } from "../number_text.js";
import { onMap } from "./live.js";

const SCALE_PX = 110;
const EARTH_M = 40075016.686;

/** Shows the scale of a map at a latitude in degrees. */
export function showScale(/** @type {{ lat: number, zoom: number }} */ { lat, zoom }) {
  const element = document.getElementById("map-scale");
  if (!element) return;
  const metresPerPx = (EARTH_M * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);
  const most = (SCALE_PX * metresPerPx) / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  const km = ([5, 2].find((digit) => digit * power <= most) ?? 1) * power;
  const [bar, text] = ["scale-bar", "scale-text"].map(
    (name) => getElements(`.${name}`, HTMLElement, element)[0] ?? element.appendChild(make("span", { class: name })),
  );
  bar.style.width = `${Math.round((km * 1000) / metresPerPx)}px`;
  text.textContent = numberText(km, { style: "unit", unit: "kilometer" });
}

onMap((map) => {
  const show = () => showScale({ lat: map.getCenter().lat, zoom: map.getZoom() });
  map.on("move", show);
  show();
  const name = map.getContainer().closest("[data-map]")?.getAttribute("data-map");
  if (name) map.getCanvas().setAttribute("aria-label", name);
});
