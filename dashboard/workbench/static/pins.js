// Positions on the atlas's own map: a marker that can be dragged or moved by keys, and points that bend a line.

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
    this.surface.onclick = (event) => this.drawn(event);
    if (!this.frame.src) this.frame.src = "/embed/";
    this.ready = this.map();
    this.ready.then((map) => {
      this.shown = map;
      map.on("move", () => this.place());
      this.place();
    });
  }

  /** The map of the page in the frame, when it is there. */
  async map() {
    for (;;) {
      const map = this.frame.contentDocument?.getElementById("map")?._fullLayout?.map?._subplot?.map;
      if (map?.loaded?.()) return map;
      await new Promise((done) => setTimeout(done, 200));
    }
  }

  /** One marker, at a position in degrees. */
  async put(position) {
    for (const pin of this.pins) pin.element.remove();
    this.pins = [];
    if (!position.every((one) => Number.isFinite(one))) return;
    this.pins = [this.pin(position, "pin", "The place: drag it, or move it by the arrow keys")];
    const map = await this.ready;
    map.jumpTo({ center: position, zoom: Math.max(map.getZoom(), 7) });
    this.place();
  }

  /** One marker in the middle of what the map shows, to be moved from there. */
  async putInTheMiddle() {
    const map = await this.ready;
    const position = round(map.getCenter());
    await this.put(position);
    this.moved(position);
    this.pins[0].element.focus();
  }

  /** The places of a route; the map shows them all. */
  async stops(positions) {
    this.ends = positions;
    const map = await this.ready;
    if (!positions.length) return;
    const [lons, lats] = [0, 1].map((axis) => positions.map((one) => one[axis]));
    map.fitBounds(
      [
        [Math.min(...lons), Math.min(...lats)],
        [Math.max(...lons), Math.max(...lats)],
      ],
      { padding: 50, maxZoom: 8, animate: false },
    );
  }

  /** Begin or end drawing; whether it is on. */
  draw() {
    return this.surface.classList.toggle("drawing");
  }

  drawn(event) {
    if (event.target !== this.surface || !this.shown) return;
    const box = this.surface.getBoundingClientRect();
    const position = round(this.shown.unproject([event.clientX - box.left, event.clientY - box.top]));
    this.pins.push(this.pin(position, "pin point", `Point ${this.pins.length + 1}`));
    this.place();
  }

  /** The drawn points, each within the leg that it lies nearest to. */
  legs(number) {
    const legs = Array.from({ length: Math.max(number, 0) }, () => []);
    for (const { position } of this.pins) legs[this.leg(position, number)]?.push(position);
    return legs;
  }

  leg([x, y], number) {
    const off = Array.from({ length: number }, (_, at) => {
      const [[ax, ay], [bx, by]] = [this.ends[at], this.ends[at + 1]];
      return Math.hypot(x - ax, y - ay) + Math.hypot(x - bx, y - by) - Math.hypot(ax - bx, ay - by);
    });
    return off.indexOf(Math.min(...off));
  }

  pin(position, className, title) {
    const element = Object.assign(document.createElement("button"), { type: "button", className, title });
    element.setAttribute("aria-label", title);
    const pin = { element, position };
    const move = (x, y) => {
      pin.position = round(this.shown.unproject([x, y]));
      this.place();
      this.moved(pin.position);
    };
    element.addEventListener("pointerdown", (event) => element.setPointerCapture(event.pointerId));
    element.addEventListener("pointermove", (event) => {
      if (!element.hasPointerCapture(event.pointerId) || !this.shown) return;
      const box = this.surface.getBoundingClientRect();
      move(event.clientX - box.left, event.clientY - box.top);
    });
    element.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step || !this.shown) return;
      event.preventDefault();
      const { x, y } = this.shown.project(pin.position);
      move(x + step[0] * STEP_PX, y + step[1] * STEP_PX);
    });
    this.surface.append(element);
    return pin;
  }

  place() {
    if (!this.shown) return;
    for (const { element, position } of this.pins) {
      const { x, y } = this.shown.project(position);
      element.style.transform = `translate(${x}px, ${y}px)`;
    }
  }
}
