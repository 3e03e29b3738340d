// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Results;
using Foregate.Definitions;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>What became of a document: the account with the API in it, or every reason why not.</summary>
public sealed record ImportResult
{
    /// <summary>The account after the import; <see langword="null"/> when there are faults.</summary>
    public Account? Account { get; init; }

    /// <summary>Everything that must be mended, in the order of the document.</summary>
    public ImmutableArray<Fault> Faults { get; init; } = [];

    /// <summary>What to know, though it keeps nobody from serving the API.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    public ApiKind Kind { get; init; }

    /// <summary>The id of the API; empty when there are faults.</summary>
    public string ApiId { get; init; } = "";

    /// <summary>The API's title.</summary>
    public string ApiName { get; init; } = "";

    public string StageName { get; init; } = "";

    /// <summary>The usage plan that was made, if any.</summary>
    public string? UsagePlanId { get; init; }

    /// <summary>The API keys that were made.</summary>
    public ImmutableArray<string> ApiKeyIds { get; init; } = [];

    /// <summary>Those of the keys whose values were made up.</summary>
    public ImmutableArray<GeneratedKey> GeneratedKeys { get; init; } = [];

    /// <summary>Every stage of every API that was made.</summary>
    public ImmutableArray<ImportedApi> Apis => IsTemplate ? TemplateApis : ApiId.Length == 0 ? [] : [new ImportedApi(Kind == ApiKind.Rest, ApiId, ApiName, StageName)];

    /// <summary>Whether the document is a CloudFormation or SAM template.</summary>
    public bool IsTemplate { get; init; }

    /// <summary>What a template gives out.</summary>
    public ImmutableArray<TemplateOutput> Outputs { get; init; } = [];

    /// <summary>Where in the document each definition came from.</summary>
    public SourceMap SourceMap { get; init; } = SourceMap.Empty;

    /// <summary>The account that a template was made into, without anything of it.</summary>
    internal Account? Before { get; init; }

    internal ImmutableArray<ImportedApi> TemplateApis { get; init; } = [];

    /// <summary>The places in the document that change nothing.</summary>
    internal ImmutableArray<string> InertPaths { get; init; } = [];
}
