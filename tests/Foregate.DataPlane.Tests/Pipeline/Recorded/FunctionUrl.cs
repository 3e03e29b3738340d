// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json.Nodes;
using Foregate.DataPlane.Tests.Upstream.Backends;

namespace Foregate.DataPlane.Tests.Pipeline.Recorded;

/// <summary>The URL of a function of the recorded cases, rewritten: an HTTP back end with what Lambda adds to requests and answers.</summary>
internal static class FunctionUrl
{
    public static string Of(ScriptedBackEnd url) => $"http://127.0.0.1:{url.Port}/";

    /// <summary>A function that returns what it sees of its request.</summary>
    /// <param name="isTrimmed">Whether it leaves headers out whose names begin with x-.</param>
    public static ScriptedBackEnd Echo(bool isTrimmed) => Answering((target, headers, body) =>
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var args = new JsonObject();
        foreach (var pair in question < 0 ? [] : target[(question + 1)..].Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = (pair[..equals], Uri.UnescapeDataString(pair[(equals + 1)..]));
            args[name] = args[name] is { } before ? $"{before},{value}" : value;
        }

        // What Lambda says of the connection to it.
        foreach (var name in new[] { "x-amzn-tls-version", "x-amzn-tls-cipher-suite", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto" })
        {
            headers.TryAdd(name, name == "x-forwarded-for" ? "203.0.113.9" : "url");
        }

        headers.Remove("connection");
        return (200, new JsonObject
        {
            ["args"] = args,
            ["data"] = body,
            ["domain"] = headers["host"],
            ["headers"] = new JsonObject(headers.Where(header => !isTrimmed || !header.Key.StartsWith("x-", StringComparison.Ordinal)).Select(static header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
            ["method"] = "POST",
            ["origin"] = "203.0.113.9",
            ["path"] = question < 0 ? target : target[..question],
        });
    });

    /// <summary>A function that answers with the status that ends its path.</summary>
    public static ScriptedBackEnd Status() => Answering(static (target, _, body) =>
    {
        var status = int.Parse(target.AsSpan(target.LastIndexOf('/') + 1), System.Globalization.CultureInfo.InvariantCulture);
        return (status, new JsonObject { ["message"] = body, ["status_code"] = status });
    });

    /// <summary>A function that returns the body of its request, an empty object for none.</summary>
    public static ScriptedBackEnd Mirror() => Saying(static (_, _, body) => (200, body.Length == 0 ? "{}" : body));

    private static ScriptedBackEnd Answering(Func<string, Dictionary<string, string>, string, (int Status, JsonObject Body)> function) =>
        Saying((target, headers, body) => function(target, headers, body) is var (status, answer) ? (status, answer.ToJsonString()) : default);

    private static ScriptedBackEnd Saying(Func<string, Dictionary<string, string>, string, (int Status, string Body)> function) => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            var lines = request.Head.TrimEnd().Split("\r\n");
            Assert.StartsWith("POST ", lines[0], StringComparison.Ordinal);
            var headers = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var line in lines.Skip(1))
            {
                var name = line[..line.IndexOf(':', StringComparison.Ordinal)];
                headers.Add(name.ToLowerInvariant(), line[(name.Length + 2)..]);
            }

            var (status, text) = function(lines[0].Split(' ')[1], headers, Encoding.UTF8.GetString(request.Body));
            await connection.WriteAsync(
                $"HTTP/1.1 {status} Some\r\nDate: Mon, 02 Jan 2023 00:00:00 GMT\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: keep-alive\r\n"
                + $"x-amzn-RequestId: c6af9ac6-7b61-11e6-9a41-93e8deadbeef\r\nX-Amzn-Trace-Id: Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e\r\n\r\n{text}");
        }
    });
}
