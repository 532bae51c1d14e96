// The embedded page: its caption follows what is selected and leads to the whole page; its map leaves scrolling to the page around it.
/** @import { MapLibre } from "../map/maplibre" */
import { one } from "../dom.js";
import { listen, MAP_VIEW } from "../events.js";
import { onMap } from "../map/live.js";
import { pathWithQuery, withBase } from "./location.js";
import { pageData } from "./page_data.js";
import { panelArrived } from "./panel.js";
import { currentState, stateChanged } from "./state.js";

function say() {
  const state = currentState();
  const title = document.getElementById("panel-title");
  one("#embed-link", HTMLAnchorElement).href = withBase(pathWithQuery(state));
  one("#embed-title").textContent = state.path === "/" || !title ? pageData.words.title : title.textContent;
  const quote = document.getElementById("embed-quote");
  if (quote) quote.hidden = quote.dataset.path !== state.path;
}

// The wheel and one finger scroll the page around the map; Ctrl (or ⌘) with the wheel, or two fingers, move the map.
function leaveScrolling(/** @type {MapLibre} */ map) {
  const { words } = pageData;
  const says = { WindowsHelpText: "embed.wheel", MacHelpText: "embed.wheel_mac", MobileHelpText: "embed.fingers" };
  for (const [name, key] of Object.entries(says)) map._locale[`CooperativeGesturesHandler.${name}`] = words[key];
  map.cooperativeGestures.enable();
}

// In a frame without an origin of its own (sandbox="allow-scripts") browsers start no worker that is a module. MapLibre's
// worker, as Plotly starts it, is a module only by the export at its end; tests/browser/test_embed.py holds this.
function startWorkersAsScripts() {
  const { Blob, Worker } = window;
  const WRAPPER_LENGTH = 1000; // a shorter script only imports the worker's
  /** @type {string | undefined} */
  let script;
  window.Blob = class extends Blob {
    constructor(/** @type {BlobPart[]} */ parts = [], /** @type {BlobPropertyBag | undefined} */ options = undefined) {
      super(parts, options);
      const [text] = parts;
      if (options?.type === "text/javascript" && typeof text === "string" && text.length > WRAPPER_LENGTH)
        script = text.replace(/\bexport\s*\{[^{}]*\};?/g, "");
    }
  };
  window.Worker = class extends Worker {
    constructor(/** @type {string | URL} */ url, /** @type {WorkerOptions | undefined} */ options = undefined) {
      if (script) super(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
      else super(url, options);
    }
  };
}

function start() {
  if (self.origin === "null") startWorkersAsScripts();
  for (const told of [stateChanged, panelArrived]) told.listen(say);
  listen(MAP_VIEW, say); // after router.js, which has put the new view into the address
  onMap(leaveScrolling);
}
if ("embedded" in document.documentElement.dataset) start();
