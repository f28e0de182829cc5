import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(__dirname, '../..');

/** What an editor asks at each place where `¦` stands in the text of a module of test/network. */
export interface Question {
  readonly ask: 'completion' | 'hover';
  readonly text: string;
}

/** What is read of a message of the language server protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: { readonly items?: readonly { readonly label: string }[]; readonly contents?: string | { readonly value?: string } } | null;
}

/**
 * What TypeScript's language server answers, which is how editors ask: names that complete the text, or one text that is shown.
 * @returns an answer for each place, in their order
 */
export async function askLanguageServer(modules: readonly Question[]): Promise<readonly (readonly string[])[]> {
  const questions = modules.flatMap(({ ask, text }, module) => placesOf(text).map((position) => ({ ask, module, position })));
  const server = spawn(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const answers = new Map<number, readonly string[]>();
  const hear = ({ id, method, params, result }: Message) => {
    // The server asks for the editor's own settings, and waits.
    if (method !== undefined && id !== undefined) send({ id, result: params?.items?.map(() => null) ?? null });
    else if (id !== undefined && id < questions.length) answers.set(id, answerOf(result));
  };
  try {
    const capabilities = { textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } } };
    send({ id: questions.length, method: 'initialize', params: { processId: process.pid, rootUri: pathToFileURL(root).href, capabilities } });
    send({ method: 'initialized', params: {} });
    for (const [module, { text }] of modules.entries()) {
      const textDocument = { uri: uriOf(module), languageId: 'typescript', version: 1, text: text.replaceAll('¦', '') };
      send({ method: 'textDocument/didOpen', params: { textDocument } });
    }
    for (const [id, { ask, module, position }] of questions.entries())
      send({ id, method: `textDocument/${ask}`, params: { textDocument: { uri: uriOf(module) }, position } });
    let received = Buffer.alloc(0);
    for await (const chunk of server.stdout) {
      received = Buffer.concat([received, chunk]);
      for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
        const behind = end + 4 + Number(/Content-Length: (\d+)/.exec(received.subarray(0, end).toString())?.[1]);
        if (received.length < behind) break;
        hear(JSON.parse(received.subarray(end + 4, behind).toString()));
        received = received.subarray(behind);
      }
      if (answers.size === questions.length) break;
    }
    return questions.map((_, id) => answers.get(id) ?? []);
  } finally {
    server.kill();
  }
}

const uriOf = (module: number): string => pathToFileURL(join(root, `test/network/app-${module}.ts`)).href;

/** The places of the marks, as they are once the marks are taken out. */
const placesOf = (text: string) =>
  text.split('\n').flatMap((content, line) => [...content.matchAll(/¦/g)].map(({ index }, before) => ({ line, character: index - before })));

function answerOf(result: Message['result']): readonly string[] {
  if (result?.items) return result.items.map(({ label }) => label.replaceAll(/["?]/g, ''));
  const contents = result?.contents;
  return [typeof contents === 'string' ? contents : (contents?.value ?? '')];
}
