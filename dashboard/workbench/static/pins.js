// Positions on the atlas's own map: a marker that is moved by dragging or by keys, and points that bend a line.
import { element } from "./dom.js";

const STEP_PX = 4;
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const round = ({ lng, lat }) => [Number(lng.toFixed(5)), Number(lat.toFixed(5))];

export class PinMap {
  constructor(box) {
    this.frame = box.querySelector("iframe");
    this.surface = box.querySelector(".surface");
    this.pins = [];
    this.moved = () => undefined;
    this.surface.replaceChildren();
    this.surface.classList.remove("drawing");
    this.surface.onclick = (event) => this.addPoint(event);
    if (!this.frame.src) this.frame.src = "/embed/";
    this.ready = this.loadedMap();
    this.ready.then((map) => {
      this.map = map;
      map.on("move", () => this.placePins());
      this.placePins();
    });
  }

  /** The map of the page in the frame, once it is loaded. */
  async loadedMap() {
    for (;;) {
      const map = this.frame.contentDocument?.getElementById("map")?._fullLayout?.map?._subplot?.map;
      if (map?.loaded?.()) return map;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Put the only marker at a position in degrees. */
  async put(position) {
    for (const pin of this.pins) pin.element.remove();
    this.pins = [];
    if (!position.every(Number.isFinite)) return;
    this.pins = [this.pin(position, "pin", "The place: drag it, or move it by the arrow keys")];
    const map = await this.ready;
    map.jumpTo({ center: position, zoom: Math.max(map.getZoom(), 7) });
    this.placePins();
  }

  /** Put the only marker in the middle of the map, from where a person moves it. */
  async putInTheMiddle() {
    const map = await this.ready;
    const position = round(map.getCenter());
    await this.put(position);
    this.moved(position);
    this.pins[0].element.focus();
  }

  /** Set the places of a route, and move the map so that it shows them all. */
  async setStops(positions) {
    this.ends = positions;
    const map = await this.ready;
    if (!positions.length) return;
    const [lons, lats] = [0, 1].map((axis) => positions.map((position) => position[axis]));
    map.fitBounds(
      [
        [Math.min(...lons), Math.min(...lats)],
        [Math.max(...lons), Math.max(...lats)],
      ],
      { padding: 50, maxZoom: 8, animate: false },
    );
  }

  /** Begin or end drawing, and give whether it is on. */
  toggleDrawing() {
    return this.surface.classList.toggle("drawing");
  }

  addPoint(event) {
    if (event.target !== this.surface || !this.map) return;
    const position = round(this.map.unproject(this.pixels(event)));
    this.pins.push(this.pin(position, "pin point", `Point ${this.pins.length + 1}`));
    this.placePins();
  }

  /** Where in the surface an event happened. */
  pixels({ clientX, clientY }) {
    const box = this.surface.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  }

  /** The drawn points by leg: each in the leg to which it lies nearest. */
  pointsByLeg(number) {
    const legs = Array.from({ length: Math.max(number, 0) }, () => []);
    for (const { position } of this.pins) legs[this.nearestLeg(position, number)]?.push(position);
    return legs;
  }

  nearestLeg([x, y], number) {
    const detours = Array.from({ length: number }, (_, at) => {
      const [[ax, ay], [bx, by]] = [this.ends[at], this.ends[at + 1]];
      return Math.hypot(x - ax, y - ay) + Math.hypot(x - bx, y - by) - Math.hypot(ax - bx, ay - by);
    });
    return detours.indexOf(Math.min(...detours));
  }

  pin(position, className, title) {
    const button = element("button", { type: "button", className, title, ariaLabel: title });
    const pin = { element: button, position };
    const move = (pixels) => {
      pin.position = round(this.map.unproject(pixels));
      this.placePins();
      this.moved(pin.position);
    };
    button.addEventListener("pointerdown", (event) => button.setPointerCapture(event.pointerId));
    button.addEventListener("pointermove", (event) => {
      if (button.hasPointerCapture(event.pointerId) && this.map) move(this.pixels(event));
    });
    button.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step || !this.map) return;
      event.preventDefault();
      const { x, y } = this.map.project(pin.position);
      move([x + step[0] * STEP_PX, y + step[1] * STEP_PX]);
    });
    this.surface.append(button);
    return pin;
  }

  placePins() {
    if (!this.map) return;
    for (const { element, position } of this.pins) {
      const { x, y } = this.map.project(position);
      element.style.transform = `translate(${x}px, ${y}px)`;
    }
  }
}
