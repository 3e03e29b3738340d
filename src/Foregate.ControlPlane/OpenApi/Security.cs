// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>What the document asks of callers: API keys are served, everything else would need an authorizer.</summary>
internal sealed class Security
{
    private readonly ReadingContext _reading;
    private readonly ApiKind _kind;
    private readonly Dictionary<string, Section> _schemes = new(StringComparer.Ordinal);

    public Security(ReadingContext reading, ApiKind kind, Section? schemes)
    {
        _reading = reading;
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
            }
        }
    }

    /// <summary>The document's own <c>security</c>, which AWS does not read for REST APIs.</summary>
    public void ReadRoot(Section document)
    {
        if (document.Items("security") is not { Count: > 0 })
        {
            return;
        }

        if (_kind == ApiKind.Rest)
        {
            _reading.Notice(
                document.At("security"),
                "Security at the top of the document is ignored, as on AWS: write it on each operation that needs an API key.");
        }
        else
        {
            document.Fault("security", "Security of HTTP APIs would need authorizers, which Foregate does not do yet.", "Remove it, or check callers in the back end until then.");
        }
    }

    /// <summary>Whether an operation requires an API key.</summary>
    public bool RequiresApiKey(Section operation)
    {
        if (operation.Items("security") is not { Count: > 0 } alternatives)
        {
            return false;
        }

        if (alternatives.Count > 1)
        {
            operation.Fault("security", "API Gateway knows no choice between ways to authenticate.", "Keep one entry under security.");
            return false;
        }

        var path = DocumentPath.Append(operation.PathOf("security"), 0);
        if (Section.Open(_reading, alternatives[0], path, ObjectKinds.SecurityRequirement) is not { } requirement)
        {
            return false;
        }

        var required = false;
        foreach (var entry in requirement.Entries())
        {
            required |= IsApiKey(entry, requirement.PathOf(entry.Key));
        }

        return required;
    }

    private bool IsApiKey(DocumentEntry entry, string path)
    {
        if (!_schemes.TryGetValue(entry.Key, out var scheme))
        {
            _reading.Fault(entry.KeyLocation, path, $"There is no security scheme \"{entry.Key}\".", "Define it, or name one that is defined.");
            return false;
        }

        if (scheme.Has("x-amazon-apigateway-authorizer") || scheme.Has("x-amazon-apigateway-authtype"))
        {
            // Reported where the scheme is defined: one place to mend.
            return false;
        }

        var type = scheme.Text("type");
        if (type != "apiKey")
        {
            _reading.Fault(
                entry.KeyLocation,
                path,
                $"The security scheme \"{entry.Key}\" ({type}) would need an authorizer, which Foregate does not do yet.",
                "Remove it from the operation; the Authorization header reaches the back end, which can check it.");
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
}
