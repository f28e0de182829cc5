import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogues, externalPortNames, internalPortNames } from '../../lib';

const root = join(__dirname, '../..');
/** What TypeScript's language server offers where `¦` stands in each of the texts, which is how editors ask. */
async function completions(texts: readonly string[]): Promise<readonly (readonly string[])[]> {
  const server = spawn(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const offered = new Map<number, readonly string[]>();
  const answer = ({ id, method, params, result }: Message) => {
    // The server asks for the editor's own settings, and waits.
    if (method !== undefined && id !== undefined) send({ id, result: params?.items?.map(() => null) ?? null });
    else if (id !== undefined && id < texts.length)
      offered.set(
        id,
        (result?.items ?? []).map(({ label }) => label.replaceAll(/["?]/g, '')),
      );
  };
  try {
    send({ id: texts.length, method: 'initialize', params: { processId: process.pid, rootUri: pathToFileURL(root).href, capabilities: {} } });
    send({ method: 'initialized', params: {} });
    for (const [id, text] of texts.entries()) {
      const uri = pathToFileURL(join(root, `test/constructs/app-${id}.ts`)).href;
      const before = text.slice(0, text.indexOf('¦')).split('\n');
      const position = { line: before.length - 1, character: before.at(-1)?.length };
      send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'typescript', version: 1, text: text.replace('¦', '') } } });
      send({ id, method: 'textDocument/completion', params: { textDocument: { uri }, position } });
    }
    let received = Buffer.alloc(0);
    for await (const chunk of server.stdout) {
      received = Buffer.concat([received, chunk]);
      for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
        const behind = end + 4 + Number(/Content-Length: (\d+)/.exec(received.subarray(0, end).toString())?.[1]);
        if (received.length < behind) break;
        answer(JSON.parse(received.subarray(end + 4, behind).toString()));
        received = received.subarray(behind);
      }
      if (offered.size === texts.length) break;
    }
    return texts.map((_, id) => offered.get(id) ?? []);
  } finally {
    server.kill();
  }
}

/** What is read of a message of the language server protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: { readonly items?: readonly { readonly label: string }[] };
}

const app = (props: string) => `import { Chart } from 'cdk8s';
import { BlueMindNetwork } from '../../lib';
export const network = (chart: Chart) => new BlueMindNetwork(chart, 'bluemind', ${props});
`;

const names = (audience: 'external' | 'internal') => [
  ...new Set(Object.values(catalogues).flatMap(({ ports }) => ports.filter((port) => port.audience === audience).map(({ name }) => name))),
];

test('the names that editors complete are those of the catalogues', () => {
  expect([...externalPortNames]).toEqual(names('external').sort());
  expect([...internalPortNames]).toEqual(names('internal').sort());
});

test('editors complete fields, values and the names of ports', async () => {
  const [fields, isolation, expose, allow] = await completions([
    app('{ ¦ }'),
    app("{ isolation: '¦' }"),
    app('{ expose: { ¦ } }'),
    app("{ allow: { backup: { from: [], reason: '', ports: ['¦'] } } }"),
  ]);
  expect(fields).toEqual(expect.arrayContaining(['isolation', 'expose', 'entryPoints', 'allow', 'name']));
  expect(isolation).toEqual(expect.arrayContaining(['cluster', 'installation', 'connections']));
  expect(expose).toEqual(expect.arrayContaining([...externalPortNames]));
  expect(allow).toEqual(expect.arrayContaining([...externalPortNames, ...internalPortNames]));
});
