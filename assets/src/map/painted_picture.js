// The picture of the map (dashboard/map/svg/map_picture.py) painted on a canvas, as it lies on the page: its drawing as an image,
// its names word by word where the page has set them.

const DRAWN =
  "fill fill-rule opacity stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width vector-effect".split(" ");
const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * The drawing as an image of the whole picture. An image knows no style sheet of the page, so each element carries its own look.
 * @type {(picture: Element, area: DOMRect) => SVGElement}
 */
function standingAlone(picture, area) {
  const drawing = /** @type {SVGElement} */ (picture.querySelector("svg"));
  const copy = /** @type {SVGElement} */ (drawing.cloneNode(true));
  const [from, to] = [drawing, copy].map((svg) => [svg, ...svg.querySelectorAll("*")]);
  from.forEach((element, at) => {
    const look = getComputedStyle(element);
    if (element.closest("defs")) return; // it looks as where it is used
    for (const name of DRAWN) to[at].setAttribute(name, look.getPropertyValue(name));
  });
  const { left, top, width, height } = drawing.getBoundingClientRect();
  const place = { x: left - area.left, y: top - area.top, width, height, overflow: "visible" };
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  const whole = /** @type {SVGElement} */ (document.createElementNS(NAMESPACE, "svg"));
  for (const side of /** @type {const} */ (["width", "height"])) whole.setAttribute(side, String(area[side]));
  whole.append(copy);
  return whole;
}

/** @type {(svg: SVGElement) => Promise<HTMLImageElement>} */
async function asImage(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  return image;
}

/** @type {(pen: CanvasRenderingContext2D, name: Element, area: DOMRect) => void} */
function write(pen, name, area) {
  const look = getComputedStyle(name);
  const text = name.firstChild;
  if (look.display === "none" || !text?.textContent) return;
  Object.assign(pen, {
    font: look.font,
    fillStyle: look.color,
    strokeStyle: look.getPropertyValue("--halo"),
    lineWidth: 2.5,
    lineJoin: "round",
  });
  Object.assign(pen, {
    letterSpacing: look.letterSpacing.replace("normal", "0px"),
    textAlign: "left",
    textBaseline: "middle",
    direction: look.direction,
  });
  for (const { 0: word, index } of text.textContent.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const { left, top, height } = range.getBoundingClientRect();
    const [x, y] = [left - area.left, top - area.top + height / 2];
    pen.strokeText(word, x, y);
    pen.fillText(word, x, y);
  }
}

/**
 * @param {Element} picture
 * @param {number} least how many pixels wide at least
 */
export async function painted(picture, least) {
  const area = picture.getBoundingClientRect();
  const ratio = Math.max(window.devicePixelRatio, least / area.width);
  const copy = Object.assign(document.createElement("canvas"), {
    width: Math.ceil(area.width * ratio),
    height: Math.round(area.height * ratio),
  });
  const drawing = await asImage(standingAlone(picture, area));
  const pen = /** @type {CanvasRenderingContext2D} */ (copy.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = getComputedStyle(picture).backgroundColor;
  pen.fillRect(0, 0, area.width, area.height);
  pen.drawImage(drawing, 0, 0, area.width, area.height);
  for (const name of picture.querySelectorAll(":scope > b")) write(pen, name, area);
  return { copy, ratio };
}
