// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Emit;
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Emit.ResponseMapping;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Lambda;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Tests.Doubles;

/// <summary>An API with one function behind it, for whole requests through the integration and the answer's way.</summary>
internal sealed class FunctionBehind : IDisposable
{
    public const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:pets";
    public const string Uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" + Arn + "/invocations";

    private readonly Ledgers _ledgers;
    private readonly ApiKind _kind;

    private readonly Permission[]? _policy;

    private FunctionBehind(ApiKind kind, Quotas? quotas, TimeProvider? time, Permission[]? policy)
    {
        _kind = kind;
        _policy = policy;
        _ledgers = new Ledgers(Sample.Options with { Quotas = quotas ?? new Quotas(), Time = time ?? TimeProvider.System, StrictAws = policy is not null });
        _ledgers.Of(FunctionDirectory.Make).Set(FunctionName.Parse(Arn)!, Function);
    }

    public FunctionDouble Function { get; } = new();

    public FunctionDirectory Directory => _ledgers.Of(FunctionDirectory.Make);

    public IStep Integration { get; private set; } = null!;

    public IStep Response { get; private set; } = null!;

    public Exchange? Last { get; private set; }

    public static FunctionBehind Rest(
        string resource = "/{proxy+}",
        string method = "POST",
        string uri = Uri,
        string[]? binary = null,
        (string, string)[]? variables = null,
        (string Key, string Value)[]? parameters = null,
        Quotas? quotas = null,
        TimeProvider? time = null,
        Permission[]? policy = null,
        bool streams = false)
    {
        var behind = new FunctionBehind(ApiKind.Rest, quotas, time, policy);
        behind.Integration = behind.Compile(variables, c => LambdaProxyIntegration.For(
            new Integration
            {
                Type = IntegrationType.AwsProxy,
                HttpMethod = method,
                Uri = uri,
                ResponseTransferMode = streams ? ResponseTransferMode.Stream : ResponseTransferMode.Buffered,
                RequestParameters = (parameters ?? []).ToImmutableSortedDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal),
            },
            new Method { HttpMethod = "ANY" },
            new ApiSnapshot { BinaryMediaTypes = [.. binary ?? []] },
            new Resource { Id = "res001", Path = resource },
            c));
        behind.Response = RestProxyResponse.Instance;
        return behind;
    }

    public static FunctionBehind Http(
        string version = "2.0",
        string routeKey = "ANY /{proxy+}",
        string? method = "POST",
        string uri = Arn,
        (string, string)[]? variables = null,
        Quotas? quotas = null,
        TimeProvider? time = null,
        Permission[]? policy = null)
    {
        var behind = new FunctionBehind(ApiKind.Http, quotas, time, policy);
        var integration = new V2.Integration
        {
            IntegrationId = "int1", IntegrationType = V2.IntegrationType.AwsProxy, IntegrationUri = uri, IntegrationMethod = method, PayloadFormatVersion = version,
        };
        behind.Integration = behind.Compile(variables, c => LambdaProxyIntegration.For(integration, routeKey, c));
        behind.Response = behind.Compile(null, c => HttpProxyResponse.For(integration, null, c));
        return behind;
    }

    /// <summary>The account with the function and its resource policy.</summary>
    public static Account With(Account account, Permission[] policy)
    {
        var function = new Function { FunctionName = "pets", Runtime = "nodejs22.x", Code = new FunctionCode { Folder = "/pets" } };
        foreach (var permission in policy)
        {
            function = function with { Permissions = function.Permissions.SetItem(permission.StatementId + function.Permissions.Count, permission) };
        }

        return account with { Functions = account.Functions.Add("pets", function) };
    }

    /// <summary>Takes a request through the integration to its answer.</summary>
    public async Task<MemorySink> RunAsync(
        string request, (string, string)[]? parameters = null, IBodyReader? body = null, string resource = "/{proxy+}", string stage = "prod", Action<Exchange>? arrange = null)
    {
        var exchange = Sample.Exchange(_kind, request, resource, parameters, body, stage);
        arrange?.Invoke(exchange);
        Last = exchange;
        var verdict = await Integration.InvokeAsync(exchange);
        if (verdict.Kind == VerdictKind.Continue)
        {
            verdict = await Response.InvokeAsync(exchange);
        }

        if (verdict.Rejection is { } rejection)
        {
            exchange.Rejection = rejection;
            RejectionRenderer.Render(exchange, rejection);
        }

        await ResponseWriter.WriteAsync(exchange);
        return (MemorySink)exchange.Sink;
    }

    /// <summary>The answer to a request when the function returns this.</summary>
    public Task<MemorySink> AnswerAsync(string returned, params string[] headers)
    {
        Function.Answer = Encoding.UTF8.GetBytes(returned);
        return RunAsync("GET /prod/x HTTP/1.1" + string.Concat(headers.Select(static header => "\n" + header)), [("proxy", "x")]);
    }

    public void Dispose() => _ledgers.Dispose();

    private IStep Compile((string, string)[]? variables, Func<Compilation, IStep?> make)
    {
        var faults = new List<CompilationFault>();
        var sample = Sample.Compilation(_kind, faults, variables);
        sample.Ledgers.Dispose();
        var step = make(new Compilation(_ledgers, faults, [])
        {
            Kind = _kind,
            ApiId = sample.ApiId,
            StageName = sample.StageName,
            Variables = sample.Variables,
            Account = _policy is null ? Sample.Account : With(Sample.Account, _policy),
            Path = sample.Path,
        });
        Assert.Empty(faults);
        return step!;
    }
}
