// SPDX-License-Identifier: Apache-2.0
using Foregate.Conformance.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>Node.js's http2 session and http agent.</summary>
public sealed class NodeTests(RunningGateway gateway)
{
    private const string Http2Script = """
        const http2 = require('node:http2'), fs = require('node:fs'), crypto = require('node:crypto'), assert = require('node:assert');
        const base = new URL(process.argv[1]);
        // More than the ten megabytes that Node lets a session hold by default is under way at once.
        const session = http2.connect(base.origin, { ca: fs.readFileSync(process.argv[2]), maxSessionMemory: 100 });
        session.on('error', fault => { throw fault; });
        const hash = bytes => crypto.createHash('sha256').update(bytes).digest('hex');
        const ask = (headers, body) => new Promise((resolve, reject) => {
          const stream = session.request({ ...headers, ':path': base.pathname + headers[':path'] });
          const parts = [];
          let answer;
          stream.on('response', it => { answer = it; });
          stream.on('data', part => parts.push(part));
          stream.on('end', () => resolve({ headers: answer, body: Buffer.concat(parts) }));
          stream.on('error', reject);
          stream.end(body);
        });
        (async () => {
          const sent = Buffer.alloc(777777, 'foregate');
          const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => n % 3 == 0
            ? ask({ ':method': 'POST', ':path': '/to/hash' }, sent)
            : ask({ ':path': `/to/${n % 3 == 1 ? 'bytes' : 'chunks'}/${n * 5003}` })));
          answers.forEach((answer, n) => {
            assert.strictEqual(answer.headers[':status'], 200);
            if (n % 3 == 0) assert.strictEqual(answer.body.toString(), hash(sent));
            else assert.strictEqual(answer.body.length, n * 5003);
          });
          const head = await ask({ ':method': 'HEAD', ':path': '/to/bytes/4096' });
          assert.strictEqual(head.headers['content-length'], '4096');
          const none = await ask({ ':path': '/to/status/204' });
          assert.strictEqual(none.headers[':status'], 204);
          session.close();
          console.log('all streams answered');
        })().catch(fault => { console.error(fault); process.exit(1); });
        """;

    private const string Http1Script = """
        const fs = require('node:fs'), assert = require('node:assert');
        const base = new URL(process.argv[1]);
        const http = require(base.protocol == 'https:' ? 'node:https' : 'node:http');
        const agent = new http.Agent({ keepAlive: true, maxSockets: 1, ca: fs.readFileSync(process.argv[2]) });
        const ask = path => new Promise((resolve, reject) => {
          const asked = http.get(base.href + path, { agent }, answer => {
            let size = 0;
            answer.on('data', part => { size += part.length; });
            answer.on('end', () => resolve({ answer, size, reused: asked.reusedSocket }));
          });
          asked.on('error', reject);
        });
        (async () => {
          for (let n = 0; n < 40; n++) {
            const { answer, size, reused } = await ask(`/to/${n % 2 ? 'bytes' : 'chunks'}/${n * 5003}`);
            assert.strictEqual(answer.statusCode, 200);
            assert.strictEqual(size, n * 5003);
            assert.strictEqual(reused, n > 0);
          }
          agent.destroy();
          console.log('all answered on one connection');
        })().catch(fault => { console.error(fault); process.exit(1); });
        """;

    [Fact]
    public async Task Opens_many_streams_in_one_http2_session() =>
        Assert.Equal("all streams answered\n", (await NodeAsync(Http2Script, gateway.Https)).Succeeded().Text);

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Keeps_one_http1_connection(string scheme) =>
        Assert.Equal("all answered on one connection\n", (await NodeAsync(Http1Script, scheme == "http" ? gateway.Http : gateway.Https)).Succeeded().Text);

    private Task<ToolResult> NodeAsync(string script, string url) => Tool.Named("node").RunAsync(["-e", script, url, gateway.Certificate]);
}
