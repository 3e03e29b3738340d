// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Foregate.DataPlane;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions;
using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace Foregate.Benchmarks.Dispatch;

/// <summary>Events of a request with 15 headers, 5 query values and a body of 1 KB, in each payload format.</summary>
public class LambdaEventBenchmarks : IDisposable
{
    private static readonly byte[] Head = Encoding.ASCII.GetBytes(
        """
        POST /prod/pets/7?limit=50&offset=100&sort=name&tag=a%20b&tag=c HTTP/1.1
        Host: te6si5ach7.execute-api.us-east-1.amazonaws.com
        User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
        Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
        Accept-Language: en-US,en;q=0.5
        Accept-Encoding: gzip, deflate, br, zstd
        Content-Type: application/json
        Content-Length: 1024
        Origin: https://www.example.com
        Referer: https://www.example.com/pets/list
        Authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U
        Cookie: session=0123456789abcdef; theme=dark; consent=yes
        Cache-Control: no-cache
        X-Request-Id: 4b1f1c2e-0000-4000-8000-0123456789ab
        Sec-Fetch-Mode: cors
        DNT: 1


        """.ReplaceLineEndings("\r\n"));

    private readonly Ledgers _rest = new(new GatewayOptions());
    private readonly Exchange _exchange = new(64 * 1024);
    private LambdaCall? _call;
    private LambdaEvent? _restEvent;
    private LambdaEvent? _httpEvent1;
    private LambdaEvent? _httpEvent2;

    [GlobalSetup]
    public void Setup()
    {
        var request = _exchange.Request;
        for (var given = 0; given < Head.Length;)
        {
            var room = request.Free;
            var count = Math.Min(room.Length, Head.Length - given);
            Head.AsSpan(given, count).CopyTo(room);
            request.Append(count);
            given += count;
        }

        if (request.Read() != HeadStatus.Complete)
        {
            throw new InvalidOperationException("The request is not one.");
        }

        _exchange.Connection = new ConnectionFacts(new IPEndPoint(IPAddress.Parse("203.0.113.9"), 50000), new IPEndPoint(IPAddress.Loopback, 443), isTls: true);
        _exchange.SourceIp = _exchange.Connection.RemoteAddress;
        _exchange.Verb = HttpVerb.Post;
        _exchange.VisiblePath = request.Path;
        _exchange.StagePath = new ByteRange(request.Path.Offset + 5, request.Path.Length - 5);
        _exchange.DomainName = request.Bytes.AsMemory(request.Host.Offset, request.Host.Length);
        _exchange.RequestTimeEpoch = 1583817383220;
        _exchange.Ids.Renew();
        _exchange.Stage = new StagePlan
        {
            Kind = ApiKind.Rest,
            ApiId = "te6si5ach7",
            StageName = "prod",
            AccountId = "123456789012",
            DeploymentId = "dep001",
            Variables = FrozenDictionary<string, string>.Empty,
            AtTheDoor = [],
            Binder = null!,
            Rejections = Rejections.Rest,
        };
        _exchange.Route.Set(new RoutePlan
        {
            Steps = [], ResourcePath = "/pets/{petId}", RouteKey = "POST /pets/{petId}", ResourceId = "res001", ParameterNames = ["petId"], DefinitionPath = "",
        });
        _exchange.Route.Room[0] = new ByteRange(request.Path.End - 1, 1);
        _call = _rest.Of(LambdaCalls.Make).Rent();
        _call.Body.Write(Body());
        _call.Trace.Write("Root=1-5e6722a7-0123456789abcdef01234567"u8);
        var types = new BinaryMediaTypes([]);
        _restEvent = new ProxyEvent1("/pets/{petId}", "res001", ["petId"], types, Compilation(ApiKind.Rest));
        _httpEvent1 = new ProxyEvent1("/pets/{petId}", null, ["petId"], null, Compilation(ApiKind.Http));
        _httpEvent2 = new ProxyEvent2("POST /pets/{petId}", ["petId"], Compilation(ApiKind.Http));
    }

    [Benchmark(Baseline = true)]
    public int Rest() => Write(_restEvent!);

    [Benchmark]
    public int Http1() => Write(_httpEvent1!);

    [Benchmark]
    public int Http2() => Write(_httpEvent2!);

    [GlobalCleanup]
    public void Dispose()
    {
        _rest.Dispose();
        GC.SuppressFinalize(this);
    }

    private int Write(LambdaEvent writer)
    {
        writer.Write(_exchange, _call!);
        return _call!.Event.Length;
    }

    /// <summary>JSON as applications send it: a quote to escape every few bytes.</summary>
    private static byte[] Body()
    {
        var text = new StringBuilder("{");
        for (var i = 0; text.Length < 990; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"member{i}\":\"some value of it\",");
        }

        return Encoding.UTF8.GetBytes(text.Append("\"last\":\"").ToString().PadRight(1022, 'x') + "\"}");
    }

    private Compilation Compilation(ApiKind kind) => new(_rest, [], [])
    {
        Kind = kind,
        ApiId = "te6si5ach7",
        StageName = "prod",
        Variables = FrozenDictionary<string, string>.Empty,
        Account = new Account { AccountId = "123456789012", Region = "us-east-1" },
        Path = "",
    };
}
