/** What answers beside Postfix and Dovecot: the web, POP and XMPP, as far as probes ask. Its argument is a folder for its certificate. */
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { createServer: createHttp } = require('node:http');
const { createServer: createHttps } = require('node:https');
const { createServer: createTcp } = require('node:net');
const { join } = require('node:path');
const tls = require('node:tls');

const [folder = '.'] = process.argv.slice(2);
execFileSync(
  'openssl',
  'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mail.example.org -addext subjectAltName=DNS:mail.example.org -keyout other-key.pem -out other.pem'.split(
    ' ',
  ),
  { cwd: folder, stdio: 'ignore' },
);
const secure = { key: readFileSync(join(folder, 'other-key.pem')), cert: readFileSync(join(folder, 'other.pem')) };

const listen = (server, port) => server.on('clientError', () => undefined).listen(port, '127.0.0.1');

listen(
  createHttp(({ headers }, response) => response.writeHead(301, { Location: `https://${headers.host}/` }).end()),
  80,
);
listen(
  createHttps(secure, (_, response) => response.end('BlueMind')),
  443,
);

/** POP as RFC 1939 and RFC 2595 have it: a greeting, STLS and QUIT. Lines must end with CR LF. */
function pop(socket, isSecure) {
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    const line = data.toString();
    if (line === 'QUIT\r\n') socket.end('+OK bye\r\n');
    else if (line === 'STLS\r\n' && !isSecure) {
      socket.removeAllListeners('data');
      socket.write('+OK begin\r\n', () => pop(new tls.TLSSocket(socket, { isServer: true, ...secure }), true));
    } else socket.write('-ERR what?\r\n');
  });
}

const greeted = (isSecure) => (socket) => {
  pop(socket, isSecure);
  socket.write('+OK POP\r\n');
};
listen(createTcp(greeted(false)), 110);
listen(tls.createServer(secure, greeted(true)), 995);

listen(
  createTcp((socket) => socket.on('error', () => undefined)),
  5222,
);
listen(
  tls.createServer(secure, (socket) => socket.on('error', () => undefined)),
  5223,
);
