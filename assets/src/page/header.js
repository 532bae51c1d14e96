// The buttons of the header and of the map.
import { getElement, onClick } from "../dom.js";
import { listen, MAP_FAILED, MAP_MENDED } from "../events.js";
import { showContext } from "../map/look.js";
import { lookAtAll, panBy, zoomBy } from "../map/view.js";
import { writeAddress } from "./location.js";
import { pickOpened } from "./pick.js";
import { remember } from "./remembered.js";
import { resetFilters, stepBack } from "./router.js";
import { currentState, stateChanged } from "./state.js";
import { nameTheme, nextTheme } from "./theme.js";

// The server writes the page in the language of a cookie, so the page loads again.
function setLanguage(/** @type {string} */ language) {
  document.cookie = `lang=${language}; path=${document.documentElement.dataset.base || "/"}; max-age=31536000; samesite=lax`;
  const state = currentState();
  location.assign(writeAddress({ ...state, parameters: { ...state.parameters, lang: language } }));
}

const HINT = "atlas-hint-seen";
function closeHint() {
  const { dataset } = document.documentElement;
  if (!("newcomer" in dataset)) return;
  delete dataset.newcomer;
  remember(HINT, "yes");
}

const closeNotices = () => getElement("#notices").replaceChildren();

const STEP_PX = 160;
/** @type {Record<string, () => void>} */
const ACTIONS = {
  reset: resetFilters,
  back: stepBack,
  theme: nextTheme,
  "hint-close": closeHint,
  "notices-close": closeNotices,
  "show-all": lookAtAll,
  "zoom-in": () => zoomBy(1),
  "zoom-out": () => zoomBy(-1),
  "pan-north": () => panBy(0, -STEP_PX),
  "pan-south": () => panBy(0, STEP_PX),
  "pan-west": () => panBy(-STEP_PX, 0),
  "pan-east": () => panBy(STEP_PX, 0),
};

onClick("button[id], a[data-language]", (button, event) => {
  if (button.dataset.language) {
    event.preventDefault();
    setLanguage(button.dataset.language);
  } else if (Object.hasOwn(ACTIONS, button.id)) ACTIONS[button.id]();
});

stateChanged.listen(({ state, cause }) => {
  if (cause !== "start") closeHint(); // a reader who has opened something does not need it
  if (cause === "link" || cause === "map") closeNotices();
  showContext(state.switches);
});

pickOpened.listen(closeHint);
nameTheme();
listen(MAP_FAILED, ({ reason }) => {
  const message = getElement("#map-failed");
  if (reason !== "webgl2") message.textContent = (reason === "lost" ? message.dataset.lost : message.dataset.unloaded) ?? "";
  message.hidden = false;
});
listen(MAP_MENDED, () => {
  getElement("#map-failed").hidden = true;
});
