// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>The back end of routes of an HTTP API, and how requests and responses are changed on the way.</summary>
public sealed record Integration
{
    public required string IntegrationId { get; init; }

    public required IntegrationType IntegrationType { get; init; }

    public string? Description { get; init; }

    /// <summary>The method used towards the back end; <c>ANY</c> means the client's.</summary>
    public string? IntegrationMethod { get; init; }

    /// <summary>The back end, with <c>{param}</c> placeholders and <c>${stageVariables.x}</c>.</summary>
    public string? IntegrationUri { get; init; }

    public string PayloadFormatVersion { get; init; } = "1.0";

    /// <summary>Keys are <c>{append|overwrite|remove}:{header|querystring}.{name}</c> or <c>overwrite:path</c>.</summary>
    public ImmutableSortedDictionary<string, string> RequestParameters { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>By status code: keys are <c>{append|overwrite|remove}:header.{name}</c> or <c>overwrite:statuscode</c>.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ResponseParameters { get; init; } = OrdinalMap.Empty<ImmutableSortedDictionary<string, string>>();

    /// <summary>50 to 30000 unless the quota was raised.</summary>
    public int TimeoutInMillis { get; init; } = 30_000;

    /// <summary>Made with its API by one call.</summary>
    public bool ApiGatewayManaged { get; init; }

    public ApiGateway.ConnectionType ConnectionType { get; init; }

    /// <summary>Id of a VPC link.</summary>
    public string? ConnectionId { get; init; }

    public ApiGateway.ContentHandling? ContentHandlingStrategy { get; init; }

    public string? CredentialsArn { get; init; }

    /// <summary>The action of an AWS service: <c>SQS-SendMessage</c>.</summary>
    public string? IntegrationSubtype { get; init; }

    public ApiGateway.PassthroughBehavior? PassthroughBehavior { get; init; }

    public ImmutableSortedDictionary<string, string> RequestTemplates { get; init; } = OrdinalMap.Empty<string>();

    public string? TemplateSelectionExpression { get; init; }

    /// <summary>Of the TLS settings.</summary>
    public string? ServerNameToVerify { get; init; }

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, IntegrationResponse> IntegrationResponses { get; init; } = OrdinalMap.Empty<IntegrationResponse>();
}
