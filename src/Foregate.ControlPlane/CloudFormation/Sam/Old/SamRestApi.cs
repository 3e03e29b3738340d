// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary><c>AWS::Serverless::Api</c> and the implicit REST API: the API, its deployment, its stage, and its usage plan.</summary>
internal static class SamRestApi
{
    private static readonly string[] s_copied =
    [
        "Name", "Description", "BinaryMediaTypes", "ApiKeySourceType", "MinimumCompressionSize", "Mode", "SecurityPolicy", "EndpointAccessMode",
        "DisableExecuteApiEndpoint", "Policy",
    ];

    private static readonly string[] s_stage = ["Variables", "MethodSettings", "AccessLogSetting", "CacheClusterEnabled", "CanarySetting"];

    public static void Transform(SamTransform sam, SamApi api)
    {
        var before = sam.Reading.Faults.Count;
        if (Section.Open(sam.Reading, api.Properties, api.PropertiesPath, SamKinds.Api) is not { } section)
        {
            return;
        }

        var tree = new Tree(api.Location);
        var isImplicit = api.LogicalId == SamNames.ImplicitApi;
        var stageName = section.Node("StageName") ?? (isImplicit ? tree.Text("Prod") : null);
        var version = section.Text("OpenApiVersion");
        var auth = section.Object("Auth", SamKinds.ApiAuth);
        var body = Body(sam, api, section, version, tree);
        if (stageName is null)
        {
            section.Fault("StageName", "An AWS::Serverless::Api needs a StageName.", "Write one.");
            return;
        }

        if (body is not null)
        {
            body = SamCors.AddTo(body, section, sam.Reading, auth, api.HasKeys);
            body = WithKeys(body, auth, api, tree);
        }

        var properties = s_copied.Select(name => (name, section.Node(name)))
            .Append(("EndpointConfiguration", Endpoint(sam, section, tree)))
            .Append(("Body", body));
        var isFaulty = api.IsFaulty || sam.Reading.Faults.Count > before;
        sam.Made.Add(new TemplateResource(api.LogicalId, "AWS::ApiGateway::RestApi", tree.Map(properties), [], api.Location) { IsFaulty = isFaulty });

        var deployment = $"{api.LogicalId}Deployment";
        sam.Made.Add(new TemplateResource(
            deployment,
            "AWS::ApiGateway::Deployment",

            // SAM leaves a second stage of this name behind, unless the template names an OpenAPI version.
            tree.Map(("RestApiId", tree.Ref(api.LogicalId)), ("StageName", version is null ? tree.Text("Stage") : null)),
            [],
            api.Location));
        var stage = SamNames.StageOf(api.LogicalId, stageName);
        sam.Made.Add(new TemplateResource(
            stage,
            "AWS::ApiGateway::Stage",
            tree.Map(
                s_stage.Select(name => (name, section.Node(name)))
                    .Append(("RestApiId", tree.Ref(api.LogicalId)))
                    .Append(("DeploymentId", tree.Ref(deployment)))
                    .Append(("StageName", stageName))),
            [],
            api.Location));
        sam.Member($"{api.LogicalId}.Stage", stage);
        sam.Member($"{api.LogicalId}.Deployment", deployment);
        SamUsagePlans.Add(sam, api, auth, stage);
    }

    private static DocumentNode? Body(SamTransform sam, SamApi api, Section section, string? version, Tree tree)
    {
        if (section.Node("DefinitionBody") is { } given)
        {
            return given.Kind == NodeKind.Mapping ? given : null;
        }

        if (section.Node("DefinitionUri") is { } uri)
        {
            return SamDefinition.Read(sam, section, uri);
        }

        var isThree = version?.StartsWith('3') == true;
        return api.Into(tree.Map(
            (isThree ? "openapi" : "swagger", tree.Text(isThree ? version! : "2.0")),
            ("info", tree.Map(("version", tree.Text("1.0")), ("title", tree.Text(sam.StackName)))),
            ("paths", tree.Map())));
    }

    private static DocumentNode? Endpoint(SamTransform sam, Section section, Tree tree)
    {
        if (section.Node("EndpointConfiguration") is not { } node)
        {
            return null;
        }

        if (node.Kind == NodeKind.String)
        {
            return tree.Map(("Types", tree.List(node)));
        }

        return Section.Open(sam.Reading, node, section.PathOf("EndpointConfiguration"), SamKinds.Endpoint) is { } endpoint
            ? tree.Map(
                ("Types", endpoint.Node("Type") is { } type ? tree.List(type) : null),
                ("VpcEndpointIds", endpoint.Node("VPCEndpointIds")),
                ("IpAddressType", endpoint.Node("IpAddressType")))
            : null;
    }

    // Every operation of the definition requires a key when the API does; those of events know already.
    private static DocumentNode WithKeys(DocumentNode body, Section? auth, SamApi api, Tree tree)
    {
        var isForAll = auth?.Boolean("ApiKeyRequired") == true;
        if (!isForAll && !api.HasKeys)
        {
            return body;
        }

        var scheme = tree.Map(("api_key", tree.Map(("type", tree.Text("apiKey")), ("name", tree.Text("x-api-key")), ("in", tree.Text("header")))));
        if (body.TryGet("openapi", out _))
        {
            var components = Tree.At(body, "components") ?? tree.Map();
            body = Tree.With(body, "components", Tree.With(components, "securitySchemes", Tree.Merge(Tree.At(components, "securitySchemes"), scheme)));
        }
        else
        {
            body = Tree.With(body, "securityDefinitions", Tree.Merge(Tree.At(body, "securityDefinitions"), scheme));
        }

        if (!isForAll || api.IsManaged || Tree.At(body, "paths") is not { Kind: NodeKind.Mapping } paths)
        {
            return body;
        }

        foreach (var path in paths.Entries)
        {
            var item = path.Value;
            foreach (var operation in path.Value.Entries)
            {
                if (operation.Value.Kind == NodeKind.Mapping && operation.Key is not ("options" or "parameters") && !operation.Value.TryGet("security", out _))
                {
                    item = Tree.With(item, operation.Key, Tree.With(operation.Value, "security", tree.List(tree.Map(("api_key", tree.List())))));
                }
            }

            paths = Tree.With(paths, path.Key, item);
        }

        return Tree.With(body, "paths", paths);
    }
}
