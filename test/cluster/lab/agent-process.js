/**
 * What runs in a pod or machine of the laboratory: listens, and connects to others. Orders come as lines of JSON on standard input, one answer a line:
 * `{listen: {name, tcp, udp, proxy, address}}` answers true; `{probe: [[address, protocol, port, say], …]}` answers a list of what each connection met: `NAME ADDRESS`,
 * the listener's name and the address from which it saw the connection; or null. `say` is what the client says first.
 */
const { createSocket } = require('node:dgram');
const { connect, createServer } = require('node:net');
const { createInterface } = require('node:readline');

const timeout = 2000;
const atOnce = 100;
let open = [];

async function listen({ name, tcp, udp, proxy = [], address = '0.0.0.0' }) {
  for (const server of open) server.close();
  const servers = tcp.map((port) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (proxy.includes(port)) socket.once('data', (header) => socket.end(`${name} ${claimedAddress(header)}`));
      else socket.end(`${name} ${plain(socket.remoteAddress)}`);
    });
    return new Promise((resolve, reject) => server.once('error', reject).listen(port, address, () => resolve(server)));
  });
  const sockets = udp.map((port) => {
    const socket = createSocket(address === '::' ? 'udp6' : 'udp4');
    socket.on('message', (_, { address: from, port: back }) => socket.send(`${name} ${plain(from)}`, back, from, () => undefined));
    return new Promise((resolve, reject) => socket.once('error', reject).bind(port, address, () => resolve(socket)));
  });
  open = await Promise.all([...servers, ...sockets]);
  return true;
}

/** An address of IPv4 as a socket of both families sees it, without what marks it. */
const plain = (address) => address.replace(/^::ffff:/, '');

/** The client's address in a header of the PROXY protocol, version 1 or 2. */
function claimedAddress(header) {
  if (header.subarray(0, 6).toString() === 'PROXY ') return header.toString().split(' ')[2];
  return header.readUInt32BE(0) === 0x0d0a0d0a ? [...header.subarray(16, 20)].join('.') : 'nobody';
}

const overTcp = (address, port, say) =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout });
    let text = '';
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    if (say !== undefined) socket.write(say);
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('end', () => done(text || null));
    socket.on('timeout', () => done(null));
    socket.on('error', () => done(null));
  });

const overUdp = (address, port) =>
  new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    const late = setTimeout(() => done(null), timeout);
    const done = (answer) => {
      clearTimeout(late);
      socket.close();
      resolve(answer);
    };
    socket.once('message', (data) => done(data.toString()));
    socket.once('error', () => done(null));
    socket.connect(port, address, (error) => (error ? done(null) : socket.send('?')));
  });

/** Some at a time, in order. */
async function probe(targets) {
  const answers = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < targets.length; index = next++) {
      const [address, protocol, port, say] = targets[index];
      answers[index] = await (protocol === 'TCP' ? overTcp : overUdp)(address, port, say);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, targets.length) }, worker));
  return answers;
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const order = JSON.parse(line);
  try {
    process.stdout.write(`${JSON.stringify(await (order.listen ? listen(order.listen) : probe(order.probe)))}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
  }
});
process.stdin.on('end', () => process.exit(0));
