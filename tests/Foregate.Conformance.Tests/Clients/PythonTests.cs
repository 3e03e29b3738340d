// SPDX-License-Identifier: Apache-2.0
using Foregate.Conformance.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>Python's http.client, which reuses a connection only when every answer ended where it said it would.</summary>
public sealed class PythonTests(RunningGateway gateway)
{
    private const string Script = """
        import hashlib, http.client, ssl, sys, urllib.parse
        base, certificate = urllib.parse.urlsplit(sys.argv[1]), sys.argv[2]
        if base.scheme == "https":
            client = http.client.HTTPSConnection(base.hostname, base.port, timeout=60, context=ssl.create_default_context(cafile=certificate))
        else:
            client = http.client.HTTPConnection(base.hostname, base.port, timeout=60)
        client.connect()
        first = client.sock

        def ask(method, path, **more):
            client.request(method, base.path + path, **more)
            answer = client.getresponse()
            body = answer.read()
            assert client.sock is first, "the connection was not kept"
            return answer, body

        for size in (0, 1, 4095, 4096, 4097, 65535, 65536, 65537, 1000003):
            for form in ("bytes", "chunks"):
                answer, body = ask("GET", f"/to/{form}/{size}")
                assert answer.status == 200 and len(body) == size, (form, size, answer.status, len(body))
        answer, body = ask("HEAD", "/to/bytes/4096")
        assert answer.getheader("content-length") == "4096" and body == b"", answer.getheaders()
        for status in (204, 304, 404, 500, 200):
            answer, body = ask("GET", f"/to/status/{status}")
            assert answer.status == status, answer.status
        sent = bytes(range(256)) * 3000
        wanted = hashlib.sha256(sent).hexdigest().encode()
        answer, body = ask("POST", "/to/hash", body=sent)
        assert body == wanted, body
        pieces = (sent[i:i + 7001] for i in range(0, len(sent), 7001))
        answer, body = ask("PUT", "/to/hash", body=pieces, encode_chunked=True, headers={"Transfer-Encoding": "chunked"})
        assert body == wanted, body
        print("all answered on one connection")
        """;

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Asks_for_everything_on_one_connection(string scheme)
    {
        var result = await Tool.Named("python3").RunAsync(["-I", "-c", Script, scheme == "http" ? gateway.Http : gateway.Https, gateway.Certificate]);
        Assert.Equal("all answered on one connection\n", result.Succeeded().Text);
    }
}
