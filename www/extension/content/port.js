/** The events with which the hook in the page's world and the ear in the extension's find each other, before the page begins. */

export const OFFER = 'dwarpal-offer';
export const WANTED = 'dwarpal-wanted';
