/**
 * The extension in a real Chromium: which pages it warns of, of how many people, and that nothing leaves the machine.
 */

import { startChromium } from './helpers/chromium.js';
import { describeBrowser } from './helpers/suite.js';

describeBrowser({
  start: (proxy) => startChromium({ args: [`--proxy-server=${proxy}`, '--proxy-bypass-list=<-loopback>'] }),
  own: /^https:\/\/(?:[\w-]+\.)*(?:google|googleapis|gstatic)\.com:443$/,
});
