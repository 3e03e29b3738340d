// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>An <c>x-amazon-apigateway-authorizer</c> and the security scheme it stands in.</summary>
internal sealed record AuthorizerSource(string Name, Section Scheme, Section Extension)
{
    public const string ExtensionName = "x-amazon-apigateway-authorizer";

    /// <summary>What the scheme says of where the caller's proof is, as a mapping expression; AWS writes "Unused" where it says nothing.</summary>
    public string? SchemeSource(string prefix) => (Scheme.Text("in"), Scheme.Text("name")) switch
    {
        (_, null or "Unused") => null,
        ("header", { } name) => $"{prefix}header.{name}",
        ("query", { } name) => $"{prefix}querystring.{name}",
        _ => null,
    };

    /// <summary>The place to look at when the authorizer is refused.</summary>
    public string Path => Extension.Path;

    public string Attempt => $"Unable to create authorizer '{Name}'";
}
