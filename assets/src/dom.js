// Elements of the page: asked for by a selector, found about what was pressed, and made. What is found is of the class that is
// asked for (`kind`), else any HTMLElement.
/** @import { Kind } from "./types" */

/**
 * @template {Element} [E=HTMLElement]
 * @param {unknown} found
 * @param {Kind<E>} [kind]
 * @returns {found is NoInfer<E>}
 */
const isOf = (found, kind) => found instanceof (kind ?? HTMLElement);

/**
 * What the page, or the part of it that is looked into, always has.
 * @type {<E extends Element = HTMLElement>(selector: string, kind?: Kind<E>, within?: ParentNode | null) => NoInfer<E>}
 */
export const one = (selector, kind, within = document) => {
  const found = within?.querySelector(selector);
  if (!isOf(found, kind)) throw new Error(`there is no ${selector}`);
  return found;
};

/** @type {<E extends Element = HTMLElement>(selector: string, kind?: Kind<E>, within?: ParentNode) => NoInfer<E>[]} */
export const all = (selector, kind, within = document) => [...within.querySelectorAll(selector)].filter((found) => isOf(found, kind));

/**
 * What an event is about: the nearest that its target is, or lies in.
 * @type {<E extends Element = HTMLElement>(event: Event, selector: string, kind?: Kind<E>) => NoInfer<E> | null}
 */
export const about = ({ target }, selector, kind) => {
  const found = target instanceof Element && target.closest(selector);
  return isOf(found, kind) ? found : null;
};

/** @type {<E extends Element = HTMLElement>(selector: string, run: (found: NoInfer<E>, event: MouseEvent) => unknown, kind?: Kind<E>) => void} */
export const onClick = (selector, run, kind) =>
  document.addEventListener("click", (event) => {
    const found = about(event, selector, kind);
    if (found) run(found, event);
  });

/** Where an arrow key goes as one reads: on (1), back (-1), or nowhere (0), as other keys. @type {(event: KeyboardEvent) => number} */
export const arrowOf = ({ key }) =>
  (Number(key === "ArrowRight") - Number(key === "ArrowLeft")) * (document.documentElement.dir === "rtl" ? -1 : 1);

/** @type {<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes?: Record<string, string | undefined>, ...children: (Node | string)[]) => HTMLElementTagNameMap[Tag]} */
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
