// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions;

/// <summary>AWS's limits as data. AWS's numbers are the defaults; change one with <c>with</c>.</summary>
public sealed record Quotas
{
    /// <summary>AWS's own numbers.</summary>
    public static Quotas Default { get; } = new();

    /// <summary>AWS's own numbers, but for how many of a kind there may be and how large a document: nobody shares this gateway who would need them.</summary>
    public static Quotas Unshared { get; } = new()
    {
        TakesWhatCannotWork = true,
        ResourcesPerStack = int.MaxValue,
        ParametersPerStack = int.MaxValue,
        OutputsPerStack = int.MaxValue,
        RestApis = int.MaxValue,
        Apis = int.MaxValue,
        ApiKeys = int.MaxValue,
        UsagePlans = int.MaxValue,
        UsagePlansPerApiKey = int.MaxValue,
        ResourcesPerApi = int.MaxValue,
        RoutesPerApi = int.MaxValue,
        IntegrationsPerApi = int.MaxValue,
        StagesPerApi = int.MaxValue,
        AuthorizersPerApi = int.MaxValue,
        DomainNames = int.MaxValue,
        PrivateDomainNames = int.MaxValue,
        DomainNameAccessAssociations = int.MaxValue,
        MultiLevelMappingsPerDomainName = int.MaxValue,
        RoutingRulesPerDomainName = int.MaxValue,
        ClientCertificates = int.MaxValue,
        VpcLinks = int.MaxValue,
        HttpVpcLinks = int.MaxValue,
        StageVariables = int.MaxValue,
        Tags = int.MaxValue,
        MethodThrottlesPerApiStage = int.MaxValue,
        DocumentationPartsPerApi = int.MaxValue,
        ModelBytesPerApi = int.MaxValue,
        ConcurrentExecutions = int.MaxValue,
        OpenApiDocumentBytes = 64 * 1024 * 1024,
    };

    /// <summary>
    /// Whether a template may say what AWS refuses because nothing could come of it, such as an API without methods or a user pool that has no ARN: it is
    /// kept and told, and what it would restrict stays closed.
    /// </summary>
    public bool TakesWhatCannotWork { get; init; }

    /// <summary>Requests per second that all APIs of an account share on AWS.</summary>
    public double AccountRateLimit { get; init; } = 10_000;

    /// <summary>Requests that may come at once on AWS, over all APIs of an account.</summary>
    public int AccountBurstLimit { get; init; } = 5_000;

    /// <summary>REST APIs in an account and region.</summary>
    public int RestApis { get; init; } = 600;

    /// <summary>HTTP APIs in an account and region.</summary>
    public int Apis { get; init; } = 600;

    /// <summary>API keys in an account and region.</summary>
    public int ApiKeys { get; init; } = 10_000;

    /// <summary>Usage plans in an account and region.</summary>
    public int UsagePlans { get; init; } = 300;

    /// <summary>Usage plans that one API key may be in.</summary>
    public int UsagePlansPerApiKey { get; init; } = 10;

    /// <summary>Resources of a REST API, the root included.</summary>
    public int ResourcesPerApi { get; init; } = 300;

    /// <summary>Routes of an HTTP API.</summary>
    public int RoutesPerApi { get; init; } = 300;

    /// <summary>Integrations of an HTTP API.</summary>
    public int IntegrationsPerApi { get; init; } = 300;

    /// <summary>Stages of an API.</summary>
    public int StagesPerApi { get; init; } = 10;

    /// <summary>Authorizers of an API.</summary>
    public int AuthorizersPerApi { get; init; } = 10;

    /// <summary>Public domain names in an account and region.</summary>
    public int DomainNames { get; init; } = 120;

    /// <summary>Private domain names in an account and region.</summary>
    public int PrivateDomainNames { get; init; } = 50;

    /// <summary>Ways of networks to private domain names in an account and region.</summary>
    public int DomainNameAccessAssociations { get; init; } = 100;

    /// <summary>Mappings of a domain name whose keys have more than one segment.</summary>
    public int MultiLevelMappingsPerDomainName { get; init; } = 200;

    /// <summary>Routing rules of a domain name.</summary>
    public int RoutingRulesPerDomainName { get; init; } = 50;

    /// <summary>Client certificates in an account and region.</summary>
    public int ClientCertificates { get; init; } = 60;

    /// <summary>VPC links of REST APIs in an account and region.</summary>
    public int VpcLinks { get; init; } = 20;

    /// <summary>VPC links of HTTP APIs in an account and region.</summary>
    public int HttpVpcLinks { get; init; } = 10;

    /// <summary>Subnets of a VPC link of HTTP APIs.</summary>
    public int SubnetsPerVpcLink { get; init; } = 10;

    /// <summary>Variables of a stage.</summary>
    public int StageVariables { get; init; } = 100;

    /// <summary>Characters in the name of a stage variable.</summary>
    public int StageVariableKeyLength { get; init; } = 64;

    /// <summary>Characters in the value of a REST API's stage variable.</summary>
    public int StageVariableValueLength { get; init; } = 512;

    /// <summary>Characters in the value of an HTTP API's stage variable.</summary>
    public int StageVariableValueLengthV2 { get; init; } = 2_048;

    /// <summary>Tags on one resource.</summary>
    public int Tags { get; init; } = 50;

    /// <summary>Method entries in one API stage of a usage plan.</summary>
    public int MethodThrottlesPerApiStage { get; init; } = 20;

    /// <summary>Documentation parts of a REST API.</summary>
    public int DocumentationPartsPerApi { get; init; } = 2_000;

    /// <summary>Bytes of all models of a REST API together.</summary>
    public int ModelBytesPerApi { get; init; } = 400 * 1024;

    /// <summary>Characters of a resource policy.</summary>
    public int ResourcePolicyLength { get; init; } = 8_192;

    /// <summary>Bytes of an OpenAPI document.</summary>
    public int OpenApiDocumentBytes { get; init; } = 6 * 1024 * 1024;

    /// <summary>Bytes of an access log template.</summary>
    public int AccessLogFormatBytes { get; init; } = 3 * 1024;

    /// <summary>Bytes of a mapping template.</summary>
    public int MappingTemplateBytes { get; init; } = 300 * 1024;

    /// <summary>Bytes of a request's or a response's body.</summary>
    public long PayloadBytes { get; init; } = 10L * 1024 * 1024;

    /// <summary>Bytes of a function's event or of what it returns.</summary>
    public int FunctionPayloadBytes { get; init; } = 6_291_556;

    /// <summary>Bytes of an event that nobody waits for.</summary>
    public int FunctionEventBytes { get; init; } = 1_048_576;

    /// <summary>Bytes of a request that brings a function's zip archive: AWS's own number, a little above 50 MB in base64.</summary>
    public int FunctionCodeRequestBytes { get; init; } = 70_167_211;

    /// <summary>Bytes of a function's code, unzipped.</summary>
    public long FunctionCodeBytes { get; init; } = 262_144_000;

    /// <summary>Bytes of a function's resource policy.</summary>
    public int FunctionPolicyBytes { get; init; } = 20_480;

    /// <summary>Invocations at the same time, over all functions.</summary>
    public int ConcurrentExecutions { get; init; } = 1_000;

    /// <summary>How many of those no function may reserve for itself.</summary>
    public int UnreservedConcurrentExecutions { get; init; } = 100;

    /// <summary>Bytes of all header names, values and separators together.</summary>
    public int HeaderBytes { get; init; } = 10_240;

    /// <summary>Bytes of a request target.</summary>
    public int UrlBytes { get; init; } = 10_240;

    /// <summary>The shortest integration timeout.</summary>
    public int MinimumTimeoutInMillis { get; init; } = 50;

    /// <summary>The longest, and the default, timeout of a REST API's integration.</summary>
    public int RestApiTimeoutInMillis { get; init; } = 29_000;

    /// <summary>The longest timeout of a REST API's integration whose answer is streamed.</summary>
    public int RestApiStreamTimeoutInMillis { get; init; } = 900_000;

    /// <summary>The longest, and the default, timeout of an HTTP API's integration.</summary>
    public int HttpApiTimeoutInMillis { get; init; } = 30_000;

    /// <summary>The longest, and the default, timeout of a WebSocket API's integration.</summary>
    public int WebSocketApiTimeoutInMillis { get; init; } = 29_000;

    /// <summary>How long a client's connection may stay idle.</summary>
    public TimeSpan IdleConnection { get; init; } = TimeSpan.FromSeconds(310);

    /// <summary>Resources of a template, after its transforms.</summary>
    public int ResourcesPerStack { get; init; } = 500;

    /// <summary>Parameters of a template.</summary>
    public int ParametersPerStack { get; init; } = 200;

    /// <summary>Outputs of a template.</summary>
    public int OutputsPerStack { get; init; } = 200;
}
