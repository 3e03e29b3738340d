// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>Reads a model from the text that eng/OperationTables writes: a line for each operation, shape and member.</summary>
internal static class ModelReader
{
    public static ServiceModel Read(ReadOnlySpan<byte> text)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var shapes = new Dictionary<string, Shape>(lines.Length, StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line[0] != '.' && !line.StartsWith("operation ", StringComparison.Ordinal))
            {
                var shape = ReadShape(line.Split(' '));
                shapes.Add(shape.Name, shape);
            }
        }

        // Shapes name each other, in circles too: what they name is filled in now that all are known.
        var operations = new List<OperationShape>();
        for (var i = 0; i < lines.Length; i++)
        {
            var words = lines[i].Split(' ');
            switch (words[0])
            {
                case "operation":
                    operations.Add(ReadOperation(words, shapes));
                    break;
                case "list":
                    shapes[words[1]].Element = shapes[words[2]];
                    break;
                case "map":
                    (shapes[words[1]].Key, shapes[words[1]].Element) = (shapes[words[2]], shapes[words[3]]);
                    break;
                case "structure":
                    var members = new List<Member>();
                    while (i + 1 < lines.Length && lines[i + 1][0] == '.')
                    {
                        members.Add(ReadMember(lines[++i].Split(' '), shapes));
                    }

                    Fill(shapes[words[1]], members, Option(words, "payload"));
                    break;
            }
        }

        return new ServiceModel(operations, shapes);
    }

    private static OperationShape ReadOperation(string[] words, Dictionary<string, Shape> shapes) => new()
    {
        Name = words[1],
        Method = words[2],
        UriTemplate = words[3],
        StatusCode = int.Parse(words[4], CultureInfo.InvariantCulture),
        Input = words[5] == "-" ? null : shapes[words[5]],
        Output = words[6] == "-" ? null : shapes[words[6]],
    };

    private static Shape ReadShape(string[] words)
    {
        var isDocument = Array.IndexOf(words, "document", 2) > 0;
        return new Shape(words[1], isDocument ? ShapeType.Document : Type(words[0]))
        {
            Values = Values(words) ?? [],
            Minimum = Number(words, "min"),
            Maximum = Number(words, "max"),
            Pattern = Option(words, "pattern")?.Replace(@"\x20", " ", StringComparison.Ordinal),
            TimestampFormat = Format(words) ?? TimestampFormat.ByPlace,
        };
    }

    private static Member ReadMember(string[] words, Dictionary<string, Shape> shapes)
    {
        var shape = shapes[words[2]];
        return new Member(words[1], shape)
        {
            WireName = Option(words, "wire") ?? words[1],
            Location = Option(words, "in") switch
            {
                null => MemberLocation.Body,
                "uri" => MemberLocation.Uri,
                "querystring" => MemberLocation.QueryString,
                "header" => MemberLocation.Header,
                "headers" => MemberLocation.Headers,
                "statusCode" => MemberLocation.StatusCode,
                var other => throw new InvalidDataException(other),
            },
            IsRequired = Array.IndexOf(words, "required", 3) > 0,
            IsJson = Array.IndexOf(words, "json", 3) > 0,
            Values = Values(words) ?? shape.Values,
            TimestampFormat = Format(words) ?? shape.TimestampFormat,
        };
    }

    private static void Fill(Shape shape, List<Member> members, string? payload)
    {
        shape.Members = members;
        shape.Payload = payload is null ? null : members.Find(member => member.Name == payload);
        shape.HasBodyMembers = shape.Payload is null && members.Exists(static member => member.Location == MemberLocation.Body);
    }

    private static ShapeType Type(string word) => word switch
    {
        "string" or "character" => ShapeType.String,
        "boolean" => ShapeType.Boolean,
        "integer" => ShapeType.Integer,
        "long" => ShapeType.Long,
        "float" => ShapeType.Float,
        "double" => ShapeType.Double,
        "blob" => ShapeType.Blob,
        "timestamp" => ShapeType.Timestamp,
        "list" => ShapeType.List,
        "map" => ShapeType.Map,
        "structure" => ShapeType.Structure,
        _ => throw new InvalidDataException(word),
    };

    private static TimestampFormat? Format(string[] words) => Option(words, "format") switch
    {
        null => null,
        "unixTimestamp" => TimestampFormat.UnixTimestamp,
        "iso8601" => TimestampFormat.Iso8601,
        "rfc822" => TimestampFormat.Rfc822,
        var other => throw new InvalidDataException(other),
    };

    private static string[]? Values(string[] words) => Option(words, "enum")?.Split(',');

    private static long? Number(string[] words, string name) => Option(words, name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string? Option(string[] words, string name)
    {
        foreach (var word in words)
        {
            if (word.Length > name.Length && word[name.Length] == '=' && word.StartsWith(name, StringComparison.Ordinal))
            {
                return word[(name.Length + 1)..];
            }
        }

        return null;
    }
}
