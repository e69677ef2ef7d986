/**
 * The package's WebAssembly file, as hosts hand it over that import one compiled: workerd, wrangler, Vercel's bundler.
 * Other bundlers need to be told what to make of it; `createFilter()` needs none of that.
 */
declare const module: WebAssembly.Module;
export default module;
