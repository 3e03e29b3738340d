// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>Places of a document as AWS's parser names them: <c>paths.'/pets'(get).responses.200</c>.</summary>
internal static class AttributePath
{
    private static readonly string[] s_methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "x-amazon-apigateway-any-method"];

    /// <param name="documentPath">A JSON pointer fragment; a reference in it is kept as it is.</param>
    public static string Of(string documentPath)
    {
        var at = documentPath.IndexOf("/#/", StringComparison.Ordinal);
        var reference = at < 0 ? "" : "." + documentPath[(at + 1)..];
        if (DocumentPath.Keys(at < 0 ? documentPath : documentPath[..at]) is not { } keys)
        {
            return documentPath;
        }

        var text = new StringBuilder();
        for (var i = 0; i < keys.Length; i++)
        {
            var isMethod = i == 2 && keys[0] == "paths" && Array.IndexOf(s_methods, keys[i]) >= 0;
            _ = isMethod ? text.Append('(').Append(keys[i]).Append(')')
                : i == 1 && keys[0] == "paths" ? text.Append(".'").Append(keys[i]).Append('\'')
                : text.Append(i == 0 ? "" : ".").Append(keys[i]);
        }

        return text.Append(reference).ToString();
    }
}
