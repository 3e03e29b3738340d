// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>What the document asks of callers: API keys, signatures, authorizers.</summary>
internal sealed class Security
{
    private const string AuthType = "x-amazon-apigateway-authtype";
    private const string Auth = "x-amazon-apigateway-auth";

    private readonly ReadingContext _reading;
    private readonly Section _document;
    private readonly ApiKind _kind;
    private readonly Dictionary<string, Section> _schemes = new(StringComparer.Ordinal);

    public Security(ReadingContext reading, ApiKind kind, Section document, Section? schemes)
    {
        _reading = reading;
        _document = document;
        _kind = kind;
        foreach (var entry in schemes?.Entries() ?? [])
        {
            if (reading.Resolve(entry.Value, schemes!.PathOf(entry.Key)) is { } target
                && Section.Open(reading, target.Node, target.Path, ObjectKinds.SecurityScheme) is { } scheme)
            {
                _schemes[entry.Key] = scheme;
                if (scheme.Text("type") is null && !scheme.Has("type"))
                {
                    scheme.Fault("type", $"The security scheme \"{entry.Key}\" has no type.", "Write its type, such as apiKey.");
                }

                CheckAuthType(entry.Key, scheme);
            }
        }
    }

    /// <summary>The schemes behind which an authorizer stands, by name.</summary>
    public IEnumerable<AuthorizerSource> Authorizers()
    {
        foreach (var (name, scheme) in _schemes)
        {
            if (scheme.Object(AuthorizerSource.ExtensionName, ObjectKinds.Authorizer) is { } extension)
            {
                yield return new AuthorizerSource(name, scheme, extension);
            }
        }
    }

    /// <summary>What an operation asks; without a word of its own what the document asks of all.</summary>
    public Access Of(Section operation)
    {
        var access = Read(operation.Has("security") ? operation : _document);
        if (operation.Object(Auth, ObjectKinds.Auth) is not { } auth)
        {
            return access;
        }

        switch (auth.Text("type")?.ToUpperInvariant())
        {
            case "AWS_IAM":
                return access with { IsSigned = true, AuthorizerName = null, Scopes = [] };
            case "NONE":
                return access with { IsSigned = false, AuthorizerName = null, Scopes = [] };
            case null:
                return access;
            default:
                auth.Fault("type", $"There is no authorization \"{auth.Text("type")}\".", "Use AWS_IAM or NONE.");
                return access;
        }
    }

    private Access Read(Section owner)
    {
        var access = new Access();
        if (owner.Items("security") is not { Count: > 0 } alternatives)
        {
            return access;
        }

        var authorizations = 0;
        var said = 0;
        for (var i = 0; i < alternatives.Count; i++)
        {
            var path = DocumentPath.Append(owner.PathOf("security"), i);
            if (Section.Open(_reading, alternatives[i], path, ObjectKinds.SecurityRequirement) is not { } requirement)
            {
                continue;
            }

            var entries = requirement.Entries().ToList();
            if (entries is [{ Key: "NONE", Value: { Kind: NodeKind.Sequence, Items.Count: 0 } }] && !_schemes.ContainsKey("NONE") && !_reading.IsLenient)
            {
                // How SAM writes that an operation asks nobody; the API's own default is not for it.
                continue;
            }

            foreach (var entry in entries)
            {
                access = Add(access, requirement, entry, ref authorizations);
            }

            // AWS's own exports give each thing that is asked an entry, and mean all of them.
            if (alternatives.Count > 1 && (entries.Count == 0 || authorizations > 1 || (said++ > 0 && access is { ApiKeyRequired: false } or { AuthorizerName: null, IsSigned: false })))
            {
                owner.Fault("security", "API Gateway knows no choice between ways to authenticate.", "Keep one entry under security, or an API key and one other.");
            }
        }

        return access;
    }

    private Access Add(Access access, Section requirement, DocumentEntry entry, ref int authorizations)
    {
        var path = requirement.PathOf(entry.Key);
        if (!_schemes.TryGetValue(entry.Key, out var scheme))
        {
            _reading.Fault(entry.KeyLocation, path, $"There is no security scheme \"{entry.Key}\".", "Define it, or name one that is defined.", "is missing");
            return access;
        }

        if (scheme.Has(AuthorizerSource.ExtensionName))
        {
            authorizations++;
            return access with { AuthorizerName = entry.Key, IsSigned = false, Scopes = requirement.Texts(entry.Key) };
        }

        if (IsSignature(scheme))
        {
            authorizations++;
            return access with { IsSigned = true, AuthorizerName = null, Scopes = [] };
        }

        return IsApiKey(entry, scheme, path) ? access with { ApiKeyRequired = true } : access;
    }

    private void CheckAuthType(string name, Section scheme)
    {
        if (scheme.Text(AuthType) is { } type && !scheme.Has(AuthorizerSource.ExtensionName) && !IsSignature(scheme))
        {
            scheme.Fault(
                AuthType, $"The security scheme \"{name}\" names {type} and no authorizer.", "Give it an x-amazon-apigateway-authorizer, or use awsSigv4.");
        }
    }

    private static bool IsSignature(Section scheme) => "awsSigv4".Equals(scheme.Text(AuthType), StringComparison.OrdinalIgnoreCase);

    private bool IsApiKey(DocumentEntry entry, Section scheme, string path)
    {
        var type = scheme.Text("type");
        if (type != "apiKey")
        {
            _reading.Fault(
                entry.KeyLocation,
                path,
                $"The security scheme \"{entry.Key}\" ({type}) needs an authorizer: API Gateway does nothing about it by itself.",
                "Give the scheme an x-amazon-apigateway-authorizer, or remove it from the operation; the Authorization header reaches the back end, which can check it.");
            return false;
        }

        if (_kind == ApiKind.Http)
        {
            _reading.Fault(entry.KeyLocation, path, "HTTP APIs have no API keys.", "Remove it, or make the document a REST API (drop the HTTP API extensions).");
            return false;
        }

        if (scheme.Text("in") != "header" || !string.Equals(scheme.Text("name"), "x-api-key", StringComparison.OrdinalIgnoreCase))
        {
            _reading.Fault(
                scheme.Location,
                scheme.Path,
                $"API Gateway takes API keys from the header x-api-key only, not from {scheme.Text("in")} \"{scheme.Text("name")}\".",
                "Write in: header and name: x-api-key.");
            return false;
        }

        return true;
    }

    /// <summary>What an operation asks of its callers.</summary>
    internal readonly record struct Access
    {
        public Access()
        {
        }

        public bool ApiKeyRequired { get; init; }

        /// <summary>A request signed for AWS.</summary>
        public bool IsSigned { get; init; }

        /// <summary>The scheme behind which the authorizer stands.</summary>
        public string? AuthorizerName { get; init; }

        public ImmutableArray<string> Scopes { get; init; } = [];
    }
}
