// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary><c>Cors</c> of a REST API: a mock OPTIONS method on every path that has none.</summary>
internal static class SamCors
{
    private static readonly string[] s_all = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    public static DocumentNode AddTo(DocumentNode body, Section api, ReadingContext reading, Section? auth, bool hasKeys)
    {
        if (api.Node("Cors") is not { } cors || Tree.At(body, "paths") is not { Kind: NodeKind.Mapping } paths)
        {
            return body;
        }

        Section? section = null;
        if (cors.Kind == NodeKind.Mapping && (section = Section.Open(reading, cors, api.PathOf("Cors"), SamKinds.Cors)) is null)
        {
            return body;
        }

        var origin = section is null ? cors : section.Node("AllowOrigin") ?? new Tree(cors.Location).Text("'*'");
        var credentials = section?.Boolean("AllowCredentials") == true;
        if (credentials && origin.Text == "'*'")
        {
            api.Fault("Cors", "AllowCredentials cannot be true when AllowOrigin is '*'.", "Name the origins, or leave the credentials out.");
        }

        var methods = section?.Node("AllowMethods");
        foreach (var path in paths.Entries)
        {
            if (path.Value.Kind != NodeKind.Mapping || path.Value.TryGet("options", out _))
            {
                continue;
            }

            var tree = new Tree(path.KeyLocation);
            (string, DocumentNode?)[] headers =
            [
                ("Access-Control-Allow-Headers", section?.Node("AllowHeaders")),
                ("Access-Control-Allow-Methods", methods ?? tree.Text($"'{string.Join(',', MethodsOf(path.Value))}'")),
                ("Access-Control-Allow-Origin", origin),
                ("Access-Control-Max-Age", section?.Node("MaxAge")),
                ("Access-Control-Allow-Credentials", credentials ? tree.Text("'true'") : null),
            ];
            var needsKey = auth?.Boolean("ApiKeyRequired") == true && auth.Boolean("AddApiKeyRequiredToCorsPreflight") != false && hasKeys;
            paths = Tree.With(paths, path.Key, Tree.With(path.Value, "options", Operation(tree, [.. headers.Where(header => header.Item2 is not null)], needsKey)));
        }

        return Tree.With(body, "paths", paths);
    }

    private static DocumentNode Operation(Tree tree, (string Name, DocumentNode? Value)[] headers, bool needsKey) => tree.Map(
        ("x-amazon-apigateway-integration", tree.Map(
            ("type", tree.Text("mock")),
            ("requestTemplates", tree.Map(("application/json", tree.Text("{\n  \"statusCode\" : 200\n}\n")))),
            ("responses", tree.Map(("default", tree.Map(
                ("statusCode", tree.Text("200")),
                ("responseParameters", tree.Map(headers.Select(header => ($"method.response.header.{header.Name}", header.Value)))),
                ("responseTemplates", tree.Map(("application/json", tree.Text("{}\n")))))))))),
        ("responses", tree.Map(("200", tree.Map(
            ("description", tree.Text("Default response for CORS method")),
            ("headers", tree.Map(headers.Select(header => (header.Name, (DocumentNode?)tree.Map(("type", tree.Text("string"))))))))))),
        ("security", needsKey ? tree.List(tree.Map(("api_key", tree.List()))) : null));

    private static IEnumerable<string> MethodsOf(DocumentNode item) => item.TryGet("x-amazon-apigateway-any-method", out _)
        ? s_all
        : item.Entries.Select(entry => entry.Key.ToUpperInvariant()).Where(s_all.Contains).Append("OPTIONS").Distinct().Order(StringComparer.Ordinal);
}
