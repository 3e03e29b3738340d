// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary><c>Cors</c> of a REST API: a mock OPTIONS method on every path that has none.</summary>
internal static class SwaggerCors
{
    private static readonly string[] s_properties = ["AllowMethods", "AllowHeaders", "AllowOrigin", "MaxAge", "AllowCredentials"];
    private static readonly string[] s_all = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    public static void Add(SwaggerEditor editor, SamNode cors)
    {
        var isMap = cors.IsMap && !Intrinsic.Is(cors);
        if (isMap)
        {
            Expect.Known(cors, "Cors", s_properties);
        }
        else if (!cors.IsText && !cors.IsMap)
        {
            throw new SamRefusal(cors, "Invalid value for 'Cors' property.", "Write the allowed origin in quotes within quotes, or AllowOrigin and its like.");
        }

        var origin = isMap ? cors.Has("AllowOrigin") ? cors["AllowOrigin"] : "'*'" : cors;
        var credentials = isMap && cors["AllowCredentials"] is { IsTrue: true };
        if (credentials && origin is { IsText: true, Text: "'*'" })
        {
            throw new SamRefusal(
                cors, "Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is \"'*'\" or not set.", "Name the origins, or leave the credentials out.");
        }

        foreach (var path in editor.Paths.Node.Keys)
        {
            var methods = isMap && cors["AllowMethods"] is { IsTruthy: true } given ? given : null;
            foreach (var item in ApiPaths.Contents(editor.Paths.Node[path]))
            {
                if (ApiPaths.Item(item, path).Has("options"))
                {
                    continue;
                }

                if (origin is not { IsTruthy: true })
                {
                    throw new SamRefusal(cors, "Invalid input. Value for AllowedOrigins is required.", "Write AllowOrigin.");
                }

                // As in SAM, what the first branch of a condition has is said of the second too.
                methods ??= $"'{MethodsOf(item)}'";
                item.Set("options", Operation(isMap ? cors : null, origin, methods, credentials).At(cors));
            }
        }
    }

    private static string MethodsOf(SamNode item)
    {
        var methods = item.Has(ApiPaths.AnyMethod) ? s_all : item.Keys.Append("options").Select(method => method.ToUpperInvariant());
        return string.Join(',', methods.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static SamNode Operation(SamNode? cors, SamNode origin, SamNode methods, bool credentials)
    {
        var parameters = SamNode.HashedMap();
        var headers = SamNode.HashedMap();
        Header("Allow-Origin", origin, "string");
        Header("Allow-Headers", cors?["AllowHeaders"] is { IsTruthy: true } given ? given : null, "string");
        Header("Allow-Methods", methods, "string");
        Header("Max-Age", cors?["MaxAge"], "integer");
        Header("Allow-Credentials", credentials ? (SamNode)"'true'" : null, "string");
        var answer = SamNode.HashedMap(
            ("statusCode", "200"), ("responseParameters", parameters), ("responseTemplates", SamNode.Map(("application/json", "{}\n"))));
        return SamNode.HashedMap(
            ("summary", "CORS support"),
            ("consumes", SamNode.List("application/json")),
            ("produces", SamNode.List("application/json")),
            (ApiPaths.Integration, SamNode.HashedMap(
                ("type", "mock"),
                ("requestTemplates", SamNode.Map(("application/json", "{\n  \"statusCode\" : 200\n}\n"))),
                ("responses", SamNode.HashedMap(("default", answer))))),
            ("responses", SamNode.HashedMap(("200", SamNode.HashedMap(("description", "Default response for CORS method"), ("headers", headers))))));

        void Header(string name, SamNode? value, string type)
        {
            if (value is not null)
            {
                parameters.Set($"method.response.header.Access-Control-{name}", value);
                headers.Set($"Access-Control-{name}", SamNode.Map(("type", type)));
            }
        }
    }
}
