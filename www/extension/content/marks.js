/**
 * Marks and hides what was found, on this screen only: the page itself is not changed, and other people still see it.
 *
 * The style of the highlights comes from the background (`highlights.css`), past every policy of the page.
 */

import { elementOf, rangeOf } from './places.js';

const FOUND = 'dwarpal-found';
const HERE = 'dwarpal-here';
const HIDDEN = 'dwarpal-hidden';
/** Fields that are hidden; a highlight cannot reach into them. */
const FIELD_STYLE = '-webkit-text-security';

export class Marks {
  hidden = false;
  shown = false;
  /** @type {WeakMap<Element, string>} */
  #fields = new WeakMap();
  /** @type {Map<string, number>} the place that was gone to last, by kind */
  #at = new Map();

  /** @type {Promise<void> | undefined} */
  #dressing;

  /**
   * @param {import('./places.js').Places} places
   * @param {object} host
   * @param {() => Promise<void>} host.dress has the style put into this frame
   * @param {(hidden: boolean) => void} host.onHidden
   */
  constructor(places, host) {
    this.places = places;
    this.host = host;
  }

  /** Paints anew: the page may have changed. */
  refresh() {
    const ranges = this.hidden || this.shown ? this.#ranges() : [];
    setHighlight(FOUND, this.shown && !this.hidden ? ranges : []);
    setHighlight(HIDDEN, this.hidden ? ranges : []);
    for (const place of this.places.living()) this.#paintField(place);
  }

  /** @param {boolean} hidden */
  async hide(hidden) {
    await this.#dressed();
    this.hidden = hidden;
    this.refresh();
    this.host.onHidden(hidden);
  }

  /** @param {boolean} shown */
  async show(shown) {
    await this.#dressed();
    this.shown = shown;
    if (!shown) setHighlight(HERE, []);
    this.refresh();
  }

  /**
   * Goes to the next place of a kind that can be seen, and marks it.
   *
   * @param {string} kind
   * @param {number} step 1 or -1
   * @returns {Promise<{index: number, of: number} | undefined>} none if nothing of it can be seen now
   */
  async go(kind, step) {
    await this.#dressed();
    const places = this.places.living(kind).filter(isVisible);
    if (places.length === 0) return undefined;
    const last = this.#at.get(kind) ?? (step > 0 ? -1 : 0);
    const index = (last + step + places.length) % places.length;
    this.#at.set(kind, index);
    const place = places[index];
    elementOf(place)?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const range = rangeOf(place);
    setHighlight(HERE, range && !this.hidden ? [range] : []);
    return { index: index + 1, of: places.length };
  }

  /** The style is only in frames in which something was ever marked. It must be there before what it is for. */
  #dressed() {
    this.#dressing ??= this.host.dress();
    return this.#dressing;
  }

  #ranges() {
    return this.places
      .living()
      .map(rangeOf)
      .filter((range) => range !== undefined);
  }

  /** @param {import('./places.js').Place} place */
  #paintField(place) {
    if (place.from >= 0) return;
    const element = elementOf(place);
    if (!(element instanceof HTMLElement) || !('value' in element)) return;
    const before = this.#fields.get(element);
    if (this.hidden && before === undefined) {
      this.#fields.set(element, element.style.getPropertyValue(FIELD_STYLE));
      element.style.setProperty(FIELD_STYLE, 'disc', 'important');
    } else if (!this.hidden && before !== undefined) {
      element.style.setProperty(FIELD_STYLE, before);
      this.#fields.delete(element);
    }
  }
}

/** @param {import('./places.js').Place} place */
function isVisible(place) {
  const rect = (rangeOf(place) ?? elementOf(place))?.getBoundingClientRect();
  return rect !== undefined && rect.width > 0 && rect.height > 0;
}

/** @param {string} name @param {Range[]} ranges */
function setHighlight(name, ranges) {
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}
