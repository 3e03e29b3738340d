// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.DataPlane.Arrive.Handmade;
using Foregate.DataPlane.Bind;
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Account = Foregate.Definitions.Account;

namespace Foregate.DataPlane.Pipeline;

/// <summary>
/// Compiles one method as it is defined now, deployed or not, for one request that is made by hand (aws-apigateway §2.5.4): the ordinary steps, without what
/// would ask who calls and how often.
/// </summary>
internal static class TestInvocation
{
    private const string StageName = "test-invoke-stage";

    /// <summary>AWS: bytes of a stream that are waited for.</summary>
    private const int StreamBytes = 1024 * 1024;

    /// <summary>AWS: how long a stream is waited for.</summary>
    private static readonly TimeSpan s_streamTime = TimeSpan.FromSeconds(35);

    /// <summary>The stage that answers every request with the method; null after faults.</summary>
    public static StagePlan? Compile(
        Account account, RestApi api, ApiSnapshot snapshot, Resource resource, Method method, IEnumerable<KeyValuePair<string, string>> variables,
        string? clientCertificateId, Ledgers ledgers, List<CompilationFault> faults)
    {
        var path = $"/restapis/{api.Id}/resources/{resource.Id}/methods/{method.HttpMethod}";
        var stage = new Stage { StageName = StageName, DeploymentId = "", CreatedDate = default, LastUpdatedDate = default };
        var c = new Compilation(ledgers, faults, [])
        {
            Kind = ApiKind.Rest,
            ApiId = api.Id,
            StageName = StageName,
            Variables = variables.ToFrozenDictionary(StringComparer.Ordinal),
            Account = account,
            Path = path,
            ClientCertificateId = clientCertificateId,
            IsTest = true,
        };
        var open = api with { EndpointConfiguration = new EndpointConfiguration { Types = [EndpointType.Regional] } };
        var plan = new RoutePlan
        {
            Steps = RestApiPipeline.OnMethod(
                open,
                snapshot with { Policy = null },
                stage,
                resource,
                method with { AuthorizationType = AuthorizationType.None, AuthorizerId = null, ApiKeyRequired = false },
                new StageApiKeys(c),
                c),
            ResourcePath = resource.Path,
            RouteKey = method.HttpMethod + " " + resource.Path,
            ResourceId = resource.Id,
            ParameterNames = PathTemplate.Names(resource.Path),
            DefinitionPath = path,
        };
        var responses = GatewayResponsePlans.For(snapshot.GatewayResponses, c);
        var tree = ResourceTree.Build([(resource.Path, method.HttpMethod, plan)], [], c);
        return faults.Count > 0 ? null : new StagePlan
        {
            Kind = ApiKind.Rest,
            ApiId = api.Id,
            StageName = StageName,
            AccountId = account.AccountId,
            DeploymentId = "",
            Variables = c.Variables,
            AtTheDoor = [],
            Binder = new OneMethodBinder(tree, plan),
            Rejections = Rejections.Rest,
            GatewayResponses = responses,
        };
    }

    /// <summary>Ends the wait for a stream's end, which may be far; null for a method that does not stream.</summary>
    public static ITimer? Bound(Exchange exchange, CollectingSink sink, Method method, TimeProvider time)
    {
        if (method.MethodIntegration?.ResponseTransferMode != ResponseTransferMode.Stream)
        {
            return null;
        }

        sink.Limit = StreamBytes;
        return time.CreateTimer(static client => ((ClientLifetime)client!).Gone(), exchange.Client, s_streamTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a stream is told as far as it came: it has not broken off by itself.</summary>
    public static bool IsCut(Exchange exchange, CollectingSink sink) => exchange is { IsTruncated: true, Rejection: null } && (sink.IsFull || exchange.Client.IsGone);
}
