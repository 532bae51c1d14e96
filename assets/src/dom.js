// Elements of the page: found by a selector, found from an event, or made. An element that is not of the requested class (`kind`,
// else HTMLElement) counts as missing.
/** @import { Kind } from "./types" */

/**
 * @template {Element} [E=HTMLElement]
 * @param {unknown} element
 * @param {Kind<E>} [kind]
 * @returns {element is NoInfer<E>}
 */
const isOf = (element, kind) => element instanceof (kind ?? HTMLElement);

/**
 * An element that is always on the page, or in the part of it that is searched.
 * @type {<E extends Element = HTMLElement>(selector: string, kind?: Kind<E>, within?: ParentNode | null) => NoInfer<E>}
 */
export const getElement = (selector, kind, within = document) => {
  const element = within?.querySelector(selector);
  if (!isOf(element, kind)) throw new Error(`there is no ${selector}`);
  return element;
};

/** @type {<E extends Element = HTMLElement>(selector: string, kind?: Kind<E>, within?: ParentNode) => NoInfer<E>[]} */
export const getElements = (selector, kind, within = document) =>
  [...within.querySelectorAll(selector)].filter((element) => isOf(element, kind));

/**
 * The target of an event, or the nearest element around it that matches.
 * @type {<E extends Element = HTMLElement>(event: Event, selector: string, kind?: Kind<E>) => NoInfer<E> | null}
 */
export const closestElement = ({ target }, selector, kind) => {
  const element = target instanceof Element && target.closest(selector);
  return isOf(element, kind) ? element : null;
};

/** @type {<E extends Element = HTMLElement>(selector: string, run: (element: NoInfer<E>, event: MouseEvent) => unknown, kind?: Kind<E>) => void} */
export const onClick = (selector, run, kind) =>
  document.addEventListener("click", (event) => {
    const element = closestElement(event, selector, kind);
    if (element) run(element, event);
  });

/** The direction of an arrow key in reading order: forward (1), back (-1), or none (0). @type {(event: KeyboardEvent) => number} */
export const arrowDirection = ({ key }) =>
  (Number(key === "ArrowRight") - Number(key === "ArrowLeft")) * (document.documentElement.dir === "rtl" ? -1 : 1);

/** @type {<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes?: Record<string, string | undefined>, ...children: (Node | string)[]) => HTMLElementTagNameMap[Tag]} */
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
