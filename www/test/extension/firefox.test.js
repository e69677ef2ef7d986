/**
 * The extension in a real Firefox: which pages it warns of, of how many people, and that nothing leaves the machine.
 */

import { startFirefox } from './helpers/firefox.js';
import { describeBrowser } from './helpers/suite.js';

describeBrowser({
  start: (proxy) => {
    const { hostname, port } = new URL(`http://${proxy}`);
    return startFirefox({
      preferences: {
        'network.proxy.type': 1,
        'network.proxy.http': hostname,
        'network.proxy.http_port': Number(port),
        'network.proxy.ssl': hostname,
        'network.proxy.ssl_port': Number(port),
        'network.proxy.allow_hijacking_localhost': true,
        'network.proxy.no_proxies_on': '',
      },
    });
  },
  own: /^https?:\/\/(?:[\w-]+\.)*(?:mozilla|firefox)\.(?:com|net|org)\b/,
});
