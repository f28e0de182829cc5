import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** As much of an OCI registry as helm pushes to and pulls from, in memory. */
export async function startRegistry() {
  const blobs = new Map<string, Buffer>();
  const manifests = new Map<string, { readonly type: string; readonly bytes: Buffer }>();
  const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://registry');
    const answer = (status: number, headers: Record<string, string | number> = {}, body?: Buffer) =>
      response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
    const [, kind, reference = ''] = /^\/v2\/.+\/(blobs\/uploads|blobs|manifests)\/(.*)$/.exec(pathname) ?? [];
    const bytes = await bodyOf(request);
    if (pathname === '/v2/') return answer(200);
    if (kind === 'blobs/uploads' && request.method === 'POST') return answer(202, { Location: `${pathname}${randomUUID()}` });
    if (kind === 'blobs/uploads' && request.method === 'PUT') {
      const digest = digestOf(bytes);
      if (digest !== searchParams.get('digest')) return answer(400);
      blobs.set(digest, bytes);
      return answer(201, { Location: pathname, 'Docker-Content-Digest': digest });
    }
    if (kind === 'manifests' && request.method === 'PUT') {
      const manifest = { type: request.headers['content-type'] ?? '', bytes };
      for (const name of [reference, digestOf(bytes)]) manifests.set(name, manifest);
      return answer(201, { 'Docker-Content-Digest': digestOf(bytes) });
    }
    const manifest = kind === 'manifests' ? manifests.get(reference) : undefined;
    const found = manifest?.bytes ?? (kind === 'blobs' ? blobs.get(reference) : undefined);
    if (found === undefined) return answer(404);
    const headers = { 'Content-Type': manifest?.type ?? 'application/octet-stream', 'Content-Length': found.length };
    return answer(200, { ...headers, 'Docker-Content-Digest': digestOf(found) }, found);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `oci://127.0.0.1:${port}/charts`,
    /** The manifest of a tag, as it was pushed. */
    manifest: (tag: string): unknown => JSON.parse(manifests.get(tag)?.bytes.toString() ?? 'null'),
    stop: () => new Promise((done) => server.close(done)),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
