// If no map can be drawn, the picture stays in its place and follows the address: the server draws it for each address.
import { getElements } from "../dom.js";
import { listen, MAP_FAILED, MAP_MENDED } from "../events.js";
import { paintPicture } from "../map/painted_picture.js";
import { showScale } from "../map/scale.js";
import { startData } from "../map/start.js";
import { viewOf } from "../map/view.js";
import { stateChanged } from "./state.js";

const [picture] = getElements(".first-picture");
let pictureAddress = location.href;
let failed = false;
let loading = Promise.resolve();

async function load() {
  const address = location.href;
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector(".first-picture");
  if (!next || address !== location.href) return;
  pictureAddress = address;
  picture.replaceChildren(...next.childNodes);
  showPictureScale(page);
}

function showPictureScale(page = document) {
  const { width, height } = picture.getBoundingClientRect();
  showScale(viewOf(startData(page).camera, [width, height]));
}

// Without an answer of the server the picture stays as it is.
function update() {
  if (failed && picture && pictureAddress !== location.href) loading = load().catch(() => undefined);
}

/** The picture of the current address on a canvas; null if the page has a live map. */
export async function stillPicture(/** @type {number} */ least) {
  if (!failed || !picture?.isConnected) return null;
  update();
  await loading;
  return paintPicture(picture, least);
}

listen(MAP_FAILED, () => {
  failed = true;
  if (!picture) return;
  showPictureScale();
  update();
});
listen(MAP_MENDED, () => {
  failed = false;
});
stateChanged.listen(update);
