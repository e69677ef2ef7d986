/**
 * The card that a page with many people's data gets: what it is, and what can be done at once.
 *
 * Why a card in the corner: it covers no text that cannot be scrolled free, takes no focus, and goes with one key. It
 * lives in a closed shadow root, so the page's styles and scripts stay out; a page that removes it does not remove the
 * badge.
 */

import { STYLE } from './bannerstyle.js';

/**
 * @typedef {object} Words
 * @property {string} lang
 * @property {string} theme `auto`, `light` or `dark`
 * @property {string} title
 * @property {string} detail
 * @property {string} hide empty where there is nothing to hide
 * @property {string} unhide
 * @property {string} show
 * @property {string} close
 */

export class Banner {
  /** @type {HTMLElement | undefined} */
  #host;
  /** @type {HTMLElement | undefined} */
  #title;
  #closed = false;
  /** Says on the card whether what was found is hidden now. @type {(hidden: boolean) => void} */
  tellHidden = () => {};

  /**
   * @param {Document} page
   * @param {{onHide: () => void, onShow: () => void}} actions
   */
  constructor(page, actions) {
    this.page = page;
    this.actions = actions;
  }

  /** Shows the card, or says something else on the one that is shown. @param {Words} words */
  show(words) {
    if (this.#closed) return;
    if (this.#host?.isConnected && this.#title) {
      this.#title.textContent = words.title;
      return;
    }
    this.#host = this.page.createElement('div');
    const root = this.#host.attachShadow({ mode: 'closed' });
    dress(root, this.page);
    root.append(this.#card(words));
    this.page.documentElement.append(this.#host);
  }

  close() {
    this.#closed = true;
    this.#host?.remove();
  }

  /** @param {Words} words */
  #card(words) {
    const card = this.#element('section', 'card');
    card.lang = words.lang;
    card.dataset.theme = words.theme;
    card.setAttribute('role', 'status');
    this.#title = this.#element('p', 'title', words.title);
    const hide = this.#button('', words.hide, this.actions.onHide);
    this.tellHidden = (hidden) => {
      hide.textContent = hidden ? words.unhide : words.hide;
    };
    const buttons = this.#element('div', 'buttons');
    buttons.append(hide, this.#button('', words.show, this.actions.onShow));
    const close = this.#button('close', '×', () => this.close());
    close.setAttribute('aria-label', words.close);
    card.append(this.#element('span', 'sign', '!'), this.#title, close, this.#element('p', '', words.detail));
    if (words.hide) card.append(buttons);
    card.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
    return card;
  }

  /** @param {string} name @param {string} className @param {string} [text] */
  #element(name, className, text) {
    const element = this.page.createElement(name);
    element.className = className;
    if (text) element.textContent = text;
    if (className === 'sign') element.setAttribute('aria-hidden', 'true');
    return element;
  }

  /** @param {string} className @param {string} text @param {() => void} act */
  #button(className, text, act) {
    const button = /** @type {HTMLButtonElement} */ (this.#element('button', className, text));
    button.type = 'button';
    button.addEventListener('click', (event) => {
      // Only a person's own click: a page that could click would hide what it shows.
      if (event.isTrusted) act();
    });
    return button;
  }
}

/**
 * Gives the card its style. A constructed sheet is under no policy of the page; where a content script may not adopt
 * one (Firefox), an inline style of an extension is not either.
 *
 * @param {ShadowRoot} root
 * @param {Document} page
 */
function dress(root, page) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = page.createElement('style');
    style.textContent = STYLE;
    root.append(style);
  }
}
