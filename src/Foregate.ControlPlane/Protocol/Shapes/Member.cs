// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>One member of a structure.</summary>
internal sealed class Member(string name, Shape shape)
{
    /// <summary>As the model names it: what handlers say.</summary>
    public string Name { get; } = name;

    public Shape Shape { get; } = shape;

    /// <summary>As requests and answers name it.</summary>
    public string WireName { get; init; } = name;

    public MemberLocation Location { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>A header that holds JSON in base64.</summary>
    public bool IsJson { get; init; }

    public IReadOnlyList<string> Values { get; init; } = shape.Values;

    public TimestampFormat TimestampFormat { get; init; } = shape.TimestampFormat;

    public override string ToString() => Name;
}
