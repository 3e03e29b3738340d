// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
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

    /// <summary>Whether anything refers to anything: only then schemas are looked for again.</summary>
    public bool HasReferences { get; private set; }

    /// <summary>How many schemas there may be in all that was read.</summary>
    public int MostSchemas { get; private set; }

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
            HasReferences |= text.Span.IndexOf("ref\""u8) >= 0 || text.Span.Contains((byte)'\\');
            MostSchemas += text.Span.Count((byte)'{');
            root = new Located(document.RootElement, address, _documents.Count - 1);
            _byAddress[address] = root;
            Index(document.RootElement, address, root.Document);
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

        found = document with { Element = element, Base = start };
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

    private void Index(JsonElement element, string from, int document)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var start = BaseOf(element, from);
        if (Id(element) is { } id && Resolve(from, id) is { } address)
        {
            _byAddress.TryAdd(address.EndsWith('#') ? address[..^1] : address, new Located(element, start, document));
        }

        foreach (var name in s_holders)
        {
            if (element.TryGetProperty(name, out var held))
            {
                Index(held, start, document);
            }
        }

        foreach (var name in s_maps)
        {
            if (element.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in map.EnumerateObject())
                {
                    Index(member.Value, start, document);
                }
            }
        }

        foreach (var name in s_lists)
        {
            if (element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in list.EnumerateArray())
                {
                    Index(item, start, document);
                }
            }
        }
    }

    /// <summary>What is the same for the same schema: its document, and the place of its text there.</summary>
    public (int Document, int At) PlaceOf(Located schema) => (schema.Document, At(_documents[schema.Document].RootElement, schema.Element));

    /// <summary>The pointer to a schema from its document's root; empty for the root.</summary>
    public string PointerTo(Located schema)
    {
        var root = _documents[schema.Document].RootElement;
        var pointer = new StringBuilder();
        var (element, at) = (root, At(root, schema.Element));
        while (At(root, element) < at && Child(root, element, at, pointer) is { } child)
        {
            element = child;
        }

        return pointer.ToString();
    }

    /// <summary>The member or element whose text goes over a place.</summary>
    private static JsonElement? Child(JsonElement root, JsonElement element, int at, StringBuilder pointer)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (Holds(root, member.Value, at))
                {
                    pointer.Append('/').Append(member.Name);
                    return member.Value;
                }
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var place = 0;
            foreach (var item in element.EnumerateArray())
            {
                if (Holds(root, item, at))
                {
                    pointer.Append('/').Append(place);
                    return item;
                }

                place++;
            }
        }

        return null;
    }

    private static bool Holds(JsonElement root, JsonElement element, int at) =>
        At(root, element) is var start && start <= at && at < start + JsonMarshal.GetRawUtf8Value(element).Length;

    private static int At(JsonElement root, JsonElement element) => (int)Unsafe.ByteOffset(
        in MemoryMarshal.GetReference(JsonMarshal.GetRawUtf8Value(root)), in MemoryMarshal.GetReference(JsonMarshal.GetRawUtf8Value(element)));

    /// <summary>A schema and where it is.</summary>
    /// <param name="Base">Where references in it start from.</param>
    /// <param name="Document">The number of the document that it is in.</param>
    internal readonly record struct Located(JsonElement Element, string Base, int Document)
    {
        /// <summary>A schema within this one.</summary>
        public Located Inner(JsonElement element) => this with { Element = element, Base = BaseOf(element, Base) };
    }
}
