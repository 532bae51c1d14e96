// Paints the picture of the map (dashboard/map/svg/map_picture.py) on a canvas, as it looks on the page: the drawing as an image, the
// names word by word at their positions on the page.

const STYLE_PROPERTIES =
  "fill fill-rule opacity stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width vector-effect".split(" ");
const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * The drawing in an SVG of its own. An image does not have the style sheets of the page, so each element gets its own styles.
 * @type {(picture: Element, area: DOMRect) => SVGElement}
 */
function withOwnStyles(picture, area) {
  const drawing = /** @type {SVGElement} */ (picture.querySelector("svg"));
  const copy = /** @type {SVGElement} */ (drawing.cloneNode(true));
  const [from, to] = [drawing, copy].map((svg) => [svg, ...svg.querySelectorAll("*")]);
  from.forEach((element, at) => {
    const look = getComputedStyle(element);
    if (element.closest("defs")) return; // it has the style of each use
    for (const name of STYLE_PROPERTIES) to[at].setAttribute(name, look.getPropertyValue(name));
  });
  const { left, top, width, height } = drawing.getBoundingClientRect();
  const attributes = { x: left - area.left, y: top - area.top, width, height, overflow: "visible" };
  for (const [name, value] of Object.entries(attributes)) copy.setAttribute(name, String(value));
  const outer = /** @type {SVGElement} */ (document.createElementNS(NAMESPACE, "svg"));
  for (const side of /** @type {const} */ (["width", "height"])) outer.setAttribute(side, String(area[side]));
  outer.append(copy);
  return outer;
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

/** A canvas with the picture, at least `least` pixels wide, and its number of pixels for a pixel of the screen. */
export async function paintPicture(/** @type {Element} */ picture, /** @type {number} */ least) {
  const area = picture.getBoundingClientRect();
  const ratio = Math.max(window.devicePixelRatio, least / area.width);
  const copy = Object.assign(document.createElement("canvas"), {
    width: Math.ceil(area.width * ratio),
    height: Math.round(area.height * ratio),
  });
  const drawing = await asImage(withOwnStyles(picture, area));
  const pen = /** @type {CanvasRenderingContext2D} */ (copy.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = getComputedStyle(picture).backgroundColor;
  pen.fillRect(0, 0, area.width, area.height);
  pen.drawImage(drawing, 0, 0, area.width, area.height);
  for (const name of picture.querySelectorAll(":scope > b")) write(pen, name, area);
  return { copy, ratio };
}
