// The guard in front of the site that wrangler.jsonc names. A worker of your own: see dwarpal's README.
export { default } from 'dwarpal/cloudflare';
