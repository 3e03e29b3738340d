// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary><c>AWS::Serverless::HttpApi</c> and the implicit HTTP API: the API and its stage, which deploys by itself.</summary>
internal static class SamHttpApi
{
    private static readonly string[] s_cors = ["AllowCredentials", "AllowHeaders", "AllowMethods", "AllowOrigins", "ExposeHeaders", "MaxAge"];

    public static void Transform(SamTransform sam, SamApi api)
    {
        var before = sam.Reading.Faults.Count;
        if (Section.Open(sam.Reading, api.Properties, api.PropertiesPath, SamKinds.HttpApi) is not { } section)
        {
            return;
        }

        var tree = new Tree(api.Location);
        section.Object("Auth", SamKinds.HttpApiAuth);
        var stageName = section.Node("StageName") ?? tree.Text("$default");
        var body = Body(sam, api, section, tree);
        var properties = new (string, DocumentNode?)[]
        {
            ("Name", section.Node("Name")),
            ("Description", section.Node("Description")),
            ("DisableExecuteApiEndpoint", section.Node("DisableExecuteApiEndpoint")),
            ("Body", body is null ? null : WithCors(body, section, tree)),
        };
        var isFaulty = api.IsFaulty || sam.Reading.Faults.Count > before;
        sam.Made.Add(new TemplateResource(api.LogicalId, "AWS::ApiGatewayV2::Api", tree.Map(properties), [], api.Location) { IsFaulty = isFaulty });

        var stage = stageName.Kind == NodeKind.String && stageName.Text == "$default" ? $"{api.LogicalId}ApiGatewayDefaultStage" : SamNames.StageOf(api.LogicalId, stageName);
        var settings = section.Node("RouteSettings");
        foreach (var (routeKey, given) in api.RouteSettings)
        {
            settings = Tree.Merge(settings, tree.Map((routeKey, given)));
        }

        sam.Made.Add(new TemplateResource(
            stage,
            "AWS::ApiGatewayV2::Stage",
            tree.Map(
                ("ApiId", tree.Ref(api.LogicalId)),
                ("StageName", stageName),
                ("AutoDeploy", tree.True()),
                ("AccessLogSettings", section.Node("AccessLogSettings")),
                ("DefaultRouteSettings", section.Node("DefaultRouteSettings")),
                ("RouteSettings", settings),
                ("StageVariables", section.Node("StageVariables"))),
            [],
            api.Location));
        sam.Member($"{api.LogicalId}.Stage", stage);
    }

    private static DocumentNode? Body(SamTransform sam, SamApi api, Section section, Tree tree)
    {
        if (section.Node("DefinitionBody") is { } given)
        {
            return given.Kind == NodeKind.Mapping ? api.Into(given) : null;
        }

        if (section.Node("DefinitionUri") is { } uri)
        {
            return SamDefinition.Read(sam, section, uri) is { Kind: NodeKind.Mapping } read ? api.Into(read) : null;
        }

        return api.Into(tree.Map(
            ("openapi", tree.Text("3.0.1")),
            ("info", tree.Map(("version", tree.Text("1.0")), ("title", tree.Text(sam.StackName)))),
            ("paths", tree.Map())));
    }

    private static DocumentNode WithCors(DocumentNode body, Section section, Tree tree)
    {
        if (section.Node("CorsConfiguration") is not { } cors)
        {
            return body;
        }

        if (cors.Kind != NodeKind.Mapping)
        {
            return string.Equals(cors.Text, "true", StringComparison.OrdinalIgnoreCase)
                ? Tree.With(body, "x-amazon-apigateway-cors", tree.Map(("allowOrigins", tree.List(tree.Text("*")))))
                : body;
        }

        foreach (var entry in cors.Entries)
        {
            if (!s_cors.Contains(entry.Key))
            {
                section.Fault("CorsConfiguration", $"The CORS configuration has no property \"{entry.Key}\".", $"Use {string.Join(", ", s_cors)}.");
            }
        }

        return Tree.With(body, "x-amazon-apigateway-cors", tree.Map(s_cors.Select(name => ($"{char.ToLowerInvariant(name[0])}{name[1..]}", Tree.At(cors, name)))));
    }
}
