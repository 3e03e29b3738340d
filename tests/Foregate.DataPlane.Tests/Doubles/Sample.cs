// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Net;
using System.Text;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions;

namespace Foregate.DataPlane.Tests.Doubles;

/// <summary>Makes a real exchange from the bytes of a request, as a door and a binder would, and what definitions are compiled with.</summary>
internal static class Sample
{
    public static GatewayOptions Options { get; } = new() { AccountId = "123456789012" };

    /// <summary>An exchange for the stage "prod" of the API "abc123".</summary>
    /// <param name="request">Request line and headers, lines ended by LF; Host is added when absent.</param>
    /// <param name="parameters">Names and raw values of path variables.</param>
    public static Exchange Exchange(
        ApiKind kind, string request, string resource = "/", (string Name, string Value)[]? parameters = null, IBodyReader? body = null, string stage = "prod")
    {
        var exchange = new Exchange(64 * 1024);
        Read(exchange.Request, request);
        exchange.Reset();
        exchange.Sink = new MemorySink();
        exchange.Connection = new ConnectionFacts(new IPEndPoint(IPAddress.Parse("203.0.113.9"), 50000), new IPEndPoint(IPAddress.Parse("192.0.2.1"), 443), isTls: true)
        {
            TlsVersion = "TLSv1.3",
            CipherSuite = "TLS_AES_128_GCM_SHA256",
        };
        exchange.Ids.Renew();
        exchange.SourceIp = exchange.Connection.RemoteAddress;
        exchange.IsSecure = true;
        exchange.RequestTimeEpoch = 1583817383220;
        exchange.Verb = exchange.Request.Verb;
        exchange.VisiblePath = exchange.Request.Path;
        var path = exchange.Request[exchange.Request.Path];
        var prefix = stage == "$default" ? 0 : Encoding.ASCII.GetByteCount("/" + stage);
        if (stage != "$default" && !path.StartsWith(Encoding.ASCII.GetBytes("/" + stage)))
        {
            throw new ArgumentException("The path starts with the stage.", nameof(request));
        }

        exchange.StagePath = new ByteRange(exchange.Request.Path.Offset + prefix, exchange.Request.Path.Length - prefix);
        exchange.DomainName = exchange.Request.Bytes.AsMemory(exchange.Request.Host.Offset, exchange.Request.Host.Length);
        exchange.RequestBody = body ?? NoBody.Instance;
        exchange.Stage = Stage(kind, stage);
        Bind(exchange, kind, resource, parameters ?? []);
        return exchange;
    }

    /// <param name="isCanary">Null for a stage without a canary.</param>
    public static StagePlan Stage(ApiKind kind, string name = "prod", bool? isCanary = null) => new()
    {
        Kind = kind,
        ApiId = "abc123",
        StageName = name,
        AccountId = "123456789012",
        DeploymentId = "dep001",
        IsCanary = isCanary,
        Variables = FrozenDictionary<string, string>.Empty,
        AtTheDoor = [],
        Binder = null!,
        Rejections = Rejections.Of(kind),
    };

    /// <summary>Whose the compilation's API is.</summary>
    public static Account Account { get; } = new() { AccountId = "123456789012", Region = "us-east-1" };

    public static Compilation Compilation(
        ApiKind kind, List<CompilationFault> faults, (string Name, string Value)[]? variables = null, GatewayOptions? options = null) =>
        new(WithFunctions(new Ledgers(options ?? Options)), faults, [])
        {
            Kind = kind,
            ApiId = "abc123",
            StageName = "prod",
            Variables = (variables ?? []).ToFrozenDictionary(static variable => variable.Name, static variable => variable.Value),
            Account = Account,
            Path = "/restapis/abc123/resources/r1/methods/GET",
        };

    /// <summary>Somebody else runs functions: which, is another matter.</summary>
    public static Ledgers WithFunctions(Ledgers ledgers)
    {
        ledgers.Of(FunctionDirectory.Make).Others = static _ => null;
        return ledgers;
    }

    public static void Read(MessageHead head, string text)
    {
        if (!text.Contains("\nHost:", StringComparison.OrdinalIgnoreCase) && head is RequestHead)
        {
            text += "\nHost: abc123.execute-api.localhost:8080";
        }

        var bytes = Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n") + "\r\n\r\n");
        head.Reset();
        foreach (var value in bytes)
        {
            head.Free[0] = value;
            head.Append(1);
        }

        if (head.Read() != HeadStatus.Complete)
        {
            throw new ArgumentException($"Not a request: {head.Fault}", nameof(text));
        }
    }

    /// <summary>What was called has waited for nothing.</summary>
    public static void Completed<T>(ValueTask<T> running) => Assert.True(running.IsCompletedSuccessfully);

    public static void Completed(ValueTask running) => Assert.True(running.IsCompletedSuccessfully);

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    private static void Bind(Exchange exchange, ApiKind kind, string resource, (string Name, string Value)[] parameters)
    {
        var names = PathTemplate.Names(resource);
        exchange.Route.Set(new RoutePlan
        {
            Steps = [],
            ResourcePath = resource,
            RouteKey = "GET " + resource,
            ResourceId = "res001",
            ParameterNames = names,
            DefinitionPath = kind == ApiKind.Rest ? "/restapis/abc123/resources/res001/methods/GET" : "/apis/abc123/routes/res001",
        });
        foreach (var (name, value) in parameters)
        {
            var at = exchange.Request.Bytes.AsSpan(0, exchange.Request.End).IndexOf(Encoding.ASCII.GetBytes(value));
            exchange.Route.Room[Array.IndexOf(names, name)] = new ByteRange(at, value.Length);
        }
    }
}
