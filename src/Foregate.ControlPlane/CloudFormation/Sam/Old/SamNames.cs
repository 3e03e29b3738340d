// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary>Names that SAM gives what it generates; a template may refer to them before they are there.</summary>
internal static class SamNames
{
    public const string Function = "AWS::Serverless::Function";

    public const string Api = "AWS::Serverless::Api";

    public const string HttpApi = "AWS::Serverless::HttpApi";

    public const string ImplicitApi = "ServerlessRestApi";

    public const string ImplicitHttpApi = "ServerlessHttpApi";

    /// <summary>What a resource of SAM's may be followed by in references: <c>MyFunction.Alias</c>, <c>MyApi.Stage</c>.</summary>
    private static readonly string[] s_members = ["Alias", "Version", "Stage", "Deployment"];

    public static IEnumerable<string> Implied(IEnumerable<(string LogicalId, DocumentNode Resource)> resources)
    {
        yield return ImplicitApi;
        yield return ImplicitHttpApi;
        yield return $"{ImplicitApi}ProdStage";
        yield return $"{ImplicitHttpApi}ApiGatewayDefaultStage";
        foreach (var (id, resource) in resources)
        {
            if (resource.TryGet("Type", out var type) && type.Value.Text.StartsWith("AWS::Serverless::", StringComparison.Ordinal))
            {
                yield return $"{id}Role";
                yield return $"{id}ApiGatewayDefaultStage";
                foreach (var member in s_members)
                {
                    yield return $"{id}.{member}";
                }

                if (resource.TryGet("Properties", out var properties) && properties.Value.TryGet("StageName", out var stage) && stage.Value.Kind == NodeKind.String)
                {
                    yield return StageOf(id, stage.Value);
                }

                if (properties.Value is { } values && values.TryGet("AutoPublishAlias", out var alias) && alias.Value.Kind == NodeKind.String)
                {
                    yield return $"{id}Alias{alias.Value.Text}";
                }
            }
        }
    }

    /// <summary>The logical id of a REST API's stage: the stage's name is in it when it is known.</summary>
    public static string StageOf(string api, DocumentNode stageName) =>
        stageName.Kind == NodeKind.String && !Call.IsCall(stageName) ? $"{api}{new string([.. stageName.Text.Where(char.IsAsciiLetterOrDigit)])}Stage" : $"{api}Stage";
}
