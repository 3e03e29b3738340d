// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Tests.Operations.DomainNames;

/// <summary>Domain names of all three kinds, and APIs to lead to: rest and private of the first interface, http and socket of the second, each with the stage dev.</summary>
internal sealed class DomainGround
{
    public const string Certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/a";

    public const string EdgeCertificate = "arn:aws:acm:us-east-1:123456789012:certificate/a";

    public DomainGround()
    {
        var now = Ground.Context.Now;
        Account = Ground.Empty with
        {
            RestApis = Ground.Map(("private", Rest("private", EndpointType.Private)), ("rest", Rest("rest", EndpointType.Regional))),
            Apis = Ground.Map(("http", Http("http", ProtocolType.Http)), ("socket", Http("socket", ProtocolType.WebSocket))),
        };
        Do(Domains.CreateDomainName(Account, Regional, Ground.Context));
        Do(Domains.CreateDomainName(Account, Edge, Ground.Context));
        PrivateId = Do(Domains.CreateDomainName(Account, Private, Ground.Context)).DomainNameId!;

        RestApi Rest(string id, EndpointType type) => new()
        {
            Id = id,
            Name = id,
            CreatedDate = now,
            RootResourceId = "root",
            EndpointConfiguration = new EndpointConfiguration { Types = [type] },
            Stages = Ground.Map(("dev", new Definitions.ApiGateway.Stage { StageName = "dev", DeploymentId = "d", CreatedDate = now, LastUpdatedDate = now })),
        };

        Api Http(string id, ProtocolType protocol) => new()
        {
            ApiId = id,
            Name = id,
            ProtocolType = protocol,
            CreatedDate = now,
            Stages = Ground.Map(("dev", new Definitions.ApiGatewayV2.Stage { StageName = "dev", CreatedDate = now, LastUpdatedDate = now })),
        };
    }

    public static Domains.CreateDomainNameRequest Regional { get; } = new()
    {
        Name = "Regional.example.com", RegionalCertificateArn = Certificate, EndpointConfiguration = new EndpointConfiguration { Types = [EndpointType.Regional] },
    };

    public static Domains.CreateDomainNameRequest Edge { get; } = new() { Name = "*.edge.example.com", CertificateArn = EdgeCertificate };

    public static Domains.CreateDomainNameRequest Private { get; } = new()
    {
        Name = "private.example.com", CertificateArn = Certificate, EndpointConfiguration = new EndpointConfiguration { Types = [EndpointType.Private] },
    };

    public Account Account { get; private set; }

    public string PrivateId { get; }

    public DomainName Domain => Account.DomainNames["regional.example.com"];

    public T Do<T>(OperationResult<T> result)
        where T : class
    {
        var response = result.Done(out var account);
        Account = account;
        return response;
    }

    public ApiMapping Map(string apiId, string? key = null, string name = "regional.example.com") =>
        Do(Mappings.CreateApiMapping(Account, name, apiId, "dev", key, Ground.Context));
}
