// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Foregate.Standards.JsonSchema;

/// <summary>The documents that a schema reaches, and what their references mean: ids change where a reference starts from.</summary>
internal sealed class SchemaDocuments(Func<string, byte[]?> resolve) : IDisposable
{
    private const int MostDocuments = 256;
    private const int DeepestSchema = 128;

    private static readonly string[] s_holders = ["additionalItems", "additionalProperties", "not", "items"];
    private static readonly string[] s_maps = ["definitions", "properties", "patternProperties", "dependencies"];
    private static readonly string[] s_lists = ["allOf", "anyOf", "oneOf", "items"];

    private readonly Dictionary<string, Located> _byAddress = new(StringComparer.Ordinal);
    private readonly List<JsonDocument> _documents = [];

    public void Dispose()
    {
        foreach (var document in _documents)
        {
            document.Dispose();
        }
    }

    /// <summary>Takes a document in under an address.</summary>
    public bool TryAdd(string address, ReadOnlyMemory<byte> text, out Located root, out string? fault)
    {
        root = default;
        try
        {
            var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestSchema });
            _documents.Add(document);
            root = new Located(document.RootElement, address, address + "#");
            _byAddress[address] = root;
            Index(document.RootElement, address, address + "#");
            fault = null;
            return true;
        }
        catch (JsonException e)
        {
            fault = "the schema is not JSON: " + e.Message;
            return false;
        }
    }

    /// <summary>What a reference leads to.</summary>
    public bool TryFind(Located from, string reference, out Located found, out string? fault)
    {
        found = default;
        if (Resolve(from.Base, reference) is not { } address)
        {
            fault = $"the reference {reference} is no address";
            return false;
        }

        if (_byAddress.TryGetValue(address, out found) || (address.EndsWith('#') && _byAddress.TryGetValue(address[..^1], out found)))
        {
            fault = null;
            return true;
        }

        var mark = address.IndexOf('#', StringComparison.Ordinal);
        var place = mark < 0 ? address : address[..mark];
        var fragment = mark < 0 ? "" : Uri.UnescapeDataString(address[(mark + 1)..]);
        if (!_byAddress.TryGetValue(place, out var document) && !TryLoad(place, out document, out fault))
        {
            return false;
        }

        // A document has just been read, and may name what is looked for.
        if (_byAddress.TryGetValue(address, out found))
        {
            fault = null;
            return true;
        }

        return Walk(document, fragment, reference, out found, out fault);
    }

    /// <summary>The address that a reference means at a place.</summary>
    public static string? Resolve(string from, string reference)
    {
        var mark = from.IndexOf('#', StringComparison.Ordinal);
        var place = mark < 0 ? from : from[..mark];
        if (reference.StartsWith('#'))
        {
            return place + reference;
        }

        if (Uri.TryCreate(place, UriKind.Absolute, out var start) && Uri.TryCreate(start, reference, out var joined))
        {
            return joined.AbsoluteUri;
        }

        return Uri.TryCreate(reference, UriKind.Absolute, out var absolute) ? absolute.AbsoluteUri : null;
    }

    private bool TryLoad(string place, out Located document, out string? fault)
    {
        document = default;
        if (_documents.Count >= MostDocuments)
        {
            fault = $"the schema reaches more than {MostDocuments} others";
            return false;
        }

        var text = place == DraftFour.Address ? DraftFour.Text : resolve(place);
        if (text is null)
        {
            fault = $"the reference to {place} leads nowhere";
            return false;
        }

        return TryAdd(place, text, out document, out fault);
    }

    private static bool Walk(Located document, string pointer, string reference, out Located found, out string? fault)
    {
        found = document;
        fault = $"the reference {reference} leads nowhere";
        if (pointer.Length == 0)
        {
            fault = null;
            return true;
        }

        if (pointer[0] != '/')
        {
            return false;
        }

        var (element, start) = (document.Element, document.Base);
        foreach (var part in pointer[1..].Split('/'))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member))
            {
                element = member;
            }
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index >= 0 && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else
            {
                return false;
            }

            start = BaseOf(element, start);
        }

        found = new Located(element, start, document.Key + pointer);
        fault = null;
        return true;
    }

    /// <summary>Where references within an element start from.</summary>
    public static string BaseOf(JsonElement element, string from) =>
        Id(element) is { } id && !id.StartsWith('#') && Resolve(from, id) is { } address ? address : from;

    // Beside $ref nothing counts.
    private static string? Id(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            && !(element.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String) ? id.GetString() : null;

    private void Index(JsonElement element, string from, string key)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var start = BaseOf(element, from);
        if (Id(element) is { } id && Resolve(from, id) is { } address)
        {
            _byAddress.TryAdd(address.EndsWith('#') ? address[..^1] : address, new Located(element, start, key));
        }

        foreach (var name in s_holders)
        {
            if (element.TryGetProperty(name, out var held))
            {
                Index(held, start, key + "/" + name);
            }
        }

        foreach (var name in s_maps)
        {
            if (element.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in map.EnumerateObject())
                {
                    Index(member.Value, start, key + "/" + name + "/" + member.Name);
                }
            }
        }

        foreach (var name in s_lists)
        {
            if (element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array)
            {
                var place = 0;
                foreach (var item in list.EnumerateArray())
                {
                    Index(item, start, key + "/" + name + "/" + place++);
                }
            }
        }
    }

    /// <summary>A schema and where it is.</summary>
    /// <param name="Base">Where references in it start from.</param>
    /// <param name="Key">The same for the same schema.</param>
    internal readonly record struct Located(JsonElement Element, string Base, string Key)
    {
        /// <summary>A schema within this one.</summary>
        public Located Inner(JsonElement element, string path) => new(element, BaseOf(element, Base), Key + "/" + path);
    }
}
