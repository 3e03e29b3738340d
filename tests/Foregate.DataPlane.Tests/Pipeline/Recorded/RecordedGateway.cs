// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Arrive;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.DataPlane.Tests.Pipeline.Recorded;

/// <summary>The whole gateway, from a client's socket to a function in this process, serving the API of a recorded case.</summary>
internal sealed class RecordedGateway : IAsyncDisposable
{
    private readonly Gateway _gateway;
    private readonly DoorHost _doors;

    private RecordedGateway(Gateway gateway, DoorHost doors)
    {
        _gateway = gateway;
        _doors = doors;
    }

    /// <param name="recorded">Whose API is served.</param>
    /// <param name="function">From the event to what the function returns; both JSON.</param>
    /// <param name="backend">Takes the place of the function's URL.</param>
    public static async Task<RecordedGateway> StartAsync(RecordedCase recorded, Func<JsonNode, string>? function = null, string backend = "")
    {
        var gateway = new Gateway(Sample.Options, NullLogger.Instance);
        gateway.Ledgers.Of(FunctionDirectory.Make).Set(FunctionName.Parse("recorded")!, new Rewritten(function ?? (static _ => "null")));
        var (snapshot, faults) = gateway.Compile(recorded.Account(backend));
        Assert.Empty(faults);
        gateway.Swap(snapshot!);
        return new RecordedGateway(gateway, await DoorHost.StartAsync(gateway.Handler, Sample.Options));
    }

    /// <summary>Sends a recorded request as Python's requests does, and reads the whole answer.</summary>
    public async Task<RecordedAnswer> SendAsync(JsonObject request)
    {
        var given = request["params"]!.AsObject();
        var headers = given["headers"]!.AsObject().Select(static entry => (entry.Key, RecordedCase.Text(entry.Value))).ToList();
        AddUnlessSent("Accept-Encoding", "gzip, deflate");
        AddUnlessSent("Accept", "*/*");
        AddUnlessSent("Connection", "keep-alive");
        // What the recorder gave as json= went out as JSON, and the rest as it was.
        var isJson = given["body"] is JsonObject or JsonArray || request["recorded"]?.AsObject().First().Key.StartsWith("invoke-api-", StringComparison.Ordinal) == true;
        // Python writes a space after a colon.
        var body = given["body"] is JsonObject json ? json.ToJsonString().Replace("\":", "\": ", StringComparison.Ordinal) : isJson ? given["body"]?.ToJsonString() ?? "null" : given["body"]?.GetValue<string>() ?? "";
        if (isJson)
        {
            AddUnlessSent("Content-Type", "application/json");
        }

        if (RecordedCase.Text(request["operation"]) != "GET")
        {
            AddUnlessSent("Content-Length", Encoding.UTF8.GetByteCount(body).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var head = new StringBuilder($"{RecordedCase.Text(request["operation"])} {RecordedCase.Text(given["path"])}{Query(given["query"])} HTTP/1.1\r\nHost: {RecordedCase.ApiId}.execute-api.localhost\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        using var client = new TcpClient();
        await client.ConnectAsync(_doors.Http);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head.Append("\r\n").Append(body).ToString()));
        return await ReadAsync(stream);

        void AddUnlessSent(string name, string value)
        {
            if (!headers.Exists(header => header.Item1.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                headers.Add((name, value));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _doors.DisposeAsync();
        _gateway.Dispose();
    }

    private static string Query(JsonNode? query) => query switch
    {
        JsonValue text => "?" + text.GetValue<string>().Replace(" ", "%20", StringComparison.Ordinal),
        JsonObject { Count: > 0 } values => "?" + string.Join('&', values.SelectMany(static entry =>
            (entry.Value is JsonArray list ? list.Select(RecordedCase.Text) : [RecordedCase.Text(entry.Value)]).Select(value => $"{entry.Key}={value}"))),
        _ => "",
    };

    private static async Task<RecordedAnswer> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer);
            Assert.NotEqual(0, read);
            bytes.AddRange(buffer.AsSpan(0, read));
            var text = Encoding.Latin1.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
            {
                continue;
            }

            var lines = text[..end].Split("\r\n");
            var headers = lines.Skip(1).Select(static line => (Name: line[..line.IndexOf(':', StringComparison.Ordinal)], Value: line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..])).ToList();
            var length = int.Parse(headers.Single(static header => header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value, System.Globalization.CultureInfo.InvariantCulture);
            if (bytes.Count >= end + 4 + length)
            {
                Assert.Equal(end + 4 + length, bytes.Count);
                return new RecordedAnswer(int.Parse(lines[0].AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), headers, Encoding.UTF8.GetString([.. bytes.Skip(end + 4)]));
            }
        }
    }

    private sealed class Rewritten(Func<JsonNode, string> function) : FunctionTarget
    {
        public override ValueTask<FunctionAnswer> InvokeAsync(FunctionCall call)
        {
            var returned = function(JsonNode.Parse(call.Payload.Span)!);
            return new ValueTask<FunctionAnswer>(new FunctionAnswer(
                returned.StartsWith("{\"errorMessage\"", StringComparison.Ordinal) ? FunctionOutcome.FunctionError : FunctionOutcome.Answered, Encoding.UTF8.GetBytes(returned)));
        }
    }
}
