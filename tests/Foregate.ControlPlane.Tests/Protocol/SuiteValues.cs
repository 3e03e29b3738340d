// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol;

/// <summary>Values as the suite writes them: times as seconds, bytes as text, what is no number as text.</summary>
internal static class SuiteValues
{
    public static JsonNode? ToJson(WireValue value) => value.Kind switch
    {
        WireKind.Text => value.Text,
        WireKind.Boolean => value.Boolean,
        WireKind.Integer => value.Integer,
        WireKind.Number => double.IsFinite(value.Number) ? value.Number : value.Number.ToString(CultureInfo.InvariantCulture),
        WireKind.Bytes => Encoding.UTF8.GetString(value.Bytes.Span),
        WireKind.Time => WireTime.Seconds(value.Time),
        WireKind.List => new JsonArray([.. value.Items.Select(ToJson)]),
        WireKind.Map => new JsonObject(value.Entries.Select(static entry => KeyValuePair.Create(entry.Key, ToJson(entry.Value)))),
        _ => null,
    };

    public static WireValue FromJson(JsonNode? node, Shape shape) => shape.Type switch
    {
        ShapeType.Document => Document(node),
        _ when node is null => WireValue.Null,
        ShapeType.Structure => WireValue.Map(shape.Members.Where(member => node![member.Name] is not null).Select(
            member => KeyValuePair.Create(member.Name, FromJson(node![member.Name], member.Shape)))),
        ShapeType.List => WireValue.List(node!.AsArray().Select(item => FromJson(item, shape.Element!))),
        ShapeType.Map => WireValue.Map(node!.AsObject().Select(entry => KeyValuePair.Create(entry.Key, FromJson(entry.Value, shape.Element!)))),
        ShapeType.Boolean => (bool)node!,
        ShapeType.Integer or ShapeType.Long => (long)node!,
        ShapeType.Float or ShapeType.Double => node!.GetValueKind() == System.Text.Json.JsonValueKind.String ? double.Parse((string)node!, CultureInfo.InvariantCulture) : (double)node!,
        ShapeType.Blob => WireValue.Of(Encoding.UTF8.GetBytes((string)node!)),
        ShapeType.Timestamp => DateTimeOffset.UnixEpoch.AddMilliseconds((double)node! * 1000),

        _ => (string)node!,
    };

    private static WireValue Document(JsonNode? node) => node switch
    {
        null => WireValue.Null,
        JsonArray array => WireValue.List(array.Select(Document)),
        JsonObject map => WireValue.Map(map.Select(static entry => KeyValuePair.Create(entry.Key, Document(entry.Value)))),
        _ => node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => (string)node!,
            System.Text.Json.JsonValueKind.Number => (long)node!,
            _ => (bool)node!,
        },
    };
}
