// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>Reads a request into the structure that its operation takes: labels, query, headers and body (rest-json, the server's side).</summary>
internal static class RequestBinder
{
    /// <param name="query">Decoded.</param>
    public static AwsError? Bind(RoutedOperation routed, SignedRequest request, IReadOnlyList<KeyValuePair<string, string>> query, out WireValue input)
    {
        input = WireValue.Empty;
        if (routed.Operation.Input is not { } shape)
        {
            return null;
        }

        try
        {
            var members = new List<KeyValuePair<string, WireValue>>();
            foreach (var member in shape.Members)
            {
                if (Outside(member, routed, request, query) is { } value)
                {
                    members.Add(new(member.Name, value));
                }
            }

            if (shape.Payload is { } payload)
            {
                if (Payload(payload, request) is { } value)
                {
                    members.Add(new(payload.Name, value));
                }
            }
            else if (shape.HasBodyMembers && !request.Body.IsEmpty)
            {
                CheckContentType(request);
                members.AddRange(BodyReader.Read(request.Body.Span, shape).Entries);
            }

            input = WireValue.Map(members);
            return null;
        }
        catch (WireFormatException fault)
        {
            return fault.Error;
        }
    }

    private static WireValue? Outside(Member member, RoutedOperation routed, SignedRequest request, IReadOnlyList<KeyValuePair<string, string>> query) => member.Location switch
    {
        MemberLocation.Uri => routed.Labels.TryGetValue(member.WireName, out var label) ? ScalarReader.Read(label, member.Shape, Format(member, TimestampFormat.Iso8601)) : null,
        MemberLocation.QueryString => Query(member, query),
        MemberLocation.Header => Header(member, request),
        MemberLocation.Headers => Headers(member, request),
        _ => null,
    };

    private static WireValue? Query(Member member, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        if (member.Shape.Type == ShapeType.Map)
        {
            return QueryMap(member.Shape, query);
        }

        var values = query.Where(parameter => parameter.Key == member.WireName).Select(static parameter => parameter.Value).ToList();
        var format = Format(member, TimestampFormat.Iso8601);
        if (values.Count == 0)
        {
            return null;
        }

        return member.Shape.Type == ShapeType.List
            ? WireValue.List(values.Select(value => ScalarReader.Read(value, member.Shape.Element!, format)))
            : ScalarReader.Read(values[^1], member.Shape, format);
    }

    // All parameters, those too that have members of their own: which of them a client meant for the map cannot be seen.
    private static WireValue? QueryMap(Shape shape, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var groups = query.GroupBy(static parameter => parameter.Key, static parameter => parameter.Value, StringComparer.Ordinal);
        var map = WireValue.Map(groups.Select(group => KeyValuePair.Create(
            group.Key, shape.Element!.Type == ShapeType.List ? WireValue.List(group) : group.Last()!)));
        return map.Entries.IsEmpty ? null : map;
    }

    private static WireValue? Header(Member member, SignedRequest request)
    {
        var values = request.Values(member.WireName).ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var text = string.Join(", ", values.Select(static value => value.Trim()));
        var format = Format(member, TimestampFormat.Rfc822);
        if (member.Shape.Type != ShapeType.List)
        {
            return member.IsJson ? ScalarReader.FromBase64(text) : ScalarReader.Read(text, member.Shape, format);
        }

        var element = member.Shape.Element!;
        var isDates = element.Type == ShapeType.Timestamp && Format(element.TimestampFormat, TimestampFormat.Rfc822) == TimestampFormat.Rfc822;
        return WireValue.List((isDates ? HeaderList.SplitDates(text) : HeaderList.Split(text)).Select(
            item => ScalarReader.Read(item, element, Format(element.TimestampFormat, TimestampFormat.Rfc822))));
    }

    private static WireValue? Headers(Member member, SignedRequest request)
    {
        var map = WireValue.Map(request.Headers
            .Where(header => header.Key.StartsWith(member.WireName, StringComparison.OrdinalIgnoreCase))
            .Select(header => KeyValuePair.Create(header.Key[member.WireName.Length..].ToLowerInvariant(), header.Value.Trim())));
        return map.Entries.IsEmpty ? null : map;
    }

    private static WireValue? Payload(Member payload, SignedRequest request)
    {
        if (request.Body.IsEmpty)
        {
            return null;
        }

        switch (payload.Shape.Type)
        {
            case ShapeType.Blob:
                return WireValue.Of(request.Body.ToArray());
            case ShapeType.String:
                return Encoding.UTF8.GetString(request.Body.Span)!;
            default:
                CheckContentType(request);
                return BodyReader.Read(request.Body.Span, payload.Shape);
        }
    }

    // Who says nothing means JSON.
    private static void CheckContentType(SignedRequest request)
    {
        if (request.Values("Content-Type").FirstOrDefault() is { } contentType)
        {
            var type = contentType.Split(';')[0].Trim().ToLowerInvariant();
            if (type is not ("" or "application/json" or "application/x-amz-json-1.0" or "application/x-amz-json-1.1"))
            {
                throw new WireFormatException(ProtocolError.UnsupportedMediaType(contentType));
            }
        }
    }

    private static TimestampFormat Format(Member member, TimestampFormat ofPlace) => Format(
        member.Shape.Element is { } element ? element.TimestampFormat : member.TimestampFormat, ofPlace);

    private static TimestampFormat Format(TimestampFormat said, TimestampFormat ofPlace) => said == TimestampFormat.ByPlace ? ofPlace : said;
}
