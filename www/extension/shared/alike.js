/**
 * Kinds of which many people have the same value: by it alone nobody is told from others.
 */

/** What is alike, or names without reaching. */
export const ALIKE = new Set([
  'age',
  'date_of_birth',
  'gender',
  'in_ifsc',
  'in_pin_code',
  'person_name',
  'postal_address',
]);

/** A word on somebody's health: alike for many, and yet every place is a person. */
export const HEALTH = 'covid_test_result';
