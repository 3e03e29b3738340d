// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Emit.GatewayResponses;

/// <summary>
/// The body of a gateway response, cut into texts and references when it is published. Not the template language: references are replaced by their values as they
/// are, and by nothing where they have none. There is one body for all: what the client accepts is not looked at.
/// </summary>
internal sealed class GatewayResponseTemplate
{
    private const string Json = "application/json";
    private const string Own = """{"message":$context.error.messageString}""";
    private const string Context = "context.";
    private const string StageVariables = "stageVariables.";
    private const string Request = "method.request.";

    private readonly MappedValue[] _parts;

    private GatewayResponseTemplate(MappedValue[] parts) => _parts = parts;

    /// <summary>The content type, and its template: JSON if there is one, else the first. Null for AWS's own wording, which each refusal has ready.</summary>
    public static (string ContentType, GatewayResponseTemplate? Template) Select(ImmutableSortedDictionary<string, string> templates, Compilation c)
    {
        var contentType = Json;
        foreach (var (type, _) in templates)
        {
            contentType = templates.ContainsKey(Json) ? Json : type;
            break;
        }

        if (!HeaderLine.IsFieldValue(Encoding.UTF8.GetBytes(contentType)))
        {
            c.Fault("The content type of a response template holds control characters. Remove them.");
            return (Json, null);
        }

        // Said nothing, AWS words the body itself.
        var text = templates.GetValueOrDefault(contentType, Own);
        return (contentType, text == Own ? null : Compile(text, c));
    }

    public static GatewayResponseTemplate Compile(string text, Compilation c)
    {
        var parts = new List<MappedValue>();
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = Reference(text, i, c, out var value);
            if (length == 0)
            {
                i++;
                continue;
            }

            if (i > start)
            {
                parts.Add(new StaticValue(text[start..i]));
            }

            parts.Add(value);
            i += length;
            start = i;
        }

        if (start < text.Length)
        {
            parts.Add(new StaticValue(text[start..]));
        }

        return new GatewayResponseTemplate([.. parts]);
    }

    /// <summary>Writes the body into the exchange's own buffer.</summary>
    public ReadOnlyMemory<byte> Render(Exchange exchange)
    {
        ByteWriter text = exchange.ResponseText;
        text.Clear();
        foreach (var part in _parts)
        {
            part.Write(exchange, text, ValueForm.Text);
        }

        return text.WrittenMemory;
    }

    // $name, ${name}; method.request. may stand without the sign.
    private static int Reference(string text, int at, Compilation c, out MappedValue value)
    {
        value = MissingValue.Instance;
        var isSigned = text[at] == '$';
        if (!isSigned && (text[at] != 'm' || (at > 0 && IsLetter(text[at - 1]))))
        {
            return 0;
        }

        var hasBraces = isSigned && at + 1 < text.Length && text[at + 1] == '{';
        var start = at + (hasBraces ? 2 : isSigned ? 1 : 0);
        var name = Name(text, start);
        var length = name.StartsWith(Request, StringComparison.Ordinal) ? OfRequest(name, c, ref value)
            : isSigned && name.StartsWith(StageVariables, StringComparison.Ordinal) ? OfStage(name, c, ref value)
            : isSigned && name.StartsWith(Context, StringComparison.Ordinal) ? OfContext(name, c, ref value)
            : 0;
        var end = start + length;
        return length == 0 ? 0 : !hasBraces ? end - at : end < text.Length && text[end] == '}' ? end + 1 - at : 0;
    }

    private static int OfContext(string name, Compilation c, ref MappedValue value)
    {
        if (GatewayResponseExpression.OfContext(name[Context.Length..], c) is { } whole)
        {
            value = whole;
            return name.Length;
        }

        // $context.requestId-1 is a variable and a text.
        var hyphen = name.IndexOf('-', StringComparison.Ordinal);
        if (hyphen > Context.Length && GatewayResponseExpression.OfContext(name[Context.Length..hyphen], c) is { } part)
        {
            value = part;
            return hyphen;
        }

        c.Notice($"There is no context variable ${name} for gateway responses: nothing is written for it.");
        return name.Length;
    }

    private static int OfStage(string name, Compilation c, ref MappedValue value)
    {
        var end = StageVariables.Length;
        while (end < name.Length && (char.IsAsciiLetterOrDigit(name[end]) || name[end] == '_'))
        {
            end++;
        }

        value = c.Variables.TryGetValue(name[StageVariables.Length..end], out var text) ? new StaticValue(text) : MissingValue.Instance;
        return end;
    }

    private static int OfRequest(string name, Compilation c, ref MappedValue value)
    {
        var location = name.AsSpan(Request.Length);
        if (!location.StartsWith("header.") && !location.StartsWith("querystring.") && !location.StartsWith("path.")
            && !location.StartsWith("multivalueheader.") && !location.StartsWith("multivaluequerystring."))
        {
            return 0;
        }

        value = GatewayResponseExpression.Compile(name, c) ?? value;
        return name.Length;
    }

    /// <summary>Names with dots between them, from <paramref name="start"/> on; a dot that nothing follows is text.</summary>
    private static string Name(string text, int start)
    {
        var end = start;
        while (end < text.Length && (IsLetter(text[end]) || (text[end] == '.' && end + 1 < text.Length && IsLetter(text[end + 1]))))
        {
            end++;
        }

        return text[start..end];
    }

    private static bool IsLetter(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';
}
