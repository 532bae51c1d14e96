// Where no map can be drawn the picture stays in its place. It follows the address: the server draws it for each.
import { all } from "../dom.js";
import { listen, MAP_FAILED, MAP_MENDED } from "../events.js";
import { painted } from "../map/painted_picture.js";
import { showScale } from "../map/scale.js";
import { startData } from "../map/start.js";
import { shownBy } from "../map/view.js";
import { stateChanged } from "./state.js";

const [picture] = all(".first-picture");
let madeFor = location.href; // the address that it shows
let failed = false;
let coming = Promise.resolve();

async function follow() {
  const address = location.href;
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector(".first-picture");
  if (!next || address !== location.href) return;
  madeFor = address;
  picture.replaceChildren(...next.childNodes);
  scale(page);
}

function scale(page = document) {
  const { width, height } = picture.getBoundingClientRect();
  showScale(shownBy(startData(page).camera, [width, height]));
}

// Where the server cannot be asked the picture is the one before.
function keepUp() {
  if (failed && picture && madeFor !== location.href) coming = follow().catch(() => undefined);
}

/** The picture on a canvas, once it shows what the address asks for; null where a map draws itself. */
export async function stillPicture(/** @type {number} */ least) {
  if (!failed || !picture?.isConnected) return null;
  keepUp();
  await coming;
  return painted(picture, least);
}

listen(MAP_FAILED, () => {
  failed = true;
  if (!picture) return;
  scale();
  keepUp();
});
listen(MAP_MENDED, () => {
  failed = false;
});
stateChanged.listen(keepUp);
