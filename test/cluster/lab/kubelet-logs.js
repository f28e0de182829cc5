/** The part of a kubelet that the API server asks for the logs of containers: `/containerLogs/NAMESPACE/POD/CONTAINER` is a file of that path in a folder. */
const { createReadStream } = require('node:fs');
const { readFileSync } = require('node:fs');
const { createServer } = require('node:https');
const { join } = require('node:path');

const [, , address, folder] = process.argv;

createServer({ key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) }, ({ url }, response) => {
  const [, what, ...path] = new URL(url, 'https://kubelet').pathname.split('/');
  if (what !== 'containerLogs' || path.some((part) => part === '..')) return response.writeHead(404).end();
  const stream = createReadStream(join(folder, ...path));
  stream.on('error', () => response.writeHead(404).end());
  stream.pipe(response);
}).listen(10250, address, () => process.stdout.write('ready\n'));
