// The embedded page: its caption has the title of the selection and a link to the complete page; scrolling scrolls the outer page.
/** @import { MapLibre } from "../map/maplibre" */
import { getElement } from "../dom.js";
import { listen, MAP_VIEW } from "../events.js";
import { onMap } from "../map/live.js";
import { pathWithQuery, withBase } from "./location.js";
import { pageData } from "./page_data.js";
import { panelArrived } from "./panel.js";
import { currentState, stateChanged } from "./state.js";

function showCaption() {
  const state = currentState();
  const title = document.getElementById("panel-title");
  getElement("#embed-link", HTMLAnchorElement).href = withBase(pathWithQuery(state));
  getElement("#embed-title").textContent = state.path === "/" || !title ? pageData.words.title : title.textContent;
  const quote = document.getElementById("embed-quote");
  if (quote) quote.hidden = quote.dataset.path !== state.path;
}

// The wheel and one finger scroll the outer page; the wheel with Ctrl (or ⌘), or two fingers, move the map.
function enableCooperativeGestures(/** @type {MapLibre} */ map) {
  const { words } = pageData;
  const messages = { WindowsHelpText: "embed.wheel", MacHelpText: "embed.wheel_mac", MobileHelpText: "embed.fingers" };
  for (const [name, key] of Object.entries(messages)) map._locale[`CooperativeGesturesHandler.${name}`] = words[key];
  map.cooperativeGestures.enable();
}

// In a frame without an origin of its own (sandbox="allow-scripts") browsers cannot start a worker that is a module. The worker of
// MapLibre, as Plotly starts it, is a module only because of the export at its end (tests/browser/test_embed.py).
function startWorkersAsScripts() {
  const { Blob, Worker } = window;
  const WRAPPER_LENGTH = 1000; // a shorter script only imports the script of the worker
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
  for (const event of [stateChanged, panelArrived]) event.listen(showCaption);
  listen(MAP_VIEW, showCaption); // after router.js, which puts the new view into the address
  onMap(enableCooperativeGestures);
}
if ("embedded" in document.documentElement.dataset) start();
